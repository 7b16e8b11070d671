"""The options of a round as a model for views."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain import voting
from ...domain.records import Id, VoteRound
from ...domain.state import State
from ...domain.voting import Ranked
from ..desk import Desk
from ..dots.options import Option, option
from ..labels import plain_tip

Index = QModelIndex | QPersistentModelIndex


class OptionRows(QAbstractListModel):
    """The options of the round `round_id`, with the points that the state has and those being counted.

    While a round is open its rows stay where they are, so that numbers can be typed down the list; `sort`
    puts the best first, and a closed round always shows them so. `concealed`: totals are not for these eyes.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.round_id: Id | None = None
        self.ids: list[Id] = []
        self.places: dict[Id, tuple[float, float]] = {}
        self.concealed = False
        self._options: dict[Id, Option] = {}
        self._ranked: dict[Id, Ranked] = {}
        self._pending: tuple[Id, int] | None = None
        self._too_many: frozenset[Id] = frozenset()
        self._most = 0
        self._counted_in: tuple[State, Id, dict[Id, int]] | None = None

    @property
    def round(self) -> VoteRound | None:
        return self._desk.state.get(VoteRound, self.round_id)

    @property
    def is_matrix(self) -> bool:
        """Whether options lie between two criteria and have no points."""
        round_ = self.round
        return round_ is not None and round_.kind == "matrix"

    @property
    def largest(self) -> int:
        """The points of the option that has most, to scale bars by."""
        return self._most

    @property
    def counted(self) -> int:
        """All points, with those being counted."""
        return sum(option.points for option in self._ranked.values())

    @property
    def in_order_of_points(self) -> bool:
        return self.ids == self._by_points()

    def show(self, round_id: Id | None) -> None:
        """Hold the options of a round, as the state has them now."""
        same, self.round_id = round_id == self.round_id, round_id
        self.places = voting.places(self._desk.state, self.round) if self.round and self.is_matrix else {}
        if not same:
            self._pending = None
        state, round_ = self._desk.state, self.round
        self._recount()
        found = list(self.totals())
        self._options = {id: option(state, id, self._desk.texts) for id in found}
        if round_ is not None and not round_.is_open and not self.is_matrix:
            ids = self._by_points()
        elif round_ is not None and (round_.hidden or self.is_matrix):
            ids = found  # another order would tell what is hidden
        else:
            kept = dict.fromkeys(id for id in self.ids if id in self._options) if same else {}
            ids = list(kept | dict.fromkeys(found))
        self._arrange(ids)

    def sort_by_points(self) -> None:
        """The best first, until the round is shown anew."""
        self._arrange(self._by_points())

    def conceal(self, concealed: bool) -> None:
        """Whether totals are kept back."""
        self.concealed = concealed
        self._tell()

    def expect(self, id: Id, points: int) -> None:
        """Show a number that is being counted and is not in the state yet."""
        self._pending = (id, points)
        self._recount()
        self._tell()

    def forget(self) -> None:
        """Nothing is being counted any more."""
        if self._pending is not None:
            self._pending = None
            self._recount()
            self._tell()

    def points(self, id: Id) -> int:
        return self._ranked[id].points if id in self._ranked else 0

    def ranked(self, row: int) -> Ranked:
        return self._ranked[self.ids[row]]

    def option(self, row: int) -> Option:
        return self._options[self.ids[row]]

    def is_too_many(self, id: Id) -> bool:
        return id in self._too_many

    @property
    def first_tie(self) -> list[Ranked]:
        """The best options that share a rank; none where everything is decided."""
        tied = [option for option in self._ranked.values() if option.tied]
        best = min((option.rank for option in tied), default=0)
        return [option for option in tied if option.rank == best]

    def row_of(self, id: Id) -> int | None:
        return self.ids.index(id) if id in self._options else None

    # What views ask

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return usual if index.isValid() else flag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.option(index.row()).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.option(index.row()).text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None

    def spoken(self, row: int) -> str:
        """What a screen reader says of an option."""
        t, found, shown = self._desk.texts, self.ranked(row), self.option(row)
        parts = [shown.text]
        if self.is_matrix:
            parts.append(self._spoken_place(found.id))
        elif self.concealed:
            parts.append(t("points hidden"))
        else:
            parts.append(t.n("{n} point", "{n} points", found.points))
            if self.counted:
                parts.append(t("rank {rank}", rank=t.number(found.rank)))
            if found.tied:
                parts.append(t("tie"))
            if self.is_too_many(found.id):
                parts.append(t("more than possible"))
        parts.append(t("{place} of {count}", place=t.number(row + 1), count=t.number(len(self.ids))))
        return ". ".join(parts)

    def _spoken_place(self, id: Id) -> str:
        t, place = self._desk.texts, self.places.get(id)
        if place is None:
            return t("not placed yet")
        effort, effect = (t.number(round(part * 100)) for part in place)
        return t("effect {effect} of 100, effort {effort} of 100", effect=effect, effort=effort)

    def totals(self) -> dict[Id, int]:
        """The points of each option that the workshop has, without those being counted."""
        round_, state = self.round, self._desk.state
        if round_ is None:
            return {}
        # A state never changes, so what was counted in it once is so for good.
        if self._counted_in is None or self._counted_in[0] is not state or self._counted_in[1] != round_.id:
            self._counted_in = (state, round_.id, voting.totals(state, round_))
        return dict(self._counted_in[2])

    def _recount(self) -> None:
        round_, points = self.round, self.totals()
        if self._pending is not None and self._pending[0] in points:
            points[self._pending[0]] = self._pending[1]
        fewest_first = round_ is not None and round_.kind == "resistance"
        row = voting.ranking(points, fewest_first=fewest_first)
        self._ranked = {option.id: option for option in row}
        self._most = max(points.values(), default=0)
        most = voting.most_for_one(round_) if round_ is not None else 0
        self._too_many = frozenset(id for id, count in points.items() if most and count > most)

    def _by_points(self) -> list[Id]:
        row = sorted(self._ranked.values(), key=lambda option: option.rank)
        return [option.id for option in row]

    def _arrange(self, ids: list[Id]) -> None:
        if ids == self.ids:
            self._tell()
            return
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()

    def _tell(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0), self.index(len(self.ids) - 1))
