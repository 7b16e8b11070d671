"""Wavy lines below the words of a field that no dictionary knows, and the menu that corrects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QInputMethodEvent, QTextCharFormat

from ...texts import Texts
from ..theme import Theme
from .menu import WordMenu
from .paper import Paper
from .speller import Speller

if TYPE_CHECKING:
    from ...spelling.words import Word

PAUSE = 700
"""Milliseconds without typing after which the word at the cursor is marked, too."""
_LAST = 3
"""For so many wrong words, the last ones, corrections are looked for ahead, which takes a while."""


class Marks(QObject):
    """Goes with one field, whose text and steps it never touches but for a correction that was chosen."""

    def __init__(
        self, paper: Paper, speller: Speller, t: Texts, look: Theme, turn_off: Callable[[], None]
    ) -> None:
        super().__init__(paper.field)
        self._paper, self._speller, self._t, self._turn_off = paper, speller, t, turn_off
        self._on = True
        self._composing = False
        self.wrong: list[Word] = []
        self._line = QTextCharFormat()
        self._line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._typing.timeout.connect(self.look)
        paper.changed.connect(self._typed)
        paper.walked.connect(self._walked)
        speller.learned.connect(self.look)
        for part in paper.parts():
            part.installEventFilter(self)
        self.dress(look)
        self.look()

    def dress(self, look: Theme) -> None:
        self._line.setUnderlineColor(QColor(look.danger))
        self._show()

    def turn(self, *, on: bool) -> None:
        """Mark, or mark nothing any more."""
        if on != self._on:
            self._on = on
            self.look()

    def look(self) -> None:
        """Mark what is known to be wrong; while a word is being typed it is left alone."""
        if self._composing:
            return
        found = self._speller.wrong(self._paper.text) if self._on else []
        if self._typing.isActive():
            at = self._paper.position
            found = [word for word in found if not word.start <= at <= word.end]
        else:
            self._speller.look_ahead(word.text for word in found[-_LAST:])
        if found != self.wrong:
            self.wrong = found
            self._show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self._typing.stop()
            self.look()
        elif isinstance(event, QContextMenuEvent) and self._on:
            self._open(event)
            return True
        return False

    def _typed(self) -> None:
        if self._paper.field.hasFocus():
            self._typing.start()
        self.look()

    def _walked(self) -> None:
        if self._typing.isActive():
            self.look()

    def _show(self) -> None:
        self._paper.underline(self.wrong, self._line)

    def _open(self, event: QContextMenuEvent) -> None:
        """The field's usual menu, with corrections if it is asked for at a wrong word."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._typing.stop()
        self.look()
        position = self._paper.position if by_key else self._paper.at(event.globalPos())
        word = next((word for word in self.wrong if word.start <= position <= word.end), None)
        menu = self._paper.menu()
        if menu is None:
            return
        # A field's own style would be the menu's, too, were it a child of the field.
        menu.setParent(self._paper.field.window(), menu.windowFlags())
        menu.setObjectName("field-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        WordMenu(menu, self._t, self._speller, word, self._correct, self._turn_off)
        menu.popup(self._paper.corner() if by_key else event.globalPos())

    def _correct(self, word: Word, by: str) -> None:
        """One step of typing, which Ctrl+Z takes back; unless something else stands there by now."""
        if word in self.wrong and word in self._speller.wrong(self._paper.text):
            self._paper.replace(word.start, word.end, by)
