"""Putting back what was deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ..edits import Edit
from ..records import OWNERS, TABLE_OF, Card, Id, Photo, Record
from ..state import State
from ..trash import TRASHED, lies_in_trash
from ..twins import SHARED, family
from ._edit import edit


def put_back(state: State, ids: Collection[Id]) -> Edit:
    """Deleted cards, parked items, themes and photos are there again, with what they need.

    What is there already, or was erased for good, is passed over.
    """
    records: dict[Id, Record] = {}
    for table in TRASHED:
        for id in dict.fromkeys(ids):
            record = state.tables[table].get(id)
            if record is not None and lies_in_trash(state, record):
                records[id] = record
                records |= {owner.id: owner for owner in _needed(state, record) if owner.gone}
    back = [_as_now(state, record) for record in records.values()]
    return edit("put_back", state, [replace(record, gone=False) for record in back])


def _as_now(state: State, record: Record) -> Record:
    """A card that lay in the trash while its second card was reworded says what that says now."""
    if not isinstance(record, Card):
        return record
    there = next((card for card in family(state, record) if card.id != record.id), None)
    now: dict[str, Any] = {name: getattr(there, name) for name in SHARED} if there is not None else {}
    return replace(record, **now)


def _needed(state: State, record: Record) -> list[Record]:
    """What a record cannot do without; a photo is seen only where the card is that it hangs on."""
    if not isinstance(record, Photo):
        return _owners(state, record)
    card = state.tables["cards"].get(record.card_id or "")
    if card is not None:
        return [card, *_owners(state, card)]
    group = state.tables["groups"].get(record.group_id or "")
    return [group] if group is not None else []


def _owners(state: State, record: Record) -> list[Record]:
    return [state.tables[table][getattr(record, name)] for name, table in OWNERS[TABLE_OF[type(record)]]]
