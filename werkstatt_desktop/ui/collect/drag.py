"""What the hand carries while cards are dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from .look import CardLook

_MOST_WIDE = 260
_SHOWN = 3
_STEP = 6


def picture(look: CardLook, indexes: Sequence[QModelIndex], width: int, ratio: float) -> QPixmap:
    """The dragged cards as a small stack, the first on top. `ratio`: device pixels a pixel."""
    width = min(width, _MOST_WIDE)
    option = QStyleOptionViewItem()
    option.state = QStyle.StateFlag.State_Enabled
    option.rect = QRect(0, 0, width, 0)
    shown = list(indexes[:_SHOWN])
    heights = [look.sizeHint(option, index).height() for index in shown]
    deep = _STEP * (len(shown) - 1)
    high = max((height + _STEP * n for n, height in enumerate(heights)), default=1) + 2
    pixmap = QPixmap(round((width + deep) * ratio), round(high * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(0.92)
    for n, index in reversed(list(enumerate(shown))):
        option.rect = QRect(_STEP * n, _STEP * n, width, heights[n])
        look.paint(painter, option, index)
    painter.end()
    return pixmap
