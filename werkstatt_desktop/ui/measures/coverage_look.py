"""How a row of the coverage looks: obstacle, arrow, recommendation or gap, arrow, measures."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...domain.records import Card
from .. import theme
from ..desk import Desk
from ..laid import Laid, lay_out
from ..rows.inplace import INDENT
from .coverage_rows import MEASURE, OBSTACLE, RECOMMENDATION, CoverageRows

_STRIPE, _PAD, _HIGH_PAD = 5.0, 10.0, 7.0
_ARROW = 42.0
_GAP = 8.0
_LEAST = 34.0
_KEPT = 6000
_MOST_ABOVE = 60.0
"""So far below the upper edge a text begins at most: beside a very long one it is still found."""
_SIMPLE = "\u0250"
"""Letters before this one are in the program's own fonts, whose lines all have one height."""
_SHARES = (0.33, 0.40)
"""How much of the width, without the arrows, obstacle and recommendation take."""


class CoverageLook(QStyledItemDelegate):
    """`part` is the box of the current row that has the keyboard."""

    def __init__(self, desk: Desk, rows: CoverageRows, parent: QObject | None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self._laid: dict[tuple[str, float, bool], Laid] = {}
        self._heights: dict[tuple[str, float, bool], float] = {}
        self._font, self._plain = theme.font(15), theme.font(14)
        self._metrics = (QFontMetricsF(self._font), QFontMetricsF(self._plain))
        self.part = OBSTACLE

    def boxes(self, rect: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """Where the three parts of a row lie."""
        room = max(rect.width() - 2 * _ARROW - 6, 120.0)
        top, high = rect.top() + 2, rect.height() - _GAP
        one, two = (room * share for share in _SHARES)
        first = QRectF(rect.left() + INDENT, top, one, high)
        second = QRectF(first.right() + _ARROW, top, two, high)
        third = QRectF(second.right() + _ARROW, top, room - one - two, high)
        return first, second, third

    def part_at(self, rect: QRectF, x: float) -> int:
        first, second, _ = self.boxes(rect)
        return (
            OBSTACLE
            if x < first.right() + _ARROW / 2
            else (RECOMMENDATION if x < second.right() + _ARROW / 2 else MEASURE)
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Of the width that the view has."""
        width, shown = option.rect.width(), self._rows.row(index.row())
        boxes = self.boxes(QRectF(0, 0, width, 100))
        heights = [
            self._high(shown.obstacle, _room(boxes[0])) if shown.first else 0.0,
            self._high(shown.recommendation or self._gap_words, _room(boxes[1])),
            self._high(shown.measures, boxes[2].width() - 8, plain=True),
        ]
        return QSize(width, round(max(max(heights) + 2 * _HIGH_PAD, _LEAST) + _GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown, look = self._rows.row(index.row()), self._desk.theme
        boxes = self.boxes(QRectF(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown.first:
            self._paint_card(painter, boxes[0], shown.answered.obstacle, shown.obstacle)
        if shown.answered.recommendation is None:
            self._paint_gap(painter, boxes[1])
        else:
            self._paint_card(painter, boxes[1], shown.answered.recommendation, shown.recommendation)
        painter.setPen(QColor(look.muted))
        painter.setFont(self._plain)
        for before, after in ((boxes[0], boxes[1]), (boxes[1], boxes[2])):
            between = QRectF(before.right(), before.top(), after.left() - before.right(), before.height())
            painter.drawText(between, Qt.AlignmentFlag.AlignCenter, "→")
        self._paint_measures(painter, boxes[2], shown.measures)
        # A view that comes to its first row by itself does not select it.
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 2.0))
            painter.drawRoundedRect(boxes[self.part].adjusted(-1, -1, 1, 1), 7, 7)
        painter.restore()

    @property
    def _gap_words(self) -> str:
        return self._desk.texts("no recommendation yet")

    def _paint_card(self, painter: QPainter, box: QRectF, card: Card, text: str) -> None:
        fill, stripe = self._desk.theme.category(self._rows.colour(card))
        shape, side = QPainterPath(), QPainterPath()
        shape.addRoundedRect(box, 5, 5)
        side.addRect(QRectF(box.left(), box.top(), _STRIPE, box.height()))
        edge = QColor(stripe)
        edge.setAlpha(50)
        painter.fillPath(shape.translated(0, 1), edge)
        painter.fillPath(shape, fill)
        painter.fillPath(shape.intersected(side), stripe)
        words = self._lay(text, _room(box))
        painter.setPen(QColor(self._desk.theme.text))
        words.layout.draw(painter, QPointF(box.left() + _STRIPE + _PAD, _above(box, words)))

    def _paint_gap(self, painter: QPainter, box: QRectF) -> None:
        colour = QColor(self._desk.theme.danger)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        words = self._lay(self._gap_words, _room(box))
        painter.setPen(colour)
        words.layout.draw(painter, QPointF(box.left() + _STRIPE + _PAD, _above(box, words)))

    def _paint_measures(self, painter: QPainter, box: QRectF, said: str) -> None:
        words = self._lay(said or "–", box.width() - 8, plain=True)
        painter.setPen(QColor(self._desk.theme.text if said else self._desk.theme.muted))
        words.layout.draw(painter, QPointF(box.left() + 4, _above(box, words)))

    def _high(self, text: str, width: float, *, plain: bool = False) -> float:
        """The height of a text; most are one line, which is found without breaking it."""
        key = (text, width, plain)
        if key not in self._heights:
            if len(self._heights) > _KEPT:
                self._heights.clear()
            metrics = self._metrics[plain]
            fits = max(text, default="") < _SIMPLE and metrics.horizontalAdvance(text) + 2 < width
            self._heights[key] = metrics.height() if fits else self._lay(text, width, plain=plain).height
        return self._heights[key]

    def _lay(self, text: str, width: float, *, plain: bool = False) -> Laid:
        key = (text, max(width, 40.0), plain)
        if key not in self._laid:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            self._laid[key] = lay_out(text, self._plain if plain else self._font, key[1])
        return self._laid[key]


def _room(box: QRectF) -> float:
    return box.width() - _STRIPE - 2 * _PAD


def _above(box: QRectF, words: Laid) -> float:
    """Where a text in the middle of a box begins."""
    return box.top() + min((box.height() - words.height) / 2, _MOST_ABOVE)
