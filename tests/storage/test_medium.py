"""Puts reach the disk in the order in which they were made."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.examples import entry, made
from tests.storage.kept import wait_for
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Group
from werkstatt_desktop.storage import recorder, waiting
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


def test_nothing_is_written_while_it_is_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the medium is held nothing goes into the file; it is not held while a write is under way."""
    monkeypatch.setattr(waiting, "RETRY_S", 0.02)
    monkeypatch.setattr(waiting, "LOOK_S", 0.02)
    with closing(connect(path, writable=True)) as connection:
        document = Document(connection, path, "doc")
        medium = Medium(document)
        medium.start(lambda: None)
        with document._lock:
            medium.put(put(2))
            wait_for(lambda: medium._second._storing)
            with pytest.raises(FileProblem, match="file_busy"), medium.held(0.05):
                pass
        assert medium.flush(5.0)
        with medium.held(5.0):
            medium.put(put(3))
            time.sleep(0.2)
            assert document.last == "e2"
        assert medium.flush(5.0)
        assert document.last == "e3"
        assert medium.end()


def test_file_keeps_up_with_a_slow_recorder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the recorder is never at rest, what it has taken goes into the file all the same."""
    monkeypatch.setattr(recorder, "_sync", lambda _: time.sleep(0.005))
    with closing(connect(path, writable=True)) as connection:
        kept = recorder.Recorder(tmp_path / "recorder", "doc", path)
        medium = Medium(Document(connection, path, "doc"), kept)
        medium.start(lambda: None)
        longest, until, n = 0.0, time.monotonic() + 0.7, 1
        while time.monotonic() < until:
            n += 1
            medium.put(put(n))
            longest = max(longest, medium.safety.seconds)
            time.sleep(0.001)
        assert medium.flush(5.0)
        assert longest < 0.35
        assert medium.end()


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
