"""What the panels of links are made of: lists of cards or links, small buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QWidget

from .buttons import Button

_LONGEST = 160
_ID = Qt.ItemDataRole.UserRole
ICON = QSize(16, 16)


class Row(NamedTuple):
    """A row of the list; one without an id is a heading over those below it."""

    words: str
    id: str = ""
    icon: QIcon | None = None


class RowsView(QListView):
    """Tells which row is meant, by its id.

    `looked` at is the row that the keyboard or a click comes to, `taken` that of Enter or a double
    click. Digits and "Del" are told by `keyed`.
    """

    looked = Signal(str)
    taken = Signal(str)
    keyed = Signal(str)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("kind", "rows")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setIconSize(ICON)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self._shown: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the row that is current stays so where it is still there."""
        if [row[:2] for row in rows] == [row[:2] for row in self._shown]:
            return
        current, place = self.current, self.currentIndex().row()
        self._shown = list(rows)
        self._rows.clear()
        for row in rows:
            item = QStandardItem(row.words if len(row.words) <= _LONGEST else row.words[: _LONGEST - 1] + "…")
            item.setData(row.id, _ID)
            if row.icon is not None:
                item.setIcon(row.icon)
            if not row.id:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self._rows.appendRow(item)
        ids = [row.id for row in rows]
        if current in ids:
            self._go(ids.index(current))
        elif current and rows:
            self._go(min(place, len(rows) - 1))

    def begin(self) -> None:
        """Come to the first row that is no heading, unless there is a current row."""
        first = next((n for n, row in enumerate(self._shown) if row.id), None)
        if first is not None and not self.current:
            self._go(first)

    def fit(self, most: int) -> None:
        """Be as high as the rows are, and at most so high."""
        self.doItemsLayout()
        rows = range(self._rows.rowCount())
        wanted = sum(self.visualRect(self._rows.index(n, 0)).height() + 2 * self.spacing() for n in rows)
        self.setFixedHeight(min(most, wanted + 6))

    @property
    def current(self) -> str:
        """The id of the current row; empty where there is none."""
        return str(self.currentIndex().data(_ID) or "")

    @property
    def ids(self) -> list[str]:
        return [row.id for row in self._shown if row.id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current:
                self.taken.emit(self.current)
        elif key == Qt.Key.Key_Delete and self.current:
            self.keyed.emit("Del")
        elif text.isdigit() and self.current and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keyed.emit(text)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before and self.current:
                self.looked.emit(self.current)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(_ID):
            self.looked.emit(str(index.data(_ID)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.current:
            self.taken.emit(self.current)

    def _go(self, place: int) -> None:
        """To a row, without telling that it is looked at."""
        index: QModelIndex = self._rows.index(place, 0)
        self.setCurrentIndex(index)


def chip(name: str, words: str) -> Button:
    """A small button."""
    button = Button(words)
    button.setObjectName(name)
    button.setProperty("kind", "chip")
    button.setAccessibleName(words)
    return button


def muted(label: QLabel) -> QLabel:
    """A label for what may be overlooked."""
    label.setProperty("kind", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
