"""Brings entries onto the disk, in the order of their commits."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Sequence

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import Record
from .rows import INSERT_JOURNAL, PUT, entry_row, record_row

Put = tuple[Sequence[Entry], Sequence[tuple[str, Record]]]
"""Entries for the journal and the records, with their tables, as they are after them."""


class Medium:
    """Writes puts one after another; one that fails stays first in the queue and is tried again.

    Writing again what is already there changes nothing, so a commit whose success was not
    reported does no harm.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: deque[Put] = deque()
        self.trouble: FileProblem | None = None

    @property
    def waiting(self) -> int:
        """How many puts are not on the disk yet."""
        return len(self._queue)

    def put(self, entries: Sequence[Entry], records: Sequence[tuple[str, Record]]) -> None:
        self._queue.append((entries, records))
        self.flush()

    def flush(self) -> bool:
        """Write what waits; returns whether all of it is on the disk."""
        while self._queue:
            try:
                self._write(*self._queue[0])
            except sqlite3.Error as error:
                self.trouble = problem(error)
                return False
            self._queue.popleft()
        self.trouble = None
        return True

    def _write(self, entries: Iterable[Entry], records: Iterable[tuple[str, Record]]) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            run("PRAGMA defer_foreign_keys = ON")
            for entry in entries:
                run(INSERT_JOURNAL, entry_row(entry))
            for table, record in records:
                run(PUT[table], record_row(table, record))
            run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                run("ROLLBACK")
            raise


def problem(error: sqlite3.Error) -> FileProblem:
    """What went wrong on the disk, as something a person can act on."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return FileProblem("disk_full", exit_code=5)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return FileProblem("file_busy", exit_code=4)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return FileProblem("file_not_writable", exit_code=5)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return FileProblem("damaged", exit_code=1)
    return FileProblem("cannot_write", exit_code=5)
