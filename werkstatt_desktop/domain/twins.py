"""One card under two headings: a card and its second cards say the same and count once.

A family is what says the same within a group. Its first card is the original; where that is gone, the
card of the family that was hung up first stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from .records import Card, Id
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


def count_second(state: State, cards: Iterable[Card]) -> int:
    """How many of these cards are second ones."""
    return sum(1 for card in cards if card.twin_of is not None and is_second(state, card))


def of_all_times(state: State) -> dict[Id, set[Id]]:
    """Which cards ever said the same, of any group and deleted or not, by the id of each that is not alone."""
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
