"""The options of a round under the moderator's hands: clicks and keys that count."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ..bars import quiet_bars
from ..desk import Desk
from ..dots.counting import Counting
from ..theme import Theme
from .look import OptionLook
from .model import OptionRows

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class OptionList(QListView):
    """A click sets a dot, with Shift it takes one; + and − do so on the row with the keyboard.

    Digits make a number there, Enter goes on to the next row. `went_on` is emitted after the last row.
    """

    went_on = Signal()
    chose = Signal(str)
    """The option that has the keyboard."""
    place_wanted = Signal()
    """It is to be placed between two criteria."""

    def __init__(self, desk: Desk, rows: OptionRows, counting: Counting, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._rows, self._counting = rows, counting
        self.look = OptionLook(desk, rows, counting, self)
        self.setObjectName("weigh-options")
        self.setAccessibleName(desk.texts("Options"))
        self.setModel(rows)
        self.setItemDelegate(self.look)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)

    def restyle(self, theme: Theme, pixels: float) -> None:
        """Follow the theme and the size of cards."""
        self.look.resize(pixels)
        self.setStyleSheet(quiet_bars("QListView { background: transparent; border: none; }", theme))
        self.scheduleDelayedItemsLayout()

    def choose(self, row: int) -> None:
        """Bring the keyboard's row there."""
        if 0 <= row < len(self._rows.ids):
            self.setCurrentIndex(self._rows.index(row))

    @property
    def row(self) -> int:
        """The row that has the keyboard, -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        here = self._rows.ids[self.row] if 0 <= self.row < len(self._rows.ids) else None
        if event.key() in _ENTER and plain and self._rows.is_matrix:
            self.place_wanted.emit()
        elif event.key() in _ENTER and plain:
            self._go_on(-1 if held == Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self._counting.drop():
            return
        elif here is not None and plain and text in {"+", "-", "−"}:
            self._counting.add(here, 1 if text == "+" else -1)
        elif here is not None and plain and text.isascii() and text.isdigit():
            self._counting.type(here, text)
        elif here is not None and plain and event.key() == Qt.Key.Key_Backspace:
            self._counting.take_back_digit(here)
        elif event.key() == Qt.Key.Key_Escape or (plain and text.isprintable() and text.strip()):
            # Letters do nothing here: the toolkit would look for a row that begins with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Otherwise a shortcut of the window takes the plus of the number pad.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.text() in {"+", "-"}
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            event.accept()
            return
        self.choose(index.row())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._counting.add(self._rows.ids[index.row()], -1 if shift else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two dots."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag chooses nothing."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.row < 0:
            self.choose(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._counting.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: object, previous: object) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        # While rows are laid out anew there is no row for a moment, and nothing is left by that.
        if isinstance(current, QModelIndex) and 0 <= current.row() < len(self._rows.ids):
            self._counting.leave_for(self._rows.ids[current.row()])
            self.chose.emit(self._rows.ids[current.row()])

    def _go_on(self, by: int) -> None:
        self._counting.settle()
        if self.row + by >= len(self._rows.ids):
            self.went_on.emit()
        else:
            self.choose(max(self.row + by, 0))
