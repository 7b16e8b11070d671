"""One card under two headings: a card and its second cards say the same and count once.

A family is what says the same within a group. Its first card is the original; where that is gone, the
card of the family that was hung up first stands in for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from .records import Card, Cluster, Id
from .state import State

SHARED = (
    "category_id", "text", "first_text", "explanation", "consensus", "dissent", "question_mark", "star",
)  # fmt: skip
"""The fields that are the same on all cards of a family; only their places differ."""


def family(state: State, card: Card) -> list[Card]:
    """All cards of a card's group that say the same, the original first; most cards have no other."""
    if card.twin_of is None and not state.kids_count(Card, "twin_of", card.id):
        return [card]
    found = {card.id: card}
    todo = [card]
    while todo:
        for other in _beside(state, todo.pop()):
            if other.id not in found and other.group_id == card.group_id:
                found[other.id] = other
                todo.append(other)
    return sorted(found.values(), key=_age)


def original(state: State, card: Card) -> Card:
    """The card that counts for its family."""
    return family(state, card)[0]


def elsewhere(state: State, card: Card) -> list[Cluster]:
    """The other themes under which a card hangs, itself or as a second card, in the order of the family."""
    others = [other for other in family(state, card) if other.id != card.id]
    return [theme for other in others if (theme := state.get(Cluster, other.cluster_id)) is not None]


def is_second(state: State, card: Card) -> bool:
    """Whether another card counts for this one."""
    return card.twin_of is not None and original(state, card).id != card.id


def count(state: State) -> int:
    """How many cards the workshop has, second ones left out."""
    return state.count(Card) - sum(1 for id in state.twins if _counts_elsewhere(state, id))


def count_in_group(state: State, group_id: Id) -> int:
    """How many cards a group has, second ones left out."""
    seconds = (card for id in state.twins if (card := state.get(Card, id)) and card.group_id == group_id)
    return state.kids_count(Card, "group_id", group_id) - count_second(state, seconds)


def counts(state: State, cards: Collection[Card]) -> tuple[int, int]:
    """How many of these cards count, and how many are second ones."""
    second = count_second(state, cards)
    return len(cards) - second, second


def count_second(state: State, cards: Iterable[Card]) -> int:
    """How many of these cards are second ones."""
    return sum(1 for card in cards if card.twin_of is not None and is_second(state, card))


def parted(state: State, leaving: Collection[Card]) -> dict[Id, Card]:
    """The cards that name another one, or none any more, once some leave their families, by id.

    Those that stay belong together, and those that go do.
    """
    going = {card.id for card in leaving}
    changed: dict[Id, Card] = {}
    for card in leaving:
        whole = family(state, card)
        for part in ([c for c in whole if c.id in going], [c for c in whole if c.id not in going]):
            for one in part:
                named = None if one is part[0] else part[0].id
                if one.twin_of != named and len(whole) > 1:
                    changed[one.id] = replace(one, twin_of=named)
    return changed


def of_all_times(state: State) -> dict[Id, set[Id]]:
    """Which cards ever said the same, of any group and deleted or not, by the ids of those with others."""
    found: dict[Id, set[Id]] = {}
    for row in state.tables["cards"].values():
        if isinstance(row, Card) and row.twin_of is not None:
            joined = found.get(row.id, {row.id}) | found.get(row.twin_of, {row.twin_of})
            found |= dict.fromkeys(joined, joined)
    return found


def _beside(state: State, card: Card) -> list[Card]:
    """The cards that a card names, or that name it, or the same one as it does."""
    named = [card.id, *([card.twin_of] if card.twin_of is not None else [])]
    others = [other for id in named for other in state.kids(Card, "twin_of", id)]
    first = state.get(Card, card.twin_of)
    return [*others, *([first] if first is not None else [])]


def _age(card: Card) -> tuple[bool, int, Id]:
    return (card.twin_of is not None, card.written, card.id)


def _counts_elsewhere(state: State, id: Id) -> bool:
    card = state.get(Card, id)
    return card is not None and is_second(state, card)
