"""What was done and when, read from the journal without what each step changed."""

from __future__ import annotations

import re
import sqlite3

from ..domain.edits import Change, Edit, Entry
from ..domain.records import TABLES
from . import limits

_QUERY = """
    SELECT rowid, id, seq, device, number, toggles, at, verb,
        substr(changes, 1, 160), instr(changes, '["erased",')
    FROM journal WHERE rowid > ? ORDER BY rowid LIMIT ?
"""
_FIRST = re.compile(r'\[\["(\w{1,40})","([^"\\]{1,80})"')
_CHUNK = 2000


def read_steps(connection: sqlite3.Connection, after: int) -> tuple[list[Entry], int]:
    """The entries after a row of the journal, and its last row now.

    Their edits name only the first record that was changed, and without values; those that erase for good
    touch "erased" as well. Rows that are damaged are left out.
    """
    found: list[Entry] = []
    while len(found) < limits.ENTRIES:
        rows = connection.execute(_QUERY, (after, _CHUNK)).fetchall()
        found += [entry for row in rows if (entry := _entry(row[1:])) is not None]
        if rows and rows[-1][0] <= after:  # a damaged tree leads back to where one was
            break
        after = rows[-1][0] if rows else after
        if len(rows) < _CHUNK:
            break
    return found, after


def _entry(row: tuple[object, ...]) -> Entry | None:
    match row:
        case (str(id), int(seq), str(device), int(number), None | str() as toggles, str(at), str(verb), *_):
            head, erases = row[7:]
            first = _FIRST.match(str(head))
            changes = [Change(first[1], first[2], {}, {})] if first and first[1] in TABLES else []
            changes += [Change("erased", "", {}, {})] if erases else []
            return Entry(id, seq, device, number, toggles, at, Edit(verb, tuple(changes)))
        case _:
            return None
