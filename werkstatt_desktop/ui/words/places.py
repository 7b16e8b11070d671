"""The places in which words are to be replaced, as a list in which each can be left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...domain.erasing import Where
from ...domain.finding import Place
from ..desk import Desk
from ..labels import plain_tip
from ..safekeeping.places import place_words

Index = QModelIndex | QPersistentModelIndex
WHERE, BEFORE, AFTER = range(3)
PARTS = Qt.ItemDataRole.UserRole
"""The text of a cell in three parts: what stands before the words, the words, and what stands after them."""
_AROUND = 20
"""So many characters are shown before the words; what follows is cut by the width of the column."""
_NOWHERE = QModelIndex()


class Parts(NamedTuple):
    """The words, and what stands around them on one line."""

    left: str
    words: str
    right: str


class PlacesModel(QAbstractTableModel):
    """Makes the words of a row when it is shown. `ticked`: other rows are chosen now."""

    ticked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = ""
        self._left_out: set[tuple[str, str, str, int]] = set()
        self.places: Sequence[Place] = ()

    @property
    def chosen(self) -> list[Place]:
        """The places that are ticked."""
        if not self._left_out:
            return list(self.places)
        return [place for place in self.places if _key(place) not in self._left_out]

    def show_places(self, places: Sequence[Place], *, anew: bool) -> None:
        """Show these; all are ticked if they are found `anew`, else what was left out still is."""
        self.beginResetModel()
        self.places = places
        self._left_out = set() if anew else self._left_out & {_key(place) for place in places}
        self.endResetModel()
        self.ticked.emit()

    def show_words(self, words: str) -> None:
        """What is to stand there."""
        self._words = words
        self._tell(AFTER)

    def tick_all(self, *, on: bool) -> None:
        self._left_out = set() if on else {_key(place) for place in self.places}
        self._tell(WHERE)
        self.ticked.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            t = self._desk.texts
            return (t("Where"), t("Before"), t("After"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WHERE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles, place = Qt.ItemDataRole, self.places[index.row()]
        if index.column() == WHERE:
            if role == roles.CheckStateRole:
                return _state(on=_key(place) not in self._left_out)
            if role in {roles.DisplayRole, roles.ToolTipRole}:
                words = place_words(self._desk.state, Where(*place[:3]), self._desk.texts)
                return words if role == roles.DisplayRole else plain_tip(words)
            if role == roles.AccessibleTextRole:
                return self._spoken(place)
            return None
        after = index.column() == AFTER
        if role == PARTS:
            return _parts(place, self._words if after else None)
        if role in {roles.DisplayRole, roles.AccessibleTextRole}:
            return "".join(_parts(place, self._words if after else None))
        if role == roles.ToolTipRole:
            words = self._words if after else place.text[place.start : place.end]
            return plain_tip(f"{place.text[: place.start]}{words}{place.text[place.end :]}")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != WHERE:
            return False
        key = _key(self.places[index.row()])
        if value in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def _spoken(self, place: Place) -> str:
        t = self._desk.texts
        words = place_words(self._desk.state, Where(*place[:3]), t)
        before, after = "".join(_parts(place, None)), "".join(_parts(place, self._words))
        return f"{words}. {t('Before')}: {before}. {t('After')}: {after}"

    def _tell(self, column: int) -> None:
        if self.places:
            self.dataChanged.emit(self.index(0, column), self.index(len(self.places) - 1, column))


def _key(place: Place) -> tuple[str, str, str, int]:
    return place.table, place.id, place.field, place.start


def _state(*, on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _parts(place: Place, words: str | None) -> Parts:
    """A place with the words that stand there, or with others; line ends are blanks."""
    start = max(0, place.start - _AROUND)
    left = _line(place.text[start : place.start])
    right = _line(place.text[place.end : place.end + 200])
    middle = place.text[place.start : place.end] if words is None else words
    return Parts(("…" if start else "") + left, _line(middle), right)


def _line(text: str) -> str:
    return text.replace("\n", " ")
