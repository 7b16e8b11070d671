"""Looking at a workshop file and connecting to it."""

from __future__ import annotations

import errno
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import FileProblem
from . import schema
from .trouble import problem

_HEADER = b"SQLite format 3\x00"
HEAD = 100
"""Bytes of the header of a SQLite file."""
WAL = 2
"""What the bytes for reading and writing say in the header of a file in WAL mode."""
_ENOUGH = 1 << 20
"""So many bytes without content at the beginning of a file are a file without content."""


def inspect(path: Path) -> bytes:
    """The header of a workshop file, read without SQLite. Raises the `FileProblem` that it shows.

    Not for a file that this process has open for writing: closing it would drop SQLite's locks.
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


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection as decided for workshop files; sqlite3 raises where the file cannot be opened."""
    mode = "rw" if writable else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=2.0)
    try:
        for pragma in (
            "trusted_schema = OFF",
            "foreign_keys = ON",
            "synchronous = EXTRA",
            "locking_mode = NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if writable:
            connection.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def as_problem(key: str | None = None) -> Iterator[None]:
    """Turn what SQLite and the system raise into a `FileProblem`.

    With a key it is one of writing, and the system's errors have this key; else it is one of reading.
    """
    try:
        yield
    except sqlite3.Error as error:
        found = problem(error)
        if key is None and getattr(error, "sqlite_errorcode", None) is None:
            found = FileProblem("damaged", exit_code=1)  # text that is no UTF-8 has no code
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


def version_of(head: bytes) -> int:
    """How many migrations a SQLite file with this header has seen."""
    return int.from_bytes(head[60:64], "big")
