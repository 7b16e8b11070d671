"""At the edge of the view the wall moves under what is carried or drawn."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer, Signal

from .view import BoardView

_NEAR = 28
"""So near the edge of the view, in its pixels, the wall moves."""
_MOST = 24
"""So many pixels of the view it moves at most in one step."""
_STEP_MS, _LINGER_MS = 16, 250
"""A hand that only passes over the edge does not move the wall."""


class Edge(QObject):
    """Moves the wall for as long as the hand is at the edge; `moved` comes after each step."""

    moved = Signal()

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def touch(self, at: QPoint) -> None:
        """The hand is at a point of the view."""
        self._at = at
        if self._pull().isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(_LINGER_MS)

    def leave(self) -> None:
        """The hand carries nothing any more."""
        self._timer.stop()

    def _step(self) -> None:
        self._timer.setInterval(_STEP_MS)
        self._view.camera.pan(self._pull())
        self.moved.emit()

    def _pull(self) -> QPointF:
        """How far the wall moves; the nearer to the edge, the farther."""
        room = self._view.viewport().rect()
        right = min(0, room.right() - _NEAR - self._at.x())
        left = max(0, room.left() + _NEAR - self._at.x())
        down = min(0, room.bottom() - _NEAR - self._at.y())
        up = max(0, room.top() + _NEAR - self._at.y())
        return QPointF(max(-_MOST, min(_MOST, (left + right) / 2)), max(-_MOST, min(_MOST, (up + down) / 2)))
