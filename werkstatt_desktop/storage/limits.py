"""How much a workshop file may hold: far more than any workshop does, and no more than memory bears.

A file that comes from elsewhere can say anything of itself. So it is read in pieces, and what it gives is
counted while it is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sized
from typing import Any

from ..domain.errors import FileProblem, Refused

RECORDS = 150_000
"""Records of one kind, and the same again of all small kinds."""
FEW = 10_000
"""Records of a kind that makes columns, tabs or pages."""
_FEW_KINDS = frozenset({"workshops", "programme", "groups", "categories"})
RECORD_BYTES = 256 << 10
"""Bytes of one record: five times what its fields hold."""
ENTRY_BYTES = 48 << 20
"""Bytes of one entry in the journal: what it takes to begin a workshop with 150,000 cards."""
LONGEST = ENTRY_BYTES // 4 - 1000
"""Characters of the changes of an entry that fit whatever they are."""
ENTRIES = 300_000
"""Entries of a journal that is looked at as a whole: a day of ten people who do something each second."""
CHARACTERS = 60_000_000
"""Characters of everything that is in memory at a time."""
_PIECE = 100
_COUNTED = 10_000_000


class Room:
    """What is left of the characters that may be in memory."""

    def __init__(self) -> None:
        self._left = CHARACTERS

    def take(self, texts: Iterable[Any]) -> None:
        """Count texts, of which some may be empty or None. Raises `FileProblem`: too_much_text, damaged."""
        try:
            self._left -= sum(map(len, filter(None, texts)))
        except TypeError as error:  # a number where a text has to be
            raise FileProblem("damaged", exit_code=1) from error
        if self._left < 0:
            raise too_much_text()


def most(table: str) -> int:
    """How many records a table may hold."""
    return FEW if table in _FEW_KINDS else RECORDS


def demand_room(tables: Mapping[str, Sized]) -> None:
    """Raise `Refused("too_much")` where a workshop would hold more than can be opened again."""
    if any(len(rows) > most(table) for table, rows in tables.items()):
        raise Refused("too_much")


def records(
    connection: sqlite3.Connection, table: str, query: str, texts: Iterable[int], room: Room
) -> list[tuple[Any, ...]]:
    """All rows that a query on a table gives; `texts` are the places of texts in a row.

    Raises `FileProblem`: too_large, too_much_text, damaged.
    """
    found: list[tuple[Any, ...]] = []
    places = tuple(texts)
    cursor = connection.execute(query)
    while piece := cursor.fetchmany(_PIECE):
        columns = tuple(zip(*piece, strict=True))
        for place in places:
            room.take(columns[place])
        found += piece
        if len(found) > most(table):
            cursor.close()
            raise too_large(counted(connection, table))
    return found


def entries(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    """All rows that a query gives whose last columns are those of the journal. Raises as `records` does."""
    found: list[tuple[Any, ...]] = []
    left = CHARACTERS
    try:
        for row in cursor:
            found.append(row)
            *_, id, _, device, _, toggles, at, verb, changes, _ = row
            left -= len(id) + len(device) + len(toggles or "") + len(at) + len(verb) + len(changes)
            if left < 0:
                raise too_much_text()
            if len(found) > ENTRIES:
                raise too_large(len(found))
    except TypeError as error:  # a number where a text has to be
        raise FileProblem("damaged", exit_code=1) from error
    return found


def too_large(count: int) -> FileProblem:
    return FileProblem("too_large", exit_code=4, count=count)


def too_much_text() -> FileProblem:
    return FileProblem("too_much_text", exit_code=4)


def counted(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table has, up to ten million: one whose pages go in circles has no end."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM {table} NOT INDEXED LIMIT {_COUNTED})"
    try:
        return int(connection.execute(query).fetchone()[0])
    except sqlite3.OperationalError:
        return most(table)
