"""The common results under the moderator's hands: walking, marking, dropping and putting in order."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ...domain.records import Id
from ..desk import Desk
from .brought import BROUGHT_MIME, brought_ids
from .laying import Laying
from .lists import carry, choose_first, dress, menu_point
from .paint import row_width
from .result_look import ResultLook
from .results import RESULT_MIME, ResultRows, Row, result_id

_MARKS = {
    Qt.Key.Key_E: "unanimous",
    Qt.Key.Key_M: "majority",
    Qt.Key.Key_T: "disputed",
    Qt.Key.Key_B: "dissent",
}
_EDIT = {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MIDDLE = 0.25
"""What is let go within this part of a row from its edges goes between two, else onto the row."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where something would be dropped: on the result `onto`, else at a place among its kind.

    `y` is the height of the line that shows a place.
    """

    onto: Id | None
    place: int
    y: int


class ResultList(QListView):
    """Tells what the hands want; what comes of it is the page's affair."""

    edit_wanted = Signal()
    delete_wanted = Signal()
    step_wanted = Signal(int)
    mark_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    went_aside = Signal(int)
    kept = Signal(list, int)
    joined = Signal(list, str)
    moved = Signal(str, int)
    merged = Signal(str, str)
    scrolled = Signal()

    def __init__(self, desk: Desk, rows: ResultRows, laying: Laying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows, self._laying = desk, rows, laying
        self._aim: Aim | None = None
        self.look = ResultLook(desk, rows, self)
        self.setObjectName("plenary-results")
        self.setAccessibleName(desk.texts("Common results"))
        dress(self, rows)
        self.setItemDelegate(self.look)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)

    def resize_text(self, pixels: float) -> None:
        """Follow the size of cards."""
        self.look.resize(pixels)
        self.scheduleDelayedItemsLayout()

    @property
    def here(self) -> Row | None:
        """The row that has the keyboard."""
        row = self.currentIndex().row()
        return self._rows.rows[row] if 0 <= row < len(self._rows.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), Qt.KeyboardModifier
        held = event.modifiers() & ~modifiers.KeypadModifier
        here = self.here
        if self._laying.takes(event):
            return
        if held == modifiers.NoModifier and key == Qt.Key.Key_Left:
            self.went_aside.emit(-1)
        elif held == modifiers.NoModifier and key in _EDIT and here is not None:
            self.edit_wanted.emit()
        elif held == modifiers.NoModifier and key == Qt.Key.Key_Delete and here is not None:
            self.delete_wanted.emit()
        elif held == modifiers.NoModifier and key == Qt.Key.Key_M and here is not None and here.number:
            self._laying.begin()
        elif held == modifiers.ShiftModifier and key in _MARKS and here is not None:
            self.mark_wanted.emit(_MARKS[key])
        elif held == modifiers.AltModifier and key in _STEPS and here is not None:
            self.step_wanted.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape or (held in _TYPING and event.text().strip()):
            # Letters do nothing here: the toolkit would look for a row that begins with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.edit_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.here is not None:
            self.menu_wanted.emit(menu_point(self, event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        choose_first(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._laying.drop()
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The toolkit lays rows out anew for another height only.
        self.scheduleDelayedItemsLayout()
        self.scrolled.emit()

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        if self.here is not None:
            carry(self, [self.currentIndex()], Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(BROUGHT_MIME) or event.mimeData().hasFormat(RESULT_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        # For scrolling at the edges.
        super().dragMoveEvent(event)
        self._show_aim(self._aim_at(event.position().toPoint(), event.mimeData()))
        event.setAccepted(self._aim is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        # Also ends the scrolling at the edges.
        super().dragLeaveEvent(event)
        self._show_aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        aim = self._aim_at(event.position().toPoint(), data)
        self.dragLeaveEvent(QDragLeaveEvent())
        if aim is None:
            return
        event.acceptProposedAction()
        ids, id = brought_ids(data), result_id(data)
        if ids and aim.onto is not None:
            self.joined.emit(ids, aim.onto)
        elif ids:
            self.kept.emit(ids, aim.place)
        elif id is not None and aim.onto is not None:
            self.merged.emit(id, aim.onto)
        elif id is not None:
            self.moved.emit(id, aim.place)

    def _aim_at(self, point: QPoint, data: QMimeData) -> Aim | None:
        """What a drop at a point would do; None where it would do nothing."""
        carried = self._rows.row_of(result_id(data))
        if carried < 0 and not data.hasFormat(BROUGHT_MIME):
            return None
        statements, count = self._rows.statements, len(self._rows.rows)
        of_statements = 0 <= carried < statements
        first, last = (0, statements) if of_statements else (statements, count)
        under = self.indexAt(point).row()
        if under < 0:
            gap = last if point.y() > self._top(0) else first
        else:
            rect = self.visualRect(self._rows.index(under))
            part = (point.y() - rect.top()) / max(rect.height(), 1)
            joins = under >= statements and not of_statements and under != carried
            if joins and _MIDDLE <= part <= 1 - _MIDDLE:
                return Aim(self._rows.rows[under].id, 0, 0)
            gap = under + (part > 0.5)
        gap = min(max(gap, first), last)
        # A place among its kind is counted without what is carried.
        place = gap - first - (first <= carried < gap)
        return Aim(None, place, self._top(gap))

    def _top(self, row: int) -> int:
        """Where a row begins, or after the last one its end."""
        if row < len(self._rows.rows):
            return self.visualRect(self._rows.index(row)).top()
        return self.visualRect(self._rows.index(row - 1)).bottom() + 1 if row else 0

    def _show_aim(self, aim: Aim | None) -> None:
        if aim != self._aim:
            self._aim = aim
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aim is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._desk.theme.accent), 3))
        row = self._rows.row_of(self._aim.onto)
        if row >= 0:
            card = self.look.boxes(self._rows.rows[row], row_width(self)).card
            box = card.translated(QPointF(self.visualRect(self._rows.index(row)).topLeft()))
            painter.drawRoundedRect(box, 7, 7)
        else:
            y = max(self._aim.y - 3, 2)
            painter.drawLine(QPointF(2, y), QPointF(self.viewport().width() - 4, y))
        painter.end()


_TYPING = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
