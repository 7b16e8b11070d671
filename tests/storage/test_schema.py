"""The structure of the file: what the migrations make is what opening expects."""

import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.examples import new_file
from tests.storage.crafting import changed
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import FIELDS
from werkstatt_desktop.storage import files, limits, migrations, opening, schema
from werkstatt_desktop.storage.migrations import migrate
from werkstatt_desktop.storage.opening import connect


def test_migrations_make_the_schema(tmp_path: Path) -> None:
    """A file made by all migrations has every table, column, key and index that is expected, and no more."""
    path = tmp_path / "w.werkstatt"
    path.touch()
    migrate(path)
    with closing(connect(path, writable=False)) as connection:
        schema.demand(connection)
        here = schema.actual(connection)
        more = {name for name in here if name not in schema.wanted() and not name.startswith("sqlite_")}
        assert more == {"_sqlite_migrations"}
        assert {name: here[name] for name in schema.wanted()} == schema.wanted()
        assert all(set(here[name].columns) == set(columns) for name, columns in FIELDS.items())


def test_version_is_the_number_of_migrations(path: Path) -> None:
    """The version in the file is how many migrations were applied, and the names of them stand beside it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        names = [m.name for m in migrations.migrations.pending(Database(connection))]
    assert len(names) == schema.VERSION
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        rows = connection.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
    assert rows == [("werkstatt", name) for name in names]


def test_migrating_twice(path: Path) -> None:
    """A file that is up to date stays as it is."""
    before = path.read_bytes()
    migrate(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (schema.VERSION,)
        assert connection.execute("SELECT count(*) FROM cards").fetchone() == (4,)
    assert len(path.read_bytes()) == len(before)


@pytest.mark.parametrize("writable", [True, False])
def test_settings_of_a_connection(path: Path, writable: bool) -> None:
    """Every connection is as decided for workshop files."""
    with closing(connect(path, writable=writable)) as connection:
        wanted = {
            "journal_mode": "delete",
            "synchronous": 3,
            "locking_mode": "normal",
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "mmap_size": 0,
            "secure_delete": 1,
            "temp_store": 2,
        }
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        assert found == wanted
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 1
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == limits.ENTRY_BYTES
        if sys.version_info >= (3, 12):
            assert connection.getconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)


def test_setting_that_is_not_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a connection does not do as it is told, the file is not opened: nothing would be safe."""
    monkeypatch.setitem(opening._SETTINGS, "synchronous", ("NORMAL", 3))
    with pytest.raises(FileProblem) as problem:
        connect(path, writable=True)
    assert problem.value.key == "unreadable"


def test_endless_work_is_stopped(path: Path) -> None:
    """No statement goes on for ever."""
    endless = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT max(n) FROM n"
    with (
        closing(connect(path, writable=False)) as connection,
        pytest.raises(sqlite3.OperationalError) as error,
    ):
        connection.execute(endless).fetchone()
    assert error.value.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT


def test_copies_and_migrations_are_possible(path: Path, tmp_path: Path) -> None:
    """What a connection forbids is nothing that we need: VACUUM INTO, a copy to compare with, new tables."""
    copy = tmp_path / "copy.werkstatt"
    with closing(connect(path, writable=True)) as connection:
        connection.execute("VACUUM INTO ?", (copy.as_uri(),))
        connection.execute("ATTACH ? AS copy", (copy.as_uri(),))
        counts = [
            connection.execute(f"SELECT count(*) FROM {db}.cards").fetchone() for db in ("main", "copy")
        ]
        assert counts[0] == counts[1] == (4,)
        connection.execute("DETACH copy")
        connection.execute("VACUUM")
        Database(connection, execute_plugins=False).table("cards").transform(rename={"written": "n"})
        connection.execute("SELECT n FROM cards").fetchone()


LATER: dict[str, Callable[[Database], object]] = {
    "index": lambda db: db.table("cards").create_index(["text"]),
    "column": lambda db: db.table("cards").add_column("votes", int, not_null_default=0),
    "column with a text": lambda db: db.table("cards").add_column("note", str, not_null_default="it's \" so"),
    "column below zero": lambda db: db.table("cards").add_column("votes", int, not_null_default=-1),
    "column that may be empty": lambda db: db.table("cards").add_column("seen_id", str, fk="groups"),
    "table made anew": lambda db: db.table("cards").transform(types={"written": float}),
    "default": lambda db: db.table("cards").transform(defaults={"rank": 1.5}),
    "statistics": lambda db: db.analyze(),
}


@pytest.mark.parametrize("what", LATER)
def test_what_sqlite_utils_makes_is_plain(path: Path, what: str) -> None:
    """Whatever a later version adds with sqlite-utils is not taken for foreign statements."""
    with closing(sqlite3.connect(path)) as connection:
        LATER[what](Database(connection, execute_plugins=False, strict=True))
        connection.commit()
    with closing(connect(path, writable=False)) as connection:
        schema.demand_plain(connection)


LOST: dict[str, str] = {
    "table": "DROP TABLE parked",
    "index": "DROP INDEX idx_journal_device_number",
    "column": "ALTER TABLE parked DROP COLUMN answer",
    "name of a column": "ALTER TABLE parked RENAME answer TO reply",
}


@pytest.mark.parametrize("what", LOST)
def test_structure_that_lacks_something_is_damaged(path: Path, what: str) -> None:
    """What is missing or different is damage, not a foreign statement."""
    changed(path, LOST[what])
    with closing(connect(path, writable=False)) as connection, pytest.raises(FileProblem) as problem:
        schema.demand(connection)
    assert problem.value.key == "damaged"


def test_identity_is_in_an_index(path: Path) -> None:
    """One letter of the identity that is hurt is found, in the table or in its index."""
    with closing(connect(path, writable=False)) as connection:
        (doc_id,) = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    before = path.read_bytes()
    places = [found.start() for found in re.finditer(doc_id.encode(), before)]
    assert len(places) == 2
    for place in places:
        file = bytearray(before)
        file[place + 3] ^= 1
        path.write_bytes(file)
        with pytest.raises(FileProblem) as problem:
            files.check(path)
        assert problem.value.key == "damaged"


def test_no_triggers_or_views(tmp_path: Path) -> None:
    """The file holds tables and indexes, nothing that acts by itself."""
    with closing(sqlite3.connect(new_file(tmp_path / "w.werkstatt"))) as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT type FROM sqlite_schema")}
    assert kinds == {"table", "index"}
