"""The sections of the protocol under the hand: switched, put in order, looked up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ...domain.paper import FIXED, arranged
from ..desk import Desk
from ..theme import font
from ..ticks import draw_box
from .section_rows import PAGES_ROLE, Index, SectionRows

HEIGHT = 29
_BOX, _GAP = 16, 10
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEYS_BY = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionList(QListView):
    """It only asks: `switched` carries a section and whether it shall be on, `moved` its new place.

    The place is counted in the order of all sections, without this one. `wanted` carries a page, from 1,
    to be looked at.
    """

    switched = Signal(str, bool)
    moved = Signal(str, int)
    wanted = Signal(int)

    def __init__(self, desk: Desk, rows: SectionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self._grabbed: tuple[str, QPoint] | None = None
        self._gap: int | None = None
        self.setObjectName("protocol-sections")
        self.setAccessibleName(desk.texts("Sections"))
        self.setModel(rows)
        self.setItemDelegate(_Look(desk, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for turn in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            turn(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        rows.layoutChanged.connect(self.updateGeometry)
        rows.modelReset.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT * self._rows.rowCount() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def key(self) -> str:
        """The section that has the keyboard; empty for none."""
        row = self.currentIndex().row()
        return self._rows.keys[row] if 0 <= row < len(self._rows.keys) else ""

    @property
    def gap(self) -> int | None:
        """Above which row the section in the hand would go."""
        return self._gap

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if self.key and plain and key == Qt.Key.Key_Space:
            self.switched.emit(self.key, not self._rows.is_on(self.key))
        elif self.key and plain and key in _ENTER:
            self._look_up(self.key)
        elif self.key and held == Qt.KeyboardModifier.AltModifier and key in _KEYS_BY:
            self._step(self.key, _KEYS_BY[key])
        elif key == Qt.Key.Key_Escape and self._grabbed:
            self._let_go()
        elif not plain or (event.text() and event.text().isprintable()):
            # The toolkit would look for a row that begins with a letter.
            event.ignore()
        else:
            super().keyPressEvent(event)
            self._keep_in_view()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setCurrentIndex(index)
            self._grabbed = (self._rows.keys[index.row()], event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._grabbed is None:
            shape = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape if self._page_at(at) else Qt.CursorShape.ArrowCursor)
            return
        far = (at - self._grabbed[1]).manhattanLength() >= QApplication.startDragDistance()
        if far or self._gap is not None:
            self._gap = min(max(round(at.y() / HEIGHT), 0), len(self._rows.keys))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._keep_in_view(at)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        (key, _), gap = self._grabbed, self._gap
        at = event.position().toPoint()
        self._let_go()
        if gap is not None:
            own = self._rows.keys.index(key)
            self._move(key, gap - 1 if gap > own else gap)
        elif self._page_at(at):
            self._look_up(key)
        elif self.indexAt(at).isValid():
            self.switched.emit(key, not self._rows.is_on(key))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.keys:
            self.setCurrentIndex(self._rows.index(0))
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._keep_in_view()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._let_go()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        painter = QPainter(self.viewport())
        y = min(self._gap * HEIGHT, self.viewport().height() - 2)
        painter.fillRect(QRect(0, max(0, y - 1), self.viewport().width(), 3), QColor(self._desk.theme.accent))
        painter.end()

    def _move(self, key: str, place: int) -> None:
        if 0 <= place < len(self._rows.keys) and place != self._rows.keys.index(key):
            self.moved.emit(key, place)

    def _step(self, key: str, by: int) -> None:
        """Up or down by one place, and over those that only go along with others."""
        keys, place = self._rows.keys, self._rows.keys.index(key) + by
        others = [other for other in keys if other != key]
        while key not in FIXED and 0 <= place < len(keys):
            if list(arranged([*others[:place], key, *others[place:]])) != keys:
                break
            place += by
        self._move(key, place)

    def _look_up(self, key: str) -> None:
        page = self._rows.first_page(key)
        if page is not None:
            self.wanted.emit(page)

    def _page_at(self, at: QPoint) -> bool:
        """Whether a point lies on the page numbers of a section that has some."""
        index = self.indexAt(at)
        if not index.isValid() or self._rows.first_page(self._rows.keys[index.row()]) is None:
            return False
        words = QFontMetrics(font(14)).horizontalAdvance(str(index.data(PAGES_ROLE)))
        return at.x() >= self.viewport().width() - words - _GAP

    def _let_go(self) -> None:
        self._grabbed = self._gap = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _keep_in_view(self, at: QPoint | None = None) -> None:
        """Have the panel scroll to the row that has the keyboard, or to the hand."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        content = above.widget() if above is not None else None
        if above is not None and content is not None:
            point = at if at is not None else self.visualRect(self.currentIndex()).center()
            inside = self.mapTo(content, point)
            above.ensureVisible(inside.x(), inside.y(), 0, HEIGHT)


class _Look(QStyledItemDelegate):
    """A box, the title, the pages, and a line above."""

    def __init__(self, desk: Desk, view: SectionList) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._desk.theme
        box = QRect(option.rect)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        pages, title = str(index.data(PAGES_ROLE)), str(index.data())
        painter.save()
        painter.setPen(QColor(theme.line))
        if index.row():
            painter.drawLine(box.topLeft(), box.topRight())
        draw_box(painter, QRectF(box.x() + 4, box.center().y() - _BOX / 2 + 1, _BOX, _BOX), checked=on)
        painter.setFont(font(14))
        words = painter.fontMetrics().horizontalAdvance(pages)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.muted))
        painter.drawText(box.adjusted(0, 0, -4, 0), int(middle | Qt.AlignmentFlag.AlignRight), pages)
        room = box.adjusted(4 + _BOX + _GAP, 0, -words - _GAP - 4, 0)
        elided = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(theme.text if on else theme.muted))
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), elided)
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1.5, -1, -0.5), 5, 5)
        painter.restore()
