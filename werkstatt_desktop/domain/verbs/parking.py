"""The parking lot: what the room wants to keep, but not to discuss now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .. import order
from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..records import LONG, Card, Id, ParkedItem
from ..state import State
from ..twins import family
from ._edit import deleted, edit, gone, move_in_row


def park(state: State, text: str, *, kind: str = "topic", group_id: Id | None = None) -> Edit:
    """Put something aside; `kind` is one of PARKED_KINDS."""
    if not clean(text):
        raise Refused("empty_text")
    rank = max((item.rank for item in state.all(ParkedItem)), default=-1.0) + 1.0
    return edit("park", state, [ParkedItem(kind=kind, text=text, group_id=group_id, rank=rank)])


def park_cards(state: State, card_ids: Collection[Id]) -> Edit:
    """Cards leave their board for the parking lot, each as a topic of its group; explanations go along.

    A card and its second cards become one item. Raises `Refused` ("card_is_gone") where there is no card.
    """
    chosen = [card for id in dict.fromkeys(card_ids) if (card := state.get(Card, id))]
    if not chosen:
        raise Refused("card_is_gone")
    parked = {first.id: (first, *others) for first, *others in (family(state, card) for card in chosen)}
    rank = max((item.rank for item in state.all(ParkedItem)), default=-1.0) + 1.0
    items = [
        ParkedItem(text=_whole_text(first), group_id=first.group_id, rank=rank + n)
        for n, (first, *_) in enumerate(parked.values())
    ]
    going = [card for whole in parked.values() for card in whole]
    return edit("park_cards", state, [*items, *deleted(state, going)])


def edit_parked(state: State, /, item_id: Id, **fields: str | None) -> Edit:
    """New values for `kind`, `text`, `answer` or `group_id`."""
    if "text" in fields and not clean(fields["text"] or ""):
        raise Refused("empty_text")
    return edit("edit_parked", state, [replace(_item(state, item_id), **fields)])  # type: ignore[arg-type]


def move_parked(state: State, item_id: Id, place: int) -> Edit:
    """An item goes to a place in the list, counted without itself."""
    return move_in_row("move_parked", state, order.parked(state), item_id, place)


def delete_parked(state: State, item_id: Id) -> Edit:
    return edit("delete_parked", state, gone([_item(state, item_id)]))


def _item(state: State, item_id: Id) -> ParkedItem:
    item = state.get(ParkedItem, item_id)
    if item is None:
        raise Refused("item_is_gone")
    return item


def _whole_text(card: Card) -> str:
    """What a card says with its explanation, where a parked item has room for both."""
    both = f"{card.text}\n{card.explanation}" if card.explanation else card.text
    return both if len(both) <= LONG else card.text
