"""The categories on the page Prepare, their looks and questions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.prepare.preparing import (
    button,
    choose,
    drop_below,
    field,
    grip_of,
    open_page,
    settle,
    shown,
    steps,
    write,
)
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import COLOURS, SYMBOLS, Category
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.prepare.page import PreparePage

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def ids(desk: Desk) -> list[str]:
    return [category.id for category in order.categories(desk.state)]


def category(desk: Desk, id: str) -> Category:
    found = desk.state.get(Category, id)
    assert found is not None
    return found


def open_looks(page: PreparePage, id: str) -> QWidget:
    badge = button(page, f"category-badge-{id}")
    badge.setFocus()
    press(badge, Qt.Key.Key_Space)
    popup = page.findChild(QWidget, "look-popup")
    assert popup is not None
    return popup


def test_category_is_renamed_in_place(desk: Desk, qtbot: QtBot) -> None:
    """A new title is one step; an emptied one of a built-in category is the name of its role again."""
    page = open_page(desk, qtbot)
    assert field(page, "category-title-obstacle").text() == "Schwierigkeiten"
    write(page, "category-title-obstacle", "Hürden")
    assert category(desk, "obstacle").title == "Hürden"
    write(page, "category-title-obstacle", "")
    assert category(desk, "obstacle").title is None
    assert field(page, "category-title-obstacle").text() == "Schwierigkeiten"
    assert steps(desk) == 3


def test_own_category_keeps_a_title(desk: Desk, qtbot: QtBot) -> None:
    """A category of one's own cannot be without a title."""
    edit = desk.do(setup.add_category, "Voraussetzungen")
    assert edit is not None
    own = edit.ids("categories")[0]
    page = open_page(desk, qtbot)
    entry = write(page, f"category-title-{own}", "")
    assert category(desk, own).title == "Voraussetzungen"
    assert entry.text() == "Voraussetzungen"


def test_question_is_edited_in_place(desk: Desk, qtbot: QtBot) -> None:
    """The guiding question is a step of its own."""
    page = open_page(desk, qtbot)
    write(page, "category-question-opportunity", "Was wäre möglich?")
    assert category(desk, "opportunity").question == "Was wäre möglich?"
    assert steps(desk) == 2


def test_new_category_looks_like_none_before(desk: Desk, qtbot: QtBot) -> None:
    """A new category has a colour and a symbol that are free, and its title waits to be replaced."""
    page = open_page(desk, qtbot)
    click(button(page, "add-category"))
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "Voraussetzungen\n")
    *before, new = order.categories(desk.state)
    assert new.title == "Voraussetzungen"
    assert new.colour not in {c.colour for c in before}
    assert new.symbol not in {c.symbol for c in before}
    assert steps(desk) == 3


def test_more_categories_than_looks(desk: Desk, qtbot: QtBot) -> None:
    """Where every colour and symbol is taken, a new category still gets one."""
    page = open_page(desk, qtbot)
    for _ in range(8):
        click(button(page, "add-category"))
    assert len(ids(desk)) == 11
    assert {c.colour for c in order.categories(desk.state)} == set(COLOURS)
    assert {c.symbol for c in order.categories(desk.state)} == set(SYMBOLS)


@POPUP
def test_colour_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    """Arrow keys walk the colours and space takes one, in one step; the popup stays for the symbol."""
    page = open_page(desk, qtbot)
    popup = open_looks(page, "opportunity")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Grün"
    press(focus, Qt.Key.Key_Right)
    press(QApplication.focusWidget() or popup, Qt.Key.Key_Space)
    assert category(desk, "opportunity").colour == "orange"
    for _ in range(2):
        press(QApplication.focusWidget() or popup, Qt.Key.Key_Down)
    press(QApplication.focusWidget() or popup, Qt.Key.Key_Return)
    assert category(desk, "opportunity").symbol == "triangle"
    assert steps(desk) == 3
    assert popup.isVisible()


@POPUP
def test_symbol_by_mouse(desk: Desk, qtbot: QtBot) -> None:
    """A click takes a symbol; Esc closes the popup and the badge has the keyboard again."""
    page = open_page(desk, qtbot)
    before = button(page, "category-badge-obstacle").grab().toImage()
    popup = open_looks(page, "obstacle")
    click(button(popup, "symbol-star"))
    assert category(desk, "obstacle").symbol == "star"
    press(QApplication.focusWidget() or popup, Qt.Key.Key_Escape)
    settle()
    assert page.findChild(QWidget, "look-popup") is None
    field(page, "facts-title").setFocus()
    assert button(page, "category-badge-obstacle").grab().toImage() != before
    desk.undo()
    assert button(page, "category-badge-obstacle").grab().toImage() == before


@POPUP
def test_looks_have_names(desk: Desk, qtbot: QtBot) -> None:
    """Each of the sixteen choices says what it is, and the badge says what is chosen."""
    page = open_page(desk, qtbot)
    popup = open_looks(page, "opportunity")
    names = [
        w.accessibleName() for w in popup.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(set(names)) == 16
    assert "Petrol" in names
    assert "Raute" in names
    badge = button(page, "category-badge-opportunity")
    assert badge.accessibleName() == "Farbe und Symbol, Grün Kreuz: Chancen"


@POPUP
def test_groups_ask_their_own_question(desk: Desk, qtbot: QtBot) -> None:
    """The menu of a category opens a field for each group; leaving it makes one step."""
    page = open_page(desk, qtbot)
    click(grip_of(page, "category", "obstacle"))
    choose(page, "row-menu", "own-questions")
    name = "category-own-obstacle-group2"
    assert QApplication.focusWidget() is field(page, "category-own-obstacle-group1")
    write(page, name, "Was hindert im Quartier?", leave="Tab")
    obstacle = category(desk, "obstacle")
    assert order.question(desk.state, "group2", obstacle) == "Was hindert im Quartier?"
    assert order.question(desk.state, "group1", obstacle) == "Was steht im Weg?"
    assert steps(desk) == 2
    write(page, name, "", leave="Tab")
    assert order.question(desk.state, "group2", obstacle) == "Was steht im Weg?"


def test_own_questions_are_not_hidden(desk: Desk, qtbot: QtBot) -> None:
    """Where a group has its own question the row says so, and a click shows it."""
    desk.do(setup.ask_group, "group1", "obstacle", "Was hindert uns?")
    page = open_page(desk, qtbot)
    expander = button(page, "category-own-obstacle")
    assert expander.isVisible()
    assert expander.text() == "1 Gruppe hat eine eigene Leitfrage"
    assert not button(page, "category-own-opportunity").isVisible()
    click(expander)
    assert field(page, "category-own-obstacle-group1").text() == "Was hindert uns?"
    click(expander)
    settle()
    assert "category-own-obstacle-group1" not in shown(page)


def test_own_questions_follow_the_groups(desk: Desk, qtbot: QtBot) -> None:
    """While the fields are open, a new group gets one and a deleted group's goes."""
    desk.do(setup.ask_group, "group1", "obstacle", "Was hindert uns?")
    page = open_page(desk, qtbot)
    click(button(page, "category-own-obstacle"))
    edit = desk.do(setup.add_group, "Gruppe 3")
    assert edit is not None
    desk.do(setup.delete_group, "group1")
    settle()
    own = [name for name in shown(page) if name.startswith("category-own-obstacle-")]
    assert own == ["category-own-obstacle-group2", f"category-own-obstacle-{edit.ids('groups')[0]}"]


def test_keys_put_categories_in_order(desk: Desk, qtbot: QtBot) -> None:
    """Alt with an arrow moves the category from any of its controls."""
    page = open_page(desk, qtbot)
    for name in ("category-question-recommendation", "category-title-recommendation"):
        entry = field(page, name)
        entry.setFocus()
        press(entry, "Alt+Up")
    assert ids(desk) == ["recommendation", "opportunity", "obstacle"]
    badge = button(page, "category-badge-recommendation")
    badge.setFocus()
    press(badge, "Alt+Down")
    assert ids(desk) == ["opportunity", "recommendation", "obstacle"]
    assert steps(desk) == 4


def test_mouse_puts_categories_in_order(desk: Desk, qtbot: QtBot) -> None:
    """Dragging the grip below the last row moves the category there."""
    page = open_page(desk, qtbot)
    drop_below(page, grip_of(page, "category", "opportunity"), grip_of(page, "category", "recommendation"))
    assert ids(desk) == ["obstacle", "recommendation", "opportunity"]
    assert steps(desk) == 2


def test_escape_ends_a_drag(desk: Desk, qtbot: QtBot) -> None:
    """Esc during a drag leaves the order as it is."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    page = open_page(desk, qtbot)
    grip = grip_of(page, "category", "opportunity")
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(grip, QPoint(10, 40))
    QTest.mouseMove(grip, QPoint(10, 120))
    press(grip, Qt.Key.Key_Escape)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(10, 120))
    assert ids(desk) == ["opportunity", "obstacle", "recommendation"]
    assert steps(desk) == 1


def test_category_with_cards_is_not_deleted(desk: Desk, qtbot: QtBot) -> None:
    """Del on a category that has cards is refused with a sentence; nothing is lost."""
    desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Eine Karte"])
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    grip = grip_of(page, "category", "obstacle")
    grip.setFocus()
    press(grip, Qt.Key.Key_Delete)
    assert "obstacle" in ids(desk)
    assert said == [
        "Karten in dieser Kategorie: 1. Ordnen Sie sie zuerst einer anderen zu oder löschen Sie sie."
    ]
    assert steps(desk) == 2


def test_delete_with_undo(desk: Desk, qtbot: QtBot) -> None:
    """An empty category goes with its questions, and undo brings all of it back."""
    desk.do(setup.ask_group, "group1", "obstacle", "Was hindert uns?")
    page = open_page(desk, qtbot)
    before = shown(page)
    said: list[str] = []
    desk.said.connect(said.append)
    grip = grip_of(page, "category", "obstacle")
    grip.setFocus()
    press(grip, Qt.Key.Key_Delete)
    assert ids(desk) == ["opportunity", "recommendation"]
    assert said == ["„Schwierigkeiten“ ist gelöscht. Strg+Z holt es zurück."]
    desk.undo()
    settle()
    assert ids(desk) == ["opportunity", "obstacle", "recommendation"]
    assert shown(page) == before
    assert button(page, "category-own-obstacle").isVisible()


def test_last_category_leaves_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    """After the last row is deleted, the button for templates has the keyboard."""
    page = open_page(desk, qtbot)
    for id in ids(desk):
        grip = grip_of(page, "category", id)
        grip.setFocus()
        press(grip, Qt.Key.Key_Delete)
    assert ids(desk) == []
    assert QApplication.focusWidget() is button(page, "templates")
