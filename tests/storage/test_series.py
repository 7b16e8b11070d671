"""The other workshops of a folder, as a series and a search read them."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.examples import new_file, open_file, workshop_records
from tests.ui.shell import lock
from werkstatt_desktop.domain import recalling, series
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Group, Link, Measure, Workshop
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards, erasing
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.series import Shelf, Volume, volume

GOLDEN = Path(__file__).parent / "files" / "golden-3.werkstatt"


def said(found: Volume) -> set[str]:
    assert found.past is not None
    return {each.text for each in found.past.said}


def write(state: State, group: str, text: str) -> Edit:
    return cards.write_cards(state, group_id=group, category_id="obstacle", texts=[text])


def all_of(shelf: Shelf, folder: Path) -> dict[str, Volume]:
    own = folder / "Eigener.werkstatt"
    return {found.path.stem: found for found, _ in shelf.volumes(folder, own, lambda: False)}


def test_same_as_the_state(tmp_path: Path) -> None:
    """What is read of a file is what would be kept of the workshop if it were open."""
    path = new_file(tmp_path / "x.werkstatt")
    contents = read(path)
    assert volume(path).past == recalling.past_of(contents.doc_id, contents.state)


def test_deleted_is_not_there(tmp_path: Path) -> None:
    """Deleted cards are left out, but one to which a link leads that is still there, as on its board."""
    gone = [
        Card(id="d", group_id="g1", category_id="obstacle", text="Gelöscht", gone=True),
        Card(id="k", group_id="g1", category_id="obstacle", text="Gehalten", gone=True),
        Link(from_card_id="c1", to_card_id="k"),
        Measure(what="Weg", gone=True),
    ]
    path = new_file(tmp_path / "x.werkstatt", [*workshop_records(), *gone])
    contents = read(path)
    assert volume(path).past == recalling.past_of(contents.doc_id, contents.state)
    assert said(volume(path)).isdisjoint({"Gelöscht", "Weg"})
    assert "Gehalten" in said(volume(path))


def test_hidden_and_erased_texts(tmp_path: Path) -> None:
    """Nothing of a hidden board, and nothing that was erased, not even from what was read before."""
    path = new_file(tmp_path / "x.werkstatt", [*workshop_records(), Group(id="h", hidden=True)])
    store = open_file(path)
    store.commit(write(store.state, "h", "Geheim"))
    store.flush()
    shelf = Shelf()
    assert said(all_of(shelf, tmp_path)["x"]) >= {"Runder Tisch", "Zu wenig Zeit"}
    assert "Geheim" not in said(all_of(shelf, tmp_path)["x"])
    store.commit(erasing.erase_cards(store.state, ["c1"]))
    store.flush()
    store.close()
    assert "Runder Tisch" not in said(all_of(shelf, tmp_path)["x"])


def test_whole_folder_but_the_own_file(tmp_path: Path) -> None:
    """All workshops of the folder, but the one that asks, each with how many there are."""
    for name in ("a", "b", "Eigener"):
        new_file(tmp_path / f"{name}.werkstatt")
    found = list(Shelf().volumes(tmp_path, tmp_path / "Eigener.werkstatt", lambda: False))
    assert [(each.path.stem, count) for each, count in found] == [("a", 2), ("b", 2)]


def test_stopped(tmp_path: Path) -> None:
    """Asked to stop, it reads no further file."""
    for name in ("a", "b"):
        new_file(tmp_path / f"{name}.werkstatt")
    asked = iter([False, True])
    found = list(Shelf().volumes(tmp_path, tmp_path / "Eigener.werkstatt", lambda: next(asked)))
    assert [each.path.stem for each, _ in found] == ["a"]


def test_read_again_only_when_changed(tmp_path: Path) -> None:
    """What was read stays until the file changes or goes."""
    path = new_file(tmp_path / "x.werkstatt")
    shelf = Shelf()
    first = all_of(shelf, tmp_path)["x"]
    assert all_of(shelf, tmp_path)["x"] is first
    store = open_file(path)
    store.commit(write(store.state, "g1", "Neu"))
    store.close()
    assert "Neu" in said(all_of(shelf, tmp_path)["x"])
    path.unlink()
    assert all_of(shelf, tmp_path) == {}


def test_older_file(tmp_path: Path) -> None:
    """A file of an earlier program is read as a copy, and stays as it is."""
    path = tmp_path / "alt.werkstatt"
    shutil.copyfile(GOLDEN, path)
    before = path.read_bytes()
    found = volume(path)
    assert found.older
    assert said(found)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty_file"), (b"x" * 200, "not_a_workshop"), (b"\0" * 4096, "damaged"), (None, "missing")],
)
def test_broken_file(tmp_path: Path, content: bytes | None, problem: str) -> None:
    """What is wrong with a file is told; nothing is raised."""
    path = tmp_path / "x.werkstatt"
    if content is not None:
        path.write_bytes(content)
    found = volume(path)
    assert found.problem is not None
    assert (found.past, found.problem.key) == (None, problem)


def test_newer_damaged_and_busy(tmp_path: Path) -> None:
    """A newer file, one with overwritten pages and one that is locked each say so, and the rest is read."""
    for name in ("heil", "neuer", "kaputt", "gesperrt"):
        new_file(tmp_path / f"{name}.werkstatt")
    connection = sqlite3.connect(tmp_path / "neuer.werkstatt")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    content = bytearray((tmp_path / "kaputt.werkstatt").read_bytes())
    content[4096:16384] = b"\x07" * 12288
    (tmp_path / "kaputt.werkstatt").write_bytes(content)
    let_go = lock(tmp_path / "gesperrt.werkstatt", "EXCLUSIVE")
    shelf = Shelf()
    found = all_of(shelf, tmp_path)
    problems = {name: each.problem.key for name, each in found.items() if each.problem is not None}
    assert problems == {"neuer": "newer", "kaputt": "damaged", "gesperrt": "file_busy"}
    assert found["heil"].past is not None
    let_go()
    assert all_of(shelf, tmp_path)["gesperrt"].past is not None


def test_beside_an_open_workshop(tmp_path: Path) -> None:
    """A workshop that is open here is read without its locks being lost."""
    path = new_file(tmp_path / "x.werkstatt")
    store = open_file(path)
    assert volume(path).past is not None
    store.commit(write(store.state, "g1", "Neu"))
    store.flush()
    assert "Neu" in said(volume(path))
    store.close()


def test_series_in_a_folder(tmp_path: Path) -> None:
    """Two files of one series and a foreign one: the members, and what is open of the last."""
    facts = Workshop(id=WORKSHOP_ID, title="Zweiter", series="Essen", date="2025-03-01")
    records = workshop_records()[1:]
    new_file(tmp_path / "1.werkstatt")
    measure = Measure(id="m", what="Stammtisch", who="Frau A", status="begun")
    new_file(tmp_path / "2.werkstatt", [facts, *records, measure])
    new_file(tmp_path / "3.werkstatt", [replace(facts, series="Andere"), *records])
    folder = [each.past for each in all_of(Shelf(), tmp_path).values() if each.past is not None]
    now = Workshop(id=WORKSHOP_ID, series="essen", date="2026-03-01")
    earlier = series.before(now, series.members(now, "own", folder))
    assert [past.facts.title for past in earlier] == ["Stadtwerkstatt", "Zweiter"]
    [(past, [carried])] = series.still_open(earlier)
    assert (past.facts.title, carried.measure.what, carried.who) == ("Zweiter", "Stammtisch", "Frau A")
