"""Backups: made while the workshop is open, verified, thinned out by age, and made a workshop again."""

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.examples import new_file, open_file, same_visible, workshop
from tests.plain import run_plain
from tests.storage.conftest import Open
from tests.storage.make_golden import golden
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups, files, recorder
from werkstatt_desktop.storage.backups import Backup
from werkstatt_desktop.storage.comparing import compare, last_of
from werkstatt_desktop.storage.keep import backups_folder, recorder_folder
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.store import Store

NOON = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keep"


def write(store: Store, *texts: str) -> None:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=texts or ["neu"]))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- Making


def test_backup_holds_the_workshop(store: Store, keep: Path) -> None:
    """A backup made while the workshop is open holds its state and journal, and its name says how much."""
    write(store, "eins", "zwei")
    made = backups.make(store.path, keep, store.doc_id, now=NOON)
    assert names(backups_folder(keep, store.doc_id)) == ["20261122T120030Z 6c 2e.werkstatt"]
    assert made.backup == Backup(made.backup.path, NOON, 6, 2)
    found = read(made.backup.path, journal=True)
    assert found.state == store.state
    assert found.doc_id == store.doc_id
    assert [e.id for e in found.journal] == [e.id for e in store.journal()]
    assert made.last == found.journal[-1].id
    assert made.new
    assert files.check(made.backup.path) == files.Finding(cards=6, entries=2, tables=())


def test_hash_is_that_of_the_file(store: Store, keep: Path) -> None:
    """The hash that a recorder notes is that of the bytes on the disk."""
    made = backups.make(store.path, keep, store.doc_id)
    assert made.sha256 == hashlib.sha256(made.backup.path.read_bytes()).hexdigest()


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
def test_only_the_user_may_look(store: Store, keep: Path) -> None:
    """Neither a backup nor a folder on the way to it can be read by others, whatever the mask is."""
    before = os.umask(0)
    try:
        made = backups.make(store.path, keep, store.doc_id)
    finally:
        os.umask(before)
    path = made.backup.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, keep):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_new(store: Store, keep: Path) -> None:
    """While nothing was done since, the backup there is is verified and named again."""
    first = backups.make(store.path, keep, store.doc_id, now=NOON)
    again = backups.make(store.path, keep, store.doc_id, now=NOON + timedelta(hours=1))
    assert (again.backup, again.sha256, again.last) == (first.backup, first.sha256, first.last)
    assert not again.new
    write(store)
    assert backups.make(store.path, keep, store.doc_id, now=NOON + timedelta(hours=2)).new
    assert [b.entries for b in backups.of(keep, store.doc_id)] == [2, 1]


def test_bad_backup_is_not_taken_for_one(store: Store, keep: Path) -> None:
    """Where the newest backup was damaged meanwhile there is a new one, though nothing was done."""
    first = backups.make(store.path, keep, store.doc_id, now=NOON)
    content = bytearray(first.backup.path.read_bytes())
    place = content.index(b"Kurze Wege")
    content[place] ^= 1
    first.backup.path.write_bytes(content)
    again = backups.make(store.path, keep, store.doc_id, now=NOON + timedelta(hours=1))
    assert again.new
    assert files.check(again.backup.path).tables == ()


def test_two_in_a_second(store: Store, keep: Path) -> None:
    """Two backups never have one name, and the later one is the newer."""
    for count in range(3):
        write(store)
        made = backups.make(store.path, keep, store.doc_id, now=NOON)
        assert made.backup.at == NOON + timedelta(seconds=count)
    assert [b.entries for b in backups.of(keep, store.doc_id)] == [4, 3, 2]


def test_while_the_workshop_is_written(store: Store, keep: Path) -> None:
    """Backups from another thread are whole, however fast cards come meanwhile, and disturb nothing."""
    done = threading.Event()
    made: list[backups.Made] = []
    problems: list[FileProblem] = []

    def back_up() -> None:
        try:
            while not done.is_set():
                made.append(backups.make(store.path, keep, store.doc_id))
        except FileProblem as problem:
            problems.append(problem)

    thread = threading.Thread(target=back_up)
    thread.start()
    number = 0
    until = time.monotonic() + 30
    while thread.is_alive() and len({m.backup for m in made}) < 4 and time.monotonic() < until:
        number += 1
        write(store, f"Karte {number}")
        time.sleep(0.002)
    done.set()
    thread.join()
    assert problems == []
    assert len({m.backup for m in made}) >= 4
    assert store.flush()
    assert files.check(store.path) == files.Finding(cards=number + 4, entries=number + 1, tables=())
    journal = [e.id for e in store.journal()]
    for one in made:
        found = files.check(one.backup.path)
        assert (found.cards, found.entries, found.tables) == (one.backup.cards, one.backup.entries, ())
        assert one.last == journal[found.entries - 1]


def test_two_at_once(store: Store, keep: Path) -> None:
    """Two threads that back up at one time make two backups, or one; each has the hash it was given."""
    write(store)
    made: list[backups.Made] = []

    def back_up() -> None:
        made.append(backups.make(store.path, keep, store.doc_id, now=NOON))

    threads = [threading.Thread(target=back_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    for one in made:
        assert one.sha256 == hashlib.sha256(one.backup.path.read_bytes()).hexdigest()
    assert {b.path for b in backups.of(keep, store.doc_id)} == {m.backup.path for m in made}


HOLDING = """
import sqlite3, sys
from pathlib import Path
from werkstatt_desktop.storage import backups
path, keep = map(Path, sys.argv[1:3])
holder = sqlite3.connect(path, isolation_level=None)
holder.execute("BEGIN IMMEDIATE")
backups.make(path, keep, sys.argv[3])
print("made", flush=True)
sys.stdin.readline()
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell what is synced")
def test_on_the_disk_before_it_has_a_name(store: Store, keep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are synced while there is no name for them, then the folder that got the name."""
    synced: list[tuple[str, bool]] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        what = Path(f"/proc/self/fd/{handle}").readlink()
        synced.append((what.suffix or what.name, bool(backups.of(keep, store.doc_id))))
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    backups.make(store.path, keep, store.doc_id)
    assert [s for s in synced if s[0] in {".part", store.doc_id}] == [(".part", False), (store.doc_id, True)]


def test_disk_that_changes_what_it_is_given(
    store: Store, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup of which the disk keeps something else than it was given is none."""

    def fsync(handle: int) -> None:
        for part in backups_folder(keep, store.doc_id).glob("*.part"):
            content = part.read_bytes()
            part.write_bytes(content.replace(b"Kurze Wege", b"Lange Wege"))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(FileProblem) as problem:
        backups.make(store.path, keep, store.doc_id)
    assert problem.value.key == "copy_differs"
    assert names(backups_folder(keep, store.doc_id)) == []


def test_locks_are_kept(path: Path, keep: Path) -> None:
    """A backup does not take away the locks that its process has on the file."""
    command = [sys.executable, "-c", HOLDING, str(path), str(keep), read(path).doc_id]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "made\n"
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            holder.stdin.write("\n")
            holder.stdin.flush()
            holder.wait()
            other.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda p: p.unlink(), "unreadable"),
        (lambda p: p.write_bytes(b""), "damaged"),
        (lambda p: p.write_bytes(b"text" * 999), "damaged"),
        (lambda p: os.truncate(p, p.stat().st_size // 2), "damaged"),
        (lambda p: (p.unlink(), new_file(p)), "another_workshop"),
    ],
    ids=["missing", "empty", "text", "half", "other"],
)
def test_what_cannot_be_backed_up(path: Path, keep: Path, spoil: object, key: str) -> None:
    """A bad file makes no backup and takes none away."""
    doc_id = read(path).doc_id
    made = backups.make(path, keep, doc_id)
    assert callable(spoil)
    spoil(path)
    with pytest.raises(FileProblem) as problem:
        backups.make(path, keep, doc_id)
    assert problem.value.key == key
    assert names(backups_folder(keep, doc_id)) == [made.backup.path.name]
    assert list((keep / "backups").iterdir()) == [made.backup.path.parent]


NO_ROOM = """
import resource, sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import backups
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    backups.make(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
except FileProblem as problem:
    print(problem.key, problem.exit_code)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX")
def test_no_room(path: Path, keep: Path) -> None:
    """Where the disk takes no more, nothing is left behind and that is said."""
    doc_id = read(path).doc_id
    command = [sys.executable, "-c", NO_ROOM, str(path), str(keep), doc_id]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("cannot_create 5\n", "")
    assert names(backups_folder(keep, doc_id)) == []


def test_folder_that_cannot_be_made(path: Path, keep: Path) -> None:
    """Where the folder cannot be made that is said as a sentence."""
    keep.parent.mkdir()
    keep.touch()
    with pytest.raises(FileProblem) as problem:
        backups.make(path, keep, read(path).doc_id)
    assert (problem.value.key, problem.value.exit_code) == ("cannot_create", 5)


def test_half_a_backup_of_a_killed_program(path: Path, keep: Path) -> None:
    """What was left half done is no backup; it is taken away once it is old."""
    doc_id = read(path).doc_id
    folder = backups_folder(keep, doc_id)
    folder.mkdir(parents=True)
    old, young = folder / ".a.part", folder / ".b.part"
    for part in (old, young):
        part.write_bytes(b"SQLite format 3\0")
    os.utime(old, (0, 0))
    made = backups.make(path, keep, doc_id)
    assert names(folder) == [".b.part", made.backup.path.name]
    assert backups.of(keep, doc_id) == [made.backup]


# --- Comparing


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cards SET text = 'anders' WHERE id = 'c1'",
        "UPDATE cards SET gone = 1 WHERE id = 'c1'",
        "DELETE FROM parked WHERE id = 'k1'",
        "DELETE FROM parked",
        "INSERT INTO parked SELECT 'k9', gone, rank, kind, text, answer, group_id FROM parked LIMIT 1",
        "UPDATE document SET value = 'x'",
        "UPDATE journal SET verb = 'x'",
        "UPDATE journal SET crc = 1",
        "DELETE FROM journal WHERE verb <> 'create_workshop'",
        "INSERT INTO journal SELECT 'x', 9, device, 9, toggles, at, verb, '[]', 1 FROM journal LIMIT 1",
        "DROP TABLE parked",
        "CREATE TABLE more (id TEXT)",
        "DELETE FROM _sqlite_migrations",
    ],
)
def test_any_difference_is_found(store: Store, tmp_path: Path, statement: str) -> None:
    """A copy that differs from its source in anything is no copy."""
    write(store)
    copy = Path(shutil.copy(store.path, tmp_path / "copy"))
    with closing(sqlite3.connect(store.path, isolation_level=None)) as source:
        last = last_of(source)
        compare(source, copy, last)
        with closing(sqlite3.connect(copy, isolation_level=None)) as other:
            other.execute(statement)
        with pytest.raises(FileProblem) as problem:
            compare(source, copy, last)
        assert problem.value.key == "copy_differs"
        assert not source.in_transaction
        assert len(source.execute("PRAGMA database_list").fetchall()) == 1


def test_more_than_the_source_has(path: Path, tmp_path: Path, opened: Open) -> None:
    """Though the source may have gone on, a copy never has a row more."""
    copy = Path(shutil.copy(path, tmp_path / "copy"))
    with closing(sqlite3.connect(path, isolation_level=None)) as source:
        last = last_of(source)
        write(opened(path))
        with closing(sqlite3.connect(copy, isolation_level=None)) as other:
            other.execute(
                "INSERT INTO parked SELECT 'k9', gone, rank, kind, text, answer, group_id FROM parked LIMIT 1"
            )
        with pytest.raises(FileProblem):
            compare(source, copy, last)


def test_rows_may_move(path: Path, tmp_path: Path) -> None:
    """The same rows in other places are the same."""
    copy = Path(shutil.copy(path, tmp_path / "copy"))
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("UPDATE parked SET rowid = rowid + 100")
    with closing(sqlite3.connect(path, isolation_level=None)) as source:
        compare(source, copy, last_of(source))


def test_damaged_copy_is_found(path: Path, tmp_path: Path) -> None:
    """A copy that SQLite finds damaged is no copy."""
    copy = Path(shutil.copy(path, tmp_path / "copy"))
    content = bytearray(copy.read_bytes())
    content[8192:12288] = bytes(4096)
    copy.write_bytes(content)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as source,
        pytest.raises(FileProblem) as problem,
    ):
        compare(source, copy, last_of(source))
    assert problem.value.key == "copy_differs"


def test_what_came_since_does_not_matter(path: Path, tmp_path: Path, opened: Open) -> None:
    """A copy is one of the moment at which it was made; but what came since never is a reason for less."""
    copy = Path(shutil.copy(path, tmp_path / "copy"))
    with closing(sqlite3.connect(path, isolation_level=None)) as source:
        last = last_of(source)
        store = opened(path)
        write(store)
        store.commit(cards.reword_card(store.state, "c1", "anders"))
        compare(source, copy, last)
        with closing(sqlite3.connect(copy, isolation_level=None)) as other:
            other.execute("UPDATE journal SET verb = 'x'")
        with pytest.raises(FileProblem):
            compare(source, copy, last)


# --- Listing


def test_names_that_are_no_backups(keep: Path) -> None:
    """Whatever else lies in the folder is left alone and not taken for a backup."""
    folder = backups_folder(keep, "d")
    folder.mkdir(parents=True)
    good = ["20261122T140305Z 312c 1520e.werkstatt", "20261122T140305Z 0c 1e.werkstatt"]
    bad = [
        "20261122T140305Z 312c 1520e.werkstatt.part",
        "x20261122T140305Z 312c 1520e.werkstatt",
        "20261322T140305Z 312c 1520e.werkstatt",
        "20261122T140305 312c 1520e.werkstatt",
        "٢٠261122T140305Z 312c 1520e.werkstatt",
        "20261122T140305Z 312c 1520e.werkstatt\n",
        "Essen.werkstatt",
        ".part",
    ]
    for name in good + bad:
        (folder / name).touch()
    assert {b.path.name for b in backups.of(keep, "d")} == set(good)


def test_no_folder(keep: Path) -> None:
    """Where there are no backups there are none, and asking makes no folder."""
    assert backups.of(keep, "d") == []
    assert backups.newest(keep, ["d", "e"]) is None
    assert backups.thin(keep, "d") == []
    assert not keep.exists()


def test_newest_of_several_workshops(tmp_path: Path, keep: Path) -> None:
    """Among the workshops that lay at a path the newest backup counts."""
    ids = []
    for hours, name in enumerate("abc"):
        path = new_file(tmp_path / f"{name}.werkstatt")
        ids.append(read(path).doc_id)
        backups.make(path, keep, ids[-1], now=NOON + timedelta(hours=hours % 2))
    newest = backups.newest(keep, ids)
    assert newest is not None
    assert newest.path.parent.name == ids[1]


def test_older_copy_that_was_opened_later(tmp_path: Path, keep: Path) -> None:
    """Its backup is newer, and holds less than that of the file with more steps."""
    path = new_file(tmp_path / "a.werkstatt")
    older = Path(shutil.copy(path, tmp_path / "b.werkstatt"))
    store = open_file(path)
    store.commit(cards.delete_cards(store.state, ["c1"]))
    doc_id = store.doc_id
    store.close()
    made = backups.make(path, keep, doc_id, now=NOON)
    backups.make(older, keep, doc_id, now=NOON + timedelta(hours=1))
    assert backups.newest(keep, [doc_id]) == made.backup


# --- Thinning


def planted(keep: Path, moments: Iterable[datetime], counts: dict[datetime, int] | None = None) -> None:
    """Names of backups, without contents."""
    folder = backups_folder(keep, "d")
    folder.mkdir(parents=True, exist_ok=True)
    for at in moments:
        (folder / f"{at:%Y%m%dT%H%M%SZ} {(counts or {}).get(at, 100)}c 9e.werkstatt").touch()


@pytest.fixture
def _all_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted names have nothing in them that could be verified."""
    monkeypatch.setattr(backups, "sound", lambda _: True)


def moments(keep: Path) -> list[datetime]:
    return [b.at for b in backups.of(keep, "d", now=datetime.max.replace(tzinfo=UTC) - timedelta(days=9))]


@pytest.fixture(params=["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "IST-5:30"])
def _country(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clocks of a country; in some, hours do not begin when they do in others."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot move to another country")
@pytest.mark.usefixtures("_all_sound", "_country")
def test_eighteen_days(keep: Path) -> None:
    """A backup every half hour for 18 days: what thinning leaves is the ladder."""
    start = datetime(2026, 3, 15, tzinfo=UTC)  # in these days many countries change their clocks
    for minutes in range(0, 18 * 24 * 60, 30):
        now = start + timedelta(minutes=minutes)
        planted(keep, [now])
        backups.thin(keep, "d", now=now)
        left = moments(keep)
        ages = [now - at for at in left]
        assert left[0] == now
        assert len([age for age in ages if age <= timedelta(hours=2)]) == min(minutes // 30, 4) + 1
        hours = [at.astimezone() for at in left if timedelta(hours=2) < now - at <= timedelta(days=1)]
        assert len(hours) == len({(at.date(), at.hour) for at in hours})
        days = [at.astimezone() for at in left if now - at > timedelta(days=1)]
        assert {(at.hour, at.minute) for at in days} <= {(23, 30)}
        assert len(days) == len({at.date() for at in days})
        assert max(ages) <= timedelta(days=14)
        if minutes >= 2 * 24 * 60:
            assert len(hours) in {22, 23}
            assert len(days) >= min(minutes // (24 * 60), 14) - 1


@pytest.mark.usefixtures("_all_sound")
def test_three_stay_however_old(keep: Path) -> None:
    """The three newest stay, however old they are; of the others none is older than 30 days."""
    old = [NOON - timedelta(days=days) for days in (400, 300, 200, 100)]
    planted(keep, old)
    gone = backups.thin(keep, "d", now=NOON)
    assert [path.name[:8] for path in gone] == ["20251018"]
    assert moments(keep) == old[:0:-1]
    assert backups.thin(keep, "d", now=NOON) == []


@pytest.mark.usefixtures("_all_sound")
def test_fullest_stays(keep: Path) -> None:
    """Where most cards have vanished, the fullest backup stays for 30 days, and no longer."""
    full, fuller, half = NOON - timedelta(days=20), NOON - timedelta(days=21), NOON - timedelta(days=22)
    few = [NOON - timedelta(minutes=m) for m in range(5)]
    planted(keep, [full, fuller, half, *few], {full: 90, fuller: 100, half: 50} | dict.fromkeys(few, 49))
    backups.thin(keep, "d", now=NOON)
    assert moments(keep) == [*few, fuller]
    backups.thin(keep, "d", now=NOON + timedelta(days=9))
    assert fuller in moments(keep)
    backups.thin(keep, "d", now=NOON + timedelta(days=9, minutes=1))
    assert moments(keep) == few[:3]


@pytest.mark.usefixtures("_all_sound")
def test_half_of_the_cards_is_enough(keep: Path) -> None:
    """With half the cards or more, older backups go as they always do."""
    full = NOON - timedelta(days=20)
    few = [NOON - timedelta(minutes=m) for m in range(5)]
    planted(keep, [full, *few], dict.fromkeys(few, 50))
    backups.thin(keep, "d", now=NOON)
    assert moments(keep) == few


@pytest.mark.usefixtures("_all_sound")
def test_base_of_a_recorder_stays(keep: Path, tmp_path: Path) -> None:
    """The backup from which a recorder goes on stays, as long as there is anything in the recorder."""
    old = NOON - timedelta(days=200)
    few = [NOON - timedelta(minutes=m) for m in range(5)]
    planted(keep, [old, *few])
    folder = recorder_folder(keep, "d", tmp_path / "w.werkstatt")
    base = recorder.Base(f"{old:%Y%m%dT%H%M%SZ} 100c 9e.werkstatt", "0" * 64, "x")
    path = new_file(tmp_path / "w.werkstatt")
    row = next(read_rows(path))
    made = recorder.Recorder(folder, "d", path)
    made.note_base(base)
    made.append([recorder.Line(row, "x")])
    made.close()
    backups.thin(keep, "d", now=NOON)
    assert old in moments(keep)
    made.clear(base)
    backups.thin(keep, "d", now=NOON)
    assert old not in moments(keep)


def read_rows(path: Path) -> Iterator[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return iter(connection.execute("SELECT * FROM journal").fetchall())


@pytest.mark.parametrize("wrong", [timedelta(days=-3000), timedelta(days=3000)], ids=["past", "future"])
@pytest.mark.usefixtures("_all_sound")
def test_clock_that_was_wrong(keep: Path, wrong: timedelta) -> None:
    """A clock that is years wrong for a day costs no good backup, and afterwards the newest is the newest."""
    good = [NOON - timedelta(hours=h) for h in range(6)]
    planted(keep, good)
    now = NOON + wrong
    planted(keep, [now])
    backups.thin(keep, "d", now=now)
    assert backups.of(keep, "d", now=now)[0].at == now
    assert set(good[:2]) <= set(moments(keep))
    if wrong < timedelta(0):
        assert set(good) <= set(moments(keep))
    later = NOON + timedelta(days=1)
    planted(keep, [later])
    backups.thin(keep, "d", now=later)
    assert backups.of(keep, "d", now=later)[0].at == later


def test_nothing_goes_while_the_newest_is_bad(store: Store, keep: Path) -> None:
    """As long as the newest backup is not sound, the older ones stay; then they go."""
    for days in (40, 39, 38, 37, 0):
        write(store)
        newest = backups.make(store.path, keep, store.doc_id, now=NOON - timedelta(days=days)).backup
    content = newest.path.read_bytes()
    newest.path.write_bytes(content[:8192] + bytes(8192) + content[16384:])
    assert backups.thin(keep, store.doc_id, now=NOON) == []
    newest.path.write_bytes(content)
    assert len(backups.thin(keep, store.doc_id, now=NOON)) == 2
    assert len(backups.of(keep, store.doc_id)) == 3


@pytest.mark.parametrize("name", ["20261122T120030Z 7c 2e.werkstatt", "20261122T120030Z 6c 3e.werkstatt"])
def test_name_that_does_not_fit(store: Store, keep: Path, name: str) -> None:
    """A backup that does not hold what its name says is not sound."""
    write(store, "eins", "zwei")
    made = backups.make(store.path, keep, store.doc_id, now=NOON)
    assert backups.sound(made.backup)
    other = made.backup.path.rename(made.backup.path.with_name(name))
    [found] = backups.of(keep, store.doc_id)
    assert found.path == other
    assert not backups.sound(found)


# --- Restoring


def test_restored(store: Store, keep: Path, tmp_path: Path) -> None:
    """A restored backup is a workshop of its own, with the state of then, its history and its undo."""
    write(store, "eins")
    state, entries = store.state, [e.id for e in store.journal()]
    made = backups.make(store.path, keep, store.doc_id)
    store.commit(cards.delete_cards(store.state, ["c1", "c2"]))
    target = tmp_path / "wieder da.werkstatt"
    backups.restore(made.backup.path, target)
    found = read(target, journal=True)
    assert found.state == state
    assert found.doc_id != store.doc_id
    assert len(found.doc_id) == 32
    backups.restore(made.backup.path, tmp_path / "noch einmal.werkstatt")
    assert read(tmp_path / "noch einmal.werkstatt").doc_id not in {store.doc_id, found.doc_id}
    assert [e.id for e in found.journal] == entries
    assert files.check(target).tables == ()
    again = open_file(target)
    assert again.undo() == "write_card"
    assert same_visible(again.state, workshop())
    again.close()
    assert read(made.backup.path).state == state
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "Essen.werkstatt",
        "home",
        "noch einmal.werkstatt",
        target.name,
    ]


def test_restored_beside_a_file(path: Path, keep: Path, tmp_path: Path) -> None:
    """Nothing is ever put in the place of a file that is there."""
    made = backups.make(path, keep, read(path).doc_id)
    before = path.read_bytes()
    with pytest.raises(FileProblem) as problem:
        backups.restore(made.backup.path, path)
    assert (problem.value.key, problem.value.exit_code) == ("exists", 5)
    assert path.read_bytes() == before


def test_restored_from_an_older_version(tmp_path: Path) -> None:
    """A backup that an older program made is restored as a workshop of this one."""
    old, _ = golden(1)
    before = old.read_bytes()
    backups.restore(old, tmp_path / "w.werkstatt")
    assert files.check(tmp_path / "w.werkstatt").tables == ()
    assert old.read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "key", "exit_code"),
    [
        (lambda p: p.unlink(), "missing", 4),
        (lambda p: p.write_bytes(b""), "empty_file", 1),
        (lambda p: p.write_bytes(b"text" * 99), "not_a_workshop", 2),
        (lambda p: os.truncate(p, p.stat().st_size // 2), "damaged", 1),
        (lambda p: forged(p, "UPDATE cards SET text = 'x'"), "damaged", 1),
        (
            lambda p: forged(p, "CREATE TRIGGER t AFTER INSERT ON cards BEGIN SELECT 1; END"),
            "foreign_statements",
            1,
        ),
    ],
    ids=["missing", "empty", "text", "half", "forged", "trigger"],
)
def test_bad_backups(path: Path, tmp_path: Path, spoil: object, key: str, exit_code: int) -> None:
    """What is no sound backup is called by its name, and makes no workshop."""
    assert callable(spoil)
    spoil(path)
    with pytest.raises(FileProblem) as problem:
        backups.restore(path, tmp_path / "neu.werkstatt")
    assert (problem.value.key, problem.value.exit_code) == (key, exit_code)
    assert [p.name for p in tmp_path.iterdir() if p != path] == []


def forged(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(statement)


RESTORING = """
import resource, sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import backups
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    backups.restore(*map(Path, sys.argv[1:]))
except FileProblem as problem:
    print(problem.key, problem.exit_code)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX")
def test_no_room_to_restore(path: Path, tmp_path: Path) -> None:
    """Where there is no room, nothing is left behind and that is said."""
    assert run_plain(RESTORING, path, tmp_path / "neu.werkstatt") == "cannot_create 5\n"
    assert list(tmp_path.iterdir()) == [path]
