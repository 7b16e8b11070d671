"""In the rail, beside the board: how many obstacles nothing overcomes yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.links import unanswered
from ...domain.records import Category
from ..desk import Desk
from ..theme import font, symbol_path

if TYPE_CHECKING:
    from .window import WorkshopWindow

COUNT_MS = 150
"""So long after a step the obstacles are counted; a burst of steps is counted once."""
_HIGH, _SYMBOL, _SIZE = 20, 9.0, 12
_BESIDE = 36
"""Room for the row's own number, at the right."""
_TELLING = {"category_id", "group_id", "gone", "twin_of"}


class UnansweredBadge(QAbstractButton):
    """The symbol of obstacles and a number; hidden while there is none."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail-unanswered")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._desk = desk
        self.count = 0
        self._symbol, self._colour = "triangle", "orange"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_MS)
        self._timer.timeout.connect(self._count_now)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self.update)
        self.hide()
        self._count_now()

    def refresh(self, step: Step | None) -> None:
        """Count again after a step that can have changed the number."""
        if step is None or step.edit.touches("links", "categories", "groups") or _tells(step):
            self._timer.start()

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(font(_SIZE, bold=True)).horizontalAdvance(self.text())
        return QSize(round(wide + _SYMBOL + 20), _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QPen(QColor(theme.accent), 2) if self.hasFocus() else QPen(QColor(theme.warning_line), 1)
        painter.setPen(edge)
        painter.setBrush(QColor(theme.soft if self.underMouse() else theme.warning))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        symbol = QRectF(box.x() + 7, box.center().y() - _SYMBOL / 2, _SYMBOL, _SYMBOL)
        painter.fillPath(symbol_path(self._symbol, symbol), theme.category(self._colour)[1])
        painter.setPen(QColor(theme.text))
        painter.setFont(font(_SIZE, bold=True))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box.adjusted(7 + _SYMBOL + 4, 0, 0, 0), middle, self.text())
        painter.end()

    def _count_now(self) -> None:
        state, t = self._desk.state, self._desk.texts
        kinds = {category.role: category for category in state.all(Category)}
        # Where nobody is asked for recommendations, none can be missing.
        obstacle = kinds.get("obstacle") if "recommendation" in kinds else None
        self.count = len(unanswered(state)) if obstacle is not None else 0
        if obstacle is not None:
            self._symbol, self._colour = obstacle.symbol, obstacle.colour
        words = t.n("{n} obstacle without recommendation", "{n} obstacles without recommendation", self.count)
        self.setText(t.number(self.count))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.setVisible(self.count > 0)
        self.update()


def count_unanswered(window: WorkshopWindow) -> None:
    """Put the number into the window's rail; a press on it leads to those obstacles."""
    row = window.rail.buttons.get("arrange")
    if row is None:
        return

    def lead() -> None:
        window.show_page("arrange")
        window.stack.ask("show_unanswered")

    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, _BESIDE, 0)
    layout.addStretch(1)
    badge = UnansweredBadge(window.desk, row)
    badge.clicked.connect(lead)
    layout.addWidget(badge)


def _tells(step: Step) -> bool:
    """Whether a card came, went or is of another kind."""
    return any(c.table == "cards" and not _TELLING.isdisjoint(c.after) for c in step.edit.changes)
