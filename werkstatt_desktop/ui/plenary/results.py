"""Statements and common results, as a model for views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt

from ...domain import plenary
from ...domain.records import Id, Result
from ..desk import Desk
from ..dots.options import option
from ..origins import badge_of
from .brought import Index
from .words import spoken_origin, wordings

RESULT_MIME = "application/x-werkstatt-result"
"""The id of a result."""


@dataclass(frozen=True, slots=True)
class Row:
    """A result with its number from 1, or a statement, whose number is 0.

    `notes` are lines below its text, `origin` says the groups in full, `marks` are names of MARKS.
    """

    id: Id
    number: int
    text: str
    colour: str
    badge: str
    origin: str
    notes: tuple[str, ...]
    marks: tuple[str, ...]


class ResultRows(QAbstractListModel):
    """Statements first, then results by number. `numbers` has those of the results by id."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[Row] = []
        self.numbers: dict[Id, int] = {}

    @property
    def statements(self) -> int:
        """How many rows are statements."""
        return len(self.rows) - len(self.numbers)

    def show(self, dots: Mapping[Id, int]) -> None:
        """Hold what the state has. `dots`: points of cards and themes by id."""
        state = self._desk.state
        statements, found = plenary.results(state, "statement"), plenary.results(state, "result")
        self.numbers = {result.id: n for n, result in enumerate(found, 1)}
        places = plenary.numbers(state)
        now = [self._row(result, dots, places) for result in (*statements, *found)]
        before = self.rows
        if [row.id for row in now] != [row.id for row in before]:
            self.beginResetModel()
            self.rows = now
            self.endResetModel()
            return
        self.rows = now
        for place, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def row_of(self, id: Id | None) -> int:
        """The row of a result or statement, -1 where it is not here."""
        return next((place for place, row in enumerate(self.rows) if row.id == id), -1)

    def numbered(self, number: int) -> Id | None:
        """The result that has a number."""
        return next((id for id, n in self.numbers.items() if n == number), None)

    # What views ask

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return usual | flag.ItemIsDragEnabled if index.isValid() else flag.ItemIsDropEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = [self.rows[index.row()] for index in indexes[:1]]
        data.setData(RESULT_MIME, "".join(row.id for row in rows).encode())
        data.setText("".join(row.text for row in rows))
        return data

    def _row(self, result: Result, dots: Mapping[Id, int], places: Mapping[Id, int]) -> Row:
        state, t = self._desk.state, self._desk.texts
        origins = plenary.origins(state, result.id, places)
        groups = plenary.groups_among(origins)
        marks = [result.consensus] if result.consensus != "none" else []
        marks += ["dissent"] if result.dissent else []
        return Row(
            result.id,
            self.numbers.get(result.id, 0),
            result.text,
            option(state, result.id, t).colour,
            badge_of(groups, places, t),
            spoken_origin(groups, t),
            tuple(wordings(result, origins, dots, places, t)),
            tuple(marks),
        )

    def _spoken(self, row: Row) -> str:
        t = self._desk.texts
        head = t("Result {number}", number=t.number(row.number)) if row.number else t("Guiding statement")
        parts = [f"{head}: {row.text}", row.origin, *row.notes, *t.marks(row.marks)]
        if row.number:
            count = t.number(len(self.numbers))
            parts.append(t("{place} of {count}", place=t.number(row.number), count=count))
        return ". ".join(part for part in parts if part)


def result_id(data: QMimeData) -> Id | None:
    """The result in a drag; None where it carries something else."""
    return bytes(data.data(RESULT_MIME).data()).decode("utf-8", "replace") or None
