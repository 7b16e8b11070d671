"""The steps of a workshop as rows, the newest first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ...domain.edits import Entry
from ...domain.hiding import is_hidden
from ...domain.records import TABLES, Id
from ...domain.telling import Standing, Telling
from ...texts import mark
from ..desk import Desk
from ..labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_WORDS = ("text", "heading", "name", "title", "caption", "what")
_LONGEST = 120
_STANDINGS = {
    "undone": mark("taken back"),
    "lost": mark("taken back"),
    "fixed": mark("cannot be taken back any more"),
    "other": mark("another device"),
}

_SIGNS = {"undone": "← ", "lost": "← ", "fixed": "– ", "other": "– "}


class StepRows(QAbstractTableModel):
    """Time and words of each step. What was taken back says so; where the workshop is now stands a dot."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._steps: list[Entry] = []
        self._standings: dict[Id, Standing] = {}
        self._now: Id = ""

    def show_telling(self, telling: Telling) -> None:
        """Show what it holds by now."""
        more = len(telling.steps) - len(self._steps)
        if more > 0 and telling.steps[: len(self._steps)] == self._steps:
            self.beginInsertRows(_NONE, 0, more - 1)
            self._take(telling)
            self.endInsertRows()
        elif more:
            self.beginResetModel()
            self._take(telling)
            self.endResetModel()
        else:
            self._take(telling)
        if self._steps:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._steps) - 1, 1))

    def step(self, row: int) -> Entry | None:
        return self._steps[-1 - row] if 0 <= row < len(self._steps) else None

    def standing(self, row: int) -> Standing:
        step = self.step(row)
        return self._standings.get(step.id, "fixed") if step else "fixed"

    def is_now(self, row: int) -> bool:
        """Whether the workshop is where this step has led."""
        step = self.step(row)
        return step is not None and step.id == self._now

    @property
    def now_row(self) -> int:
        """The row of the step to which the workshop was brought; -1 where nothing can be taken back."""
        return next((row for row in range(len(self._steps)) if self.is_now(row)), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        step = self.step(row)
        if step is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._time(step) if index.column() == 0 else self.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.told(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            here = [self._desk.texts("here now")] if self.is_now(row) else []
            return ", ".join([self._time(step), self.told(row), *here])
        if role == Qt.ItemDataRole.ForegroundRole and self.standing(row) != "done":
            return QColor(self._desk.theme.muted)
        if role == Qt.ItemDataRole.FontRole and self.is_now(row):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._desk.texts("Time") if section == 0 else self._desk.texts("Step")
        return None

    @property
    def has_dates(self) -> bool:
        """Whether the times of some steps need their dates."""
        return bool(self._steps) and len(self._time(self._steps[0])) > len("00:00")

    def words(self, row: int) -> str:
        """What was done, and to what; before it a sign of how it stands."""
        sign = "● " if self.is_now(row) else _SIGNS.get(self.standing(row), "")
        return f"{sign}{self._words(row)}"

    def told(self, row: int) -> str:
        """What was done, to what, and how it stands, in words."""
        standing = self.standing(row)
        words = self._words(row)
        return f"{words} ({self._desk.texts(_STANDINGS[standing])})" if standing in _STANDINGS else words

    def _words(self, row: int) -> str:
        step, t = self.step(row), self._desk.texts
        if step is None:
            return ""
        if self.standing(row) == "begun":
            return t("Workshop begun")
        verb = t.verb(step.edit.verb)
        said = self._said(step)
        return f"{verb[:1].upper()}{verb[1:]}" + (f": {t.quote(said)}" if said else "")

    def _take(self, telling: Telling) -> None:
        self._steps = list(telling.steps)
        self._standings = telling.standings()
        done = telling.done()
        begun = next((step.id for step in self._steps if self._standings[step.id] == "begun"), "")
        self._now = done[-1] if done else begun

    def _said(self, step: Entry) -> str:
        """The words of the first record that was changed, as they are now; not those of hidden groups."""
        for change in step.edit.changes[:1]:
            record = self._desk.state.tables[change.table].get(change.id) if change.table in TABLES else None
            if record is None or is_hidden(self._desk.state, record):
                return ""
            found = next((value for name in _WORDS if (value := getattr(record, name, ""))), "")
            text = " ".join(str(found).split())
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        return ""

    def _time(self, step: Entry) -> str:
        """The time of day; of another day its date too."""
        t, day = self._desk.texts, step.at[:10]
        clock = step.at[11:16]
        return clock if not day or day == date.today().isoformat() else f"{t.short_date(day)[:6]} {clock}"
