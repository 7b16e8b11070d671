"""Whether a copy that SQLite made of a workshop file holds what the file held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import Id

_LAST = "SELECT id FROM {}.journal ORDER BY rowid DESC LIMIT 1"
_TABLES = "SELECT name FROM {}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def last_of(connection: sqlite3.Connection) -> Id:
    """The last entry in the journal of a file."""
    row = connection.execute(_LAST.format("main")).fetchone()
    return str(row[0]) if row else ""


def compare(source: sqlite3.Connection, copy: Path, last: Id) -> None:
    """See that a copy which SQLite made is sound and holds what the source held.

    `last` was the last entry of the source before the copy was made; what has come into the source since
    does not matter. Raises `FileProblem("copy_differs")`.
    """
    run = source.execute
    run("ATTACH ? AS copy", (f"{copy.as_uri()}?mode=ro",))
    try:
        if not _sound(source) or not _agree(source, last):
            raise FileProblem("copy_differs", exit_code=5)
    finally:
        run("DETACH copy")


def _sound(source: sqlite3.Connection) -> bool:
    """Whether SQLite finds the attached copy sound."""
    try:
        found: str = source.execute("PRAGMA copy.integrity_check").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return found == "ok"


def _agree(source: sqlite3.Connection, last: Id) -> bool:
    """Whether the attached copy agrees with its source."""
    run = source.execute
    run("BEGIN")
    try:
        names = {name for (name,) in run(_TABLES.format("copy"))}
        if names != {name for (name,) in run(_TABLES.format("main"))}:
            return False
        if last and not run("SELECT 1 FROM copy.journal WHERE id = ?", (last,)).fetchone():
            return False
        unchanged = run(_LAST.format("copy")).fetchone() == run(_LAST.format("main")).fetchone()
        for name in map(_quoted, names):
            here, there = (
                run(f"SELECT count(*) FROM {place}.{name}").fetchone()[0] for place in ("copy", "main")
            )
            if here > there or (unchanged and here < there):
                return False
            # The rows of a journal stay as they are; a record may have been changed since.
            if (unchanged or name == '"journal"') and _has_strange_rows(source, name):
                return False
        return True
    finally:
        if source.in_transaction:
            run("ROLLBACK")


def _has_strange_rows(source: sqlite3.Connection, table: str) -> bool:
    """Whether the copy has a row in a table that the source does not have."""
    columns = [_quoted(row[1]) for row in source.execute(f"PRAGMA main.table_info({table})")]
    differs = " OR ".join(f"a.{column} IS NOT b.{column}" for column in columns)
    # Place by place takes a tenth of the time; SQLite does not promise that rows keep their places.
    by_place = (
        f"SELECT 1 FROM copy.{table} AS a LEFT JOIN main.{table} AS b ON b.rowid = a.rowid"
        f" WHERE {differs} LIMIT 1"
    )
    at_all = f"SELECT 1 FROM (SELECT * FROM copy.{table} EXCEPT SELECT * FROM main.{table}) LIMIT 1"
    return all(source.execute(query).fetchone() for query in (by_place, at_all))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
