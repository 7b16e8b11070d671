"""What a workshop file must look like, for reading it without sqlite-utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from ..domain.records import REFS, TABLES

APPLICATION_ID = 0x57524B53
"""WRKS: marks a SQLite file as a workshop."""
VERSION = 2
"""How many migrations this program knows."""
_SINCE = {"erased": 2}
"""The versions that came with tables which the first one lacks."""

JOURNAL = ("id", "seq", "device", "number", "toggles", "at", "verb", "changes", "crc")
_OWN_TABLES = {"_sqlite_migrations"}
_TYPES = {"str": "TEXT", "Id": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER"}

Column = tuple[str, bool, int]
"""Its type, whether it must not be empty, and its place in the key, from 1."""


@dataclass(slots=True)
class Shape:
    """The structure of a table. An index: origin, whether unique, whether partial, columns."""

    columns: dict[str, Column]
    keys: set[tuple[str, str, str]] = field(default_factory=set)
    indexes: set[tuple[str, bool, bool, tuple[str, ...]]] = field(default_factory=set)
    strict: bool = True


def wanted(version: int = VERSION) -> dict[str, Shape]:
    """The structure of every table of a version."""
    key = ("pk", True, False, ("id",))
    shapes = {
        name: Shape(
            {f.name: _column(f.name, str(f.type)) for f in fields(kind)},
            {(column, table, "id") for column, table in REFS[name]},
            {key},
        )
        for name, kind in TABLES.items()
        if _SINCE.get(name, 1) <= version
    }
    numbers = ("seq", "number", "crc")
    journal = {name: _column(name, "int" if name in numbers else "str") for name in JOURNAL}
    journal["toggles"] = ("TEXT", False, 0)
    looked_up = {("c", False, False, ("seq",)), ("c", False, False, ("device", "number"))}
    shapes["journal"] = Shape(journal, set(), {key, *looked_up})
    document: dict[str, Column] = {"name": ("TEXT", True, 1), "value": ("TEXT", True, 0)}
    shapes["document"] = Shape(document, set(), {("pk", True, False, ("name",))})
    return shapes


def _column(name: str, kind: str) -> Column:
    # In a strict table the key is never empty.
    return _TYPES[kind.removesuffix(" | None")], name == "id" or not kind.endswith("None"), int(name == "id")


def faults(connection: sqlite3.Connection, version: int = VERSION) -> list[str]:
    """In what the structure differs from that of a version; empty where it does not.

    Foreign triggers, views, tables and indexes are among them: a trigger could delete cards
    whenever one is written.
    """
    shapes = wanted(version)
    found: list[str] = []
    for kind, name in connection.execute("SELECT type, name FROM sqlite_schema"):
        own = name in shapes or name in _OWN_TABLES or name.startswith("sqlite_")
        if kind in ("trigger", "view") or (kind == "table" and not own):
            found.append(f"{kind} {name}")
    here = actual(connection) if not found else {}
    return found or [f"table {name}" for name, shape in shapes.items() if here.get(name) != shape]


def actual(connection: sqlite3.Connection) -> dict[str, Shape]:
    """The structure of the tables in a file."""
    run = connection.execute
    shapes = {row[1]: Shape({}, strict=bool(row[5])) for row in run("PRAGMA table_list") if row[2] == "table"}
    for table, name, kind, full, key, hidden in run(_COLUMNS):
        # A computed column is of another type than any we know.
        shapes.setdefault(table, Shape({}, strict=False)).columns[name] = (
            "computed" if hidden else kind,
            bool(full),
            key,
        )
    for table, column, other, other_column, updated, deleted in run(_KEYS):
        # A key that acts on its own is not ours.
        acts = {updated, deleted} != {"NO ACTION"}
        shapes[table].keys.add((column, other, "acts" if acts else other_column))
    indexes: dict[tuple[str, str, str, bool, bool], list[str]] = {}
    for table, name, origin, unique, partial, column in run(_INDEXES):
        # An expression has no name.
        indexes.setdefault((table, name, origin, bool(unique), bool(partial)), []).append(str(column))
    for (table, _, origin, unique, partial), columns in indexes.items():
        shapes[table].indexes.add((origin, unique, partial, tuple(columns)))
    return shapes


_COLUMNS = """SELECT t.name, c.name, c.type, c."notnull", c.pk, c.hidden
    FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c WHERE t.type = 'table'"""
_KEYS = """SELECT t.name, k."from", k."table", k."to", k.on_update, k.on_delete
    FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table'"""
_INDEXES = """SELECT t.name, i.name, i.origin, i."unique", i.partial, c.name
    FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c
    WHERE t.type = 'table' ORDER BY i.name, c.seqno"""


def quoted(names: Iterable[str]) -> str:
    """Column names for an SQL statement; ours need no more than a comma between them."""
    return ", ".join(f'"{name}"' for name in names)
