"""A photo shown large over the board, with its caption; the arrows lead to the others beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ....domain.hiding import is_hidden
from ....domain.records import Id, Photo
from ....domain.verbs import photos
from ...buttons import Button
from ...desk import Desk
from ...fields import LineField
from ...labels import announce
from ...theme import font
from .loading import Pictures

_SHADE = QColor(16, 20, 23, 236)
_LIGHT = QColor("#F3F5F6")
_MARGIN = 28
_CAPTION_WIDTH = 640


class Viewer(QWidget):
    """Lies over the board. `closed` comes when it goes; `ids` are the photos it leads through."""

    closed = Signal()

    def __init__(self, desk: Desk, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("photo-viewer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        t = desk.texts
        self._desk, self._pictures, self._over = desk, pictures, parent
        self.ids: list[Id] = []
        self.place = 0
        self.caption = LineField("viewer-caption", t("Caption of the photo"))
        self.caption.setPlaceholderText(t("Caption"))
        self.caption.setMaxLength(1000)
        self.caption.setMaximumWidth(_CAPTION_WIDTH)
        self.caption.finished.connect(self._take)
        self.count = QLabel()
        self.count.setObjectName("viewer-count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setFont(font(13))
        self.count.setStyleSheet(f"color: {_LIGHT.name()}; background: transparent")
        self.close_button = Button(t("Close"))
        self.close_button.setObjectName("viewer-close")
        self.close_button.clicked.connect(self.leave)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.caption, 4)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addStretch(1)
        layout.addLayout(foot)
        self._foot = foot
        pictures.came.connect(self._redraw)
        desk.changed.connect(self._follow)
        desk.settling.connect(self.caption.hand_over)
        parent.installEventFilter(self)
        self.hide()

    def open(self, ids: list[Id], first: Id) -> None:
        """Show one of some photos."""
        self.ids, self.place = ids, ids.index(first)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._show()

    def leave(self) -> None:
        """Go back to the board."""
        if self.isVisible():
            self.caption.hand_over()
            self.hide()
            self.closed.emit()

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._desk.state.get(Photo, self.ids[self.place]) if self.ids else None

    def go(self, by: int) -> None:
        """To another photo; at the ends nothing happens."""
        place = self.place + by
        if 0 <= place < len(self.ids):
            self.caption.hand_over()
            self.place = place
            self._show()

    def picture_area(self) -> QRect:
        """Where the picture is."""
        room = QRectF(self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        room.setBottom(self.caption.geometry().top() - 16)
        photo = self.photo
        ratio = self._pictures.ratios.get(photo.sha256, 0.75) if photo is not None else 0.75
        wide = min(room.width(), room.height() / max(ratio, 0.001))
        area = QRectF(0, 0, wide, wide * ratio)
        area.moveCenter(room.center())
        return area.toRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SHADE)
        photo = self.photo
        if photo is not None:
            area, ratio = self.picture_area(), self.devicePixelRatioF()
            found = self._pictures.get(photo.sha256, max(1, round(area.width() * ratio)))
            if found is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                found.setDevicePixelRatio(1.0)
                painter.drawPixmap(area, found)
            else:
                t, lost = self._desk.texts, photo.sha256 in self._pictures.lost
                painter.setPen(_LIGHT)
                painter.setFont(font(16))
                words = t("The picture is lost.") if lost else t("The picture is being read …")
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_PageUp}:
            self.go(-1)
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_PageDown}:
            self.go(1)
        elif key == Qt.Key.Key_F2:
            self.caption.setFocus()
            self.caption.selectAll()
        elif key == Qt.Key.Key_Delete:
            self.delete()
        elif key == Qt.Key.Key_Escape:
            if self.caption.hasFocus():
                self.setFocus()
            else:
                self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.setFocus() if self.caption.hasFocus() else self.leave()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def delete(self) -> None:
        """Delete the photo; undo brings it back."""
        if (photo := self.photo) is not None:
            self._desk.do(photos.delete_photos, [photo.id])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the picture closes."""
        if not self.picture_area().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def _show(self) -> None:
        t, photo = self._desk.texts, self.photo
        if photo is None:
            return
        self.caption.show_text(photo.caption)
        many = len(self.ids) > 1
        self.count.setText(t("{n} of {count}", n=self.place + 1, count=len(self.ids)) if many else "")
        words = t("Photo: {caption}", caption=photo.caption or t("without a caption"))
        self.setAccessibleName(words)
        announce(self, words)
        self.update()

    def _take(self, text: str) -> None:
        photo = self.photo
        if photo is not None and self._desk.do(photos.caption_photo, photo.id, text) is None:
            self.caption.keep_typed(photo.caption)

    def _follow(self, _step: object) -> None:
        """What was deleted or hidden, here or elsewhere, is no longer led through."""
        if not self.isVisible():
            return
        state, here = self._desk.state, self.ids[self.place] if self.ids else ""
        there = (photo for id in self.ids if (photo := state.get(Photo, id)) is not None)
        self.ids = [photo.id for photo in there if not is_hidden(state, photo)]
        if not self.ids:
            self.leave()
            return
        self.place = self.ids.index(here) if here in self.ids else min(self.place, len(self.ids) - 1)
        self._show()

    def _redraw(self, _sha256: str) -> None:
        self.update()
