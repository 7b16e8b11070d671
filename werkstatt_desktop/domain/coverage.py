"""Which obstacle is answered by which recommendation, and which of these is carried out by a measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import order, twins
from .records import Answer, Card, Category, Cluster, Id, Link, Measure, Result, Source
from .state import State


@dataclass(frozen=True, slots=True)
class Answered:
    """An obstacle with a recommendation that overcomes it and the measures that carry that out."""

    obstacle: Card
    recommendation: Card | None
    measures: tuple[Measure, ...]


def coverage(state: State, group_id: Id | None = None) -> list[Answered]:
    """A row for each obstacle and recommendation, in the order of writing; one without any has a row too."""
    rows: list[Answered] = []
    for obstacle in obstacles(state, group_id):
        direct = measures_for(state, obstacle.id)
        answers = recommendations(state, obstacle.id)
        rows += [Answered(obstacle, card, _all(direct, measures_for(state, card.id))) for card in answers]
        if not answers:
            rows.append(Answered(obstacle, None, tuple(direct)))
    return rows


def obstacles(state: State, group_id: Id | None = None) -> list[Card]:
    """The obstacles of all groups or of one, each once."""
    ids = {category.id for category in state.all(Category) if category.role == "obstacle"}
    return sorted(
        (
            card
            for id in ids
            for card in state.kids(Card, "category_id", id)
            if group_id in (None, card.group_id) and state.get(Card, card.twin_of) is None
        ),
        key=order.writing_key,
    )


def recommendations(state: State, obstacle_id: Id) -> list[Card]:
    """The cards that overcome an obstacle or a second card of it; of a card and its second ones the first."""
    found: dict[Id, Card] = {}
    for same in _family(state, obstacle_id):
        for link in state.kids(Link, "to_card_id", same.id):
            card = state.get(Card, link.from_card_id) if link.kind == "overcomes" else None
            if card is not None:
                first = twins.original(state, card)
                found[first.id] = first
    return sorted(found.values(), key=order.writing_key)


def measures_for(state: State, card_id: Id) -> list[Measure]:
    """The measures that answer a card, or that follow from a result which comes from it or its theme.

    What answers one of its second cards answers it.
    """
    ids: set[Id] = set()
    for card in _family(state, card_id):
        ids |= {answer.measure_id for answer in state.kids(Answer, "card_id", card.id)}
        sources = [*state.kids(Source, "card_id", card.id)]
        if card.cluster_id is not None and state.get(Cluster, card.cluster_id):
            sources += state.kids(Source, "cluster_id", card.cluster_id)
        for result_id in {source.result_id for source in sources}:
            if state.get(Result, result_id) is not None:
                ids |= {measure.id for measure in state.kids(Measure, "result_id", result_id)}
    found = [measure for id in ids if (measure := state.get(Measure, id)) is not None]
    return order.by_rank([measure for measure in found if measure.status != "dropped"])


def _family(state: State, card_id: Id) -> list[Card]:
    card = state.get(Card, card_id)
    return twins.family(state, card) if card is not None else []


def _all(*rows: Iterable[Measure]) -> tuple[Measure, ...]:
    found = {measure.id: measure for row in rows for measure in row}
    return tuple(order.by_rank(list(found.values())))
