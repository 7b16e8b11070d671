"""The start page lists the workshops and opens them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.storage.test_connected import ASK
from tests.ui.start.starts import choose_file, entries, find, menu, only_window, pick, start_page, words
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.start.window import StartWindow

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def folder(home: Path) -> Path:
    """A folder with three workshops of a series and one of none."""
    place = home / "Dokumente" / "Werkstatt"
    for date, town in (("2009-02-12", "Münster"), ("2009-05-14", "Bielefeld"), ("2009-09-23", "Essen")):
        workshop(place / f"{town}.werkstatt", "Vernetzung", date=date, series="Werkstattreihe", place=town)
    workshop(place / "Klausur.werkstatt", "Klausurtag", date="2026-11-03", groups=1, count=1)
    return place


def at(start: StartWindow, row: int) -> QPoint:
    """The middle of a line of the list."""
    shelf = start.page.shelf
    shelf.scrollTo(shelf.model().index(row, 0))
    return shelf.visualRect(shelf.model().index(row, 0)).center()


def test_workshops_by_series(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """Workshops stand under their series, the latest first, and the others below them."""
    start = start_page(begin_program(folder=str(folder)), qtbot)
    shown = start.page.shelf.shelf.sections
    assert [(s.heading, s.note, s.tiles) for s in shown] == [
        ("Vernetzung", "Werkstattreihe · 3", True),
        ("Weitere", "", False),
    ]
    assert [(e.name, e.facts) for e in entries(start)] == [
        ("Essen", "23.09.2009 · 2 Gruppen · 5 Karten"),
        ("Bielefeld", "14.05.2009 · 2 Gruppen · 5 Karten"),
        ("Münster", "12.02.2009 · 2 Gruppen · 5 Karten"),
        ("Klausurtag", "03.11.2026 · 1 Gruppe · 1 Karte"),
    ]


def test_arrow_keys_and_enter(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """From the list one walks over the tiles, past the headings, and Enter opens."""
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    shelf = start.page.shelf
    start.resize(1200, 800)
    shelf.setFocus()
    names = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        entry = shelf.entry()
        names.append(entry.name if entry else "")
        press(shelf, key)
    assert names == ["Essen", "Bielefeld", "Münster"]
    press(shelf, Qt.Key.Key_Return)
    assert only_window(program).desk.store.path == folder / "Klausur.werkstatt"


def test_click_opens(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """A click on a tile opens the workshop, and the start page goes."""
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    click(start.page.shelf.viewport(), at(start, 2))
    assert only_window(program).desk.store.path == folder / "Bielefeld.werkstatt"
    assert program.start is None


def test_click_on_a_heading(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """A heading is nothing to click on."""
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    click(start.page.shelf.viewport(), at(start, 0))
    assert not program.open


def test_enter_goes_on_with_the_last_workshop(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """On top stands the workshop opened last, and Enter opens it at once."""
    last = str(folder / "Essen.werkstatt")
    program = begin_program(
        folder=str(folder), recent=(last, str(folder / "Klausur.werkstatt")), pages=("", "")
    )
    start = start_page(program, qtbot)
    resume = start.page.resume
    assert resume.accessibleName() == (
        "Weiter, wo Sie aufgehört haben: Vernetzung, 23.09.2009 · 2 Gruppen · 5 Karten · Essen"
    )
    assert QApplication.focusWidget() is resume
    press(resume, Qt.Key.Key_Return)
    assert only_window(program).desk.store.path == Path(last)


def test_without_a_last_workshop(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """Where nothing was opened yet, Enter begins a new workshop."""
    start = start_page(begin_program(folder=str(folder)), qtbot)
    assert start.page.resume.isHidden()
    assert QApplication.focusWidget() is start.rail.buttons[0]


def test_recently_opened_elsewhere(begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """A workshop opened from another folder is listed; one in the workshop folder only once."""
    other = workshop(tmp_path / "Stick.werkstatt", "Vom Stick", date="2027-01-01")
    recent = (str(other), str(folder / "Essen.werkstatt"))
    start = start_page(begin_program(folder=str(folder), recent=recent), qtbot)
    assert sorted(e.name for e in entries(start)) == [
        "Bielefeld",
        "Essen",
        "Klausurtag",
        "Münster",
        "Vom Stick",
    ]


def test_missing_workshop(begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """A workshop that has gone is listed as not found, and Entf takes it off the list."""
    gone = str(tmp_path / "Weg.werkstatt")
    program = begin_program(folder=str(folder), recent=(gone,), pages=("",))
    start = start_page(program, qtbot)
    missing = entries(start)[-1]
    assert (missing.name, missing.facts, missing.problem) == ("Weg", "nicht gefunden", True)
    shelf = start.page.shelf
    shelf.setFocus()
    press(shelf, Qt.Key.Key_End)
    press(shelf, Qt.Key.Key_Delete)
    assert program.settings.recent == ()
    assert settings.load().recent == ()
    assert all(e.name != "Weg" for e in entries(start))


def test_delete_key_spares_workshops_of_the_folder(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """Entf on a workshop of the folder does nothing: no key of this page takes a file away."""
    recent = (str(folder / "Essen.werkstatt"),)
    start = start_page(begin_program(folder=str(folder), recent=recent), qtbot)
    start.page.shelf.setFocus()
    press(start.page.shelf, Qt.Key.Key_Delete)
    assert len(entries(start)) == 4
    assert (folder / "Essen.werkstatt").exists()


@pytest.mark.parametrize(
    ("content", "facts"),
    [(b"", "leere Datei"), (b"kein Workshop" * 20, "kein Workshop"), (b"\0" * 4096, "beschädigt")],
)
def test_broken_workshop(
    begin_program: Begin, qtbot: QtBot, folder: Path, content: bytes, facts: str
) -> None:
    """A broken file is listed as what it is; opening it says so in a sentence."""
    (folder / "Kaputt.werkstatt").write_bytes(content)
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    broken = entries(start)[-1]
    assert (broken.name, broken.facts) == ("Kaputt", facts)
    shelf = start.page.shelf
    shelf.setFocus()
    press(shelf, Qt.Key.Key_End)
    press(shelf, Qt.Key.Key_Return)
    assert not program.open
    assert find(start, QLabel, "trouble-words").text().startswith("▲ Kaputt.werkstatt: D")


def test_new_files_are_noticed(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """What came into the folder meanwhile is there when the page is looked at again."""
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    workshop(folder / "Neu.werkstatt", "Neu dazu")
    other = QLabel("ein anderes Fenster")
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    start.activateWindow()
    qtbot.waitUntil(lambda: "Neu dazu" in [e.name for e in entries(start)])


@pytest.mark.parametrize("width", [1000, 1100, 1280, 1440, 1920])
def test_tiles_fill_their_rows(begin_program: Begin, qtbot: QtBot, folder: Path, width: int) -> None:
    """Tiles stand side by side in whole rows, whether there is a scroll bar or not."""
    start = start_page(begin_program(folder=str(folder)), qtbot)
    shelf = start.page.shelf
    places = set()
    for height in (500, 1200):
        start.resize(width, height)
        QApplication.processEvents()
        boxes = [shelf.visualRect(shelf.model().index(row, 0)) for row in (1, 2)]
        assert boxes[0].top() == boxes[1].top()
        assert boxes[1].right() <= shelf.viewport().width()
        places.add((boxes[0].width(), boxes[1].left()))
    assert len(places) == 1


def test_chosen_tile_stays_chosen(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """A list read anew keeps the workshop that the keyboard was on."""
    start = start_page(begin_program(folder=str(folder)), qtbot)
    shelf = start.page.shelf
    shelf.setFocus()
    press(shelf, Qt.Key.Key_Right)
    workshop(folder / "Neu.werkstatt", "Neu dazu", series="Aachen", date="2027-01-01")
    start.refresh()
    qtbot.waitUntil(lambda: len(entries(start)) == 5)
    entry = shelf.entry()
    assert entry is not None
    assert entry.name == "Bielefeld"


def test_context_menu(begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """The menu of a workshop opens it, or takes it off the list where it is only remembered."""
    other = workshop(tmp_path / "Stick.werkstatt", "Vom Stick", date="1999-01-01")
    program = begin_program(folder=str(folder), recent=(str(other),), pages=("",))
    start = start_page(program, qtbot)
    shelf = start.page.shelf
    context_menu(start, at(start, 1))
    assert words(menu("entry-menu")) == [
        "Öffnen",
        "Sicherungen …",
        "Im Ordner zeigen",
        "Workshop vernichten …",
    ]
    press(menu("entry-menu"), Qt.Key.Key_Escape)
    context_menu(start, at(start, shelf.model().rowCount() - 1))
    assert words(menu("entry-menu")) == [
        "Öffnen",
        "Sicherungen …",
        "Im Ordner zeigen",
        "Aus der Liste nehmen",
        "Workshop vernichten …",
    ]
    pick(menu("entry-menu"), "Aus der Liste nehmen")
    assert [e.name for e in entries(start)].count("Vom Stick") == 0
    assert other.exists()
    context_menu(start, at(start, 1))
    pick(menu("entry-menu"), "Öffnen")
    assert only_window(program).desk.store.path == folder / "Essen.werkstatt"


def context_menu(start: StartWindow, place: QPoint) -> None:
    viewport = start.page.shelf.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)


class Folders(QObject):
    """Stands in for the file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.shown.append(url.toLocalFile())


def test_show_in_folder(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """The folder of a workshop opens in the file manager."""
    manager = Folders()
    QDesktopServices.setUrlHandler("file", manager, "take")  # type: ignore[arg-type]
    try:
        start = start_page(begin_program(folder=str(folder)), qtbot)
        context_menu(start, at(start, 1))
        pick(menu("entry-menu"), "Im Ordner zeigen")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert manager.shown == [str(folder)]


def drop(start: StartWindow, *paths: Path) -> bool:
    """Let files fall onto the page; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(600, 300), action, data, left, none)
    enter.ignore()
    QApplication.sendEvent(start, enter)
    if enter.isAccepted():
        QApplication.sendEvent(start, QDropEvent(QPointF(600, 300), action, data, left, none))
    return enter.isAccepted()


def test_dropped_workshop_opens(begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """A workshop file that is dropped opens; other files are not taken."""
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    assert not drop(start, tmp_path / "bild.png")
    assert drop(start, workshop(tmp_path / "Stick.werkstatt"))
    assert only_window(program).desk.store.path == tmp_path / "Stick.werkstatt"


def test_open_by_dialog(begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """Strg+O asks for a file and opens it."""
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    press(start, "Ctrl+O")
    choose_file(qtbot, "open-dialog", workshop(tmp_path / "Stick.werkstatt"))
    assert only_window(program).desk.store.path == tmp_path / "Stick.werkstatt"


def test_example(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """The example is a file of the user's own; asked for again, the same one opens."""
    program = begin_program(folder=str(folder))
    click(find(start_page(program, qtbot), QPushButton, "example"))
    window = only_window(program)
    path = window.desk.store.path
    assert path.parent == folder
    assert path.name.startswith("2009-09-23 ")
    window.close()
    program.show_start()
    click(find(start_page(program, qtbot), QPushButton, "example"))
    assert only_window(program).desk.store.path == path


def test_appearance_and_language(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """Both can be chosen before any workshop is open."""
    program = begin_program(folder=str(folder))
    click(find(start_page(program, qtbot), QToolButton, "start-menu"))
    looks, languages = menu("looks-menu").findChildren(QMenu)
    next(a for a in looks.actions() if a.text() == "Dunkel").trigger()
    assert program.theme.dark
    next(a for a in languages.actions() if a.text() == "English").trigger()
    start = start_page(program, qtbot)
    assert find(start, QPushButton, "new").accessibleName() == "+ New workshop"
    assert [e.facts for e in entries(start)][-1] == "03/11/2026 · 1 group · 1 card"


def test_everything_has_a_name(begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """Whatever can have the keyboard has a name to be read out, and one for tests."""
    start = start_page(begin_program(tmp_path / "weg.werkstatt", folder=str(folder)), qtbot)
    controls = [w for w in start.findChildren(QAbstractButton) if w.isVisible()]
    assert len(controls) >= 8
    nameless = [w for w in controls if not (w.accessibleName() or w.text()) or not w.objectName()]
    assert nameless == []


def test_hostile_names(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """Markup in titles and file names is shown as it is written."""
    workshop(folder / "x<b>y & z.werkstatt", "<b>Fett</b> & Söhne", series="<i>Reihe</i>", date="2027-01-01")
    start = start_page(begin_program(folder=str(folder)), qtbot)
    shelf = start.page.shelf
    index = shelf.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "<b>Fett</b> & Söhne"
    assert "x&lt;b&gt;y &amp; z.werkstatt" in index.data(Qt.ItemDataRole.ToolTipRole)
    start.show_trouble(folder / "<b>x.werkstatt", FileProblem("missing", exit_code=4))
    label = find(start, QLabel, "trouble-words")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x.werkstatt" in label.text()


def test_read_off_the_windows_thread(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """While many workshops are read, the window goes on answering."""
    for n in range(60):
        (folder / f"{n}.werkstatt").write_bytes((folder / "Essen.werkstatt").read_bytes())
    program = begin_program(folder=str(folder))
    start = program.start
    assert start is not None
    beats: list[bool] = []
    start.refresh()
    while start._reader.busy:
        QApplication.processEvents()
        beats.append(True)
    assert len(beats) > 3
    assert len(entries(start)) == 64


def test_workshop_that_is_open(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """A workshop that is open is read as it is now, and its locks on the file stay while that is done."""
    program = begin_program(folder / "Essen.werkstatt", folder=str(folder))
    desk = only_window(program).desk
    program.show_start()
    start = start_page(program, qtbot)
    assert desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["mehr"])
    assert desk.store.flush()
    writing = connect(folder / "Essen.werkstatt", writable=True)
    writing.execute("BEGIN IMMEDIATE")
    start.refresh()
    qtbot.waitUntil(lambda: not start._reader.busy)
    assert "6 Karten" in next(e.facts for e in entries(start) if e.name == "Essen")
    other = [sys.executable, "-c", ASK, str(folder / "Essen.werkstatt")]
    run = subprocess.run(other, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "locked"
    writing.execute("ROLLBACK")
    writing.close()


def test_known_at_once_in_the_next_run(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """What the page showed last time is there before a file is looked at."""
    program = begin_program(folder=str(folder))
    start_page(program, qtbot)
    program.end()
    again = begin_program(folder=str(folder))
    assert again.start is not None
    assert len(entries(again.start)) == 4
