"""The workshops that there are: a list one walks with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from ..theme import Theme
from .sections import Entry, Section
from .tiles import ENTRY, ROW, TileDelegate

Index = QModelIndex | QPersistentModelIndex


class ShelfModel(QAbstractListModel):
    """Headings and, below each, its workshops. Headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[Section] = []
        self._lines: list[tuple[Section | Entry, bool]] = []

    def show(self, sections: Sequence[Section]) -> bool:
        """Show these; whether that changes anything."""
        if list(sections) == self.sections:
            return False
        self.beginResetModel()
        self.sections = list(sections)
        self._lines = []
        for section in sections:
            self._lines.append((section, False))
            self._lines += [(entry, not section.tiles) for entry in section.entries]
        self.endResetModel()
        return True

    def row_of(self, path: str) -> int:
        """Where a workshop stands; -1 where it does not."""
        paths = (line.summary.path if isinstance(line, Entry) else "" for line, _ in self._lines)
        return next((row for row, found in enumerate(paths) if found == path), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, as_row = self._lines[index.row()]
        if role == ENTRY:
            return line
        if role == ROW:
            return as_row
        if isinstance(line, Section):
            words = " · ".join(part for part in (line.heading, line.note) if part)
            return (
                words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {line.facts}"
        if role == Qt.ItemDataRole.ToolTipRole:
            # Escaped inside a tag, so that no name can be taken for markup.
            return f"<span>{escape(line.summary.path)}</span>"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()][0], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Shelf(QListView):
    """Emits `opened` with a workshop's path, `menu_wanted` with an entry and a place on the screen."""

    opened = Signal(Path)
    menu_wanted = Signal(object, object)
    removed = Signal(str)

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf")
        self.setAccessibleName(label)
        self.shelf = ShelfModel()
        self.tiles = TileDelegate(theme)
        self.setModel(self.shelf)
        self.setItemDelegate(self.tiles)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these; the chosen workshop and the place in the list stay."""
        here = self.entry()
        scrolled = self.verticalScrollBar().value()
        if not self.shelf.show(sections):
            return
        self._choose(self.shelf.row_of(here.summary.path) if here else -1)
        self.verticalScrollBar().setValue(scrolled)

    def show_theme(self, theme: Theme) -> None:
        self.tiles.theme = theme
        self.viewport().update()

    def entry(self) -> Entry | None:
        """The chosen workshop."""
        found = self.currentIndex().data(ENTRY)
        return found if isinstance(found, Entry) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Room is left for the scroll bar, so that its coming and going moves nothing.
        self.tiles.width = self.width() - self.verticalScrollBar().sizeHint().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.entry() is None:
            self._choose(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.entry()
        if event.key() == Qt.Key.Key_Delete and entry is not None:
            self.removed.emit(entry.summary.path)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        found = index.data(ENTRY)
        if isinstance(found, Entry):
            corner = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(found, event.globalPos() if by_mouse else corner)

    def _open(self, index: QModelIndex) -> None:
        found = index.data(ENTRY)
        if isinstance(found, Entry):
            self.opened.emit(Path(found.summary.path))

    def _choose(self, row: int) -> None:
        if 0 <= row < self.shelf.rowCount():
            index = self.shelf.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
