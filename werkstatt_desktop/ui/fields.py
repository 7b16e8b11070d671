"""Entry fields that hold what a record says and hand over what was typed once it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget


class LineField(QLineEdit):
    """One line. `finished` carries the text when it was changed and the field is left, or Enter pressed.

    Undo goes to the typing first; when none is left, the key reaches the window. What was handed over
    is a step, no typing any more. Esc puts back what the record says. What was typed and refused stays,
    marked, until it is mended or put back.
    """

    finished = Signal(str)
    keeps_own_draft = False

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._said = ""
        self.returnPressed.connect(self.hand_over)

    def show_text(self, text: str) -> None:
        """Show what the record says; words being typed are left alone unless the record changed."""
        if self.text() != self._said and text == self._said:
            return
        self._said = text
        mark_kept(self, kept=False)
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(len(text) if self.hasFocus() else 0)

    def keep_typed(self, text: str) -> None:
        """The record goes on to say `text`; what was typed stays, and is handed over again later."""
        self._said = text
        mark_kept(self, kept=self.text() != text)

    @property
    def changed(self) -> bool:
        """Whether words stand here that the record does not have."""
        return self.text() != self._said

    def type_again(self, text: str) -> None:
        """Put words here that were typed before, for the user to go on with."""
        self.setText(text)

    def hand_over(self) -> None:
        """Say what was typed, if it differs from what the record says."""
        if self.text() != self._said:
            self._said = self.text()
            self.finished.emit(self.text())
        if self.text() == self._said and (self.isUndoAvailable() or self.isRedoAvailable()):
            place = self.cursorPosition()
            self.setText(self._said)
            self.setCursorPosition(place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hand_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._said:
            self.setText(self._said)
            mark_kept(self, kept=False)
        elif asks_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Most events by far are no keys, and each field of a page gets dozens until it is seen.
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        asked = _answers(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable())
        return asked or super().event(event)


class ProseField(QPlainTextEdit):
    """Several lines; otherwise like `LineField`, but Enter makes a new line and leaving hands over.

    It grows with its text from `rows` lines to `most`. Tab moves on. `edge`: what its frame takes above
    and below the text together, in pixels.
    """

    finished = Signal(str)
    keeps_own_draft = False
    """Whether something else sees to what is typed here and not handed over."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        rows: int = 2,
        most: int = 8,
        edge: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self._said = ""
        self._rows, self._most, self._edge = rows, most, edge
        self._fitting = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        # Setting the margin counts as a step, which the first Ctrl+Z would take back unseen.
        self.document().clearUndoRedoStacks()
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        return typed(self)

    def show_text(self, text: str) -> None:
        if self.text() != self._said and text == self._said:
            return
        self._said = text
        mark_kept(self, kept=False)
        if self.text() != text:
            self.setPlainText(text)

    def keep_typed(self, text: str) -> None:
        self._said = text
        mark_kept(self, kept=self.text() != text)

    @property
    def changed(self) -> bool:
        return self.text() != self._said

    def type_again(self, text: str) -> None:
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def hand_over(self) -> None:
        if self.text() != self._said:
            self._said = self.text()
            self.finished.emit(self._said)
        if self.text() == self._said:
            self.document().clearUndoRedoStacks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hand_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._said:
            self.setPlainText(self._said)
            mark_kept(self, kept=False)
        elif asks_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        document = self.document()
        can_undo, can_redo = document.isUndoAvailable(), document.isRedoAvailable()
        return _answers(event, can_undo=can_undo, can_redo=can_redo) or super().event(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """Take the height that the text needs. A new height can mean a new width, so look again."""
        if self._fitting:
            return
        self._fitting = True
        for _ in range(3):
            height = self._fitting_height()
            if height == self.minimumHeight() == self.maximumHeight():
                break
            self.setFixedHeight(height)
        self._fitting = False

    def _fitting_height(self) -> int:
        wanted = int(self.document().size().height())
        lines = min(max(wanted, self._rows), self._most)
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if wanted > self._most else bars.ScrollBarAlwaysOff
        )
        return lines * self.fontMetrics().lineSpacing() + self._edge


def typed(field: QPlainTextEdit) -> str:
    """What stands in a field. `toPlainText` would make blanks of non-breaking spaces."""
    return field.document().toRawText().replace("\u2029", "\n")


def mark_kept(field: QWidget, *, kept: bool) -> None:
    """Show by its look whether a field holds words that were refused."""
    if bool(field.property("kept")) != kept:
        field.setProperty("kept", kept)
        field.style().unpolish(field)
        field.style().polish(field)


def asks_redo(event: QKeyEvent) -> bool:
    """Whether a key means redo: Ctrl+Y does so everywhere, on X11 the toolkit knows Ctrl+Shift+Z only."""
    control_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control_y or event.matches(QKeySequence.StandardKey.Redo)


def leaves_undo(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Whether this asks if a field wants the undo or redo key, and the field has nothing left for it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if asks_redo(event):
        return not can_redo
    return event.matches(QKeySequence.StandardKey.Undo) and not can_undo


def _answers(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Answer whether a field wants the undo or redo key; False where something else is asked."""
    if leaves_undo(event, can_undo=can_undo, can_redo=can_redo):
        event.ignore()
        return True
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and asks_redo(event):
        event.accept()
        return True
    return False
