"""Workshop files: bad ones are called by their name, new ones are made whole or not at all."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import assert_in_step, new_file, workshop
from tests.plain import run_plain
from tests.storage.conftest import Open
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files, placing, schema
from werkstatt_desktop.storage.opening import inspect
from werkstatt_desktop.storage.reading import check_open, read


def changed(path: Path, *statements: str) -> None:
    """Change a workshop file from outside."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garbled(path: Path) -> None:
    """A byte that is no UTF-8 in the words that describe a table."""
    path.write_bytes(path.read_bytes().replace(b"TEXT NOT NULL", b"TEX\xd4 NOT NULL", 1))


def swapped(path: Path, one: str, other: str) -> None:
    """The pages of two tables in each other's place."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        (size,) = file.execute("PRAGMA page_size").fetchone()
        find = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        places = [(file.execute(find, (name,)).fetchone()[0] - 1) * size for name in (one, other)]
    content = bytearray(path.read_bytes())
    pages = [content[place : place + size] for place in places]
    for place, page in zip(places, reversed(pages), strict=True):
        content[place : place + size] = page
    path.write_bytes(content)


def replaced(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Something else in place of the file."""

    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def opened_and_closed(path: Path) -> None:
    files.open_store(path, device="a").close()


def flipped(path: Path) -> None:
    """Turn one bit in a text of the journal, where no structure of the file is hurt."""
    content = bytearray(path.read_bytes())
    place = content.rindex(b"Kurze Wege")
    found = [n for n in range(len(content)) if content.startswith(b"Kurze Wege", n)]
    assert len(found) == 2  # the card's row and the journal's
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT text FROM cards")
    content[place if b'"text"' in content[place - 300 : place] else found[0]] ^= 1
    path.write_bytes(content)


BAD: dict[str, tuple[Callable[[Path], object], str, int]] = {
    "missing": (lambda p: p.unlink(), "missing", 4),
    "folder": (replaced(lambda p: p.mkdir()), "not_a_workshop", 2),
    "pipe": (replaced(os.mkfifo), "not_a_workshop", 2),
    "link to nowhere": (replaced(lambda p: p.symlink_to("nowhere")), "missing", 4),
    "link to itself": (replaced(lambda p: p.symlink_to(p)), "unreadable", 4),
    "no bytes": (lambda p: p.write_bytes(b""), "empty_file", 1),
    "one zero": (lambda p: p.write_bytes(b"\0"), "damaged", 1),
    "zeros": (lambda p: p.write_bytes(bytes(50_000)), "damaged", 1),
    "zeros at first": (lambda p: p.write_bytes(bytes(50_000) + b"x"), "not_a_workshop", 2),
    "text": (lambda p: p.write_text("Liebe Kolleginnen und Kollegen"), "not_a_workshop", 2),
    "pdf": (lambda p: p.write_bytes(b"%PDF-1.7\n" + bytes(500)), "not_a_workshop", 2),
    "head only": (lambda p: os.truncate(p, 60), "damaged", 1),
    "first page only": (lambda p: os.truncate(p, 4096), "damaged", 1),
    "half": (halved, "damaged", 1),
    "another database": (lambda p: changed(p, "PRAGMA application_id = 7"), "not_a_workshop", 2),
    "database of nobody": (replaced(lambda p: changed(p, "CREATE TABLE t(x)")), "not_a_workshop", 2),
    "newer": (lambda p: changed(p, f"PRAGMA user_version = {schema.VERSION + 1}"), "newer", 3),
    "trigger": (
        lambda p: changed(p, "CREATE TRIGGER t AFTER INSERT ON cards BEGIN DELETE FROM journal; END"),
        "foreign_statements",
        1,
    ),
    "view": (lambda p: changed(p, "CREATE VIEW v AS SELECT * FROM cards"), "foreign_statements", 1),
    "view for a table": (
        lambda p: changed(
            p, "PRAGMA foreign_keys = OFF", "DROP TABLE parked", "CREATE VIEW parked AS SELECT * FROM cards"
        ),
        "foreign_statements",
        1,
    ),
    "foreign table": (lambda p: changed(p, "CREATE TABLE extra(x)"), "foreign_statements", 1),
    "foreign index": (lambda p: changed(p, "CREATE UNIQUE INDEX i ON cards(text)"), "foreign_statements", 1),
    "index lost": (lambda p: changed(p, "DROP INDEX idx_journal_seq"), "damaged", 1),
    "table lost": (lambda p: changed(p, "DROP TABLE parked"), "damaged", 1),
    "column lost": (lambda p: changed(p, "ALTER TABLE parked DROP COLUMN answer"), "damaged", 1),
    "column more": (
        lambda p: changed(p, "ALTER TABLE parked ADD COLUMN extra TEXT"),
        "foreign_statements",
        1,
    ),
    "column renamed": (lambda p: changed(p, "ALTER TABLE parked RENAME answer TO x"), "damaged", 1),
    "computed column": (
        lambda p: changed(
            p,
            "ALTER TABLE parked DROP COLUMN answer",
            "ALTER TABLE parked ADD COLUMN answer TEXT NOT NULL AS ('x')",
        ),
        "foreign_statements",
        1,
    ),
    "other type": (
        lambda p: changed(
            p,
            "ALTER TABLE parked DROP COLUMN answer",
            "ALTER TABLE parked ADD COLUMN answer INTEGER NOT NULL DEFAULT 0",
        ),
        "damaged",
        1,
    ),
    "no identity": (lambda p: changed(p, "DELETE FROM document"), "damaged", 1),
    "card of no group": (
        lambda p: changed(p, "PRAGMA foreign_keys = OFF", "DELETE FROM groups WHERE id = 'g2'"),
        "damaged",
        1,
    ),
    "infinite": (lambda p: changed(p, "UPDATE cards SET x = 9e999"), "damaged", 1),
    "far too far": (lambda p: changed(p, "UPDATE cards SET written = 9223372036854775807"), "damaged", 1),
    "garbled": (garbled, "damaged", 1),
    "cards in place of groups": (lambda p: swapped(p, "cards", "groups"), "damaged", 1),
    "programme in place of the journal": (lambda p: swapped(p, "programme", "journal"), "damaged", 1),
    "no utf-8": (lambda p: changed(p, "UPDATE cards SET text = CAST(x'ff' AS TEXT)"), "damaged", 1),
}


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("look", [opened_and_closed, read, files.check])
def test_bad_file(path: Path, what: str, look: Callable[[Path], object]) -> None:
    """Every way of looking at a bad file says the same of it, and leaves it as it is."""
    spoil, key, exit_code = BAD[what]
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FileProblem) as problem:
        look(path)
    assert (problem.value.key, problem.value.exit_code) == (key, exit_code)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(p.name for p in path.parent.iterdir()) == ([path.name] if os.path.lexists(path) else [])


def test_bit_flipped_in_the_journal(path: Path, opened: Open) -> None:
    """A journal row that is not whole is found by its checksum, though the tables are as they were."""
    flipped(path)
    assert opened(path).state.count(Card) == 4
    with pytest.raises(FileProblem) as problem:
        files.check(path)
    assert (problem.value.key, problem.value.exit_code) == ("damaged", 1)


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("UPDATE cards SET text = 'anders' WHERE id = 'c1'", ("cards",)),
        ("UPDATE groups SET name = 'anders'", ("groups",)),
        ("DELETE FROM parked", ("parked",)),
        ("UPDATE cards SET gone = 1 WHERE id = 'c1'", ("cards",)),
        ("UPDATE workshops SET title = 'x'", ("workshops",)),
        ("DELETE FROM programme WHERE id = 'p1'", ("programme",)),
        ("UPDATE cards SET gone = gone", ()),
    ],
)
def test_tables_that_differ_from_the_journal(path: Path, statement: str, tables: tuple[str, ...]) -> None:
    """The check names the tables that are not what the journal comes to."""
    changed(path, statement)
    assert files.check(path).tables == tables


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "UPDATE journal SET changes = '[]'",
        "UPDATE journal SET seq = 7",
        "UPDATE journal SET toggles = 'x'",
        "UPDATE journal SET verb = 'x'",
    ],
)
def test_journal_that_was_changed(path: Path, statement: str) -> None:
    """Whatever is changed in the journal, or taken from it, is found."""
    changed(path, statement)
    try:
        found = files.check(path).tables
    except FileProblem as problem:
        found = (problem.key,)
    assert found


def test_unreadable(path: Path) -> None:
    """A file that may not be read is not taken for a missing one."""
    code = """
import sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage.opening import inspect
try:
    inspect(Path(sys.argv[1]))
except FileProblem as problem:
    print(problem.key, problem.exit_code)
"""
    path.chmod(0)
    assert run_plain(code, path) == "unreadable 4\n"


def test_name_with_a_zero(tmp_path: Path) -> None:
    """A name that no file can have is unreadable, not an error of the program."""
    with pytest.raises(FileProblem) as problem:
        inspect(tmp_path / "a\0b")
    assert problem.value.key == "unreadable"


NAMES = [
    "Größe & Übung.werkstatt",
    "100 % #1? a=b;c&d.werkstatt",
    "%41%2F.werkstatt",
    "tab\tline\nend.werkstatt",
    "'quote\" `x`.werkstatt",
    ".werkstatt",
    "-rf.werkstatt",
    "x" * 237 + ".werkstatt",
    os.fsdecode(b"nicht utf-8 \xff\xfe.werkstatt"),
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name(tmp_path: Path, opened: Open, name: str) -> None:
    """A workshop can have any name that the file system takes: made, written, copied, renamed, checked."""
    path = new_file(tmp_path / name)
    store = opened(path)
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=["a"]))
    assert store.safety.waiting == 0
    copy = tmp_path / "copies"
    copy.mkdir()
    files.save_copy(store, copy / name)
    store.close()
    files.rename(path, tmp_path / f"2{name[1:]}")
    assert files.check(copy / name) == files.check(tmp_path / f"2{name[1:]}")
    assert files.check(copy / name).cards == 5
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["copies", f"2{name[1:]}"])


def test_folder_with_any_name(tmp_path: Path, opened: Open) -> None:
    """The folder may have an odd name too."""
    folder = tmp_path / "a?b#c%20 ü"
    folder.mkdir()
    assert opened(new_file(folder / "w.werkstatt")).state == workshop()


def test_relative_path(path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path may be relative to the folder of now; the store keeps where that was."""
    monkeypatch.chdir(path.parent)
    store = opened(Path(path.name))
    monkeypatch.chdir("/")
    assert store.path == path
    store.commit(cards.reword_card(store.state, "c1", "x"))
    assert files.check(path).entries == 2


def test_created_file(tmp_path: Path, opened: Open) -> None:
    """A new file is complete and alone in its folder; its creation cannot be taken back."""
    path = new_file(tmp_path / "neu.werkstatt")
    assert list(tmp_path.iterdir()) == [path]
    store = opened(path)
    assert store.state == workshop()
    assert_in_step(store.state)
    (entry,) = store.journal()
    assert (entry.device, entry.seq, entry.number, entry.toggles) == ("base", 1, 1, None)
    assert len(store.doc_id) == 32
    assert store.doc_id != opened(new_file(tmp_path / "other.werkstatt")).doc_id
    assert files.check(path) == files.Finding(cards=4, entries=1, tables=())


def test_given_identity(tmp_path: Path, opened: Open) -> None:
    """An identity can be given, for a copy of the same workshop."""
    path = tmp_path / "w.werkstatt"
    files.create(path, base_edit("copy", workshop_records_of()), doc_id="d" * 32)
    assert opened(path).doc_id == "d" * 32


def workshop_records_of() -> list[Group]:
    return [Group(id="g", name="G")]


def exists(path: Path, opened: Open) -> list[Callable[[], object]]:
    """Everything that could overwrite a file."""
    store = opened(new_file(path.with_name("source.werkstatt")))
    return [
        lambda: new_file(path),
        lambda: files.save_copy(store, path),
        lambda: files.rename(new_file(path.with_name("old.werkstatt")), path),
    ]


@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_nothing_is_overwritten(path: Path, opened: Open, what: str) -> None:
    """Whatever has the name already keeps it, and is as it was."""
    path.unlink()
    if what == "file":
        path.write_text("wichtig")
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    for make in exists(path, opened):
        with pytest.raises(FileProblem) as problem:
            make()
        assert (problem.value.key, problem.value.exit_code) == ("exists", 5)
        assert problem.value.fields == {"name": path.name}
    assert what != "file" or path.read_text() == "wichtig"
    assert not [p for p in path.parent.iterdir() if p.name.endswith((".part", "-journal"))]


def test_name_taken_meanwhile(path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that comes to be while ours is made is not overwritten either."""
    path.write_text("wichtig")
    makers = exists(path, opened)
    monkeypatch.setattr(placing, "refuse_name", lambda _: None)
    for make in makers:
        with pytest.raises(FileProblem) as problem:
            make()
        assert problem.value.key == "exists"
    assert path.read_text() == "wichtig"


def test_folder_that_is_not_there(tmp_path: Path, store_to_copy: Callable[[Path], None]) -> None:
    """Where there is no folder nothing is made, and that is said."""
    for make in (new_file, store_to_copy):
        with pytest.raises(FileProblem) as problem:
            make(tmp_path / "nowhere" / "w.werkstatt")
        assert (problem.value.key, problem.value.exit_code) == ("cannot_create", 5)


@pytest.fixture
def store_to_copy(path: Path, opened: Open) -> Callable[[Path], None]:
    store = opened(path)
    return lambda target: files.save_copy(store, target)


@pytest.mark.parametrize("length", [248, 256])
def test_name_too_long(tmp_path: Path, store_to_copy: Callable[[Path], None], length: int) -> None:
    """A name that leaves no room for SQLite's own files beside it is refused before anything is made."""
    name = "x" * (length - 10) + ".werkstatt"
    for make in (new_file, store_to_copy):
        with pytest.raises(FileProblem) as problem:
            make(tmp_path / name)
        assert (problem.value.key, problem.value.exit_code) == ("name_too_long", 5)
    assert len(list(tmp_path.iterdir())) == 1


CANNOT = """
import sys
from pathlib import Path
from tests.examples import new_file
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import files
folder, other = map(Path, sys.argv[1:])
store = files.open_store(other, device="a")
for make in (
    lambda: new_file(folder / "w.werkstatt"),
    lambda: files.save_copy(store, folder / "w.werkstatt"),
    lambda: files.rename(other, folder / "w.werkstatt"),
):
    try:
        make()
    except FileProblem as problem:
        print(problem.key, problem.exit_code)
"""


def test_folder_that_may_not_be_written(path: Path, tmp_path: Path) -> None:
    """Where nothing may be written that is said, and the old file keeps its name."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    try:
        assert run_plain(CANNOT, folder, path) == "cannot_create 5\n" * 3
    finally:
        folder.chmod(0o755)
    assert path.is_file()


def test_medium_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Open) -> None:
    """On a stick, whose file system knows no links, files are made too, and none is overwritten."""

    def link(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(source))

    monkeypatch.setattr(os, "link", link)
    path = new_file(tmp_path / "w.werkstatt")
    assert opened(path).state == workshop()
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileProblem) as problem:
        new_file(path)
    assert problem.value.key == "exists"
    assert files.check(path).cards == 4


def test_saved_copy(path: Path, tmp_path: Path, opened: Open) -> None:
    """A copy has all of the workshop and its past, and is the same workshop, so that it can come back."""
    store = opened(path)
    store.commit(cards.reword_card(store.state, "c1", "anders"))
    files.save_copy(store, tmp_path / "copy.werkstatt")
    copy = opened(tmp_path / "copy.werkstatt")
    assert copy.state == store.state
    assert copy.doc_id == store.doc_id
    assert list(copy.journal()) == list(store.journal())
    assert copy.undo() == "reword_card"
    assert files.check(copy.path) == files.Finding(cards=4, entries=3, tables=())
    assert files.check(path).entries == 2


def test_renamed(path: Path, tmp_path: Path, opened: Open) -> None:
    """A file gets another name, or goes to another folder, and is the same file."""
    before = path.read_bytes()
    folder = tmp_path / "anders"
    folder.mkdir()
    files.rename(path, folder / "neu.werkstatt")
    assert not path.exists()
    assert (folder / "neu.werkstatt").read_bytes() == before
    assert (folder / "neu.werkstatt").stat().st_nlink == 1


def test_rename_of_nothing(tmp_path: Path, path: Path) -> None:
    """A file that is not there, or no workshop, is called so and not moved."""
    (tmp_path / "text").write_text("x")
    for name, key in [("nowhere", "missing"), ("text", "not_a_workshop")]:
        with pytest.raises(FileProblem) as problem:
            files.rename(tmp_path / name, tmp_path / "neu.werkstatt")
        assert problem.value.key == key
    assert not (tmp_path / "neu.werkstatt").exists()


def test_opened_while_another_writes(path: Path) -> None:
    """A file that another program has for itself is busy; it is opened when that is done."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileProblem) as problem:
            files.open_store(path, device="a")
    assert (problem.value.key, problem.value.exit_code) == ("file_busy", 4)
    files.open_store(path, device="a").close()


def test_file_in_another_mode(path: Path, opened: Open) -> None:
    """A file that a tool left in WAL mode is opened, and is one file again."""
    changed(path, "PRAGMA journal_mode = WAL", "UPDATE document SET value = value")
    assert files.check(path).tables == ()
    store = opened(path)
    assert store.state == workshop()
    store.commit(cards.reword_card(store.state, "c1", "x"))
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_reading_leaves_no_trace(path: Path) -> None:
    """A command that reads changes neither the file nor its time, and needs no right to write."""
    before = path.read_bytes(), path.stat().st_mtime_ns
    found = read(path, journal=True)
    assert found.state == workshop()
    assert len(found.journal) == 1
    assert len(found.doc_id) == 32
    assert read(path).journal == ()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


INTRUDE = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error)
"""


def test_check_of_an_open_file(path: Path, opened: Open) -> None:
    """A file that is open here can be checked meanwhile, and nobody gets in between because of that."""
    store = opened(path)
    store.commit(cards.reword_card(store.state, "c1", "x"))
    store._document._connection.execute("BEGIN IMMEDIATE")
    assert check_open(path) == files.Finding(cards=4, entries=2, tables=())
    assert run_plain(INTRUDE, path) == "database is locked\n"
    store._document._connection.execute("ROLLBACK")
    changed(path, "UPDATE cards SET text = 'anders'")
    assert check_open(path).tables == ("cards",)
    changed(path, "CREATE VIEW v AS SELECT 1")
    with pytest.raises(FileProblem) as problem:
        check_open(path)
    assert problem.value.key == "foreign_statements"


def test_copied_file_is_the_same_workshop(path: Path, tmp_path: Path, opened: Open) -> None:
    """A file copied by other means opens by itself."""
    copy = Path(shutil.copy(path, tmp_path / "copy.werkstatt"))
    assert opened(copy).doc_id == opened(path).doc_id
