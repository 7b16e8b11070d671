"""Handing a workshop on: copies are read back and compared; a bare copy holds nothing of the past."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.examples import workshop_records
from tests.storage.conftest import Open
from werkstatt_desktop.domain.erasing import NAMES
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import TABLE_OF, Card, Cluster, Group, ParkedItem, Record
from werkstatt_desktop.domain.state import State, base_edit, change
from werkstatt_desktop.domain.verbs import board, cards, parking, setup
from werkstatt_desktop.storage import files, handing
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.rows import SELECT_JOURNAL, crc
from werkstatt_desktop.storage.store import Store


def write(store: Store, *texts: str) -> None:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=texts or ["neu"]))


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute(statement)


def lying(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], object]) -> None:
    """A medium that gives back something else than what it was given, once it is asked for it anew."""
    forget = handing._forget_cache

    def forget_and_spoil(path: Path) -> None:
        forget(path)
        spoil(path)

    monkeypatch.setattr(handing, "_forget_cache", forget_and_spoil)


def rewritten(path: Path) -> None:
    """Another entry of the same id, whole in itself, that leads to the same state."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        row = other.execute(f"{SELECT_JOURNAL} WHERE seq = 2").fetchone()
        new = (*row[:6], "anders", row[7])
        other.execute("UPDATE journal SET verb = ?, crc = ? WHERE seq = 2", ("anders", crc(new)))


SPOILED: dict[str, Callable[[Path], object]] = {
    "card": lambda p: changed(p, "UPDATE cards SET text = 'x' WHERE id = 'c1'"),
    "card lost": lambda p: changed(p, "DELETE FROM cards WHERE id = 'c1'"),
    "entry lost": lambda p: changed(p, "DELETE FROM journal WHERE seq = 2"),
    "entry": lambda p: changed(p, "UPDATE journal SET verb = 'x'"),
    "entry rewritten": rewritten,
    "half": lambda p: os.truncate(p, p.stat().st_size // 2),
    "nothing": lambda p: os.truncate(p, 0),
    "zeros": lambda p: p.write_bytes(bytes(p.stat().st_size)),
}


# --- A copy that is read back


def test_checked_copy(store: Store, tmp_path: Path) -> None:
    """A copy that was compared is the whole workshop under the same identity."""
    write(store, "eins")
    target = tmp_path / "copy.werkstatt"
    handing.save_checked(store, target)
    found = read(target, journal=True)
    assert (found.state, found.doc_id) == (store.state, store.doc_id)
    assert list(found.journal) == list(store.journal())


def test_checked_copy_is_not_put_over_a_file(store: Store, tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    target = tmp_path / "copy.werkstatt"
    target.write_text("wichtig")
    with pytest.raises(FileProblem) as problem:
        handing.save_checked(store, target)
    assert problem.value.key == "exists"
    assert target.read_text() == "wichtig"


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("what", [what for what in SPOILED if not what.startswith("entry")])
def test_medium_that_lies(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, bare: bool
) -> None:
    """A copy of which the medium gives back something else is taken away, and that is said."""
    write(store, "eins")
    lying(monkeypatch, SPOILED[what])
    target = tmp_path / "copy.werkstatt"
    with pytest.raises(FileProblem) as problem:
        handing.save_bare(store.state, target) if bare else handing.save_checked(store, target)
    assert (problem.value.key, problem.value.exit_code) == ("copy_differs", 5)
    assert [p.name for p in tmp_path.iterdir()] == [store.path.name]
    assert files.check(store.path).tables == ()


@pytest.mark.parametrize("what", ["entry", "entry lost", "entry rewritten"])
def test_history_that_was_changed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A whole copy is compared with the history as well."""
    write(store, "eins")
    lying(monkeypatch, SPOILED[what])
    with pytest.raises(FileProblem) as problem:
        handing.save_checked(store, tmp_path / "copy.werkstatt")
    assert (problem.value.key, problem.value.exit_code) == ("copy_differs", 5)
    assert [p.name for p in tmp_path.iterdir()] == [store.path.name]
    assert files.check(store.path).tables == ()


def test_medium_pulled_out(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that is gone when it is to be read back is missing."""
    lying(monkeypatch, Path.unlink)
    with pytest.raises(FileProblem) as problem:
        handing.save_checked(store, tmp_path / "copy.werkstatt")
    assert problem.value.key == "missing"


def test_copy_with_what_somebody_else_wrote(store: Store, tmp_path: Path, opened: Open) -> None:
    """Steps of another program that the store has not heard of are no difference."""
    write(opened(store.path, device="b"), "von nebenan")
    target = tmp_path / "copy.werkstatt"
    handing.save_checked(store, target)
    assert files.check(target) == files.Finding(cards=5, entries=2, tables=())


def test_copy_of_a_file_that_is_gone(store: Store, tmp_path: Path) -> None:
    """Where the workshop's own file was damaged, the copy holds what is in memory, and that is compared."""
    write(store, "eins")
    with store.path.open("rb+") as file:
        file.write(bytes(store.path.stat().st_size))
    target = tmp_path / "copy.werkstatt"
    handing.save_checked(store, target)
    assert read(target).state == store.state


# --- Closing on a stick


def closed(store: Store) -> tuple[Path, State, list[object]]:
    write(store, "eins")
    kept = store.path, store.state, list(store.journal())
    store.close()
    return kept  # type: ignore[return-value]


def test_file_on_its_medium(store: Store) -> None:
    """A closed file that its medium gives back as it was can be pulled out."""
    path, state, entries = closed(store)
    before = path.read_bytes()
    handing.verify_on_medium(path, state, entries)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("what", SPOILED)
def test_stick_that_lies(store: Store, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """A stick that gives back something else is found out; the file is left as it is."""
    path, state, entries = closed(store)
    lying(monkeypatch, SPOILED[what])
    with pytest.raises(FileProblem) as problem:
        handing.verify_on_medium(path, state, entries)  # type: ignore[arg-type]
    assert problem.value.key == "medium_differs"
    assert path.exists()


def test_stick_pulled_out_too_early(store: Store) -> None:
    """A file that is not there any more is missing."""
    path, state, entries = closed(store)
    path.unlink()
    with pytest.raises(FileProblem) as problem:
        handing.verify_on_medium(path, state, entries)  # type: ignore[arg-type]
    assert problem.value.key in {"missing", "unreadable"}


@pytest.mark.skipif(not hasattr(os, "RWF_NOWAIT"), reason="the system does not tell what it has in memory")
def test_cache_is_forgotten(tmp_path: Path) -> None:
    """After it was brought onto its medium a file is not in memory any more, so it is read from there."""
    path, other = tmp_path / "file", tmp_path / "other"

    def in_memory(path: Path) -> bool:
        handle = os.open(path, os.O_RDONLY)
        try:
            return os.preadv(handle, [bytearray(1)], 0, os.RWF_NOWAIT) == 1
        except BlockingIOError:
            return False
        except OSError:
            pytest.skip("this file system does not tell what is in memory")
        finally:
            os.close(handle)

    for file in (path, other):
        file.write_bytes(os.urandom(1 << 16))
        assert in_memory(file)
    with other.open("rb+") as handle:
        os.fsync(handle.fileno())
        os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if in_memory(other):
        pytest.skip("this file system has all in memory")
    seen = True
    for _ in range(20):  # pages that the system is just writing out stay for a moment
        handing._forget_cache(path)
        seen = in_memory(path)  # asked once a round: on some systems the question itself brings the file back
        if not seen:
            break
        time.sleep(0.05)
    assert not seen


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell what is synced")
def test_brought_onto_the_medium(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """File and folder are synced before the file is read back."""
    path, state, entries = closed(store)
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(str(Path(f"/proc/self/fd/{fd}").readlink())))
    handing.verify_on_medium(path, state, entries)  # type: ignore[arg-type]
    assert synced == [str(path), str(path.parent)]


# --- A copy without history and names


def lived(store: Store) -> None:
    """A workshop with a past: deleted, reworded, taken back; names in every field that is for names."""
    do = store.commit
    do(setup.edit_group(store.state, "g1", moderator="Moderatorname", note_taker="Schreibername"))
    facts = {name: f"Personname-{name}" for name in NAMES["workshops"]}
    do(setup.edit_workshop(store.state, **facts))
    do(setup.edit_programme_item(store.state, "p1", speaker="Rednername"))
    do(cards.reword_card(store.state, "c1", "Geheimer Zwischenstand"))
    do(cards.reword_card(store.state, "c1", "Letzter Wortlaut"))
    do(cards.explain_card(store.state, "c1", "Erklärung"))
    write(store, "Gelöschte Karte")
    [new] = [card.id for card in store.state.all(Card) if card.text == "Gelöschte Karte"]
    do(cards.delete_cards(store.state, [new]))
    write(store, "Zurückgenommen")
    store.undo()
    do(board.form_cluster(store.state, "g2", ["c4"], "Aufgelöst", at=(1, 2)))
    [theme] = [t.id for t in store.state.all(Cluster) if t.heading == "Aufgelöst"]
    do(board.dissolve_cluster(store.state, theme))
    do(parking.delete_parked(store.state, "k2"))


PAST = [
    "Moderatorname", "Schreibername", "Personname", "Rednername", "Geheimer Zwischenstand", "Runder Tisch",
    "Gelöschte Karte", "Zurückgenommen", "Aufgelöst", "Newsletter", "Device-of-Eva",
]  # fmt: skip


def test_bare_copy(path: Path, tmp_path: Path, opened: Open) -> None:
    """It holds what is to be seen and is a workshop of its own, whose history begins with it."""
    store = opened(path, "Device-of-Eva")
    lived(store)
    target = tmp_path / "bare.werkstatt"
    handing.save_bare(store.state, target)
    found = read(target, journal=True)
    assert files.check(target).tables == ()
    assert len(found.journal) == 1
    assert found.journal[0].device == "base"
    assert found.doc_id != store.doc_id
    for table, rows in store.state.shown.items():
        assert set(found.state.tables[table]) == set(rows)
    card = found.state.get(Card, "c1")
    assert card is not None
    assert (card.text, card.first_text, card.explanation) == ("Letzter Wortlaut", None, "Erklärung")
    assert found.state.workshop.title == store.state.workshop.title
    assert found.state.count(ParkedItem) == 1
    again = opened(target)
    assert again.undo_verb is None


def test_nothing_of_the_past_in_the_bytes(path: Path, tmp_path: Path, opened: Open) -> None:
    """Neither names nor anything that was deleted, reworded or taken back stands in the file."""
    store = opened(path, "Device-of-Eva")
    lived(store)
    entries = [entry.id for entry in store.journal()]
    before = path.read_bytes()
    for word in PAST:
        assert word.encode() in before
    target = tmp_path / "bare.werkstatt"
    handing.save_bare(store.state, target)
    assert [p.name for p in tmp_path.iterdir() if p not in (path, target)] == []
    content = target.read_bytes()
    for word in [*PAST, store.doc_id, *entries]:
        assert word.encode() not in content
    assert b"Letzter Wortlaut" in content


def test_no_name_is_left(path: Path, tmp_path: Path, opened: Open) -> None:
    """Each field that is there for names is empty, whatever fields there will be."""

    def named(record: Record) -> Record:
        values = dict.fromkeys(NAMES.get(TABLE_OF[type(record)], ()), "Eva Muster")
        return type(record)(**{f.name: getattr(record, f.name) for f in fields(record)} | values)

    store_path = tmp_path / "named.werkstatt"
    files.create(store_path, base_edit("create_workshop", [named(r) for r in workshop_records()]))
    target = tmp_path / "bare.werkstatt"
    handing.save_bare(opened(store_path).state, target)
    assert b"Eva Muster" not in target.read_bytes()
    assert files.check(target).cards == 4


def test_bare_copy_keeps_to_what_is_there(tmp_path: Path) -> None:
    """What points to something deleted points nowhere; a deleted owner stays with what it owns."""
    records = [
        *workshop_records(),
        Group(id="g9", name="Fort", gone=True),
        Card(id="c9", group_id="g9", category_id="own", text="Noch da", written=9),
        Cluster(id="t9", group_id="g1", heading="Verschwunden", gone=True),
        Card(id="c8", group_id="g1", category_id="own", cluster_id="t9", text="Hängt lose", written=8),
        ParkedItem(id="k9", text="Ohne Gruppe", group_id="g8"),
        Group(id="g8", name="Auch fort", gone=True),
    ]
    state = State().apply(base_edit("x", records).changes)
    state = state.apply([change(state.workshop, replace(state.workshop, from_doc="f" * 32))])
    target = tmp_path / "bare.werkstatt"
    handing.save_bare(state, target)
    found = read(target).state
    assert found.workshop.from_doc is None
    assert found.count(Card) == 6
    assert found.get(Group, "g9") is not None
    card, parked = found.get(Card, "c8"), found.get(ParkedItem, "k9")
    assert card is not None
    assert card.cluster_id is None
    assert parked is not None
    assert parked.group_id is None
    content = target.read_bytes()
    assert b"Verschwunden" not in content
    assert b"Auch fort" not in content
