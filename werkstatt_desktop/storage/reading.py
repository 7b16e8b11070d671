"""Reading a workshop file and leaving no trace: for commands, and for the check."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import TABLES, Id
from ..domain.state import State, settle
from . import rows, schema
from .medium import problem
from .opening import HEAD, as_problem, connect, inspect, version_of


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: the state, its identity, and the journal where it was asked for."""

    state: State
    doc_id: Id
    journal: tuple[Entry, ...] = ()


def read(path: Path, *, journal: bool = False) -> Contents:
    """What a file holds. Nothing is written to it, and nothing appears beside it.

    Raises `FileProblem` as `open_store` does.
    """
    with _reading(path) as connection:
        state = State({name: rows.read_table(connection, name) for name in TABLES})
        row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
        doc_id = str(row[0]) if row else ""
        return Contents(state, doc_id, tuple(rows.entries(connection)) if journal else ())


@dataclass(frozen=True, slots=True)
class Finding:
    """What `check` saw: how many cards and journal entries, and whether the tables are the journal's fold."""

    cards: int
    entries: int
    tables: tuple[str, ...]
    """Tables that differ from the journal."""


def check(path: Path) -> Finding:
    """Read all of a file and compare its tables with its journal.

    Raises `FileProblem` as `open_store` does, and "damaged" where SQLite or a checksum says so.
    """
    with _reading(path) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise FileProblem("damaged", exit_code=1)
        journal = list(rows.entries(connection))
        state = State({name: rows.read_table(connection, name) for name in TABLES})
    try:
        folded = settle(journal)
    except (KeyError, TypeError) as error:
        raise FileProblem("damaged", exit_code=1) from error
    differing = tuple(n for n in TABLES if dict(folded.tables[n]) != dict(state.tables[n]))
    return Finding(len(state.shown["cards"]), len(journal), differing)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises `FileProblem`, also for what happens inside the block.

    Where SQLite would have to write first (after a crash, for a file in WAL mode or of an older
    version), it reads a copy in a folder of its own.
    """
    path = path.absolute()
    inspect(path)
    with as_problem(), ExitStack() as stack:
        try:
            if not _readable_as_it_is(path):
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="werkstatt-"))
                path = _copied(path, Path(folder))
            connection = stack.enter_context(closing(connect(path, writable=False)))
            if schema.faults(connection):
                raise FileProblem("damaged", exit_code=1)
            yield connection
        except sqlite3.Error as error:
            raise _reading_problem(error) from error


def _reading_problem(error: sqlite3.Error) -> FileProblem:
    """What is wrong with a file that is only read: the fault is in it, or on the way to it."""
    if getattr(error, "sqlite_errorcode", None) is None:  # text that is no UTF-8 has no code
        return FileProblem("damaged", exit_code=1)
    found = problem(error)
    return found if found.exit_code < 5 else FileProblem("unreadable", exit_code=4)


def _readable_as_it_is(path: Path) -> bool:
    """Whether SQLite can read a file without having to put it in order before."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if 2 in head[18:20] or version_of(path) < schema.VERSION:
        return False
    try:
        with closing(connect(path, writable=False)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return False
        raise
    return True


def _copied(path: Path, folder: Path) -> Path:
    """A copy that is in order and up to date."""
    copy = folder / "copy"
    for end in ("", "-journal", "-wal"):
        source = path.with_name(path.name + end)
        if source.is_file():
            shutil.copyfile(source, f"{copy}{end}")
    # Connecting to write leaves WAL mode, reading takes back what a crash left half done.
    with closing(connect(copy, writable=True)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if version_of(copy) < schema.VERSION:
        from .migrations import migrate

        migrate(copy)
    return copy
