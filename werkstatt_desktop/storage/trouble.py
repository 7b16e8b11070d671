"""What SQLite complains of, as something a person can act on."""

from __future__ import annotations

import sqlite3

from ..domain.errors import FileProblem


def problem(error: sqlite3.Error) -> FileProblem:
    """What went wrong on the disk."""
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
