"""The ways out for a file that does not open: what there is on this device, and taking over a mark."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.start.starts import entries, find, menu, only_window, pick, start_page
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups, files
from werkstatt_desktop.storage.lock import Lock, mark_of
from werkstatt_desktop.storage.recorder import Base
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.backups import BackupsSheet
from werkstatt_desktop.ui.safekeeping.note import NoteBar
from werkstatt_desktop.ui.start.banner import TroubleBanner

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop from a session that ended in the middle: a card in a backup, a later one in the recorder."""
    path = workshop(tmp_path / "Essen.werkstatt")
    keep = settings.data_folder()
    store = files.open_store(path, device="test", keep=keep)
    for text in ("davor", "danach"):
        edit = cards.write_cards(store.state, group_id="group1", category_id="opportunity", texts=[text])
        store.commit(edit)
        if text == "davor":
            made = backups.make(path, keep, store.doc_id)
            store.note_base(Base(made.backup.path.name, made.sha256, made.last))
    store.close()
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def banner_of(program: Program, qtbot: QtBot, *kinds: str) -> TroubleBanner:
    """The banner of the start page, as soon as it offers these ways."""
    banner = start_page(program, qtbot).page.banner
    qtbot.waitUntil(lambda: [way.kind for way in banner.ways.values()] == list(kinds))
    return banner


def note_words(program: Program) -> str:
    (note,) = only_window(program).findChildren(NoteBar)
    assert note.isVisible()
    return note.words.text()


@pytest.mark.parametrize(
    ("kind", "name", "count", "words"),
    [
        ("recorder", "Essen (aus der Notsicherung)", 7, "Nichts fehlt, was auf diesem Gerät erfasst wurde."),
        ("backup", "Essen (Sicherung ", 6, "Das ist die Sicherung von "),
        ("salvage", "Essen (gerettet)", None, "Gerettet, ungeprüft: "),
    ],
)
def test_ways_out_of_damage(
    begin_program: Begin, path: Path, qtbot: QtBot, kind: str, name: str, count: int | None, words: str
) -> None:
    """Each way, taken with Enter, opens a new file beside the damaged one and says what it is."""
    os.truncate(path, path.stat().st_size // 2)
    before = digest(path)
    program = begin_program(path)
    banner = banner_of(program, qtbot, "recorder", "backup", "salvage")
    press(find(banner, QPushButton, f"trouble-{kind}"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(program.open) == 1)
    window = only_window(program)
    assert window.desk.store.path.name.startswith(name)
    assert window.desk.store.path.parent == path.parent
    assert count is None or window.desk.state.count(Card) == count
    assert words in note_words(program)
    assert "Die alte Datei ist, wie sie war." in note_words(program)
    assert digest(path) == before


@pytest.mark.parametrize("harm", ["empty", "gone", "zeros"])
def test_nothing_left_to_save(begin_program: Begin, path: Path, qtbot: QtBot, harm: str) -> None:
    """Of a file in which nothing is left, backup and safety copy are offered, the better one first."""
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if harm == "empty" else bytes(9000))
    program = begin_program(path)
    banner = banner_of(program, qtbot, "recorder", "backup")
    assert find(banner, QPushButton, "trouble-backup").text().endswith(", 6 Karten)")
    first = find(banner, QPushButton, "trouble-recorder")
    assert QApplication.focusWidget() is first
    press(first, "Space")
    qtbot.waitUntil(lambda: len(program.open) == 1)
    assert only_window(program).desk.state.count(Card) == 7


def test_nothing_is_known(begin_program: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    """For a file of which this device knows nothing, nothing is offered but what there always is."""
    letter = tmp_path / "Brief.werkstatt"
    letter.write_text("Sehr geehrte", encoding="utf-8")
    program = begin_program(letter)
    banner = start_page(program, qtbot).page.banner
    safekeeping = program.safekeeping()
    qtbot.waitUntil(lambda: not safekeeping.works.children())
    assert banner.ways == {}
    assert QApplication.focusWidget() is banner.buttons["again"]


def test_ways_of_another_file(begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """What was found for one file is not offered when the banner speaks of another one by then."""
    path.unlink()
    program = begin_program(tmp_path / "nie.werkstatt")
    start = start_page(program, qtbot)
    program.open_path(path)
    program.open_path(tmp_path / "nie.werkstatt")
    qtbot.waitUntil(lambda: not program.safekeeping().works.children())
    assert start.page.banner.path.name == "nie.werkstatt"
    assert start.page.banner.ways == {}


def test_way_that_fails(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Where a way leads nowhere the banner says why, and another one can be taken."""
    path.unlink()
    program = begin_program(path)
    banner = banner_of(program, qtbot, "recorder", "backup")
    (way,) = [way for way in banner.ways.values() if way.backup]
    assert way.backup is not None
    content = way.backup.path.read_bytes()
    way.backup.path.write_bytes(content[:5000])
    click(find(banner, QPushButton, "trouble-backup"))
    words = find(banner, QLabel, "trouble-work-words")
    qtbot.waitUntil(lambda: words.text().startswith("▲"))
    assert list(path.parent.iterdir()) == []
    way.backup.path.write_bytes(content)
    click(find(banner, QPushButton, "trouble-backup"))
    qtbot.waitUntil(lambda: len(program.open) == 1)


def test_stopped(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A way that was stopped opens nothing and leaves nothing behind."""
    path.unlink()
    program = begin_program(path)
    banner = banner_of(program, qtbot, "recorder", "backup")
    click(find(banner, QPushButton, "trouble-backup"))
    assert not find(banner, QPushButton, "trouble-again").isEnabled()
    assert QApplication.focusWidget() is banner.line.cancel
    click(banner.line.cancel)
    assert find(banner, QPushButton, "trouble-again").isEnabled()
    qtbot.waitUntil(lambda: not program.safekeeping().works.children())
    assert not program.open
    assert list(path.parent.iterdir()) == []


def test_mended_copy(begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Of a file that a crash left in the middle of a step, a copy opens as the last whole step left it."""
    raw = files.connect(path, writable=True)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE cards SET text = hex(zeroblob(20000))")
    left = tmp_path / "stick" / "Essen.werkstatt"
    left.parent.mkdir()
    shutil.copy(path, left)
    shutil.copy(f"{path}-journal", f"{left}-journal")
    raw.execute("ROLLBACK")
    raw.close()
    before = digest(left), digest(Path(f"{left}-journal"))
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    start.show_trouble(left, FileProblem("unfinished", exit_code=4))
    banner = banner_of(program, qtbot, "recovered", "backup")
    click(find(banner, QPushButton, "trouble-recovered"))
    qtbot.waitUntil(lambda: len(program.open) == 1)
    window = only_window(program)
    assert window.desk.store.path.name == "Essen (wiederhergestellt).werkstatt"
    assert window.desk.state.count(Card) == 7
    assert "im Stand des letzten vollständigen Schritts: 7 Karten" in note_words(program)
    assert (digest(left), digest(Path(f"{left}-journal"))) == before


@pytest.mark.parametrize("taken", [True, False])
def test_open_on_another_computer(begin_program: Begin, path: Path, qtbot: QtBot, taken: bool) -> None:
    """It is said on which computer and since when; after a plain warning the mark is taken over, or not."""
    mark = {
        "host": "LAPTOP<7>",
        "pid": 4711,
        "started": "2026-11-21T14:02:00+00:00",
        "born": "",
        "token": "x",
    }
    mark_of(path).write_text(json.dumps(mark))
    program = begin_program(path)
    start = start_page(program, qtbot)
    assert (
        "Dieser Workshop ist auf „LAPTOP<7>“ offen, seit 21.11. "
        in find(start, QLabel, "trouble-words").text()
    )
    click(find(start, QPushButton, "trouble-anyway"))
    question = find(start, QDialog, "anyway-question")
    show(question)
    assert "LAPTOP<7>" in question.accessibleDescription()
    assert QApplication.focusWidget() is find(question, QPushButton, "back")
    if not taken:
        press(question, Qt.Key.Key_Return)
        assert not program.open
        assert json.loads(mark_of(path).read_text())["host"] == "LAPTOP<7>"
        return
    click(find(question, QPushButton, "go"))
    assert not only_window(program).desk.store.read_only
    assert json.loads(mark_of(path).read_text())["pid"] == os.getpid()


def test_open_here(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """What another program of this computer has open cannot be taken over."""
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    lock = Lock.take(path)
    program.open_path(path)
    assert find(start, QPushButton, "trouble-copy").isVisible()
    assert not find(start, QPushButton, "trouble-anyway").isVisible()
    lock.release()


def test_backups_from_the_menu_of_an_entry(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """The menu of an entry leads to its backups."""
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    entry = entries(start)[0]
    start._open_entry_menu(entry, start.mapToGlobal(start.rect().center()))
    pick(menu("entry-menu"), "Sicherungen …")
    qtbot.waitUntil(lambda: bool(start.findChildren(BackupsSheet)))
    (sheet,) = start.findChildren(BackupsSheet)
    assert sheet.rows.rowCount() == 1
    press(sheet, "Esc")
