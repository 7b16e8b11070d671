"""A change as data: what a verb returns, the journal keeps and another copy receives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .records import Id, Value

Fields = Mapping[str, Value]

BASE = "base"
"""The device of an entry that nobody can take back: the workshop's creation."""


@dataclass(frozen=True, slots=True)
class Change:
    """The touched fields of one record, before and after."""

    table: str
    id: Id
    before: Fields
    after: Fields

    def inverse(self) -> Change:
        return Change(self.table, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step, which the user undoes as a whole. `cleaned`: characters were taken out of its texts."""

    verb: str
    changes: tuple[Change, ...]
    cleaned: bool = False

    def inverse(self) -> Edit:
        return Edit(self.verb, tuple(c.inverse() for c in reversed(self.changes)))

    def touches(self, *tables: str) -> bool:
        return any(c.table in tables for c in self.changes)

    def ids(self, table: str) -> tuple[Id, ...]:
        """The records of a table that this edit touches."""
        return tuple(dict.fromkeys(c.id for c in self.changes if c.table == table))


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit in the journal: its place in the order of all edits, and where it was made.

    `seq` is one more than the highest its device had seen, `number` counts the entries of the
    device. An entry that takes back another, or takes it up again, names it in `toggles`. `at` is
    local time in ISO 8601 or empty.
    """

    id: Id
    seq: int
    device: str
    number: int
    toggles: Id | None
    at: str
    edit: Edit

    @property
    def key(self) -> tuple[int, Id]:
        return self.seq, self.id


@dataclass(frozen=True, slots=True)
class Step:
    """What a listener hears after an edit: the edit, and the records that are shown or hidden by it."""

    edit: Edit
    appeared: frozenset[Id]
    vanished: frozenset[Id]
