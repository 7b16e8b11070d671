"""The window onto the board: painting near and far, and who hears of mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, cast

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
    QRegion,
    QResizeEvent,
    QTouchEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from ...domain.layout import Rect
from .camera import Camera
from .glide import Glide
from .look import DOTS, EDGE, Look
from .near import Near
from .overview import Overview
from .scene import BoardScene
from .veil import paint_veil

if TYPE_CHECKING:
    from .fingers import Fingers

FAR = 0.4
"""Below this zoom text is too small to be read, and the board is painted as an overview."""
_DOTTED = 0.5
_WASTE = 70_000
"""So many pixels may be painted for nothing to have one piece fewer."""
_MOST_STIRRED = 48
_LABELS = 30.0


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
        self._scene, self._look = scene, look
        self._near, self._overview = Near(scene, look), Overview(scene, look)
        self._glide = Glide(self._surface)
        self._stirred, self._around = 0, QRect()
        scene.grid.stir, scene.grid.stir_all = self._stir, self._stir_all
        self._mouse: Mouse | None = None
        self._fingers: Fingers | None = None
        self._keyboard: Keyboard | None = None
        self.camera = Camera(self, scene)
        self.camera.stepped.connect(self._glide.step)
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
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def listen(self, mouse: Mouse, keyboard: Keyboard) -> None:
        """Say who hears of mouse and keys from now on."""
        self._mouse, self._keyboard = mouse, keyboard

    def come_to_rest(self) -> None:
        """Paint exactly now what a zoom that is under way shows only roughly."""
        self._glide.end()

    def on_board(self, at: QPointF | QPoint) -> QPointF:
        """A point of the view on the board."""
        return self.viewportTransform().inverted()[0].map(QPointF(at))

    def in_view(self, area: QRectF) -> QRectF:
        """An area of the board in the view."""
        return self.viewportTransform().mapRect(area)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._stirred, self._around = 0, QRect()
        transform, region = self.viewportTransform(), event.region()
        self._look.set_scale(transform.m11(), self.devicePixelRatioF())
        painter = QPainter(self._surface)
        whole = region.rectCount() == 1 and region.boundingRect() == self._surface.rect()
        if self._scene.veiled:
            self._paint_wall(painter, region.boundingRect())
            paint_veil(painter, self._look, self._surface.rect(), self._scene.count_words)
        elif transform.m11() < FAR:
            self._paint_pieces(painter, region, self._paint_far)
        elif not whole or not self._glide.paint(painter, transform, self._paint_beside(painter)):
            aside = self._glide.painter(transform) if whole else None
            self._paint_pieces(aside or painter, region, self._paint_near)
            if aside is not None:
                aside.end()
                self._glide.show(painter)
        painter.end()

    def _paint_pieces(
        self, painter: QPainter, region: QRegion, paint: Callable[[QPainter, QRect, QTransform], None]
    ) -> None:
        transform = self.viewportTransform()
        for piece in _pieces(region):
            painter.setClipRect(piece)
            self._paint_wall(painter, piece)
            paint(painter, piece, transform)
            painter.resetTransform()

    def _paint_near(self, painter: QPainter, piece: QRect, transform: QTransform) -> None:
        self._near.paint(painter, transform.inverted()[0].mapRect(QRectF(piece)), transform)

    def _paint_far(self, painter: QPainter, piece: QRect, transform: QTransform) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._overview.paint(painter, piece, transform, in_motion=self._glide.in_motion)

    def _paint_beside(self, painter: QPainter) -> Callable[[QRegion], None]:
        """Paints roughly what comes into view while zooming."""
        return lambda region: self._paint_pieces(painter, region, self._paint_far)

    def _paint_wall(self, painter: QPainter, area: QRect) -> None:
        if self.camera.zoom < _DOTTED:
            painter.fillRect(area, self._look.wall)
        else:
            tile, side = self._look.tile(round(DOTS * self.camera.zoom), self.devicePixelRatioF())
            origin = self.mapFromScene(QPointF(0, 0))
            offset = QPoint((area.x() - origin.x()) % side, (area.y() - origin.y()) % side)
            painter.drawTiledPixmap(area, tile, offset)

    def _stir(self, box: Rect) -> None:
        """Paint a piece of the board anew; from so many pieces on, the box around all that follow."""
        view = self._surface.rect()
        if self._around.contains(view):
            return
        self._glide.forget()
        transform = self.viewportTransform()
        zoom, (x, y, width, height) = transform.m11(), box
        # From afar labels reach beyond their themes, and have their size on the screen.
        reach = (EDGE + 2.0) * zoom + 2.0 if zoom >= FAR else _LABELS
        left, top = int(x * zoom + transform.dx() - reach), int(y * zoom + transform.dy() - reach)
        pixels = QRect(left, top, int(width * zoom + 2 * reach) + 2, int(height * zoom + 2 * reach) + 2)
        pixels &= view
        if pixels.isEmpty() or self._around.contains(pixels):
            return
        self._stirred += 1
        if self._stirred > _MOST_STIRRED:
            self._around |= pixels
            pixels = self._around
        self._surface.update(pixels)

    def _stir_all(self) -> None:
        self._glide.forget()
        self._around = self._surface.rect()
        self._surface.update()

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
        if isinstance(event, QTouchEvent) and self._mouse is not None:
            return self._felt(self._mouse, event)
        if isinstance(event, QDropEvent | QDragLeaveEvent) and self._mouse:
            self._mouse.carry(event)
            return True
        if isinstance(event, QHelpEvent) and self._mouse and event.type() == QEvent.Type.ToolTip:
            self._mouse.tooltip(event)
            return True
        return super().viewportEvent(event)

    def holds_item(self, at: QPointF) -> bool:
        """Whether a card or theme is seen at a point of the view."""
        return self._scene.at(self.on_board(at)) is not None

    def _felt(self, mouse: Mouse, event: QTouchEvent) -> bool:
        if self._fingers is None:
            from .fingers import Fingers

            self._fingers = Fingers(self, mouse)
        return self._fingers.hear(event)

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


def _pieces(region: QRegion) -> list[QRect]:
    """A few boxes around all of a region: panning uncovers two strips, far less than the box around both."""
    if region.rectCount() == 1:
        return [region.boundingRect()]
    pieces: list[QRect] = []
    for rect in cast("Iterable[QRect]", region):
        for n, piece in enumerate(pieces):
            both = piece | rect
            if _size(both) <= _size(piece) + _size(rect) + _WASTE:
                pieces[n] = both
                break
        else:
            pieces.append(rect)
    whole = region.boundingRect()
    return pieces if sum(map(_size, pieces)) + _WASTE * len(pieces) < _size(whole) else [whole]


def _size(rect: QRect) -> int:
    return rect.width() * rect.height()
