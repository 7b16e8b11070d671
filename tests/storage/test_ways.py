"""Ways out for a file that does not open: only what there is, and the file itself is left alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.conftest import Open
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups, files
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.recorder import Base
from werkstatt_desktop.storage.store import Store
from werkstatt_desktop.storage.ways import Way, take, ways_out
from werkstatt_desktop.texts import Texts

T = Texts("de")


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "keep"


def write(store: Store, *texts: str) -> None:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=texts))


def session(path: Path, keep: Path, *, backed_up: bool = True, then: bool = True) -> None:
    """A session that ended without a last backup: one card before it, one after."""
    store = files.open_store(path, device="a", keep=keep)
    write(store, "davor")
    if backed_up:
        made = backups.make(path, keep, store.doc_id)
        store.note_base(Base(made.backup.path.name, made.sha256, made.last))
    if then:
        write(store, "danach")
    store.close()


def problem_of(path: Path) -> str:
    try:
        files.open_store(path, device="a").close()
    except FileProblem as problem:
        return problem.key
    return ""


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON cards BEGIN DELETE FROM cards; END")


HARM: dict[str, Callable[[Path], object]] = {
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "empty": lambda path: os.truncate(path, 0),
    "gone": lambda path: path.unlink(),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "foreign": foreign,
    "overwritten": lambda path: path.write_bytes(b"x" * 4096 + path.read_bytes()[4096:]),
}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


@pytest.mark.parametrize(
    ("harm", "kinds"),
    [
        ("zeros", ["recorder", "backup"]),
        ("empty", ["recorder", "backup"]),
        ("gone", ["recorder", "backup"]),
        ("half", ["recorder", "backup", "salvage"]),
        ("foreign", ["recorder", "backup", "salvage"]),
        ("overwritten", ["recorder", "backup", "salvage"]),
    ],
)
def test_every_way_leads_somewhere(
    path: Path, keep: Path, tmp_path: Path, harm: str, kinds: list[str]
) -> None:
    """What is offered depends on what is left; each way makes a new file, and the old one is as it was."""
    session(path, keep)
    HARM[harm](path)
    before = digest(path)
    found = ways_out(path, problem_of(path), keep)
    assert [way.kind for way in found] == kinds
    for way in found:
        target = tmp_path / f"{way.kind}.werkstatt"
        taken = take(way, target, keep, T)
        state = read(target).state
        assert (taken.path, taken.cards) == (target, state.count(Card))
        assert files.check(target).tables == ()
        texts = {card.text for card in state.all(Card)}
        if way.kind == "recorder":
            assert {"davor", "danach"} <= texts
            assert taken.whole
        elif way.kind == "backup":
            assert "davor" in texts
            assert "danach" not in texts
        else:
            assert taken.salvaged is not None
            assert taken.salvaged.cards == taken.cards
    assert digest(path) == before
    assert [p.name for p in tmp_path.glob(".*")] == []


def test_only_what_there_is(path: Path, keep: Path) -> None:
    """Without a backup there is none, without steps after it no recorder; a strange file offers nothing."""
    session(path, keep, backed_up=False)
    os.truncate(path, path.stat().st_size // 2)
    assert [way.kind for way in ways_out(path, "damaged", keep)] == ["salvage"]
    strange = path.with_name("Brief.werkstatt")
    strange.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    assert ways_out(strange, problem_of(strange), keep) == []
    assert ways_out(path.with_name("nie.werkstatt"), "missing", keep) == []


def test_nothing_was_recorded_since(path: Path, keep: Path) -> None:
    """Where the backup has all that was recorded, the backup is enough."""
    session(path, keep, then=False)
    store = files.open_store(path, device="a", keep=keep)
    store.close(Base(*_base(store, keep)))
    os.truncate(path, 0)
    assert [way.kind for way in ways_out(path, "empty_file", keep)] == ["backup"]


def _base(store: Store, keep: Path) -> tuple[str, str, str]:
    made = backups.make(store.path, keep, store.doc_id)
    return made.backup.path.name, made.sha256, made.last


@pytest.mark.parametrize("key", ["newer", "open_elsewhere", "file_busy", "exists"])
def test_file_that_is_sound(path: Path, keep: Path, key: str) -> None:
    """Where the file is sound and something else is in the way, nothing takes its place."""
    session(path, keep)
    assert ways_out(path, key, keep) == []


def test_moved_file(path: Path, keep: Path) -> None:
    """A damaged file that was moved is known by what is in it; its backups are offered."""
    session(path, keep)
    moved = path.with_name("verschoben.werkstatt")
    path.rename(moved)
    moved.write_bytes(bytes(4096) + moved.read_bytes()[4096:])
    found = ways_out(moved, problem_of(moved), keep)
    assert [way.kind for way in found] == ["backup", "salvage"]


def test_after_a_crash_on_a_medium_that_may_only_be_read(
    path: Path, keep: Path, tmp_path: Path, opened: Open
) -> None:
    """A copy is brought to where the last whole step left it; original and side file are as they were."""
    raw = files.connect(path, writable=True)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE cards SET text = hex(zeroblob(20000))")
    stick = tmp_path / "stick"
    stick.mkdir()
    left = stick / path.name
    shutil.copy(path, left)
    shutil.copy(f"{path}-journal", f"{left}-journal")
    raw.execute("ROLLBACK")
    raw.close()
    before = digest(left), digest(Path(f"{left}-journal"))
    way = next(way for way in ways_out(left, "unfinished", keep))
    assert way.kind == "recovered"
    target = tmp_path / "weiter.werkstatt"
    assert take(way, target, keep, T).cards == 4
    found = read(target)
    assert found.doc_id == read(path).doc_id
    assert found.state.get(Card, "c1") == read(path).state.get(Card, "c1")
    assert (digest(left), digest(Path(f"{left}-journal"))) == before
    assert [p.name for p in tmp_path.glob(".*")] == []


def test_name_that_is_taken(path: Path, keep: Path, tmp_path: Path) -> None:
    """No way puts its file in place of another."""
    session(path, keep)
    os.truncate(path, path.stat().st_size // 2)
    target = tmp_path / "da.werkstatt"
    target.write_text("wichtig")
    for way in [*ways_out(path, "damaged", keep), Way("recovered", path)]:
        with pytest.raises(FileProblem):
            take(way, target, keep, T)
        assert target.read_text() == "wichtig"
    assert [p.name for p in tmp_path.glob(".*")] == []
