"""The parking lot: what the room wants to keep, but not to discuss now."""

from __future__ import annotations

from dataclasses import replace

from .. import order
from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..records import Id, ParkedItem
from ..state import State
from ._edit import edit, gone, move_in_row


def park(state: State, text: str, *, kind: str = "topic", group_id: Id | None = None) -> Edit:
    """Put something aside; `kind` is one of PARKED_KINDS."""
    if not clean(text):
        raise Refused("empty_text")
    rank = max((item.rank for item in state.all(ParkedItem)), default=-1.0) + 1.0
    return edit("park", state, [ParkedItem(kind=kind, text=text, group_id=group_id, rank=rank)])


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
