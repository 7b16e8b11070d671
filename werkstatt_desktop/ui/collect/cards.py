"""The cards of a column under the moderator's hands: walking, selecting, dragging."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ...domain.records import Id
from ..numbered import numbered
from .drag import picture
from .list import MeasuredList
from .look import CardLook
from .model import CardRows


class CardList(MeasuredList):
    """A column's cards. It tells which keys were pressed on them; what comes of it is the page's affair."""

    went_back = Signal(str)
    """To the field; with the letter that was typed, if it was one."""
    paste_wanted = Signal()
    edit_wanted = Signal(bool)
    """Whether the explanation is wanted rather than the text."""
    delete_wanted = Signal()
    copy_wanted = Signal()
    menu_wanted = Signal(QPoint)
    went_aside = Signal(int)

    def __init__(self, rows: CardRows, look: CardLook, parent: QWidget | None = None) -> None:
        super().__init__(rows, look, parent)
        self.setObjectName("cards")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)

    def chosen(self) -> list[Id]:
        """The selected cards in their order."""
        return [self._rows.id_at(row) for row in sorted(index.row() for index in self.selectedIndexes())]

    def choose(self, row: int) -> None:
        """Select one row and make it the current one."""
        self.setCurrentIndex(self._rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_F2 and (plain or shift):
            self.edit_wanted.emit(shift)
        elif key == Qt.Key.Key_Delete and plain:
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and plain:
            self.went_aside.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape or (plain and key == Qt.Key.Key_Down and self._on_last()):
            self.went_back.emit("")
        elif (plain or shift) and text.isprintable() and text.strip():
            self.went_back.emit(text)
        elif numbered(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (
            event.button() == Qt.MouseButton.LeftButton
            and not self.indexAt(event.position().toPoint()).isValid()
        ):
            self.went_back.emit("")
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and hit.isValid():
            self.choose(hit.row())
            self.edit_wanted.emit(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            middle = self.visualRect(self.currentIndex()).center()
            self.menu_wanted.emit(self.viewport().mapToGlobal(middle))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        chosen = sorted(self.selectedIndexes(), key=lambda index: index.row())
        drag = QDrag(self)
        drag.setMimeData(self._rows.mimeData(chosen))
        drag.setPixmap(picture(self._look, chosen, self.card_width, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-10, -6))  # what lies under the hand stays in sight
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.selectionModel().hasSelection() and len(self._rows):
            here = self.currentIndex()
            self.choose(here.row() if here.isValid() else len(self._rows) - 1)

    def _on_last(self) -> bool:
        return self.currentIndex().row() == len(self._rows) - 1
