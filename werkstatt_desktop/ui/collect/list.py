"""A long list of cards of differing heights that measures only those in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from ..bars import GUTTER, quiet_bars
from ..theme import Theme
from .heights import Heights
from .look import CardLook
from .model import MARK_ROLES, CardRows, Index

_FADE = 12


class MeasuredList(QListView):
    """Shows cards one below the other; `scrolled` says that they may lie elsewhere now.

    A QListView asks for the height of every item whenever one comes. This one guesses the heights of
    those out of sight, so that a column of ten thousand is as quick as one of ten. To a screen reader
    it is the list that it looks like.
    """

    scrolled = Signal()

    def __init__(self, rows: CardRows, look: CardLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._look = look
        self._heights = Heights(40)
        self._settling = False
        self._wall = QColor()
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(look)
        self.setModel(rows)
        rows.rowsRemoved.connect(self._rows_removed)

    @property
    def card_width(self) -> int:
        return max(self.width() - GUTTER, 40)

    def restyle(self, theme: Theme) -> None:
        """Follow the theme, and the size of cards that the look has now."""
        self._wall = QColor(theme.wall)
        self.setStyleSheet(quiet_bars("QListView { background: transparent; border: none; }", theme))
        self.remeasure()

    def remeasure(self, row: int | None = None) -> None:
        """A row, or all, may be of another height now."""
        if row is None:
            self._heights.doubt_all()
        else:
            self._heights.doubt(row)
        self.updateGeometries()

    def show_last(self) -> None:
        self.updateGeometries()
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    # Where things are

    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return QRect()
        top, bottom = self._heights.top(row), self._heights.bottom(row) - self._look.gap
        return QRect(0, top - self.verticalOffset(), self.card_width, bottom - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._heights.at(point.y() + self.verticalOffset())
        index = self._rows.index(row) if row >= 0 else QModelIndex()
        return index if self.visualRect(index).contains(point) else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollTo(
        self, index: Index, _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        self.updateGeometries()  # rows may have come since
        bar, page = self.verticalScrollBar(), self.viewport().height()
        for _ in range(4):  # what comes into sight is measured, which may move it
            rect = self.visualRect(index)
            if rect.isNull() or (rect.top() >= 0 and rect.bottom() < page):
                return
            above = rect.top() < 0 or rect.height() > page
            bar.setValue(bar.value() + (rect.top() if above else rect.bottom() + 1 - page))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        last = len(self._rows) - 1
        if last < 0:
            return QModelIndex()
        kind, row = QAbstractItemView.CursorAction, self.currentIndex().row()
        if row < 0:
            return self._rows.index(last)
        page = self.viewport().height()
        steps = {
            kind.MoveUp: row - 1,
            kind.MoveDown: row + 1,
            kind.MoveHome: 0,
            kind.MoveEnd: last,
            kind.MovePageUp: min(self._heights.at(self._heights.top(row) - page), row - 1),
            kind.MovePageDown: max(self._heights.at(self._heights.top(row) + page), row + 1),
        }
        return self._rows.index(min(max(steps.get(action, row), 0), last))

    def setSelection(self, rect: QRect, command: object) -> None:
        area = rect.normalized().translated(0, self.verticalOffset())
        first, last = self._heights.at(area.top()), self._heights.at(area.bottom())
        if first >= 0 and area.top() >= self._heights.bottom(first) - self._look.gap:
            first += 1
        chosen = QItemSelection()
        if 0 <= first <= last and area.left() <= self.card_width and area.right() >= 0:
            chosen.select(self._rows.index(first), self._rows.index(last))
        self.selectionModel().select(chosen, command)  # type: ignore[call-overload]

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # Keeping the heights

    def reset(self) -> None:
        super().reset()
        self._heights.reset(len(self._rows))
        self.show_last()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._heights.insert(start, end + 1 - start)
        super().rowsInserted(parent, start, end)

    def _rows_removed(self, _parent: QModelIndex, start: int, end: int) -> None:
        self._heights.remove(start, end + 1 - start)
        self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if roles and MARK_ROLES.issuperset(roles):
            QAbstractItemView.dataChanged(self, first, last, roles)
            return
        if first.row() == 0 and last.row() + 1 == len(self._heights):
            self._heights.doubt_all()
        else:
            for row in range(first.row(), last.row() + 1):
                self._heights.doubt(row)
        super().dataChanged(first, last, roles)
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._heights.doubt_all()
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.updateGeometries()

    def updateGeometries(self) -> None:
        """Measure what is in sight. The first card in sight stays where it is, or else the end in sight."""
        if self._settling:
            return
        self._settling = True
        bar, page = self.verticalScrollBar(), self.viewport().height()
        self._heights.guess = round(self._look.pixels * 2.5) + self._look.gap
        at_end = bar.value() >= bar.maximum()
        row = self._heights.at(bar.value())
        offset = bar.value() - self._heights.top(row) if row >= 0 else 0
        while True:
            most = max(0, self._heights.total - self._look.gap + 2 - page)
            value = most if at_end or row < 0 else min(self._heights.top(row) + offset, most)
            if not self._measure(value, value + page):
                break
        bar.setRange(0, most)
        bar.setPageStep(page)
        bar.setSingleStep(max(self._heights.guess // 2, 1))
        bar.setValue(value)
        self._settling = False
        self.viewport().update()
        self.scrolled.emit()

    def _measure(self, top: int, bottom: int) -> bool:
        """Measure the rows between two heights; whether there was one to measure."""
        row, found = self._heights.at(top), False
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, self.card_width, 0)
        while 0 <= row < len(self._rows) and self._heights.top(row) < bottom:
            if not self._heights.measured(row):
                height = self._look.sizeHint(option, self._rows.index(row)).height()
                self._heights.set(row, height + self._look.gap)
                found = True
            row += 1
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset, current = self.verticalOffset(), self.currentIndex()
        row = self._heights.at(event.rect().top() + offset)
        while 0 <= row < len(self._rows) and self._heights.top(row) - offset <= event.rect().bottom():
            index = self._rows.index(row)
            option = QStyleOptionViewItem()
            option.rect = self.visualRect(index)
            state = QStyle.StateFlag.State_Enabled
            if self.selectionModel().isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if index == current and self.hasFocus():
                state |= QStyle.StateFlag.State_HasFocus
            option.state = state
            self._look.paint(painter, option, index)
            row += 1
        self._paint_fades(painter)
        painter.end()

    def _paint_fades(self, painter: QPainter) -> None:
        """Where the list goes on, its edge is soft."""
        bar, width, high = self.verticalScrollBar(), self.card_width, self.viewport().height()
        clear = QColor(self._wall)
        clear.setAlpha(0)
        for hidden, edge, inner in (
            (bar.value() > bar.minimum(), 0, _FADE),
            (bar.value() < bar.maximum(), high, high - _FADE),
        ):
            if hidden:
                shade = QLinearGradient(0, edge, 0, inner)
                shade.setColorAt(0, self._wall)
                shade.setColorAt(1, clear)
                painter.fillRect(QRect(0, min(edge, inner), width, _FADE), shade)
