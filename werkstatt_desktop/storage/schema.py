"""What a workshop file must look like, for reading it without sqlite-utils."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from ..domain.errors import FileProblem
from ..domain.records import REFS, TABLES

APPLICATION_ID = 0x57524B53
"""WRKS: marks a SQLite file as a workshop."""
VERSION = 5
"""How many migrations this program knows."""
_SINCE = {
    "erased": 2,
    "links": 3,
    "photos": 3,
    "declined": 3,
    "participants": 4,
    "rounds": 4,
    "results": 4,
    "sources": 4,
    "votes": 4,
    "measures": 4,
    "answers": 4,
    "feedback": 4,
    "seals": 4,
    "paper": 5,
}
"""The versions that came with tables which the first one lacks."""
_COLUMNS_SINCE = {
    "workshops": {"rules": 4, "next_steps": 4, "next_date": 4, "distribution": 4},
    "programme": {"began_at": 4, "ended_at": 4, "note": 4},
    "groups": {"hidden": 3},
    "clusters": {"tint": 3, "folded": 3, "consensus": 3, "dissent": 3},
    "cards": {"consensus": 3, "dissent": 3, "question_mark": 3, "star": 3, "twin_of": 3},
}
"""The same of columns that tables lacked at first."""
_IDENTITY_SINCE = 2
"""The version that came with an index of what the file knows of itself."""
_PICTURES_SINCE = 3
"""The version that came with the bytes of pictures."""

JOURNAL = ("id", "seq", "device", "number", "toggles", "at", "verb", "changes", "crc")
_MIGRATIONS = "_sqlite_migrations"
"""A table of sqlite-utils."""
_STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
"""Tables that SQLite adds where a tool tells it to."""
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

    def exceeds(self, other: Shape) -> bool:
        """Whether all of another shape is here, and more."""
        return (
            self != other
            and self.columns.items() >= other.columns.items()
            and self.keys >= other.keys
            and self.indexes >= other.indexes
        )


def wanted(version: int = VERSION) -> dict[str, Shape]:
    """The structure of every table of a version."""
    key = ("pk", True, False, ("id",))
    shapes = {
        name: Shape(
            {f.name: _column(f.name, str(f.type)) for f in fields(kind) if _is_known(name, f.name, version)},
            {(column, table, "id") for column, table in REFS[name] if _is_known(name, column, version)},
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
    if version >= _IDENTITY_SINCE:
        shapes["document"].indexes.add(("c", False, False, ("value",)))
    if version >= _PICTURES_SINCE:
        pictures: dict[str, Column] = {"sha256": ("TEXT", True, 1), "bytes": ("BLOB", True, 0)}
        shapes["pictures"] = Shape(pictures, set(), {("pk", True, False, ("sha256",))})
    return shapes


def _is_known(table: str, column: str, version: int) -> bool:
    return _COLUMNS_SINCE.get(table, {}).get(column, 1) <= version


def _column(name: str, kind: str) -> Column:
    # In a strict table the key is never empty.
    return _TYPES[kind.removesuffix(" | None")], name == "id" or not kind.endswith("None"), int(name == "id")


def demand(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Raise `FileProblem` where the structure is not that of a version.

    foreign_statements: something is there that no program of ours put there; a trigger could delete
    cards whenever one is written. damaged: something of ours is missing or different.
    """
    shapes = wanted(version)
    _demand_plain(connection, shapes)
    here = actual(connection)
    if any(name in here and here[name].exceeds(shape) for name, shape in shapes.items()):
        raise FileProblem("foreign_statements", exit_code=1)
    if any(here.get(name) != shape for name, shape in shapes.items()):
        raise FileProblem("damaged", exit_code=1)


def demand_plain(connection: sqlite3.Connection) -> None:
    """Raise `FileProblem("foreign_statements")` where the structure holds what could act.

    That are views, triggers, tables that are not ours, and tables and indexes with a check, a computed
    value, a condition or an order of their own. It holds for older versions too, before they are
    migrated. Nothing that is found is run.
    """
    _demand_plain(connection, wanted())


def _demand_plain(connection: sqlite3.Connection, shapes: dict[str, Shape]) -> None:
    known = {*shapes, _MIGRATIONS}
    words = _WORDS.union(known, *(shape.columns for shape in shapes.values()))
    for kind, table, root, sql in connection.execute(
        "SELECT type, tbl_name, rootpage, sql FROM sqlite_schema"
    ):
        # A virtual table has no page of its own.
        ours = (
            kind in ("table", "index") and root and table in known and (sql is None or _is_plain(sql, words))
        )
        if not ours and (sql is None or sql != _STATISTICS.get(table)):
            raise FileProblem("foreign_statements", exit_code=1)


def _is_plain(sql: object, words: frozenset[str]) -> bool:
    """Whether a statement of the schema says only what ours say.

    What stands in quotes is a name or a value; what is left of a statement are its words. Comments and
    other ways of quoting leave something that is none of them.
    """
    bare = _QUOTED.sub("", sql) if isinstance(sql, str) else "?"
    return words.issuperset(_WORD.findall(bare)) and not _RECKONED.search(bare)


_QUOTED = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' | -(?=[0-9]) """, re.VERBOSE)
_WORD = re.compile(r"[^\s(),0-9.][^\s(),]*")
_RECKONED = re.compile(r"DEFAULT\s*\(")
_WORDS = frozenset({
    "CREATE", "TABLE", "UNIQUE", "INDEX", "ON", "STRICT", "TEXT", "INTEGER", "REAL", "BLOB", "PRIMARY", "KEY",
    "NOT", "NULL", "FOREIGN", "REFERENCES", "DEFAULT",
})  # fmt: skip


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
