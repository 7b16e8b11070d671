"""How the tables of a workshop file came to be; append only.

`PRAGMA user_version` is the number of migrations applied and is what opening reads; sqlite-utils
keeps their names beside it. This module imports sqlite-utils and is itself imported only when a
file is made or brought up to date.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from sqlite_utils import Database, Migrations

from ..domain.records import REFS, TABLES
from .schema import APPLICATION_ID, VERSION

migrations = Migrations("werkstatt")

_COLUMN_TYPES = {
    "str": str,
    "str | None": str,
    "Id": str,
    "Id | None": str,
    "int": int,
    "float": float,
    "bool": int,
}


@migrations()
def create_tables(db: Database) -> None:
    """The records of the first version, the journal, and what the file knows of itself."""
    for name, kind in TABLES.items():
        columns = {f.name: _COLUMN_TYPES[str(f.type)] for f in fields(kind)}
        optional = {f.name for f in fields(kind) if str(f.type).endswith("| None")}
        db.table(name).create(
            columns,
            pk="id",
            not_null=set(columns) - optional - {"id"},
            foreign_keys=[(column, table, "id") for column, table in REFS[name]],
            strict=True,
        )
    journal = {"id": str, "seq": int, "device": str, "number": int, "toggles": str, "at": str, "verb": str}
    db.table("journal").create(
        journal | {"changes": str, "crc": int},
        pk="id",
        not_null={"seq", "device", "number", "at", "verb", "changes", "crc"},
        strict=True,
    )
    db.table("journal").create_index(["seq"])
    db.table("journal").create_index(["device", "number"])
    db.table("document").create({"name": str, "value": str}, pk="name", not_null={"value"}, strict=True)


def migrate(path: Path) -> None:
    """Bring the schema of a file to the newest version; an empty file gets all of it."""
    fresh = path.stat().st_size == 0
    db = Database(path, execute_plugins=False, strict=True)
    try:
        if fresh:
            # Who makes a file syncs it when it is whole, and not after each of its tables.
            db.execute("PRAGMA synchronous = OFF")
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.conn.commit()
    finally:
        db.close()
