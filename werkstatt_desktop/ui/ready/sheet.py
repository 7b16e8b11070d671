"""The ready-check: what could spoil the day is looked at before the doors open, in ten seconds at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...storage.readiness import Backups, Room, backups_at, room_at
from ...texts import Texts
from ..desk import Desk
from ..labels import announce
from ..safekeeping.parts import button, foot, label, take_room
from ..safekeeping.work import Work, Works
from ..theme import FAMILY
from . import findings
from .findings import Finding
from .printers import Printers, find_printers
from .row import ReadyRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...domain.state import State
    from ...printing.proof import Glyphs

_WIDTH, _HEIGHT = 640, 470
LONGEST_MS = 10_000
"""What has not answered by then is said to be silent."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How things are looked at, each in a thread of its own."""

    printers: Callable[[Event], Printers] = find_printers


class ReadySheet(QDialog):
    """Looks as soon as it is shown, and again when asked; the window goes on meanwhile."""

    def __init__(
        self, desk: Desk, works: Works, keep: Path, parent: QWidget | None = None, looks: Looks | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._works, self._keep = desk, works, keep
        self._looks = looks or Looks()
        self._under_way: list[Work] = []
        self._page = b""
        t = desk.texts
        self.setObjectName("ready-sheet")
        self.setWindowTitle(t("Ready-check"))
        self.rows = {
            name: ReadyRow(desk, name, title)
            for name, title in (
                ("printer", t("Printer")),
                ("disk", t("File")),
                ("backup", t("Backups")),
                ("fonts", t("Fonts")),
                ("screen", t("Second screen")),
                ("page", t("Test page")),
            )
        }
        self._area = self._list()
        self.sum = label("", "section", "ready-sum")
        self._again = button(t("Look again"), "ready-again")
        self.print = button(t("Print test page …"), "ready-print")
        self._close = button(t("Close"), "ready-close", "primary")
        self._arrange()
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(LONGEST_MS)
        self._longest.timeout.connect(self._give_up)
        self._grow = QTimer(self)
        self._grow.setSingleShot(True)
        self._grow.setInterval(0)  # once the lines have their new words
        self._grow.timeout.connect(self._fit)
        self._again.clicked.connect(self.look)
        self.print.clicked.connect(self._print_page)
        self._close.clicked.connect(self.accept)
        self.finished.connect(self._stop)
        self.look()

    def look(self) -> None:
        """Look at everything anew."""
        self._stop()
        for row in self.rows.values():
            row.begin()
        self._page = b""
        self.print.setEnabled(False)
        self._again.setEnabled(False)
        self.sum.setText(self._desk.texts("Looking …"))
        self._longest.start()
        state, store, keep = self._desk.state, self._desk.store, self._keep
        path, doc_id, paper = store.path, store.doc_id, Texts(state.workshop.language)
        self._begin(self._looks.printers, self._show_printers)
        self._begin(lambda _stop: room_at(path), self._show_disk)
        self._begin(lambda _stop: backups_at(keep, doc_id), self._show_backups)
        self._begin(lambda _stop: _look_at_paper(state, paper), self._show_paper)
        self._show("screen", findings.screen_words(self._other_screens(), self._desk.texts))

    @property
    def found(self) -> Mapping[str, Finding]:
        """What is known by now, by the names of the lines."""
        return {name: row.found for name, row in self.rows.items() if row.found is not None}

    # Building

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(6)
        layout.addWidget(self.sum)
        layout.addSpacing(6)
        layout.addWidget(self._area, 1)
        layout.addSpacing(8)
        layout.addLayout(foot([self._again, self.print], [self._close]))
        take_room(self, _WIDTH, _HEIGHT)
        self._close.setFocus()

    def _list(self) -> QScrollArea:
        """The lines, one below the other; where there is no room for all of them they can be scrolled."""
        inside = QWidget()
        inside.setObjectName("ready-rows")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("ready-area")
        area.setAccessibleName(self._desk.texts("Ready-check"))
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setStyleSheet("QWidget#ready-rows { background: transparent; }")
        return area

    def _fit(self) -> None:
        """As high as the words need, as far as the window below has room."""
        inside = self._area.widget()
        column = inside.layout() if inside is not None else None
        if column is not None:
            column.activate()
            around = self.height() - self._area.height()
            wanted = column.totalHeightForWidth(self._area.viewport().width()) + around
            take_room(self, _WIDTH, max(_HEIGHT, wanted))

    def _begin(self, run: Callable[[Event], object], done: Callable[..., object]) -> None:
        self._under_way.append(self._works.begin(run, done, self._fail))

    # What was found

    def _show_printers(self, found: Printers) -> None:
        self._show("printer", findings.printer_words(found, self._desk.texts))

    def _show_disk(self, found: Room) -> None:
        read_only = self._desk.store.read_only
        self._show("disk", findings.disk_words(found, self._desk.texts, read_only=read_only))

    def _show_backups(self, found: Backups) -> None:
        self._show("backup", findings.backup_words(found, self._desk.texts))

    def _show_paper(self, found: tuple[Glyphs, bytes]) -> None:
        have, self._page = found
        t = self._desk.texts
        self.print.setEnabled(bool(self._page))
        self._show("page", findings.page_words(len(self._page), t))
        self._show("fonts", findings.glyph_words(have, FAMILY in QFontDatabase.families(), t))

    def _other_screens(self) -> list[tuple[str, int, int]]:
        """The screens on which the window is not, in pixels as they are."""
        below = self.parentWidget()
        own = (below.window() if below is not None else self).screen()
        others = [screen for screen in QApplication.screens() if screen is not own]
        found = []
        for screen in others:
            size, dense = screen.geometry().size(), screen.devicePixelRatio()
            name = " ".join(part for part in (screen.manufacturer(), screen.model()) if part) or screen.name()
            found.append((name, round(size.width() * dense), round(size.height() * dense)))
        return found

    def _show(self, name: str, found: Finding) -> None:
        self.rows[name].show_found(found)
        if all(row.found is not None for row in self.rows.values()):
            self._longest.stop()
            self._again.setEnabled(True)
            every = [row.found for row in self.rows.values() if row.found is not None]
            self.sum.setText(findings.sum_words(every, self._desk.texts))
            self._grow.start()
            announce(self, self.sum.text())

    def _fail(self, _error: WerkstattError) -> None:
        """Nothing to add: the line stays open until the time is up, and says so then."""

    def _give_up(self) -> None:
        self._stop()
        for name in [name for name, row in self.rows.items() if row.found is None]:
            if name == "page":
                self._show(name, findings.page_words(0, self._desk.texts))
            else:
                self._show(name, findings.late_words(self._desk.texts))

    def _stop(self) -> None:
        """Nobody waits any more for what is under way."""
        self._longest.stop()
        for work in self._under_way:
            if _is_there(work):
                work.stop()
        self._under_way.clear()

    # The test page

    def _print_page(self) -> None:
        from ..paper.print_out import ask_printer, paint_pages

        t = self._desk.texts
        printer = ask_printer(t("Test page"), 1, self)
        if printer is None:
            return
        try:
            done = paint_pages(self._page, printer, t, self)
        except WerkstattError as error:
            self._show("page", Finding(findings.BAD, t.sentence(error)))
            return
        if done:
            words = t("The test page was handed to the printer.")
            self._show("page", Finding(findings.GOOD, words))


def _look_at_paper(state: State, paper: Texts) -> tuple[Glyphs, bytes]:
    """What the fonts lack, and a page set with them; the library is loaded here, in the thread."""
    from ...printing.proof import glyphs, proof_page

    return glyphs(state), proof_page(state, paper)


def _is_there(work: QObject) -> bool:
    """Whether the toolkit still has an object; work that has ended goes by itself."""
    from shiboken6 import isValid

    return isValid(work)
