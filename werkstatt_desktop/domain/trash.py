"""The trash: what was deleted and can be put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from .edits import Entry
from .erasing import GONE
from .records import TABLE_OF, Card, Category, Cluster, Group, Id, ParkedItem, Photo, Record
from .state import State

TRASHED = ("cards", "clusters", "photos", "parked")
"""The tables whose deleted records are in the trash."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """A deleted record with the group and the category it was in; these can be deleted as well."""

    record: Card | Cluster | ParkedItem | Photo
    group: Group | None
    category: Category | None


def trash(state: State, journal: Iterable[Entry] = ()) -> list[Trashed]:
    """What was deleted, the last deleted first as far as the journal tells, then by the order of writing.

    A record without text and one that was erased for good are not among them.
    """
    when: dict[Id, int] = {}
    for n, entry in enumerate(sorted(journal, key=lambda e: e.key)):
        when |= {c.id: n for c in entry.edit.changes if c.after.get(GONE) and not c.before.get(GONE)}
    found = [r for table in TRASHED for r in state.tables[table].values() if lies_in_trash(state, r)]
    found.sort(key=lambda r: (-when.get(r.id, -1), -getattr(r, "written", 0), r.id))
    return [_trashed(state, cast("Card | Cluster | ParkedItem | Photo", record)) for record in found]


def lies_in_trash(state: State, record: Record) -> bool:
    """Whether a record was deleted and there is something in it to put back."""
    if not record.gone or state.is_erased(TABLE_OF[type(record)], record.id, GONE):
        return False
    match record:
        case Card():
            return bool(record.text or record.first_text or record.explanation)
        case ParkedItem():
            return bool(record.text or record.answer)
        case Cluster():
            return bool(record.heading)
        case Photo():
            return True
    return False


def _trashed(state: State, record: Card | Cluster | ParkedItem | Photo) -> Trashed:
    group_id = record.group_id
    if isinstance(record, Photo) and record.card_id is not None:
        card = state.tables["cards"].get(record.card_id)
        group_id = card.group_id if isinstance(card, Card) else None
    group = state.tables["groups"].get(group_id or "")
    category = state.tables["categories"].get(record.category_id) if isinstance(record, Card) else None
    return Trashed(record, cast("Group | None", group), cast("Category | None", category))
