"""Parts that cards of groups and results of the plenary are drawn with."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from ...domain import symbols
from ..bars import GUTTER
from ..theme import Theme

STRIPE = 6.0
PILL = 20.0
"""How high a pill is, in pixels."""


def paint_card(painter: QPainter, box: QRectF, fill: QColor, stripe: QColor) -> None:
    """A card with its stripe, and a shadow one pixel below."""
    shape = QPainterPath()
    shape.addRoundedRect(box, 6, 6)
    edge = QColor(stripe)
    edge.setAlpha(56)
    painter.fillPath(shape.translated(0, 1), edge)
    painter.fillPath(shape, fill)
    side = QPainterPath()
    side.addRect(QRectF(box.left(), box.top(), STRIPE, box.height()))
    painter.fillPath(shape.intersected(side), stripe)


def row_width(view: QObject | None) -> int:
    """How wide rows of a list are, whether it has a scroll bar or not."""
    return max(view.width() - GUTTER, 80) if isinstance(view, QWidget) else 80


def has_keyboard(view: QObject | None) -> bool:
    return isinstance(view, QWidget) and view.hasFocus()


def paint_ring(painter: QPainter, box: QRectF, look: Theme, *, focused: bool) -> None:
    """The frame of what is chosen; pale where the keyboard is elsewhere."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.accent if focused else look.faint), 2.0))
    painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 7, 7)


def pill_width(text: str, font: QFont, *, symbol: bool = False) -> float:
    return QFontMetricsF(font).horizontalAdvance(text) + 16 + (16 if symbol else 0)


def paint_pill(
    painter: QPainter, box: QRectF, text: str, font: QFont, look: Theme, *, mark: str = ""
) -> None:
    """Words in a rounded frame; with a mark its symbol before them."""
    painter.setPen(QPen(QColor(look.line), 1))
    painter.setBrush(QColor(look.surface))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), PILL / 2, PILL / 2)
    inner = box.adjusted(8, 0, -8, 0)
    colour = QColor(look.muted)
    if mark in symbols.MARKS:
        colour = QColor(symbols.MARK_COLOURS[mark][look.dark])
        square = QTransform.fromTranslate(inner.left(), inner.center().y() - 6).scale(12, 12)
        for outline in symbols.MARKS[mark]:
            painter.fillPath(square.map(_closed(outline)), colour)
        inner.setLeft(inner.left() + 16)
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def paint_dots(painter: QPainter, left: QPointF, room: float, count: int, look: Theme, font: QFont) -> None:
    """As many dots as there are points, closer where there are many; what finds no room is a number."""
    pitch = min(13.5, room / max(count, 1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.dot))
    if pitch >= 6:
        size = min(5.5, pitch / 2 - 0.5)
        for n in range(count):
            painter.drawEllipse(QPointF(left.x() + pitch * n + size, left.y()), size, size)
        return
    painter.drawEllipse(QPointF(left.x() + 5.5, left.y()), 5.5, 5.5)
    painter.setPen(QColor(look.text))
    painter.setFont(font)
    box = QRectF(left.x() + 16, left.y() - 10, room - 16, 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(count))


def _closed(outline: symbols.Outline) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))
    path.closeSubpath()
    return path
