"""The timer in the head of the window, on every page while a phase is on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ...domain import order, running
from ...domain.running import Now
from ..desk import Desk
from ..labels import plain_tip
from ..theme import font, icon
from .beat import Beat, local_now
from .words import LAST_MINUTE, countdown, seconds_left, spoken_behind, spoken_left, title_of

_ICON, _EDGE, _GAP = 16, 10, 6


class TimerChip(QToolButton):
    """Paints what is left, so that no screen reader hears of each second; it hides where nothing is on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._on: Now | None = None
        self.setObjectName("header-timer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(desk.texts("Timer"))
        self._beat = Beat(desk, self)
        self._beat.beat.connect(self.show_now)

    def show_now(self) -> None:
        """Show how the phase stands that is on; without one there is nothing to see."""
        state = self._desk.state
        self._on = running.now(order.programme(state), state.workshop.starts, local_now())
        if self.isHidden() == (self._on is not None):
            self.setVisible(self._on is not None)
        if not self.hasFocus():
            self._say()
        self.update()

    @property
    def shown(self) -> str:
        """What it shows now."""
        return countdown(self._on) if self._on is not None else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_now()
        self._beat.follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # While it has the keyboard its name rests: a screen reader would read each change aloud.
        self._say()
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(font(14, bold=True)).horizontalAdvance("+00:00")
        return QSize(round(2 * _EDGE + _ICON + _GAP + wide), 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._on is None:
            return
        theme = self._desk.theme
        late = self._on.item.minutes > 0 and seconds_left(self._on) < LAST_MINUTE
        colour = theme.danger if late else theme.accent
        painter = QPainter(self)
        icon("timer", colour, _ICON).paint(painter, QRect(_EDGE, (self.height() - _ICON) // 2, _ICON, _ICON))
        painter.setFont(font(14, bold=True))
        painter.setPen(QColor(colour))
        left = _EDGE + _ICON + _GAP
        room = QRectF(left, 0, self.width() - left - _EDGE, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.shown)
        painter.end()

    def _say(self) -> None:
        if self._on is None:
            return
        t, on = self._desk.texts, self._on
        words = [title_of(on.item, t), spoken_left(on, t)]
        if on.behind is not None:
            words.append(spoken_behind(on.behind, t))
        name = t("Timer: {words}", words=", ".join(words))
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(plain_tip("\n".join(words)))
