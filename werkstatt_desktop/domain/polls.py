"""How a room feels at the beginning and at the end: one dot each on a scale or in a field of two axes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from . import voting
from .records import Vote, VoteRound
from .state import State

KINDS = ("scale", "field")
OPENING, CLOSING = "opening", "closing"
FEWEST_STEPS, USUAL_STEPS, MOST_STEPS = 2, 5, 11
FINE = 1000
"""Into how many parts each axis of a field is divided; dots nearer to each other lie at one place."""

Place = str
"""Where dots lie: the step of a scale from 0, as "3", or the parts of both axes of a field, as "250,700"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same poll at the beginning and at the end; one of them can be missing."""

    before: VoteRound | None
    after: VoteRound | None


def polls(state: State) -> list[VoteRound]:
    """All polls, in the order in which they were begun."""
    return [round_ for round_ in voting.rounds(state) if round_.kind in KINDS]


def before(state: State) -> list[VoteRound]:
    """The polls at the beginning."""
    return [round_ for round_ in polls(state) if round_.moment != CLOSING]


def after(state: State) -> list[VoteRound]:
    """The polls at the end."""
    return [round_ for round_ in polls(state) if round_.moment == CLOSING]


def pairs(state: State) -> list[Pair]:
    """Polls that can be compared side by side: the same scale or field, in the order of the beginning.

    Their questions may differ. Of several with the same ends the first belong together, then the second.
    """
    left = after(state)
    found = []
    for first in before(state):
        second = next((round_ for round_ in left if _same_scale(round_, first)), None)
        left = [round_ for round_ in left if round_ is not second]
        found.append(Pair(first, second))
    return found + [Pair(None, round_) for round_ in left]


def partner(state: State, round_: VoteRound) -> VoteRound | None:
    """The same poll at the other end of the day, if there is one."""
    for pair in pairs(state):
        if pair.before is not None and pair.before.id == round_.id:
            return pair.after
        if pair.after is not None and pair.after.id == round_.id:
            return pair.before
    return None


def steps(round_: VoteRound) -> int:
    """How many steps a scale has."""
    return min(max(round_.steps or USUAL_STEPS, FEWEST_STEPS), MOST_STEPS)


def ends(round_: VoteRound) -> tuple[str, ...]:
    """The words at the ends: left and right of a scale; left, right, bottom and top of a field."""
    return voting.ends(round_.labels, 4 if round_.kind == "field" else 2)


def dots(state: State, round_: VoteRound) -> dict[Place, int]:
    """How many dots lie where; those of all devices together. Places without any are left out."""
    found: Counter[Place] = Counter()
    for vote in state.kids(Vote, "round_id", round_.id):
        if (place := place_of(round_, vote)) is not None:
            found[place] += vote.points
    return {place: count for place, count in found.items() if count > 0}


def counts(state: State, round_: VoteRound) -> tuple[int, ...]:
    """The dots on each step of a scale."""
    found = dots(state, round_)
    return tuple(found.get(str(step), 0) for step in range(steps(round_)))


def n(state: State, round_: VoteRound) -> int:
    """How many dots were counted."""
    return sum(dots(state, round_).values())


def mean(state: State, round_: VoteRound) -> float | None:
    """The mean of a scale in steps from 1; None without dots, and for a field."""
    if round_.kind != "scale" or not n(state, round_):
        return None
    return voting.spread(counts(state, round_)).mean + 1


def middle(state: State, round_: VoteRound) -> tuple[float, float] | None:
    """The mean of a field, from 0 to 1 to the right and upwards; None without dots, and for a scale."""
    if round_.kind != "field":
        return None
    return middle_of(dots(state, round_).items())


def middle_of(found: Iterable[tuple[Place, int]]) -> tuple[float, float] | None:
    """The middle of dots in a field."""
    dots = [(*spot(place), count) for place, count in found if count > 0]
    if not dots:
        return None
    xs, ys, counts = zip(*dots, strict=True)
    return voting.mean_of(xs, counts), voting.mean_of(ys, counts)


def shift(state: State, pair: Pair) -> float | None:
    """By how many steps the mean of a scale has moved; None where there is nothing to compare."""
    first = mean(state, pair.before) if pair.before is not None else None
    second = mean(state, pair.after) if pair.after is not None else None
    return second - first if first is not None and second is not None else None


def place_of(round_: VoteRound, vote: Vote) -> Place | None:
    """Where a vote lies in a poll; None for one that lies nowhere."""
    if vote.x is None:
        return None
    if round_.kind == "scale":
        return str(round(_within(vote.x) * (steps(round_) - 1)))
    return place_at(vote.x, vote.y) if vote.y is not None else None


def place_at(x: float, y: float) -> Place:
    """The place of a field at parts of its axes, from 0 to 1."""
    return f"{round(_within(x) * FINE)},{round(_within(y) * FINE)}"


def spot(place: Place) -> tuple[float, float]:
    """The parts of both axes of a field at which a place lies, from 0 to 1. Raises `ValueError`."""
    x, y = place.split(",")
    return _within(int(x) / FINE), _within(int(y) / FINE)


def lies_at(round_: VoteRound, place: Place) -> tuple[float, float | None]:
    """The coordinates of a vote at a place. Raises `ValueError` for one that the poll does not have."""
    if round_.kind == "field":
        return spot(place)
    step = int(place)
    if not 0 <= step < steps(round_):
        raise ValueError(place)
    return step / (steps(round_) - 1), None


def _within(part: float) -> float:
    return min(max(part, 0.0), 1.0)


def _same_scale(one: VoteRound, other: VoteRound) -> bool:
    if one.kind != other.kind or ends(one) != ends(other):
        return False
    return one.kind == "field" or steps(one) == steps(other)
