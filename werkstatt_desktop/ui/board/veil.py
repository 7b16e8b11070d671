"""A board that is hidden while its group writes: only the number of cards is seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPen

from ...domain.picture import Run
from .look import Look, draw_glyphs

_SIZE, _LARGEST, _MOST = 0.24, 220, 0.8


def paint_veil(painter: QPainter, look: Look, room: QRect, text: str) -> None:
    """The number of cards in the middle of the view, as large as it can be read across a room."""
    size = min(round(_SIZE * room.height()), _LARGEST)
    wide = look.lettering.width(text, size, True)
    if wide > _MOST * room.width():
        size = int(size * _MOST * room.width() / wide)
        wide = look.lettering.width(text, size, True)
    middle = QPointF(room.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.accent))
    run = Run(middle.x() - wide / 2, middle.y() + 0.34 * size, size, True, text)
    draw_glyphs(painter, look.lettering.glyphs([run]))
