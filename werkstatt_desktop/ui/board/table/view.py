"""The table itself: how its cells look, and which keys it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...desk import Desk
from ...theme import Theme, font
from .model import CATEGORY, EXPLANATION, LINKS, MARKS, NUMBER, TEXT, THEME

_HIGH = 48
_SIDE, _HEADING = 6, 12
_SHARES = {NUMBER: (0.05, 52, 64), THEME: (0.13, 110, 220), CATEGORY: (0.13, 158, 190)}
_OFTEN_EMPTY = {MARKS: (0.09, 90, 170), LINKS: (0.16, 110, 380), EXPLANATION: (0.16, 110, 380)}
"""How much of the table a column takes, and at least and at most in pixels; the text has the rest."""


class _Cell(QStyledItemDelegate):
    """A cell with two lines of words; around the one with the keyboard is a frame."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
        option.decorationSize = QSize(16, 16)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, cell = self._desk.theme, QRect(option.rect)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        option.state &= ~QStyle.StateFlag.State_HasFocus
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, QColor(theme.soft))
            # A symbol keeps its colour where it is selected.
            option.state &= ~QStyle.StateFlag.State_Selected
        option.rect = cell.adjusted(_SIDE, 0, -_SIDE, 0)
        super().paint(painter, option, index)
        painter.setPen(QColor(theme.line))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if focused:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -2))
        painter.restore()


class CardTable(QTableView):
    """Rows are selected as a whole, the keyboard is in a cell. `commands` are keys and what they do.

    A key that is none of these nor of a table is offered to `others`.
    """

    def __init__(
        self,
        desk: Desk,
        commands: Mapping[str, Callable[[], object]],
        others: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("board-table")
        self.setAccessibleName(desk.texts("Cards as a table"))
        self._commands = {QKeySequence(keys)[0].toCombined(): run for keys, run in commands.items()}  # type: ignore[index]
        self._others = others
        self._room: tuple[int, frozenset[int]] = (0, frozenset())
        self.setItemDelegate(_Cell(desk, self))
        self.setFont(font(14))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_HIGH)

    def lay_columns(self) -> None:
        """How the head looks and behaves; the text has what the other columns leave."""
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)

    def fit_columns(self, filled: frozenset[int]) -> None:
        """Share the width; a column that says nothing in any row is as wide as its heading.

        Widths that were changed by hand stay until the window or what is filled changes.
        """
        room = (self.viewport().width(), filled)
        if room == self._room:
            return
        self._room = room
        letters = QFontMetrics(font(_HEADING))
        for column, (share, least, most) in (_SHARES | _OFTEN_EMPTY).items():
            width = max(least, min(round(share * room[0]), most))
            if column in _OFTEN_EMPTY and column not in filled:
                title = self.model().headerData(column, Qt.Orientation.Horizontal)
                width = letters.horizontalAdvance(str(title)) + 4 * _SIDE
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns(self._room[1])

    def dress(self, theme: Theme) -> None:
        """The head in the colours of the theme in use."""
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView {{ background: {theme.surface}; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f"border-bottom: 1px solid {theme.line}; padding: 6px {_SIDE + 3}px; font-size: {_HEADING}px; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        run = self._commands.get(event.key() | held.value)
        if run is not None:
            run()
        elif event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Paste):
            event.setAccepted(self._others(event))
        elif event.text().strip() and not held & Qt.KeyboardModifier.ControlModifier:
            # A letter is a command here as on the board, and no search for a row that begins with it.
            event.setAccepted(self._others(event))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands."""
