"""The photos of the group in view, painted above the themes and below the cards."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter

from ....domain import order
from ....domain.layout import Rect
from ....domain.records import Id, Photo
from ...desk import Desk
from ..look import Look, qrect
from ..scene import BoardScene, around
from .item import PhotoItem
from .loading import Pictures

_SEEN = 2.0
"""What is smaller on the screen, in pixels, is left out."""
_WHILE_SEARCHING = 0.35


class PhotoLayer(QObject):
    """Keeps `scene.photos` as the state says. The topmost comes last."""

    def __init__(
        self, desk: Desk, scene: BoardScene, look: Look, pictures: Pictures, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._scene, self._look, self._pictures = desk, scene, look, pictures
        self._missing = desk.texts("The picture is lost.")
        scene.layers.append(self)
        scene.redrawn.connect(self.follow)
        pictures.came.connect(self._show)
        self.follow()

    def follow(self) -> None:
        """Hang up the photos of the group in view as they are now."""
        scene, state = self._scene, self._desk.state
        group = scene.group_id if not scene.veiled else None
        hung = state.kids(Photo, "group_id", group) if group is not None else []
        rows = order.by_rank([photo for photo in hung if photo.card_id is None])
        known, items = scene.photos, dict[Id, PhotoItem]()
        changed = [photo.id for photo in rows] != list(known)
        for photo in rows:
            item = known.get(photo.id)
            if item is None:
                item = PhotoItem(self._look, self._pictures, photo)
            elif item.photo != photo:
                changed = True
                item.show_photo(photo)
            items[photo.id] = item
        scene.photos = items
        if changed:
            self._reach_out()
            scene.stir_all()

    def at(self, point: QPointF) -> PhotoItem | None:
        """The topmost photo under a point of the board, with the corner that reaches a little beyond it."""
        for item in reversed(self._scene.photos.values()):
            if item.box.contains(point.x(), point.y()):
                return item
        return None

    def bounds(self) -> Rect | None:
        boxes = [item.box for item in self._scene.photos.values()]
        if not boxes:
            return None
        area = around(boxes)
        return Rect(area.x(), area.y(), area.width(), area.height())

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        photos = self._scene.photos
        if not photos:
            return
        opacity = painter.opacity()
        if self._scene.lit is not None:
            painter.setOpacity(opacity * _WHILE_SEARCHING)
        for item in photos.values():
            if item.width * zoom >= _SEEN and area.intersects(item.sceneBoundingRect()):
                item.paint(painter, zoom, self._missing)
        painter.setOpacity(opacity)

    def stir(self, item: PhotoItem) -> None:
        """Paint a photo anew where it is."""
        self._stir(item.sceneBoundingRect())

    def _stir(self, box: QRectF) -> None:
        self._scene.stir(Rect(box.x(), box.y(), box.width(), box.height()))

    def _show(self, sha256: str) -> None:
        for item in self._scene.photos.values():
            if item.photo.sha256 == sha256:
                # The picture may be lower than its frame was while nothing was known of it.
                self._stir(item.sceneBoundingRect() | item.painted)
        self._reach_out()

    def _reach_out(self) -> None:
        """The wall is large enough for all that hangs on it."""
        for item in self._scene.photos.values():
            self._scene.reach |= qrect(item.box)
