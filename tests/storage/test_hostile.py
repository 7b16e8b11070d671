"""Files that somebody made to do harm: each is refused, nothing in it is run, and it is left as it is."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.examples import new_file, workshop_records
from tests.plain import run_plain
from tests.storage.conftest import Open
from tests.storage.crafting import changed, computed_statistics, endless, reworded
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups, files, limits
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.reading import check_open, read

MEGABYTES = 512
TEXT = '"text" TEXT NOT NULL'

FOREIGN: dict[str, Callable[[Path], None]] = {
    "trigger that deletes": lambda p: changed(
        p, "CREATE TRIGGER t AFTER INSERT ON cards BEGIN DELETE FROM cards WHERE id != new.id; END"
    ),
    "trigger on sqlite-utils' table": lambda p: changed(
        p, "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM cards; END"
    ),
    "view": lambda p: changed(p, "CREATE VIEW v AS SELECT 1"),
    "endless view in place of a table": lambda p: changed(
        p,
        "PRAGMA foreign_keys = OFF",
        "DROP TABLE parked",
        "CREATE VIEW parked AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r",
    ),
    "further table": lambda p: changed(p, "CREATE TABLE extra(x)"),
    "virtual table": lambda p: changed(p, "CREATE VIRTUAL TABLE extra USING fts5(x)"),
    "virtual table in place of a table": lambda p: changed(
        p,
        "PRAGMA foreign_keys = OFF",
        "DROP TABLE parked",
        "CREATE VIRTUAL TABLE parked USING fts5(id, gone)",
    ),
    "further index": lambda p: changed(p, "CREATE INDEX i ON cards(text)"),
    "index of an expression": lambda p: changed(p, "CREATE INDEX i ON cards(lower(text))"),
    "index of an expression in quotes": lambda p: changed(p, 'CREATE INDEX i ON cards("lower"("text"))'),
    "index with a condition": lambda p: reworded(p, "idx_journal_seq", '("seq")', '("seq") WHERE seq > 1'),
    "index in another order": lambda p: reworded(
        p, "idx_document_value", '("value")', '("value" COLLATE NOCASE)'
    ),
    "further column": lambda p: changed(p, "ALTER TABLE parked ADD COLUMN extra TEXT"),
    "computed column": lambda p: changed(p, "ALTER TABLE parked ADD COLUMN extra TEXT AS (text || text)"),
    "check": lambda p: reworded(p, "cards", TEXT, f"{TEXT} CHECK (text != 'x')"),
    "check with a function": lambda p: reworded(p, "cards", TEXT, f"{TEXT} CHECK (length(text) > 0)"),
    "check with a function of a program": lambda p: reworded(
        p, "cards", TEXT, f"{TEXT} CHECK (load_extension('x'))"
    ),
    "check of the whole row": lambda p: reworded(p, "cards", ") STRICT", ", CHECK (x < y)) STRICT"),
    "default that is reckoned": lambda p: reworded(p, "cards", TEXT, f"{TEXT} DEFAULT (1 + 1)"),
    "default of a function in quotes": lambda p: reworded(p, "cards", TEXT, f'{TEXT} DEFAULT ("random"())'),
    "default of the hour": lambda p: reworded(p, "cards", TEXT, f"{TEXT} DEFAULT CURRENT_TIMESTAMP"),
    "order of its own": lambda p: reworded(p, "cards", TEXT, f"{TEXT} COLLATE NOCASE"),
    "conflicts that replace": lambda p: reworded(
        p, "cards", "PRIMARY KEY", "PRIMARY KEY ON CONFLICT REPLACE"
    ),
    "key that deletes": lambda p: reworded(p, "cards", '"groups"("id")', '"groups"("id") ON DELETE CASCADE'),
    "hidden behind quotes": lambda p: reworded(
        p, "cards", TEXT, f"""{TEXT} DEFAULT '"' CHECK (text != 'x') DEFAULT '"'"""
    ),
    "hidden behind a comment": lambda p: reworded(p, "cards", TEXT, f'{TEXT} /* " */ CHECK (x < y) /* " */'),
    "hidden behind brackets": lambda p: reworded(p, "cards", TEXT, f'{TEXT} CONSTRAINT [ " ] CHECK (x < y) '),
    "computed statistics": lambda p: computed_statistics(p, "printf('%s', 'x')"),
    "computed statistics without a function": lambda p: computed_statistics(p, "'1' || ' 1'"),
}


def opened_and_closed(path: Path) -> None:
    files.open_store(path, device="a").close()


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("look", [opened_and_closed, read, files.check, check_open])
def test_foreign_statements(path: Path, what: str, look: Callable[[Path], object]) -> None:
    """What could act is called foreign by every way of looking, and the file stays as it is."""
    FOREIGN[what](path)
    before = path.read_bytes()
    with pytest.raises(FileProblem) as problem:
        look(path)
    assert (problem.value.key, problem.value.exit_code) == ("foreign_statements", 1)
    assert path.read_bytes() == before
    assert [*path.parent.iterdir()] == [path]


def test_foreign_statements_in_an_older_file(path: Path) -> None:
    """An older file is looked at before it is brought up to date: a trigger does not hear of that."""
    made_older(path)
    changed(path, "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM cards; END")
    before = path.read_bytes()
    for look in (opened_and_closed, read, files.check):
        with pytest.raises(FileProblem) as problem:
            look(path)
        assert problem.value.key == "foreign_statements"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "check",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "+".join("1" * 5000),
        "+".join("1" * 500_000),
        "abs(" * 90 + "1" + ")" * 90,
    ],
    ids=["depth", "sum", "length", "calls"],
)
def test_huge_expression(path: Path, check: str) -> None:
    """An expression larger than SQLite is to take in is not taken in."""
    reworded(path, "cards", TEXT, f"{TEXT} CHECK ({check})")
    found = looked_at(path)
    assert {said[0] for said in found.values()} <= {"damaged", "foreign_statements", "too_much_text"}


def test_statistics_do_no_harm(path: Path, opened: Open) -> None:
    """What a tool for databases leaves behind when it is told to tidy up is no reason to refuse a file."""
    changed(path, "ANALYZE", "VACUUM", "REINDEX")
    assert files.check(path).tables == ()
    assert opened(path).doc_id


LOOKED = """
import json, re, signal, sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import files, reading
from werkstatt_desktop.storage.salvage import salvage
from werkstatt_desktop.texts import Texts
signal.alarm(50)
said = {}
looks = {
    "open": lambda p: files.open_store(p, device="a"),
    "read": reading.read,
    "check": files.check,
    "salvage": lambda p: salvage(p, p.with_name("saved.werkstatt"), Texts("de")),
}
for name in sys.argv[2:]:
    try:
        looks[name](Path(sys.argv[1]))
        said[name] = ""
    except FileProblem as problem:
        said[name] = [problem.key, problem.fields]
most = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
said["megabytes"] = int(most[1]) // 1024
print(json.dumps(said))
"""


def looked_at(path: Path, *looks: str) -> dict[str, Any]:
    """What every way of looking says of a file, and how much memory that took."""
    before = path.read_bytes()
    found: dict[str, Any] = json.loads(run_plain(LOOKED, path, *(looks or ("open", "read", "check"))))
    assert path.read_bytes() == before
    assert found.pop("megabytes") <= MEGABYTES
    return found


def all_say(key: str, **fields: object) -> dict[str, Any]:
    return {look: [key, fields] for look in ("open", "read", "check")}


def test_statistics_that_take_all_memory(path: Path) -> None:
    """SQLite would reckon them out while it opens the file."""
    computed_statistics(path, "hex(zeroblob(400000000))")
    assert looked_at(path) == all_say("foreign_statements")


CARDS = (
    "INSERT INTO cards (id, gone, group_id, category_id, cluster_id, x, y, rank, text, first_text,"
    " explanation, written)"
    " SELECT n, 0, 'g1', 'own', NULL, 0, 0, n, {text}, NULL, '', n FROM ({numbers})"
)
GROUPS = (
    "INSERT INTO groups (id, gone, rank, name, room, moderator, note_taker)"
    " SELECT n, 0, n, 'Gruppe', '', '', '' FROM ({numbers})"
)


def numbers(count: int) -> str:
    """A query for the numbers from 1 on."""
    return (
        f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count}) SELECT n FROM n"
    )


@pytest.mark.parametrize(
    ("statement", "count", "there"), [(CARDS, 10**6, 4), (GROUPS, 10**5, 2)], ids=["cards", "groups"]
)
def test_too_many(path: Path, statement: str, count: int, there: int) -> None:
    """A million cards or a hundred thousand groups are counted, not read."""
    changed(path, statement.format(text="'Karte'", numbers=numbers(count)))
    assert looked_at(path) == all_say("too_large", count=count + there)
    assert looked_at(path, "salvage")["salvage"][0] == "too_large"


def test_giant_text(path: Path) -> None:
    """A text that is larger than memory bears is not read."""
    changed(path, "UPDATE cards SET text = printf('%.*c', 150000000, 'x') WHERE id = 'c1'")
    assert looked_at(path) == all_say("too_much_text")
    assert looked_at(path, "salvage") == {"salvage": ""}


def test_many_large_texts(path: Path) -> None:
    """Nor are many that are too much together, also where each letter takes four bytes in memory."""
    text = "printf('%.*c', 100000, 'x') || char(128512)"
    changed(path, CARDS.format(text=text, numbers=numbers(1000)))
    assert looked_at(path) == all_say("too_much_text")
    assert looked_at(path, "salvage") == {"salvage": ["too_much_text", {}]}


@pytest.mark.parametrize("table", ["cards", "groups", "journal", "document", "sqlite_schema"])
def test_endless_table(path: Path, table: str) -> None:
    """A tree that leads through the same pages again and again ends the looking, not the patience."""
    endless(path, table)
    found = looked_at(path)
    keys = {found[look][0] if found[look] else "" for look in ("open", "read")}
    if table in {"cards", "groups"}:
        assert keys == {"too_large"}
    elif table == "sqlite_schema":
        assert keys == {"damaged"}
    assert found["check"] == ["damaged", {}]


def made_older(path: Path) -> None:
    """Make a file of this version one of the first."""
    changed(
        path,
        "DROP TABLE erased",
        "DROP INDEX idx_document_value",
        "DELETE FROM _sqlite_migrations WHERE name = 'create_erased'",
        "PRAGMA user_version = 1",
    )


@pytest.mark.parametrize("table", ["cards", "journal"])
def test_endless_table_of_an_older_file(path: Path, table: str) -> None:
    """Nor does bringing it up to date end in circles."""
    made_older(path)
    endless(path, table)
    found = looked_at(path)
    assert {said[0] for said in found.values()} <= {"damaged", "too_large"}


def test_endless_file_is_not_copied(path: Path, tmp_path: Path) -> None:
    """A copy of a journal without end would fill the disk."""
    with closing(files.open_store(path, device="a")) as store:
        doc_id = store.doc_id
    endless(path, "journal")
    with pytest.raises(FileProblem) as problem:
        backups.make(path, tmp_path / "keep", doc_id)
    assert problem.value.key == "damaged"
    with pytest.raises(FileProblem) as problem:
        backups.restore(path, tmp_path / "neu.werkstatt")
    assert problem.value.key == "damaged"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]


def forged_entry(path: Path, changes: str) -> None:
    """An entry whose checksum is right, whatever it says."""
    row = ("x", 9, "z", 1, None, "", "write_card", changes)
    crc = zlib.crc32("\x1f".join("" if value is None else str(value) for value in row).encode())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, crc))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("[" + "[]," * 13_000_000 + "[]]", ["damaged", {}]),
        ("[" * 40_000_000, ["damaged", {}]),
        ('[["cards","c1",{},{"text":' + "[" * 30_000_000 + "]]", ["damaged", {}]),
        (
            "[" + '["cards","c1",{},{}],' * 2_000_000 + '["cards","c1",{},{}]]',
            ["too_large", {"count": 300_001}],
        ),
        ('[["cards","c1",{},{"text":"' + "x" * 60_000_000 + '"}]]', ["too_much_text", {}]),
        ('[["cards","c1",{},{"text":{"a":1}}]]', ["damaged", {}]),
        ("[[" + "9" * 5000 + "]]", ["damaged", {}]),
        ("null", ["damaged", {}]),
    ],
    ids=["lists", "depth", "depth in a value", "changes", "text", "object", "number", "nothing"],
)
def test_entry_that_swells(path: Path, changes: str, said: list[object]) -> None:
    """An entry that takes many times its size in memory is not unpacked."""
    forged_entry(path, changes)
    assert looked_at(path, "check", "salvage") == {"check": said, "salvage": ""}


@pytest.mark.parametrize("value", ["x'00ff'", "NULL", "7", "7.5", "CAST(x'ff' AS TEXT)"])
@pytest.mark.parametrize("column", ["text", "explanation", "id", "cluster_id"])
def test_value_of_another_kind(path: Path, column: str, value: str) -> None:
    """What no program of ours writes into a column is damage."""
    if (column, value) == ("cluster_id", "NULL"):
        return
    changed(
        path,
        "PRAGMA foreign_keys = OFF",
        f"UPDATE cards SET {column} = {value} WHERE id = 'c3'",
        strict=False,
    )
    for look in (opened_and_closed, read, files.check):
        with pytest.raises(FileProblem) as problem:
            look(path)
        assert problem.value.key == "damaged"


@pytest.mark.parametrize("column", ["seq", "number", "id", "device", "toggles", "at", "verb", "changes"])
def test_journal_of_another_kind(path: Path, column: str) -> None:
    """In the journal too, though the checksum does not tell a number from its digits."""
    value = "CAST(seq AS TEXT)" if column in {"seq", "number"} else "x'41'"
    changed(path, f"UPDATE journal SET {column} = {value}", strict=False)
    with pytest.raises(FileProblem) as problem:
        files.check(path)
    assert problem.value.key == "damaged"


def test_more_than_one_file_is_not_attached(path: Path) -> None:
    """A connection has room for the copy it writes, and for no other file."""
    with closing(connect(path, writable=True)) as connection:
        connection.execute("ATTACH ':memory:' AS one")
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("ATTACH ':memory:' AS two")


def test_nothing_is_made_that_cannot_be_opened(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be too much for opening is refused before: in a step, and in a new file."""
    monkeypatch.setattr(limits, "RECORDS", 6)
    with closing(files.open_store(path, device="a")) as store:
        before = store.state
        edit = cards.write_cards(before, group_id="g1", category_id="own", texts=["eins", "zwei", "drei"])
        with pytest.raises(Refused) as refused:
            store.commit(edit)
        assert refused.value.key == "too_much"
        assert store.state is before
        store.commit(cards.write_cards(before, group_id="g1", category_id="own", texts=["eins", "zwei"]))
    assert read(path).state.count(Card) == 6
    more = [Card(group_id="g1", category_id="own", text=str(n)) for n in range(3)]
    with pytest.raises(FileProblem) as problem:
        new_file(tmp_path / "neu.werkstatt", [*workshop_records(), *more])
    assert problem.value.key == "too_much"
    assert [*tmp_path.iterdir()] == [path]


def test_no_entry_is_made_that_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step whose entry is larger than what is read again is refused."""
    monkeypatch.setattr(limits, "ENTRY_BYTES", 20_000)
    monkeypatch.setattr(limits, "LONGEST", 4_000)
    with closing(files.open_store(path, device="a")) as store:
        before = store.state
        for texts in (["x" * 3900] * 5, ["ö" * 3900] * 3):
            with pytest.raises(Refused) as refused:
                store.commit(cards.write_cards(before, group_id="g1", category_id="own", texts=texts))
            assert refused.value.key == "too_much"
        store.commit(cards.write_cards(before, group_id="g1", category_id="own", texts=["x" * 3900] * 4))
    assert files.check(path).cards == 8
