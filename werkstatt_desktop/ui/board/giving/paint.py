"""A board's picture as an image, in the colours of paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from ....domain.hanging import Hung
from ....domain.picture import Picture
from ....domain.shapes import WALL, Line, Pixels, Polygon, Rounded, Shape, Words, shapes
from ....exchange.svg import PADDING
from ..lettering import board_font

SCALE = 2.0
"""Dots for a pixel at 100 %, where that is not too much."""
MOST_SIDE, MOST_DOTS = 16_000, 60_000_000
"""A longer side, or more dots in all, an image does not get; it shows the board smaller then."""


def image_of(shown: Picture, photos: Sequence[Hung] = (), *, most: int = MOST_DOTS) -> QImage:
    """The picture on a piece of wall, with photos, in at most so many dots. For any thread."""
    wide, high = shown.bounds.width + 2 * PADDING, shown.bounds.height + 2 * PADDING
    scale = min(SCALE, MOST_SIDE / max(wide, high), (most / (wide * high)) ** 0.5)
    image = QImage(max(round(wide * scale), 1), max(round(high * scale), 1), QImage.Format.Format_RGB32)
    image.fill(QColor(WALL))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(PADDING - shown.bounds.x, PADDING - shown.bounds.y)
    for shape in shapes(shown, photos):
        _paint(painter, shape)
    painter.end()
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    return image


def png_of(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _paint(painter: QPainter, shape: Shape) -> None:
    match shape:
        case Rounded():
            painter.setPen(_pen(shape))
            painter.setBrush(QColor(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(*shape.rect), shape.radius, shape.radius)
        case Polygon():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shape.fill))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Line():
            points = [QPointF(x, y) for x, y in shape.points]
            path = QPainterPath(points[0])
            for n in range(1, len(points) - 2, 3):
                path.cubicTo(*points[n : n + 3])
            painter.strokePath(path, _pen_of(shape.stroke, shape.width, shape.dashes))
        case Pixels():
            image = QImage.fromData(shape.content)
            if not image.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(*shape.rect), image)
        case Words():
            painter.setPen(QColor(shape.colour))
            painter.setFont(board_font(shape.run.size, bold=shape.run.bold))
            painter.drawText(QPointF(shape.run.x, shape.run.y), shape.run.text)


def _pen(shape: Rounded) -> QPen:
    if not shape.stroke:
        return QPen(Qt.PenStyle.NoPen)
    return _pen_of(shape.stroke, shape.width, shape.dashes)


def _pen_of(colour: str, width: float, dashes: Sequence[float]) -> QPen:
    pen = QPen(QColor(colour), width)
    if dashes:
        # Qt counts dashes in widths of the line.
        pen.setDashPattern([dash / width for dash in dashes])
    return pen
