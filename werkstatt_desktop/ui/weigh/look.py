"""How an option looks: its rank, its card, a bar with dots, and its total."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from .. import theme
from ..bars import GUTTER
from ..desk import Desk
from ..dots.counting import Counting
from ..laid import Laid, lay_out
from .model import OptionRows

_RANK, _TOTAL, _GAP = 44.0, 72.0, 14.0
_PAD = 10.0
_BAR, _STRIP = 32.0, 16.0
_WIDE = 460
"""From this width on a bar stands beside its card."""
_STRIPE = 6.0
_LEAST = 12
"""A bar is full with so many points at least; a first dot does not fill it."""
_PITCH, _CLOSEST = 13.5, 5.0
"""From dot to dot in pixels; closer than the second they are not told apart, and only the bar is drawn."""


class OptionLook(QStyledItemDelegate):
    """Draws the rows of a round."""

    def __init__(self, desk: Desk, rows: OptionRows, counting: Counting, parent: QObject | None) -> None:
        super().__init__(parent)
        self._desk, self._rows, self._counting = desk, rows, counting
        self._laid: dict[tuple[str, float], Laid] = {}
        self._small = theme.font(12)
        self._figures = theme.font(20, bold=True)
        self.resize(15.0)

    def resize(self, pixels: float) -> None:
        """Set the height of the text on cards."""
        self._font = theme.font(pixels)
        self._figures = theme.font(max(20.0, pixels * 1.2), bold=True)
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Of the width that the view has beside its scroll bar, there or not."""
        width = self._width(option)
        text = self._rows.option(index.row()).text
        words = self._lay(text, self._card_width(width))
        below = _STRIP + 6 if width < _WIDE and not self._rows.is_matrix else 0
        return QSize(width, round(max(words.height + 2 * _PAD, _BAR) + 11 + below))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, width = index.row(), self._width(option)
        rect = QRectF(option.rect.x() + 2, option.rect.y() + 4, width - 6, option.rect.height() - 10)
        card, bar, total = self._boxes(rect, width)
        if self._rows.is_matrix:
            card.setRight(rect.right())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = current and bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._paint_rank(painter, QRectF(rect.left(), rect.top(), _RANK - 12, rect.height()), row)
        self._paint_card(painter, card, row)
        if not self._rows.is_matrix:
            self._paint_bar(painter, bar, row)
            self._paint_total(painter, total, row, focused=focused)
        if focused or (current and self._rows.is_matrix):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._desk.theme.accent), 2.0))
            painter.drawRoundedRect(card.adjusted(-1, -1, 1, 1), 7, 7)
        painter.restore()

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = self.parent()
        return view.width() - GUTTER if isinstance(view, QWidget) else option.rect.width()

    def _boxes(self, rect: QRectF, width: float) -> tuple[QRectF, QRectF, QRectF]:
        """Card, bar and total; where there is little room the bar lies below the card."""
        card = QRectF(rect.left() + _RANK, rect.top(), self._card_width(width), rect.height())
        total = QRectF(rect.right() - _TOTAL + _GAP, rect.top(), _TOTAL - _GAP, rect.height())
        if width < _WIDE and not self._rows.is_matrix:
            card.setBottom(rect.bottom() - _STRIP - 6)
            return card, QRectF(card.left(), rect.bottom() - _STRIP, card.width(), _STRIP), total
        left = card.right() + _GAP
        bar = QRectF(left, rect.center().y() - _BAR / 2, total.left() - _GAP - left, _BAR)
        return card, bar, total

    def _card_width(self, width: float) -> float:
        if self._rows.is_matrix:
            return max(80.0, width - _RANK - 6)
        room = width - _RANK - _TOTAL - 6
        return max(80.0, room if width < _WIDE else (room - _GAP) * 0.57)

    def _paint_rank(self, painter: QPainter, box: QRectF, row: int) -> None:
        """Nothing while nobody has a point; a tie is said in words as well."""
        found, look = self._rows.ranked(row), self._desk.theme
        if self._rows.is_matrix:
            placed = self._rows.ids[row] in self._rows.places
            painter.setPen(QColor(look.text if placed else look.muted))
            painter.setFont(self._figures if placed else self._small)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(row + 1))
            return
        if self._rows.concealed or not self._rows.counted:
            return
        painter.setPen(QColor(look.muted))
        painter.setFont(self._figures)
        right = Qt.AlignmentFlag.AlignRight
        if not found.tied:
            painter.drawText(box, right | Qt.AlignmentFlag.AlignVCenter, str(found.rank))
            return
        middle = box.center().y()
        painter.drawText(
            QRectF(box.left(), middle - 22, box.width(), 26),
            right | Qt.AlignmentFlag.AlignVCenter,
            str(found.rank),
        )
        painter.setFont(self._small)
        words = QRectF(box.left() - 8, middle + 4, box.width() + 8, 16)
        painter.drawText(words, right | Qt.AlignmentFlag.AlignVCenter, self._desk.texts("tie"))

    def _paint_card(self, painter: QPainter, box: QRectF, row: int) -> None:
        shown, look = self._rows.option(row), self._desk.theme
        fill, stripe = look.category(shown.colour)
        shape = QPainterPath()
        shape.addRoundedRect(box, 6, 6)
        edge = QColor(stripe)
        edge.setAlpha(56)
        painter.fillPath(shape.translated(0, 1), edge)
        painter.fillPath(shape, fill)
        side = QPainterPath()
        side.addRect(QRectF(box.left(), box.top(), _STRIPE, box.height()))
        painter.fillPath(shape.intersected(side), stripe)
        words = self._lay(shown.text, box.width())
        painter.setPen(QColor(look.text))
        top = box.center().y() - words.height / 2
        words.layout.draw(painter, QPointF(box.left() + _STRIPE + _PAD + 2, top))

    def _paint_bar(self, painter: QPainter, box: QRectF, row: int) -> None:
        look, found = self._desk.theme, self._rows.ranked(row)
        dot = QColor(look.dot)
        frame = QPainterPath()
        frame.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 4, box.height() / 4)
        painter.fillPath(frame, QColor(look.surface))
        if found.points and not self._rows.concealed:
            full = max(self._rows.largest * 1.15, _LEAST)
            width = box.width() * found.points / full
            part = QPainterPath()
            part.addRect(QRectF(box.left(), box.top(), width, box.height()))
            tint = QColor(dot)
            tint.setAlpha(64)
            painter.fillPath(frame.intersected(part), tint)
            pitch = min(_PITCH, (width - 8) / found.points)
            if pitch >= _CLOSEST and not self._resistance:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(dot)
                size = min(5.5, pitch / 2 - 0.75)
                for n in range(found.points):
                    painter.drawEllipse(
                        QPointF(box.left() + 8 + pitch * (n + 0.5), box.center().y()), size, size
                    )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawPath(frame)

    def _paint_total(self, painter: QPainter, box: QRectF, row: int, *, focused: bool) -> None:
        look, found, t = self._desk.theme, self._rows.ranked(row), self._desk.texts
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self._rows.concealed:
            painter.setPen(QColor(look.muted))
            painter.setFont(self._figures)
            painter.drawText(box, left, "–")
            return
        wrong = self._rows.is_too_many(found.id)
        if focused and self._counting.typed:
            painter.setPen(QPen(QColor(look.accent), 1.5))
            painter.setBrush(QColor(look.surface))
            painter.drawRoundedRect(QRectF(box.left() - 8, box.center().y() - 17, box.width(), 34), 6, 6)
        painter.setPen(QColor(look.danger if wrong else look.text))
        painter.setFont(self._figures)
        painter.drawText(box.translated(0, -7 if wrong else 0), left, t.number(found.points))
        if wrong:
            painter.setFont(self._small)
            painter.drawText(box.translated(0, 13), left, t("too many"))

    @property
    def _resistance(self) -> bool:
        round_ = self._rows.round
        return round_ is not None and round_.kind == "resistance"

    def _lay(self, text: str, width: float) -> Laid:
        room = max(width - _STRIPE - 2 * _PAD - 2, 40.0)
        key = (text, room)
        if key not in self._laid:
            if len(self._laid) > 4000:
                self._laid.clear()
            self._laid[key] = lay_out(text, self._font, room)
        return self._laid[key]
