"""What is carried over the wall catches in line with what hangs near by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame

from tests.keys import LEFT, press
from tests.ui.board.hands import ALT, CTRL, let_go, over
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Card, Record


def guides(board: Board) -> list[QFrame]:
    return [line for line in board.viewport.findChildren(QFrame, "board-guide") if line.isVisible()]


def test_cards_align(board: Board) -> None:
    """Near the edge of another a card catches there, with a line through both; away from it it does not."""
    at = board.at("unclear")
    over(board, at, at + QPoint(4, 200), at + QPoint(223, 203))
    assert board.box("unclear").x == 220.0
    line = guides(board)
    assert len(line) >= 1
    assert line[0].width() == 1
    assert line[0].geometry().contains(board.point(220.0, 260.0))
    QTest.mouseMove(board.viewport, at + QPoint(265, 203))
    assert board.box("unclear").x == 265.0
    QTest.mouseMove(board.viewport, at + QPoint(223, 203))
    let_go(board, at + QPoint(223, 203))
    assert board.place("unclear")[0] == 220.0
    assert guides(board) == []
    assert board.steps == ["move_card"]


@pytest.mark.parametrize("held", [CTRL, ALT])
def test_nothing_aligns_while_a_key_is_held(board: Board, held: Qt.KeyboardModifier) -> None:
    """Ctrl or Alt down: the card hangs where the hand is; up again, it aligns, without a movement."""
    at = board.at("unclear")
    key = Qt.Key.Key_Control if held == CTRL else Qt.Key.Key_Alt
    over(board, at, at + QPoint(4, 200), at + QPoint(223, 203))
    QTest.keyPress(board.page.view, key)
    assert board.box("unclear").x == 223.0
    assert guides(board) == []
    QTest.keyRelease(board.page.view, key, held)
    assert board.box("unclear").x == 220.0
    QTest.keyPress(board.page.view, key)
    QTest.mouseRelease(board.viewport, LEFT, held, at + QPoint(223, 203))
    assert board.place("unclear") == (223.0, 443.0)


def test_equal_gaps(make_board: Callable[[list[Record]], Board]) -> None:
    """Beside two others in a row a card catches as far from the next as these are from each other."""
    cards = [
        Card(id=id, group_id="group1", category_id="obstacle", text=id, x=x, y=y)
        for id, x, y in (("a", 0.0, 0.0), ("b", 230.0, 7.0), ("c", 900.0, 400.0))
    ]
    board = make_board([*cards])
    start = board.at("c")
    goal = board.point(460.0 + 4 + 94, 30.0 + 38)
    over(board, start, goal)
    assert board.box("c").x == 460.0
    let_go(board, goal)


def test_themes_align(board: Board) -> None:
    """A theme catches at the edges of others as cards do."""
    at = board.at("goals")
    over(board, at, at + QPoint(477, 300))
    assert board.box("goals").x == 480.0
    let_go(board, at + QPoint(477, 300))
    assert board.steps == ["move_cluster"]


def test_nothing_aligns_from_afar(board: Board) -> None:
    """On a board seen as an overview a hand cannot mean single pixels."""
    board.page.view.camera.zoom_to(0.3)
    at = board.at("unclear")
    over(board, at, at + QPoint(66, 60))
    assert guides(board) == []
    press(board.page.view, Qt.Key.Key_Escape)
    let_go(board, at)
