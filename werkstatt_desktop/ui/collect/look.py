"""How a card looks in a column: its stripe, its text, the explanation below, and how high that is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...domain.records import Card, Category
from .. import theme
from ..desk import Desk
from ..laid import Laid, lay_out
from .model import SAFE_ROLE, SAVED, CardRows

RADIUS = 6.0
STRIPE = 5.0
_FRAME = 4.0
"""What the frame of a field needs beyond the text in it."""
_TICK = ((0.06, 0.55), (0.37, 0.86), (0.94, 0.2))
"""The corners of the tick, in a box of width 1."""
_KEPT = 500
"""Laid-out texts that are kept; a column in sight shows a tenth of that."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the parts of a card lie, relative to its top left corner."""

    text: QRectF
    explanation: QRectF
    mark: QRectF
    """The word for a card that was reworded, or its first wording while it is being reworded again."""
    height: int


class CardLook(QStyledItemDelegate):
    """Draws the cards of one column and says how high they are.

    `editing` is the id of a card whose text or explanation is being changed in place, which of the
    two, and how high the field for it is; the look leaves that room free.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._laid: dict[tuple[str, int, float], Laid] = {}
        self.pixels = 0.0
        self.editing: tuple[str, bool, int] | None = None
        self.resize(15.0)

    def resize(self, pixels: float) -> None:
        """Set the height of the text on cards."""
        if pixels == self.pixels:
            return
        self.pixels = pixels
        self.text_font = theme.font(pixels)
        self.small_font = theme.font(max(13.0, pixels * 0.8))
        self._mark_font = theme.font(min(self.small_font.pixelSize(), 17))
        self._laid.clear()

    @property
    def gap(self) -> int:
        """Between two cards."""
        return round(self.pixels * 0.25) + 5

    def boxes(self, card: Card, width: int) -> Boxes:
        """The parts of a card of a width; what is being edited is as high as its field."""
        side, top = self._padding()
        room = max(width - 2 * side - STRIPE, 20.0)
        field = self.editing if self.editing and self.editing[0] == card.id else None
        words = self._lay(card.text, room, self.text_font)
        text = QRectF(STRIPE + side, top, room, words.height)
        last = words.last_width
        if field and not field[1]:
            text.setHeight(field[2])
            last = room
        below = QRectF(text.left(), text.bottom() + (_FRAME if field else 0), room, 0)
        if card.explanation or (field and field[1]):
            small = self._lay(card.explanation, room, self.small_font)
            below = QRectF(text.left(), below.top() + top * 0.35, room, small.height)
            last = small.last_width
            if field and field[1]:
                below.setHeight(field[2])
                last = room
        mark = self._place_mark(card, below, last)
        bottom = max(mark.bottom(), below.bottom() + (_FRAME if field and field[1] else 0))
        return Boxes(text, below, mark, round(bottom + top))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        card = model.card(index.row()) if isinstance(model, CardRows) else None
        if card is None:
            return
        look, rect = self._desk.theme, QRectF(option.rect)
        state = option.state
        category = self._desk.state.get(Category, card.category_id)
        fill, stripe = look.category(category.colour if category else "grey")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter, rect, fill, stripe)
        painter.translate(rect.topLeft())
        self._paint_words(painter, card, round(rect.width()))
        self._paint_mark(painter, str(index.data(SAFE_ROLE) or ""), rect.size())
        painter.translate(-rect.topLeft())
        if state & QStyle.StateFlag.State_Selected:
            self._paint_ring(painter, rect, current=bool(state & QStyle.StateFlag.State_HasFocus))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        card = model.card(index.row()) if isinstance(model, CardRows) else None
        width = option.rect.width()
        return QSize(width, self.boxes(card, width).height if card else 0)

    def field_rect(self, card: Card, rect: QRect) -> QRect:
        """Where the field for the part that is being edited belongs, in a card's rectangle."""
        boxes = self.boxes(card, rect.width())
        part = boxes.explanation if self.editing and self.editing[1] else boxes.text
        return part.translated(QPointF(rect.topLeft())).toAlignedRect()

    def _padding(self) -> tuple[float, float]:
        """Beside and above the text."""
        return round(4 + self.pixels * 0.5), round(4 + self.pixels * 0.36)

    def _place_mark(self, card: Card, below: QRectF, last: float) -> QRectF:
        """The mark stands at the end of the last line where there is room, else on lines of its own."""
        if card.first_text is None:
            return QRectF(below.bottomLeft(), below.bottomLeft())
        mark = self._lay(self._mark(card), below.width(), self._mark_font)
        if mark.last_width + self.pixels + last <= below.width() and not self._reworded(card):
            return QRectF(below.right() - mark.last_width, below.bottom() - mark.height, 0, mark.height)
        left = below.left() if self._reworded(card) else max(below.right() - mark.last_width, below.left())
        return QRectF(left, below.bottom() + 2, 0, mark.height)

    def _reworded(self, card: Card) -> bool:
        """Whether the card is being reworded right now."""
        return self.editing is not None and self.editing[:2] == (card.id, False)

    def _mark(self, card: Card) -> str:
        t = self._desk.texts
        if card.first_text is not None and self._reworded(card):
            return t("First: {text}", text=t.quote(card.first_text))
        return t("reworded")

    def _paint_body(self, painter: QPainter, rect: QRectF, fill: QColor, stripe: QColor) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(rect, RADIUS, RADIUS)
        edge = QColor(stripe)
        edge.setAlpha(56)
        # The shadow is the card once more, one pixel lower.
        painter.fillPath(shape.translated(0, 1), edge)
        painter.fillPath(shape, fill)
        bar = QPainterPath()
        bar.addRect(QRectF(rect.left(), rect.top(), STRIPE, rect.height()))
        painter.fillPath(shape.intersected(bar), stripe)

    def _paint_words(self, painter: QPainter, card: Card, width: int) -> None:
        look, boxes = self._desk.theme, self.boxes(card, width)
        edited = self.editing[1] if self.editing and self.editing[0] == card.id else None
        room = boxes.text.width()
        if edited is not None:
            self._paint_field(painter, boxes.explanation if edited else boxes.text)
        if edited is not False:
            painter.setPen(QColor(look.text))
            self._lay(card.text, room, self.text_font).layout.draw(painter, boxes.text.topLeft())
        painter.setPen(QColor(look.muted))
        if card.explanation and edited is not True:
            self._lay(card.explanation, room, self.small_font).layout.draw(
                painter, boxes.explanation.topLeft()
            )
        if card.first_text is not None:
            self._lay(self._mark(card), room, self._mark_font).layout.draw(painter, boxes.mark.topLeft())

    def _paint_mark(self, painter: QPainter, mark: str, size: QSizeF) -> None:
        """A tick or a dot in the corner beside the text, where nothing else is ever drawn."""
        if not mark:
            return
        side = self._padding()[0]
        width = round(side * 0.66)
        box = QRectF(size.width() - width - side * 0.25, size.height() - side * 0.5 - width, width, width)
        colour = QColor(self._desk.theme.muted)
        if mark == SAVED:
            painter.setPen(
                QPen(colour, max(1.6, width / 5), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
            )
            painter.drawPolyline([box.topLeft() + QPointF(x * width, y * width) for x, y in _TICK])
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(box.center(), width * 0.34, width * 0.34)

    def _paint_field(self, painter: QPainter, part: QRectF) -> None:
        """What lies below the field in which the card is being changed."""
        painter.setBrush(QColor(self._desk.theme.surface))
        painter.setPen(QPen(QColor(self._desk.theme.accent), 1.0))
        painter.drawRoundedRect(part.adjusted(-6.5, -_FRAME + 0.5, 6.5, _FRAME - 0.5), 4, 4)

    def _paint_ring(self, painter: QPainter, rect: QRectF, *, current: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._desk.theme.accent), 2.0))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        if current:
            painter.setPen(QPen(QColor(self._desk.theme.surface), 1.5))
            painter.drawRoundedRect(rect.adjusted(2.75, 2.75, -2.75, -2.75), RADIUS - 2, RADIUS - 2)

    def _lay(self, text: str, width: float, font: QFont) -> Laid:
        key = (text, font.pixelSize(), width)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            laid = self._laid[key] = lay_out(text, font, width)
        return laid
