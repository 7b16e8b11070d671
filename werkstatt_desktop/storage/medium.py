"""Brings entries onto the disk, in the order of their commits."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import Record
from .rows import INSERT_JOURNAL, PUT, Row, entry_row, record_row


@dataclass(frozen=True, slots=True)
class Put:
    """Rows of the journal, and rows of records with their tables, that go onto the disk together."""

    journal: tuple[Row, ...]
    records: tuple[tuple[str, Row], ...]
    at: str


def put_of(entries: Sequence[Entry], records: Iterable[tuple[str, Record]]) -> Put:
    """What entries and the records as they are after them come to. Raises ValueError as `entry_row` does."""
    journal = tuple(entry_row(entry) for entry in entries)
    return Put(journal, tuple((t, record_row(t, r)) for t, r in records), entries[-1].at)


class Medium:
    """Writes puts one after another; one that fails stays first in the queue and is tried again.

    Writing again what is already there changes nothing, so a commit whose success was not
    reported does no harm. `safe_at` is when the last put on the disk was made.
    """

    def __init__(self, connection: sqlite3.Connection, safe_at: str = "") -> None:
        self._connection = connection
        self._queue: deque[Put] = deque()
        self.safe_at = safe_at
        self.trouble: FileProblem | None = None

    @property
    def waiting(self) -> int:
        """How many puts are not on the disk yet."""
        return len(self._queue)

    @property
    def waiting_rows(self) -> Iterator[Row]:
        """The journal rows that are not on the disk yet."""
        return (row for put in self._queue for row in put.journal)

    def put(self, put: Put) -> None:
        self._queue.append(put)
        self.flush()

    def flush(self) -> bool:
        """Write what waits; returns whether all of it is on the disk."""
        while self._queue:
            try:
                _write(self._connection, self._queue[0])
            except sqlite3.Error as error:
                self.trouble = problem(error)
                return False
            self.safe_at = self._queue.popleft().at
        self.trouble = None
        return True

    def write_waiting(self, connection: sqlite3.Connection) -> None:
        """Write what waits into a copy of the file as well. sqlite3 raises where that fails."""
        for put in self._queue:
            _write(connection, put)


def _write(connection: sqlite3.Connection, put: Put) -> None:
    run = connection.execute
    run("BEGIN IMMEDIATE")
    try:
        run("PRAGMA defer_foreign_keys = ON")
        for row in put.journal:
            run(INSERT_JOURNAL, row)
        for table, row in put.records:
            run(PUT[table], row)
        run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise


def problem(error: sqlite3.Error) -> FileProblem:
    """What went wrong on the disk, as something a person can act on."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return FileProblem("disk_full", exit_code=5)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return FileProblem("file_busy", exit_code=4)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return FileProblem("missing", exit_code=4)
    if extended == sqlite3.SQLITE_READONLY_ROLLBACK:
        return FileProblem("unfinished", exit_code=4)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return FileProblem("file_not_writable", exit_code=5)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return FileProblem("damaged", exit_code=1)
    return FileProblem("cannot_write", exit_code=5)
