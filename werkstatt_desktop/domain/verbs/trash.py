"""Putting back what was deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..edits import Edit
from ..records import OWNERS, TABLE_OF, Id, Record
from ..state import State
from ..trash import TRASHED, lies_in_trash
from ._edit import edit


def put_back(state: State, ids: Collection[Id]) -> Edit:
    """Deleted cards, parked items and themes are there again, with the groups and categories they need.

    What is there already, or was erased for good, is passed over.
    """
    records: dict[Id, Record] = {}
    for table in TRASHED:
        for id in dict.fromkeys(ids):
            record = state.tables[table].get(id)
            if record is not None and lies_in_trash(state, record):
                records[id] = record
                records |= {owner.id: owner for owner in _owners(state, record) if owner.gone}
    return edit("put_back", state, [replace(record, gone=False) for record in records.values()])


def _owners(state: State, record: Record) -> list[Record]:
    return [state.tables[table][getattr(record, name)] for name, table in OWNERS[TABLE_OF[type(record)]]]
