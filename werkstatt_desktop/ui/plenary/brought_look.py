"""How a card or theme of a group looks in the plenary: its text, its dots, and what was made of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme
from ..desk import Desk
from ..laid import Lettering
from .brought import BroughtRows, Thing
from .paint import (
    PILL,
    STRIPE,
    has_keyboard,
    paint_card,
    paint_dots,
    paint_pill,
    paint_ring,
    pill_width,
    row_width,
)

_SIDE, _TOP, _GAP = 12.0, 8.0, 9
_EDGE = 2.0
"""Room around a card for its ring."""


class BroughtLook(QStyledItemDelegate):
    """Draws what a group brings. `pixels` is the height of its text."""

    def __init__(self, desk: Desk, rows: BroughtRows, parent: QObject | None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self._lettering = Lettering()
        self._small = theme.font(12)
        self.resize(15.0)

    def resize(self, pixels: float) -> None:
        """Set the height of the text."""
        self._font = theme.font(pixels)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Of the width that the view has."""
        thing, width = self._rows.things[index.row()], row_width(self.parent())
        words = self._lettering.lay(thing.text, self._font, self._room(width))
        foot = PILL + 2 if thing.points or thing.taken else 0.0
        return QSize(width, round(words.height + foot + 2 * _TOP) + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        thing, look = self._rows.things[index.row()], self._desk.theme
        width = row_width(self.parent())
        box = QRectF(option.rect.left(), option.rect.top(), width, option.rect.height()).adjusted(
            _EDGE, _EDGE, -_EDGE, _EDGE - _GAP
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, box, *look.category(thing.colour))
        words = self._lettering.lay(thing.text, self._font, self._room(width))
        painter.setPen(QColor(look.text))
        words.layout.draw(painter, QPointF(box.left() + STRIPE + _SIDE, box.top() + _TOP - 1))
        self._paint_foot(painter, box, thing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_ring(painter, box, look, focused=has_keyboard(self.parent()))
        painter.restore()

    def _paint_foot(self, painter: QPainter, box: QRectF, thing: Thing) -> None:
        """Dots at the left, at the right quietly the number of the result that it is in."""
        look, t = self._desk.theme, self._desk.texts
        middle, left = box.bottom() - _TOP - PILL / 2 + 1, box.left() + STRIPE + _SIDE
        right = box.right() - _SIDE
        if thing.taken:
            text = t("in {numbers}", numbers=", ".join(t.number(number) for number in thing.taken))
            width = min(pill_width(text, self._small), right - left)
            pill = QRectF(right - width, middle - PILL / 2, width, PILL)
            paint_pill(painter, pill, text, self._small, look)
            right = pill.left() - 8
        if thing.points:
            paint_dots(painter, QPointF(left, middle), right - left, thing.points, look, self._small)

    def _room(self, width: float) -> float:
        return max(width - 2 * _EDGE - STRIPE - 2 * _SIDE, 40.0)
