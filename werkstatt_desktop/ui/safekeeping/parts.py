"""Pieces of which these sheets are made."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ..buttons import Button
from ..theme import Theme

Index = QModelIndex | QPersistentModelIndex
_MARGIN = 24


def label(words: str, kind: str = "plain", name: str = "") -> QLabel:
    """A label that shows its words as they are, in as many lines as they need."""
    made = QLabel(words)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("kind", kind)
    return made


def button(words: str, name: str, kind: str = "") -> QPushButton:
    """A button that Enter presses only where it has the keyboard."""
    made = Button(words)
    made.setObjectName(name)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made


def take_room(sheet: QWidget, width: int, height: int) -> None:
    """Give a sheet so much room, or what the window below it has."""
    below = sheet.parentWidget()
    room = below.window().size() - QSize(_MARGIN, _MARGIN) if below is not None else QSize(width, height)
    sheet.resize(QSize(width, height).boundedTo(room))


def foot(left: list[QWidget], right: list[QWidget]) -> QHBoxLayout:
    """The row of buttons at the end of a sheet."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row


class RowView(QTreeView):
    """A list with columns; the arrows walk over whole rows, and the one with the keyboard has a frame."""

    def __init__(self, name: str, words: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(PlainRow(self))
        self.setStyleSheet(
            f"QTreeView {{ border: 1px solid {theme.line}; border-radius: 8px; padding: 4px; outline: 0; }}"
            f"QTreeView:focus {{ border: 2px solid {theme.accent}; padding: 3px; }}"
            f"QTreeView::item {{ padding: 7px 8px; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f" border-bottom: 1px solid {theme.line}; padding: 4px 11px; font-size: 12px; }}"
        )

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().drawRow(painter, option, index)
        if self.hasFocus() and index.row() == self.currentIndex().row():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.restore()


class PlainRow(QStyledItemDelegate):
    """Draws no frame of its own around a single cell."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
