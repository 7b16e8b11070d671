"""A photo as it hangs on the wall: a white frame around the picture, and the caption on it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap

from ....domain.layout import Rect
from ....domain.records import Id, Photo
from ....domain.verbs.photos import fitting
from ...theme import font
from ..look import EDGE, Look, qrect

FRAME = 8.0
_CAPTION, _LINE, _MOST_LINES = 13, 18.0, 3
_UNKNOWN = 0.75
"""Height by width of a picture that is not known yet."""
_PAPER, _PAPER_DARK = QColor("#FFFFFF"), QColor("#E9ECEE")
_INK = QColor("#1F2A30")
HANDLE = 14.0
"""Side of the corner by which a photo is made larger, in pixels of the view."""
_READABLE = 0.45


class Source(Protocol):
    """Who has the pixels."""

    ratios: dict[str, float]
    lost: set[str]

    def get(self, sha256: str, width: int) -> QPixmap | None: ...


class PhotoItem:
    """A photo on the wall. What it shows while it is carried or sized lies elsewhere than the state says.

    `painted` is where it was painted last, empty before that.
    """

    def __init__(self, look: Look, pictures: Source, photo: Photo) -> None:
        self.id: Id = photo.id
        self.selected = self.focused = False
        self.photo = photo
        self._look, self._pictures = look, pictures
        self.corner = (photo.x, photo.y)
        self.width = fitting(photo.width)
        self.painted = QRectF()
        self._lines: tuple[tuple[str, float], list[str]] | None = None

    def show_photo(self, photo: Photo) -> None:
        self.photo = photo
        self.corner, self.width = (photo.x, photo.y), fitting(photo.width)

    @property
    def lines(self) -> list[str]:
        """The caption as it stands under the picture."""
        key = (self.photo.caption, self.width)
        if self._lines is None or self._lines[0] != key:
            metrics = QFontMetricsF(font(_CAPTION))
            self._lines = key, broken(self.photo.caption, self.width - 2 * FRAME, metrics)
        return self._lines[1]

    @property
    def box(self) -> Rect:
        """The frame with the caption."""
        foot = FRAME + (len(self.lines) * _LINE + 2.0 if self.photo.caption else 0.0)
        return Rect(*self.corner, self.width, FRAME + self.inner.height() + foot)

    @property
    def inner(self) -> QRectF:
        """Where the picture is."""
        wide = max(self.width - 2 * FRAME, 1.0)
        ratio = self._pictures.ratios.get(self.photo.sha256, _UNKNOWN)
        # A strip of a thousand by one would be a thread, or a tower.
        high = wide * min(max(ratio, 0.05), 8.0)
        return QRectF(self.corner[0] + FRAME, self.corner[1] + FRAME, wide, high)

    def place(self, x: float, y: float) -> None:
        self.corner = (x, y)

    def mark(self, *, selected: bool, focused: bool) -> None:
        self.selected, self.focused = selected, focused

    def sceneBoundingRect(self) -> QRectF:
        """The photo with the ring around it."""
        return QRectF(*self.box).adjusted(-EDGE, -EDGE, EDGE, EDGE)

    def on_handle(self, x: float, y: float, zoom: float) -> bool:
        """Whether a point of the board is in the corner by which the photo is sized."""
        box, side = self.box, self._handle(zoom)
        return (
            box.right - side <= x <= box.right + 4 / zoom and box.bottom - side <= y <= box.bottom + 4 / zoom
        )

    def _handle(self, zoom: float) -> float:
        """The side of that corner on the board; from afar it does not cover the picture."""
        return min(HANDLE / zoom, self.width / 6)

    def paint(self, painter: QPainter, zoom: float, missing: str) -> None:
        """Paint it on a painter in pixels of the board. `missing` stands where the picture is lost."""
        look, box, inner = self._look, qrect(self.box), self.inner
        self.painted = self.sceneBoundingRect()
        paper = _PAPER_DARK if look.theme.dark else _PAPER
        if zoom >= _READABLE:
            painter.fillRect(box.translated(0, 1.5), QColor(0, 0, 0, 28))
        painter.fillRect(box, paper)
        pixmap = self._pictures.get(self.photo.sha256, max(1, round(inner.width() * zoom * look.ratio)))
        if pixmap is None:
            painter.fillRect(inner, QColor(look.theme.line))
            if self.photo.sha256 in self._pictures.lost and zoom >= _READABLE:
                painter.setPen(_INK)
                painter.setFont(font(_CAPTION))
                painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, missing)
        else:
            _draw(painter, pixmap, inner, zoom * look.ratio, look.ratio)
        if zoom >= _READABLE:
            painter.setPen(_INK)
            painter.setFont(font(_CAPTION))
            for n, line in enumerate(self.lines):
                foot = QRectF(inner.x(), inner.bottom() + 4.0 + n * _LINE, inner.width(), _LINE)
                painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        self._paint_marks(painter, box, zoom)

    def _paint_marks(self, painter: QPainter, box: QRectF, zoom: float) -> None:
        look = self._look
        if not (self.selected or self.focused):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.selected:
            painter.setPen(look.chosen)
            painter.drawRect(box)
        if self.focused:
            painter.setPen(look.focus if look.keyboard else look.dim_focus)
            gap = 4.0
            painter.drawRect(box.adjusted(-gap, -gap, gap, gap))
        side = self._handle(zoom)
        corner = QRectF(box.right() - side, box.bottom() - side, side, side)
        painter.fillRect(corner, look.accent)


def _draw(painter: QPainter, pixmap: QPixmap, inner: QRectF, scale: float, ratio: float) -> None:
    """A picture of just this size is copied dot by dot; another one is stretched until that is there."""
    if pixmap.width() == round(inner.width() * scale):
        transform = painter.transform()
        at = transform.map(inner.topLeft()) * ratio
        painter.resetTransform()
        pixmap.setDevicePixelRatio(ratio)
        painter.drawPixmap(round(at.x()) / ratio, round(at.y()) / ratio, pixmap)  # type: ignore[call-overload]
        painter.setTransform(transform)
    else:
        pixmap.setDevicePixelRatio(1.0)
        painter.drawPixmap(inner, pixmap, QRectF(pixmap.rect()))


def broken(text: str, width: float, metrics: QFontMetricsF) -> list[str]:
    """A caption in at most three lines; of a longer one the end is left out."""
    words, lines = text.split(), [""]
    while words and len(lines) <= _MOST_LINES:
        longer = f"{lines[-1]} {words[0]}".strip()
        if not lines[-1] or metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
            words.pop(0)
        else:
            lines.append("")
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        lines[-1] += " …"
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines if line]
