"""A scale with its dots: a column for each step."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ...domain.polls import Place
from ..theme import Theme, font
from .dots import PollDots

_HEAD, _FOOT, _GAP = 34.0, 52.0, 8.0
EDGE = 6
"""Around all of it, in pixels."""
_LARGEST, _SMALLEST = 26, 4
_SIGN = 24.0


class ScaleLook:
    """Where the parts of a scale lie in a widget of a size, and how they are painted.

    Above each column stands how many dots it has. The column in use has a minus and a plus beside it. `most`:
    so many dots a column has to have room for at least, which makes the dots of two scales equally large.
    `grown`: how many times as large as usual words and dots are.
    """

    def __init__(self, rows: PollDots, room: QRectF, most: int = 0, grown: float = 1.0) -> None:
        self._rows, self._grown = rows, grown
        self._head, self._foot = _HEAD * grown, _FOOT * grown
        self._most = max(most, *rows.dots.values(), 1)
        self._room = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def column(self, step: int) -> QRectF:
        """The box in which the dots of a step lie."""
        count = self._rows.steps
        width = (self._room.width() - _GAP * (count - 1)) / count
        left = self._room.left() + step * (width + _GAP)
        return QRectF(
            left, self._room.top() + self._head, width, self._room.height() - self._head - self._foot
        )

    def place_at(self, point: QPointF) -> Place | None:
        """The step at a point, with what stands above and below it."""
        for step in range(self._rows.steps):
            column = self.column(step)
            whole = QRectF(column.left(), self._room.top(), column.width(), self._room.height())
            if whole.adjusted(-_GAP / 2, 0, _GAP / 2, 0).contains(point):
                return str(step)
        return None

    def sign(self, place: Place, by: int) -> QRectF:
        """Where the minus or the plus of a step lies; empty where the column is too narrow for them."""
        column = self.column(int(place))
        side = _SIGN * min(self._grown, 1.5)
        if column.width() < 3 * side:
            return QRectF()
        left = column.left() if by < 0 else column.right() - side
        return QRectF(left, column.top() - (self._head + side) / 2, side, side)

    def paint(self, painter: QPainter, look: Theme, current: Place | None, *, focused: bool) -> None:
        radius = self._radius()
        for step in range(self._rows.steps):
            used = str(step) == current
            self._paint_column(painter, look, step, used=used, focused=used and focused)
            self._paint_dots(painter, look, step, radius)
        self._paint_ends(painter, look)
        self._paint_mean(painter, look)

    def _radius(self) -> float:
        """The largest dots with which the fullest column has room for all of its own; 0: there is none."""
        box = self._inside(0)
        for size in range(round(_LARGEST * self._grown), _SMALLEST - 1, -1):
            if int(box.width() // size) * int(box.height() // size) >= self._most:
                return size / 2
        return 0.0

    def _inside(self, step: int) -> QRectF:
        return self.column(step).adjusted(8, 8, -8, -8)

    def _paint_column(self, painter: QPainter, look: Theme, step: int, *, used: bool, focused: bool) -> None:
        column, flag = self.column(step), Qt.AlignmentFlag
        painter.setPen(QPen(QColor(look.accent if focused else look.line), 2 if focused else 1))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(column, 10, 10)
        count = self._rows.points(str(step))
        painter.setPen(QColor(look.text if count else look.muted))
        painter.setFont(font(22 * self._grown, bold=True))
        head = QRectF(column.left(), column.top() - self._head, column.width(), self._head - 2)
        painter.drawText(head, flag.AlignCenter, str(count))
        painter.setFont(font(14 * self._grown))
        painter.setPen(QColor(look.muted))
        foot = QRectF(column.left(), column.bottom() + 2, column.width(), 20 * self._grown)
        painter.drawText(foot, flag.AlignCenter, str(step + 1))
        if used:
            self._paint_signs(painter, look, str(step))

    def _paint_signs(self, painter: QPainter, look: Theme, place: Place) -> None:
        for by in (-1, 1):
            box = self.sign(place, by)
            if box.isEmpty():
                continue
            painter.setPen(QPen(QColor(look.line), 1))
            painter.setBrush(QColor(look.surface))
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(QPen(QColor(look.text), 2))
            middle = box.center()
            painter.drawLine(middle - QPointF(5, 0), middle + QPointF(5, 0))
            if by > 0:
                painter.drawLine(middle - QPointF(0, 5), middle + QPointF(0, 5))

    def _paint_dots(self, painter: QPainter, look: Theme, step: int, radius: float) -> None:
        count, box = self._rows.points(str(step)), self._inside(step)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.dot))
        if not radius:
            # More dots than can be told apart: a bar as high as their part of the most.
            bar = QRectF(box)
            bar.setTop(box.bottom() - box.height() * count / self._most)
            painter.drawRoundedRect(bar, 4, 4)
            return
        across = max(1, int(box.width() // (2 * radius)))
        for n in range(count):
            row, place = divmod(n, across)
            in_row = min(across, count - row * across)
            left = box.center().x() - in_row * radius
            at = QPointF(left + (2 * place + 1) * radius, box.bottom() - (2 * row + 1) * radius)
            painter.drawEllipse(at, radius * 0.84, radius * 0.84)

    def _paint_ends(self, painter: QPainter, look: Theme) -> None:
        painter.setPen(QColor(look.text))
        painter.setFont(font(15 * self._grown))
        flag = Qt.AlignmentFlag
        line = QRectF(
            self._room.left(), self._room.bottom() - 24 * self._grown, self._room.width(), 24 * self._grown
        )
        for word, side in zip(self._rows.ends, (flag.AlignLeft, flag.AlignRight), strict=False):
            part = int(line.width() / 2) - 10
            shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, part)
            painter.drawText(line, side | flag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _paint_mean(self, painter: QPainter, look: Theme) -> None:
        """A wedge below the columns, where the mean lies between the middles of the steps."""
        mean = self._rows.mean
        if mean is None:
            return
        first, last = self.column(0), self.column(self._rows.steps - 1)
        part = (mean - 1) / (self._rows.steps - 1)
        x = first.center().x() + part * (last.center().x() - first.center().x())
        top = first.bottom() + 1
        painter.setPen(QPen(QColor(look.surface), 1))
        painter.setBrush(QColor(look.accent))
        wide, up, down = (size * self._grown for size in (9, 9, 6))
        wedge = [QPointF(x, top - up), QPointF(x - wide, top + down), QPointF(x + wide, top + down)]
        painter.drawPolygon(QPolygonF(wedge))
