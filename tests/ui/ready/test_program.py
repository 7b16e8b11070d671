"""The ready-check in the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.shell import settle
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.ready.sheet import ReadySheet


def test_from_the_page_prepare(
    begin_program: Callable[..., Program], workshop_file: Path, qtbot: QtBot
) -> None:
    """The button on the page opens the check, which asks the system itself and is done in time."""
    program = begin_program(workshop_file)
    window = next(iter(program.open.values())).window
    window.show_page("prepare")
    settle()
    button = window.findChild(QPushButton, "facts-ready")
    assert button is not None
    click(button)
    sheet = window.findChild(ReadySheet)
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: len(sheet.found) == 6, timeout=12_000)
    assert "Antwort" not in sheet.found["page"].words
    press(sheet, Qt.Key.Key_Escape)
    settle()
    assert window.findChild(ReadySheet) is None
