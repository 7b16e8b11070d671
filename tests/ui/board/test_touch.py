"""Touch screens and touchpads: the wall stays under the fingers, and one of them is as good as a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from tests.keys import NONE, press
from tests.ui.board.hands import Touch
from tests.ui.board.walls import Board
from werkstatt_desktop.ui.board.fingers import LONG_MS


def test_pinch_on_a_touchpad(board: Board) -> None:
    """The native gesture zooms to the fingers, and a smart one is no reason for anything."""
    camera, at = board.page.view.camera, QPointF(300, 200)
    fixed, zoom = board.page.view.on_board(at), camera.zoom
    device = QPointingDevice.primaryPointingDevice()
    for value in (0.2, 0.1):
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at,
            QPointF(board.viewport.mapToGlobal(at.toPoint())), value, QPointF(),
        )  # fmt: skip
        QApplication.sendEvent(board.viewport, event)
    assert camera.zoom == pytest.approx(zoom * 1.2 * 1.1)
    assert (board.page.view.on_board(at) - fixed).manhattanLength() < 3


def test_pinch_on_a_touch_screen(board: Board) -> None:
    """Two fingers zoom, and stay on what they lie on; the card under the first one stays in its place."""
    touch, zoom = Touch(board), board.page.view.camera.zoom
    one, two = board.at("unclear"), board.at("unclear") + QPoint(100, 0)
    fixed = board.page.view.on_board(one), board.page.view.on_board(two)
    touch.press(one, two)
    for by in (10, 30, 60, 100):
        touch.move(one - QPoint(by // 2, 0), two + QPoint(by, 0))
    ends = one - QPoint(50, 0), two + QPoint(100, 0)
    assert board.page.view.camera.zoom == pytest.approx(zoom * 2.5)
    for at, was in zip(ends, fixed, strict=True):
        assert (board.page.view.on_board(at) - was).manhattanLength() < 4
    touch.release(*ends)
    assert board.steps == []


def test_a_second_finger_gives_up_what_the_first_began(board: Board) -> None:
    """A card that hung at the first finger goes back, and the two fingers move the wall."""
    touch, at = Touch(board), board.at("unclear")
    touch.press(at)
    touch.move(at + QPoint(60, 40))
    assert board.box("unclear").y > 250
    second = touch._sequence().move(0, at + QPoint(60, 40), board.viewport)
    second.press(1, at + QPoint(200, 0), board.viewport).commit()
    assert board.box("unclear").y == 240.0
    before = board.at("open")
    touch.move(at + QPoint(60, 40), at + QPoint(200, 0))
    touch.move(at + QPoint(80, 70), at + QPoint(220, 30))
    assert (board.at("open") - before - QPoint(20, 30)).manhattanLength() < 3
    touch.release(at + QPoint(80, 70), at + QPoint(220, 30))
    assert board.steps == []


def test_one_finger_carries_cards_and_moves_the_wall(board: Board) -> None:
    """On a card it carries, as the mouse does; on the bare wall it moves the wall and chooses nothing."""
    touch, at = Touch(board), board.at("unclear")
    touch.press(at)
    touch.move(at + QPoint(40, 60))
    touch.move(at + QPoint(100, 130))
    touch.release(at + QPoint(100, 130))
    assert board.steps == ["move_card"]
    assert board.place("unclear") == (100.0, 370.0)
    before, bare = board.at("skill"), board.point(300, 560)
    touch.press(bare)
    touch.move(bare + QPoint(20, 20))
    touch.move(bare + QPoint(-50, 30))
    touch.release(bare + QPoint(-50, 30))
    assert board.at("skill") - before == QPoint(-50, 30)
    assert board.steps == ["move_card"]


def test_taps(board: Board) -> None:
    """A tap chooses, two taps type, a tap on the wall chooses nothing."""
    touch = Touch(board)
    touch.press(board.at("skill"))
    touch.release(board.at("skill"))
    assert board.chosen == {"skill"}
    assert board.page.editing.field is None
    touch.press(board.at("skill"))
    touch.release(board.at("skill"))
    assert board.page.editing.field is not None
    press(board.page.editing.field, "Escape")
    touch.press(board.point(300, 560))
    touch.release(board.point(300, 560))
    assert board.chosen == frozenset()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_a_finger_that_rests_asks_for_the_menu(board: Board) -> None:
    """The menu of the card under it."""
    touch = Touch(board)
    touch.press(board.at("skill"))
    QTest.qWait(LONG_MS + 100)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert board.chosen == {"skill"}
    touch.release(board.at("skill"))
    menu.close()
    assert board.steps == []


def test_a_finger_presses_what_lies_on_the_wall(board: Board) -> None:
    """The bar at the foot is not part of the wall."""
    entry = board.page.bar.findChild(QAbstractButton, "key-theme")
    assert entry is not None
    touch, at = Touch(board), entry.mapTo(board.viewport, entry.rect().center())
    touch.press(at)
    touch.release(at)
    assert board.steps == ["form_cluster"]


def test_the_touchpad_pans(board: Board) -> None:
    """Two fingers move the wall in both directions at once, pixel by pixel."""
    at = QPointF(300, 300)
    before = board.at("unclear")
    event = QWheelEvent(
        at, QPointF(board.viewport.mapToGlobal(at.toPoint())), QPoint(-7, -11), QPoint(-56, -88),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.ScrollUpdate, False,
    )  # fmt: skip
    QApplication.sendEvent(board.viewport, event)
    assert board.at("unclear") - before == QPoint(-7, -11)
