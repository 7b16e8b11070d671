"""The field for the caption of a photo, under it on the wall."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ....domain.records import Id, Photo
from ....domain.verbs import photos
from ...desk import Desk
from ...fields import LineField
from ..scene import BoardScene
from ..view import BoardView
from .item import FRAME

_LEAST, _HIGH = 220, 34


class _Field(LineField):
    """Enter and Esc leave it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        unchanged = not self.changed
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (
            event.key() == Qt.Key.Key_Escape and unchanged
        ):
            event.accept()
            self.left.emit()


class Captions(QObject):
    """At most one field is open."""

    def __init__(self, desk: Desk, scene: BoardScene, view: BoardView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._scene, self._view = desk, scene, view
        self._id: Id = ""
        self.field: LineField | None = None
        view.camera.moved.connect(self._lie)
        desk.changed.connect(self._follow)
        desk.settling.connect(self.settle)

    def open(self, id: Id) -> None:
        """Let the caption of a photo on the wall be typed."""
        self.settle()
        item = self._scene.photos.get(id)
        if item is None:
            return
        self._view.camera.show_area(item.sceneBoundingRect())
        field = _Field("photo-caption", self._desk.texts("Caption of the photo"), self._view.viewport())
        field.setPlaceholderText(self._desk.texts("Caption"))
        field.setMaxLength(1000)
        field.show_text(item.photo.caption)
        field.selectAll()
        field.finished.connect(self._take)
        field.left.connect(self.settle)
        self._id, self.field = id, field
        self._lie()
        field.show()
        field.setFocus()

    def settle(self) -> None:
        """Hand over what was typed, and close the field."""
        field = self.field
        if field is None:
            return
        field.hand_over()
        self.field = None
        if field.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        field.hide()
        field.deleteLater()

    def _take(self, text: str) -> None:
        done = self._desk.do(photos.caption_photo, self._id, text)
        if done is None and self.field is not None:
            photo = self._desk.state.get(Photo, self._id)
            self.field.keep_typed(photo.caption if photo is not None else "")

    def _follow(self, _step: object) -> None:
        if self.field is not None and self._desk.state.get(Photo, self._id) is None:
            self.settle()

    def _lie(self) -> None:
        """Under the picture, and inside the view."""
        item = self._scene.photos.get(self._id)
        if self.field is None or item is None:
            return
        inner = self._view.in_view(item.inner)
        size = QSize(max(round(inner.width() + 2 * FRAME), _LEAST), _HIGH)
        place = QRect(round(inner.x() - FRAME), round(inner.bottom()), size.width(), size.height())
        room = self._view.viewport().rect()
        place.moveLeft(max(min(place.x(), room.right() - size.width()), 0))
        place.moveTop(max(min(place.y(), room.bottom() - size.height()), 0))
        self.field.setGeometry(place)
