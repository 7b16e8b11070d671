"""Between records and rows, entries and journal rows."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar, cast

from ..domain.edits import Change, Edit, Entry
from ..domain.errors import FileProblem, Refused
from ..domain.records import FAR, FIELDS, KINDS, TABLE_OF, TABLES, Id, Record, fits
from . import limits
from .schema import JOURNAL, quoted

Row = tuple[Any, ...]
R = TypeVar("R", bound=Record)

SELECT_JOURNAL = f"SELECT {quoted(JOURNAL)} FROM journal"
INSERT_JOURNAL = (
    f"INSERT INTO journal ({quoted(JOURNAL)}) VALUES ({', '.join('?' * len(JOURNAL))})"
    " ON CONFLICT(id) DO NOTHING"
)
PUT: dict[str, str] = {
    table: f"INSERT INTO {table} ({quoted(names)}) VALUES ({', '.join('?' * len(names))})"
    " ON CONFLICT(id) DO UPDATE"
    f" SET {', '.join(f'{quoted([n])} = excluded.{quoted([n])}' for n in names[1:])}"
    for table, names in FIELDS.items()
}
"""Writes a record, whether it is new or not."""

_VALUES = {table: attrgetter(*names) for table, names in FIELDS.items()}
_STORED = {
    kinds: frozenset(kinds) if str in kinds else frozenset((*kinds, int)) - {bool}
    for fields in KINDS.values()
    for kinds in fields.values()
}
"""The types of a field's values as the file gives them."""
_TEXTS = {
    table: tuple(n for n, name in enumerate(names) if str in KINDS[table][name])
    for table, names in FIELDS.items()
}
"""The places of texts and ids in a row."""
_CHUNK = 1000
_LARGE = 1 << 20
_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
).encode


def now() -> str:
    """The present moment as the journal keeps it: local time with its distance from UTC."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def record_row(table: str, record: Record) -> Row:
    values: Row = _VALUES[table](record)
    return values


def read_tables(connection: sqlite3.Connection) -> dict[str, dict[Id, Record]]:
    """All records of all tables by id, gone ones too.

    Raises `FileProblem`: damaged, for a value that no program of ours writes; too_large, too_much_text.
    """
    room = limits.Room()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.RECORD_BYTES)
    try:
        return {table: _read_table(connection, table, room) for table in TABLES}
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.ENTRY_BYTES)


def read_table(connection: sqlite3.Connection, kind: type[R], room: limits.Room) -> dict[Id, R]:
    """The records of one kind by id, gone ones too. Raises as `read_tables` does."""
    return cast("dict[Id, R]", _read_table(connection, TABLE_OF[kind], room))


def _read_table(connection: sqlite3.Connection, table: str, room: limits.Room) -> dict[Id, Record]:
    names, kind = FIELDS[table], TABLES[table]
    found = limits.records(connection, table, f"SELECT {quoted(names)} FROM {table}", _TEXTS[table], room)
    records = list(map(object.__new__, repeat(kind, len(found))))
    # Column by column, past the constructor: row by row it takes six times as long.
    for name, column in zip(names, zip(*found, strict=True), strict=False):
        _inspect(KINDS[table][name], column)
        fill = getattr(kind, name).__set__
        deque(map(fill, records, map(bool, column) if KINDS[table][name] == (bool,) else column), maxlen=0)
    return {record.id: record for record in records}


def _inspect(kinds: tuple[type, ...], column: tuple[Any, ...]) -> None:
    """Raise `FileProblem("damaged")` for values that a field does not have.

    SQLite reads what a damaged page says, in strict tables too.
    """
    stored = _STORED[kinds]
    if not stored.issuperset(map(type, column)):
        raise FileProblem("damaged", exit_code=1)
    if int in stored:
        numbers = [each for each in column if each is not None] if type(None) in stored else column
        if numbers and not -FAR < min(numbers) <= max(numbers) < FAR:
            raise FileProblem("damaged", exit_code=1)


def entry_row(entry: Entry) -> Row:
    """An entry as its journal row, with the CRC32 over all other columns at its end.

    Raises ValueError for a text or number that no file can hold, and `Refused("too_much")` for an entry
    that is too large to be read again.
    """
    changes = _encode([[c.table, c.id, dict(c.before), dict(c.after)] for c in entry.edit.changes])
    if len(changes) > limits.LONGEST and len(changes.encode("utf-8", "replace")) > limits.ENTRY_BYTES - 1000:
        raise Refused("too_much")
    row = (entry.id, entry.seq, entry.device, entry.number, entry.toggles, entry.at, entry.edit.verb, changes)
    return (*row, crc(row))


def crc(row: Row) -> int:
    """The checksum of a journal row without its last column."""
    *others, changes = ("" if value is None else str(value) for value in row)
    # The changes can be megabytes; they are not put together with the rest only to be taken apart again.
    return zlib.crc32(changes.encode("utf-8"), zlib.crc32(("\x1f".join(others) + "\x1f").encode("utf-8")))


def entry_of(row: Row) -> Entry:
    """The entry of a journal row. Raises `FileProblem("damaged")` where the row is not whole."""
    *values, checksum = row
    id, seq, device, number, toggles, at, verb, text = values
    # The checksum does not tell a number from its digits.
    typed = type(seq) is type(number) is int and type(toggles) in (str, type(None))
    if not typed or {*map(type, (id, device, at, verb, text))} != {str} or crc(tuple(values)) != checksum:
        raise FileProblem("damaged", exit_code=1)
    if len(text) > _LARGE:
        _look_over(text)
    try:
        found = json.loads(text)
        if type(found) is not list:
            raise TypeError(type(found))
        changes = tuple(_change(*item) for item in found)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise FileProblem("damaged", exit_code=1) from error
    return Entry(id, seq, device, number, toggles, at, Edit(verb, changes))


_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_FIELD = rf"{_STRING}:(?:{_STRING}|[-+.0-9a-zA-Z]++)"
_OBJECT = rf"\{{(?:{_FIELD}(?:,{_FIELD}){{0,99}}+)?+\}}"
_CHANGE = rf"\[{_STRING},{_STRING},{_OBJECT},{_OBJECT}\]"


def _look_over(text: str) -> None:
    """Raise `FileProblem` where a long text is not a list of so many changes as a workshop holds records.

    What JSON makes of a text can be twenty times as large in memory; a list of changes stays near its size.
    """
    end, count = 0, 0
    change = re.compile(_CHANGE, re.DOTALL)
    while found := change.match(text, end + 1):
        end, count = found.end(), count + 1
        if count > 2 * limits.RECORDS:
            raise limits.too_large(count)
        if text[end : end + 1] != ",":
            break
    if text[0] != "[" or text[end:] != "]":
        raise FileProblem("damaged", exit_code=1)


def _change(table: str, id: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    known = isinstance(id, str) and fits(table, before) and fits(table, after)
    if not known or "id" in before or "id" in after:
        raise ValueError(table)
    return Change(table, id, before, after)


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """The whole journal, in the order in which it was written down.

    Between two entries nothing of the file is held on to.
    """
    columns = SELECT_JOURNAL.replace("SELECT", "SELECT rowid,", 1)
    last = -1
    while True:
        rows = limits.entries(
            connection.execute(f"{columns} WHERE rowid > ? ORDER BY rowid LIMIT {_CHUNK}", (last,))
        )
        for row in rows:
            yield entry_of(row[1:])
        if len(rows) < _CHUNK:
            return
        if rows[-1][0] <= last:  # a damaged tree leads back to where one was
            raise FileProblem("damaged", exit_code=1)
        last = rows[-1][0]
