"""Files that were hurt at random: whatever happens to one, it is called damaged or it is as it was."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file
from tests.storage.crafting import changed
from tests.storage.hurting import HURTS, Hurt
from tests.storage.worked_on import worked_on
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.errors import FileProblem, WerkstattError
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.reading import read, recovered_copy
from werkstatt_desktop.storage.salvage import salvage
from werkstatt_desktop.storage.summaries import summary
from werkstatt_desktop.texts import Texts

EACH = 15


@pytest.mark.parametrize("hurt", HURTS, ids=lambda hurt: hurt.__name__)
def test_hurt_file(tmp_path: Path, hurt: Hurt) -> None:
    """No way of looking fails in a way nobody expects, and what the check calls sound says what it said."""
    path = new_file(tmp_path / "w.werkstatt")
    before, whole = path.read_bytes(), read(path).state
    for seed in range(EACH):
        file = bytearray(before)
        hurt(random.Random(seed), file)
        path.write_bytes(file)
        if sound(path):
            assert read(path).state == whole, seed
        summary(path)
        used(path)
        for rest in tmp_path.iterdir():
            assert rest == path, seed


def test_damaged_file_is_let_go_of(tmp_path: Path) -> None:
    """A file with a text that is none is refused, and others may write to it at once."""
    path = new_file(tmp_path / "w.werkstatt")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE cards SET text = CAST(x'ff' AS TEXT) WHERE id = 'c1'")
    with pytest.raises(FileProblem) as problem:
        files.open_store(path, device="a")
    assert problem.value.key == "damaged"
    with closing(sqlite3.connect(path, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")


def sound(path: Path) -> bool:
    try:
        return not files.check(path).tables
    except FileProblem:
        return False


def used(path: Path) -> None:
    """Open a file and do what the window does with it, as far as it lets us."""
    try:
        with closing(files.open_store(path, device="a")) as store:
            groups, columns = order.groups(store.state), order.categories(store.state)
            if groups and columns:
                ids = {"group_id": groups[0].id, "category_id": columns[0].id}
                store.commit(cards.write_cards(store.state, **ids, texts=["neu"]))
            store.undo()
            store.undo()
            list(store.journal())
    except WerkstattError:
        pass


@pytest.fixture
def crashed(path: Path, tmp_path: Path) -> Path:
    """A copy of the workshop as a crash in the middle of a step leaves it, with the journal beside it."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    half_done(path, "UPDATE cards SET text = 'halb' || hex(randomblob(1000))")
    for end in ("", "-journal"):
        Path(f"{path}{end}").rename(folder / f"{path.name}{end}")
    (path.parent / "before.werkstatt").rename(path)
    assert b"halb" in (folder / path.name).read_bytes()
    return folder / path.name


def half_done(path: Path, statement: str) -> None:
    """Leave a file in the middle of a statement; as it was before, it is "before.werkstatt" now."""
    before = path.with_name("before.werkstatt")
    shutil.copyfile(path, before)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 2")
        other.execute("BEGIN IMMEDIATE")
        other.execute(statement)
        other.execute("UPDATE journal SET changes = hex(randomblob(20000))")
        for end in ("", "-journal"):
            shutil.copyfile(f"{path}{end}", f"{path}.half{end}")
    for end in ("", "-journal"):
        Path(f"{path}.half{end}").rename(f"{path}{end}")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_recovered_copy(path: Path, crashed: Path, tmp_path: Path) -> None:
    """Of a file that cannot be mended where it lies, a copy is; the file stays as it was."""
    before = contents(crashed.parent)
    folder = tmp_path / "copy"
    folder.mkdir()
    copy = recovered_copy(crashed, folder)
    assert [*folder.iterdir()] == [copy]
    assert copy.name == path.name
    assert contents(crashed.parent) == before
    with closing(files.open_store(copy, device="a", read_only=True)) as store:
        assert store.state == read(path).state
    assert files.check(copy).tables == ()


def test_crashed_file_behind_a_link(path: Path, crashed: Path, tmp_path: Path) -> None:
    """The journal lies beside the file itself, not beside a link to it."""
    link, folder = tmp_path / "link.werkstatt", tmp_path / "copy"
    link.symlink_to(crashed)
    folder.mkdir()
    whole = read(path).state
    assert read(link).state == whole
    assert files.check(link).tables == ()
    assert read(recovered_copy(link, folder)).state == whole
    salvage(link, tmp_path / "saved.werkstatt", Texts("de"))
    assert dict(read(tmp_path / "saved.werkstatt").state.tables["cards"]) == dict(whole.tables["cards"])
    with closing(files.open_store(link, device="a")) as store:
        assert store.state == whole


@pytest.mark.parametrize(
    ("spoil", "key"), [(b"", "empty_file"), (b"Text", "not_a_workshop"), (None, "missing")]
)
def test_no_recovered_copy(tmp_path: Path, spoil: bytes | None, key: str) -> None:
    """What is no workshop is called by its name."""
    path = tmp_path / "w.werkstatt"
    if spoil is not None:
        path.write_bytes(spoil)
    with pytest.raises(FileProblem) as problem:
        recovered_copy(path, tmp_path / "copy")
    assert problem.value.key == key


def test_recovered_copy_of_a_foreign_file(path: Path, tmp_path: Path) -> None:
    """A copy is not made a way around what is refused."""
    changed(path, "CREATE TRIGGER t AFTER INSERT ON cards BEGIN SELECT 1; END")
    folder = tmp_path / "copy"
    folder.mkdir()
    with pytest.raises(FileProblem) as problem:
        recovered_copy(path, folder)
    assert problem.value.key == "foreign_statements"


@pytest.mark.parametrize(
    ("what", "key"),
    [("journal of another file", "damaged"), ("foreign statements", "foreign_statements")],
)
def test_refused_after_a_crash(path: Path, crashed: Path, tmp_path: Path, what: str, key: str) -> None:
    """A file that SQLite would put in order first is as it was, journal and all, when it is refused."""
    if what == "foreign statements":
        changed(path, "CREATE VIEW v AS SELECT 1")
        half_done(path, "UPDATE cards SET text = 'halb'")
        path.with_name("before.werkstatt").unlink()
    else:
        worked_on(tmp_path / "other.werkstatt", ("a",))
        path.unlink()
        (tmp_path / "other.werkstatt").rename(path)
        shutil.copyfile(f"{crashed}-journal", f"{path}-journal")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    assert len(before) == 2
    for look in (lambda p: files.open_store(p, device="a"), read, files.check):
        with pytest.raises(FileProblem) as problem:
            look(path)
        assert problem.value.key == key
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_refused_in_another_mode(path: Path) -> None:
    """Nor is a file changed that would have to leave another mode of journal."""
    changed(path, "PRAGMA journal_mode = WAL", "CREATE VIEW v AS SELECT 1")
    before = path.read_bytes()
    assert before[18] == 2
    with pytest.raises(FileProblem) as problem:
        files.open_store(path, device="a")
    assert problem.value.key == "foreign_statements"
    assert contents(path.parent) == {path.name: before}


def test_journal_that_means_another_file(path: Path, crashed: Path, tmp_path: Path) -> None:
    """A journal ends with a name: SQLite would delete the file of that name, and is kept from it."""
    letter = tmp_path / "Brief.txt"
    letter.write_text("Liebe Kolleginnen und Kollegen")
    journal = crashed.with_name(f"{crashed.name}-journal")
    name = str(letter).encode()
    lock_page = (2**30 // 4096 + 1).to_bytes(4, "big")
    numbers = len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big")
    with journal.open("ab") as file:
        file.write(lock_page + name + numbers + bytes.fromhex("d9d505f920a163d7"))
    before = contents(crashed.parent)
    folder = tmp_path / "copy"
    folder.mkdir()
    looks: list[Callable[[Path], object]] = [
        lambda p: files.open_store(p, device="a"),
        read,
        files.check,
        lambda p: recovered_copy(p, folder),
        lambda p: files.rename(p, tmp_path / "neu.werkstatt"),
    ]
    for look in looks:
        with pytest.raises(FileProblem) as problem:
            look(crashed)
        assert problem.value.key == "foreign_statements"
        assert contents(crashed.parent) == before
    assert salvage(crashed, tmp_path / "saved.werkstatt", Texts("de")).cards == 4
    assert letter.read_text() == "Liebe Kolleginnen und Kollegen"
    # What is refused here is what SQLite does.
    with closing(sqlite3.connect(crashed)) as plain:
        plain.execute("SELECT count(*) FROM cards").fetchone()
    assert not letter.exists()
