"""A file that SQLite has open here is opened by no other means, so that its locks stay."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import files, schema
from werkstatt_desktop.storage.connected import Connection, apart
from werkstatt_desktop.storage.opening import connect, inspect
from werkstatt_desktop.storage.reading import check, read
from werkstatt_desktop.storage.summaries import summary

ASK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError:
    print("locked")
else:
    print("free")
"""


def seen_from_outside(path: Path) -> str:
    """Whether another program finds the file locked."""
    run = subprocess.run([sys.executable, "-c", ASK, str(path)], capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.fixture
def writing(path: Path) -> Iterator[Connection]:
    """A connection in the middle of a change."""
    with closing(connect(path, writable=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO document (name, value) VALUES ('half', 'done')")
        yield connection
        connection.execute("ROLLBACK")


def other_name(path: Path) -> Path:
    name = path.with_name("other.werkstatt")
    name.hardlink_to(path)
    return name


LOOKS: dict[str, Callable[[Path], object]] = {
    "header": inspect,
    "read": read,
    "journal": lambda path: read(path, journal=True),
    "check": check,
    "start page": summary,
    "hard link": lambda path: read(other_name(path)),
    "opened twice": lambda path: files.open_store(path, device="b").close(),
}


@pytest.mark.parametrize("look", LOOKS)
def test_locks_stay(path: Path, writing: Connection, look: str) -> None:
    """Whatever looks at a file while a change is under way, others go on to find it locked."""
    assert seen_from_outside(path) == "locked"
    LOOKS[look](path)
    assert seen_from_outside(path) == "locked"


@pytest.mark.skipif(sys.platform == "win32", reason="locks belong to handles there")
def test_locks_would_go(path: Path, writing: Connection) -> None:
    """Opened and closed by other means, the file would be free for others: what the tests above rely on."""
    assert seen_from_outside(path) == "locked"
    path.read_bytes()
    assert seen_from_outside(path) == "free"


def test_what_is_said_is_the_same(path: Path) -> None:
    """An open file has the same header as a closed one, in what is asked of it."""
    before = inspect(path)
    with closing(connect(path, writable=True)):
        now = inspect(path)
    assert [now[:16], now[60:64], now[68:72], len(now)] == [before[:16], before[60:64], before[68:72], 100]


def test_foreign_file_that_is_open(tmp_path: Path) -> None:
    """Another program's file is none of ours, also while SQLite has it open here."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with closing(connect(path, writable=True)), pytest.raises(FileProblem) as problem:
        inspect(path)
    assert problem.value.key == "not_a_workshop"


def test_closed_again(path: Path) -> None:
    """A file may be opened by other means before SQLite has it open, and afterwards."""
    with apart(path) as free:
        assert free
    connection = connect(path, writable=True)
    with apart(path) as free:
        assert not free
    connection.close()
    with apart(path) as free:
        assert free


def test_who_connects_waits_for_who_looks(path: Path) -> None:
    """While a file is looked at by other means, nobody begins to use a new connection to it."""
    order: list[str] = []

    def use() -> None:
        with closing(connect(path, writable=True)):
            order.append("connected")

    with apart(path):
        thread = threading.Thread(target=use)
        thread.start()
        thread.join(0.2)
        order.append("looked")
    thread.join()
    assert order == ["looked", "connected"]


def test_no_copy_of_a_file_that_is_open(path: Path) -> None:
    """A file that is just being brought up to date here is busy for those who would need a copy of it."""
    with closing(connect(path, writable=True)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
        with pytest.raises(FileProblem) as problem:
            read(path)
    assert problem.value.key == "file_busy"
    assert [p.name for p in path.parent.iterdir()] == [path.name]
