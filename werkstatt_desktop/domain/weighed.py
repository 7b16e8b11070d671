"""What was voted on, for the protocol: polls at both ends of the day, and rounds with their ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import polls, voting
from .headings import Heading
from .records import Card, Category, Cluster, Group, Id, Result, Vote, VoteRound
from .state import State


@dataclass(frozen=True, slots=True)
class Scale:
    """A poll as it was counted: dots on each step, or in a field places (x, y, dots), each from 0 to 1."""

    round: VoteRound
    steps: tuple[int, ...]
    spots: tuple[tuple[float, float, int], ...]
    counted: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Mood:
    """A poll at the beginning and the same one at the end; one of them can be missing."""

    before: Scale | None
    after: Scale | None


@dataclass(frozen=True, slots=True)
class Option:
    """What was voted on, with its points; `share` is the part of the most there are, from 0 to 1.

    `text` None stands for the way things are now. `place` is that between two criteria.
    """

    text: str | None
    category: Category | None
    points: int
    rank: int
    tied: bool
    share: float
    place: tuple[float, float] | None = None
    id: Id = ""


@dataclass(frozen=True, slots=True)
class RoundPart:
    """A round with its rule. `group` is None in the plenary; `options` is empty while totals are hidden.

    `counted` of `most` dots were set; `most` is 0 where it is not known. `unseen`: the board is hidden
    on which the options hang. `without` counts the options that nobody gave a dot.
    """

    round: VoteRound
    group: Heading | None
    run_off_of: str
    options: tuple[Option, ...]
    counted: int
    most: int
    unseen: bool = False
    without: int = 0


def told_moods(state: State) -> tuple[Mood, ...]:
    """The polls, those of the beginning and of the end together."""
    return tuple(Mood(_scale(state, p.before), _scale(state, p.after)) for p in polls.pairs(state))


def _scale(state: State, round_: VoteRound | None) -> Scale | None:
    if round_ is None:
        return None
    field = round_.kind == "field"
    dots = polls.dots(state, round_)
    return Scale(
        round=round_,
        steps=() if field else polls.counts(state, round_),
        spots=tuple((*polls.spot(place), count) for place, count in sorted(dots.items())) if field else (),
        counted=polls.n(state, round_),
        mean=polls.mean(state, round_),
    )


def told_round(whole: State, state: State, round_: VoteRound, headings: Mapping[Id, Heading]) -> RoundPart:
    """A round with its ranking.

    `state` is what is left of the whole one without hidden boards; dots there are counted all the same.
    """
    first = state.get(VoteRound, round_.run_off_of)
    group = state.get(Group, round_.group_id)
    most = round_.voters * round_.dots if round_.kind == "dots" else 0
    options = () if round_.hidden else _options(state, round_)
    told = round_.kind == "dots" and bool(options)
    return RoundPart(
        round=round_,
        group=headings.get(round_.group_id or ""),
        run_off_of=first.title if first is not None else "",
        options=options,
        counted=0 if round_.hidden or round_.kind == "matrix" else voting.total(whole, round_).counted,
        most=most,
        unseen=group is not None and group.hidden and round_.targets != "none",
        without=len(voting.options(state, round_)) - len(options) if told else 0,
    )


def _options(state: State, round_: VoteRound) -> tuple[Option, ...]:
    """Of a round of dots those that have some, of others those that were placed or asked for."""
    ranked = voting.ranked(state, round_)
    if round_.kind == "resistance":
        votes = state.kids(Vote, "round_id", round_.id)
        asked = {voting.option_of(vote) for vote in votes if vote.device != voting.BALLOT}
        points = {r.id: r.points for r in ranked if r.id in asked}
        ranked = voting.ranking(points, fewest_first=True)
    places = voting.places(state, round_) if round_.kind == "matrix" else {}
    most = max((r.points for r in ranked), default=0)
    if round_.kind == "resistance" and round_.voters:
        most = voting.most_for_one(round_)
    found = []
    for r in ranked:
        if (round_.kind == "dots" and not r.points) or (round_.kind == "matrix" and r.id not in places):
            continue
        text, category = _voted_on(state, r.id)
        share = min(r.points / most, 1.0) if most else 0.0
        found.append(Option(text, category, r.points, r.rank, r.tied, share, places.get(r.id), r.id))
    return tuple(found)


def _voted_on(state: State, id: Id) -> tuple[str | None, Category | None]:
    if id == voting.PASSIVE:
        return None, None
    card = state.get(Card, id)
    if card is not None:
        return card.text, state.get(Category, card.category_id)
    theme = state.get(Cluster, id)
    if theme is not None:
        return theme.heading, None
    result = state.get(Result, id)
    return (result.text if result is not None else ""), None
