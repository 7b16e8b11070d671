"""The two kinds of fields as spelling sees them: one of many lines, and one of a single line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, SignalInstance
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from ..fields import typed

if TYPE_CHECKING:
    from ...spelling.words import Word


class Paper(Protocol):
    """What is written on."""

    @property
    def field(self) -> QWidget: ...
    @property
    def text(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def changed(self) -> SignalInstance: ...
    @property
    def walked(self) -> SignalInstance: ...
    def parts(self) -> Sequence[QObject]:
        """Who gets the events of the field."""

    def underline(self, words: Sequence[Word], line: QTextCharFormat) -> None: ...
    def at(self, point: QPoint) -> int:
        """The place in the text at a point of the screen."""

    def corner(self) -> QPoint:
        """Where on the screen a menu belongs that is asked for by key."""

    def menu(self) -> QMenu | None:
        """The menu that the field has by itself."""

    def replace(self, start: int, end: int, by: str) -> None:
        """As if it were typed."""


class Area:
    """A field of many lines."""

    def __init__(self, field: QPlainTextEdit) -> None:
        self.field = field
        self.changed, self.walked = field.textChanged, field.cursorPositionChanged

    @property
    def text(self) -> str:
        return typed(self.field)

    @property
    def position(self) -> int:
        return self.field.textCursor().position()

    def parts(self) -> Sequence[QObject]:
        return self.field, self.field.viewport()

    def underline(self, words: Sequence[Word], line: QTextCharFormat) -> None:
        """Drawn beside the text, which keeps its own formats; nobody hears of a change."""
        selections = []
        for word in words:
            selection = QTextEdit.ExtraSelection()
            selection.format, selection.cursor = line, self._cursor(word.start, word.end)
            selections.append(selection)
        self.field.setExtraSelections(selections)

    def at(self, point: QPoint) -> int:
        return self.field.cursorForPosition(self.field.viewport().mapFromGlobal(point)).position()

    def corner(self) -> QPoint:
        return self.field.viewport().mapToGlobal(self.field.cursorRect().bottomLeft())

    def menu(self) -> QMenu | None:
        return self.field.createStandardContextMenu()

    def replace(self, start: int, end: int, by: str) -> None:
        cursor = self._cursor(start, end)
        cursor.insertText(by)
        self.field.setTextCursor(cursor)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class Line:
    """A field of one line."""

    def __init__(self, field: QLineEdit) -> None:
        self.field = field
        self.changed, self.walked = field.textChanged, field.cursorPositionChanged

    @property
    def text(self) -> str:
        return self.field.text()

    @property
    def position(self) -> int:
        return self.field.cursorPosition()

    def parts(self) -> Sequence[QObject]:
        return (self.field,)

    def underline(self, words: Sequence[Word], line: QTextCharFormat) -> None:
        """Such a field takes formats from input methods only, so one is played that enters nothing."""
        kind, here = QInputMethodEvent.AttributeType.TextFormat, self.position
        lines = [QInputMethodEvent.Attribute(kind, w.start - here, w.end - w.start, line) for w in words]
        QApplication.sendEvent(self.field, QInputMethodEvent("", lines))

    def at(self, point: QPoint) -> int:
        return self.field.cursorPositionAt(self.field.mapFromGlobal(point))

    def corner(self) -> QPoint:
        return self.field.mapToGlobal(QPoint(12, self.field.height()))

    def menu(self) -> QMenu | None:
        return self.field.createStandardContextMenu()

    def replace(self, start: int, end: int, by: str) -> None:
        self.field.setSelection(start, end - start)
        self.field.insert(by)
