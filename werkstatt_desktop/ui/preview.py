"""The pages of a PDF as they will lie on the table: one below the other, drawn when they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from .desk import Desk
from .typesetter import Set

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

_GAP = 20.0
_KEPT = 24
"""Pictures of pages kept; a page of A4 at 100 % is 3.5 MB."""


class Preview(QAbstractScrollArea):
    """Emits `wanted` with a job, a page number from 0 and a scale when a page is to be drawn."""

    wanted = Signal(int, int, float)
    zoomed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._set: Set | None = None
        self._pictures: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._zoom: float | None = None
        self.setObjectName("preview")
        self.setAccessibleName(desk.texts("Pages of the protocol"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(40)

    @property
    def scale(self) -> float:
        """Pixels of the screen for a pixel of the page: as chosen, or so that two pages fit side by side."""
        if self._zoom is not None or self._set is None or not self._set.sizes:
            return self._zoom or 1.0
        width = max(width for width, _ in self._set.sizes)
        space = self.viewport().width() - 3 * _GAP
        return max(0.3, min(1.25, space / (2 * width) if space > 1.3 * width else space / width))

    def show_set(self, made: Set) -> None:
        """Show a new setting; the pictures of the old one stay until the new are drawn."""
        self._set = made
        self._asked.clear()
        for page in [page for page in self._pictures if page >= len(made.sizes)]:
            del self._pictures[page]
        self._spread()
        self.viewport().update()

    def show_page(self, job: int, page: int, image: QImage) -> None:
        if self._set is None or job != self._set.job:
            return
        self._pictures[page] = image
        if len(self._pictures) > _KEPT:
            visible = {n for n, box in self._boxes() if self._in_view(box)}
            for other in [n for n in self._pictures if n not in visible][: len(self._pictures) - _KEPT]:
                del self._pictures[other]
                self._asked.discard(other)
        self.viewport().update()

    def zoom_to(self, zoom: float | None) -> None:
        """A scale, or None to fit the width."""
        self._zoom = None if zoom is None else min(max(zoom, 0.3), 3.0)
        self._asked.clear()
        self._spread()
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._desk.theme
        painter.fillRect(self.viewport().rect(), QColor(theme.wall))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, box in self._boxes():
            seen = self._in_view(box)
            if seen is None:
                continue
            painter.fillRect(seen, QColor("#FFFFFF"))
            picture = self._pictures.get(page)
            if picture is not None:
                painter.drawImage(seen, picture)
            painter.setPen(QPen(QColor(theme.line)))
            painter.drawRect(seen)
            if page not in self._asked and self._set is not None:
                self._asked.add(page)
                self.wanted.emit(self._set.job, page, self.scale * self.devicePixelRatioF())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._asked.clear()
        self._spread()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.scale * (1.15 if event.angleDelta().y() > 0 else 1 / 1.15))
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_to(self.scale * (1.15 if key == Qt.Key.Key_Plus else 1 / 1.15))
        elif key == Qt.Key.Key_0:
            self.zoom_to(None)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            bar.setValue(bar.value() + self.viewport().height() * 9 // 10)
        elif key == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - self.viewport().height() * 9 // 10)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def _boxes(self) -> list[tuple[int, QRectF]]:
        """Each page with its box on the whole sheet of pages: rows of as many as fit."""
        if self._set is None:
            return []
        scale = self.scale
        boxes: list[tuple[int, QRectF]] = []
        row: list[tuple[int, float, float]] = []
        y, row_width = _GAP, 0.0
        space = self.viewport().width() - _GAP
        for page, (width, height) in enumerate(self._set.sizes):
            wide, high = width * scale, height * scale
            if row and row_width + wide + _GAP > space:
                y = self._close_row(boxes, row, row_width, y)
                row, row_width = [], 0.0
            row.append((page, wide, high))
            row_width += wide + _GAP
        if row:
            self._close_row(boxes, row, row_width, y)
        return boxes

    def _close_row(
        self, boxes: list[tuple[int, QRectF]], row: list[tuple[int, float, float]], width: float, y: float
    ) -> float:
        x = max(_GAP, (self.viewport().width() - width + _GAP) / 2)
        for page, wide, high in row:
            boxes.append((page, QRectF(x, y, wide, high)))
            x += wide + _GAP
        return y + max(high for _, _, high in row) + _GAP

    def _in_view(self, box: QRectF) -> QRectF | None:
        """A page's box on the viewport, or None where it is out of sight."""
        moved = box.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return moved if moved.intersects(QRectF(self.viewport().rect())) else None

    def _spread(self) -> None:
        boxes = self._boxes()
        high = max((box.bottom() for _, box in boxes), default=0.0) + _GAP
        wide = max((box.right() for _, box in boxes), default=0.0) + _GAP
        for bar, whole, shown in (
            (self.verticalScrollBar(), high, self.viewport().height()),
            (self.horizontalScrollBar(), wide, self.viewport().width()),
        ):
            bar.setPageStep(shown)
            bar.setRange(0, max(0, round(whole) - shown))
        self.zoomed.emit(round(self.scale * 100))
