"""What a workshop file must look like, for reading it without sqlite-utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..domain.records import FIELDS, REFS

APPLICATION_ID = 0x57524B53
"""WRKS: marks a SQLite file as a workshop."""
VERSION = 1
"""How many migrations this program knows."""

JOURNAL = ("id", "seq", "device", "number", "toggles", "at", "verb", "changes", "crc")
_OWN_TABLES = {"_sqlite_migrations"}


def faults(connection: sqlite3.Connection) -> list[str]:
    """In what the structure differs from that of this version; empty where it does not.

    Names of foreign triggers, views and tables are among them: a trigger could delete cards
    whenever one is written.
    """
    found: list[str] = []
    wanted = {**FIELDS, "journal": JOURNAL, "document": ("name", "value")}
    for kind, name in connection.execute("SELECT type, name FROM sqlite_schema"):
        foreign = kind in ("trigger", "view") or (
            kind == "table"
            and name not in wanted
            and name not in _OWN_TABLES
            and not name.startswith("sqlite_")
        )
        if foreign:
            found.append(f"{kind} {name}")
    for table, columns in wanted.items():
        here = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        if set(here) != set(columns):
            found.append(f"table {table}")
        keys = {(row[3], row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        if keys != set(REFS.get(table, ())):
            found.append(f"keys of {table}")
    return found


def quoted(names: Iterable[str]) -> str:
    """Column names for an SQL statement; ours need no more than a comma between them."""
    return ", ".join(f'"{name}"' for name in names)
