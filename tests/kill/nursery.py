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
from werkstatt_desktop.domain.edits import Step
from werkstatt_desktop.domain.records import Card, Id
from werkstatt_desktop.printing import pdf  # noqa: F401 - loaded before the fork, it costs nobody's time
from werkstatt_desktop.storage import backups, reading  # noqa: F401
from werkstatt_desktop.ui.collect.field import CardField
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program


class Hand:
    """Writes cards and says which of them are safe, as they show it."""

    def __init__(self, window: WorkshopWindow, *, early: bool) -> None:
        window.show_page("collect")
        self._window = window
        self._early = early
        self._field = next(f for f in window.findChildren(CardField) if f.isVisible())
        self._unsaid: dict[Id, str] = {}
        self._number = 0
        window.desk.changed.connect(self._see)
        window.desk.safety_changed.connect(self._say)

    def write(self) -> None:
        """Write one card with the keyboard."""
        self._number += 1
        self._field.setFocus()
        type_text(self._field, f"{os.getpid()}·{self._number}\n")

    def _see(self, step: Step | None) -> None:
        for id in step.edit.ids("cards") if step else ():
            card = self._window.desk.state.get(Card, id)
            if card is not None:
                self._unsaid[id] = card.text
        if self._early:
            self._say()

    def _say(self, _safety: object = None) -> None:
        safe = [id for id in self._unsaid if self._early or self._shows_tick(id)]
        if safe:
            os.write(1, "".join(f"{self._unsaid.pop(id)}\n" for id in safe).encode())

    def _shows_tick(self, id: Id) -> bool:
        return id not in self._window.desk.store.waiting_ids


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
