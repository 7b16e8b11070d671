"""The menu of Plenary, and what the window says of the page."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.plenary.plenum import Plenum, write
from tests.ui.shell import Asked
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import plenary, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.plenary.menu import brought_menu, result_menu


def action(menu: QMenu, words: str) -> QAction:
    """The entry of a menu, or of a menu in it, that begins with these words."""
    found = [*menu.actions(), *(a for inner in menu.findChildren(QMenu) for a in inner.actions())]
    return next(each for each in found if each.text().startswith(words))


def test_menu_of_a_card(desk: Desk, qtbot: QtBot) -> None:
    """It keeps a card, or lays it on a result that it names by number and words."""
    write(desk, "group1", "Ziele & Wege")
    write(desk, "group2", "Arbeiten")
    plenum = Plenum(desk, qtbot)
    laid: list[int] = []
    menu = brought_menu(desk, plenum.page.rows, lambda: plenum.press("Enter"), laid.append)
    qtbot.addWidget(menu)
    action(menu, "Als gemeinsames Ergebnis").trigger()
    assert plenum.texts() == ["Ziele & Wege"]
    menu = brought_menu(desk, plenum.page.rows, lambda: None, laid.append)
    qtbot.addWidget(menu)
    action(menu, "1  Ziele && Wege").trigger()
    assert laid == [1]


def test_menu_of_a_result(desk: Desk, qtbot: QtBot) -> None:
    """It has the marks with a tick where they are set, and does what the keys do."""
    desk.do(plenary.write_statement, "Fokus")
    plenum = Plenum(desk, qtbot)
    page = plenum.page
    plenum.press("Shift+M")
    assert page.list.here is not None
    menu = result_menu(desk, page.rows, page.list.here, page._run, lambda _number: None)
    qtbot.addWidget(menu)
    assert action(menu, "mehrheitlich").isChecked()
    action(menu, "Einspruch").trigger()
    assert plenum.result(kind="statement").dissent
    action(menu, "Löschen").trigger()
    assert plenum.texts("statement") == []


def test_count_in_the_rail(desk: Desk, qtbot: QtBot) -> None:
    """The rail says how many results there are; statements are not counted."""
    write(desk, "group1", "Ziele", "Wege")
    window = WorkshopWindow(desk, Asked().services())
    qtbot.addWidget(window)
    window.show_page("plenary")
    show(window)
    desk.do(plenary.keep, [card.id for card in desk.state.all(Card)])
    desk.do(plenary.write_statement, "Fokus")
    assert window.rail.buttons["plenary"].accessibleDescription() == "2 Ergebnisse"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "plenary-brought"


def test_columns_out_of_sight(desk: Desk, qtbot: QtBot) -> None:
    """Of many groups those in sight show their cards, others once one comes to them."""
    for n in range(3, 11):
        desk.do(setup.add_group, f"Gruppe {n}")
    for group in order.groups(desk.state):
        write(desk, group.id, f"Karte von {group.name}")
    plenum = Plenum(desk, qtbot)
    columns = plenum.page.columns
    assert columns[0].cards.isVisible()
    assert not columns[-1].cards.isVisible()
    for column in columns[:-1]:
        press(column.cards, "Right")
    assert columns[-1].cards.hasFocus()
    assert all(column.cards.isVisible() for column in columns)
