"""How the counts look: bars beside numbers, in a table that the arrow keys walk over."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...exchange.listing import tab_separated
from ..desk import Desk
from ..theme import font
from .shares import BAR, PARTS, TOTAL, WHERE, Index, SharesModel

HIGH = 30
_SIDE, _NUMBER, _BAR, _WIDEST = 6, 38, 64, 132
_HEAD = 34
"""How much wider a heading is than its words."""
_NAME, _SHORT_BAR = 96, 40
"""Where there is little room."""


class ShareCell(QStyledItemDelegate):
    """Numbers, and the bars: pale for all, strong for the part that is looked at."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, cell = self._desk.theme, QRectF(option.rect)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        option.state &= ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected)
        painter.save()
        parts = index.data(PARTS)
        if parts is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            room = cell.adjusted(_SIDE, 9, -_SIDE, -9)
            painter.setPen(Qt.PenStyle.NoPen)
            for length, colour in zip(parts, (theme.line, theme.accent), strict=True):
                if length:
                    painter.setBrush(QColor(colour))
                    painter.drawRoundedRect(
                        QRectF(room.x(), room.y(), max(3.0, room.width() * length), room.height()), 3, 3
                    )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        else:
            option.rect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
            super().paint(painter, option, index)
        painter.setPen(QColor(theme.line))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if focused:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()


class SharesView(QTableView):
    """The arrows walk over the cells; in the column of a group the bars show that group's part."""

    def __init__(self, desk: Desk, model: SharesModel) -> None:
        super().__init__()
        self._desk, self.counts = desk, model
        self.setObjectName("people-shares")
        self.setAccessibleName(desk.texts("From where people come"))
        self.setModel(model)
        self.setItemDelegate(ShareCell(desk, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFont(font(14))
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(HIGH)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(_NUMBER)
        head.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._look_at)
        self.selectionModel().currentChanged.connect(self._follow)
        self.dress()

    def fit_columns(self) -> None:
        """Numbers as wide as their headings within bounds; the names have what is left.

        Where there is no room, headings leave out what all groups' names begin with; then names and
        bars become shorter.
        """
        room = self.viewport().width()
        self.counts.shortens = False
        if sum(self._widths()) > room - _WIDEST:
            self.counts.shortens = True
        widths = self._widths()
        widths[0] = min(_BAR, max(_SHORT_BAR, room - _NAME - sum(widths[1:])))
        for column, wide in enumerate(widths, BAR):
            self.setColumnWidth(column, wide)
        self.setColumnWidth(WHERE, max(_NAME, room - sum(widths)))

    def _widths(self) -> list[int]:
        letters = QFontMetrics(font(12))
        found = [_BAR]
        for column in range(TOTAL, self.counts.columnCount()):
            title = str(self.counts.headerData(column, Qt.Orientation.Horizontal) or "")
            found.append(max(_NUMBER, min(letters.horizontalAdvance(title) + _HEAD, _WIDEST)))
        return found

    def dress(self) -> None:
        theme = self._desk.theme
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView {{ background: {theme.surface}; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f"border-bottom: 1px solid {theme.line}; padding: 4px {_SIDE + 2}px; font-size: 12px; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the whole table for a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(tab_separated(self.counts.rows()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def _look_at(self, column: int) -> None:
        row = max(self.currentIndex().row(), 0)
        self.setCurrentIndex(self.counts.index(row, column))

    def _follow(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.counts.show_group(now.column() if now.isValid() else WHERE)
