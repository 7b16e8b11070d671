"""F1: all keys on one sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.shell import open_window, settle
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.keys_sheet import EVERYWHERE, KeysSheet
from werkstatt_desktop.ui.frame.page_list import PAGES


def words(sheet: KeysSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel)]


def test_f1_opens_and_escape_closes(desk: Desk, qtbot: QtBot) -> None:
    """The sheet opens over any page and goes with Esc, and nothing is left of it."""
    window = open_window(desk, qtbot)
    for page in PAGES:
        show(window)
        window.show_page(page.name)
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, "F1")
        sheet = window.findChild(KeysSheet)
        assert sheet is not None
        assert sheet.isVisible()
        press(sheet, Qt.Key.Key_Escape)
        settle()
        assert window.findChild(KeysSheet) is None


def test_german_keys(qtbot: QtBot, look: object) -> None:
    """In German the keys are called as they are on the keyboard."""
    sheet = KeysSheet(Texts("de"))
    qtbot.addWidget(sheet)
    shown = words(sheet)
    assert {"Strg+Umschalt+T", "Strg+Bild↑ / Strg+Bild↓", "Entf", "Leertaste", "Strg++ / Strg+−"} <= set(
        shown
    )
    assert [text for text in shown if "Ctrl" in text or "Shift" in text or "Del" in text] == []
    assert {"Überall", "Sammeln", "Ordnen"} <= set(shown)


def test_english_keys(qtbot: QtBot, look: object) -> None:
    """In English too."""
    sheet = KeysSheet(Texts("en"))
    qtbot.addWidget(sheet)
    assert {"Ctrl+Shift+T", "Ctrl+PgUp / Ctrl+PgDown", "Del", "Everywhere", "tidy up"} <= set(words(sheet))


def test_screen_reader_hears_all_of_it(qtbot: QtBot, look: object) -> None:
    """Labels cannot be walked; what the keyboard rests on says every line."""
    sheet = KeysSheet(Texts("de"))
    qtbot.addWidget(sheet)
    show(sheet)
    area = QApplication.focusWidget()
    assert area is not None
    spoken = area.accessibleDescription()
    for label in words(sheet):
        assert label in spoken


@pytest.mark.parametrize("language", ["de", "en"])
def test_fits_a_small_window(make_desk: Callable[[str], Desk], qtbot: QtBot, language: str) -> None:
    """On 1280 × 800 all columns can be seen side by side, without scrolling to the right."""
    window = open_window(make_desk(language), qtbot)
    window.resize(1280, 800)
    window.show_keys()
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    settle()
    assert sheet.width() <= 1280
    assert sheet.height() <= 800
    for label in sheet.findChildren(QLabel):
        assert sheet.rect().right() >= label.mapTo(sheet, label.rect().topRight()).x(), label.text()


def test_places_of_pages_are_right() -> None:
    """As many pages as there are have a digit."""
    assert f"Ctrl+1 … {len(PAGES)}" in dict(EVERYWHERE)
