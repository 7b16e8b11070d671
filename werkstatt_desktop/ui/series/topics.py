"""Topics × workshops: which themes came up in which workshop of the series, with how many cards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ...domain import series
from ...domain.recalling import Past
from ...domain.series import Recurring
from ..desk import Desk
from ..labels import plain_tip
from ..sections import Section, hint
from ..theme import font
from .news import News
from .words import short_words, workshop_words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HEAD_SHARE = 0.46
"""How much of the width the names of the topics take at most."""
_LEAST, _HIGH = 88, 30


class TopicRows(QAbstractTableModel):
    """A row a topic, a column a workshop, the latest first."""

    def __init__(self, desk: Desk, parent: Section) -> None:
        super().__init__(parent)
        self._desk = desk
        self._columns: list[Past] = []
        self._rows: list[Recurring] = []

    def show(self, workshops: list[Past], rows: list[Recurring]) -> bool:
        """Take these; whether they are others."""
        columns = list(reversed(workshops))
        if [id(past) for past in columns] == [id(past) for past in self._columns] and rows == self._rows:
            return False
        self.beginResetModel()
        self._columns, self._rows = columns, rows
        self.endResetModel()
        return True

    def topic(self, row: int) -> str:
        return self._rows[row].text

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        times = self._rows[index.row()].times[-1 - index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts.number(times) if times else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            t = self._desk.texts
            cards = t.n("{n} card", "{n} cards", times) if times else t("none")
            return f"{self.topic(index.row())}, {workshop_words(self._columns[index.column()], t)}: {cards}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across, t = orientation == Qt.Orientation.Horizontal, self._desk.texts
        if role == Qt.ItemDataRole.DisplayRole:
            if across:
                return short_words(self._columns[section], t)
            return " ".join(self.topic(section).split()) or t("Theme without heading")
        if role == Qt.ItemDataRole.ToolTipRole:
            words = workshop_words(self._columns[section], t) if across else self.topic(section)
            return plain_tip(words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flags = Qt.AlignmentFlag
            return flags.AlignCenter if across else flags.AlignLeft | flags.AlignVCenter
        return None


class TopicTable(QTableView):
    """The arrow keys walk over the cells; Enter and a double click take the topic. Tab leaves it."""

    taken = Signal(str)

    def __init__(self, desk: Desk, rows: TopicRows) -> None:
        super().__init__()
        self._desk, self._rows = desk, rows
        self.setObjectName("topics-table")
        self.setAccessibleName(desk.texts("Topics of the series"))
        self.setModel(rows)
        self.setFont(font(14))
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(140)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(_LEAST)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_HIGH)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def dress(self) -> None:
        """Follow the theme."""
        look = self._desk.theme
        self.setStyleSheet(
            f"QTableView {{ border: none; outline: 0; background: {look.surface}; }}"
            f"QTableView::item {{ border-bottom: 1px solid {look.line}; color: {look.text}; }}"
            f"QTableView::item:focus {{ border: 2px solid {look.accent}; }}"
            f"QTableCornerButton::section {{ background: {look.surface}; border: none;"
            f" border-bottom: 1px solid {look.line}; }}"
            f"QHeaderView {{ background: {look.surface}; }}"
            f"QHeaderView::section {{ background: {look.surface}; color: {look.muted}; border: none;"
            f" border-bottom: 1px solid {look.line}; padding: 2px 8px; font-size: 12px; }}"
            f"QHeaderView::section:vertical {{ color: {look.text}; font-size: 14px; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _ENTER and index.isValid():
            self.taken.emit(self._rows.topic(index.row()))
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.taken.emit(self._rows.topic(index.row()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().viewportEvent(event)

    def fit(self) -> None:
        """Give the names of the topics what they need, but not all of the width."""
        header = self.verticalHeader()
        wanted = header.sizeHint().width() + 12
        header.setFixedWidth(max(80, min(wanted, round(self.width() * _HEAD_SHARE))))


class TopicsSection(Section):
    """The panel with the table. `wanted` carries the words of a topic to search for."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, news: News) -> None:
        t = desk.texts
        super().__init__("topics", t("Topics of the series"))
        self._news = news
        self._empty = hint("topics-empty")
        self._empty.setText(t("The themes of all workshops of the series come here, with their cards."))
        self.rows = TopicRows(desk, self)
        self.table = TopicTable(desk, self.rows)
        self.table.taken.connect(self.wanted)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.table, 1)

    def draw(self) -> None:
        """Show what is known now."""
        members = self._news.members
        workshops = series.in_order([*members, self._news.here]) if members else []
        rows = series.topics(workshops)
        if self.rows.show(workshops, rows):
            self.table.fit()
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
