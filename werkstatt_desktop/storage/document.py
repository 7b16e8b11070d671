"""The workshop file behind an open store: one connection, used by one thread at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import Id
from . import schema
from .opening import as_problem, connect
from .rows import INSERT_JOURNAL, PUT, Row
from .trouble import problem

_PATIENCE_S = 0.3
"""How long one who only reads waits for a write that takes its time."""
_LAST = "SELECT id FROM journal ORDER BY rowid DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Put:
    """Rows of the journal, and rows of records with their tables, that go onto the disk together."""

    journal: tuple[Row, ...]
    records: tuple[tuple[str, Row], ...]
    at: str


class Overtaken(Exception):
    """Somebody else has written into the file since it was last written or read here."""


class Document:
    """Writes into the file, and notices what others do to it.

    What it raises for a file that cannot be written is a `FileProblem`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, doc_id: Id) -> None:
        self.path = path
        self.doc_id = doc_id
        self._connection = connection
        self._lock = threading.Lock()
        self._stamp = _stamp(path)
        self.last = _last(connection)
        """The last entry in the file, as far as it is known here."""

    def write(self, puts: Sequence[Put]) -> None:
        """Write puts in one transaction; the file is read again before, and only written if it is known.

        Writing again what is already there changes nothing, so that a commit whose success was not
        reported does no harm. Raises `Overtaken`.
        """
        own = [row[0] for put in puts for row in put.journal]
        with self._lock:
            self._find_again()
            try:
                _write(self._connection, puts, {self.last, *own})
            except sqlite3.Error as error:
                raise problem(error) from error
            if own:
                self.last = own[-1]

    def look(self) -> None:
        """See whether the file is still there and as it was left. Raises `Overtaken` and `FileProblem`."""
        with self._lock:
            self._find_again()
            with as_problem():
                if _last(self._connection) != self.last:
                    raise Overtaken

    @contextmanager
    def reading(self, patience: float = _PATIENCE_S) -> Iterator[sqlite3.Connection]:
        """The connection, for one who reads. Raises `FileProblem("file_busy")` where a write takes long."""
        if not self._lock.acquire(timeout=patience):
            raise FileProblem("file_busy", exit_code=4)
        try:
            yield self._connection
        finally:
            self._lock.release()

    def rejoin(self) -> None:
        """Go on with the file that now lies in the place of the one that was opened.

        It has to be the same workshop; `last` is then its last entry. Raises `FileProblem`.
        """
        with self._lock, as_problem():
            stamp = _stamp(self.path)
            if stamp is None:
                raise FileProblem("missing", exit_code=4)
            if stamp != self._stamp:
                self._connect_anew(stamp)
            self.last = _last(self._connection)

    def moved_to(self) -> Path | None:
        """The workshop file of the same folder that is the one opened here, by another name."""
        suffix = self.path.suffix
        with suppress(OSError):
            beside = [path for path in self.path.parent.iterdir() if path.suffix == suffix]
            return next((path for path in beside if _stamp(path) == self._stamp), None)
        return None

    def close(self) -> None:
        """Let go of the file; a write that hangs keeps it until it ends."""
        if self._lock.acquire(timeout=_PATIENCE_S):
            try:
                self._connection.close()
            finally:
                self._lock.release()

    def _find_again(self) -> None:
        """Go on by oneself where the file was gone and is back, just as it was left."""
        stamp = _stamp(self.path)
        if stamp == self._stamp:
            return
        if stamp is None:
            raise FileProblem("missing", exit_code=4)
        with as_problem(), closing(connect(self.path, writable=False)) as other:
            if _doc_id(other) != self.doc_id or _last(other) != self.last:
                raise FileProblem("replaced", exit_code=4)
        with as_problem():
            self._connect_anew(stamp)

    def _connect_anew(self, stamp: tuple[int, int]) -> None:
        new = connect(self.path, writable=True)
        try:
            known = new.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
            if known:
                schema.demand(new)
            if not known or _doc_id(new) != self.doc_id:
                raise FileProblem("replaced", exit_code=4)
        except BaseException:
            new.close()
            raise
        self._connection.close()
        self._connection, self._stamp = new, stamp


def write_into(connection: sqlite3.Connection, puts: Sequence[Put]) -> None:
    """Write puts into a file that nobody else knows, such as a new one. sqlite3 raises where that fails."""
    _write(connection, puts, None)


def _write(connection: sqlite3.Connection, puts: Sequence[Put], known: set[Id] | None) -> None:
    run = connection.execute
    run("BEGIN IMMEDIATE")
    try:
        if known is not None and _last(connection) not in known:
            raise Overtaken
        run("PRAGMA defer_foreign_keys = ON")
        for put in puts:
            for row in put.journal:
                run(INSERT_JOURNAL, row)
            for table, row in put.records:
                run(PUT[table], row)
        run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise


def _last(connection: sqlite3.Connection) -> Id:
    row = connection.execute(_LAST).fetchone()
    return str(row[0]) if row else ""


def _doc_id(connection: sqlite3.Connection) -> Id:
    row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    return str(row[0]) if row else ""


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one of the same name; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a str path costs less, and this is asked at each write
    except OSError:
        return None
    return found.st_dev, found.st_ino
