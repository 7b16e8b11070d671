"""The place for panels at the right of the board."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tests.keys import LEFT, press
from tests.ui.board.walls import Board
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.board.side import LEAST, SideArea


def panel(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setObjectName(name)
    return made


def opened(board: Board, name: str = "one") -> tuple[SideArea, QWidget]:
    made = board.page.extras.side.open(name, name.title(), lambda: panel(name))
    board.wait()
    return board.page.extras.side, made


def test_opens_beside_the_board(board: Board) -> None:
    """The board makes room, and what lies over it stays in it; the panel has the keyboard."""
    before = board.page.view.width()
    side, made = opened(board)
    assert side.isVisible()
    assert made.hasFocus()
    assert board.page.view.width() == before - side.width()
    assert board.page.bar.geometry().right() < board.viewport.width()


def test_esc_goes_back_to_the_board(board: Board) -> None:
    """Esc closes the panel, and the board has its room and the keyboard again."""
    before = board.page.view.width()
    side, made = opened(board)
    press(made, Qt.Key.Key_Escape)
    board.wait()
    assert not side.isVisible()
    assert board.page.view.hasFocus()
    assert board.page.view.width() == before


def test_one_panel_at_a_time(board: Board) -> None:
    """A second panel takes the place of the first, which is made only once."""
    side, first = opened(board)
    told: list[str] = []
    side.changed.connect(told.append)
    _, second = opened(board, "two")
    assert second.isVisible()
    assert not first.isVisible()
    assert opened(board)[1] is first
    assert told == ["two", "one"]


def test_asked_again_it_closes(board: Board) -> None:
    """The same command reaches an open panel from the board, and closes it from within."""
    side, made = opened(board)
    board.page.view.setFocus()
    opened(board)
    assert made.hasFocus()
    opened(board)
    assert not side.isVisible()


def test_width_is_kept(board: Board) -> None:
    """The edge is dragged or moved by keys, not beyond its bounds; the next window has the same width."""
    side, _ = opened(board)
    edge = side.findChild(QWidget, "board-side-edge")
    assert edge is not None
    before = side.width()
    QTest.mousePress(edge, LEFT, pos=QPoint(3, 100))
    QTest.mouseMove(edge, QPoint(-57, 100))
    QTest.mouseRelease(edge, LEFT, pos=QPoint(-57, 100))
    assert side.width() == before + 60
    edge.setFocus()
    press(edge, Qt.Key.Key_Left)
    assert side.width() == before + 80
    again = BoardPage(board.desk)
    assert again.extras.side.width() == before + 80
    again.deleteLater()
    for _ in range(30):
        press(edge, Qt.Key.Key_Right)
    assert side.width() == LEAST
