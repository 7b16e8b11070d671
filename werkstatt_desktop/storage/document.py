"""The workshop file behind an open store: one connection, used by one thread at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import Id
from ..domain.state import State
from . import photos, schema
from .opening import as_problem, connect
from .rows import INSERT_JOURNAL, PUT, SELECT_JOURNAL, Row, entries, entry_of, read_tables
from .trouble import problem

_PATIENCE_S = 0.3
"""How long one who only reads waits for a write that takes its time."""
_CLOSING_S = 1.0
_LAST = "SELECT id FROM journal ORDER BY rowid DESC LIMIT 1"
_LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}
"""Errors after which it is not sure that the connection still leads to the file at the path."""

_Stamp = tuple[int, int, int, int]
"""Device and inode; size, and when it was written last in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Put:
    """Rows of the journal, and rows of records with their tables, that go onto the disk together.

    `pictures` are those that the journal names for the first time.
    """

    journal: tuple[Row, ...]
    records: tuple[tuple[str, Row], ...]
    at: str
    pictures: photos.Pictures = ()


class Overtaken(Exception):
    """Somebody else has added to the file since it was last written or read here."""


class Document:
    """Writes into the file, and notices what others do to it.

    What it raises for a file that cannot be written is a `FileProblem`: "missing", and "replaced" where
    another file lies in its place, or one that lacks what was written here. "damaged" is raised at once.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, doc_id: Id) -> None:
        self.path = path
        self.doc_id = doc_id
        self._connection = connection
        self._lock = threading.Lock()
        self._closed = False
        self._stamp = _stamp(path)
        # Whether the connection may lead elsewhere than the path.
        self._doubtful = self._stamp is None
        self.last = _last(connection)
        """The last entry in the file, as far as it is known here."""
        if self.last and not _has(connection, self.last):
            # Its index does not know the row; later that would be taken for another file in its place.
            raise FileProblem("damaged", exit_code=1)
        self._tried: set[Id] = set()
        """Entries of writes that failed, which may be in the file nevertheless."""

    def write(self, puts: Sequence[Put]) -> None:
        """Write puts in one transaction; the file is read again before, and only written if it is known.

        Writing again what is already there changes nothing, so that a commit whose success was not
        reported does no harm. Raises `Overtaken`.
        """
        own = [row[0] for put in puts for row in put.journal]
        with self._held():
            self._find_again()
            try:
                with _transaction(self._connection, "IMMEDIATE"):
                    if not self._is_known(_last(self._connection), own):
                        self._see_who_wrote()
                    self._tried.update(own)
                    _write_missing(self._connection, puts)
            except sqlite3.Error as error:
                raise self._problem(error) from error
            self.last = own[-1]
            self._tried.difference_update(own)
            self._note_own_writing()

    def look(self) -> None:
        """See whether the file is still there and as it was left. Raises `Overtaken` and `FileProblem`."""
        with self._held():
            self._find_again()
            try:
                if not self._is_known(_last(self._connection)):
                    self._see_who_wrote()
            except sqlite3.Error as error:
                raise self._problem(error) from error

    @contextmanager
    def reading(self, patience: float = _PATIENCE_S) -> Iterator[sqlite3.Connection]:
        """The connection, for one who reads what was written here.

        Raises `FileProblem`: "file_busy" where a write takes long, "replaced" where something else has been
        written over the file.
        """
        with self._held(patience):
            stamp = _stamp(self.path)
            if stamp is not None and _same_file(stamp, self._stamp) and stamp != self._stamp:
                self._connect_anew(stamp)
            with _patient(self._connection, patience):
                self._see_whether_ours()
                yield self._connection

    def contents(self, patience: float = _PATIENCE_S) -> tuple[list[Entry], State]:
        """Journal and tables of the file that lies there now, which is written to from now on.

        It has to be the same workshop; until `last` is set to the end of this journal, nothing is written.
        Raises `FileProblem`.
        """
        with self._reading_what_is_there(patience) as connection:
            return list(entries(connection)), State(read_tables(connection))

    def news(self, patience: float = _PATIENCE_S) -> list[Entry]:
        """Of that journal only what comes after the last entry known here; nothing where that is missing."""
        with self._reading_what_is_there(patience) as connection:
            after = "WHERE rowid > (SELECT rowid FROM journal WHERE id = ?) ORDER BY rowid"
            return list(map(entry_of, connection.execute(f"{SELECT_JOURNAL} {after}", (self.last,))))

    @contextmanager
    def _reading_what_is_there(self, patience: float) -> Iterator[sqlite3.Connection]:
        with self._held(patience), as_problem():
            stamp = _stamp(self.path)
            if stamp is None:
                raise FileProblem("missing", exit_code=4)
            if stamp != self._stamp or self._doubtful:
                self._connect_anew(stamp)
            with _patient(self._connection, patience), _transaction(self._connection):
                yield self._connection

    def is_same(self, path: Path) -> bool:
        """Whether a file is this workshop too, or a copy of it. Raises `FileProblem`."""
        with as_problem(), closing(connect(path, writable=False)) as other:
            schema.demand(other)
            return _doc_id(other) == self.doc_id

    def moved_to(self) -> Path | None:
        """The workshop file of the same folder that is the one opened here, by another name."""
        suffix = self.path.suffix
        with suppress(OSError):
            beside = [path for path in self.path.parent.iterdir() if path.suffix == suffix]
            return next((path for path in beside if _same_file(_stamp(path), self._stamp)), None)
        return None

    def close(self) -> None:
        """Let go of the file; a write that hangs keeps it until it ends."""
        self._closed = True
        if self._lock.acquire(timeout=_CLOSING_S):
            self._connection.close()
            self._lock.release()

    @contextmanager
    def _held(self, patience: float = -1) -> Iterator[sqlite3.Connection]:
        """The connection is used by one thread at a time; the last one closes it."""
        if not self._lock.acquire(timeout=patience):
            raise FileProblem("file_busy", exit_code=4)
        try:
            yield self._connection
        finally:
            if self._closed:
                self._connection.close()
            self._lock.release()

    def _find_again(self) -> None:
        """Go on by oneself where the file was gone and is back, just as it was left."""
        stamp = _stamp(self.path)
        if stamp is None:
            self._doubtful = True
            raise FileProblem("missing", exit_code=4)
        if self._doubtful or not _same_file(stamp, self._stamp):
            self._see_whether_as_left()
            self._connect_anew(stamp, as_left=True)
        elif stamp != self._stamp:
            # Written to by others, in whatever way: nothing read before counts any more.
            self._connect_anew(stamp)

    def _see_whether_as_left(self) -> None:
        """Look at another file in the place of ours without writing to it. Raises `FileProblem`."""
        try:
            with as_problem(), closing(connect(self.path, writable=False)) as other:
                if _doc_id(other) != self.doc_id or not self._is_known(_last(other)):
                    raise FileProblem("replaced", exit_code=4)
        except FileProblem as error:
            # A write that broke off, perhaps our own, is taken back when the file is opened to write.
            if error.key != "unfinished":
                raise

    def _connect_anew(self, stamp: _Stamp, *, as_left: bool = False) -> None:
        with as_problem():
            new = connect(self.path, writable=True)
            try:
                known = new.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
                if known:
                    schema.demand(new)
                if not known or _doc_id(new) != self.doc_id or (as_left and not self._is_known(_last(new))):
                    raise FileProblem("replaced", exit_code=4)
            except BaseException:
                new.close()
                raise
        self._connection.close()
        self._connection, self._stamp, self._doubtful = new, stamp, False

    def _is_known(self, last: Id, own: Collection[Id] = ()) -> bool:
        """Whether a file that ends with this entry ends with one of ours."""
        return last == self.last or last in own or last in self._tried

    def _see_who_wrote(self) -> None:
        """The file ends with another entry. Raises `Overtaken` where it holds ours too, else "replaced"."""
        if self.last and not _has(self._connection, self.last):
            raise FileProblem("replaced", exit_code=4)
        raise Overtaken

    def _see_whether_ours(self) -> None:
        with as_problem():
            if self.last and not _has(self._connection, self.last):
                raise FileProblem("replaced", exit_code=4)

    def _note_own_writing(self) -> None:
        stamp = _stamp(self.path)
        if _same_file(stamp, self._stamp):
            self._stamp = stamp

    def _problem(self, error: sqlite3.Error) -> FileProblem:
        code = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF in _LOST or code == sqlite3.SQLITE_READONLY_DBMOVED:
            self._doubtful = True
        return problem(error)


def write_into(connection: sqlite3.Connection, puts: Sequence[Put]) -> None:
    """Write puts into a file that nobody else knows, such as a new one. sqlite3 raises where that fails."""
    with _transaction(connection, "IMMEDIATE"):
        _write(connection, puts)


def _write(connection: sqlite3.Connection, puts: Sequence[Put]) -> None:
    run = connection.execute
    if sum(len(put.records) for put in puts) > 1:
        # One record may name another that comes after it.
        run("PRAGMA defer_foreign_keys = ON")
    for put in puts:
        for row in put.journal:
            run(INSERT_JOURNAL, row)
        for table, row in put.records:
            run(PUT[table], row)
        photos.insert(connection, put.pictures)


def _write_missing(connection: sqlite3.Connection, puts: Sequence[Put]) -> None:
    """Write what is not there yet; what is must not be written over what came after it."""
    missing = [put for put in puts if not _has(connection, put.journal[-1][0])]
    if len(missing) < len(puts):
        # A commit that failed may not be on the disk for good; one that writes anything brings it there.
        connection.execute("UPDATE document SET value = value WHERE name = 'doc_id'")
    _write(connection, missing)


@contextmanager
def _transaction(connection: sqlite3.Connection, kind: str = "") -> Iterator[None]:
    run = connection.execute
    run(f"BEGIN {kind}")
    try:
        yield
        run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise


@contextmanager
def _patient(connection: sqlite3.Connection, patience: float) -> Iterator[None]:
    """Wait no longer than that for other programs."""
    usual = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout = {min(usual, round(patience * 1000))}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


def _has(connection: sqlite3.Connection, id: Id) -> bool:
    return connection.execute("SELECT 1 FROM journal WHERE id = ?", (id,)).fetchone() is not None


def _last(connection: sqlite3.Connection) -> Id:
    row = connection.execute(_LAST).fetchone()
    return str(row[0]) if row else ""


def _doc_id(connection: sqlite3.Connection) -> Id:
    row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    return str(row[0]) if row else ""


def _stamp(path: Path) -> _Stamp | None:
    """What tells a file from another one of the same name, or from what it was; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a str path costs less, and this is asked at each write
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _same_file(one: _Stamp | None, other: _Stamp | None) -> bool:
    """Whether both are the same file, whatever was written to it between."""
    return one is not None and other is not None and one[:2] == other[:2]
