"""The look of a table's rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ..theme import Theme
from .rows import TableRows

_WIDEST, _LEAST, _FIRST = 380, 128, 130
_SEEN = 30
"""Rows by which the columns are measured."""


class RowsView(QTableView):
    """Whole rows are walked over; Tab leaves them."""

    def __init__(self, rows: TableRows, words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("taking-table")
        self.setAccessibleName(words)
        self.setModel(rows)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._dress(theme)

    def widen(self) -> None:
        """Columns as wide as what is seen of them needs; the last takes what is left."""
        header, count = self.horizontalHeader(), self.model().columnCount()
        header.setResizeContentsPrecision(_SEEN)
        self.resizeColumnsToContents()
        header.setStretchLastSection(False)
        for n in range(count):
            width = self.columnWidth(n)
            self.setColumnWidth(n, max(_LEAST, min(width, _WIDEST)) if n else max(width, _FIRST))
        total = sum(self.columnWidth(n) for n in range(count))
        header.setStretchLastSection(total <= self.viewport().width())

    def _dress(self, theme: Theme) -> None:
        self.setStyleSheet(
            f"QTableView {{ border: 1px solid {theme.line}; border-radius: 8px; outline: 0;"
            f" background: {theme.surface}; }}"
            f"QTableView:focus {{ border: 2px solid {theme.accent}; }}"
            f"QTableView::item {{ padding: 2px 8px; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
            f" border-bottom: 1px solid {theme.line}; padding: 2px 8px; font-size: 12px; }}"
        )
