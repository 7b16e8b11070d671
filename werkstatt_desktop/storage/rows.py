"""Between records and rows, entries and journal rows."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..domain.edits import Change, Edit, Entry
from ..domain.errors import FileProblem
from ..domain.records import FIELDS, TABLES, Id, Record
from .schema import JOURNAL, quoted

Row = tuple[Any, ...]

SELECT_JOURNAL = f"SELECT {quoted(JOURNAL)} FROM journal"
INSERT_JOURNAL = f"INSERT INTO journal ({quoted(JOURNAL)}) VALUES ({', '.join('?' * len(JOURNAL))}) ON CONFLICT(id) DO NOTHING"
PUT: dict[str, str] = {
    table: f"INSERT INTO {table} ({quoted(names)}) VALUES ({', '.join('?' * len(names))})"
    f" ON CONFLICT(id) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in names if n != 'id')}"
    for table, names in FIELDS.items()
}
"""Writes a record, whether it is new or not."""

_TYPES: dict[str, dict[str, tuple[type, ...]]] = {
    table: {
        name: {
            "str": (str,),
            "Id": (str,),
            "str | None": (str, type(None)),
            "Id | None": (str, type(None)),
            "int": (int,),
            "float": (float, int),
            "bool": (bool,),
        }[str(kind.__dataclass_fields__[name].type)]
        for name in names
    }
    for table, (names, kind) in {t: (FIELDS[t], TABLES[t]) for t in TABLES}.items()
}


def now() -> str:
    """The present moment as the journal keeps it: local time with its distance from UTC."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def record_row(table: str, record: Record) -> Row:
    return tuple(getattr(record, name) for name in FIELDS[table])


def read_table(connection: sqlite3.Connection, table: str) -> dict[Id, Record]:
    """All records of a table by id, gone ones too."""
    names, kind = FIELDS[table], TABLES[table]
    rows = connection.execute(f"SELECT {quoted(names)} FROM {table}")
    records: dict[Id, Record] = {}
    for row in rows:
        values = dict(zip(names, row, strict=True))
        values["gone"] = bool(values["gone"])
        records[values["id"]] = kind(**values)
    return records


def entry_row(entry: Entry) -> Row:
    """An entry as its journal row, with the CRC32 over all other columns at its end."""
    changes = json.dumps(
        [[c.table, c.id, dict(c.before), dict(c.after)] for c in entry.edit.changes],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    row = (entry.id, entry.seq, entry.device, entry.number, entry.toggles, entry.at, entry.edit.verb, changes)
    return (*row, crc(row))


def crc(row: Row) -> int:
    """The checksum of a journal row without its last column."""
    return zlib.crc32("\x1f".join("" if value is None else str(value) for value in row).encode("utf-8"))


def entry_of(row: Row) -> Entry:
    """The entry of a journal row. Raises `FileProblem("damaged")` where the row is not whole."""
    *values, checksum = row
    if crc(tuple(values)) != checksum:
        raise FileProblem("damaged", exit_code=1)
    id, seq, device, number, toggles, at, verb, text = values
    try:
        changes = tuple(_change(*item) for item in json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FileProblem("damaged", exit_code=1) from error
    return Entry(id, seq, device, number, toggles, at, Edit(verb, changes))


def _change(table: str, id: Id, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    types = _TYPES[table]
    for values in (before, after):
        for name, value in values.items():
            if not isinstance(value, types[name]) or (isinstance(value, bool) and bool not in types[name]):
                raise TypeError(name)
    if "id" in after:
        raise TypeError("id")
    return Change(table, id, before, after)


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """The whole journal, in the order in which it was written down."""
    for row in connection.execute(f"{SELECT_JOURNAL} ORDER BY rowid"):
        yield entry_of(row)
