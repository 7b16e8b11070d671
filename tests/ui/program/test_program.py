"""The program around the windows: opening, trouble, language and appearance."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.start.starts import choose_file, find, only_window, start_page
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups
from werkstatt_desktop.storage.lock import mark_of
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.program.program import Program

ROOT = Path(__file__).parents[3]
Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "Essen.werkstatt")


def write(desk: Desk, text: str) -> None:
    assert desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=[text])


def test_file_opens_without_start_page(begin_program: Begin, path: Path) -> None:
    """`werkstatt FILE` shows the workshop and nothing else; with cards, its board."""
    program = begin_program(path)
    window = only_window(program)
    assert program.start is None
    assert window.windowTitle() == "Wohnen im Alter"
    assert window.page_name == "arrange"


def test_workshop_without_cards(begin_program: Begin, tmp_path: Path) -> None:
    """A workshop without cards opens where it is prepared."""
    program = begin_program(workshop(tmp_path / "leer.werkstatt", count=0))
    assert only_window(program).page_name == "prepare"


def test_page_is_remembered(begin_program: Begin, path: Path) -> None:
    """A workshop opens at the page it was left at."""
    program = begin_program(path)
    window = only_window(program)
    window.show_page("protocol")
    window.close()
    program.open_path(path)
    assert only_window(program).page_name == "protocol"


def test_one_window_a_workshop(begin_program: Begin, path: Path, tmp_path: Path) -> None:
    """Opened again, also by another name, the window that has the workshop comes up."""
    program = begin_program(path)
    window = only_window(program)
    link = tmp_path / "Verknüpfung.werkstatt"
    link.symlink_to(path)
    for again in (path, link, Path(os.path.relpath(path))):
        program.open_path(again)
        assert only_window(program) is window


def test_two_workshops(begin_program: Begin, path: Path, tmp_path: Path) -> None:
    """Two workshops have a window each; one closes without the other."""
    program = begin_program(path)
    program.open_path(workshop(tmp_path / "Ulm.werkstatt", "Ulm"))
    assert len(program.open) == 2
    first, second = (found.window for found in program.open.values())
    first.close()
    assert only_window(program) is second


def test_minimised_window_comes_up(begin_program: Begin, path: Path) -> None:
    """Opened again, a window that was put away is shown."""
    program = begin_program(path)
    window = only_window(program)
    window.showMinimized()
    program.open_path(path)
    assert not window.isMinimized()


def test_recent_workshops(begin_program: Begin, qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    """What was opened last is on top of the recent ones, in the next run too."""
    other = workshop(tmp_path / "Ulm.werkstatt")
    program = begin_program(path)
    qtbot.waitUntil(lambda: settings.load().recent == (str(path),))
    program.open_path(other)
    qtbot.waitUntil(lambda: settings.load().recent == (str(other), str(path)))


def test_closing_lets_go_of_the_file(begin_program: Begin, path: Path) -> None:
    """After closing all is in the file, and the mark beside it is gone."""
    program = begin_program(path)
    window = only_window(program)
    assert mark_of(path).exists()
    write(window.desk, "Sechs")
    window.close()
    assert not program.open
    program.care.wait_for(path)
    assert not mark_of(path).exists()
    assert read(path).state.count(Card) == 6


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "gibt es nicht"),
        (b"", "leer"),
        (b"Brief" * 100, "kein Workshop"),
        (b"\0" * 9000, "beschädigt"),
    ],
)
def test_file_that_does_not_open(
    begin_program: Begin, qtbot: QtBot, tmp_path: Path, content: bytes | None, words: str
) -> None:
    """Why a file does not open is said on the start page; mended, it opens by "try again"."""
    path = tmp_path / "Kaputt.werkstatt"
    if content is not None:
        path.write_bytes(content)
    program = begin_program(path)
    start = start_page(program, qtbot)
    trouble = find(start, QLabel, "trouble-words")
    assert trouble.text().startswith("▲ Kaputt.werkstatt: ")
    assert words in trouble.text()
    assert QApplication.focusWidget() is find(start, QPushButton, "trouble-again")
    if content is not None:
        assert path.read_bytes() == content
    path.unlink(missing_ok=True)
    workshop(path)
    press(find(start, QPushButton, "trouble-again"), "Space")
    assert only_window(program).desk.store.path == path


def test_another_file_after_trouble(begin_program: Begin, qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    """From the sentence one can go to another file, or close it."""
    program = begin_program(tmp_path / "weg.werkstatt")
    start = start_page(program, qtbot)
    click(start.page.banner.close_button)
    assert not start.page.banner.isVisible()
    program.open_path(tmp_path / "weg.werkstatt")
    click(find(start, QPushButton, "trouble-another"))
    choose_file(qtbot, "open-dialog", path)
    assert only_window(program).desk.store.path == path


def test_trouble_beside_an_open_workshop(begin_program: Begin, path: Path, tmp_path: Path) -> None:
    """A file that does not open leaves the open workshop as it is."""
    program = begin_program(path)
    window = only_window(program)
    program.open_path(tmp_path / "weg.werkstatt")
    assert program.start is not None
    assert window.isVisible()
    write(window.desk, "geht noch")


@contextmanager
def opened_by_another_process(path: Path) -> Iterator[None]:
    code = (
        "import sys, time; from pathlib import Path; from werkstatt_desktop.storage.lock import Lock;"
        "Lock.take(Path(sys.argv[1])); print('da', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


def test_open_elsewhere(begin_program: Begin, qtbot: QtBot, path: Path) -> None:
    """A workshop open elsewhere can be read, and nothing is written to it."""
    with opened_by_another_process(path):
        before = path.read_bytes()
        program = begin_program(path)
        start = start_page(program, qtbot)
        assert find(start, QPushButton, "trouble-copy").isVisible()
        click(find(start, QPushButton, "trouble-reading"))
        window = only_window(program)
        assert window.desk.store.read_only
        window.close()
        assert path.read_bytes() == before
        assert mark_of(path).exists()


def test_copy_of_a_workshop_open_elsewhere(begin_program: Begin, qtbot: QtBot, path: Path) -> None:
    """A copy of it opens beside it, with all cards, and can be written."""
    with opened_by_another_process(path):
        program = begin_program(path)
        click(find(start_page(program, qtbot), QPushButton, "trouble-copy"))
        qtbot.waitUntil(lambda: len(program.open) == 1)
        desk = only_window(program).desk
        assert desk.store.path.name == "Essen (Kopie).werkstatt"
        assert desk.state.count(Card) == 5
        write(desk, "nur hier")
    assert read(path).state.count(Card) == 5


def test_mark_of_a_process_that_ended(begin_program: Begin, path: Path) -> None:
    """After a crash the workshop opens as usual."""
    with opened_by_another_process(path):
        pass
    assert mark_of(path).exists()
    assert not only_window(begin_program(path)).desk.store.read_only


def test_language(begin_program: Begin, qtbot: QtBot, path: Path) -> None:
    """Another language keeps workshop, page, group and undo; what is done then is saved."""
    program = begin_program(path)
    qtbot.waitUntil(lambda: QLocale().language() == QLocale.Language.German)
    window = only_window(program)
    window.show_page("collect")
    window.desk.show_group("group2")
    write(window.desk, "auf Deutsch")
    program.set_language("en")
    new = only_window(program)
    assert new is not window
    assert (new.page_name, new.desk.group_id) == ("collect", "group2")
    assert new.rail.buttons["collect"].text() == "Collect"
    assert QLocale().language() == QLocale.Language.English
    write(new.desk, "in English")
    new.desk.undo()
    new.desk.undo()
    assert new.desk.state.count(Card) == 5
    new.close()
    assert read(path).state.count(Card) == 5
    assert settings.load().language == "en"


def test_unfinished_text_survives_another_language(begin_program: Begin, path: Path) -> None:
    """Windows hand over what is typed in them before they are made anew."""
    program = begin_program(path)
    asked: list[bool] = []
    only_window(program).desk.settling.connect(lambda: asked.append(True))
    program.set_language("en")
    assert asked


def test_appearance(begin_program: Begin, path: Path) -> None:
    """Light and dark change all windows at once, and are kept."""
    program = begin_program(path, scheme="light")
    window = only_window(program)
    program.show_start()
    program.set_scheme("dark")
    assert window.desk.theme is theme.DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == theme.DARK.surface.lower()
    assert program.start is not None
    assert program.start.page.shelf.tiles.theme is theme.DARK
    assert settings.load().scheme == "dark"
    program.set_scheme("light")
    assert window.desk.theme is theme.LIGHT


def test_new_workshop_from_a_window(begin_program: Begin, path: Path) -> None:
    """Strg+N in a workshop brings the start page with the sheet."""
    program = begin_program(path)
    press(only_window(program), "Ctrl+N")
    assert program.start is not None
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    assert sheet.objectName() == "new-sheet"


def test_new_workshop_given_up(begin_program: Begin, qtbot: QtBot, path: Path) -> None:
    """Given up, the sheet leads back to the workshop; a start page that was there before stays."""
    program = begin_program(path)
    window = only_window(program)
    press(window, "Ctrl+N")
    press(QApplication.activeModalWidget() or window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: program.start is None)
    assert window.isVisible()
    only_window(program)
    press(window, "Ctrl+Shift+O")
    start = start_page(program, qtbot)
    press(start, "Ctrl+N")
    press(QApplication.activeModalWidget() or start, Qt.Key.Key_Escape)
    QApplication.processEvents()
    QApplication.processEvents()
    assert program.start is start
    assert start.isVisible()


def test_start_page_from_a_window(begin_program: Begin, qtbot: QtBot, path: Path) -> None:
    """The start page comes up beside the workshop, and lists it; Enter brings the workshop back."""
    program = begin_program(path, folder=str(path.parent))
    window = only_window(program)
    press(window, "Ctrl+Shift+O")
    start = start_page(program, qtbot)
    qtbot.waitUntil(start.page.resume.isVisible)
    press(start.page.resume, "Return")
    assert only_window(program) is window


def test_card_size_is_kept(begin_program: Begin, path: Path) -> None:
    """The size of cards is that of the last time."""
    program = begin_program(path)
    window = only_window(program)
    window.desk.show_card_size(2)
    window.close()
    program.open_path(path)
    assert only_window(program).desk.card_size == 2


FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from werkstatt_desktop.ui.program.program import Program
class Watch(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            print("LOADED", *sorted(sys.modules))
            QTimer.singleShot(50, late)
        return False
def late():
    if program._later is None:
        return QTimer.singleShot(50, late)
    print("LATER", *sorted(sys.modules))
    program.end()
    app.quit()
app = QApplication(["werkstatt"])
program = Program(app, "de")
program.begin(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
watch = Watch()
next((o.window for o in program.open.values()), program.start).installEventFilter(watch)
app.exec()
"""


@pytest.mark.parametrize("with_file", [True, False])
def test_little_is_loaded_before_the_first_paint(path: Path, with_file: bool) -> None:
    """What the first picture does not need is loaded after it."""
    command = [sys.executable, "-c", FIRST_PAINT, *([str(path)] if with_file else [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    loaded, later = (line.split()[1:] for line in done.stdout.splitlines())
    heavy = {"sqlite_utils", "reportlab", "numpy", "PIL", "rapidfuzz", "pypdfium2", "pyphen"}
    late = {"PySide6.QtNetwork", "werkstatt_desktop.ui.program.faults"}
    assert (heavy | late) & set(loaded) == set()
    assert late <= set(later)


def test_older_file_is_backed_up_before(begin_program: Begin, tmp_path: Path) -> None:
    """A file of an older version is brought up to date, and there is a backup of what it was."""
    older = tmp_path / "alt.werkstatt"
    shutil.copyfile(ROOT / "tests/storage/files/golden-1.werkstatt", older)
    before = read(older).state
    window = only_window(begin_program(older))
    doc_id = window.desk.store.doc_id
    kept = backups.of(settings.data_folder(), doc_id)
    with closing(sqlite3.connect(kept[-1].path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert window.desk.state == before == read(kept[-1].path).state
