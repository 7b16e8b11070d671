"""From where people come: a row for each department or organisation, with a bar and the numbers per group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ...domain import order, people
from ...domain.people import Share
from ...domain.records import Id, Participant
from ..desk import Desk
from ..labels import plain_tip
from ..theme import font

WHERE, BAR, TOTAL, FIRST_GROUP = range(4)
PARTS = Qt.ItemDataRole.UserRole
"""The length of the bar and of its part of the group in view, each from 0 to 1."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SharesModel(QAbstractTableModel):
    """The shares of a field, "department" or "organisation", and a last row with the sums."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.field = "department"
        self.only_here = False
        self.group: Id | None = None
        """The group whose part the bars show; none for all."""
        self._shares: list[Share] = []
        self._groups: list[tuple[Id | None, str]] = []
        self._short: list[str] = []
        self.shortens = False
        """Whether the headings leave out the words with which the names of all groups begin."""

    def refresh(self) -> None:
        """Count again."""
        state, t = self._desk.state, self._desk.texts
        counted = [person for person in state.all(Participant) if self._counts(person)]
        groups = order.groups(state)
        there: set[Id | None] = {group.id for group in groups}
        named: list[tuple[Id | None, str]] = [(group.id, group.name or t("Group")) for group in groups]
        self._short = without_common([name for _, name in named])
        if any(person.group_id not in there for person in counted):
            named.append((None, t("no group")))
        self.beginResetModel()
        self._groups = named if groups else []
        self._shares = people.shares(counted, self.field)
        if self._shares:
            self._shares.append(_sum(t("Sum"), self._shares))
        self.endResetModel()

    @property
    def shares(self) -> Sequence[Share]:
        """What is shown; the last is the sum."""
        return self._shares

    def rows(self) -> list[tuple[str, ...]]:
        """All that is shown as words and numbers, below the headings."""
        columns = [column for column in range(self.columnCount()) if column != BAR]
        across, spoken = Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
        head = tuple(str(self.headerData(column, across, spoken)) for column in columns)
        return [head, *(tuple(self._say(share, column) for column in columns) for share in self._shares)]

    def group_at(self, column: int) -> tuple[Id | None, str] | None:
        """The group of a column; None for the others."""
        place = column - FIRST_GROUP
        return self._groups[place] if 0 <= place < len(self._groups) else None

    def show_group(self, column: int) -> None:
        """Have the bars show the part of the group of a column; of all in any other."""
        found = self.group_at(column)
        self.group = found[0] if found else None
        if self._shares:
            self.dataChanged.emit(self.index(0, BAR), self.index(len(self._shares) - 1, BAR))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shares)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST_GROUP + len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        share, column = self._shares[index.row()], index.column()
        is_sum = index.row() == len(self._shares) - 1
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._say(share, column)
        if role == PARTS and column == BAR and not is_sum:
            most = max(one.persons for one in self._shares[:-1]) or 1
            part = share.by_group.get(self.group, 0) if self.group is not None else share.persons
            return share.persons / most, part / most
        if role == Qt.ItemDataRole.FontRole and is_sum:
            return font(14, bold=True)
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and column >= FIRST_GROUP
            and not self._number(share, column)
        ):
            return QColor(self._desk.theme.muted)
        if role == Qt.ItemDataRole.ToolTipRole and column == WHERE:
            return plain_tip(self._say(share, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == WHERE else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        t, found = self._desk.texts, self.group_at(section)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            place = section - FIRST_GROUP
            if found is not None and role == Qt.ItemDataRole.DisplayRole and self.shortens:
                return self._short[place] if place < len(self._short) else found[1]
            if found is not None:
                return found[1]
            titles = {WHERE: t("Department") if self.field == "department" else t("Organisation")}
            return {**titles, BAR: "", TOTAL: t("Persons")}.get(section)
        if role == Qt.ItemDataRole.ToolTipRole and found is not None:
            return plain_tip(found[1])
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= TOTAL:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _counts(self, person: Participant) -> bool:
        return person.presence in people.HERE if self.only_here else person.presence != "excused"

    def _say(self, share: Share, column: int) -> str:
        t = self._desk.texts
        if column == WHERE:
            return share.name or t("not given")
        if column == BAR:
            return ""
        return t.number(self._number(share, column)) if self._number(share, column) else "–"

    def _number(self, share: Share, column: int) -> int:
        found = self.group_at(column)
        if found is None:
            return share.persons
        id = found[0]
        known = {group for group, _ in self._groups if group is not None}
        if id is None:
            return sum(count for group, count in share.by_group.items() if group not in known)
        return share.by_group.get(id, 0)


def without_common(names: Sequence[str]) -> list[str]:
    """Names without the words with which all of them begin; as they are where one would have none left."""
    words = [name.split() for name in names]
    while len(words) > 1 and all(len(row) > 1 for row in words) and len({row[0] for row in words}) == 1:
        words = [row[1:] for row in words]
    return [" ".join(row) for row in words]


def _sum(name: str, shares: Sequence[Share]) -> Share:
    by_group: dict[Id | None, int] = {}
    for share in shares:
        for group, count in share.by_group.items():
            by_group[group] = by_group.get(group, 0) + count
    return Share(name, sum(share.persons for share in shares), by_group)
