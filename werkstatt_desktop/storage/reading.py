"""Reading a workshop file and leaving no trace: for commands, and for the check."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..domain import twins
from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.photos import shown
from ..domain.records import TABLES, Id, Photo
from ..domain.state import State, fold
from . import limits, photos, rows, schema
from .connected import apart
from .opening import WAL, as_problem, beside, connect, inspect, version_of


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: the state, its identity, and what else was asked for.

    `pictures` are those that are shown and not lost.
    """

    state: State
    doc_id: Id
    journal: tuple[Entry, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def read(path: Path, *, journal: bool = False, pictures: bool = False) -> Contents:
    """What a file holds. Nothing is written to it, and nothing appears beside it.

    Raises `FileProblem` as `open_store` does.
    """
    with reader(path) as connection:
        found = _all(connection, journal=journal)
        names = shown(found.state) if pictures else ()
        contents = {name: content for name in names if (content := photos.of(connection, name)) is not None}
    return Contents(found.state, found.doc_id, tuple(map(rows.entry_of, found.journal)), contents)


@dataclass(frozen=True, slots=True)
class Finding:
    """What `check` saw: how many cards and journal entries, and whether the tables are the journal's fold.

    `pictures`: how many photos are shown whose bytes are missing or not as they were.
    """

    cards: int
    entries: int
    tables: tuple[str, ...]
    """Tables that differ from the journal."""
    pictures: int = 0


def check(path: Path) -> Finding:
    """Read all of a file and compare its tables with its journal.

    Raises `FileProblem` as `open_store` does, and "damaged" where SQLite or a checksum says so.
    """
    with reader(path) as connection:
        found = _whole(connection)
        lost = photos.lost(connection, shown(found.state))
    return _compared(found, lost)


def check_open(path: Path) -> Finding:
    """The same for a file that this process has open, from any thread.

    It is looked at by SQLite only: were it opened and closed by other means, the system would drop the
    locks that SQLite holds on it.
    """
    with as_problem(), closing(connect(path, writable=False)) as connection:
        schema.demand(connection)
        found = _whole(connection)
        lost = photos.lost(connection, shown(found.state))
    return _compared(found, lost)


def _whole(connection: sqlite3.Connection) -> _Found:
    """All of a file whose structure SQLite finds sound."""
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise FileProblem("damaged", exit_code=1)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise FileProblem("damaged", exit_code=1)
    return _all(connection, journal=True)


def _compared(found: _Found, lost: Collection[str]) -> Finding:
    try:
        # One entry after the other: all at once, a large journal would be many times as large in memory.
        journal = sorted(found.journal, key=lambda row: (row[1], row[0]))
        folded = fold(map(rows.entry_of, journal))
    except (KeyError, TypeError) as error:
        raise FileProblem("damaged", exit_code=1) from error
    tables = found.state.tables
    differing = tuple(n for n in TABLES if dict(folded.tables[n]) != dict(tables[n]))
    pictures = sum(photo.sha256 in lost for photo in found.state.all(Photo)) if lost else 0
    return Finding(twins.count(found.state), len(journal), differing, pictures)


@dataclass(frozen=True, slots=True)
class _Found:
    state: State
    doc_id: Id
    journal: list[rows.Row]


def _all(connection: sqlite3.Connection, *, journal: bool) -> _Found:
    """What is in the file at one moment; it is held on to no longer than that."""
    connection.execute("BEGIN")
    state = State(rows.read_tables(connection))
    row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    if row is None:
        raise FileProblem("damaged", exit_code=1)
    found = limits.entries(connection.execute(f"{rows.SELECT_JOURNAL} ORDER BY rowid")) if journal else []
    connection.execute("COMMIT")
    return _Found(state, row[0], found)


@contextmanager
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises `FileProblem`, also for what happens inside the block.

    Where SQLite would have to write first (after a crash, for a file in WAL mode or of an older
    version), it reads a copy in a folder of its own.
    """
    path = path.absolute()
    head = inspect(path)
    with as_problem(), ExitStack() as stack:
        if not _readable_as_it_is(path, head):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="werkstatt-"))
            path = _copied(path, Path(folder, "copy"))
        connection = stack.enter_context(closing(connect(path, writable=False)))
        schema.demand(connection)
        yield connection


def _readable_as_it_is(path: Path, head: bytes) -> bool:
    """Whether SQLite can read a file with this header without having to put it in order before."""
    if WAL in head[18:20] or version_of(head) < schema.VERSION:
        return False
    try:
        with closing(connect(path, writable=False)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return False
        raise
    return True


def rehearse(path: Path, head: bytes) -> None:
    """See on a copy whether a file can be opened that SQLite has to put in order first.

    So a file that is refused in the end is as it was: after a crash, in WAL mode or of an older version.
    Raises `FileProblem` as `read` does. Where there is no room for a copy, nothing is said.
    """
    rests = any(beside(path, end).exists() for end in _SIDES[1:])
    if not rests and WAL not in head[18:20] and version_of(head) == schema.VERSION:
        return
    try:
        with reader(path) as connection:
            _all(connection, journal=False)
    except FileProblem as problem:
        if not isinstance(problem.__cause__, OSError):
            raise


def recovered_copy(path: Path, folder: Path) -> Path:
    """Copy a workshop file, and bring the copy to where the last whole step left it.

    For a file that says "unfinished": after a crash, on a medium that may only be read. Raises
    `FileProblem` as `open_store` does. The copy has the name of the file.
    """
    inspect(path)
    with as_problem():
        return _copied(path.absolute(), folder / path.name)


def _copied(path: Path, copy: Path) -> Path:
    """A copy that is in order and up to date."""
    with apart(path) as free:
        if not free:  # it is just being brought up to date here
            raise FileProblem("file_busy", exit_code=4)
        for end in _SIDES:
            source = beside(path, end)
            if source.is_file():
                shutil.copyfile(source, beside(copy, end))
    # Connecting to write leaves WAL mode, reading takes back what a crash left half done.
    with closing(connect(copy, writable=True)) as connection:
        schema.demand_plain(connection)
        # What was put in order with the journal of another file is not in order.
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise FileProblem("damaged", exit_code=1)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < schema.VERSION:
        from .migrations import migrate

        migrate(copy)
    return copy


_SIDES = ("", "-journal", "-wal")
