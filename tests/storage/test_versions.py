"""Other files of the same workshop: which steps they have that this one lacks."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.examples import new_file
from tests.storage.conftest import Open
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.store import Store
from werkstatt_desktop.storage.versions import decline, version, versions_beside


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "keep"


def write(store: Store, *texts: str) -> None:
    for text in texts:
        store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=[text]))


def conflict(store: Store, opened: Open, *texts: str, name: str = "Konflikt.werkstatt") -> Path:
    """A copy of the workshop that somebody else went on with; it is closed."""
    path = store.path.with_name(name)
    if not path.exists():
        files.save_copy(store, path)
    other = opened(path, device="b")
    write(other, *texts)
    other.close()
    return path


def test_other_side_has_more(store: Store, opened: Open, keep: Path) -> None:
    """A copy with steps of its own is found; with these, this workshop has what both had."""
    write(store, "vorher")
    path = conflict(store, opened, "eins", "zwei")
    write(store, "nachher")
    (found,) = versions_beside(store, keep)
    assert (found.path, len(found.entries)) == (path, 2)
    assert store.receive(found.entries, found.doc_id) == 2
    texts = {card.text for card in store.state.all(Card)}
    assert {"vorher", "eins", "zwei", "nachher"} <= texts
    assert versions_beside(store, keep) == []
    assert files.check(store.path).tables == ()


def test_copy_that_only_lags_behind(store: Store, opened: Open, keep: Path) -> None:
    """A copy in which nothing is that is not here is not spoken of."""
    conflict(store, opened)
    write(store, "nachher")
    assert versions_beside(store, keep) == []


def test_the_same_file(store: Store, keep: Path) -> None:
    """The file itself under a second name is no second version; nothing is opened."""
    write(store, "eins")
    store.path.with_name("Verweis.werkstatt").symlink_to(store.path)
    store.path.with_name("Zweitname.werkstatt").hardlink_to(store.path)
    assert versions_beside(store, keep) == []


def test_other_workshops_and_rubbish(store: Store, keep: Path) -> None:
    """Other workshops, damaged, empty and foreign files are passed over, folders too."""
    new_file(store.path.with_name("anderer.werkstatt"))
    store.path.with_name("leer.werkstatt").touch()
    store.path.with_name("kaputt.werkstatt").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    store.path.with_name("Ordner.werkstatt").mkdir()
    assert versions_beside(store, keep) == []


def test_put_off(store: Store, opened: Open, keep: Path) -> None:
    """A version that was put off is not spoken of again; when there is more in it, it is."""
    path = conflict(store, opened, "eins")
    (found,) = versions_beside(store, keep)
    decline(keep, found)
    assert versions_beside(store, keep) == []
    write(store, "hier geht es weiter")
    path.touch()
    assert versions_beside(store, keep) == []
    conflict(store, opened, "zwei")
    (again,) = versions_beside(store, keep)
    assert len(again.entries) == 2


def test_note_that_cannot_be_read(store: Store, opened: Open, keep: Path) -> None:
    """What was put off and cannot be read counts as nothing."""
    conflict(store, opened, "eins")
    (found,) = versions_beside(store, keep)
    decline(keep, found)
    (note,) = keep.rglob("declined.json")
    assert note.stat().st_mode & 0o077 == 0
    for content in (b"", b"{}", b"\xff", b"[1, null]"):
        note.write_bytes(content)
        assert versions_beside(store, keep) == [found]


def test_file_that_is_open_too(store: Store, opened: Open, keep: Path) -> None:
    """A second version that is open in this process is read without harm to its locks."""
    path = conflict(store, opened, "eins")
    other = opened(path, device="b")
    (found,) = versions_beside(store, keep)
    assert len(found.entries) == 1
    write(other, "zwei")
    assert len(version(store, path).entries) == 2


def test_after_a_crash(store: Store, opened: Open, keep: Path) -> None:
    """A version that was left in the middle of a change is read as it was before, and is left as it is."""
    path = conflict(store, opened, "eins")
    left = path.with_name("Notebook.werkstatt")
    raw = files.connect(path, writable=True)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE cards SET text = hex(zeroblob(20000))")
    shutil.copy(path, left)
    shutil.copy(f"{path}-journal", f"{left}-journal")
    raw.execute("ROLLBACK")
    raw.close()
    path.unlink()
    before = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (left, Path(f"{left}-journal"))}
    (found,) = versions_beside(store, keep)
    assert [c.after.get("text") for e in found.entries for c in e.edit.changes] == ["eins"]
    assert before == {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (left, Path(f"{left}-journal"))
    }


def test_another_workshop_is_refused(store: Store, tmp_path: Path) -> None:
    """Asked for by name, another workshop is refused, and a damaged file is called so."""
    with pytest.raises(Refused) as refused:
        version(store, new_file(tmp_path / "anderer.werkstatt"))
    assert refused.value.key == "another_workshop"
    empty = tmp_path / "leer.werkstatt"
    empty.touch()
    with pytest.raises(FileProblem) as problem:
        version(store, empty)
    assert problem.value.key == "empty_file"


def test_order(store: Store, opened: Open, keep: Path) -> None:
    """Names that begin like that of the workshop come first."""
    names = ["a.werkstatt", f"{store.path.stem} (Konflikt).werkstatt", "z.werkstatt"]
    for name in names:
        conflict(store, opened, name, name=name)
    assert [found.path.name for found in versions_beside(store, keep)] == [names[1], names[0], names[2]]


def test_folder_that_is_gone(store: Store, keep: Path, tmp_path: Path) -> None:
    """Where the folder cannot be read there is nothing to speak of."""
    store.path = tmp_path / "weg" / "w.werkstatt"
    assert versions_beside(store, keep) == []
