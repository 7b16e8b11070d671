"""Wrong ways of writing, put on a program from outside; each of them a rig must notice."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

OFF, WAL, FULL = "synchronous off", "wal, synchronous normal", "delete, synchronous full"
EARLY = "told before it is done"
UNSYNCED = "recorder not synced"
"""Nothing but the recorder uses Python's fdatasync; SQLite has its own."""

_PRAGMAS = {
    OFF: ("PRAGMA synchronous = OFF",),
    WAL: ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"),
    FULL: ("PRAGMA synchronous = FULL",),
}


def put_on(wrong: str) -> None:
    """Do it this way from now on. To be called before anything of the program is imported."""
    if wrong in _PRAGMAS:
        _connect_so(_PRAGMAS[wrong])
    elif wrong == UNSYNCED:
        os.fdatasync = lambda _: None  # type: ignore[assignment]
    elif wrong not in ("", EARLY):
        raise ValueError(wrong)


def _connect_so(pragmas: tuple[str, ...]) -> None:
    """Give connections these settings before each transaction, whatever the program has set and read back."""
    real = sqlite3.connect

    def connect(
        *arguments: Any, factory: type[sqlite3.Connection] = sqlite3.Connection, **options: Any
    ) -> sqlite3.Connection:
        def execute(self: sqlite3.Connection, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql.startswith("BEGIN IMMEDIATE"):
                for pragma in pragmas:
                    factory.execute(self, pragma).fetchall()
            return factory.execute(self, sql, *values)

        return real(*arguments, factory=type("Wrong", (factory,), {"execute": execute}), **options)

    sqlite3.connect = connect  # type: ignore[assignment]
