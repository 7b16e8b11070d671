"""The dots of a poll for its views, with those that are being counted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ...domain import polls
from ...domain.polls import Place
from ...domain.records import Id, VoteRound
from ...domain.state import State
from ..desk import Desk


class PollDots(QObject):
    """What lies where in the poll `round_id`. `changed` tells that its views have to be drawn anew."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.round_id: Id | None = None
        self._pending: tuple[Place, int] | None = None
        self._counted: tuple[State, VoteRound, dict[Place, int]] | None = None

    @property
    def round(self) -> VoteRound | None:
        """The poll, as long as it is there."""
        round_ = self._desk.state.get(VoteRound, self.round_id)
        return round_ if round_ is not None and round_.kind in polls.KINDS else None

    @property
    def is_field(self) -> bool:
        round_ = self.round
        return round_ is not None and round_.kind == "field"

    @property
    def steps(self) -> int:
        """How many steps the scale has."""
        round_ = self.round
        return polls.steps(round_) if round_ is not None else polls.USUAL_STEPS

    @property
    def ends(self) -> tuple[str, ...]:
        round_ = self.round
        return polls.ends(round_) if round_ is not None else ("", "", "", "")

    @property
    def dots(self) -> dict[Place, int]:
        """How many dots lie where, with those being counted."""
        found = self.totals()
        if self._pending is not None:
            found[self._pending[0]] = self._pending[1]
        return {place: count for place, count in found.items() if count > 0}

    @property
    def n(self) -> int:
        return sum(self.dots.values())

    @property
    def mean(self) -> float | None:
        """The mean of a scale in steps from 1."""
        if self.is_field or not (n := self.n):
            return None
        return sum((int(place) + 1) * count for place, count in self.dots.items()) / n

    @property
    def middle(self) -> tuple[float, float] | None:
        """The mean of a field, parts of both axes."""
        return polls.middle_of(self.dots.items()) if self.is_field else None

    def show(self, round_id: Id | None) -> None:
        """Hold the dots of a poll, as the state has them now."""
        if round_id != self.round_id:
            self._pending = None
        self.round_id = round_id
        self.changed.emit()

    def points(self, place: Place) -> int:
        return self.dots.get(place, 0)

    def totals(self) -> dict[Place, int]:
        """The dots that the workshop has; steps without any and the place being counted are there, too."""
        round_, state = self.round, self._desk.state
        if round_ is None:
            return {}
        # A state never changes, so what was counted in it once is so for good.
        if self._counted is None or self._counted[0] is not state or self._counted[1] is not round_:
            found = polls.dots(state, round_)
            if round_.kind == "scale":
                found = {str(step): found.get(str(step), 0) for step in range(polls.steps(round_))}
            self._counted = (state, round_, found)
        found = dict(self._counted[2])
        if self._pending is not None and round_.kind == "field":
            found.setdefault(self._pending[0], 0)
        return found

    def expect(self, place: Place, points: int) -> None:
        """Show a number that is being counted and is not in the state yet."""
        self._pending = (place, points)
        self.changed.emit()

    def forget(self) -> None:
        """Nothing is being counted any more."""
        if self._pending is not None:
            self._pending = None
            self.changed.emit()
