"""A text as it is read back: large, and corrected where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain.readback import Said
from ...domain.records import Category, Id
from ..desk import Desk
from ..rows.inplace import INDENT, WrapField
from ..theme import font, symbol_path
from .read_words import field_words, first_words, note_words

_TURNS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_BREAK = Qt.KeyboardModifier.ShiftModifier
_SMALL = 0.72
"""How large what explains a text is beside it."""
_EDGE = 9


class ReadField(WrapField):
    """The keys that turn pages reach the page; Shift+Enter begins a new line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNS:
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() & _BREAK:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Its text got its size while nothing was seen, and may wrap otherwise than when the field was fitted.
        self._fit()


class ReadRow(QWidget):
    """`committed` carries what was typed. `says` is what the record says."""

    committed = Signal(object, str)

    def __init__(self, desk: Desk, said: Said, dots: Mapping[Id, int], pixels: float) -> None:
        super().__init__()
        self._desk, self.said = desk, said
        words = field_words(said, desk.texts)
        self.field = ReadField("reading-" + "-".join(said.key), words, edge=_EDGE)
        self.field.setProperty("kind", "inplace")
        self.label, self.note = QLabel(words), QLabel()
        for name, label in (("label", self.label), ("note", self.note)):
            label.setObjectName(f"reading-{name}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(INDENT, 0, INDENT, 0)
            label.setProperty("kind", "muted")
        self.note.setWordWrap(True)
        self.symbol = _Symbol(desk, said)
        self._arrange()
        self.field.finished.connect(self._commit)
        self.show_said(said, dots)
        self.resize_text(pixels)

    def show_said(self, said: Said, dots: Mapping[Id, int]) -> None:
        """Show what the record says now, with what belongs to it. `dots`: of cards, themes and results."""
        self.said = said
        self.field.show_text(said.text)
        state, t = self._desk.state, self._desk.texts
        notes = [first_words(said, t), note_words(state, said, dots, t)]
        self.note.setText("\n".join(note for note in notes if note))
        self.note.setVisible(bool(self.note.text()))
        self.field.setAccessibleDescription(self.note.text())

    def resize_text(self, pixels: float) -> None:
        """The height of the text, in pixels."""
        small = self.said.field in {"explanation", "answer"}
        self.field.setFont(font(pixels * _SMALL if small else pixels, bold=self.said.field == "heading"))
        for label in (self.label, self.note):
            label.setStyleSheet(f"font-size: {max(13, round(pixels * 0.55))}px;")
        self.symbol.setFixedSize(round(pixels), round(pixels * 1.7))

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.symbol, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        if self.said.table != "workshops" and self.said.field not in {"explanation", "answer"}:
            self.label.hide()
        column.addWidget(self.field)
        column.addWidget(self.note)
        line.addLayout(column, 1)
        self.setLayout(line)

    def _commit(self, typed: str) -> None:
        self.committed.emit(self.said, typed)


class _Symbol(QWidget):
    """The symbol of a card's category, as high as a line of its text; room for it beside other texts."""

    def __init__(self, desk: Desk, said: Said) -> None:
        super().__init__()
        self._desk, self._category_id = desk, said.category_id
        if said.table == "clusters":
            self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        category = self._desk.state.get(Category, self._category_id)
        if category is None:
            return
        _, stripe = self._desk.theme.category(category.colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.width() * 0.62
        box = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        painter.fillPath(symbol_path(category.symbol, box), QColor(stripe))
        painter.end()
