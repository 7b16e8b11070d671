"""What is saved of files that are damaged or foreign: a workshop of its own, and the file as it was."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file
from tests.storage.conftest import Open
from tests.storage.crafting import PAGE, changed, endless
from tests.storage.hurting import HURTS, blank, cut, grow, hurt
from tests.storage.make_golden import golden
from tests.storage.worked_on import worked_on
from werkstatt_desktop.domain.clean import MERGED
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import LONG, Card, Category, Group
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.storage import files, schema
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.salvage import Salvaged, _piece, salvage
from werkstatt_desktop.texts import Texts

WORDS = Texts("de")


def saved(path: Path, target: Path) -> tuple[State, Salvaged]:
    """What is saved of a file, in a sound workshop of another identity; the file stays as it is."""
    before = hashes(path.parent)
    found = salvage(path, target, WORDS)
    assert hashes(path.parent) == before
    assert [*target.parent.iterdir()] == [target]
    assert files.check(target).tables == ()
    state = read(target).state
    assert state.workshop.title.endswith(" (gerettet, ungeprüft)")
    assert state.count(Card) == found.cards
    return state, found


def hashes(folder: Path) -> dict[str, bytes]:
    return {p.name: hashlib.sha256(p.read_bytes()).digest() for p in folder.iterdir() if p.is_file()}


def texts_of(state: State) -> set[str]:
    return {card.text for card in state.all(Card)}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, State]:
    """A file of a day's work, and what is in it."""
    path = worked_on(tmp_path_factory.mktemp("day") / "day.werkstatt")
    return path.read_bytes(), read(path).state


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "saved" / "saved.werkstatt"


@pytest.fixture(autouse=True)
def _folder(target: Path) -> None:
    target.parent.mkdir()


def test_sound_file(path: Path, target: Path) -> None:
    """Of a sound file all is saved: every record, deleted ones too; only the title says what happened."""
    before = read(path)
    state, found = saved(path, target)
    assert found == Salvaged(cards=4, entries=1, lost=0, mended=0)
    assert state.workshop.title == "Stadtwerkstatt (gerettet, ungeprüft)"
    for table, rows in before.state.tables.items():
        if table != "workshops":
            assert dict(state.tables[table]) == dict(rows)
    assert read(target).doc_id != before.doc_id


FOREIGN: dict[str, tuple[str, ...]] = {
    "trigger": ("CREATE TRIGGER t AFTER INSERT ON cards BEGIN DELETE FROM cards; END",),
    "view": ("CREATE VIEW v AS SELECT * FROM cards",),
    "endless view in place of a table": (
        "PRAGMA foreign_keys = OFF",
        "DROP TABLE parked",
        "CREATE VIEW parked AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r",
    ),
    "table that looks like one of ours": (
        "CREATE TABLE mine AS SELECT * FROM cards",
        "UPDATE mine SET id = id || 'x', text = 'untergeschoben'",
    ),
    "further column": ("ALTER TABLE cards ADD COLUMN extra TEXT DEFAULT 'x'",),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_foreign_file(path: Path, target: Path, what: str) -> None:
    """Of a file with foreign statements the contents are taken, and nothing else."""
    before = read(path).state
    changed(path, *FOREIGN[what])
    state, found = saved(path, target)
    assert texts_of(state) == texts_of(before)
    assert (found.cards, found.mended) == (4, 0)
    with closing(sqlite3.connect(target)) as new:
        assert {kind for (kind,) in new.execute("SELECT type FROM sqlite_schema")} == {"table", "index"}


def test_cards_that_a_trigger_deleted(path: Path, target: Path) -> None:
    """What foreign statements took out of the tables is still in the journal."""
    before = read(path).state
    changed(path, "DELETE FROM cards", "CREATE TRIGGER t AFTER INSERT ON cards BEGIN SELECT 1; END")
    state, _ = saved(path, target)
    assert texts_of(state) == texts_of(before)


def test_journal_is_believed_where_it_is_whole(path: Path, target: Path) -> None:
    """A text that was changed past the journal is the one that was entered again."""
    changed(path, "UPDATE cards SET text = 'gefälscht' WHERE id = 'c1'")
    state, _ = saved(path, target)
    assert "Runder Tisch" in texts_of(state)
    assert "gefälscht" not in texts_of(state)


def test_table_is_believed_where_the_journal_is_not_whole(path: Path, opened: Open, target: Path) -> None:
    """The last step of a card is in its table; an older one in the journal does not undo it."""
    changed(path, "UPDATE cards SET text = 'zuletzt' WHERE id = 'c1'", "UPDATE journal SET crc = crc + 1")
    state, found = saved(path, target)
    assert "zuletzt" in texts_of(state)
    assert (found.entries, found.lost) == (0, 1)


@pytest.mark.parametrize("table", ["cards", "groups", "categories", "clusters", "workshops", "journal"])
@pytest.mark.parametrize("what", [b"\0", b"\xa5"])
def test_lost_page(path: Path, target: Path, table: str, what: bytes) -> None:
    """A page of zeros or of anything: tables and journal stand in for each other."""
    before = read(path).state
    with closing(sqlite3.connect(path)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    file = bytearray(path.read_bytes())
    file[(page - 1) * PAGE : page * PAGE] = what * PAGE
    path.write_bytes(file)
    state, found = saved(path, target)
    assert texts_of(state) == texts_of(before)
    assert {group.name for group in state.all(Group)} == {group.name for group in before.all(Group)}
    assert found.lost > 0


def test_lost_group_and_journal(path: Path, target: Path) -> None:
    """Where a group is lost altogether, its cards hang in one that stands in for it; so with categories."""
    changed(
        path,
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM journal",
        "DELETE FROM groups",
        "DELETE FROM categories",
    )
    state, found = saved(path, target)
    assert {card.text for card in state.all(Card)} == {"Runder Tisch", "Zu wenig Zeit", "Kurze Wege", "Räume"}
    assert {group.name for group in state.all(Group)} == {"Gerettet", "Gerettet 2"}
    assert {card.group_id for card in state.all(Card)} == {"g1", "g2"}
    assert state.count(Category) == 3
    assert found.mended > 0


def test_lost_first_page(path: Path, target: Path) -> None:
    """Without header and list of tables, rows are known by their looks."""
    before = read(path).state
    changed(path, "DELETE FROM journal")
    file = bytearray(path.read_bytes())
    file[:PAGE] = bytes(PAGE)
    path.write_bytes(file)
    state, _ = saved(path, target)
    for table, rows in before.tables.items():
        if table != "workshops":
            assert dict(state.tables[table]) == dict(rows), table


# Half of the file are the first pages of the tables, most of them empty.
@pytest.mark.parametrize("share", [0.75, 0.8, 0.9])
def test_file_cut_off(tmp_path: Path, target: Path, day: tuple[bytes, State], share: float) -> None:
    """Of a file of which the end is missing, the cards are saved that are in the rest as a whole."""
    whole, before = day
    path = tmp_path / "cut.werkstatt"
    rest = whole[: int(len(whole) * share)]
    path.write_bytes(rest)
    state, found = saved(path, target)
    there = {text for text in texts_of(before) if text.encode() in rest}
    assert there
    assert len(texts_of(state) & there) >= 0.9 * len(there)
    assert found.lost > 0


@pytest.mark.parametrize("size", [b"\x02\x00", b"\x00\x01", b"\x07\x77", b"\x00\x00"])
def test_size_of_pages_is_damaged(path: Path, target: Path, size: bytes) -> None:
    """The header may say nonsense of the pages."""
    before = read(path).state
    file = bytearray(path.read_bytes())
    file[16:18] = size
    path.write_bytes(file)
    state, found = saved(path, target)
    assert texts_of(state) == texts_of(before)
    assert found.mended == 0


def test_other_size_of_pages(path: Path, target: Path) -> None:
    """Another program may have chosen another size."""
    before = read(path).state
    changed(path, "PRAGMA page_size = 1024", "VACUUM", "CREATE VIEW v AS SELECT 1")
    assert texts_of(saved(path, target)[0]) == texts_of(before)


def test_zeros_in_the_middle(tmp_path: Path, target: Path, day: tuple[bytes, State]) -> None:
    """Nor does a hole in the middle keep what stands before and after it."""
    whole, before = day
    path = tmp_path / "hole.werkstatt"
    path.write_bytes(whole[: 4 * PAGE] + bytes(len(whole) - 16 * PAGE) + whole[-12 * PAGE :])
    state, _ = saved(path, target)
    assert len(texts_of(state) & texts_of(before)) > 5


def test_values_of_another_kind(path: Path, target: Path) -> None:
    """Numbers, bytes and nothing in place of texts become the usual value; the rest of the card is kept."""
    changed(
        path,
        "DELETE FROM journal",
        "UPDATE cards SET explanation = x'ff00', x = 'weit', rank = NULL, gone = 'nein' WHERE id = 'c1'",
        "UPDATE cards SET text = CAST(x'4bfc7263' || x'686e' AS TEXT) WHERE id = 'c2'",
        "UPDATE cards SET text = 'a' || char(8238) || 'b' || char(7) WHERE id = 'c3'",
        "UPDATE cards SET text = printf('%.*c', 25000, 'ö'), y = 9e999 WHERE id = 'c4'",
        "UPDATE categories SET colour = 'schwarz', role = 'x', symbol = 7 WHERE id = 'own'",
        strict=False,
    )
    state, found = saved(path, target)
    cards = {id: card for id, card in state.tables["cards"].items() if isinstance(card, Card)}
    assert cards["c1"].text == "Runder Tisch"
    assert (cards["c1"].explanation, cards["c1"].x, cards["c1"].rank, cards["c1"].gone) == (
        "",
        0.0,
        0.0,
        False,
    )
    assert cards["c2"].text == "K\ufffdrchn"
    assert cards["c3"].text == "ab"
    assert (cards["c4"].text, cards["c4"].y) == ("ö" * LONG * MERGED, 0.0)
    own = next(category for category in state.all(Category) if category.id == "own")
    assert (own.colour, own.role, own.symbol) == ("violet", "other", "diamond")
    assert found.mended >= 10


def test_after_a_crash(path: Path, tmp_path: Path, target: Path) -> None:
    """A step that was half written is taken back; the file and its journal stay as they are."""
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN")
        other.execute("UPDATE cards SET text = text || printf('%.*c', 9000, 'x')")
        for end in ("", "-journal"):
            shutil.copyfile(f"{path}{end}", crashed / f"w{end}")
    assert (crashed / "w-journal").stat().st_size > 0
    state, found = saved(crashed / "w", target)
    assert found == Salvaged(cards=4, entries=1, lost=0, mended=0)
    assert texts_of(state) == texts_of(read(path).state)


def test_journal_of_another_file(path: Path, tmp_path: Path, target: Path) -> None:
    """A journal that does not belong to a file does not spoil what is saved of it."""
    other = new_file(tmp_path / "other.werkstatt")
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE journal SET changes = printf('%.*c', 90000, 'x')")
        connection.execute("DELETE FROM parked")
        shutil.copyfile(f"{other}-journal", f"{path}-journal")
    other.unlink()
    before = {"Runder Tisch", "Zu wenig Zeit", "Kurze Wege", "Räume"}
    state, _ = saved(path, target)
    assert texts_of(state) == before


@pytest.mark.parametrize(
    "content",
    [b"", b"x", bytes(50_000), b"Liebe Kolleginnen und Kollegen", bytes(random.Random(1).randbytes(100_000))],
    ids=["nothing", "one letter", "zeros", "a letter", "noise"],
)
def test_nothing_readable(tmp_path: Path, target: Path, content: bytes) -> None:
    """Of a file that holds nothing of ours nothing is made."""
    path = tmp_path / "w.werkstatt"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as problem:
        salvage(path, target, WORDS)
    assert (problem.value.key, problem.value.exit_code) == ("nothing_readable", 1)
    assert [*target.parent.iterdir()] == []
    assert path.read_bytes() == content


def test_other_database(tmp_path: Path, target: Path) -> None:
    """A database of another program is none of ours, whatever its tables are called."""
    path = tmp_path / "w.werkstatt"
    changed(
        path, "CREATE TABLE cards(front, back)", "INSERT INTO cards VALUES ('a', 'b')", "CREATE TABLE t(x)"
    )
    with pytest.raises(FileProblem) as problem:
        salvage(path, target, WORDS)
    assert problem.value.key == "nothing_readable"


@pytest.mark.parametrize("table", ["cards", "journal", "sqlite_schema"])
def test_endless_table(path: Path, target: Path, table: str) -> None:
    """Each page is read once, however often a tree leads to it."""
    before = read(path).state
    endless(path, table)
    state, found = saved(path, target)
    assert texts_of(state) == texts_of(before)
    assert found.lost > 0


def test_target_that_exists(path: Path, target: Path) -> None:
    """Nothing is overwritten."""
    target.write_text("da")
    with pytest.raises(FileProblem) as problem:
        salvage(path, target, WORDS)
    assert problem.value.key == "exists"
    assert target.read_text() == "da"


def test_missing_file(tmp_path: Path, target: Path) -> None:
    """A file that is not there is called missing."""
    with pytest.raises(FileProblem) as problem:
        salvage(tmp_path / "no.werkstatt", target, WORDS)
    assert problem.value.key == "missing"


class Dying(io.BytesIO):
    """A disk of which a part cannot be read any more."""

    def read(self, size: int | None = -1) -> bytes:
        place = self.tell()
        if size and place < 9000 and place + size > 8200:
            raise OSError(errno.EIO, "sector")
        return super().read(size)


def test_sector_that_cannot_be_read() -> None:
    """What the disk does not give is zeros, and no more than that."""
    content = random.Random(2).randbytes(5 * PAGE + 100)
    found = _piece(Dying(content), 0, len(content))
    assert found == content[: 2 * PAGE] + bytes(PAGE) + content[3 * PAGE :]


def attempts(tmp_path: Path, target: Path, day: tuple[bytes, State], numbers: range) -> None:
    whole, before = day
    path = tmp_path / "w.werkstatt"
    lost = []
    for number in numbers:
        content = hurt(whole, number)
        path.write_bytes(content)
        try:
            salvage(path, target, WORDS)
        except FileProblem as problem:
            if problem.key != "nothing_readable" or HURTS[number % len(HURTS)] not in (cut, grow, blank):
                raise AssertionError(number) from problem
            continue
        assert files.check(target).tables == (), number
        assert path.read_bytes() == content, number
        if HURTS[number % len(HURTS)] not in (cut, grow) and content.count(0) < 1.2 * whole.count(0):
            lost.append(before.count(Card) - len(texts_of(before) & texts_of(read(target).state)))
        target.unlink()
    # Tables and journal stand in for each other, so that where a page is lost hardly a card is.
    assert len(lost) > len(numbers) / 2
    assert sum(lost) < 0.5 * len(lost)


def test_hurt_files(tmp_path: Path, target: Path, day: tuple[bytes, State]) -> None:
    """Whatever happens to a file, what is saved is sound, and hardly a card is missing."""
    attempts(tmp_path, target, day, range(10 * len(HURTS)))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_many_hurt_files(tmp_path: Path, target: Path, day: tuple[bytes, State]) -> None:
    """The same of thousands."""
    attempts(tmp_path, target, day, range(1000, 4000))


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_damaged_file_of_an_older_version(version: int, tmp_path: Path, target: Path) -> None:
    """Its rows lack the fields that came later; they are saved all the same, with the usual values there."""
    folder = tmp_path / "old"
    folder.mkdir()
    path = Path(shutil.copy(golden(version)[0], folder / "old.werkstatt"))
    cards = json.loads(golden(version)[1].read_text(encoding="utf-8"))["tables"]["cards"]
    changed(path, "UPDATE journal SET crc = 0")
    with path.open("r+b") as file:
        file.seek(100)  # what says which table begins where
        file.write(bytes(PAGE - 100))
    state, found = saved(path, target)
    assert {card.text for card in state.all(Card)} >= {c["text"] for c in cards.values() if not c["gone"]}
    assert (found.entries, found.mended) == (0, 0)
