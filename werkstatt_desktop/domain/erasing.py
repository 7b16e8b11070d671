"""Erasing for good: which fields can be erased, what is left of them, and where a name stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize

from .edits import Change, Entry, Fields
from .records import FREE, KINDS, TABLE_OF, Erased, Id, Record, Value

R = TypeVar("R", bound=Record)

GONE = "gone"
NAMES: dict[str, tuple[str, ...]] = {
    "workshops": ("moderation", "protocol_writer", "distribution"),
    "programme": ("speaker", "note"),
    "groups": ("moderator", "note_taker"),
    "participants": ("name", "function", "email"),
    "measures": ("who", "with_whom"),
}
"""The fields of each table that hold people's names; a private note of the moderator goes the same way."""

EMPTY: dict[str, dict[str, Value]] = {
    table: {name: None if type(None) in KINDS[table][name] else "" for name in names} | {GONE: True}
    for table, names in FREE.items()
    if table != "erased"
}
"""What stands in each field that can be erased after that. A record that is erased as a whole is gone."""


class Where(NamedTuple):
    """A field of a record."""

    table: str
    id: Id
    field: str


def mark(where: Where) -> Erased:
    """The record that says that a field is erased."""
    return Erased(id=key(*where), table_name=where.table, record_id=where.id, field_name=where.field)


def key(table: str, id: Id, field: str) -> Id:
    """The id of that record."""
    return f"{table}/{id}/{field}"


def named_by(key: Id) -> Where:
    """The field whose erasure has this id."""
    table, _, rest = key.partition("/")
    id, _, field = rest.rpartition("/")
    return Where(table, id, field)


def where_of(erased: Erased) -> Where:
    """The field that is erased. TypeError is raised for a record that none of ours makes."""
    where = Where(erased.table_name, erased.record_id, erased.field_name)
    if erased.id != key(*where):
        raise TypeError(erased.id)
    return where


def emptied(entry: Entry, erased: Collection[Id]) -> Entry:
    """An entry without what stood in erased fields; it leads where it led.

    `erased` are the ids of `Erased` records. An entry that holds nothing of them is given back itself.
    """
    changes = tuple(_emptied(change, erased) for change in entry.edit.changes)
    if all(new is old for new, old in zip(changes, entry.edit.changes, strict=True)):
        return entry
    return replace(entry, edit=replace(entry.edit, changes=changes))


def _emptied(change: Change, erased: Collection[Id]) -> Change:
    left = EMPTY.get(change.table, {})
    both: list[Fields] = []
    for values in (change.before, change.after):
        named = {n: left[n] for n in values if n in left and key(change.table, change.id, n) in erased}
        both.append({**values, **named})
    if key(change.table, change.id, GONE) in erased:
        # Said with every change, so that none of them can be an edit that beats a deletion.
        both = [{**values, GONE: True} for values in both]
    if both == [change.before, change.after]:
        return change
    return Change(change.table, change.id, *both)


def without_names(records: Iterable[R]) -> list[R]:
    """Records with empty fields where people's names stand."""
    return [replace(record, **_blank(record)) for record in records]


def _blank(record: Record) -> dict[str, Any]:
    table = TABLE_OF[type(record)]
    return {name: EMPTY[table][name] for name in NAMES.get(table, ())}


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands or stood: fields that are there for names, and other texts."""

    names: tuple[Where, ...]
    texts: tuple[Where, ...]


def find_name(records: Iterable[Record], journal: Iterable[Entry], name: str) -> Found:
    """Every field that holds a name or ever held it, however it is written; gone records too.

    A name of which nothing can be seen is nowhere. What is erased already is not found again.
    """
    wanted = _folded(name)
    found: dict[Where, None] = {}
    done: set[Where] = set()
    if wanted:
        for record in records:
            if isinstance(record, Erased):
                done.add(where_of(record))
            table = TABLE_OF[type(record)]
            held = {n: getattr(record, n) for n in FREE[table]}
            found |= dict.fromkeys(_holding(table, record.id, held, wanted))
        for entry in journal:
            for change in entry.edit.changes:
                for values in (change.before, change.after):
                    found |= dict.fromkeys(_holding(change.table, change.id, values, wanted))
    places = [where for where in found if where not in done]
    return Found(
        tuple(where for where in places if where.field in NAMES.get(where.table, ())),
        tuple(where for where in places if where.field not in NAMES.get(where.table, ())),
    )


def held_names(records: Iterable[Record], journal: Iterable[Entry]) -> list[Where]:
    """Every field for people's names that holds something or ever held it, and is not erased yet."""
    held: dict[Where, None] = {}
    done: set[Where] = set()
    for record in records:
        if isinstance(record, Erased):
            done.add(where_of(record))
        table = TABLE_OF[type(record)]
        names = [name for name in NAMES.get(table, ()) if getattr(record, name)]
        held |= {Where(table, record.id, name): None for name in names}
    for entry in journal:
        for made in entry.edit.changes:
            for values in (made.before, made.after):
                names = [name for name in NAMES.get(made.table, ()) if values.get(name)]
                held |= {Where(made.table, made.id, name): None for name in names}
    return [where for where in held if where not in done]


def _holding(table: str, id: Id, values: Fields, wanted: str) -> list[Where]:
    free = FREE.get(table, {})
    return [
        Where(table, id, name)
        for name, value in values.items()
        if name in free and isinstance(value, str) and wanted in _folded(value)
    ]


def _folded(text: str) -> str:
    """A text as it is compared: composed, in small letters, with single blanks."""
    return " ".join(normalize("NFC", normalize("NFC", text).casefold()).split())
