"""Obstacles, recommendations and measures as rows for a view."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from ...domain import coverage, measures
from ...domain.coverage import Answered
from ...domain.records import Card, Category, Id
from ..card_words import text_of
from ..desk import Desk
from ..labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
OBSTACLE, RECOMMENDATION, MEASURE = range(3)
_IN_SIGHT, _BREATH = 40, 300
"""So many rows are there at once, and milliseconds until the others are, in which the page is painted."""


class Shown(NamedTuple):
    """A row: what its boxes say. `first`: it is the first one of its obstacle, which later ones leave out."""

    answered: Answered
    obstacle: str
    recommendation: str
    measures: str
    first: bool


class CoverageRows(QAbstractListModel):
    """The rows of all groups or of `group_id`; with `only_open` those that lack something."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[Shown] = []
        self._held_back = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_BREATH)
        self._later.timeout.connect(self.show_all)
        self.group_id: Id | None = None
        self.only_open = False
        self.open = self.obstacles = 0
        """How many obstacles have no recommendation, and how many there are, in what is shown of groups."""

    def refresh(self) -> bool:
        """Read the state anew; whether the rows are others now."""
        state = self._desk.state
        found = coverage.coverage(state, self.group_id)
        self.open = sum(row.recommendation is None for row in found)
        self.obstacles = len({row.obstacle.id for row in found})
        numbers = {m.id: n for n, m in enumerate(measures.in_order(state), 1)}
        if self.only_open:
            found = [row for row in found if row.recommendation is None or not row.measures]
        rows: list[Shown] = []
        before: Id | None = None
        for row in found:
            rows.append(self._shown(row, numbers, first=row.obstacle.id != before))
            before = row.obstacle.id
        if rows == self._rows:
            return False
        self.beginResetModel()
        # When the page is shown, the rows in sight come first.
        self._held_back = 0 if self._rows else max(len(rows) - _IN_SIGHT, 0)
        self._rows = rows
        self.endResetModel()
        if self._held_back:
            self._later.start()
        return True

    def show_all(self) -> None:
        """Let the view have the rows that were held back."""
        if self._held_back:
            first = len(self._rows) - self._held_back
            self.beginInsertRows(QModelIndex(), first, len(self._rows) - 1)
            self._held_back = 0
            self.endInsertRows()

    def row(self, place: int) -> Shown:
        return self._rows[place]

    def place_of(self, card_id: Id) -> int:
        """The first row of an obstacle or recommendation; -1 where it is not among them."""
        self.show_all()
        for place, shown in enumerate(self._rows):
            answered = shown.answered
            if card_id in (answered.obstacle.id, answered.recommendation and answered.recommendation.id):
                return place
        return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) - self._held_back

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown, t = self._rows[index.row()], self._desk.texts
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return (
                f"{t('Obstacle')}: {shown.obstacle}. "
                f"{t('Recommendation')}: {shown.recommendation or t('no recommendation yet')}. "
                f"{t('Measure')}: {shown.measures or t('none')}"
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n→ ".join(filter(None, shown[1:4])))
        return None

    def colour(self, card: Card) -> str:
        category = self._desk.state.get(Category, card.category_id)
        return category.colour if category is not None else "grey"

    def _shown(self, row: Answered, numbers: dict[Id, int], *, first: bool) -> Shown:
        named = [f"{numbers[m.id]} · {' '.join(m.what.split())}" for m in row.measures]
        recommendation = text_of(self._desk, row.recommendation) if row.recommendation is not None else ""
        return Shown(row, text_of(self._desk, row.obstacle), recommendation, "\n".join(named), first)
