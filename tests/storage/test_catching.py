"""Opening: what the recorder has and the file lacks is taken over, or offered."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.examples import made, new_file, open_file
from tests.storage.kept import (
    START,
    back_up,
    held,
    older_copy,
    only_recorded,
    recorded,
    recording,
    texts,
    wait_for,
    write,
    written,
)
from tests.storage.test_agreement import DEEDS, brought
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.erasing import emptied
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.state import settle
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files, recorder
from werkstatt_desktop.storage.keep import backups_folder, recorder_folder
from werkstatt_desktop.storage.recorder import RECORDER, Recorder
from werkstatt_desktop.storage.store import Store

OpenKept = Callable[..., Store]


@pytest.fixture
def tmp_path(memory: Path) -> Path:
    return memory


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keep"


@pytest.fixture
def kept(path: Path, keep: Path) -> Iterator[OpenKept]:
    """Opens workshop files with a folder for what is kept; they are closed at the end of the test."""
    stores: list[Store] = []

    def open_one(at: Path = path, device: str = "a") -> Store:
        stores.append(files.open_store(at, device=device, keep=keep))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


# --- Taken over


def test_nothing_to_take_over(kept: OpenKept) -> None:
    """A workshop that was closed as it should be is opened as it is."""
    write(kept(), "a")
    store = kept()
    assert (store.taken, store.offered) == (0, ())
    assert texts(store.state) == START | {"a"}


def test_crash_before_the_file_had_it(path: Path, keep: Path, kept: OpenKept) -> None:
    """What only the recorder has is in the workshop again, in its file and in its past; once."""
    ids = only_recorded(path, keep, "eins", "zwei", "drei")
    store = kept()
    assert (store.taken, store.offered, store.safety.waiting) == (3, (), 0)
    assert texts(store.state) == START | {"eins", "zwei", "drei"}
    assert [e.id for e in store.journal()][1:] == ids
    assert settle(store.journal()) == store.state
    assert store.undo() == "write_card"
    assert written(path) == {"eins", "zwei"}
    store.close()
    store = kept()
    assert (store.taken, store.offered) == (0, ())
    assert [e.seq for e in store.journal()] == [1, 2, 3, 4, 5]


def test_crash_after_some_of_it(path: Path, keep: Path, kept: OpenKept) -> None:
    """Where the file has the first of the recorded steps, the rest is taken over."""
    store = kept()
    for text in ("eins", "zwei"):
        write(store, text)
    store.close()
    copy = older_copy(path)
    write(store := kept(), "drei")
    write(store, "vier")
    store.close()
    copy.replace(path)
    store = kept()
    assert (store.taken, store.offered) == (2, ())
    assert texts(store.state) == START | {"eins", "zwei", "drei", "vier"}


def test_going_on_after_a_crash(path: Path, keep: Path, kept: OpenKept) -> None:
    """New steps follow what was taken over, and the next crash loses none of both."""
    only_recorded(path, keep, "eins")
    copy = older_copy(path)
    store = kept()
    write(store, "zwei")
    store.undo()
    write(store, "drei")
    before = store.state
    store.close()
    copy.replace(path)
    store = kept()
    assert (store.taken, store.offered) == (4, ())
    assert store.state == before
    assert store.undo_verb == "write_card"
    assert files.check(path).tables == ()


def history(chance: random.Random, folder: Path) -> None:
    """Do whatever, and lose the end of it."""
    folder.mkdir()
    path, keep = new_file(folder / "w.werkstatt"), folder / "keep"
    crashed = folder / "crashed"
    with closing(files.open_store(path, device="a", keep=keep)) as store:
        steps = chance.randint(1, 20)
        lost = chance.randint(0, steps)
        for n in range(steps):
            if n == lost:
                shutil.copyfile(path, crashed)
            what = chance.random()
            if what < 0.1:
                back_up(store, keep)
            elif what < 0.25:
                store.undo()
            elif what < 0.35:
                store.redo()
            else:
                with suppress(Refused, IndexError):
                    edit = DEEDS[chance.choice(list(DEEDS))](
                        store.state, chance.randrange(8), chance.randrange(8), chance.choice("ab"), (n, n)
                    )
                    if edit is not None:
                        store.commit(edit, brought(edit))
        state, journal = store.state, list(store.journal())
        verbs = store.undo_verb, store.redo_verb
    if crashed.exists():
        crashed.replace(path)
    with closing(files.open_store(path, device="a", keep=keep)) as store:
        assert store.offered == ()
        assert store.state == state
        # What was erased need not stand in the journal again.
        erased = state.tables["erased"]
        assert [emptied(e, erased) for e in store.journal()] == [emptied(e, erased) for e in journal]
        assert (store.undo_verb, store.redo_verb) == verbs
    seen = files.check(path)
    assert (seen.tables, seen.pictures) == ((), 0)
    shutil.rmtree(folder)


def test_any_history(memory: Path) -> None:
    """Wherever the end of a history is lost, the recorder brings it back as it was, unasked."""
    for n in range(40):
        history(random.Random(n), memory / f"{n}")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_thousand_histories(memory: Path) -> None:
    """The same a thousand times."""
    for n in range(1000):
        history(random.Random(10_000 + n), memory / f"{n}")


def test_received_steps_after_a_crash(path: Path, tmp_path: Path, keep: Path, kept: OpenKept) -> None:
    """Steps that came from another copy, older and newer than ours, come to the same after a crash.

    Both copies reworded the same card; that is settled by the whole journal and not step by step.
    """
    twin = Path(shutil.copy(path, tmp_path / "twin.werkstatt"))
    for device in ("0", "z"):
        at = path.with_name(f"{device}.werkstatt")
        shutil.copy(path, at)
        shutil.copy(twin, tmp_path / f"{device}-twin.werkstatt")
        with closing(open_file(tmp_path / f"{device}-twin.werkstatt", device)) as other:
            other.commit(cards.reword_card(other.state, "c1", "von dort"))
            write(other, "auch")
            theirs = list(other.journal())
        copy = older_copy(at, f"{device}-older.werkstatt")
        store = kept(at, "m")
        store.commit(cards.reword_card(store.state, "c1", "von hier"))
        store.receive(theirs, store.doc_id)
        store.commit(cards.explain_card(store.state, "c1", "danach"))
        before = store.state
        store.close()
        copy.replace(at)
        store = kept(at, "m")
        assert (store.taken, store.offered) == (4, ())
        assert store.state == before == settle(store.journal())
        assert files.check(at).tables == ()


def test_taken_over_while_the_file_is_busy(path: Path, keep: Path, kept: OpenKept) -> None:
    """Where the file cannot be written just then, what is taken over waits, and is in the recorder."""
    only_recorded(path, keep, "eins")
    with held(path):
        store = kept()
        assert texts(store.state) == START | {"eins"}
        assert (store.taken, store.safety.waiting, store.safety.recorded) == (1, 1, True)
    assert store.flush()
    assert written(path) == {"eins"}


def test_read_only_file(path: Path, keep: Path) -> None:
    """A file that is only to be looked at is shown as it is; nothing is recorded for it."""
    only_recorded(path, keep, "eins")
    before = path.read_bytes()
    with closing(files.open_store(path, device="a", keep=keep, read_only=True)) as store:
        assert (store.taken, store.offered, store.wants_backup) == (0, (), False)
        assert store.drafts() == {}
        store.keep_drafts({"a": "b"})
    assert path.read_bytes() == before


# --- Offered


def test_lines_that_do_not_follow(path: Path, keep: Path, kept: OpenKept) -> None:
    """Where somebody else has written into the file meanwhile, what is recorded is offered, then joined."""
    ids = only_recorded(path, keep, "eins", "zwei")
    with closing(open_file(path, "other")) as other:
        write(other, "von dort")
    store = kept()
    assert store.taken == 0
    assert [e.id for e in store.offered] == ids
    assert texts(store.state) == START | {"von dort"}
    assert store.take_offer() == 2
    assert store.offered == ()
    assert written(path) == {"von dort", "eins", "zwei"}
    store.close()
    assert kept().offered == ()


def test_gap_among_the_lines(path: Path, keep: Path, kept: OpenKept) -> None:
    """Lines between which one is missing are not taken over unasked."""
    ids = only_recorded(path, keep, "eins", "zwei", "drei")
    folder = recorder_folder(keep, doc_id(path), path)
    lines = (folder / RECORDER).read_bytes().splitlines(keepends=True)
    (folder / RECORDER).write_bytes(b"".join([*lines[:2], lines[2][:-9] + b"\n", *lines[3:]]))
    store = kept()
    assert store.taken == 0
    assert [e.id for e in store.offered] == [ids[0], ids[2]]
    store.take_offer()
    assert written(path) == {"eins", "drei"}


def doc_id(path: Path) -> str:
    with closing(open_file(path)) as store:
        return store.doc_id


def test_offer_left(path: Path, keep: Path, kept: OpenKept) -> None:
    """What the user does not want is not offered again, and nothing of it is lost for another file."""
    only_recorded(path, keep, "eins")
    with closing(open_file(path, "other")) as other:
        write(other, "von dort")
    store = kept()
    assert [e.edit.verb for e in store.offered] == ["write_card"]
    store.leave_offer()
    assert not store.offered
    write(store, "weiter")
    store.close()
    store = kept()
    assert (store.taken, store.offered) == (0, ())
    assert written(path) == {"von dort", "weiter"}
    ids = only_recorded(path, keep, "neu")
    store = kept()
    assert store.taken == 1
    assert store.last == ids[0]


def test_file_moved_here(path: Path, keep: Path, kept: OpenKept) -> None:
    """What was recorded where the file lay before is offered at its new place; left, it is so for good."""
    only_recorded(path, keep, "eins")
    moved = path.rename(path.with_name("moved.werkstatt"))
    store = kept(moved)
    assert (store.taken, len(store.offered)) == (0, 1)
    store.close()
    store = kept(moved)
    assert len(store.offered) == 1
    store.leave_offer()
    store.close()
    store = kept(moved)
    assert store.offered == ()
    store.close()
    moved.rename(path)
    assert kept().taken == 1


def test_offer_of_a_moved_file_taken(path: Path, keep: Path, kept: OpenKept) -> None:
    """Taken over at the new place, it is there, in its recorder and in its file."""
    ids = only_recorded(path, keep, "eins")
    moved = path.rename(path.with_name("moved.werkstatt"))
    store = kept(moved)
    store.take_offer()
    assert recorded(store, keep) == ids
    assert written(moved) == {"eins"}
    store.close()
    assert kept(moved).offered == ()


def test_copy_beside_the_file(path: Path, keep: Path, kept: OpenKept) -> None:
    """What is recorded for a file that is still there is not offered to a copy of it."""
    copy = older_copy(path)
    only_recorded(path, keep, "eins")
    store = kept(copy)
    assert (store.taken, store.offered) == (0, ())


def test_older_file_put_back(path: Path, keep: Path, kept: OpenKept) -> None:
    """After an older copy was put in the place of the file, all steps since then are offered.

    Those that the recorder no longer has are in the backup that it names.
    """
    store = kept()
    write(store, "eins")
    store.close()
    copy = older_copy(path)
    store = kept()
    write(store, "zwei")
    store.close(back_up(store, keep))
    write(store := kept(), "drei")
    before = store.state
    store.close()
    copy.replace(path)
    store = kept()
    assert store.taken == 0
    assert len(store.offered) == 2
    assert store.wants_backup
    store.take_offer()
    assert store.state == before
    assert written(path) == {"eins", "zwei", "drei"}


def test_older_file_wanted(path: Path, keep: Path, kept: OpenKept) -> None:
    """Who wants the older file keeps it; the next crash brings back what was done since, and nothing else."""
    copy = older_copy(path)
    store = kept()
    write(store, "eins")
    store.close(back_up(store, keep))
    write(store := kept(), "zwei")
    store.close()
    copy.replace(path)
    store = kept()
    assert len(store.offered) == 2
    store.leave_offer()
    back_up(store, keep)
    assert not store.wants_backup
    crashed = older_copy(path, "crashed.werkstatt")
    write(store, "neu")
    store.close()
    crashed.replace(path)
    store = kept()
    assert (store.taken, store.offered) == (1, ())
    assert written(path) == {"neu"}


def test_backup_that_is_gone(path: Path, keep: Path, kept: OpenKept) -> None:
    """Lines are offered also where the backup before them is gone."""
    copy = older_copy(path)
    store = kept()
    write(store, "eins")
    store.close(back_up(store, keep))
    write(store := kept(), "zwei")
    store.close()
    shutil.rmtree(backups_folder(keep, store.doc_id))
    copy.replace(path)
    store = kept()
    assert len(store.offered) == 1
    store.take_offer()
    assert written(path) == {"zwei"}


def test_offer_that_does_not_fit(path: Path, keep: Path, kept: OpenKept) -> None:
    """An offer that needs what is missing is refused, stays, and can be left; the workshop is as before."""
    copy = older_copy(path)
    store = kept()
    id = write(store, "eins")
    store.close(back_up(store, keep))
    store = kept()
    store.commit(cards.reword_card(store.state, id, "anders"))
    store.close()
    shutil.rmtree(backups_folder(keep, store.doc_id))
    copy.replace(path)
    store = kept()
    before = store.state
    with pytest.raises(Refused):
        store.take_offer()
    assert len(store.offered) == 1
    assert store.state is before
    store.leave_offer()
    store.close()
    assert kept().offered == ()
    assert written(path) == set()


def test_another_workshops_recorder(path: Path, tmp_path: Path, keep: Path, kept: OpenKept) -> None:
    """Lines of another workshop are neither taken over nor offered, wherever they lie."""
    other = new_file(tmp_path / "other.werkstatt")
    only_recorded(other, keep, "fremd")
    mine = recorder_folder(keep, doc_id(path), path)
    mine.parent.mkdir(parents=True)
    recorder_folder(keep, doc_id(other), other).rename(mine)
    store = kept()
    assert (store.taken, store.offered) == (0, ())


@pytest.mark.parametrize("content", [b"", b"\x00" * 4000, b'00000000 {"row": []}\n', b"\xff\xfe\x00" * 99])
def test_unreadable_recorder(path: Path, keep: Path, kept: OpenKept, content: bytes) -> None:
    """A recorder that cannot be read keeps nobody from opening and writing; a new backup is asked for."""
    folder = recorder_folder(keep, doc_id(path), path)
    folder.mkdir(parents=True)
    (folder / RECORDER).write_bytes(content)
    store = kept()
    assert (store.taken, store.offered, store.wants_backup) == (0, (), True)
    write(store, "a")
    assert len(recorded(store, keep)) == 1
    back_up(store, keep)
    assert not store.wants_backup


def test_line_that_makes_no_sense(path: Path, keep: Path, kept: OpenKept) -> None:
    """A recorded step that the workshop cannot take is offered and refused; the file is opened as it is."""
    from tests.storage.test_recorder import raw_line
    from werkstatt_desktop.domain.edits import Entry
    from werkstatt_desktop.storage.rows import entry_row

    with closing(open_file(path)) as plain:
        last, id = plain.last, plain.doc_id
    edit = made("x", Change("cards", "c9", {}, {"group_id": "nowhere", "category_id": "own"}))
    folder = recorder_folder(keep, id, path)
    one = Recorder(folder, id, path)
    one.begin()
    one.close()
    with (folder / RECORDER).open("ab") as file:
        file.write(raw_line({"row": entry_row(Entry("e", 2, "a", 1, None, "", edit)), "after": last}))
    store = kept()
    assert (store.taken, len(store.offered)) == (0, 1)
    with pytest.raises(Refused):
        store.take_offer()
    write(store, "weiter")
    assert written(path) == {"weiter"}


def test_busy_while_it_is_compared(path: Path, keep: Path) -> None:
    """A file that is held by another program from the beginning can be opened afterwards."""
    only_recorded(path, keep, "eins")
    with held(path, "BEGIN EXCLUSIVE"), pytest.raises(FileProblem, match="file_busy"):
        files.open_store(path, device="a", keep=keep)
    with closing(files.open_store(path, device="a", keep=keep)) as store:
        assert store.taken == 1


# --- Whether a backup is wanted


def test_wanted_backup(path: Path, keep: Path, kept: OpenKept) -> None:
    """Without a backup the recorder cannot make the workshop again; with one, and all lines since, it can."""
    store = kept()
    wanted = [store.wants_backup]
    write(store, "a")
    wanted.append(store.wants_backup)
    back_up(store, keep)
    wanted.append(store.wants_backup)
    write(store, "b")
    wanted.append(store.wants_backup)
    store.close()
    store = kept()
    wanted.append(store.wants_backup)
    store.close(back_up(store, keep))
    wanted.append(kept().wants_backup)
    assert wanted == [True, True, False, False, False, False]
    assert recorded(kept(), keep) == []


def test_written_elsewhere_meanwhile(path: Path, keep: Path, kept: OpenKept) -> None:
    """After somebody else has written into the file while it was closed here, a new backup is wanted."""
    store = kept()
    store.close(back_up(store, keep))
    with closing(open_file(path, "other")) as other:
        write(other, "von dort")
    store = kept()
    assert store.wants_backup
    write(store, "a")
    assert store.wants_backup
    back_up(store, keep)
    assert not store.wants_backup


def test_backup_deleted(path: Path, keep: Path, kept: OpenKept) -> None:
    """A backup that is named and not there any more is missed."""
    store = kept()
    store.close(back_up(store, keep))
    shutil.rmtree(backups_folder(keep, store.doc_id))
    assert kept().wants_backup


def test_backup_of_another_file(path: Path, tmp_path: Path, keep: Path, kept: OpenKept) -> None:
    """A backup that was made while an older copy lay in the place of the file is not noted."""
    copy = older_copy(path)
    store = kept()
    write(store, "a")
    base = back_up(store, keep)
    aside = path.rename(tmp_path / "aside")
    copy.rename(path)
    with closing(open_file(path, "other")) as other:
        write(other, "fremd")
    back_up(store, keep)
    path.unlink()
    aside.rename(path)
    write(store, "b")
    assert recording(store, keep).base == base
    assert not store.wants_backup


# --- Closing


def test_closed_with_a_backup(path: Path, keep: Path, kept: OpenKept) -> None:
    """A recorder whose lines are all in the file and in a backup begins anew; else they stay."""
    store = kept()
    write(store, "a")
    old = back_up(store, keep)
    write(store, "b")
    store.close(old)
    assert len(recorded(store, keep)) == 2
    store = kept()
    base = back_up(store, keep)
    store.close(base)
    assert (recorded(store, keep), recording(store, keep).base) == ([], base)


def test_closed_with_an_offer_open(path: Path, keep: Path, kept: OpenKept) -> None:
    """What is offered and was neither taken nor left is offered again next time."""
    only_recorded(path, keep, "eins")
    with closing(open_file(path, "other")) as other:
        write(other, "von dort")
    store = kept()
    store.close(back_up(store, keep))
    assert len(kept().offered) == 1


def test_closed_while_the_file_is_busy(path: Path, keep: Path, kept: OpenKept) -> None:
    """What could not be written before closing is taken over when the workshop is opened again."""
    store = kept()
    write(store, "a")
    base = back_up(store, keep)
    store._document._connection.execute("PRAGMA busy_timeout = 20")
    with held(path):
        write(store, "b")
        assert (store.safety.waiting, store.safety.recorded) == (1, True)
        store.close(base)
    assert written(path) == {"a"}
    store = kept()
    assert store.taken == 1
    assert written(path) == {"a", "b"}


# --- Drafts


def test_drafts(path: Path, keep: Path, kept: OpenKept) -> None:
    """What stood in fields at the end is there at the next opening, for this path only."""
    store = kept()
    assert store.drafts() == {}
    store.keep_drafts({"collect": "halb fer"})
    copy = older_copy(path)
    assert kept().drafts() == {"collect": "halb fer"}
    assert kept(copy).drafts() == {}
    store.keep_drafts({})
    assert kept().drafts() == {}


def test_drafts_of_a_store_that_writes_behind(path: Path, keep: Path, kept: OpenKept) -> None:
    """They are kept within the second, and the last ones before the end too."""
    store = kept()
    store.write_behind(lambda: None)
    folder = recorder_folder(keep, store.doc_id, path)
    store.keep_drafts({"collect": "halb"})
    wait_for(lambda: recorder.drafts(folder) == {"collect": "halb"}, 1.0)
    store.keep_drafts({"collect": "halb fer"})
    store.close()
    assert recorder.drafts(folder) == {"collect": "halb fer"}
    store = kept()
    store.write_behind(lambda: None)
    store.keep_drafts({})
    store.close()
    assert recorder.drafts(folder) == {}
