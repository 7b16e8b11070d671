"""Photos in the hand: carried over the wall, and made larger by their corner."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt

from ....domain.verbs import photos
from ...desk import Desk
from ..choice import Choice
from ..gestures import Gesture, Grip, Held
from ..scene import BoardScene
from ..view import BoardView
from .item import PhotoItem
from .layer import PhotoLayer


class Grasp:
    """Where a photo is taken hold of. What lies on it, a card, is taken first; a theme's box lies below."""

    def __init__(
        self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, layer: PhotoLayer
    ) -> None:
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._layer = choice, layer

    def begin(self, grip: Grip) -> Gesture | None:
        item = self._under(grip)
        if item is None or grip.button != Qt.MouseButton.LeftButton:
            return None
        if self._on_handle(item, grip):
            return Size(self._desk, self._view, self._layer, item)
        self._choice.only(item.id)
        return Carry(self._desk, self._scene, self._view, self._layer, item, grip)

    def cursor(self, grip: Grip) -> Qt.CursorShape | None:
        item = self._under(grip)
        if item is not None and self._on_handle(item, grip):
            return Qt.CursorShape.SizeFDiagCursor
        return None

    def _under(self, grip: Grip) -> PhotoItem | None:
        return None if grip.id in self._scene.cards else self._layer.at(grip.point)

    def _on_handle(self, item: PhotoItem, grip: Grip) -> bool:
        chosen = item.selected or item.focused
        return chosen and item.on_handle(grip.point.x(), grip.point.y(), self._view.camera.zoom)


class Carry:
    """Carries a photo over the wall."""

    scrolls = True
    at_once = False

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        layer: PhotoLayer,
        item: PhotoItem,
        grip: Grip,
    ) -> None:
        self._desk, self._scene, self._view, self._layer = desk, scene, view, layer
        self._item, self._from = item, grip.point

    def start(self) -> None:
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, _held: Held) -> None:
        by, photo = self._by(at), self._item.photo
        self._layer.stir(self._item)
        self._item.place(photo.x + by.x(), photo.y + by.y())
        self._layer.stir(self._item)

    def end(self, at: QPoint, _held: Held) -> None:
        by = self._by(at)
        self.cancel()
        if not by.isNull() and self._item.id in self._scene.photos:
            self._desk.do(photos.move_photos, [self._item.id], by.x(), by.y())

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()
        self._layer.stir(self._item)
        self._item.show_photo(self._item.photo)
        self._layer.stir(self._item)

    def click(self) -> None:
        """It was chosen with the press."""

    def _by(self, at: QPoint) -> QPointF:
        by = self._view.on_board(at) - self._from
        return QPointF(round(by.x()), round(by.y()))


class Size:
    """Makes a photo larger or smaller by its lower right corner."""

    scrolls = True
    at_once = False

    def __init__(self, desk: Desk, view: BoardView, layer: PhotoLayer, item: PhotoItem) -> None:
        self._desk, self._view, self._layer, self._item = desk, view, layer, item

    def start(self) -> None:
        self._view.viewport().setCursor(Qt.CursorShape.SizeFDiagCursor)

    def move(self, at: QPoint, _held: Held) -> None:
        self._show(self._width(at))

    def end(self, at: QPoint, _held: Held) -> None:
        width = self._width(at)
        self.cancel()
        if width != self._item.photo.width:
            self._desk.do(photos.size_photo, self._item.id, width)

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()
        self._show(self._item.photo.width)

    def click(self) -> None:
        """Nothing is sized by a click."""

    def _width(self, at: QPoint) -> float:
        """Whichever of the two the mouse has gone farther, along the lower or the right edge, counts."""
        point, item = self._view.on_board(at), self._item
        by_height = (point.y() - item.corner[1]) * item.width / max(item.box.height, 1.0)
        return photos.fitting(float(round(max(point.x() - item.corner[0], by_height))))

    def _show(self, width: float) -> None:
        self._layer.stir(self._item)
        self._item.width = width
        self._layer.stir(self._item)
