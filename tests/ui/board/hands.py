"""Hands on a board: taking hold, carrying, fingers on a touch screen; and the picture of the wall."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDropEvent,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.keys import LEFT, NONE
from tests.ui.board.walls import Board

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def picture(board: Board) -> QImage:
    """The wall as it is seen, with nothing chosen."""
    board.page.choice.only(None)
    board.page.view.camera.show_all()
    board.wait()
    return board.page.view.grab().toImage()


def over(board: Board, *points: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Take hold at the first point and move over the others, without letting go."""
    QTest.mousePress(board.viewport, LEFT, modifiers, points[0])
    for point in (points[0] + QPoint(4, 4), points[0] + QPoint(12, 12), *points[1:]):
        QTest.mouseMove(board.viewport, point)
        QApplication.processEvents()


def let_go(board: Board, at: QPoint) -> None:
    QTest.mouseRelease(board.viewport, LEFT, NONE, at)


def sent(widget: QWidget, kind: type[QDropEvent], data: QMimeData, at: QPoint) -> QDropEvent:
    where = QPointF(at) if kind is QDropEvent else at
    event = kind(where, Qt.DropAction.MoveAction, data, LEFT, NONE)  # type: ignore[arg-type]
    QApplication.sendEvent(widget, event)
    return event


def carried_out(board: Board, id: str, at: QPoint) -> QMimeData:
    """What the hand carries once a card was dragged out of the view to a point."""
    over(board, board.at(id), at)
    found = board.page.view.findChild(QDrag)
    assert found is not None
    let_go(board, at)
    return found.mimeData()


class Touch:
    """Fingers on a touch screen."""

    def __init__(self, board: Board) -> None:
        self._board, self._device = board, QTest.createTouchDevice()

    def _sequence(self) -> QTest.QTouchEventWidgetSequence:
        return QTest.touchEvent(self._board.viewport, self._device)

    def press(self, *points: QPoint) -> None:
        """One finger after the other comes down."""
        for n, point in enumerate(points):
            sequence = self._sequence()
            for down in range(n):
                sequence.move(down, points[down], self._board.viewport)
            sequence.press(n, point, self._board.viewport).commit()

    def move(self, *points: QPoint) -> None:
        sequence = self._sequence()
        for n, point in enumerate(points):
            sequence.move(n, point, self._board.viewport)
        sequence.commit()
        self._board.wait()

    def release(self, *points: QPoint) -> None:
        sequence = self._sequence()
        for n, point in enumerate(points):
            sequence.release(n, point, self._board.viewport)
        sequence.commit()
        self._board.wait()
