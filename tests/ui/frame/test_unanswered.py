"""The number of unanswered obstacles in the rail."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.board.walls import usual
from tests.ui.shell import open_window
from werkstatt_desktop.domain.records import Category
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import cards, links, setup
from werkstatt_desktop.ui.board.links.panel import LinksPanel
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.unanswered import COUNT_MS, UnansweredBadge
from werkstatt_desktop.ui.frame.window import WorkshopWindow


def badge_of(window: WorkshopWindow) -> UnansweredBadge:
    """The badge; it comes after the first paint."""
    for _ in range(40):
        found = window.findChild(UnansweredBadge)
        if found is not None:
            return found
        QTest.qWait(20)
    raise AssertionError("no badge")


def counted(badge: UnansweredBadge) -> int:
    QTest.qWait(COUNT_MS + 60)
    return badge.count


def test_number_follows_the_workshop(desk: Desk, qtbot: QtBot) -> None:
    """It is shown where obstacles are unanswered, with words for the ear, and goes with the last of them."""
    desk.store.commit(base_edit("write_cards", usual()))
    window = open_window(desk, qtbot)
    badge = badge_of(window)
    assert (badge.isVisible(), badge.count) == (True, 2)
    spoken = QAccessible.queryAccessibleInterface(badge)
    assert spoken.text(QAccessible.Text.Name) == "2 Schwierigkeiten ohne Anregung"
    desk.do(links.link, ["rules"], "money")
    assert counted(badge) == 1
    assert badge.accessibleName() == "1 Schwierigkeit ohne Anregung"
    desk.do(cards.delete_cards, ["unclear"])
    assert counted(badge) == 0
    assert not badge.isVisible()
    desk.undo()
    assert counted(badge) == 1
    assert badge.isVisible()


def test_nothing_is_missing_where_nobody_asks(desk: Desk, qtbot: QtBot) -> None:
    """Without a category for recommendations there is no number."""
    desk.store.commit(base_edit("write_cards", usual()))
    desk.do(cards.recategorise_cards, ["rules", "open"], "obstacle")
    desk.do(setup.delete_category, "recommendation")
    window = open_window(desk, qtbot)
    badge = badge_of(window)
    assert not badge.isVisible()
    assert desk.state.get(Category, "recommendation") is None


def test_press_leads_to_the_obstacles(desk: Desk, qtbot: QtBot) -> None:
    """By mouse and keyboard: the board, the panel, and the obstacles lit."""
    desk.store.commit(base_edit("write_cards", usual()))
    window = open_window(desk, qtbot, page="prepare")
    badge = badge_of(window)
    click(badge)
    assert window.page_name == "arrange"
    panel = window.findChild(LinksPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.coverage.light.isChecked()
    assert panel.coverage.rows.hasFocus()
    assert panel.coverage.rows.current == "money"
    window.show_page("prepare")
    badge.setFocus()
    press(badge, Qt.Key.Key_Space)
    assert window.page_name == "arrange"
    assert panel.isVisible()
