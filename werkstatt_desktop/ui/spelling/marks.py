"""Wavy lines below the words of a field that no dictionary knows, and the menu that corrects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from ...texts import Texts
from ..fields import typed
from ..theme import Theme
from .menu import WordMenu
from .speller import Speller

if TYPE_CHECKING:
    from ...spelling.words import Word

PAUSE = 700
"""Milliseconds without typing after which the word at the cursor is marked, too."""


class Marks(QObject):
    """Goes with one field, whose text and steps it never touches but for a correction that was chosen."""

    def __init__(
        self, field: QPlainTextEdit, speller: Speller, t: Texts, look: Theme, turn_off: Callable[[], None]
    ) -> None:
        super().__init__(field)
        self.field, self._speller, self._t, self._turn_off = field, speller, t, turn_off
        self._on = True
        self.wrong: list[Word] = []
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._typing.timeout.connect(self.look)
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self._walked)
        speller.learned.connect(self.look)
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)
        self.dress(look)
        self.look()

    def dress(self, look: Theme) -> None:
        self._format.setUnderlineColor(QColor(look.danger))
        self._show()

    def turn(self, *, on: bool) -> None:
        """Mark, or mark nothing any more."""
        if on != self._on:
            self._on = on
            self.look()

    def look(self) -> None:
        """Mark what is known to be wrong; while a word is being typed it is left alone."""
        found = self._speller.wrong(typed(self.field)) if self._on else []
        if self._typing.isActive():
            at = self.field.textCursor().position()
            found = [word for word in found if not word.start <= at <= word.end]
        if found != self.wrong:
            self.wrong = found
            self._show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._typing.stop()
            self.look()
        if isinstance(event, QContextMenuEvent) and event.type() == QEvent.Type.ContextMenu and self._on:
            self._open(event)
            return True
        return False

    def _typed(self) -> None:
        if self.field.hasFocus():
            self._typing.start()
        self.look()

    def _walked(self) -> None:
        if self._typing.isActive():
            self.look()

    def _show(self) -> None:
        lines = []
        for word in self.wrong:
            line = QTextEdit.ExtraSelection()
            line.format = self._format
            line.cursor = self._cursor(word)
            lines.append(line)
        self.field.setExtraSelections(lines)

    def _open(self, event: QContextMenuEvent) -> None:
        """The field's usual menu, with corrections if it is asked for at a wrong word."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._typing.stop()
        self.look()
        viewport = self.field.viewport()
        if by_key:
            position = self.field.textCursor().position()
            corner = viewport.mapToGlobal(self.field.cursorRect().bottomLeft())
        else:
            at = viewport.mapFromGlobal(event.globalPos())
            position, corner = self.field.cursorForPosition(at).position(), event.globalPos()
        word = next((word for word in self.wrong if word.start <= position <= word.end), None)
        menu = self.field.createStandardContextMenu()
        self._offer(menu, word)
        menu.popup(corner)

    def _offer(self, menu: QMenu, word: Word | None) -> None:
        menu.setObjectName("field-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        WordMenu(menu, self._t, self._speller, word, self._correct, self._turn_off)

    def _correct(self, word: Word, by: str) -> None:
        """One step of typing, which Ctrl+Z takes back."""
        cursor = self._cursor(word)
        if cursor.selectedText() == typed(self.field)[word.start : word.end]:
            cursor.insertText(by)
            self.field.setTextCursor(cursor)

    def _cursor(self, word: Word) -> QTextCursor:
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
