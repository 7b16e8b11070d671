"""F1: all keys on one sheet, and nothing on it that does not work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show, type_text
from tests.ui.shell import open_window, settle, write
from werkstatt_desktop.domain.verbs import board
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.board.menu import board_menu
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.board.table.area import TableArea
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame import key_table
from werkstatt_desktop.ui.frame.key_table import EVERYWHERE, Rows
from werkstatt_desktop.ui.frame.keys_sheet import KeysSheet
from werkstatt_desktop.ui.frame.page_list import PAGES

SAID_ELSEWHERE = {"Ctrl+Shift+Z", "Ctrl+="}
"""Second keys for the same: the sheet has the first."""
ARROWS = ("Up", "Down", "Left", "Right")
BOARD = (*key_table.MOVING, *key_table.CARDS, *key_table.MARKING, *key_table.LINKING)
OF_A_LINK_OR_PHOTO = {"1", "2", "3", "4", "Shift+Up", "Shift+Down"}
"""Keys of the board that hold only while a link or a photo is chosen."""


def keys_of(rows: Rows) -> set[str]:
    """Every single combination that rows name."""
    return {key for keys, _ in rows for part in keys.split(" / ") for key in _all(part)}


def _all(part: str) -> Iterator[str]:
    first, _, last = part.partition(" … ")
    if not last:
        yield first
    elif last.endswith("Right"):
        yield from (first.replace("Up", arrow) for arrow in ARROWS)
    else:
        held, digit = re.fullmatch(r"(.*?)(\d)", first).groups()  # type: ignore[union-attr]
        yield from (f"{held}{n}" for n in range(int(digit), int(last) + 1))


def same(key: str) -> str:
    """A combination in Qt's spelling."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def pressed(key: str) -> QKeyEvent:
    combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())


def words(sheet: KeysSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if not label.isHidden()]


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
    assert {"Überall", "Sammeln", "Ordnen: Tabelle"} <= set(shown)


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
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    press(field, "Tab")
    area = QApplication.focusWidget()
    assert area is sheet.area
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


def test_find_a_key(qtbot: QtBot, look: object) -> None:
    """What is typed leaves the rows that say it, by their words, their keys or their page."""
    sheet = KeysSheet(Texts("de"))
    qtbot.addWidget(sheet)
    show(sheet)
    type_text(sheet.field, "THEMENSPEICHER")
    assert {"Strg+Umschalt+T", "P", "Überall"} <= set(words(sheet))
    assert "Sammeln" not in words(sheet)
    sheet.field.setText("umschalt wichtig")
    assert words(sheet) == ["Ordnen: Kennzeichen", "Umschalt+S", "wichtig"]
    assert sheet.area.accessibleDescription() == "Ordnen: Kennzeichen: Umschalt+S: wichtig"
    sheet.field.setText("Tabelle entf")
    assert words(sheet) == ["Ordnen: Tabelle", "Entf", "Karte löschen"]
    sheet.field.setText("Kaffee")
    assert words(sheet) == ["Dazu gibt es keine Taste."]
    sheet.field.clear()
    assert len(words(sheet)) > 100


def test_arrows_scroll_while_one_types(qtbot: QtBot, look: object) -> None:
    sheet = KeysSheet(Texts("de"))
    qtbot.addWidget(sheet)
    sheet.resize(900, 300)
    show(sheet)
    before = sheet.area.verticalScrollBar().value()
    press(sheet.field, Qt.Key.Key_PageDown)
    assert sheet.area.verticalScrollBar().value() > before


def test_the_window_hears_what_the_sheet_says(desk: Desk, qtbot: QtBot) -> None:
    """Every key of the window is on the sheet, and every key there is one of the window's."""
    window = open_window(desk, qtbot)
    there = {same(s.key().toString()) for s in window.findChildren(QShortcut, options=_DIRECT)}
    assert there - {same(key) for key in SAID_ELSEWHERE} == {same(key) for key in keys_of(EVERYWHERE)}


def test_the_board_hears_what_the_sheet_says(desk: Desk, qtbot: QtBot) -> None:
    """Of all keys that there are, the board takes those that the sheet names, and no others."""
    page = _board(desk, qtbot)
    bound = page._keys._bound
    heard = set()
    for key in _every_key():
        event = pressed(key)
        held = event.modifiers()
        if (int(event.key()), held) in bound or page._keys.press(event):
            heard.add(same(key))
        page._keys.release(QKeyEvent(QEvent.Type.KeyRelease, event.key(), held))
        page._pointer.cancel()
    said = {same(key) for key in keys_of(BOARD) - OF_A_LINK_OR_PHOTO}
    far = {same(f"Ctrl+Shift+{arrow}") for arrow in ARROWS}
    heard |= {"Tab", "Shift+Tab"} & said
    assert heard - far - {"Enter", "Shift++", "Shift+-"} == {"Return" if k == "Enter" else k for k in said}


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_shift_f10_opens_the_menu(desk: Desk, qtbot: QtBot) -> None:
    """On the board and in the table it is the menu of the card that has the keyboard."""
    page = _board(desk, qtbot)
    for target, name in ((page.view, "board-menu"), (None, "table-menu")):
        if target is None:
            press(page.view, "T")
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, "Shift+F10")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.objectName() == name
        assert "Karte umformulieren\tF2" in [action.text() for action in menu.actions()]
        menu.close()
        show(page.window())


def test_the_table_hears_what_the_sheet_says(desk: Desk, qtbot: QtBot) -> None:
    """The table knows the keys that the sheet names."""
    page = _board(desk, qtbot)
    page.extras.toggle_table()
    area = page.findChild(TableArea)
    assert area is not None
    heard = {same(key) for key in area.runs} - {"Return"}
    assert heard == {same(key) for key in keys_of(key_table.TABLE)}


def test_keys_in_menus_are_on_the_sheet(desk: Desk, qtbot: QtBot) -> None:
    """What stands behind an entry of the board's menu stands on the sheet."""
    page = _board(desk, qtbot)
    said = {desk.texts.keys(key) if len(key) > 1 else key for key in keys_of(BOARD)}
    ids = [*page.scene.themes, *page.scene.cards]
    for chosen in ([], ids[:1], ids[1:2], ids[1:3], ids):
        page.choice.select(chosen)
        menu = board_menu(
            desk, page.scene, page.choice, page.commands, page.view.on_board(page.rect().center())
        )
        qtbot.addWidget(menu)
        shown = {key.split(" ")[0].replace("−", "-") for key in _behind(menu)}
        assert shown - {key.replace("−", "-") for key in said} == set()


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def _board(desk: Desk, qtbot: QtBot) -> BoardPage:
    """A board of a theme with two cards and three others, the keyboard on one of these."""
    ids = write(desk, "a", "b", "c", "d", "e").ids("cards")
    assert desk.do(board.form_cluster, "group1", ids[:2], "Thema")
    window = open_window(desk, qtbot)
    page = window.stack.currentWidget()
    assert isinstance(page, BoardPage)
    page.choice.only(ids[3])
    return page


def _every_key() -> Iterator[str]:
    names = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-", *(f"F{n}" for n in range(2, 10) if n != 6)]
    names += [*ARROWS, "Space", "Return", "Enter", "Del", "Backspace", "Ins", "Home", "End", "Esc"]
    for held in ("", "Shift+", "Ctrl+", "Ctrl+Shift+"):
        yield from (f"{held}{name}" for name in names)


def _behind(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        _, _, keys = action.text().partition("\t")
        if keys:
            yield keys
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _behind(inner)


@pytest.mark.parametrize("width", [640, 720, 1000, 1440])
def test_sheet_fits_the_window(qtbot: QtBot, width: int) -> None:
    """Also in a narrow window, or at 200 %, nothing of it lies beyond its right edge."""
    window = QWidget()
    window.resize(width, 700)
    qtbot.addWidget(window)
    sheet = KeysSheet(Texts("de"), window)
    show(sheet)
    assert sheet.width() <= width
    assert sheet.area.horizontalScrollBar().maximum() == 0
    sheet.close()
