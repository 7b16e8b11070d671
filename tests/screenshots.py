"""Makes pictures of every page, to be looked at beside the design.

    python tests/screenshots.py OUTDIR [--only PAGE] [--state STATE] [--language de|en] [--theme light|dark]
                                       [--size 1440x900|...|1440x900-200]

Each option may be given several times; without it there is everything. The windows are those of the program,
with settings and workshops of their own in a temporary folder, on the screen that no one sees. A picture is
named after what it shows: `arrange-usual-de-light-1440x900.png`; `-200` stands for a scale of 200 %.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    from werkstatt_desktop.ui.frame.window import WorkshopWindow
    from werkstatt_desktop.ui.program.program import Program

START = ("start", "new", "trouble")
SHEETS = ("backups", "copy", "trash", "erase", "name", "destroy", "second")
BOARD = (
    *("worked", "links", "unanswered", "suggestions", "search", "table", "hidden", "far", "near", "photo"),
    *("steps", "replace", "taking"),
)
DAY = (
    *(
        "weigh",
        "plenary",
        "measures",
        "people",
        "presence",
        "day",
        "opening",
        "mood",
        "series",
        "close",
        "reading",
    ),
    "farewell",
)
PAPER = ("paper-day", "paper-group", "paper-formats", "paper-saved", "paper-other")
PAGES = (
    *START,
    *("prepare", "collect", "arrange", "protocol", "parking", "keys", "menu", "alone"),
    *SHEETS,
    *BOARD,
    *DAY,
    *PAPER,
)
STATES = {"empty": 0, "usual": 3, "crowded": 18}
"""How full everything is, and how many more workshops the start page lists then."""
LANGUAGES = ("de", "en")
THEMES = ("light", "dark")
SIZES = {"1280x800": 1, "1440x900": 1, "1920x1080": 1, "1440x900-200": 2}
"""Size of the window and the scale of the screen."""
CARDS = 300
PATIENCE = 20.0
"""Seconds until what should appear has to be there."""
QUIET = 0.15
"""Seconds in which small things that begin on their own come to rest."""


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.here:
        _take_all(options)
        return 0
    for size in options.size:
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, __file__, *arguments, "--here", size]
            subprocess.run(command, env=_environment(Path(home), size), check=True)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes pictures of every page.")
    parser.add_argument("out", type=Path, metavar="OUTDIR")
    for name, there in (
        ("only", PAGES),
        ("state", tuple(STATES)),
        ("language", LANGUAGES),
        ("theme", THEMES),
        ("size", tuple(SIZES)),
    ):
        parser.add_argument(f"--{name}", action="append", choices=there)
    parser.add_argument("--here", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    options.only = options.only or PAGES
    options.state = options.state or tuple(STATES)
    options.language = options.language or LANGUAGES
    options.theme = options.theme or THEMES
    options.size = options.size or tuple(SIZES)
    return options


def _environment(home: Path, size: str) -> dict[str, str]:
    """A process of its own for each size, with a screen as large: Qt reads that when it starts."""
    scale, (wide, high) = SIZES[size], _dots(size)
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    room = home / "screen.json"
    place = {"name": "room", "x": 0, "y": 0, "width": wide * scale, "height": high * scale}
    dense = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    room.write_text(json.dumps({"screens": [place | dense]}), encoding="utf-8")
    screen = {"QT_QPA_PLATFORM": f"offscreen:configfile={room}", "QT_SCALE_FACTOR": str(scale)}
    return {**os.environ, **folders, **screen, "HOME": str(home), "LANG": "C.UTF-8"}


def _take_all(options: argparse.Namespace) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication(["werkstatt", "-style", "fusion"])
    for state in options.state:
        folder = Path(tempfile.mkdtemp(dir=os.environ["HOME"]))
        workshop = _workshops(state, folder)
        for language in options.language:
            for theme in options.theme:
                name = f"{state}-{language}-{theme}"
                # What is done in one look must not be seen in the next.
                own = folder / name / workshop.name
                own.parent.mkdir()
                shutil.copyfile(workshop, own)
                _take_look(app, options, name, _Look(folder / "there", own, language, theme, state))


class _Look:
    """What one run of the program finds: workshops, and the settings that were chosen."""

    def __init__(self, folder: Path, workshop: Path, language: str, theme: str, state: str) -> None:
        self.workshop = workshop
        self.language = language
        self.theme = theme
        self.state = state
        self.folder = folder if STATES[state] else None
        self.recent = sorted(folder.glob("*.werkstatt"))[:1]

    def program(self, app: QApplication) -> Program:
        from werkstatt_desktop import settings
        from werkstatt_desktop.ui.program.program import Program

        kept = settings.Settings(
            device="screenshots",
            language=self.language,
            scheme=self.theme,
            folder=str(self.folder or ""),
            recent=tuple(map(str, self.recent)),
        )
        settings.save(kept)
        return Program(app)


def _workshops(state: str, folder: Path) -> Path:
    """Make the workshops of a state; those for the start page lie in `there`. Gives the one to open."""
    from werkstatt_desktop import cli
    from werkstatt_desktop.domain import beginnings, templates
    from werkstatt_desktop.domain.records import WORKSHOP_ID, Workshop
    from werkstatt_desktop.storage import files
    from werkstatt_desktop.texts import Texts

    there = folder / "there"
    there.mkdir(parents=True)
    for number in range(STATES[state]):
        cards = () if not number else ("--cards", str(20 + 15 * number))
        cli.main(["example", "-o", str(there / f"Werkstatt {number + 1}.werkstatt"), *cards])
    path = folder / "Workshop.werkstatt"
    if state == "empty":
        facts = Workshop(id=WORKSHOP_ID, title="Neue Werkstatt", date="2026-11-22", language="de")
        template = templates.built_in("csa", Texts("de").questions())
        files.create(path, beginnings.begin(facts, template, ["Gruppe 1", "Gruppe 2"]))
    else:
        cards = ("--cards", str(CARDS)) if state == "crowded" else ()
        cli.main(["example", "-o", str(path), *cards])
    return path


def _take_look(app: QApplication, options: argparse.Namespace, name: str, look: _Look) -> None:
    """All pages in one language and theme."""
    program = look.program(app)
    if set(START) & set(options.only):
        start = program.show_start()
        start.refresh()
        for page in START:
            if page in options.only:
                picture = _start_page(program, page, options.here, look.workshop)
                picture.save(str(options.out / f"{page}-{name}-{options.here}.png"))
    pages = [page for page in options.only if page not in START]
    if pages:
        program.open_path(look.workshop)
        window = next(iter(program.open.values())).window
        for page in (page for page in pages if page not in (*BOARD, *DAY, *PAPER)):
            picture = _workshop_page(program, window, page, options.here)
            picture.save(str(options.out / f"{page}-{name}-{options.here}.png"))
    program.end()
    _wait(QUIET)
    for page in (page for page in pages if page in BOARD):
        picture = _board(look.program(app), look.workshop, page, options.here)
        picture.save(str(options.out / f"{page}-{name}-{options.here}.png"))
    if {*DAY, *PAPER} & {*options.only}:
        _day(look.program(app), look, options, name)


def _day(program: Program, look: _Look, options: argparse.Namespace, name: str) -> None:
    """The pages around the cards, in a workshop of its own that a whole day has filled."""
    from tests import big_day, day_looks
    from tests.keys import press

    path = look.workshop.parent / "day" / look.workshop.name
    path.parent.mkdir()
    if look.state == "crowded":
        big_day.make(path, big_day.big_day())
    else:
        shutil.copyfile(look.workshop, path)
    if look.state == "usual":
        day_looks.make_earlier(path.parent)
    program.open_path(path)
    window = next(iter(program.open.values())).window
    if look.state == "usual":
        day_looks.fill(window.desk)
    for page in (page for page in options.only if page in DAY):
        window.show_page(day_looks.PLACES[page])
        if page == "presence":
            press(window, "Ctrl+Shift+P")
        _fit(window, options.here)
        _wait(QUIET * 4)
        _grabbed(window).save(str(options.out / f"{page}-{name}-{options.here}.png"))
    for page in (page for page in options.only if page in PAPER):
        _paper(window, page, path.parent, options.here).save(
            str(options.out / f"{page}-{name}-{options.here}.png")
        )
    program.end()
    _wait(QUIET)


def _paper(window: WorkshopWindow, page: str, folder: Path, size: str) -> QPixmap:
    """The protocol in one of its states."""
    from PySide6.QtWidgets import QMenu

    from tests import paper_looks
    from werkstatt_desktop.ui.paper.page import ProtocolPage

    window.show_page("protocol")
    _fit(window, size)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ProtocolPage)
    if shown._side is not shown.panel:
        shown.show_protocol()
    _wait_for(lambda: not shown._stale and shown.preview.is_drawn)
    getattr(paper_looks, page.replace("-", "_"))(shown, folder, _wait_for)
    _wait(QUIET * 4)
    _wait_for(lambda: not shown._stale and shown.preview.is_drawn)
    picture = _grabbed(window)
    for menu in window.findChildren(QMenu):
        menu.close()
    return picture


def _board(program: Program, workshop: Path, page: str, size: str) -> QPixmap:
    """The board in one of its states, in a copy of the workshop and a window of its own."""
    from tests import board_looks

    # In a folder of its own, where no other version of it lies.
    path = workshop.parent / page / workshop.name
    path.parent.mkdir()
    shutil.copyfile(workshop, path)
    program.open_path(path)
    window = next(iter(program.open.values())).window
    window.show_page("arrange")
    _fit(window, size)
    getattr(board_looks, page)(program, window, _wait_for)
    _wait(QUIET * 4)
    picture = _grabbed(window)
    program.end()
    _wait(QUIET)
    return picture


def _start_page(program: Program, page: str, size: str, workshop: Path) -> QPixmap:
    from PySide6.QtWidgets import QDialog

    start = program.show_start()
    _fit(start, size)
    reader = program._reader
    _wait_for(lambda: reader is None or not reader.busy)
    if page == "new":
        program.new_workshop()
    elif page == "trouble":
        from tests import sheets

        program.open_path(sheets.damaged(workshop))
        _wait_for(lambda: start.page.banner.ways)
    _wait(QUIET)
    picture = _grabbed(start)
    start.page.banner.hide()
    for sheet in start.findChildren(QDialog):
        sheet.close()
    return picture


def _workshop_page(program: Program, window: WorkshopWindow, page: str, size: str) -> QPixmap:
    from PySide6.QtWidgets import QDialog, QMenu

    from werkstatt_desktop.ui.paper.page import ProtocolPage
    from werkstatt_desktop.ui.safekeeping.note import NoteBar

    window.show_page(page if page in window.stack.names else "arrange")
    _fit(window, size)
    if page == "parking":
        window.toggle_parking()
    elif page == "keys":
        window.show_keys()
    elif page == "menu":
        window.open_menu()
    elif page == "alone":
        window.show_alone(True)
    elif page in SHEETS:
        from tests import sheets

        getattr(sheets, page)(program, window, _wait_for)
    _wait(QUIET)
    shown = window.stack.currentWidget()
    if isinstance(shown, ProtocolPage):
        _wait_for(lambda: shown.preview.is_drawn)
    picture = _grabbed(window)
    for over in (*window.findChildren(QDialog), *window.findChildren(QMenu), *window.findChildren(NoteBar)):
        over.close()
    if page == "parking":
        window.toggle_parking()
    window.show_alone(False)
    return picture


def _fit(window: QMainWindow, size: str) -> None:
    window.resize(*_dots(size))
    window.activateWindow()
    _wait_for(window.isActiveWindow)


def _dots(size: str) -> tuple[int, int]:
    wide, high = size.partition("-")[0].split("x")
    return int(wide), int(high)


def _grabbed(window: QWidget) -> QPixmap:
    """A window, and what lies over it, as it would be seen."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

    picture = window.grab()
    painter = QPainter(picture)
    for other in _over(window):
        place = other.pos() - window.pos()
        painter.drawPixmap(place, other.grab())
        painter.setPen(QColor("#808080"))
        painter.drawRect(QRect(place, other.size()).adjusted(0, 0, -1, -1))
    painter.end()
    return picture


def _over(window: QWidget) -> list[QWidget]:
    """What lies over a window, a sheet before those that were opened from it."""
    from PySide6.QtWidgets import QApplication, QDialog, QMenu

    shown = [other for other in QApplication.topLevelWidgets() if other is not window and other.isVisible()]
    return sorted((other for other in shown if isinstance(other, QDialog | QMenu)), key=_depth)


def _depth(widget: QWidget) -> int:
    below = widget.parentWidget()
    return 0 if below is None else 1 + _depth(below)


def _wait(seconds: float) -> None:
    """Let windows and threads go on; the toolkit's own waiting would hold up the threads."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def _wait_for(there: object) -> None:
    assert callable(there)
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("a page did not come to rest")
        _wait(0.02)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
