"""What a room has voted: how many dots each gets, totals, ranks, ties, and whether the sum can be right."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, fsum, sqrt

from . import order
from .records import Card, Cluster, Id, Result, Vote, VoteRound
from .state import State

PASSIVE: Id = ""
"""Stands for the way things are now among the options of a round of resistance."""
NOWHERE: Id = "?"
"""Stands for an option that an export has left out; no record is called so."""
MOST_RESISTANCE = 10
BALLOT = ""
"""In place of a device: a vote without points that says what can be chosen in a run-off."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An option with its points and its rank from 1; those with equally many points share a rank."""

    id: Id
    points: int
    rank: int
    tied: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """How many dots were counted, and how many there can be at most."""

    counted: int
    most: int

    @property
    def missing(self) -> int:
        """Dots that were not set, or below zero that are too many."""
        return self.most - self.counted


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the dots of a scale lie: steps with how many each, their mean and spread in steps from 0."""

    counts: tuple[int, ...]
    mean: float
    deviation: float


def dots_for_each(options: int, persons: int) -> int:
    """How many dots each person gets, so that every option can be compared with every other.

    ceil((a² - a) / 2 / n) for a options and n persons; at least one, and no more than there are options
    less one. 0 where there is nothing to choose from or nobody to choose.
    """
    if options < 2 or persons < 1:
        return 0
    return max(1, min(ceil((options * options - options) / 2 / persons), options - 1))


def options(state: State, round_: VoteRound) -> list[Id]:
    """The ids of what is voted on, in the order of the boards.

    A card that has dots keeps them where it goes to another group or category.
    """
    match round_.targets:
        case "clusters":
            row: Sequence[Cluster | Card | Result] = [
                c for g in _groups(state, round_) for c in order.clusters(state, g)
            ]
        case "results":
            row = order.by_rank(list(state.all(Result)))
        case "cards":
            row = [c for g in _groups(state, round_) for c in _cards(state, g, round_.category_id)]
            row += _moved_on(state, round_, {card.id for card in row})
        case _:
            row = []
    ids = [record.id for record in row]
    if on_ballot := {option_of(v) for v in state.kids(Vote, "round_id", round_.id) if v.device == BALLOT}:
        return [id for id in ids if id in on_ballot]
    if round_.run_off_of is not None and (first := state.get(VoteRound, round_.run_off_of)) is not None:
        tied = set(to_run_off(state, first))
        return [id for id in ids if id in tied]
    return ids


def totals(state: State, round_: VoteRound) -> dict[Id, int]:
    """The points of each option, those of all devices together; less than none counts as none."""
    found = dict.fromkeys(options(state, round_), 0)
    if round_.kind == "resistance":
        found[PASSIVE] = 0
    for vote in state.kids(Vote, "round_id", round_.id):
        id = option_of(vote)
        if id in found:
            found[id] += vote.points
    return {id: max(points, 0) for id, points in found.items()}


def option_of(vote: Vote) -> Id:
    """What a vote is for; NOWHERE where that is gone for good."""
    return vote.card_id or vote.cluster_id or vote.result_id or (PASSIVE if vote.passive else NOWHERE)


def ranking(points: Mapping[Id, int], *, fewest_first: bool = False) -> list[Ranked]:
    """Options by points, the most first; equal ones keep their order and share the better rank.

    Options without any point are not tied with each other.
    """
    row = sorted(points.items(), key=lambda item: item[1] if fewest_first else -item[1])
    ranked: list[Ranked] = []
    for count, same in groupby(row, key=lambda item: item[1]):
        ids = [id for id, _ in same]
        rank = len(ranked) + 1
        tied = len(ids) > 1 and (count > 0 or fewest_first)
        ranked += [Ranked(id, count, rank, tied) for id in ids]
    return ranked


def ranked(state: State, round_: VoteRound) -> list[Ranked]:
    """What a round has come to; with resistance the least comes first."""
    return ranking(totals(state, round_), fewest_first=round_.kind == "resistance")


def to_run_off(state: State, round_: VoteRound, places: int = 1) -> list[Id]:
    """The options between which a tie for one of the first places has to be decided, if there is one."""
    row = ranked(state, round_)
    if len(row) <= places:
        return []
    last = row[places - 1]
    same = [option.id for option in row if option.rank == last.rank]
    return same if last.tied and row[places].rank == last.rank else []


def first_tie(state: State, round_: VoteRound) -> list[Ranked]:
    """The best options that share a rank; none where everything is decided."""
    row = ranked(state, round_)
    rank = next((option.rank for option in row if option.tied), 0)
    return [option for option in row if option.rank == rank]


def counted(state: State, round_: VoteRound) -> int:
    """How many points a round has; cheaper than its totals, and with those of options that are gone."""
    return max(0, sum(vote.points for vote in state.kids(Vote, "round_id", round_.id)))


def counted_last(state: State) -> int:
    """The dots of the round that is open, the last one where several are; else of the last vote with dots.

    None while something else than dots is counted.
    """
    row = [round_ for round_ in rounds(state) if round_.kind in ("dots", "resistance", "matrix")]
    still_open = [round_ for round_ in row if round_.is_open]
    wanted = (still_open or [round_ for round_ in row if round_.kind == "dots"])[-1:]
    return sum(counted(state, round_) for round_ in wanted if round_.kind == "dots")


def total(state: State, round_: VoteRound) -> Sum:
    """The dots that were counted against voters × dots."""
    return Sum(sum(totals(state, round_).values()), round_.voters * round_.dots)


def most_for_one(round_: VoteRound) -> int:
    """How many points one option can have at most: without cumulating one of each voter."""
    if round_.kind == "resistance":
        return round_.voters * MOST_RESISTANCE
    return round_.voters * (round_.dots if round_.cumulate else min(round_.dots, 1))


def too_many(state: State, round_: VoteRound) -> list[Id]:
    """The options with more dots than are allowed, where voters and dots are known."""
    most = most_for_one(round_)
    return [id for id, points in totals(state, round_).items() if most and points > most]


def resistance(state: State, round_: VoteRound) -> dict[Id, float]:
    """The resistance to each option as a part of the largest there could be, from 0 to 1."""
    most = round_.voters * MOST_RESISTANCE
    return {id: points / most if most else 0.0 for id, points in totals(state, round_).items()}


def places(state: State, round_: VoteRound) -> dict[Id, tuple[float, float]]:
    """Where options lie between two criteria, each from 0 to 1: the first, as effort, and the second.

    What several devices placed lies in the middle between them. Options without a place are left out.
    """
    found: dict[Id, list[Vote]] = {}
    for vote in state.kids(Vote, "round_id", round_.id):
        if vote.x is not None and vote.y is not None:
            found.setdefault(option_of(vote), []).append(vote)
    return {
        id: (mean_of([v.x or 0.0 for v in found[id]]), mean_of([v.y or 0.0 for v in found[id]]))
        for id in options(state, round_)
        if id in found
    }


def spread(counts: Sequence[int]) -> Spread:
    """The dots of a scale, how many on each step."""
    dots = [max(count, 0) for count in counts]
    if not any(dots):
        return Spread(tuple(counts), 0.0, 0.0)
    mean = mean_of(range(len(dots)), dots)
    return Spread(tuple(counts), mean, sqrt(mean_of([(step - mean) ** 2 for step in range(len(dots))], dots)))


def mean_of(values: Sequence[float], weights: Sequence[int] | None = None) -> float:
    """The mean of some values, each counted as often as its weight says.

    The standard library's would bring fractions and decimals along as the first window opens.
    """
    if weights is None:
        return fsum(values) / len(values)
    return fsum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def ends(labels: str, count: int) -> tuple[str, ...]:
    """The words at the ends of the scales, empty where there are none."""
    lines = labels.split("\n")
    return tuple((lines + [""] * count)[:count])


def rounds(state: State) -> list[VoteRound]:
    return order.by_rank(list(state.all(VoteRound)))


def _groups(state: State, round_: VoteRound) -> Iterable[Id]:
    return [round_.group_id] if round_.group_id is not None else [group.id for group in order.groups(state)]


def _moved_on(state: State, round_: VoteRound, known: Container[Id]) -> list[Card]:
    """Cards with dots that are no longer where the round looks for them."""
    if round_.group_id is None and round_.category_id is None:
        return []
    ids = {vote.card_id for vote in state.kids(Vote, "round_id", round_.id) if vote.points}
    cards = [card for id in ids if id not in known and (card := state.get(Card, id)) is not None]
    return sorted((c for c in cards if state.get(Card, c.twin_of) is None), key=order.writing_key)


def _cards(state: State, group_id: Id, category_id: Id | None) -> list[Card]:
    """The cards of a group; the second one of two that count once is left out."""
    cards = [
        card
        for card in sorted(state.kids(Card, "group_id", group_id), key=order.writing_key)
        if category_id in (None, card.category_id)
    ]
    return [card for card in cards if state.get(Card, card.twin_of) is None]
