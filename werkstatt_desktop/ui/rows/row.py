"""A row of fields that shows one record, with a grip to move and delete it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QToolButton, QWidget

from ...domain.records import Id
from ..desk import Desk
from ..fields import LineField, ProseField
from ..theme import icon
from .inplace import INDENT


class Grip(QToolButton):
    """What a row is dragged by; a click opens its menu. Points are on the screen."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    stopped = Signal()

    def __init__(self, desk: Desk, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._start: QPoint | None = None
        self.dragging = False
        self.setObjectName(name)
        self.setProperty("kind", "small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(24, 30)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(desk.texts("Drag to move, click for more"))
        self.paint_icon()

    def paint_icon(self) -> None:
        self.setIcon(icon("grip-vertical", self._desk.theme.muted, 16))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.globalPosition().toPoint()
        if self._start is None:
            return
        if not self.dragging and (at - self._start).manhattanLength() >= QApplication.startDragDistance():
            self.dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.dragging:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.dragging:
            self._start = None
            super().mouseReleaseEvent(event)
            return
        self.dropped.emit(event.globalPosition().toPoint())
        self._stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.dragging and event.key() == Qt.Key.Key_Escape:
            self._stop()
            self.stopped.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _stop(self) -> None:
        self._start = None
        self.dragging = False
        self.setDown(False)
        self.setCursor(Qt.CursorShape.OpenHandCursor)


class Row(QFrame):
    """The fields of one record from left to right, and its grip. Each kind of row is a subclass.

    `fields` are walked with the arrow keys and Enter; `stops` is everything that takes the keyboard,
    in the order of Tab; `stops_changed` tells that there are others now.
    """

    stops_changed = Signal()

    def __init__(self, desk: Desk, id: Id, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.id = id
        self.fields: list[LineField | ProseField] = []
        self.stops: list[QWidget] = []
        self.grip = Grip(desk, f"{name}-grip-{id}", self)
        self.setObjectName(f"{name}-{id}")
        self.lifted = False

    def refresh(self) -> None:
        """Show what the record says now."""

    def show_title(self, title: str, names: dict[QWidget, str]) -> None:
        """Say what each control is and whose: "Room: Group 2"."""
        t = self.desk.texts
        for control, name in {**names, self.grip: t("Move or delete")}.items():
            control.setAccessibleName(t("{field}: {title}", field=name, title=title))

    def more_actions(self, menu: QMenu) -> None:
        """Add what the menu of this kind of row offers beside moving and deleting."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line above, as long as the texts; soft while it is dragged."""
        painter = QPainter(self)
        if self.lifted:
            painter.fillRect(self.rect(), QColor(self.desk.theme.soft))
        painter.fillRect(INDENT, 0, self.width() - 2 * INDENT, 1, QColor(self.desk.theme.line))

    def paint_icons(self) -> None:
        """Colour the icons as the theme wants them now."""
        self.grip.paint_icon()
