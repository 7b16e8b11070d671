"""Looking at a workshop file and connecting to it."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..domain.errors import FileProblem
from . import limits, schema
from .connected import Connection, apart, note
from .trouble import problem

_HEADER = b"SQLite format 3\x00"
HEAD = 100
"""Bytes of the header of a SQLite file."""
WAL = 2
"""What the bytes for reading and writing say in the header of a file in WAL mode."""
_ENOUGH = 1 << 20
"""So many bytes without content at the beginning of a file are a file without content."""

_SETTINGS: dict[str, tuple[str, str | int]] = {
    "trusted_schema": ("OFF", 0),
    "foreign_keys": ("ON", 1),
    "synchronous": ("EXTRA", 3),
    "locking_mode": ("NORMAL", "normal"),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    # Elsewhere a sync reaches the disk itself, not only its cache, without being asked.
    **({"fullfsync": ("ON", 1)} if sys.platform == "darwin" else {}),
}
"""What a connection is told, and what it has to say when it is asked."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: limits.ENTRY_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    # A copy is attached while it is written.
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,
}
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_STEPS = 100_000_000
"""No statement of ours takes as many steps of SQLite's machine; one that does reads a page in circles."""


def inspect(path: Path) -> bytes:
    """The header of a workshop file. Raises the `FileProblem` that it shows.

    It is read without SQLite, except for a file that SQLite has open in this process.
    """
    head = _head(path)
    if not head:
        raise FileProblem("empty_file", exit_code=1)
    if not head.startswith(_HEADER):
        raise FileProblem("not_a_workshop", exit_code=2)
    if len(head) < HEAD:
        raise FileProblem("damaged", exit_code=1)
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise FileProblem("not_a_workshop", exit_code=2)
    if version_of(head) > schema.VERSION:
        raise FileProblem("newer", exit_code=3)
    return head


def _head(path: Path) -> bytes:
    """The header. Raises `FileProblem` where nothing can be read, or nothing but zeros is there."""
    try:
        # A pipe or a device could keep a reader waiting for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileProblem("not_a_workshop", exit_code=2)
        with apart(path) as free:
            if not free:
                return _head_of_open(path)
            with path.open("rb") as file:
                head = file.read(HEAD)
                empty = head and not any(head) and not any(file.read(_ENOUGH))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileProblem("missing", exit_code=4) from error
    except (OSError, ValueError) as error:  # a NUL in the name is a ValueError
        raise FileProblem("unreadable", exit_code=4) from error
    if empty:
        raise FileProblem("damaged", exit_code=1)
    return head


def _head_of_open(path: Path) -> bytes:
    """The header of a file that SQLite has open in this process, with what is asked of it."""
    with as_problem(), closing(connect(path, writable=False)) as connection:
        number: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    head = _HEADER.ljust(60, b"\0") + version.to_bytes(4, "big") + bytes(4)
    return (head + (number & 0xFFFFFFFF).to_bytes(4, "big")).ljust(HEAD, b"\0")


def connect(path: Path, *, writable: bool) -> Connection:
    """A connection as decided for workshop files; sqlite3 raises where the file cannot be opened.

    Raises `FileProblem`: unreadable, where SQLite does not take a setting, for what cannot be synced is not
    to be called safe; foreign_statements, for a journal that means another file. Endless work that a
    hostile file makes is stopped in every statement.
    """
    _refuse_foreign_journal(path)
    mode = "rw" if writable else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=2.0, factory=Connection
    )
    try:
        note(connection, path)
        for category, most in _LIMITS.items():
            connection.setlimit(category, most)
        connection.set_progress_handler(_stop, _STEPS)
        _read_schema(connection)
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        settings = dict(_SETTINGS)
        if writable:
            settings["journal_mode"] = ("DELETE", "delete")
        for name, (value, _) in settings.items():
            connection.execute(f"PRAGMA {name} = {value}")
        for name, (_, wanted) in settings.items():
            # A SQLite that was built without mapped memory has nothing to say of it.
            if (connection.execute(f"PRAGMA {name}").fetchone() or (wanted,))[0] != wanted:
                raise FileProblem("unreadable", exit_code=4)
    except BaseException:
        connection.close()
        raise
    return connection


def beside(path: Path, end: str) -> Path:
    """The file that SQLite keeps beside a workshop file, which may be a link to it."""
    return Path(os.path.realpath(path) + end)


def _refuse_foreign_journal(path: Path) -> None:
    """Raise `FileProblem` where the journal beside a file ends with the name of another file.

    SQLite writes that for a step in several files, which none of ours is, and deletes the file of that
    name, whatever it is, when it takes back what was half done.
    """
    try:
        with beside(path, "-journal").open("rb") as journal:
            journal.seek(-16, os.SEEK_END)
            end = journal.read(16)
    except OSError:
        return
    if end[8:] == _MAGIC and any(end[:4]):
        raise FileProblem("foreign_statements", exit_code=1)


def _read_schema(connection: sqlite3.Connection) -> None:
    """Let SQLite read the structure of the file, for which it needs no functions.

    A computed column in its own table of statistics would be reckoned out while it reads.
    """
    usual = connection.setlimit(sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 0)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 0").fetchone()
    except sqlite3.DatabaseError as error:
        if "too many arguments" in str(error):
            raise FileProblem("foreign_statements", exit_code=1) from error
        raise
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_FUNCTION_ARG, usual)


def _stop() -> bool:
    return True


def demand_sound(connection: sqlite3.Connection) -> None:
    """Raise `FileProblem("damaged")` where a page is used twice or makes no sense.

    Asked before a whole file is copied: the tree of a hostile file can lead in circles, and its copy
    would fill the disk. It takes 30 ms for 20 MB.
    """
    with as_problem():
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise FileProblem("damaged", exit_code=1)


@contextmanager
def as_problem(key: str | None = None) -> Iterator[None]:
    """Turn what SQLite and the system raise into a `FileProblem`.

    With a key it is one of writing, and the system's errors have this key; else it is one of reading.
    """
    try:
        yield
    except sqlite3.Error as error:
        found, code = problem(error), getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT or (key is None and code in (None, sqlite3.SQLITE_ERROR)):
            # Endless work is interrupted, text that is no UTF-8 has no code, a header may say nonsense.
            found = FileProblem("damaged", exit_code=1)
        elif key is None and code == sqlite3.SQLITE_TOOBIG:
            found = limits.too_much_text()
        elif key is None and found.exit_code == 5:
            found = FileProblem("unreadable", exit_code=4)
        elif key is not None and found.key == "cannot_write":
            found = FileProblem(key, exit_code=5)
        raise found from error
    except (KeyError, UnicodeDecodeError) as error:
        # Missing is what another record needs, or SQLite's own complaint quotes bytes that are no UTF-8.
        raise FileProblem("damaged", exit_code=1) from error
    except OSError as error:
        if key is None:
            raise FileProblem("unreadable", exit_code=4) from error
        known = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.ENAMETOOLONG: "name_too_long"}
        raise FileProblem(known.get(error.errno or 0, key), exit_code=5) from error


def demand_whole(path: Path) -> None:
    """Raise `FileProblem("damaged")` for a file into which nothing more may be written: a stick has lied."""
    with as_problem(), closing(connect(path, writable=False)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise FileProblem("damaged", exit_code=1)


def version_of(head: bytes) -> int:
    """How many migrations a SQLite file with this header has seen."""
    return int.from_bytes(head[60:64], "big")
