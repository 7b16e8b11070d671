"""The structure of the file: what the migrations make is what opening expects."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from tests.examples import new_file
from werkstatt_desktop.domain.records import FIELDS
from werkstatt_desktop.storage import migrations, schema
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


def test_settings_of_a_connection(path: Path) -> None:
    """Every connection is as decided for workshop files."""
    for writable in (True, False):
        with closing(connect(path, writable=writable)) as connection:
            wanted = {
                "journal_mode": "delete",
                "synchronous": 3,
                "locking_mode": "normal",
                "foreign_keys": 1,
                "trusted_schema": 0,
            }
            found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
            assert found == wanted


def test_no_triggers_or_views(tmp_path: Path) -> None:
    """The file holds tables and indexes, nothing that acts by itself."""
    with closing(sqlite3.connect(new_file(tmp_path / "w.werkstatt"))) as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT type FROM sqlite_schema")}
    assert kinds == {"table", "index"}
