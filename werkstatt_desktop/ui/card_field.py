"""The text field of a card: a new one at the bottom of a column, or one that is being reworded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ..exchange.lists import lines_of
from .card_drag import CARDS_MIME
from .fields import asks_redo, leaves_undo, typed
from .numbered import numbered
from .theme import Theme, font

_PLAIN = "QPlainTextEdit, QPlainTextEdit:focus { background: transparent; border: none; padding: 0px; }"


class CardField(QPlainTextEdit):
    """A field without a frame of its own. Enter says `entered`, Shift+Enter makes a new line.

    With `takes_lists` several pasted or dropped lines are not put into the field but told by
    `list_came`. `went_up` says that the up key was pressed in the empty field.
    """

    entered = Signal()
    escaped = Signal()
    went_up = Signal()
    list_came = Signal(str)
    focus_came = Signal()
    focus_went = Signal()

    def __init__(self, name: str, parent: QWidget, *, takes_lists: bool) -> None:
        super().__init__(parent)
        self._takes_lists = takes_lists
        self._ghost = ("", "")
        self._look: Theme | None = None
        self.setObjectName(name)
        self.setStyleSheet(_PLAIN)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().clearUndoRedoStacks()  # the margin is no typing

    def show_ghost(self, words: str, key: str, look: Theme) -> None:
        """Show what the empty field is for, and the key that leads there."""
        self._ghost, self._look = (words, key), look
        self.viewport().update()

    def text(self) -> str:
        return typed(self)

    @property
    def lines(self) -> int:
        """How many lines the text takes in the field, wrapped ones counted."""
        return max(round(self.document().size().height()), 1)

    @property
    def text_height(self) -> int:
        """How many pixels the whole text needs."""
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return round(max(height, self.fontMetrics().lineSpacing())) + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if shift:
                self.insertPlainText("\n")
                self.ensureCursorVisible()
            else:
                self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
            # In the field for new cards there is nothing to give up; the window may have a use for the key.
            event.setAccepted(not self._takes_lists)
        elif asks_redo(event):
            self.redo()
        elif numbered(event):
            event.ignore()
        elif key == Qt.Key.Key_Up and self.document().isEmpty():
            self.went_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.focus_went.emit()

    def event(self, event: QEvent) -> bool:
        document = self.document()
        can_undo, can_redo = document.isUndoAvailable(), document.isRedoAvailable()
        if leaves_undo(event, can_undo=can_undo, can_redo=can_redo):
            event.ignore()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and asks_redo(event):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words, key = self._ghost
        if self._look is None or not self.document().isEmpty():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._look.muted))
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        painter.drawText(QPointF(0, metrics.ascent()), words)
        if key and not self.hasFocus():
            self._paint_key(painter, metrics.horizontalAdvance(words) + 10, metrics.height(), key, self._look)
        painter.end()

    def _paint_key(self, painter: QPainter, x: float, height: float, key: str, look: Theme) -> None:
        small = font(min(max(11.0, self.font().pixelSize() * 0.7), 14.0))
        metrics = QFontMetricsF(small)
        high = metrics.height()
        box = QRectF(x, (height - high) / 2, metrics.horizontalAdvance(key) + 10, high)
        if box.right() > self.viewport().width() - 1:
            return
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        painter.setPen(QColor(look.line))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Cards dropped on the field are for the column around it.
        return not source.hasFormat(CARDS_MIME) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if self._takes_lists and len(lines_of(text)) > 1:
            self.list_came.emit(text)
        elif text:
            cursor = self.textCursor()
            cursor.beginEditBlock()  # what was typed before is a step of its own for undo
            cursor.insertText(text.strip("\r\n"))
            cursor.endEditBlock()
            self.ensureCursorVisible()
