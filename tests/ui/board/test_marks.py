"""Marks by key and menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.keys import press, show
from tests.ui.board.test_menu import menu, open_menu
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.picture import marks_of
from werkstatt_desktop.domain.records import Cluster
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk

__all__ = ["menu"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def keys(board: Board, *names: str) -> None:
    for name in names:
        press(board.page.view, name)


def theme(board: Board, id: str) -> Cluster:
    found = board.desk.state.get(Cluster, id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("Shift+B", "dissent"),
        ("Shift+E", "unanimous"),
        ("Shift+M", "majority"),
        ("Shift+T", "disputed"),
        ("Shift+F", "question"),
        ("Shift+S", "star"),
    ],
)
def test_one_key_marks_and_takes_the_mark_away(board: Board, key: str, mark: str) -> None:
    """Each is one edit; the board shows it; undo takes it back."""
    board.page.choice.only("act")
    keys(board, key)
    assert board.steps == ["mark"]
    assert marks_of(board.card("act")) == (mark,)
    assert mark in board.page.scene.cards["act"].marks
    keys(board, key)
    assert board.steps == ["mark", "mark"]
    assert mark not in board.page.scene.cards["act"].marks
    board.desk.undo()
    assert marks_of(board.card("act")) == (mark,)
    board.desk.undo()
    assert not board.card("act").dissent
    assert mark not in board.page.scene.cards["act"].marks


def test_a_selection_is_marked_together(board: Board) -> None:
    """Where only some have the mark all get it; where all have it, all lose it; one edit each."""
    board.page.choice.only("act")
    keys(board, "Shift+B")
    board.page.choice.select(["act", "rules", "goals"])
    keys(board, "Shift+B")
    assert board.steps == ["mark", "mark"]
    assert board.card("act").dissent
    assert board.card("rules").dissent
    assert theme(board, "goals").dissent
    keys(board, "Shift+B")
    assert not board.card("act").dissent
    assert not board.card("rules").dissent
    assert not theme(board, "goals").dissent


def test_agreement_is_one_of_three(board: Board) -> None:
    """Unanimous, by majority and disputed take each other's place; dissent stays beside them."""
    board.page.choice.only("goals")
    keys(board, "Shift+B", "Shift+E", "Shift+T")
    assert marks_of(theme(board, "goals")) == ("dissent", "disputed")
    keys(board, "Shift+M", "Shift+M")
    assert marks_of(theme(board, "goals")) == ("dissent",)


def test_themes_have_no_star(board: Board) -> None:
    """It is said, and nothing is changed; chosen with cards only those get it."""
    board.page.choice.only("goals")
    keys(board, "Shift+S")
    assert board.steps == []
    assert board.said == ["Fragezeichen und Stern gibt es nur auf Karten."]
    board.page.choice.select(["goals", "open"])
    keys(board, "Shift+S")
    assert board.card("open").star


def test_nothing_chosen_nothing_marked(board: Board) -> None:
    """Without a choice the keys do nothing and say nothing."""
    keys(board, "Shift+B", "Shift+S")
    assert board.steps == []
    assert board.said == []


def test_marking_is_said(board: Board) -> None:
    """Who cannot see the badge hears of it."""
    board.page.choice.only("act")
    keys(board, "Shift+B", "Shift+B")
    assert board.said == ["Gekennzeichnet: Einspruch (Blitz)", "Nicht mehr gekennzeichnet: Einspruch (Blitz)"]
    board.said.clear()
    board.page.choice.select(["act", "rules"])
    keys(board, "Shift+T")
    assert board.said == ["2 gekennzeichnet: strittig"]


def test_the_menu_ticks_what_is_marked(board: Board, menu: None) -> None:
    """An entry for each mark, ticked where all that is chosen has it."""
    board.page.choice.only("act")
    open_menu(board)["Kennzeichnen > strittig"].trigger()
    assert board.steps == ["mark"]
    found = open_menu(board)
    ticked = [words for words, action in found.items() if action.isChecked()]
    assert ticked == ["Kennzeichnen > strittig"]
    board.page.choice.select(["act", "rules"])
    assert not open_menu(board)["Kennzeichnen > strittig"].isChecked()


def test_the_tooltip_says_what_badges_mean(board: Board) -> None:
    """On a card and on a heading, in words."""
    for id in ("act", "goals"):
        board.page.choice.only(id)
        keys(board, "Shift+B", "Shift+E")
        at = board.at(id)
        event = QHelpEvent(QEvent.Type.ToolTip, at, board.viewport.mapToGlobal(at))
        QApplication.sendEvent(board.viewport, event)
        assert "Einspruch (Blitz), einstimmig" in QToolTip.text()
        QToolTip.hideText()
        QApplication.sendEvent(board.viewport, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))


@pytest.mark.parametrize("width", [400, 700, 1000, 1400])
def test_the_bar_fits_on_narrow_walls(board: Board, width: int) -> None:
    """It shows fewer commands there, lies within the wall and on nothing else."""
    board.page.resize(width, 700)
    board.wait()
    bar, rest = board.page.bar, board.page.rest
    assert bar.geometry().left() >= 0
    assert bar.geometry().right() <= board.viewport.width()
    assert rest.isVisible()
    assert not bar.geometry().intersects(rest.geometry())
    shown = [name for name, entry in bar._entries.items() if entry.isVisible()]
    assert "all" in shown
    assert ("heading" in shown) == (width >= 1000)


def test_marks_do_not_reach_a_field(desk: Desk) -> None:
    """While a heading is typed, Shift and a letter are letters."""
    page = BoardPage(desk)
    page.resize(900, 700)
    show(page)
    page.setFocus()
    press(page.view, "G")
    field = page.editing.field
    assert field is not None
    QTest.keyClicks(field, "Beste")
    assert field.words() == "Beste"
    page.close()
    page.deleteLater()
