"""When the disk cannot be written: nothing is lost, and what waits comes onto it later."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.examples import new_file, open_file, same_visible
from tests.plain import run_plain
from tests.storage.conftest import Open
from werkstatt_desktop.domain.edits import Step
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import board, cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.store import Safety, Store


def write(store: Store, text: str) -> None:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=[text]))


@contextmanager
def held(path: Path, how: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """Another program that has the file for itself meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(how)
        if how == "BEGIN":
            other.execute("SELECT count(*) FROM cards").fetchall()
        yield
        other.execute("ROLLBACK")


def impatient(store: Store) -> Store:
    store._document._connection.execute("PRAGMA busy_timeout = 20")
    return store


@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN"])
def test_file_held_by_another(store: Store, path: Path, how: str) -> None:
    """The first step is taken and waits; the next is refused; released, the file gets all of it."""
    impatient(store)
    told: list[Step] = []
    heard: list[Safety] = []
    store.subscribe(told.append)
    store.watch_safety(heard.append)
    before = store.safety.at
    with held(path, how):
        write(store, "wartet")
        assert store.state.count(Card) == len(told) + 4 == 5
        assert store.safety.waiting == heard[-1].waiting == 1
        assert store.safety.trouble is not None
        assert store.safety.trouble.key == "file_busy"
        assert store.safety.at == before
        state = store.state
        for step in (lambda: write(store, "nein"), store.undo):
            with pytest.raises(Refused) as refused:
                step()
            assert refused.value.key == "not_safe"
            assert store.state is state
            assert len(told) == 1
        assert not store.flush()
    assert store.flush()
    assert heard[-1] == store.safety == Safety(store.safety.at, 0, None)
    entries = list(store.journal())
    assert [e.edit.verb for e in entries] == ["create_workshop", "write_card"]
    assert store.safety.at == entries[-1].at
    write(store, "weiter")
    assert files.check(path) == files.Finding(cards=6, entries=3, tables=())


def test_next_step_brings_the_one_before(store: Store, path: Path) -> None:
    """A commit first writes what waited, so nothing has to be asked for."""
    impatient(store)
    with held(path):
        write(store, "eins")
    write(store, "zwei")
    assert store.safety.waiting == 0
    assert [e.number for e in store.journal()] == [1, 1, 2]
    assert files.check(path).cards == 6


def test_undo_of_what_waited(store: Store, path: Path) -> None:
    """What could not be written at first is taken back like any other step."""
    impatient(store)
    with held(path):
        write(store, "eins")
        assert store.undo_verb == "write_card"
    assert store.undo() == "write_card"
    assert store.redo() == "write_card"
    assert files.check(path) == files.Finding(cards=5, entries=4, tables=())


def test_what_waits_is_in_the_journal_and_in_a_copy(
    store: Store, path: Path, tmp_path: Path, opened: Open
) -> None:
    """Another place gets the whole workshop, with what could not be written in the first."""
    impatient(store)
    with held(path):
        write(store, "wartet")
        assert len(list(store.journal())) == 2
        files.save_copy(store, tmp_path / "copy.werkstatt")
        copy = opened(tmp_path / "copy.werkstatt")
        assert copy.state == store.state
        assert copy.doc_id == store.doc_id
        assert copy.undo_verb == "write_card"
        assert files.check(copy.path) == files.Finding(cards=5, entries=2, tables=())
    store.receive(copy.journal(), copy.doc_id)
    assert len(list(store.journal())) == 2


def test_receiving_while_the_file_is_held(path: Path, tmp_path: Path, opened: Open) -> None:
    """What came from another copy waits too, and can be taken back as it could there."""
    other = opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")))
    write(other, "von dort")
    store = impatient(opened(path))
    with held(path):
        store.receive(other.journal(), other.doc_id)
        assert store.state == other.state
        assert store.safety.waiting == 1
        assert store.undo_verb == "write_card"
    assert store.undo() == "write_card"
    assert files.check(path) == files.Finding(cards=4, entries=3, tables=())


def test_commit_that_succeeded_without_saying_so(store: Store, path: Path, tmp_path: Path) -> None:
    """A put that is in the file although its commit failed is written again without harm."""
    impatient(store)
    with held(path):
        write(store, "doppelt")
    put = store._medium.waiting[0]
    assert store.flush()
    store._medium.put(put)
    assert store.safety.waiting == 0
    assert files.check(path) == files.Finding(cards=5, entries=2, tables=())


def test_file_taken_away(store: Store, path: Path, tmp_path: Path, opened: Open) -> None:
    """A file that was moved away is missed at once, not written into the void; a copy saves all."""
    path.rename(tmp_path / "away.werkstatt")
    write(store, "wohin")
    assert store.safety.waiting == 1
    assert store.safety.trouble is not None
    assert store.safety.trouble.key == "missing"
    files.save_copy(store, tmp_path / "copy.werkstatt")
    assert opened(tmp_path / "copy.werkstatt").state == store.state
    (tmp_path / "away.werkstatt").rename(path)
    assert store.flush()
    assert files.check(path).cards == 5


def test_file_that_cannot_be_read_any_more(store: Store, path: Path, tmp_path: Path, opened: Open) -> None:
    """Where the file itself is lost, a copy holds what is in memory, and is a sound workshop."""
    write(store, "gerettet")
    store.commit(board.dissolve_cluster(store.state, "t1"))
    with path.open("rb+") as file:
        file.truncate(5000)
    write(store, "auch")
    assert store.safety.waiting == 1
    files.save_copy(store, tmp_path / "copy.werkstatt")
    copy = opened(tmp_path / "copy.werkstatt")
    assert copy.state == store.state
    assert copy.doc_id == store.doc_id
    assert files.check(copy.path).tables == ()
    assert copy.undo_verb is None


def test_journal_of_a_lost_file(store: Store, path: Path) -> None:
    """Where the past cannot be read, undo ends and says nothing else."""
    with path.open("rb+") as file:
        file.truncate(5000)
    assert store.undo_verb is None
    assert store.undo() is None
    with pytest.raises(FileProblem) as problem:
        list(store.journal())
    assert problem.value.key == "damaged"


FULL = """
import json, resource, sys
from pathlib import Path
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files

path = Path(sys.argv[1])
store = files.open_store(path, device="a")
told = []
store.subscribe(told.append)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40_000, hard))
written = 0
while not store.safety.waiting:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=["x" * 4000]))
    written += 1
found = {"written": written, "told": len(told), "trouble": store.safety.trouble.key}
try:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=["y"]))
except Refused as refused:
    found["refused"] = refused.key
found["sound"] = files.check(path).tables == ()
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
found["flushed"] = store.flush()
found["waiting"] = store.safety.waiting
store.close()
print(json.dumps(found))
"""


def test_no_room_for_the_file(path: Path) -> None:
    """Where the file cannot grow, the last step waits and the file is sound; with room all of it is there."""
    found = json.loads(run_plain(FULL, path))
    written = found.pop("written")
    assert written > 1
    assert found.pop("trouble") in {"disk_full", "cannot_write"}
    assert found == {"told": written, "refused": "not_safe", "sound": True, "flushed": True, "waiting": 0}
    assert files.check(path) == files.Finding(cards=4 + written, entries=1 + written, tables=())


CREATE = """
import resource, sys
from pathlib import Path
from tests.examples import new_file
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import files

_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
store = files.open_store(Path(sys.argv[2]), device="a")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
for make in (lambda p: new_file(p), lambda p: files.save_copy(store, p)):
    try:
        make(Path(sys.argv[1]))
    except FileProblem as problem:
        print(problem.key, problem.exit_code)
"""


def test_no_room_for_a_new_file(tmp_path: Path, path: Path) -> None:
    """A workshop that cannot be made or copied leaves nothing behind."""
    folder = tmp_path / "full"
    folder.mkdir()
    said = run_plain(CREATE, folder / "new.werkstatt", path).split("\n")
    assert set(said) <= {"disk_full 5", "cannot_create 5", ""}
    assert len(said) == 3
    assert list(folder.iterdir()) == []


READ_ONLY = """
import json, sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files

store = files.open_store(Path(sys.argv[1]), device="a")
before = store.state
found = {"read_only": store.read_only, "undo": store.undo_verb, "refused": []}
for step in (lambda: store.commit(cards.reword_card(store.state, "c1", "x")), store.undo):
    try:
        step()
    except Refused as refused:
        found["refused"].append([refused.key, store.state is before])
files.save_copy(store, Path(sys.argv[2]))
store.close()
print(json.dumps(found))
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only(tmp_path: Path, what: str) -> None:
    """A file or folder that may only be read can be looked at and copied; every step is refused."""
    folder = tmp_path / "stick"
    folder.mkdir()
    path = new_file(folder / "w.werkstatt")
    store = open_file(path)
    write(store, "davor")
    store.close()
    locked = path if what == "file" else folder
    locked.chmod(0o444 if what == "file" else 0o555)
    try:
        found = json.loads(run_plain(READ_ONLY, path, tmp_path / "copy.werkstatt"))
    finally:
        locked.chmod(0o755)
    assert found == {"read_only": True, "undo": "write_card", "refused": [["read_only", True]] * 2}
    copy = open_file(tmp_path / "copy.werkstatt")
    assert copy.state.count(Card) == 5
    assert not copy.read_only
    assert copy.undo() == "write_card"
    copy.close()


def crashed(path: Path, folder: Path) -> Path:
    """A copy of a workshop as a crash in the middle of writing leaves it: half written, with its journal."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 2")
        other.execute("PRAGMA synchronous = FULL")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE cards SET text = 'half written' || hex(randomblob(1000))")
        other.execute("UPDATE journal SET crc = 0, changes = hex(randomblob(20000))")
        for name in (path.name, path.name + "-journal"):
            shutil.copy(path.with_name(name), folder / name)
        other.execute("ROLLBACK")
    assert b"half written" in (folder / path.name).read_bytes()
    return folder / path.name


def test_after_a_crash(path: Path, tmp_path: Path, opened: Open) -> None:
    """What a crash left half written is taken back on opening."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    store = opened(crashed(path, folder))
    assert same_visible(store.state, opened(path).state)
    assert files.check(store.path).tables == ()


def test_check_after_a_crash(path: Path, tmp_path: Path) -> None:
    """The check says what is in the file once the crash is mended, and leaves the file to the window."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    file = crashed(path, folder)
    before = file.read_bytes()
    assert files.check(file) == files.Finding(cards=4, entries=1, tables=())
    assert file.read_bytes() == before
    assert len(list(folder.iterdir())) == 2


def test_rename_after_a_crash(path: Path, tmp_path: Path, opened: Open) -> None:
    """A file is mended before it gets another name, which its journal would not know."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    file = crashed(path, folder)
    files.rename(file, folder / "new.werkstatt")
    assert [p.name for p in folder.iterdir()] == ["new.werkstatt"]
    assert files.check(folder / "new.werkstatt").tables == ()


CRASHED = """
import sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import files
try:
    files.open_store(Path(sys.argv[1]), device="a")
except FileProblem as problem:
    print(problem.key, problem.exit_code)
"""


def test_after_a_crash_on_a_medium_that_may_only_be_read(path: Path, tmp_path: Path) -> None:
    """Where the crash cannot be mended, that is said, and nothing half written is shown."""
    folder = tmp_path / "stick"
    folder.mkdir()
    file = crashed(path, folder)
    folder.chmod(0o555)
    try:
        assert run_plain(CRASHED, file) == "unfinished 4\n"
    finally:
        folder.chmod(0o755)
