"""The flash round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.keys import press, show, type_text
from tests.ui.shell import settle
from werkstatt_desktop.domain import feedback
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.polls.quotes import QuotesPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> QuotesPage:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = QuotesPage(desk)
    window.setCentralWidget(made)
    window.resize(900, 600)
    show(window)
    made.setFocus()
    settle()
    return made


def quotes(desk: Desk) -> list[str]:
    return [row.text for row in feedback.quotes(desk.state)]


def test_one_after_the_other(page: QuotesPage, desk: Desk) -> None:
    """Enter writes a quote down and the field is ready for the next one."""
    for text in ("Endlich ein Plan", "Mehr Zeit für die Gruppen"):
        type_text(page.entry, text)
        press(page.entry, Qt.Key.Key_Return)
    press(page.entry, Qt.Key.Key_Return)
    assert quotes(desk) == ["Endlich ein Plan", "Mehr Zeit für die Gruppen"]
    assert page.entry.hasFocus()
    assert page.entry.text() == ""


def test_order_and_deleting(page: QuotesPage, desk: Desk) -> None:
    """Alt+↑ moves a quote up, Del on its grip deletes it, and undo brings it back."""
    for text in ("eins", "zwei"):
        type_text(page.entry, text)
        press(page.entry, Qt.Key.Key_Return)
    row = page.rows.rows[1]
    row.grip.setFocus()
    press(row.grip, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert quotes(desk) == ["zwei", "eins"]
    press(page.rows.rows[0].grip, Qt.Key.Key_Delete)
    assert quotes(desk) == ["eins"]
    desk.undo()
    assert quotes(desk) == ["zwei", "eins"]


def test_rewording(page: QuotesPage, desk: Desk) -> None:
    """A quote is mended where it stands."""
    type_text(page.entry, "eins")
    press(page.entry, Qt.Key.Key_Return)
    field = page.rows.rows[0].fields[0]
    page.rows.focus(page.rows.rows[0].id)
    type_text(field, "Eins")
    press(field, Qt.Key.Key_Return)
    assert quotes(desk) == ["Eins"]


def test_begun_words_are_kept(page: QuotesPage, desk: Desk) -> None:
    """What is half typed is no quote yet, and is put in when the window goes."""
    type_text(page.entry, "halb")
    desk.settling.emit()
    assert quotes(desk) == []
    desk.leaving.emit()
    assert quotes(desk) == ["halb"]
