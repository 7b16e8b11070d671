"""The list of steps, tables and pictures of the board in the window around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.frame.test_menu import choose, opened
from tests.ui.shell import open_window, settle, write
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.ui.board.taking_in.sheet import TakingSheet
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.steps.panel import StepsPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def steps_of(window: WorkshopWindow) -> StepsPanel:
    panel = window.findChild(StepsPanel)
    assert isinstance(panel, StepsPanel)
    return panel


def focus() -> object:
    return QApplication.focusWidget()


def test_key(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl+Shift+H opens the list with the keyboard in it; pressed there it closes it, and so does Esc."""
    window = open_window(desk, qtbot)
    write(desk, "eins")
    show(window)
    press(window, "Ctrl+Shift+H")
    panel = steps_of(window)
    assert panel.isVisible()
    assert focus() is panel.view
    press(panel.view, "Ctrl+Shift+H")
    assert not panel.isVisible()
    press(window, "Ctrl+Shift+H")
    press(panel.view, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert focus() is not panel.view


def test_beside_the_page(desk: Desk, qtbot: QtBot) -> None:
    """Going back in the list, the page beside it follows; the parking lot and the list take turns."""
    window = open_window(desk, qtbot)
    for text in ("eins", "zwei", "drei"):
        write(desk, text)
    show(window)
    choose(opened(window), "Verlauf der Schritte")
    panel = steps_of(window)
    qtbot.waitUntil(lambda: panel.rows.rowCount() == 4)
    panel.view.setCurrentIndex(panel.rows.index(2, 0))
    with qtbot.waitSignal(panel.journey.ended):
        press(panel.view, Qt.Key.Key_Return)
    assert [card.text for card in desk.state.all(Card)] == ["eins"]
    press(window, "Ctrl+Shift+T")
    assert not panel.isVisible()


def test_walked_to(desk: Desk, qtbot: QtBot) -> None:
    """F6 comes by the list."""
    window = open_window(desk, qtbot)
    show(window)
    press(window, "Ctrl+Shift+H")
    panel = steps_of(window)
    met = set()
    for _ in range(6):
        press(QApplication.focusWidget() or window, "F6")
        met.add(focus())
    assert panel.view in met


def test_table(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The menu asks for a table, from any page, and shows it over the board."""
    (tmp_path / "a.csv").write_text("eins\nzwei\n", encoding="utf-8")
    window = open_window(desk, qtbot)
    choose(opened(window), "Karten aus einer Tabelle …")
    dialog = window.findChild(QFileDialog, "ask-table")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    sheet = window.findChild(TakingSheet)
    assert isinstance(sheet, TakingSheet)
    qtbot.waitUntil(lambda: sheet.rows.rowCount() == 2)
    assert window.page_name == "arrange"
    dialog.reject()
    with qtbot.waitSignal(sheet.taken):
        sheet.take.click()
    settle()
    assert desk.state.count(Card) == 2


def test_picture(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The menu saves the picture of the board in view."""
    window = open_window(desk, qtbot)
    write(desk, "eins")
    choose(opened(window), "Tafelbild speichern unter …")
    dialog = window.findChild(QFileDialog, "ask-picture")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "a.svg"))
    qtbot.waitUntil((tmp_path / "a.svg").exists)
    assert "eins" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    dialog.reject()
