"""The timer above a page that stands alone on the screen, for the room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ...domain import order, running
from ...domain.edits import Step
from ...domain.running import Now
from ..desk import Desk
from ..theme import font
from .beat import Beat, local_now
from .words import LAST_MINUTE, countdown, seconds_left, spoken_left, title_of

_HEIGHT, _EDGE = 60, 28


class RoomTimer(QFrame):
    """What is on, and what is left of it; there only while it is `wanted` and something is on."""

    def __init__(self, desk: Desk, wanted: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._wanted = desk, wanted
        self._on: Now | None = None
        self.setObjectName("room-timer")
        self.setProperty("kind", "wall")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        self._beat = Beat(desk, self)
        self._beat.beat.connect(self.show_now)
        desk.changed.connect(self._hear)

    @property
    def shown(self) -> str:
        """What it shows now."""
        return countdown(self._on) if self._on is not None else ""

    def show_now(self) -> None:
        """Show how the phase stands that is on, or make room for the page."""
        state = self._desk.state
        on = running.now(order.programme(state), state.workshop.starts, local_now())
        self._on = on if self._wanted() else None
        if self._on is not None:
            t = self._desk.texts
            words = f"{title_of(self._on.item, t)}, {spoken_left(self._on, t)}"
            if words != self.accessibleName():
                self.setAccessibleName(words)
        if self.isHidden() == (self._on is not None):
            self.setVisible(self._on is not None)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._beat.follow()

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._on is None:
            return
        theme, item = self._desk.theme, self._on.item
        late = item.minutes > 0 and seconds_left(self._on) < LAST_MINUTE
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(_EDGE, 6, -_EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(42, bold=True))
        painter.setPen(QColor(theme.danger if late else theme.accent))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self.shown)
        wide = painter.fontMetrics().horizontalAdvance(self.shown)
        painter.setFont(font(22))
        painter.setPen(QColor(theme.muted))
        title = title_of(item, self._desk.texts)
        fits = int(room.width() - wide - _EDGE)
        words = painter.fontMetrics().elidedText(" ".join(title.split()), Qt.TextElideMode.ElideRight, fits)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _hear(self, step: Step | None) -> None:
        if step is None or step.edit.touches("programme", "workshops"):
            self.show_now()
