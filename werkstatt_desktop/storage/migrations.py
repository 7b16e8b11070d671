"""How the tables of a workshop file came to be; append only.

`PRAGMA user_version` is the number of migrations applied and is what opening reads; sqlite-utils
keeps their names beside it. This module imports sqlite-utils and is itself imported only when a
file is made or brought up to date.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import TABLES, Id, Record
from ..domain.state import fold
from . import limits, rows, schema
from .opening import as_problem, connect
from .schema import APPLICATION_ID, VERSION

migrations = Migrations("werkstatt")

_MERGES_SINCE = 2
"""From this version on merging keeps both texts; the journals of older files mean other tables by that."""

_FIRST = {
    "workshops": "series number title date starts ends place organiser host commissioned_by moderation"
    " protocol_writer occasion goal language from_doc?",
    "programme": "rank:real kind title speaker minutes:int starts_at?",
    "groups": "rank:real name room moderator note_taker",
    "categories": "rank:real role title? question colour symbol",
    "questions": "group_id category_id text",
    "clusters": "group_id heading x:real y:real rank:real",
    "cards": "group_id category_id cluster_id? x:real y:real rank:real text first_text? explanation"
    " written:int",
    "parked": "rank:real kind text answer group_id?",
}
"""The tables of records of the first version. Columns hold text where no type stands; ? may be empty."""
_TYPES = {"": str, "real": float, "int": int}
_NAMED = {
    "group_id": "groups",
    "category_id": "categories",
    "cluster_id": "clusters",
    "card_id": "cards",
    "from_card_id": "cards",
    "to_card_id": "cards",
    "round_id": "rounds",
    "run_off_of": "rounds",
    "result_id": "results",
    "measure_id": "measures",
    "who_id": "participants",
}


def _records(db: Database, table: str, columns: str) -> None:
    """A table of records: what each of them has, and columns of its own."""
    kinds: dict[str, type] = {"id": str, "gone": int}
    optional = {"id"}
    for column in columns.split():
        name, _, kind = column.removesuffix("?").partition(":")
        kinds[name] = _TYPES[kind]
        optional |= {name} if column.endswith("?") else set()
    db.table(table).create(
        kinds,
        pk="id",
        not_null=kinds.keys() - optional,
        foreign_keys=[(name, _NAMED[name], "id") for name in kinds if name in _NAMED],
        strict=True,
    )


@migrations()
def create_tables(db: Database) -> None:
    """The records of the first version, the journal, and what the file knows of itself."""
    for table, columns in _FIRST.items():
        _records(db, table, columns)
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


@migrations()
def create_erased(db: Database) -> None:
    """Which fields of which records were erased for good.

    The identity of the workshop stands in an index as well: where one of the two is hurt, SQLite's own
    check of the file says so.
    """
    _records(db, "erased", "table_name record_id field_name")
    db.table("document").create_index(["value"])


@migrations()
def create_links_and_photos(db: Database) -> None:
    """Marks of cards and themes, second cards, hidden boards; links, photos, and what was declined."""
    # As SQL: sqlite-utils would make a table with a new key to another one again as a whole.
    for table, column in (
        ("groups", "hidden INTEGER NOT NULL DEFAULT 0"),
        ("clusters", "tint TEXT"),
        ("clusters", "folded INTEGER NOT NULL DEFAULT 0"),
        ("clusters", "consensus TEXT NOT NULL DEFAULT 'none'"),
        ("clusters", "dissent INTEGER NOT NULL DEFAULT 0"),
        ("cards", "consensus TEXT NOT NULL DEFAULT 'none'"),
        ("cards", "dissent INTEGER NOT NULL DEFAULT 0"),
        ("cards", "question_mark INTEGER NOT NULL DEFAULT 0"),
        ("cards", "star INTEGER NOT NULL DEFAULT 0"),
        ("cards", "twin_of TEXT REFERENCES cards(id)"),
    ):
        db.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for table in ("groups", "clusters", "cards"):
        # Rows get the new columns on their pages too, where salvaging looks for them.
        db.execute(f'UPDATE "{table}" SET gone = gone')
    _records(db, "links", "from_card_id to_card_id kind")
    _records(db, "photos", "sha256 caption group_id? card_id? x:real y:real width:real rank:real")
    _records(db, "declined", "kind about")
    pictures = {"sha256": str, "bytes": bytes}
    db.table("pictures").create(pictures, pk="sha256", not_null={"bytes"}, strict=True)


@migrations()
def create_people_votes_and_measures(db: Database) -> None:
    """Participants, rounds of voting, common results, measures, what was said at the end, and seals."""
    for table, column in (
        ("workshops", "rules TEXT NOT NULL DEFAULT ''"),
        ("workshops", "next_steps TEXT NOT NULL DEFAULT ''"),
        ("workshops", "next_date TEXT"),
        ("workshops", "distribution TEXT NOT NULL DEFAULT ''"),
        ("programme", "began_at TEXT"),
        ("programme", "ended_at TEXT"),
        ("programme", "note TEXT NOT NULL DEFAULT ''"),
    ):
        db.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for table in ("workshops", "programme"):
        db.execute(f'UPDATE "{table}" SET gone = gone')
    _records(
        db,
        "participants",
        "name organisation department function email group_id? persons:int presence",
    )
    _records(
        db,
        "rounds",
        "rank:real kind title targets group_id? category_id? moment labels steps:int dots:int voters:int"
        " cumulate:int hidden:int is_open:int run_off_of?",
    )
    _records(db, "results", "rank:real kind text first_text? consensus dissent:int")
    _records(db, "sources", "result_id card_id? cluster_id?")
    _records(
        db,
        "votes",
        "round_id card_id? cluster_id? result_id? device points:int passive:int x:real? y:real?",
    )
    _records(
        db,
        "measures",
        "rank:real what result_id? who_id? who with_whom due? first_result status from_id?",
    )
    _records(db, "answers", "measure_id card_id")
    _records(db, "feedback", "rank:real kind text")
    _records(db, "seals", "version:int at hash")


@migrations()
def create_paper(db: Database) -> None:
    """What is chosen for the protocol on paper."""
    _records(db, "paper", "variant sections order group_id? no_names:int draft:int")


def migrate(path: Path) -> None:
    """Bring the schema of a file to the newest version, all of it or nothing; an empty file gets all of it.

    Raises `FileProblem`: damaged or foreign_statements, for a file that is not as its version left it; and
    as writing does.
    """
    fresh = path.stat().st_size == 0
    key = "cannot_create" if fresh else "cannot_write"
    with as_problem(key), closing(connect(path, writable=True)) as connection:
        if fresh:
            # Who makes a file syncs it when it is whole.
            connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version < VERSION:
                _bring_up_to_date(connection, version)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    if version:
        schema.demand(connection, version)
    before = _counts(connection)
    database = Database(connection, execute_plugins=False, recursive_triggers=False, strict=True)
    # It takes a disk that fails for a SQLite without strict tables, and would make others without a word.
    if not database.supports_strict:
        raise sqlite3.OperationalError("no strict table can be made")
    migrations.apply(database)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    if version and version < _MERGES_SINCE:
        _settle_anew(connection)
    schema.demand(connection)
    if version and not _is_sound(connection, before):
        raise FileProblem("damaged", exit_code=1)


def _is_sound(connection: sqlite3.Connection, before: Mapping[str, int]) -> bool:
    """Whether all is there that was there before, and belongs together."""
    after = _counts(connection)
    return (
        all(after.get(name) == count for name, count in before.items())
        and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows the tables have that hold what users entered."""
    here = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    names = here & {*TABLES, "journal", "document", "pictures"}
    return {name: limits.counted(connection, name) for name in names}


def _settle_anew(connection: sqlite3.Connection) -> None:
    """Make the tables what the journal means now; only the entries of several devices can mean another thing.

    Where the tables are not what the journal meant before, or it cannot be read, nothing is changed: the
    check says then what is wrong.
    """
    devices = connection.execute("SELECT count(DISTINCT device) FROM journal WHERE device != 'base'")
    if devices.fetchone()[0] < 2:
        return
    with suppress(FileProblem, KeyError, TypeError):
        found = connection.execute(f"{rows.SELECT_JOURNAL} ORDER BY seq, id")
        entries = [rows.entry_of(row) for row in found]
        here = rows.read_tables(connection)
        if _last_wins(entries) != here:
            return
        settled = fold(entries).tables
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in _FIRST:
            for id, record in settled[table].items():
                if here[table][id] != record:
                    connection.execute(rows.PUT[table], rows.record_row(table, record))


def _last_wins(entries: Iterable[Entry]) -> dict[str, dict[Id, Record]]:
    """What a journal meant in the first version: of each field the latest value."""
    found: dict[str, dict[Id, dict[str, Any]]] = {table: {} for table in TABLES}
    for entry in entries:
        for change in entry.edit.changes:
            found[change.table].setdefault(change.id, {}).update(change.after)
    return {
        table: {id: TABLES[table](id=id, **row) for id, row in records.items()}
        for table, records in found.items()
    }
