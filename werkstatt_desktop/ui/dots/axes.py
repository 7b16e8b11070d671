"""The ground of a field of two axes and the words along them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..theme import Theme, font

_LEFT, _BELOW, _AROUND = 34.0, 34.0, 18.0
_EDGE = 8.0

Words = tuple[str, str, str]
"""Along an axis: at its beginning, in its middle, at its end."""


def box_in(room: QRectF, grown: float = 1.0) -> QRectF:
    """Where the field lies in a widget, with room for the words, which may have grown."""
    return room.adjusted(_LEFT * grown, _AROUND * grown, -_AROUND * grown, -_BELOW * grown)


def paint_ground(
    painter: QPainter, look: Theme, box: QRectF, *, focused: bool, soft: QRectF | None = None
) -> None:
    """The field with a cross in its middle; `soft` is a part that is brought out."""
    outer = box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.surface))
    painter.drawRoundedRect(outer, 10, 10)
    if soft is not None:
        painter.fillRect(soft, QColor(look.soft))
    painter.setPen(QPen(QColor(look.line), 1))
    painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.accent if focused else look.line), 2 if focused else 1))
    painter.drawRoundedRect(outer, 10, 10)


def paint_words(
    painter: QPainter, look: Theme, box: QRectF, below: Words, beside: Words, grown: float = 1.0
) -> None:
    """Words below the field, and beside it from the bottom up."""
    painter.setPen(QColor(look.muted))
    high = 20 * grown
    _paint_line(painter, QRectF(box.left(), box.bottom() + 10, box.width(), high), below, grown)
    painter.save()
    painter.translate(box.left() - (_LEFT - 6) * grown, box.bottom())
    painter.rotate(-90)
    _paint_line(painter, QRectF(0, 0, box.height(), high), beside, grown)
    painter.restore()


def _paint_line(painter: QPainter, line: QRectF, words: Words, grown: float) -> None:
    flag = Qt.AlignmentFlag
    first, middle, last = words
    painter.setFont(font(13 * grown, bold=True))
    painter.drawText(line, flag.AlignHCenter | flag.AlignVCenter, middle)
    painter.setFont(font(12 * grown))
    part = int(line.width() * (0.33 if middle else 0.5)) - 8
    for word, side in ((first, flag.AlignLeft), (last, flag.AlignRight)):
        shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, part)
        painter.drawText(line, side | flag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
