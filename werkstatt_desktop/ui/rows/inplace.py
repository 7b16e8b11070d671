"""Fields that look like the text they hold until they are used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..fields import LineField, ProseField

INDENT = 7
"""How far the text of a field in a row lies inside the field, in pixels; headings line up with it."""
_EDGE = 9
_WALKS = {Qt.Key.Key_Up: QTextCursor.MoveOperation.Up, Qt.Key.Key_Down: QTextCursor.MoveOperation.Down}


class WrapField(ProseField):
    """One line of text that wraps where it does not fit: Enter hands it over and reaches the parent.

    So do the arrow keys up and down on its first and last line.
    """

    def __init__(self, name: str, label: str, *, edge: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(name, label, rows=1, most=40, edge=edge, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.hand_over()
            event.ignore()
            return
        if _asks_for_the_parent(event) or self._walks_out(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind, types = event.type(), QEvent.Type
        # Before it is shown its style changes several times; then it gets its size, and fits itself.
        if kind == types.FontChange or (kind == types.StyleChange and self.isVisible()):
            self._fit()

    def _walks_out(self, event: QKeyEvent) -> bool:
        if event.key() not in _WALKS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        return not self.textCursor().movePosition(_WALKS[Qt.Key(event.key())])


def line_in_place(name: str, label: str, width: int) -> LineField:
    """A short field in a row, such as a time."""
    field = LineField(name, label)
    field.setProperty("kind", "inplace")
    field.setFixedWidth(width)
    level(field)
    return field


def level(field: LineField) -> None:
    """Put the text where a wrapping field has it; the toolkit keeps some room of its own in a line."""
    field.setTextMargins(-2, -1, -2, 1)


def text_in_place(name: str, label: str) -> WrapField:
    """A field in a row that wraps."""
    field = WrapField(name, label, edge=_EDGE)
    field.setProperty("kind", "inplace")
    return field


def show_outcome(field: LineField | ProseField, says: str, *, done: bool) -> None:
    """After a field was handed over: what the record says now, or what was typed where it was refused.

    A field that was emptied in vain shows the record's words again.
    """
    if done or not field.text().strip():
        field.show_text(says)
    else:
        field.keep_typed(says)


def _asks_for_the_parent(event: QKeyEvent) -> bool:
    """Alt with a digit is a command of the panel or the window, not text."""
    digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
    return digit and event.modifiers() == Qt.KeyboardModifier.AltModifier
