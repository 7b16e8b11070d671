"""The sections of the protocol as a model for the list beside the preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...report.words import section_title
from ...texts import Texts

Index = QModelIndex | QPersistentModelIndex
PAGES_ROLE = Qt.ItemDataRole.UserRole
_NOTHING = "–"
_MOST = 3


class SectionRows(QAbstractListModel):
    """Every section in its order, whether it is on, and the pages it stands on."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = texts
        self.keys: list[str] = []
        self._on: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()
        self._pages: Mapping[str, Sequence[int]] = {}
        self._said: list[tuple[bool, str]] = []

    def show(self, keys: Sequence[str], on: Sequence[str], told: Sequence[str]) -> None:
        """Hold these sections; `on` are switched on, `told` those that have something to tell."""
        self._on, self._told = frozenset(on), frozenset(told)
        if self.keys != list(keys):
            current = self.persistentIndexList()
            moved = [self.keys[index.row()] for index in current]
            self.layoutAboutToBeChanged.emit()
            self.keys = list(keys)
            places = {key: place for place, key in enumerate(self.keys)}
            after = [self.index(places[key]) if key in places else QModelIndex() for key in moved]
            self.changePersistentIndexList(current, after)
            self.layoutChanged.emit()
        self._tell()

    def show_pages(self, pages: Mapping[str, Sequence[int]]) -> None:
        """The pages, from 1, on which each section stands now."""
        self._pages = pages
        self._tell()

    def is_on(self, key: str) -> bool:
        return key in self._on

    def first_page(self, key: str) -> int | None:
        """The first page of a section, from 1."""
        pages = self._pages.get(key)
        return pages[0] if pages and self.is_on(key) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.keys)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        key = self.keys[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return section_title(key, self._t)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.is_on(key) else Qt.CheckState.Unchecked
        if role == PAGES_ROLE:
            return self._where(key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._all_pages(key)
        return None

    def _where(self, key: str) -> str:
        if not self.is_on(key) or key not in self._told:
            return _NOTHING
        return runs(self._pages[key], _MOST) if self._pages.get(key) else "…"

    def _all_pages(self, key: str) -> str:
        pages = self._pages.get(key) or ()
        shown = runs(pages, _MOST)
        return runs(pages) if self.is_on(key) and shown.endswith("…") else ""

    def _spoken(self, key: str) -> str:
        t, title = self._t, section_title(key, self._t)
        if not self.is_on(key):
            return t("{section}, off", section=title)
        if key not in self._told:
            return t("{section}, on, nothing to tell", section=title)
        pages = runs(self._pages.get(key) or ())
        return t("{section}, on, pages {pages}", section=title, pages=pages or "…")

    def _tell(self) -> None:
        """Have those rows drawn anew that say something else now; drawing is what keeps a window busy."""
        said = [(self.is_on(key), self._where(key)) for key in self.keys]
        before, self._said = self._said, said
        for row, now in enumerate(said):
            if row >= len(before) or before[row] != now:
                self.dataChanged.emit(self.index(row), self.index(row))


def runs(pages: Sequence[int], most: int = 0) -> str:
    """Page numbers as people write them: "3–6", "3, 5". `most` runs are told, if it is not 0."""
    if not pages:
        return ""
    ordered = sorted(set(pages))
    breaks = [place for place, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    parts = [ordered[begin:end] for begin, end in zip([0, *breaks], [*breaks, len(ordered)], strict=True)]
    words = [str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts]
    if most and len(words) > most:
        return ", ".join(words[: most - 1]) + " …"
    return ", ".join(words)
