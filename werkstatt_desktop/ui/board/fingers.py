"""Fingers on a touch screen: one chooses and carries as the mouse does, two move the wall and zoom it.

Qt's own recognizers are of no use here: they take a single finger for a mouse at once, and lose pinches
on a surface that lies in a view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from .camera import Camera

if TYPE_CHECKING:
    from .view import Mouse

LONG_MS = 600
"""A finger that rests so long asks for the menu."""
_LEFT, _MIDDLE, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
_CLOSE = 24.0
"""So near to each other, in pixels, are the two taps of a double tap."""


class Wall(Protocol):
    """The view, as far as fingers are concerned."""

    camera: Camera

    def viewport(self) -> QWidget: ...
    def setFocus(self, reason: Qt.FocusReason) -> None: ...
    def holds_item(self, at: QPointF) -> bool: ...


class Fingers:
    """Turns touches into what `mouse` hears; a finger on the bare wall moves the wall."""

    def __init__(self, wall: Wall, mouse: Mouse) -> None:
        self._wall, self._mouse = wall, mouse
        self._first: QPointF | None = None
        self._button: Qt.MouseButton | None = None
        self._pair: tuple[QPointF, QPointF] | None = None
        self._tapped: tuple[int, QPointF] | None = None
        self._rest = QTimer(wall.viewport())
        self._rest.setSingleShot(True)
        self._rest.setInterval(LONG_MS)
        self._rest.timeout.connect(self._ask_menu)

    def hear(self, event: QTouchEvent) -> bool:
        """Take an event; False where it is for something that lies on the wall."""
        kind, points = event.type(), event.points()
        if kind == QEvent.Type.TouchBegin:
            if self._wall.viewport().childAt(points[0].position().toPoint()) is not None:
                event.ignore()
                return False
            self._begin(points[0].position())
        elif kind == QEvent.Type.TouchCancel:
            self._give_up()
        elif kind == QEvent.Type.TouchEnd:
            self._end(points[0].position(), event.timestamp())
        else:
            down = [p.position() for p in points if p.state() != QEventPoint.State.Released]
            if len(down) >= 2:
                self._pinch(down[0], down[1])
            elif down and self._pair is None:
                self._move(down[0])
        event.accept()
        return True

    def _begin(self, at: QPointF) -> None:
        self._first, self._button, self._pair = at, None, None
        self._rest.start()

    def _move(self, at: QPointF) -> None:
        if self._first is None:
            return
        if self._button is None:
            if (at - self._first).manhattanLength() < QApplication.startDragDistance():
                return
            self._rest.stop()
            self._button = _LEFT if self._wall.holds_item(self._first) else _MIDDLE
            self._mouse.press(self._event(QEvent.Type.MouseButtonPress, self._first, self._button))
        self._mouse.move(self._event(QEvent.Type.MouseMove, at, self._button))

    def _pinch(self, one: QPointF, other: QPointF) -> None:
        """Both fingers stay on what they lie on."""
        self._rest.stop()
        if self._button is not None:
            self._mouse.cancel()
            self._button = None
        before, self._pair = self._pair, (one, other)
        if before is None:
            return
        was, now = QLineF(*before), QLineF(one, other)
        self._wall.camera.pan(now.center() - was.center())
        if was.length() > 1.0:
            self._wall.camera.zoom_to(self._wall.camera.zoom * now.length() / was.length(), now.center())

    def _end(self, at: QPointF, when: int) -> None:
        self._rest.stop()
        first, button, paired = self._first, self._button, self._pair is not None
        self._first = self._button = self._pair = None
        if button is not None:
            self._mouse.release(self._event(QEvent.Type.MouseButtonRelease, at, button))
        elif first is not None and not paired:
            self._tap(first, when)

    def _tap(self, at: QPointF, when: int) -> None:
        before, self._tapped = self._tapped, (when, at)
        close = before is not None and (at - before[1]).manhattanLength() < _CLOSE
        if before is not None and close and when - before[0] <= QApplication.doubleClickInterval():
            self._tapped = None
            self._mouse.double_click(self._event(QEvent.Type.MouseButtonDblClick, at, _LEFT))
            return
        self._wall.setFocus(Qt.FocusReason.MouseFocusReason)
        self._mouse.press(self._event(QEvent.Type.MouseButtonPress, at, _LEFT))
        self._mouse.release(self._event(QEvent.Type.MouseButtonRelease, at, _LEFT))

    def _give_up(self) -> None:
        self._rest.stop()
        self._mouse.cancel()
        self._first = self._button = self._pair = None

    def _ask_menu(self) -> None:
        """The finger has rested: the menu of what lies under it."""
        at, self._first = self._first, None
        if at is None:
            return
        self._mouse.press(self._event(QEvent.Type.MouseButtonPress, at, _RIGHT))
        where: QPoint = self._wall.viewport().mapToGlobal(at.toPoint())
        self._mouse.menu(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at.toPoint(), where))

    def _event(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> QMouseEvent:
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        where = QPointF(self._wall.viewport().mapToGlobal(at))
        moved = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        return QMouseEvent(kind, at, where, moved, held, QApplication.keyboardModifiers())
