"""Older files are brought up to date, all of it or nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.storage.conftest import Open
from tests.storage.make_golden import contents, golden
from werkstatt_desktop.domain.edits import Change, Edit, Entry
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import TABLES, Group
from werkstatt_desktop.domain.state import base_edit, change
from werkstatt_desktop.storage import files, schema
from werkstatt_desktop.storage.migrations import migrate, migrations
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.rows import INSERT_JOURNAL, entry_row

FIRST, EXPECTED = golden(1)
NEXT = {
    1: "create_erased",
    2: "create_links_and_photos",
    3: "create_people_votes_and_measures",
    4: "create_paper",
}
"""The migration that comes after each version."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A workshop that a program of the first version left."""
    return Path(shutil.copy(FIRST, tmp_path / "Essen.werkstatt"))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def sql_of(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
    ).fetchall()


def made_by(version: int, path: Path) -> sqlite3.Connection:
    """A new file such as a version made."""
    connection = sqlite3.connect(path, isolation_level=None)
    database = Database(connection, recursive_triggers=False, strict=True)
    migrations.apply(database, stop_before=NEXT.get(version))
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


@pytest.mark.parametrize("number", range(1, schema.VERSION + 1))
def test_versions_are_for_ever(tmp_path: Path, number: int) -> None:
    """The migrations make what they made when they were released, to the letter."""
    with closing(made_by(number, tmp_path / "new")) as connection:
        schema.demand(connection, number)
        if number == 1:
            with closing(sqlite3.connect(FIRST)) as released:
                assert sql_of(connection) == sql_of(released)


def test_old_file(old: Path, opened: Open) -> None:
    """It is of this version then, with everything that was in it, and sound."""
    store = opened(old, "1" * 32)
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    found = json.loads(json.dumps(contents(store)))
    here, there = found.pop("tables"), expected.pop("tables")
    assert found.pop("pictures") == {}
    assert found == expected
    for table, rows in here.items():
        # What came later has its usual value.
        usual = {f.name: f.default for f in fields(TABLES[table])}
        assert rows == {id: usual | row for id, row in there.get(table, {}).items()}
    store.close()
    assert version(old) == schema.VERSION
    with closing(connect(old, writable=False)) as connection:
        schema.demand(connection)
    assert files.check(old).tables == ()
    assert [rest.name for rest in old.parent.iterdir()] == [old.name]


def test_reading_leaves_an_old_file_old(old: Path) -> None:
    """What only reads brings a copy up to date."""
    before = old.read_bytes()
    assert read(old).doc_id
    assert old.read_bytes() == before


def broken_reference(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE cards SET group_id = 'nowhere' WHERE id = 'c1'")


def other_table(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE cards DROP COLUMN explanation")


def trigger(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM cards; END")


@pytest.mark.parametrize("hurt", [broken_reference, other_table, trigger])
def test_old_file_that_is_not_sound(old: Path, hurt: object) -> None:
    """It is refused and stays what it was, byte for byte."""
    assert callable(hurt)
    with closing(sqlite3.connect(old)) as connection:
        hurt(connection)
        connection.commit()
    before = old.read_bytes()
    with pytest.raises(FileProblem) as problem:
        migrate(old)
    assert problem.value.exit_code == 1
    assert old.read_bytes() == before
    assert version(old) == 1


def test_newer_file(old: Path) -> None:
    """A file of a version to come is refused and stays what it was."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = old.read_bytes()
    with pytest.raises(FileProblem) as problem:
        files.open_store(old, device="a")
    assert (problem.value.key, problem.value.exit_code) == ("newer", 3)
    assert old.read_bytes() == before


KILLED = """
import os, sys
from pathlib import Path
from werkstatt_desktop.storage import migrations
place, path = sys.argv[1], Path(sys.argv[2])
kept = getattr(migrations, place)
def die(*arguments):
    kept(*arguments)
    arguments[0].execute("PRAGMA cache_size = 1")
    arguments[0].execute("UPDATE document SET value = value || value")
    os.kill(os.getpid(), 9)
setattr(migrations, place, die)
migrations.migrate(path)
"""


@pytest.mark.parametrize("place", ["_counts", "_settle_anew", "_is_sound"])
def test_killed_on_the_way(old: Path, place: str, opened: Open) -> None:
    """A program that is killed in the middle leaves the old file, and the next one starts anew."""
    done = subprocess.run([sys.executable, "-c", KILLED, place, str(old)], check=False)
    assert done.returncode == -9
    assert version(old) == 1
    store = opened(old, "1" * 32)
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert store.doc_id == expected["doc_id"]
    assert len(store.state.tables["cards"]) == len(expected["tables"]["cards"])


def old_file_of_two(path: Path, *, name: str = "C", whole: bool = True) -> None:
    """A file of the first version in which two devices named a group; the later name counted then."""
    named = [
        Entry(
            f"{n}", n, device, 1, None, "", Edit("x", (Change("groups", "g", {"name": "A"}, {"name": new}),))
        )
        for n, device, new in ((2, "a", "B"), (3, "b", "C"))
    ]
    first = Entry("1", 1, "base", 1, None, "", base_edit("x", [Group(id="g", name="A")]))
    with closing(made_by(1, path)) as connection:
        for entry in (first, *named):
            connection.execute(INSERT_JOURNAL, entry_row(entry))
        connection.execute("INSERT INTO groups VALUES ('g', 0, 0, ?, '', '', '')", (name,))
        connection.execute("INSERT INTO document VALUES ('doc_id', 'x')")
        if not whole:
            connection.execute("UPDATE journal SET crc = 0 WHERE id = '2'")


def test_old_file_of_two_devices(tmp_path: Path, opened: Open) -> None:
    """Where two had changed the same field both texts are there now, as the journal means it."""
    path = tmp_path / "w.werkstatt"
    old_file_of_two(path)
    group = opened(path).state.get(Group, "g")
    assert group is not None
    assert group.name == "B / C"
    assert files.check(path).tables == ()


def test_old_file_that_differs_from_its_journal(tmp_path: Path, opened: Open) -> None:
    """What stands in its tables is not overwritten with what an incomplete journal says."""
    path = tmp_path / "w.werkstatt"
    old_file_of_two(path, name="D")
    group = opened(path).state.get(Group, "g")
    assert group is not None
    assert group.name == "D"
    assert files.check(path).tables == ("groups",)


def test_old_file_with_a_damaged_journal(tmp_path: Path, opened: Open) -> None:
    """It can be opened as before; what is wrong with it is for the check to say."""
    path = tmp_path / "w.werkstatt"
    old_file_of_two(path, whole=False)
    group = opened(path).state.get(Group, "g")
    assert group is not None
    assert group.name == "C"
    with pytest.raises(FileProblem) as problem:
        files.check(path)
    assert problem.value.key == "damaged"


def test_edit_of_an_old_file(old: Path, opened: Open) -> None:
    """Steps that an old program took are taken back as they were."""
    store = opened(old, "1" * 32)
    verb = store.undo_verb
    assert verb is not None
    assert store.undo() == verb
    assert change(None, Group(id="g")).before == {"gone": True}
