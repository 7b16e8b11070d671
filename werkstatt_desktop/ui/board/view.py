"""The window onto the board: painting near and far, and who hears of mouse and keys."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsView, QPinchGesture, QWidget

from .camera import Camera
from .look import DOTS, Look
from .overview import Overview
from .scene import BoardScene

FAR = 0.4
"""Below this zoom text is too small to be read, and the board is painted as an overview."""
_DOTTED = 0.5


class Mouse(Protocol):
    """Who hears of the mouse."""

    def press(self, event: QMouseEvent) -> None: ...
    def double_click(self, event: QMouseEvent) -> None: ...
    def move(self, event: QMouseEvent) -> None: ...
    def release(self, event: QMouseEvent) -> None: ...
    def cancel(self) -> bool: ...
    def menu(self, event: QContextMenuEvent) -> None: ...
    def tooltip(self, event: QHelpEvent) -> None: ...
    def carry(self, event: QDropEvent | QDragLeaveEvent) -> None: ...


class Keyboard(Protocol):
    """Who hears of keys. `press`, `release` and `tab` tell whether the key was for the board."""

    def press(self, event: QKeyEvent) -> bool: ...
    def release(self, event: QKeyEvent) -> bool: ...
    def tab(self, *, forward: bool) -> bool: ...
    def enter(self, reason: Qt.FocusReason) -> None: ...
    def leave(self) -> None: ...


class BoardView(QGraphicsView):
    """Shows a scene and passes on what is done to it."""

    def __init__(self, scene: BoardScene, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        # A viewport of our own: asking for Qt's makes the binding look through all classes of widgets.
        self._surface = QWidget()
        self.setViewport(self._surface)
        self._look = look
        self._overview = Overview(scene, look)
        self._mouse: Mouse | None = None
        self._keyboard: Keyboard | None = None
        self.camera = Camera(self, scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Every pixel of the wall is painted here: what is scrolled need not be painted again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAcceptDrops(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def listen(self, mouse: Mouse, keyboard: Keyboard) -> None:
        """Say who hears of mouse and keys from now on."""
        self._mouse, self._keyboard = mouse, keyboard

    def on_board(self, at: QPointF | QPoint) -> QPointF:
        """A point of the view on the board."""
        return self.viewportTransform().inverted()[0].map(QPointF(at))

    def in_view(self, area: QRectF) -> QRectF:
        """An area of the board in the view."""
        return self.viewportTransform().mapRect(area)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look.set_scale(self.camera.zoom * self.devicePixelRatioF())
        if self.camera.zoom >= FAR:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        self._overview.paint(painter, event.rect(), self.viewportTransform())
        painter.end()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        area = self.in_view(QRectF(rect)).toAlignedRect() & self.viewport().rect()
        before = painter.worldTransform()
        painter.resetTransform()
        if self.camera.zoom < _DOTTED:
            painter.fillRect(area, self._look.wall)
        else:
            tile, side = self._look.tile(round(DOTS * self.camera.zoom), self.devicePixelRatioF())
            origin = self.mapFromScene(QPointF(0, 0))
            offset = QPoint((area.x() - origin.x()) % side, (area.y() - origin.y()) % side)
            painter.drawTiledPixmap(area, tile, offset)
        painter.setWorldTransform(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.camera.whole:
            self.camera.show_all()
        else:
            self.camera.widen()
            self.camera.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, turned = event.pixelDelta(), event.angleDelta()
        by = QPointF(pixels) if not pixels.isNull() else QPointF(turned) / 2
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.camera.zoom_to(self.camera.zoom * 1.0025 ** turned.y(), event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not by.x():
            self.camera.pan(QPointF(by.y(), 0))
        else:
            self.camera.pan(by)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.camera.zoom_to(self.camera.zoom * (1.0 + event.value()), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                # The first finger alone was taken for a mouse.
                if self._mouse:
                    self._mouse.cancel()
                middle = self.viewport().mapFromGlobal(pinch.centerPoint())
                self.camera.zoom_to(self.camera.zoom * pinch.scaleFactor(), middle)
            return True
        if isinstance(event, QDropEvent | QDragLeaveEvent) and self._mouse:
            self._mouse.carry(event)
            return True
        if isinstance(event, QHelpEvent) and self._mouse and event.type() == QEvent.Type.ToolTip:
            self._mouse.tooltip(event)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._mouse:
            self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._mouse:
            self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._mouse:
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._mouse:
            self._mouse.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._mouse:
            self._mouse.menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keyboard is not None and self._keyboard.press(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keyboard is not None and self._keyboard.release(event))

    def focusNextPrevChild(self, forward: bool) -> bool:
        return (self._keyboard is not None and self._keyboard.tab(forward=forward)) or (
            super().focusNextPrevChild(forward)
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._look.keyboard = True
        if self._keyboard:
            self._keyboard.enter(event.reason())
        self.viewport().update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._look.keyboard = False
        if self._keyboard:
            self._keyboard.leave()
        self.viewport().update()
