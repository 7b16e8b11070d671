"""Puts reach the disk in the order in which they were made."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.examples import entry, made
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.records import Group
from werkstatt_desktop.storage.document import Document, Put
from werkstatt_desktop.storage.medium import Medium, put_of, waiting_rows
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.trouble import problem


def put(n: int) -> Put:
    """The n-th change of the same group's name."""
    change = Change("groups", "g1", {}, {"name": f"{n}"})
    return put_of(
        [replace(entry(f"e{n}", n, made("x", change)), at=f"at {n}")],
        [("groups", Group(id="g1", name=f"{n}"))],
    )


def test_order_of_puts(path: Path) -> None:
    """What waits is written first things first, and nothing twice; the time of safety follows."""
    with closing(connect(path, writable=True)) as connection, closing(sqlite3.connect(path)) as other:
        connection.execute("PRAGMA busy_timeout = 1")
        medium = Medium(Document(connection, path, "doc"), None, "at first")
        other.execute("BEGIN IMMEDIATE")
        for n in (2, 3, 4):
            medium.put(put(n))
            assert (medium.safety.waiting, medium.safety.at) == (n - 1, "at first")
        assert [row[0] for row in waiting_rows(medium)] == ["e2", "e3", "e4"]
        other.rollback()
        assert medium.flush()
        assert (medium.safety.waiting, medium.safety.at, medium.safety.trouble) == (0, "at 4", None)
        assert medium.flush()
        rows = connection.execute("SELECT id FROM journal ORDER BY rowid").fetchall()
        assert [id for (id,) in rows][1:] == ["e2", "e3", "e4"]
        assert connection.execute("SELECT name FROM groups WHERE id = 'g1'").fetchone() == ("4",)


def test_trouble_in_the_middle(path: Path) -> None:
    """A put that cannot be written keeps those after it waiting; what was before it is safe."""
    with closing(connect(path, writable=True)) as connection:
        medium = Medium(Document(connection, path, "doc"))
        lost = Change("cards", "c", {}, {"text": "x"})
        bad = put_of([replace(entry("bad", 3, made("x", lost)), at="at 3")], [])
        nowhere = ("cards", ("c", 0, "nowhere", "own", None, 0, 0, 0, "", None, "", 0))
        with closing(sqlite3.connect(path)) as other:
            connection.execute("PRAGMA busy_timeout = 1")
            other.execute("BEGIN IMMEDIATE")
            for each in (put(2), replace(bad, records=(nowhere,)), put(4)):
                medium.put(each)
        assert not medium.flush()
        assert (medium.safety.waiting, medium.safety.at) == (2, "at 2")
        assert medium.safety.trouble is not None
        assert not connection.in_transaction
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (2,)


@pytest.mark.parametrize(
    ("code", "key", "exit_code"),
    [
        (sqlite3.SQLITE_FULL, "disk_full", 5),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "file_busy", 4),
        (sqlite3.SQLITE_LOCKED, "file_busy", 4),
        (sqlite3.SQLITE_READONLY_DBMOVED, "missing", 4),
        (sqlite3.SQLITE_READONLY_ROLLBACK, "unfinished", 4),
        (sqlite3.SQLITE_READONLY, "file_not_writable", 5),
        (sqlite3.SQLITE_PERM, "file_not_writable", 5),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged", 1),
        (sqlite3.SQLITE_NOTADB, "damaged", 1),
        (sqlite3.SQLITE_IOERR_WRITE, "cannot_write", 5),
        (sqlite3.SQLITE_CANTOPEN, "cannot_write", 5),
    ],
)
def test_problems(code: int, key: str, exit_code: int) -> None:
    """What SQLite says, in words that a person can act on."""
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    found = problem(error)
    assert (found.key, found.exit_code) == (key, exit_code)
