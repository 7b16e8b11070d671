"""The menu of a workshop window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.shell import Asked, open_window, settle, write
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.settings import Settings
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def opened(window: WorkshopWindow) -> QMenu:
    # Without a window manager nobody gives the keyboard back when something over the window has closed.
    settle()
    show(window)
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, "F10")
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def actions(menu: QMenu) -> dict[str, QAction]:
    """The entries of a menu and those below, by their words without the keys."""
    found = {}
    for action in menu.actions():
        found[action.text().split("\t")[0]] = action
        if (below := action.menu()) is not None:
            assert isinstance(below, QMenu)
            found |= actions(below)
    return found


def choose(menu: QMenu, words: str) -> None:
    click(menu, menu.actionGeometry(actions(menu)[words]).center())
    settle()


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("Neuer Workshop …", "new_workshop"),
        ("Öffnen …", "open_file"),
        ("Startseite", "show_start"),
        ("Kopie speichern …", "save_copy"),
        ("Datei umbenennen …", "rename"),
        ("Als Vorlage speichern …", "save_template"),
        ("Bereitschaft prüfen …", "check_ready"),
        ("Sicherungen …", "show_backups"),
        ("Zusammenführen mit …", "merge_with"),
        ("Papierkorb …", "show_trash"),
        ("Name endgültig löschen …", "erase_name"),
        ("Workshop vernichten …", "destroy"),
        ("English", "set_language en"),
        ("Dunkel", "set_scheme dark"),
    ],
)
def test_entries_ask_the_program(desk: Desk, qtbot: QtBot, words: str, call: str) -> None:
    """What goes beyond the window is asked of the program."""
    asked = Asked()
    window = open_window(desk, qtbot, asked=asked)
    menu = opened(window)
    actions(menu)[words].trigger()
    menu.close()
    assert asked.calls == [call]


def test_by_mouse_and_keyboard(desk: Desk, qtbot: QtBot) -> None:
    """The button opens it too; Esc closes it; an entry can be reached with the arrow keys."""
    asked = Asked()
    window = open_window(desk, qtbot, asked=asked)
    click(window.header.more)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    press(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    menu = opened(window)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press(menu, key)
    assert asked.calls == ["open_file"]


def test_keys_are_shown_in_german(desk: Desk, qtbot: QtBot) -> None:
    """Each entry has its key beside it, in the words of the keyboard."""
    shown = {a.text().partition("\t")[::2] for a in actions(opened(open_window(desk, qtbot))).values()}
    keys = {words: key for words, key in shown if key}
    assert keys["Neuer Workshop …"] == "Strg+N"
    assert keys["Themenspeicher"] == "Strg+Umschalt+T"
    assert keys["Größere Karten"] == "Strg++"


def test_undo_and_redo_are_named(desk: Desk, qtbot: QtBot) -> None:
    """They say what they would do, do it, and are dead where there is nothing."""
    window = open_window(desk, qtbot)
    menu = opened(window)
    assert not actions(menu)["Rückgängig"].isEnabled()
    menu.close()
    write(desk, "eins")
    menu = opened(window)
    choose(menu, "Rückgängig: Karte schreiben")
    assert desk.state.count(Card) == 0
    menu = opened(window)
    choose(menu, "Wiederherstellen: Karte schreiben")
    assert desk.store.redo_verb is None


def test_what_holds_is_checked(desk: Desk, qtbot: QtBot) -> None:
    """Language and appearance in use are marked, and that spelling is."""
    window = open_window(desk, qtbot, asked=Asked(settings=Settings(scheme="dark")))
    marked = {words for words, action in actions(opened(window)).items() if action.isChecked()}
    assert marked == {"Dunkel", "Deutsch", "Rechtschreibung markieren"}


def test_size_of_cards_ends(desk: Desk, qtbot: QtBot) -> None:
    """At the largest and the smallest size there is nothing to choose."""
    window = open_window(desk, qtbot)
    menu = opened(window)
    assert not actions(menu)["Kleinere Karten"].isEnabled()
    choose(menu, "Größere Karten")
    assert desk.card_size == 1
    desk.show_card_size(3)
    menu = opened(window)
    assert not actions(menu)["Größere Karten"].isEnabled()
    menu.close()


def test_rest_of_the_window(desk: Desk, qtbot: QtBot) -> None:
    """Parking lot, page alone, keys and closing are in the menu."""
    window = open_window(desk, qtbot)
    choose(opened(window), "Themenspeicher")
    assert window.rail.parked.isChecked()
    choose(opened(window), "Nur diese Seite")
    assert window.isFullScreen()
    choose(opened(window), "Nur diese Seite")
    assert not window.isFullScreen()
    choose(opened(window), "Fenster schließen")
    assert not window.isVisible()


def test_closed_menus_are_gone(desk: Desk, qtbot: QtBot) -> None:
    """A menu that was used or dismissed leaves nothing behind."""
    window = open_window(desk, qtbot)
    for _ in range(3):
        press(opened(window), Qt.Key.Key_Escape)
        choose(opened(window), "Größere Karten")
    settle()
    assert window.findChildren(QMenu, "window-menu") == []
