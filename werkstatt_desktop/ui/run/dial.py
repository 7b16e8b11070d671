"""The timer, large enough for the room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.running import Now
from ..desk import Desk
from ..theme import font
from .words import LAST_MINUTE, countdown, seconds_left, spoken_left

_BAR = 8


class Dial(QWidget):
    """What is left of the phase that is on, in figures and as a bar, as large as there is room.

    It is painted, and its name for a screen reader has whole minutes: nothing is read out each second.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._on: Now | None = None
        self.largest = 92.0
        self.setObjectName("timer")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shown(self) -> str:
        """What it shows now."""
        return countdown(self._on) if self._on is not None else ""

    def show_now(self, on: Now | None) -> None:
        self._on = on
        words = spoken_left(on, self._desk.texts) if on is not None else ""
        if words != self.accessibleName():
            self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 112)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 72)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._on is None:
            return
        theme, left = self._desk.theme, seconds_left(self._on)
        late = self._on.item.minutes > 0 and left < LAST_MINUTE
        colour = QColor(theme.danger if late else theme.accent)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0, 0, 0, -_BAR - 6)
        self._paint_figures(painter, room, colour)
        if self._on.item.minutes:
            bar = QRectF(0, self.height() - _BAR, self.width(), _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.line))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
            part = min(1.0, self._on.gone / self._on.item.minutes)
            painter.setBrush(colour)
            painter.drawRoundedRect(
                QRectF(bar.x(), bar.y(), max(_BAR, bar.width() * part), _BAR), _BAR / 2, _BAR / 2
            )
        painter.end()

    def _paint_figures(self, painter: QPainter, room: QRectF, colour: QColor) -> None:
        words = self.shown
        # Measured with the widest figure, so that the size does not change from second to second.
        measured = "".join("0" if c.isdigit() else c for c in words)
        wide = QFontMetricsF(font(100, bold=True)).horizontalAdvance(measured)
        size = min(self.largest, room.height() / 0.95, 100 * room.width() / max(1.0, wide))
        painter.setFont(font(size, bold=True))
        painter.setPen(colour)
        cell = QFontMetricsF(painter.font()).horizontalAdvance("0")
        x = room.x() + (room.width() - wide * size / 100) / 2
        for sign in words:
            own = cell if sign.isdigit() else QFontMetricsF(painter.font()).horizontalAdvance(sign)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(x, room.y(), own, room.height()), flags | Qt.TextFlag.TextDontClip, sign)
            x += own
