"""What one group brings into the plenary, as a model for views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain import plenary
from ...domain.records import Group, Id
from ..desk import Desk
from ..dots.options import option

Index = QModelIndex | QPersistentModelIndex
BROUGHT_MIME = "application/x-werkstatt-brought"
"""Ids of cards and themes, one a line."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A card or theme; `taken` are the numbers of the results that were made of it."""

    id: Id
    text: str
    colour: str
    points: int
    taken: tuple[int, ...]


class BroughtRows(QAbstractListModel):
    """Cards and themes of a group, those with most dots first; none while the group's board is hidden."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.things: list[Thing] = []

    def show(
        self,
        group: Group,
        dots: Mapping[Id, int],
        taken: Mapping[Id, tuple[Id, ...]],
        numbers: Mapping[Id, int],
    ) -> None:
        """Hold what this group brings. `numbers`: those of the results, by id."""
        state, t = self._desk.state, self._desk.texts
        now = []
        for found in plenary.brought(state, group.id, dots, taken) if not group.hidden else ():
            shown = option(state, found.id, t)
            results = tuple(sorted(numbers[id] for id in found.taken if id in numbers))
            now.append(Thing(found.id, shown.text, shown.colour, found.points, results))
        before = self.things
        if [thing.id for thing in now] != [thing.id for thing in before]:
            self.beginResetModel()
            self.things = now
            self.endResetModel()
            return
        self.things = now
        for row, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, id: Id) -> int:
        """The row of a card or theme, -1 where it is not here."""
        return next((row for row, thing in enumerate(self.things) if thing.id == id), -1)

    # What views ask

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.things)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return usual | flag.ItemIsDragEnabled if index.isValid() else flag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() >= len(self.things):
            return None
        thing = self.things[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return thing.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(thing, index.row())
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        things = [self.things[row] for row in sorted(index.row() for index in indexes)]
        data = QMimeData()
        data.setData(BROUGHT_MIME, "\n".join(thing.id for thing in things).encode())
        data.setText("\n".join(thing.text for thing in things))
        return data

    def _spoken(self, thing: Thing, row: int) -> str:
        t = self._desk.texts
        parts = [thing.text]
        if thing.points:
            parts.append(t.n("{n} point", "{n} points", thing.points))
        if thing.taken:
            numbers = ", ".join(t.number(number) for number in thing.taken)
            parts.append(t("is in result {numbers}", numbers=numbers))
        parts.append(t("{place} of {count}", place=t.number(row + 1), count=t.number(len(self.things))))
        return ". ".join(parts)


def brought_ids(data: QMimeData) -> list[Id]:
    """The cards and themes in a drag; none where it carries something else."""
    carried = bytes(data.data(BROUGHT_MIME).data()).decode("utf-8", "replace")
    return [line for line in carried.split("\n") if line]
