"""The ready-check over a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.ready.findings import GOOD, NOTE
from werkstatt_desktop.ui.ready.printers import Printers
from werkstatt_desktop.ui.ready.sheet import Looks, ReadySheet
from werkstatt_desktop.ui.safekeeping.work import Works

Open = Callable[[Callable[[Event], Printers]], ReadySheet]


@pytest.fixture
def works() -> Iterator[Works]:
    made = Works()
    yield made
    made.end()


@pytest.fixture
def open_sheet(desk: Desk, works: Works, tmp_path: Path, qtbot: QtBot) -> Open:
    """Opens the sheet over a window, with an answer of the printers."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    show(window)

    def opened(printers: Callable[[Event], Printers]) -> ReadySheet:
        sheet = ReadySheet(desk, works, tmp_path / "keep", window, Looks(printers))
        qtbot.addWidget(sheet)
        sheet.open()
        return sheet

    return opened


def test_all_is_looked_at(open_sheet: Open, qtbot: QtBot) -> None:
    """Each line gets its answer, with what helps, and the sheet can look again."""
    asked: list[int] = []

    def printers(_stop: Event) -> Printers:
        asked.append(1)
        return Printers(("HP",), "HP")

    sheet = open_sheet(printers)
    qtbot.waitUntil(lambda: len(sheet.found) == 6)
    levels = {name: found.level for name, found in sheet.found.items()}
    assert levels == dict.fromkeys(("printer", "disk", "backup", "fonts", "page"), GOOD) | {"screen": NOTE}
    assert sheet.sum.text() == "1 Hinweis."
    assert sheet.rows["printer"].accessibleName() == "Drucker, bereit: Der Drucker „HP“ ist bereit."
    assert sheet.print.isEnabled()
    again = sheet.findChild(QPushButton, "ready-again")
    assert again is not None
    click(again)
    assert sheet.sum.text() == "Wird geprüft …"
    qtbot.waitUntil(lambda: len(sheet.found) == 6)
    assert len(asked) == 2


def test_silent_printers(open_sheet: Open, qtbot: QtBot) -> None:
    """What does not answer is waited for ten seconds at most; the window is not kept waiting."""
    sheet = open_sheet(lambda stop: Printers(answered=not stop.wait(20)))
    qtbot.waitUntil(lambda: len(sheet.found) == 5)
    assert sheet._longest.interval() == 10_000
    assert sheet._longest.isActive()
    sheet._give_up()
    assert sheet.found["printer"].words == "Keine Antwort in zehn Sekunden."
    assert sheet.sum.text() == "2 Hinweise."


def test_closed_meanwhile(open_sheet: Open, works: Works, qtbot: QtBot) -> None:
    """Esc closes it at any time, and what was under way stops."""
    stopped = Event()

    def printers(stop: Event) -> Printers:
        if stop.wait(20):
            stopped.set()
        return Printers()

    sheet = open_sheet(printers)
    press(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert stopped.wait(5)
