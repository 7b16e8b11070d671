"""The participants as rows; what a cell says is asked of the workshop when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ...domain import order, people
from ...domain.edits import Step
from ...domain.records import PRESENCES, Group, Id, Participant
from ...domain.verbs import people as verbs
from ...texts import mark
from ..desk import Desk
from ..labels import plain_tip
from .words import presence_colour, presence_words

NAME, PRESENCE, GROUP, ORGANISATION, DEPARTMENT, PERSONS, FUNCTION, EMAIL = range(8)
TITLES = (
    mark("Name"), mark("Presence"), mark("Group"), mark("Organisation"), mark("Department"),
    mark("Persons"), mark("Function"), mark("E-mail"),
)  # fmt: skip
FIELDS = {
    NAME: "name",
    ORGANISATION: "organisation",
    DEPARTMENT: "department",
    FUNCTION: "function",
    EMAIL: "email",
}
"""The fields of the columns with words."""
SELDOM = (FUNCTION, EMAIL, PERSONS)
"""Columns that are shown where they say something, or are asked for."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PeopleModel(QAbstractTableModel):
    """Rows by name, or sorted by a column; those that contain what is searched for."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[Id] = []
        self._rows: dict[Id, int] = {}
        self._needle = ""
        self.refused = False
        """Whether the last words typed into a cell were refused."""
        self._sorted = (NAME, Qt.SortOrder.AscendingOrder)
        self._says: dict[int, Callable[[Participant], str]] = {
            NAME: lambda person: person.name,
            ORGANISATION: lambda person: person.organisation,
            DEPARTMENT: lambda person: person.department,
            FUNCTION: lambda person: person.function,
            EMAIL: lambda person: person.email,
            GROUP: self._group,
            PERSONS: lambda person: desk.texts.number(person.persons),
            PRESENCE: lambda person: presence_words(desk.texts, person.presence),
        }

    def refresh(self, step: Step | None) -> bool:
        """Follow a step; whether rows came, went or changed places, so that a selection is to be renewed."""
        if step is not None and not step.edit.touches("participants", "groups"):
            return False
        ids = self._in_order()
        if ids != self._ids:
            self.beginResetModel()
            self._ids, self._rows = ids, {id: row for row, id in enumerate(ids)}
            self.endResetModel()
            return True
        if ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(TITLES) - 1))
        return False

    def search(self, words: str) -> bool:
        """Show those rows alone in which all these words stand; as `refresh`."""
        self._needle = words
        return self.refresh(None)

    @property
    def ids(self) -> list[Id]:
        return self._ids

    def person(self, row: int) -> Participant | None:
        return self._desk.state.get(Participant, self._ids[row]) if 0 <= row < len(self._ids) else None

    def row(self, id: Id | None) -> int | None:
        return self._rows.get(id) if id is not None else None

    def filled(self) -> frozenset[int]:
        """Of the columns that often say nothing, those that say something in any row."""
        found: set[int] = set()
        for person in self._desk.state.all(Participant):
            found |= {FUNCTION} if person.function else set()
            found |= {EMAIL} if person.email else set()
            found |= {PERSONS} if person.persons != 1 else set()
        return frozenset(found)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person, column = self.person(index.row()), index.column()
        if person is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._says[column](person)
        if role == Qt.ItemDataRole.EditRole:
            return person.persons if column == PERSONS else self._says[column](person)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._says[column](person))
        if role == Qt.ItemDataRole.ForegroundRole and column == PRESENCE:
            return QColor(presence_colour(self._desk.theme, person.presence))
        if role == Qt.ItemDataRole.ForegroundRole and not people.comes(person):
            return QColor(self._desk.theme.muted)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column == PERSONS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A cell was typed into: one step, where it says something else."""
        person, column = self.person(index.row()), index.column()
        if person is None or role != Qt.ItemDataRole.EditRole:
            return False
        field = "persons" if column == PERSONS else FIELDS[column]
        if getattr(person, field) == value:
            return False
        self.refused = self._desk.do(verbs.edit_participant, person.id, **{field: value}) is None
        return not self.refused

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() not in {GROUP, PRESENCE} else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._desk.texts(TITLES[section])
        return None

    def sort(self, column: int, direction: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column if column >= 0 else NAME, direction)
        held = self._ids
        ids = self._in_order()
        if ids == held:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self._ids, self._rows = ids, {id: row for row, id in enumerate(ids)}
        after = [self.index(self._rows[held[one.row()]], one.column()) for one in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self) -> list[Id]:
        t, (column, direction) = self._desk.texts, self._sorted
        words = _folded(t.sort_key, self._needle).split()
        found = [
            person
            for person in people.in_order(self._desk.state)
            if not words or self._contains(person, words)
        ]
        found.sort(key=lambda person: t.sort_key(person.name) if person.name else ("\U0010ffff", ""))
        keys = self._keys(column)
        filled = [person for person in found if keys(person) is not None]
        blank = [person for person in found if keys(person) is None]
        filled.sort(key=keys, reverse=direction == Qt.SortOrder.DescendingOrder)
        # What says nothing comes last, whichever way.
        return [person.id for person in (*filled, *blank)]

    def _keys(self, column: int) -> Callable[[Participant], Any]:
        t = self._desk.texts
        if column == PERSONS:
            return lambda person: person.persons
        if column == PRESENCE:
            return lambda person: PRESENCES.index(person.presence) if person.presence in PRESENCES else 0
        if column == GROUP:
            places = {group.id: n for n, group in enumerate(order.groups(self._desk.state))}
            return lambda person: places.get(person.group_id or "")
        say = self._says[column]
        return lambda person: t.sort_key(words) if (words := say(person)) else None

    def _contains(self, person: Participant, words: list[str]) -> bool:
        said = (*(getattr(person, field) for field in FIELDS.values()), self._group(person))
        whole = _folded(self._desk.texts.sort_key, " ".join(said))
        return all(word in whole for word in words)

    def _group(self, person: Participant) -> str:
        group = self._desk.state.get(Group, person.group_id)
        return (group.name or self._desk.texts("Group")) if group is not None else ""


def _folded(key: Callable[[str], tuple[str, str]], words: str) -> str:
    return key(words)[0]
