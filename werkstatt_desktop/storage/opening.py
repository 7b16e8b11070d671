"""Looking at a workshop file and connecting to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import FileProblem
from . import schema
from .medium import problem

_HEADER = b"SQLite format 3\x00"
HEAD = 100
"""Bytes of the header of a SQLite file."""


def inspect(path: Path) -> None:
    """Look at a file without SQLite. Raises the `FileProblem` that its first bytes show."""
    try:
        if path.exists() and not path.is_file():
            raise FileProblem("not_a_workshop", exit_code=2)
        with path.open("rb") as file:
            head = file.read(HEAD)
            if head and not head.strip(b"\x00"):
                rest = any(chunk.strip(b"\x00") for chunk in iter(lambda: file.read(1 << 16), b""))
                raise FileProblem("damaged" if not rest else "not_a_workshop", exit_code=1 if not rest else 2)
    except FileNotFoundError as error:
        raise FileProblem("missing", exit_code=4) from error
    except OSError as error:
        raise FileProblem("unreadable", exit_code=4) from error
    if not head:
        raise FileProblem("empty_file", exit_code=1)
    if not head.startswith(_HEADER):
        raise FileProblem("not_a_workshop", exit_code=2)
    if len(head) < HEAD:
        raise FileProblem("damaged", exit_code=1)
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise FileProblem("not_a_workshop", exit_code=2)
    if int.from_bytes(head[60:64], "big") > schema.VERSION:
        raise FileProblem("newer", exit_code=3)


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection as decided for workshop files; sqlite3 raises where the file cannot be opened."""
    mode = "rw" if writable else "ro"
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=2.0)
    for pragma in (
        "trusted_schema = OFF",
        "foreign_keys = ON",
        "synchronous = EXTRA",
        "locking_mode = NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if writable:
        connection.execute("PRAGMA journal_mode = DELETE")
    return connection


@contextmanager
def as_problem(key: str | None = None) -> Iterator[None]:
    """Turn what SQLite and the system raise into a `FileProblem`, of this key for the system's errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise problem(error) from error
    except KeyError as error:
        raise FileProblem("damaged", exit_code=1) from error
    except OSError as error:
        raise FileProblem(key or "unreadable", exit_code=5 if key else 4) from error


def version_of(path: Path) -> int:
    """How many migrations a SQLite file has seen."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")
