"""Brings up programs that are to be killed: `python -m tests.kill.nursery`.

Libraries are loaded once; for each line on standard input, "FILE HOME SOUND", a process is forked that runs
the real program with the file, types cards into the page Collect with real key events as fast as it can, and
writes the text of each card to standard output when the card shows its ✓. Its process id comes first. With
SOUND "early" it writes a text as soon as the card is there, which is a lie that the test has to find out.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.keys import type_text
from werkstatt_desktop.printing import pdf  # noqa: F401 - loaded before the fork, it costs nobody's time
from werkstatt_desktop.storage import backups, reading  # noqa: F401
from werkstatt_desktop.ui.card_field import CardField
from werkstatt_desktop.ui.collect.cards import CardList
from werkstatt_desktop.ui.collect.model import SAFE_ROLE, SAVED, CardRows
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program


class Hand:
    """Writes cards, now one and now three at once, and goes on when the last of them shows its ✓."""

    def __init__(self, window: WorkshopWindow, *, early: bool) -> None:
        window.show_page("collect")
        self._early = early
        self._field = next(f for f in window.findChildren(CardField) if f.isVisible())
        views = window.findChildren(CardList)
        models = [view.model() for view in views if view.isVisible()]
        self._rows = next(model for model in models if isinstance(model, CardRows))
        self._number = 0
        self._said = ""
        self._rows.dataChanged.connect(self.say)
        self._rows.rowsInserted.connect(self.say)

    def write(self) -> None:
        """Write with the keyboard, unless the last card is still on its way."""
        if self._number and not self._said.endswith(f"·{self._number}"):
            self.say()
            return
        for _ in range(1 + self._number % 3):
            self._number += 1
            self._field.setFocus()
            type_text(self._field, f"{os.getpid()}·{self._number}\n")

    def say(self, *_: object) -> None:
        """Say the text of the newest card, if it shows its ✓."""
        index = self._rows.index(self._rows.rowCount() - 1)
        text = index.data()
        if text and text != self._said and (self._early or index.data(SAFE_ROLE) == SAVED):
            self._said = text
            os.write(1, f"{text}\n".encode())


def live(path: Path, home: Path, sound: str) -> None:
    """The life of a program, until it is killed; one that hangs says where."""
    faulthandler.dump_traceback_later(60, exit=True)
    os.environ["HOME"] = str(home)
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    app = QApplication(["werkstatt", "-style", "fusion"])
    program = Program(app, "de")
    program.begin(path)
    window = next(found.window for found in program.open.values())
    hand = Hand(window, early=sound == "early")
    timer = QTimer()
    timer.timeout.connect(hand.write)
    timer.start(0)
    app.exec()


def main() -> None:
    for line in sys.stdin:
        path, home, sound = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            os.write(1, f"{os.getpid()}\n".encode())
            live(Path(path), Path(home), sound)
            os._exit(1)
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


if __name__ == "__main__":
    main()
