"""A choice among a few as a row of segments, as the tabs in the head of a window are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from .theme import Theme, font

HEIGHT = 34
PADDING = 15
"""Pixels at both sides of the words."""


def paint_segment(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    *,
    chosen: bool = False,
    focused: bool = False,
    pointed: bool = False,
    drop: bool = False,
    padding: int = PADDING,
) -> QRectF:
    """The ground of a segment; gives the box for its words, and leaves pen and font for them."""
    box = box.adjusted(1.5, 2.5, -1.5, -2.5)
    if drop:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(QColor(theme.soft))
        painter.drawRoundedRect(box, 7, 7)
    elif chosen:
        painter.setPen(QPen(QColor(theme.accent if focused else theme.line), 2 if focused else 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, 7, 7)
    painter.setPen(QColor(theme.text if chosen or pointed or drop else theme.muted))
    painter.setFont(font(13, bold=chosen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return box.adjusted(padding - 4, 0, 4 - padding, 0)
