"""What the mouse does on the board: a gesture is an object, and so is what may begin one.

`drag` has the carrying of cards and themes; links and photos bring gestures of their own.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ...domain.records import Id
from .choice import Choice
from .scene import BoardScene
from .view import BoardView

Held = Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier


class Grip(NamedTuple):
    """Where the mouse took hold, or would: in the view, on the board, and of which card or theme."""

    at: QPoint
    point: QPointF
    button: Qt.MouseButton
    held: Held
    id: Id | None


class Gesture(Protocol):
    """Begins with `start` once the mouse has left its place, or with the press where it is `at_once`.

    It follows with `move` and ends with `end` or `cancel`. One that never started hears `click`
    instead. Points are those of the view. Where it `scrolls`, the wall moves at the edge of the view.
    """

    scrolls: bool
    at_once: bool

    def start(self) -> None: ...
    def move(self, at: QPoint, held: Held) -> None: ...
    def end(self, at: QPoint, held: Held) -> None: ...
    def cancel(self) -> None: ...
    def click(self) -> None: ...


class Beginning(Protocol):
    """Knows where its gesture may begin; `cursor` says so while no button is down."""

    def begin(self, grip: Grip) -> Gesture | None: ...
    def cursor(self, grip: Grip) -> Qt.CursorShape | None: ...


class _Frame(QWidget):
    """The frame that is being drawn, over the wall."""

    def __init__(self, colour: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = QColor(colour)
        self._fill = QColor(colour)
        self._fill.setAlpha(36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._line)
        painter.setBrush(self._fill)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Band:
    """Draws a frame; what it touches is selected. Shift adds that to the selection, Ctrl turns it over."""

    scrolls = True
    at_once = False

    def __init__(self, view: BoardView, scene: BoardScene, choice: Choice, grip: Grip) -> None:
        self._view, self._scene, self._choice, self._grip = view, scene, choice, grip
        self._before = (choice.selected, choice.focus)
        self._kept = choice.ids if grip.held & (CTRL | SHIFT) else frozenset[Id]()
        self._band: _Frame | None = None

    def start(self) -> None:
        self._band = _Frame(self._scene.look.accent, self._view.viewport())
        self._band.show()

    def move(self, at: QPoint, _held: Held) -> None:
        area = QRectF(self._grip.point, self._view.on_board(at)).normalized()
        if self._band is not None:
            self._band.setGeometry(self._view.in_view(area).toRect() | QRect(at, at))
        touched = frozenset(self._scene.within(area))
        self._choice.select(self._kept ^ touched if self._grip.held & CTRL else self._kept | touched)

    def end(self, at: QPoint, held: Held) -> None:
        self.move(at, held)
        self._close()

    def cancel(self) -> None:
        self._choice.select(self._before[0], focus=self._before[1])
        self._close()

    def click(self) -> None:
        """A click on the wall chooses nothing; one to add to a selection leaves it."""
        if not self._grip.held & (CTRL | SHIFT):
            self._choice.only(None)

    def _close(self) -> None:
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None


class Pan:
    """Moves the wall with the mouse."""

    scrolls = False
    at_once = True

    def __init__(self, view: BoardView, at: QPoint) -> None:
        self._view, self._last, self._from = view, at, view.camera.standpoint()

    def start(self) -> None:
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, _held: Held) -> None:
        self._view.camera.pan(QPointF(at - self._last))
        self._last = at

    def end(self, at: QPoint, held: Held) -> None:
        self.move(at, held)
        self._view.viewport().unsetCursor()

    def cancel(self) -> None:
        self._view.camera.stand_at(self._from)
        self._view.viewport().unsetCursor()

    def click(self) -> None:
        """It has started with the press."""
