"""How a result looks: its number, its card with what is noted below, and the groups it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme
from ..desk import Desk
from ..laid import Lettering
from ..theme import Theme
from .paint import (
    PILL,
    STRIPE,
    has_keyboard,
    paint_card,
    paint_pill,
    paint_ring,
    pill_width,
    row_width,
)
from .results import ResultRows, Row

_NUMBER, _SIDE, _TOP, _GAP, _EDGE = 34.0, 12.0, 8.0, 9, 2.0
_FRAME = 4.0
_NARROW = 270
"""In a list less wide than this the groups stand below the text and not beside the card."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the parts of a row lie, relative to its top left corner.

    `head` is the line above the text of a statement, `pills` are those of the marks.
    """

    card: QRectF
    head: QRectF
    text: QRectF
    notes: tuple[QRectF, ...]
    pills: tuple[QRectF, ...]
    badge: QRectF
    height: int


class ResultLook(QStyledItemDelegate):
    """Draws results and statements.

    `editing` is the id of the one being reworded and how high the field for it is.
    """

    def __init__(self, desk: Desk, rows: ResultRows, parent: QObject | None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self._lettering = Lettering()
        self.editing: tuple[str, int] | None = None
        self._small = theme.font(12)
        self._note = theme.font(13)
        self.resize(15.0)

    def resize(self, pixels: float) -> None:
        """Set the height of the text."""
        self.font = theme.font(pixels)
        self._head = theme.font(pixels, bold=True)
        self._figures = theme.font(max(20.0, pixels * 1.2), bold=True)

    def boxes(self, row: Row, width: float) -> Boxes:
        """The parts of a row of a width."""
        left = _EDGE + (_NUMBER if row.number else 0)
        badge = min(pill_width(row.badge, self._small), 90.0) if row.badge else 0.0
        beside = width >= _NARROW
        right = width - _EDGE - (badge + 10 if badge and beside else 0)
        inside, room = left + STRIPE + _SIDE, max(right - left - STRIPE - 2 * _SIDE, 60.0)
        y = _EDGE + _TOP
        head, pills, origin = QRectF(inside, y, room, 0), [], QRectF()
        if not row.number:
            word = self._lettering.lay(self._desk.texts("Guiding statement"), self._head, room)
            head.setHeight(max(PILL, word.height))
            pills = self._flow(row, inside, y, room, word.last_width + 8)
            y = max(head.bottom(), *(pill.bottom() for pill in pills), y) + 2
        field = self.editing[1] if self.editing and self.editing[0] == row.id else None
        high = self._lettering.lay(row.text, self.font, room).height if field is None else field
        text = QRectF(inside, y, room, high)
        y = text.bottom() + (_FRAME if field is not None else 0)
        notes = []
        for note in row.notes:
            notes.append(QRectF(inside, y + 3, room, self._lettering.lay(note, self._note, room).height))
            y = notes[-1].bottom()
        if row.number and row.marks:
            pills = self._flow(row, inside, y + 4, room, 0.0)
            y = pills[-1].bottom()
        if badge and not beside:
            origin = QRectF(inside, y + 4, badge, PILL)
            y = origin.bottom()
        card = QRectF(left, _EDGE, right - left, y + _TOP - _EDGE)
        if beside:
            origin = QRectF(right + 10, card.center().y() - PILL / 2, badge, PILL)
        return Boxes(card, head, text, tuple(notes), tuple(pills), origin, round(y + _TOP + _GAP))

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = row_width(self.parent())
        return QSize(width, self.boxes(self._rows.rows[index.row()], width).height)

    def field_rect(self, row: Row, rect: QRect) -> QRect:
        """Where the field for rewording belongs, in the rectangle of a row."""
        return (
            self.boxes(row, row_width(self.parent())).text.translated(QPointF(rect.topLeft())).toAlignedRect()
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, look = self._rows.rows[index.row()], self._desk.theme
        boxes = self.boxes(row, row_width(self.parent()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.topLeft())
        if row.number:
            self._paint_number(painter, boxes, row)
            paint_card(painter, boxes.card, *look.category(row.colour))
        else:
            _paint_soft(painter, boxes.card, look)
            self._paint_head(painter, boxes)
        self._paint_words(painter, boxes, row)
        if row.badge:
            paint_pill(painter, boxes.badge, row.badge, self._small, look)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_ring(painter, boxes.card, look, focused=has_keyboard(self.parent()))
        painter.restore()

    def _paint_number(self, painter: QPainter, boxes: Boxes, row: Row) -> None:
        painter.setPen(QColor(self._desk.theme.muted))
        painter.setFont(self._figures)
        box = QRectF(_EDGE, boxes.card.top(), _NUMBER - 8, boxes.card.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(row.number))

    def _paint_head(self, painter: QPainter, boxes: Boxes) -> None:
        """The word for a statement."""
        laid = self._lettering.lay(self._desk.texts("Guiding statement"), self._head, boxes.head.width())
        painter.setPen(QColor(self._desk.theme.text))
        laid.layout.draw(painter, boxes.head.topLeft())

    def _paint_words(self, painter: QPainter, boxes: Boxes, row: Row) -> None:
        look = self._desk.theme
        if self.editing and self.editing[0] == row.id:
            painter.setBrush(QColor(look.surface))
            painter.setPen(QPen(QColor(look.accent), 1.0))
            painter.drawRoundedRect(boxes.text.adjusted(-6.5, -_FRAME + 0.5, 6.5, _FRAME - 0.5), 4, 4)
        else:
            painter.setPen(QColor(look.text))
            laid = self._lettering.lay(row.text, self.font, boxes.text.width())
            laid.layout.draw(painter, boxes.text.topLeft())
        painter.setPen(QColor(look.muted))
        for note, box in zip(row.notes, boxes.notes, strict=True):
            self._lettering.lay(note, self._note, box.width()).layout.draw(painter, box.topLeft())
        marks = self._desk.texts.marks(row.marks)
        for mark, words, pill in zip(row.marks, marks, boxes.pills, strict=True):
            paint_pill(painter, pill, words, self._small, look, mark=mark)

    def _flow(self, row: Row, left: float, top: float, room: float, indent: float) -> list[QRectF]:
        """Places for the pills of the marks, on as many lines as they need."""
        x, y, pills = left + indent, top, []
        for words in self._desk.texts.marks(row.marks):
            width = min(pill_width(words, self._small, symbol=True), room)
            if x + width > left + room and x > left:
                x, y = left, y + PILL + 3
            pills.append(QRectF(x, y, width, PILL))
            x += width + 6
        return pills


def _paint_soft(painter: QPainter, box: QRectF, look: Theme) -> None:
    """The box of a statement."""
    shape = QPainterPath()
    shape.addRoundedRect(box, 8, 8)
    painter.fillPath(shape, QColor(look.soft))
    side = QPainterPath()
    side.addRect(QRectF(box.left(), box.top(), STRIPE, box.height()))
    painter.fillPath(shape.intersected(side), QColor(look.accent))
