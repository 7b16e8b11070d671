"""A field of two axes with its dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ...domain import polls
from ...domain.polls import Place
from ..dots import axes
from ..theme import Theme, font
from .dots import PollDots

_DOT, _SEVERAL, _MIDDLE = 8.0, 11.0, 11.0
_NEAR = 14.0
"""How far from a dot, in pixels, it is still meant."""


class PlaneLook:
    """Where the dots of a field lie in a widget of a size, and how they are painted.

    `grown`: how many times as large as usual words and dots are.
    """

    def __init__(self, rows: PollDots, room: QRectF, grown: float = 1.0) -> None:
        self._rows, self._grown = rows, grown
        box = axes.box_in(room, grown)
        side = max(min(box.width(), box.height()), 1.0)
        self.box = QRectF(box.center().x() - side / 2, box.top(), side, side)

    def spot(self, place: Place) -> QPointF:
        """Where a place lies, in pixels."""
        return self._at(*polls.spot(place))

    def place_at(self, point: QPointF) -> Place | None:
        """The place at a point, at its edge for one just beside the field."""
        if not self.box.adjusted(-12, -12, 12, 12).contains(point):
            return None
        box = self.box
        return polls.place_at(
            (point.x() - box.left()) / box.width(), (box.bottom() - point.y()) / box.height()
        )

    def near(self, point: QPointF) -> Place | None:
        """The place with dots next to a point, if there is one close to it."""
        found = [
            ((way.x() ** 2 + way.y() ** 2) ** 0.5, place)
            for place in self._rows.dots
            for way in (self.spot(place) - point,)
        ]
        far, place = min(found, default=(_NEAR * self._grown + 1, ""))
        return place if far <= _NEAR * self._grown else None

    def paint(
        self,
        painter: QPainter,
        look: Theme,
        current: Place | None,
        *,
        focused: bool,
        before: tuple[float, float] | None,
    ) -> None:
        """`before`: the middle of the beginning, which is shown beside that of now."""
        axes.paint_ground(painter, look, self.box, focused=focused)
        left, right, bottom, top = self._rows.ends
        axes.paint_words(painter, look, self.box, (left, "", right), (bottom, "", top), self._grown)
        for place, count in self._rows.dots.items():
            self._paint_dot(painter, look, place, count)
        middle = self._rows.middle
        if middle is not None and before is not None:
            painter.setPen(QPen(QColor(look.accent), 2, Qt.PenStyle.DashLine))
            painter.drawLine(self._at(*before), self._at(*middle))
        for at, filled in ((before, False), (middle, True)):
            if at is not None:
                self._paint_middle(painter, look, self._at(*at), filled=filled)
        if focused and current is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawEllipse(self.spot(current), 15 * self._grown, 15 * self._grown)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self.box.left() + x * self.box.width(), self.box.bottom() - y * self.box.height())

    def _paint_dot(self, painter: QPainter, look: Theme, place: Place, count: int) -> None:
        at = self.spot(place)
        radius = (_DOT if count == 1 else _SEVERAL) * self._grown
        painter.setPen(QPen(QColor(look.surface), 1.5))
        painter.setBrush(QColor(look.dot))
        painter.drawEllipse(at, radius, radius)
        if count > 1:
            painter.setPen(QColor(look.on_accent))
            painter.setFont(font((12 if count < 100 else 9) * self._grown, bold=True))
            box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def _paint_middle(self, painter: QPainter, look: Theme, at: QPointF, *, filled: bool) -> None:
        painter.setPen(QPen(QColor(look.surface if filled else look.accent), 2))
        painter.setBrush(QColor(look.accent if filled else look.surface))
        r = _MIDDLE * self._grown
        painter.drawPolygon(
            QPolygonF([at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r), at + QPointF(-r, 0)])
        )
