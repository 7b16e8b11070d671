"""The file behind an open workshop: what others do to it is noticed, nothing of theirs is written over."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.examples import entry, made, new_file
from tests.storage.kept import held, older_copy, wait_for
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Group, Id
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.document import Document, Overtaken, Put
from werkstatt_desktop.storage.medium import put_of
from werkstatt_desktop.storage.opening import connect


def put(n: int | str) -> Put:
    """Another name for the same group, all of the same length."""
    change = Change("groups", "g1", {}, {"name": f"{n}"})
    return put_of(
        [replace(entry(f"e{n}", 5, made("x", change)), at="then")], [("groups", Group(id="g1", name=f"{n}"))]
    )


def open_document(path: Path) -> Document:
    connection = connect(path, writable=True)
    row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    return Document(connection, path, row[0])


@pytest.fixture
def tmp_path(memory: Path) -> Path:
    return memory


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    found = open_document(path)
    yield found
    found.close()


def ids(path: Path) -> list[Id]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM journal ORDER BY rowid")][1:]


def impatient(document: Document) -> Document:
    document._connection.execute("PRAGMA busy_timeout = 20")
    return document


def trouble(document: Document, n: int | str) -> str:
    with pytest.raises(FileProblem) as raised:
        document.write([put(n)])
    assert not document._connection.in_transaction
    return raised.value.key


def add(path: Path, n: int | str) -> None:
    """Somebody else writes into the file."""
    with closing(open_document(path)) as other:
        other.write([put(n)])


# --- Written to by others


def test_overtaken(document: Document, path: Path) -> None:
    """Where somebody else has added to the file, nothing is written, and it is said, as often as asked."""
    document.write([put(1)])
    add(path, 2)
    for step in (document.look, lambda: document.write([put(3)]), document.look):
        with pytest.raises(Overtaken):
            step()
    assert ids(path) == ["e1", "e2"]
    theirs, there = document.contents()
    assert [e.id for e in theirs][1:] == ["e1", "e2"]
    group = there.get(Group, "g1")
    assert group is not None
    assert group.name == "2"
    with pytest.raises(Overtaken):
        document.write([put(3)])
    document.last = "e2"
    document.write([put(3)])
    document.look()
    assert ids(path) == ["e1", "e2", "e3"]


def test_own_commit_without_a_word(document: Document, path: Path) -> None:
    """What is in the file though its commit was reported as failed is known as our own."""
    document.write([put(1)])
    before = document.last
    document.write([put(2), put(3)])
    document.last = before
    document.write([put(2), put(3), put(4)])
    assert ids(path) == ["e1", "e2", "e3", "e4"]


def test_touched(document: Document, path: Path) -> None:
    """A file whose date alone was changed is written on."""
    document.write([put(1)])
    os.utime(path, (1, 1))
    document.look()
    os.utime(path, (2, 2))
    document.write([put(2)])
    assert ids(path) == ["e1", "e2"]


def test_busy(document: Document, path: Path) -> None:
    """A file that somebody writes to just now is busy; afterwards it is written."""
    impatient(document)
    for how in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
        with held(path, how):
            assert trouble(document, 1) == "file_busy"
    document.write([put(1)])
    assert ids(path) == ["e1"]


# --- Another file in the place


def test_away_and_back(document: Document, path: Path) -> None:
    """A file that was moved away is missing, is known by its new name, and is written on when it is back."""
    document.write([put(1)])
    away = path.rename(path.with_name("away.werkstatt"))
    assert trouble(document, 2) == "missing"
    with pytest.raises(FileProblem, match="missing"):
        document.look()
    assert document.moved_to() == away
    assert ids(away) == ["e1"]
    away.rename(path)
    document.look()
    document.write([put(2)])
    assert ids(path) == ["e1", "e2"]


def test_copied_away_and_back(document: Document, path: Path) -> None:
    """A copy of the file just as it was left is gone on with like the file itself."""
    document.write([put(1)])
    copy = older_copy(path)
    path.unlink()
    assert trouble(document, 2) == "missing"
    copy.rename(path)
    document.write([put(2)])
    assert ids(path) == ["e1", "e2"]


@pytest.mark.parametrize("how", ["moved", "copied over"])
def test_older_copy(document: Document, path: Path, how: str) -> None:
    """An older copy in the place of the file is not written to, in whatever way it came there."""
    document.write([put(1)])
    copy = older_copy(path)
    document.write([put(2)])
    before = copy.read_bytes()
    if how == "moved":
        copy.replace(path)
    else:
        shutil.copyfile(copy, path)
    for n in (3, 4):
        assert trouble(document, n) == "replaced"
    with pytest.raises(FileProblem, match="replaced"):
        document.look()
    document.close()
    assert path.read_bytes() == before


def test_newer_copy(document: Document, path: Path) -> None:
    """A copy on which somebody else has worked on is not written to before it was agreed to."""
    document.write([put(1)])
    copy = older_copy(path)
    add(copy, 2)
    copy.replace(path)
    assert trouble(document, 3) == "replaced"
    assert ids(path) == ["e1", "e2"]


@pytest.mark.parametrize("how", ["moved", "copied over"])
def test_another_workshop_in_the_place(document: Document, path: Path, tmp_path: Path, how: str) -> None:
    """Another workshop is neither written to nor read as if it were ours."""
    document.write([put(1)])
    other = new_file(tmp_path / "other.werkstatt")
    before = other.read_bytes()
    if how == "moved":
        other.replace(path)
    else:
        shutil.copyfile(other, path)
    assert trouble(document, 2) == "replaced"
    with suppress(FileProblem), document.reading() as connection:
        assert connection.execute("SELECT id FROM journal WHERE id = 'e1'").fetchone()
    with pytest.raises(FileProblem, match="replaced"):
        document.contents()
    document.close()
    assert path.read_bytes() == before


def test_copy_that_went_another_way(document: Document, path: Path) -> None:
    """A copy with as many steps, of the same length, written over the file is not mixed up with it.

    SQLite alone sees no difference between the two: as many pages, as many changes.
    """
    document.write([put(1)])
    copy = path.with_name("b.werkstatt")
    shutil.copyfile(path, copy)
    add(copy, 3)
    document.write([put(2)])
    before = copy.read_bytes()
    assert before[24:40] == path.read_bytes()[24:40]
    shutil.copyfile(copy, path)
    assert trouble(document, 4) == "replaced"
    document.close()
    assert path.read_bytes() == before


def test_foreign_statements_in_the_place(document: Document, path: Path) -> None:
    """A file into which somebody has put a trigger is not written to any more."""
    document.write([put(1)])
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM cards; END")
    assert trouble(document, 2) == "foreign_statements"
    assert ids(path) == ["e1"]


def test_no_workshop_in_the_place(document: Document, path: Path) -> None:
    """Something that is no workshop at all is left as it is."""
    path.unlink()
    path.write_bytes(b"Einkaufszettel" * 500)
    assert trouble(document, 1) == "damaged"
    assert path.read_bytes() == b"Einkaufszettel" * 500


def half_written(path: Path, folder: Path) -> Path:
    """A copy of a file with the side journal of a write that broke off."""
    copy = folder / path.name
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 2")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE cards SET text = 'half written' || hex(randomblob(3000))")
        for name in (path.name, f"{path.name}-journal"):
            shutil.copyfile(path.with_name(name), folder / name)
        other.execute("ROLLBACK")
    assert b"half written" in copy.read_bytes()
    return copy


def test_stick_pulled_in_the_middle_of_a_write(document: Document, path: Path, tmp_path: Path) -> None:
    """A file that comes back with a write that broke off is put in order and gone on with."""
    document.write([put(1)])
    folder = tmp_path / "stick"
    folder.mkdir()
    half_written(path, folder)
    path.unlink()
    assert trouble(document, 2) == "missing"
    for file in sorted(folder.iterdir(), reverse=True):
        file.rename(path.with_name(file.name))
    document.write([put(2)])
    assert ids(path) == ["e1", "e2"]
    assert files.check(path).cards == 4


def test_deleted(document: Document, path: Path) -> None:
    """What was in a file that was deleted can still be read."""
    document.write([put(1)])
    path.unlink()
    assert trouble(document, 2) == "missing"
    with document.reading() as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (2,)
    assert document.moved_to() is None


# --- One thread waits for another


def test_reader_does_not_wait_for_a_slow_write(document: Document, path: Path) -> None:
    """While a write takes its time one who reads is sent away soon."""
    with held(path):
        thread = threading.Thread(target=trouble, args=(document, 1))
        thread.start()
        wait_for(document._lock.locked)
        start = time.monotonic()
        with pytest.raises(FileProblem, match="file_busy"), document.reading(0.05):
            pass
        assert time.monotonic() - start < 0.5
        thread.join()
    with document.reading(0.05) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_reader_does_not_wait_for_another_program(document: Document, path: Path) -> None:
    """The same where another program has the file for itself; writing is as patient as before."""
    with held(path, "BEGIN EXCLUSIVE"):
        start = time.monotonic()
        with pytest.raises(FileProblem, match="file_busy"), document.reading(0.05):
            pass
        assert time.monotonic() - start < 0.5
    assert document._connection.execute("PRAGMA busy_timeout").fetchone() == (2000,)


def test_closed_while_a_write_hangs(document: Document, path: Path) -> None:
    """Closing does not wait for a write that hangs; who comes out of it closes the file."""
    document._connection.execute("PRAGMA busy_timeout = 20000")
    written: list[bool] = []

    def write() -> None:
        document.write([put(1)])
        written.append(True)

    with held(path):
        thread = threading.Thread(target=write)
        thread.start()
        wait_for(document._lock.locked)
        start = time.monotonic()
        document.close()
        assert time.monotonic() - start < 3
    thread.join()
    assert written == [True]
    assert ids(path) == ["e1"]
    with pytest.raises(sqlite3.ProgrammingError):
        document._connection.execute("SELECT 1")
