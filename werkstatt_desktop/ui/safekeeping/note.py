"""A note below the head of a window: a sentence that stays until it is closed, with the ways to go on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from ..buttons import Button
from ..desk import Desk
from ..labels import announce
from ..theme import icon

_ICON = 20


class NoteBar(QFrame):
    """Says something about the workshop. `chosen` names the way that the user takes."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("note")
        self.setProperty("kind", "banner")
        self.setProperty("level", "info")
        self._icon, self.words = QLabel(), QLabel()
        self._icon.setObjectName("note-icon")
        self.words.setObjectName("note-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName("note-bar")
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(120, 6)
        self.close_button = QToolButton()
        self.close_button.setObjectName("note-close")
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setAccessibleName(desk.texts("Close this message"))
        self.close_button.setToolTip(desk.texts("Close this message"))
        self.close_button.clicked.connect(self._close)
        self.ways: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 12, 6)
        self._row.setSpacing(12)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.close_button)
        desk.look_changed.connect(self._paint)
        self._paint()
        self.hide()

    def show_note(self, words: str, ways: Mapping[str, str] | None = None, *, busy: bool = False) -> None:
        """Say something, aloud too; `ways` are the words of the buttons by their names."""
        had_focus = any(button.hasFocus() for button in (*self.ways.values(), self.close_button))
        for button in self.ways.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.ways = {name: self._button(name, word) for name, word in (ways or {}).items()}
        for place, button in enumerate(self.ways.values(), 3):
            self._row.insertWidget(place, button)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.bar.setVisible(busy)
        self.bar.setAccessibleName(words)
        self.close_button.setVisible(not ways and not busy)
        self.show()
        announce(self, words)
        if had_focus and self.first is not None:
            self.first.setFocus()

    @property
    def first(self) -> QWidget | None:
        """What the keyboard comes to first; None while there is nothing to press."""
        if self.isHidden() or self.bar.isVisibleTo(self):
            return None
        return next(iter(self.ways.values()), self.close_button)

    def _button(self, name: str, words: str) -> QPushButton:
        button = Button(words.replace("&", "&&"))
        button.setObjectName(f"note-{name}")
        button.clicked.connect(self._choose)
        return button

    def _choose(self) -> None:
        self.chosen.emit(next(name for name, button in self.ways.items() if button is self.sender()))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _paint(self) -> None:
        theme = self._desk.theme
        picture = icon("info", theme.accent, _ICON)
        self._icon.setPixmap(picture.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self.close_button.setIcon(icon("x", theme.text))
