"""The orders in which lists of records are shown, on screen and paper alike."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Protocol, TypeVar

from .records import Card, Category, Cluster, Group, Id, Link, ParkedItem, ProgrammeItem, Question
from .state import State


class _Ranked(Protocol):
    @property
    def rank(self) -> float: ...
    @property
    def id(self) -> Id: ...


T = TypeVar("T", bound=_Ranked)


def by_rank(records: list[T]) -> list[T]:
    """Records by rank; equal ranks, as merging can leave them, by id."""
    return sorted(records, key=lambda r: (r.rank, r.id))


writing_key: Callable[[Card], tuple[int, Id]] = attrgetter("written", "id")
"""What puts cards into the order of writing."""


def groups(state: State) -> list[Group]:
    return by_rank(list(state.all(Group)))


def categories(state: State) -> list[Category]:
    return by_rank(list(state.all(Category)))


def programme(state: State) -> list[ProgrammeItem]:
    return by_rank(list(state.all(ProgrammeItem)))


def parked(state: State) -> list[ParkedItem]:
    return by_rank(list(state.all(ParkedItem)))


def clusters(state: State, group_id: Id) -> list[Cluster]:
    """The themes of a group's board."""
    return by_rank(state.kids(Cluster, "group_id", group_id))


def cards_of_cluster(state: State, cluster_id: Id) -> list[Card]:
    """The cards of a theme; one that merging left in a theme of another group is not among them."""
    cluster = state.get(Cluster, cluster_id)
    group_id = cluster.group_id if cluster is not None else None
    return by_rank([c for c in state.kids(Card, "cluster_id", cluster_id) if c.group_id == group_id])


def loose_cards(state: State, group_id: Id) -> list[Card]:
    """The cards of a group that hang in none of its themes."""
    return sorted(loose(state, group_id), key=writing_key)


def loose(state: State, group_id: Id) -> list[Card]:
    """The cards of a group that hang in none of its themes, in no order."""
    themes = {cluster.id for cluster in state.kids(Cluster, "group_id", group_id)}
    return [c for c in state.kids(Card, "group_id", group_id) if c.cluster_id not in themes]


def is_loose(state: State, card: Card) -> bool:
    """Whether a card hangs in no theme of its group; that which it names may be gone by now."""
    cluster = state.get(Cluster, card.cluster_id)
    return cluster is None or cluster.group_id != card.group_id


def links(state: State) -> list[Link]:
    """All links, in the order in which the cards were written that they begin at."""
    written = {card.id: card.written for card in state.all(Card)}
    return sorted(
        state.all(Link), key=lambda k: (written[k.from_card_id], written[k.to_card_id], k.kind, k.id)
    )


def question(state: State, group_id: Id | None, category: Category) -> str:
    """The guiding question of a category, in the group's own words where it has some."""
    for own in questions(state, group_id, category.id) if group_id else []:
        if own.text:
            return own.text
    return category.question


def questions(state: State, group_id: Id, category_id: Id) -> list[Question]:
    """A group's own questions for a category; merging can leave more than one, the first counts."""
    own = [q for q in state.kids(Question, "group_id", group_id) if q.category_id == category_id]
    return sorted(own, key=lambda q: q.id)
