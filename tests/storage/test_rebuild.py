"""A workshop whose file is lost is made again from a backup and the recorder; what is missing is said."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.examples import new_file, open_file
from tests.storage.kept import back_up, recording, texts, write
from tests.storage.test_agreement import DEEDS, brought
from werkstatt_desktop.domain.erasing import emptied
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.state import settle
from werkstatt_desktop.storage import files, recorder
from werkstatt_desktop.storage.keep import backups_folder, recorder_folder
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.rebuild import Rebuilt, rebuild
from werkstatt_desktop.storage.recorder import RECORDER, Recorder, lines_after
from werkstatt_desktop.storage.rows import entry_row
from werkstatt_desktop.storage.store import Store

OpenKept = Callable[[], Store]
TEXTS = ("", "a", "ä <&\n", "\u202eneu", "b" * 50)


@pytest.fixture
def keep(memory: Path) -> Path:
    return memory / "keep"


@pytest.fixture
def path(memory: Path) -> Path:
    return new_file(memory / "Essen.werkstatt")


@pytest.fixture
def kept(path: Path, keep: Path) -> Iterator[OpenKept]:
    """Opens the workshop file; it is closed at the end of the test."""
    stores: list[Store] = []

    def open_one() -> Store:
        stores.append(files.open_store(path, device="a", keep=keep))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def again(store: Store, keep: Path) -> tuple[Rebuilt, Path]:
    """What is rebuilt after the file was lost."""
    target = store.path.with_name("again.werkstatt")
    target.unlink(missing_ok=True)
    return rebuild(keep, store.doc_id, store.path, target), target


def assert_same(target: Path, store: Store) -> None:
    """A file holds just what the store has, state and journal, and is the same workshop.

    What was erased may still stand in one of the journals, until it is erased there too.
    """
    seen = files.check(target)
    assert (seen.tables, seen.pictures) == ((), 0)
    found = read(target, journal=True)
    assert found.state == store.state
    erased = store.state.tables["erased"]
    there, here = ([emptied(entry, erased) for entry in j] for j in (found.journal, store.journal()))
    assert there == here
    assert found.doc_id == store.doc_id


def texts_in(path: Path) -> set[str]:
    return texts(read(path).state)


# --- Whole


def test_rebuilt(kept: OpenKept, path: Path, keep: Path) -> None:
    """Backup and lines make the workshop again, also where the file is gone, and it can be gone on with."""
    store = kept()
    write(store, "eins")
    back_up(store, keep)
    write(store, "zwei")
    store.undo()
    write(store, "drei")
    path.unlink()
    found, target = again(store, keep)
    assert found == Rebuilt(5, whole=True)
    with closing(open_file(target)) as new:
        assert new.state == store.state
        assert [e.id for e in new.journal()][1:] == [line.id for line in recording(store, keep).lines]
        assert new.undo() == "write_card"
        assert "drei" not in texts(new.state)
    assert files.check(target).tables == ()


def test_nothing_since_the_backup(kept: OpenKept, keep: Path) -> None:
    """A recorder that was begun anew at closing is enough with its backup."""
    store = kept()
    write(store, "eins")
    store.close(back_up(store, keep))
    found, target = again(store, keep)
    assert found == Rebuilt(2, whole=True)
    assert "eins" in texts_in(target)


def test_after_others_wrote(kept: OpenKept, path: Path, keep: Path) -> None:
    """What another program wrote into the file is there again too."""
    store = kept()
    back_up(store, keep)
    write(store, "eins")
    with closing(open_file(path, "b")) as other:
        write(other, "dort")
    write(store, "zwei")
    assert store.flush()
    found, target = again(store, keep)
    assert found == Rebuilt(4, whole=True)
    assert read(target).state == store.state


def test_received(kept: OpenKept, memory: Path, path: Path, keep: Path) -> None:
    """What came from another copy, in whatever order, is there again."""
    store = kept()
    back_up(store, keep)
    with closing(open_file(Path(shutil.copy(path, memory / "b.werkstatt")), "0")) as other:
        write(other, "dort 1")
        write(store, "hier")
        write(other, "dort 2")
        store.receive(other.journal(), store.doc_id)
    found, target = again(store, keep)
    assert found.whole
    assert_same(target, store)


def history(chance: random.Random, folder: Path) -> None:
    """Live through a random history with backups, and rebuild again and again."""
    folder.mkdir()
    path, keep = new_file(folder / "w.werkstatt"), folder / "keep"
    store = files.open_store(path, device="a", keep=keep)
    back_up(store, keep)
    for _ in range(chance.randint(1, 25)):
        what = chance.random()
        if what < 0.08:
            back_up(store, keep)
        elif what < 0.16:
            store.close(back_up(store, keep) if chance.random() < 0.5 else None)
            store = files.open_store(path, device=chance.choice("ab"), keep=keep)
        elif what < 0.26:
            store.undo()
        elif what < 0.32:
            store.redo()
        else:
            with suppress(Refused, IndexError):
                edit = DEEDS[chance.choice(list(DEEDS))](
                    store.state,
                    chance.randrange(8),
                    chance.randrange(8),
                    chance.choice(TEXTS),
                    (chance.randint(-5, 5), chance.randint(-5, 5)),
                )
                if edit is not None:
                    store.commit(edit, brought(edit))
    found, target = again(store, keep)
    assert found == Rebuilt(len(list(store.journal())), whole=True)
    assert_same(target, store)
    store.close()
    shutil.rmtree(folder)


@pytest.mark.parametrize("part", range(2))
def test_any_history(memory: Path, part: int) -> None:
    """Whatever was done, what is rebuilt is the workshop: state and journal."""
    for n in range(25):
        history(random.Random(part * 1000 + n), memory / f"{n}")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_thousand_histories(memory: Path) -> None:
    """The same a thousand times."""
    for n in range(1000):
        history(random.Random(10_000 + n), memory / f"{n}")


# --- Not whole


def test_another_backup(kept: OpenKept, keep: Path) -> None:
    """Where the named backup is not what it was, another sound one and the lines do, as far as they reach."""
    store = kept()
    first = back_up(store, keep)
    write(store, "eins")
    second = back_up(store, keep)
    write(store, "zwei")
    folder = backups_folder(keep, store.doc_id)
    (folder / second.name).write_bytes(b"kaputt")
    found, target = again(store, keep)
    assert found == Rebuilt(3, whole=True)
    assert_same(target, store)
    (folder / first.name).write_bytes(b"")
    with pytest.raises(FileProblem, match="missing"):
        again(store, keep)


def test_backup_changed(kept: OpenKept, keep: Path) -> None:
    """A backup that is a sound workshop, but not the one that was named, is not taken for it."""
    store = kept()
    write(store, "eins")
    base = back_up(store, keep)
    write(store, "zwei")
    with closing(open_file(backups_folder(keep, store.doc_id) / base.name, "b")) as meddler:
        write(meddler, "untergeschoben")
    with pytest.raises(FileProblem, match="missing"):
        again(store, keep)


def test_lines_before_the_backup_are_gone(kept: OpenKept, keep: Path) -> None:
    """After the recorder was begun anew an older backup does not make the whole, and that is said."""
    store = kept()
    back_up(store, keep)
    id = write(store, "eins")
    store.close(last := back_up(store, keep))
    store = kept()
    write(store, "zwei")
    from werkstatt_desktop.domain.verbs import cards

    store.commit(cards.reword_card(store.state, id, "eins, neu"))
    (backups_folder(keep, store.doc_id) / last.name).unlink()
    found, target = again(store, keep)
    assert not found.whole
    assert files.check(target).tables == ()
    assert texts_in(target) >= {"zwei"}
    assert "eins, neu" not in texts_in(target)
    assert found.entries == 2


def test_gap(kept: OpenKept, keep: Path) -> None:
    """A line that was lost is missed; of what comes after it all is taken that can do without."""
    store = kept()
    back_up(store, keep)
    for text in ("eins", "zwei", "drei"):
        write(store, text)
    file = recorder_folder(keep, store.doc_id, store.path) / RECORDER
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(line for line in lines if b"zwei" not in line))
    found, target = again(store, keep)
    assert found == Rebuilt(3, whole=False)
    assert {"eins", "drei"} <= texts_in(target)
    assert settle(read(target, journal=True).journal) == read(target).state


def test_program_that_could_not_record(kept: OpenKept, path: Path, keep: Path) -> None:
    """What came into the file while the recorder was off is missed once anything is recorded after it."""
    store = kept()
    back_up(store, keep)
    write(store, "eins")
    store.close()
    with closing(open_file(path, "a")) as without:
        write(without, "zwei")
    store = kept()
    assert store.wants_backup
    write(store, "drei")
    found, target = again(store, keep)
    assert found == Rebuilt(3, whole=False)
    back_up(store, keep)
    assert again(store, keep)[0] == Rebuilt(4, whole=True)
    assert_same(target, store)


def test_recorder_lost(kept: OpenKept, keep: Path) -> None:
    """With a backup alone there is what was in the backup, and nobody knows whether that is all."""
    store = kept()
    write(store, "eins")
    back_up(store, keep)
    write(store, "zwei")
    (recorder_folder(keep, store.doc_id, store.path) / RECORDER).unlink()
    found, target = again(store, keep)
    assert found == Rebuilt(2, whole=False)
    assert "eins" in texts_in(target)


def test_line_that_does_not_fit(kept: OpenKept, keep: Path) -> None:
    """A recorded step that no workshop can take does not keep the rest from being rebuilt."""
    from tests.examples import entry, made
    from werkstatt_desktop.domain.edits import Change

    store = kept()
    back_up(store, keep)
    write(store, "eins")
    change = Change("cards", "c9", {"gone": True}, {"group_id": "nowhere", "category_id": "own"})
    one = Recorder(recorder_folder(keep, store.doc_id, store.path), store.doc_id, store.path)
    one.append(lines_after([entry_row(entry("x", 99, made("x", change)))], "nowhere"))
    one.close()
    found, target = again(store, keep)
    assert found == Rebuilt(2, whole=False)
    assert_same(target, store)


def test_left_steps_stay_left(kept: OpenKept, path: Path, keep: Path) -> None:
    """What the user did not want in the file does not come back with it."""
    store = kept()
    back_up(store, keep)
    store.close()
    copy = Path(shutil.copy(path, path.with_name("older")))
    write(store := kept(), "eins")
    store.close()
    with closing(open_file(copy, "b")) as other:
        write(other, "dort")
    copy.replace(path)
    store = kept()
    store.leave_offer()
    back_up(store, keep)
    write(store, "zwei")
    found, target = again(store, keep)
    assert found == Rebuilt(3, whole=True)
    assert_same(target, store)


# --- Where it goes


def test_target_that_exists(kept: OpenKept, keep: Path) -> None:
    """Nothing is written over, and nothing is left behind."""
    store = kept()
    back_up(store, keep)
    before = store.path.read_bytes()
    with pytest.raises(FileProblem, match="exists"):
        rebuild(keep, store.doc_id, store.path, store.path)
    assert store.path.read_bytes() == before
    assert sorted(p.name for p in store.path.parent.iterdir()) == ["Essen.werkstatt", "keep"]


def test_nothing_kept(path: Path, keep: Path) -> None:
    """Where nothing is kept, that is said, and no file made."""
    with pytest.raises(FileProblem, match="missing"):
        rebuild(keep, "unknown", path, path.with_name("again.werkstatt"))
    assert not path.with_name("again.werkstatt").exists()


def test_base_with_a_foreign_name(kept: OpenKept, keep: Path, memory: Path) -> None:
    """A recorder cannot name a file outside of the folder of backups."""
    store = kept()
    write(store, "eins")
    base = back_up(store, keep)
    found = recording(store, keep)
    (backups_folder(keep, store.doc_id) / base.name).rename(memory / "outside.werkstatt")
    assert found.base is not None
    named = recorder.Base("../../../outside.werkstatt", found.base.sha256, found.base.last)
    store._medium._first._recorder.note_base(named)  # type: ignore[union-attr]
    with pytest.raises(FileProblem, match="missing"):
        again(store, keep)
