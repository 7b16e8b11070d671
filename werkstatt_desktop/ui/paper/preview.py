"""The pages of a PDF as they will lie on the table: one below the other, drawn when they come into view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ..desk import Desk
from .typesetter import Set

_GAP = 20.0
_STEP = 1.15
_SMALLEST, _LARGEST = 0.3, 3.0
_SHARPEST = 300 / 96
"""Pages are drawn with at most 300 dots an inch; a page of A4 is 35 MB then."""
_MOST_BYTES = 96 * 1024 * 1024
"""Of pictures of pages that are kept, those in view apart."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as it was drawn for a setting at a scale."""

    job: int
    scale: float
    image: QImage


class Preview(QAbstractScrollArea):
    """Emits `wanted` with a job, page numbers from 0 and a scale when pages are to be drawn."""

    wanted = Signal(int, list, float)
    zoomed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._set: Set | None = None
        self._boxes: list[QRectF] = []
        self._pictures: dict[int, _Picture] = {}
        self._asked: tuple[int, float, frozenset[int]] = (0, 0.0, frozenset())
        self._zoom: float | None = None
        self._shows_focus = False
        self.setObjectName("preview")
        self.setAccessibleName(desk.texts("Pages of the protocol"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(240, 160)
        # A bar that comes and goes would change the width that the pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(40)

    @property
    def scale(self) -> float:
        """Pixels of the screen for a pixel of the page: as chosen, or so that the pages fit the width.

        Two fit side by side where they are still legible then.
        """
        if self._zoom is not None or self._set is None or not self._set.sizes:
            return self._zoom or 1.0
        width = max(width for width, _ in self._set.sizes)
        space = self.viewport().width() - 2 * _GAP
        two = (space - _GAP) / (2 * width)
        return max(_SMALLEST, min(1.0, two if two >= 0.7 else space / width))

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view is shown as it should be."""
        return self._set is not None and all(self._is_right(page) for page in self._near(0))

    def show_set(self, made: Set) -> None:
        """Show a new setting; the pictures of the old one stay until the new are drawn.

        What one is looking at stays where it is, wherever its section has come to.
        """
        before, self._set = self._set, made
        same = before is not None and before.about == made.about and bool(self._boxes)
        place = self._place() if same else (0, -_GAP)
        if not same:
            self._pictures.clear()
        for page in [page for page in self._pictures if page >= len(made.sizes)]:
            del self._pictures[page]
        pages = self._desk.texts.n("{n} page", "{n} pages", len(made.sizes))
        self.setAccessibleDescription(pages)
        self._spread()
        self._go_to(moved(before, made, place[0]) if before is not None and same else 0, place[1])

    def look_at(self, page: int) -> None:
        """Bring a page, counted from 1, to the top of the view."""
        if 0 < page <= len(self._boxes):
            self._go_to(page - 1, -_GAP / 2)

    def show_page(self, job: int, page: int, scale: float, image: QImage) -> None:
        if self._set is None or job != self._set.job:
            return
        self._pictures[page] = _Picture(job, scale, image)
        self._forget_far_ones()
        self.viewport().update()

    def zoom_to(self, zoom: float | None) -> None:
        """A scale, or None to fit the width. What is in the middle stays there."""
        bar = self.verticalScrollBar()
        half = self.viewport().height() / 2
        place = (bar.value() + half) / max(1.0, bar.maximum() + 2 * half)
        self._zoom = None if zoom is None else min(max(zoom, _SMALLEST), _LARGEST)
        self._spread()
        bar.setValue(round(place * (bar.maximum() + 2 * half) - half))

    def larger(self) -> None:
        self.zoom_to(self.scale * _STEP)

    def smaller(self) -> None:
        self.zoom_to(self.scale / _STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._desk.theme
        painter.fillRect(self.viewport().rect(), QColor(theme.wall))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._near(0):
            self._paint_page(painter, page)
        if self.hasFocus() and self._shows_focus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        self._ask_for_pages()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows where the keyboard has come to; a page that is just opened needs none."""
        self._shows_focus = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.larger() if event.angleDelta().y() > 0 else self.smaller()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        screenful = self.viewport().height() * 9 // 10
        match event.key():
            case Qt.Key.Key_Plus:
                self.larger()
            case Qt.Key.Key_Minus:
                self.smaller()
            case Qt.Key.Key_0:
                self.zoom_to(None)
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + screenful)
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - screenful)
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-screenful if back else screenful))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    @property
    def _drawn_scale(self) -> float:
        """Dots of a drawn page for a pixel of it."""
        return min(self.scale * self.devicePixelRatioF(), _SHARPEST)

    def _place(self) -> tuple[int, float]:
        """The page that one is looking at, from 0, and how far below its top the view begins."""
        top = float(self.verticalScrollBar().value())
        line = top + self.viewport().height() / 4 if top > 0 else 0.0
        page = next((n for n, box in enumerate(self._boxes) if box.bottom() >= line), len(self._boxes) - 1)
        return page, top - self._boxes[page].top()

    def _go_to(self, page: int, below: float) -> None:
        """Have the view begin so far below the top of a page, from 0."""
        if self._boxes:
            box = self._boxes[min(page, len(self._boxes) - 1)]
            self.verticalScrollBar().setValue(round(box.top() + below))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        ratio = self.devicePixelRatioF()
        corner = self._boxes[page].topLeft() - self._offset()
        # On whole dots of the screen, so that the picture is shown dot for dot.
        corner = QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio)
        box = QRectF(corner, self._boxes[page].size())
        painter.fillRect(box, QColor("#FFFFFF"))
        picture = self._pictures.get(page)
        if picture is not None:
            if picture.scale == self.scale * ratio:
                shown = QRectF(corner, picture.image.size().toSizeF() / ratio)
            else:
                shown = box
            painter.drawImage(shown, picture.image)
        pen = QPen(QColor(self._desk.theme.line))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(box)

    def _ask_for_pages(self) -> None:
        """Have those drawn that are in view, or soon will be, and have no picture as it should be."""
        if self._set is None:
            return
        job, scale = self._set.job, self._drawn_scale
        missing = [page for page in self._near(self.viewport().height()) if not self._is_right(page)]
        asked_job, asked_scale, asked = self._asked
        if missing and ((job, scale) != (asked_job, asked_scale) or not asked.issuperset(missing)):
            self._asked = (job, scale, frozenset(missing))
            self.wanted.emit(job, missing, scale)

    def _is_right(self, page: int) -> bool:
        picture = self._pictures.get(page)
        assert self._set is not None
        return picture is not None and (picture.job, picture.scale) == (self._set.job, self._drawn_scale)

    def _forget_far_ones(self) -> None:
        """Keep the pictures in view and, as far as the memory for them reaches, the newest others."""
        near = set(self._near(self.viewport().height()))
        room = _MOST_BYTES
        for page in reversed([page for page in self._pictures if page not in near]):
            room -= self._pictures[page].image.sizeInBytes()
            if room < 0:
                del self._pictures[page]

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _near(self, margin: float) -> list[int]:
        """The pages in view, and after them those at most `margin` pixels above or below."""
        view = QRectF(self._offset(), self.viewport().size().toSizeF())
        wide = view.adjusted(0, -margin, 0, margin)
        near = [page for page, box in enumerate(self._boxes) if box.intersects(wide)]
        return sorted(near, key=lambda page: not self._boxes[page].intersects(view))

    def _spread(self) -> None:
        """Lay out the pages in rows of as many as fit, and fit the scroll bars to them."""
        sizes = self._set.sizes if self._set is not None else ()
        scale, space = self.scale, self.viewport().width() - _GAP
        self._boxes, y = [], _GAP
        row: list[tuple[float, float]] = []
        for width, height in sizes:
            wide, high = width * scale, height * scale
            if row and sum(w + _GAP for w, _ in row) + wide + _GAP > space + 0.5:
                y, row = self._close_row(row, y), []
            row.append((wide, high))
        if row:
            y = self._close_row(row, y)
        right = max((box.right() for box in self._boxes), default=0.0) + _GAP
        for bar, whole, shown in (
            (self.verticalScrollBar(), y, self.viewport().height()),
            (self.horizontalScrollBar(), right, self.viewport().width()),
        ):
            bar.setPageStep(shown)
            bar.setRange(0, max(0, round(whole) - shown))
        self.zoomed.emit(round(scale * 100))
        self.viewport().update()

    def _close_row(self, row: list[tuple[float, float]], y: float) -> float:
        """Put a row of pages in the middle of the width; the top of the next row."""
        x = max(_GAP, (self.viewport().width() - sum(wide + _GAP for wide, _ in row) + _GAP) / 2)
        for wide, high in row:
            self._boxes.append(QRectF(x, y, wide, high))
            x += wide + _GAP
        return y + max(high for _, high in row) + _GAP


def moved(before: Set, after: Set, page: int) -> int:
    """Where a page of one setting, from 0, is in another: as far into the same section as before."""
    pairs = [
        (pages, after.parts[key])
        for key, pages in before.parts.items()
        if pages and pages[0] <= page + 1 and after.parts.get(key)
    ]
    if not pairs:
        return min(page, len(after.sizes) - 1)
    pages, there = max(pairs, key=lambda pair: pair[0][0])
    within = sum(1 for own in pages if own <= page + 1)
    return there[min(within, len(there)) - 1] - 1
