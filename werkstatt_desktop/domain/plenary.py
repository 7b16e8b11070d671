"""What the groups bring into the plenary, and where the common results come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import order, voting
from .records import Card, Cluster, Group, Id, Result, Source, VoteRound
from .state import State


@dataclass(frozen=True, slots=True)
class Origin:
    """A card or theme that a result comes from; its wording as it is in the group."""

    source: Source
    group: Group | None
    text: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A card or theme of a group with its points, and the results that were made of it."""

    id: Id
    points: int
    taken: tuple[Id, ...]


def results(state: State, kind: str | None = None) -> list[Result]:
    return order.by_rank([r for r in state.all(Result) if kind in (None, r.kind)])


def numbers(state: State) -> dict[Id, int]:
    """The groups by id with their numbers from 1."""
    return {group.id: n for n, group in enumerate(order.groups(state), 1)}


def origins(state: State, result_id: Id, places: Mapping[Id, int] | None = None) -> list[Origin]:
    """Where a result comes from, in the order of the groups.

    `places`: what `numbers` gives, where many results are asked for.
    """
    places = numbers(state) if places is None else places
    found = []
    for source in state.kids(Source, "result_id", result_id):
        record = state.get(Card, source.card_id) or state.get(Cluster, source.cluster_id)
        if record is not None:
            text = record.text if isinstance(record, Card) else record.heading
            found.append(Origin(source, state.get(Group, record.group_id), text))
    return sorted(found, key=lambda o: (places.get(o.group.id, -1) if o.group else -1, o.text, o.source.id))


def groups_of(state: State, result_id: Id) -> list[Group]:
    """The groups that a result comes from, each once."""
    return groups_among(origins(state, result_id))


def groups_among(found: Iterable[Origin]) -> list[Group]:
    """The groups of origins, each once."""
    return list({o.group.id: o.group for o in found if o.group is not None}.values())


def points(state: State, group_id: Id | None = None) -> dict[Id, int]:
    """The dots on cards and themes: of each the total of the last round that is over or open.

    Rounds whose totals are hidden are left out: the room looks on.
    """
    found: dict[Id, int] = {}
    for round_ in voting.rounds(state):
        if round_.kind == "dots" and not round_.hidden and group_id in (None, round_.group_id):
            found |= voting.totals(state, round_)
    return found


def brought(
    state: State,
    group_id: Id,
    dots: Mapping[Id, int] | None = None,
    taken: Mapping[Id, tuple[Id, ...]] | None = None,
) -> list[Brought]:
    """What a group brings: what has dots, most first; where nothing has, its themes and then loose cards.

    `dots` and `taken`: what `points` and `taken_over` give, where several groups are asked for.
    """
    taken = taken_over(state) if taken is None else taken
    dots = {id: n for id, n in (points(state) if dots is None else dots).items() if n}
    themes: list[Card | Cluster] = [*order.clusters(state, group_id)]
    cards: list[Card | Cluster] = [*sorted(state.kids(Card, "group_id", group_id), key=order.writing_key)]
    weighed = sorted((r for r in (*themes, *cards) if r.id in dots), key=lambda r: -dots[r.id])
    row = weighed or [*themes, *order.loose_cards(state, group_id)]
    return [Brought(r.id, dots.get(r.id, 0), taken.get(r.id, ())) for r in row]


def by_points(state: State, rows: Iterable[Result]) -> list[Result]:
    """Results by the dots of what they come from, in a vote of the plenary by their own; most first."""
    dots = points(state)

    def weight(result: Result) -> int:
        sources = state.kids(Source, "result_id", result.id)
        return dots.get(result.id, 0) or sum(dots.get(s.card_id or s.cluster_id or "", 0) for s in sources)

    return sorted(rows, key=lambda result: (-weight(result), result.rank, result.id))


def last_round(state: State, group_id: Id | None) -> VoteRound | None:
    found = [r for r in voting.rounds(state) if r.group_id == group_id]
    return found[-1] if found else None


def taken_over(state: State) -> dict[Id, tuple[Id, ...]]:
    """The cards and themes that results were made of, each with the ids of those."""
    found: dict[Id, set[Id]] = {}
    for source in state.all(Source):
        found.setdefault(source.card_id or source.cluster_id or "", set()).add(source.result_id)
    return {id: tuple(sorted(ids)) for id, ids in found.items()}
