"""A poll with its heading above and what it has come to below."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..dots.parts import say, words
from ..theme import font
from .scale import EDGE
from .view import PollView

_ANY = 16_777_215
"""The toolkit's word for no limit."""


class Side(QWidget):
    """One end of the day; two of them stand side by side."""

    def __init__(self, view: PollView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._title = words(f"{view.objectName()}-when")
        self._result = words(f"{view.objectName()}-result")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(view, 1)
        column.addWidget(self._result)
        column.addStretch(0)
        for label in (self._title, self._result):
            label.setIndent(EDGE)
            _wrap(label)
        self.grow(1.0)

    def show_words(self, title: str, result: str) -> None:
        """No title: no line for it."""
        say(self._title, title)
        say(self._result, result)
        self._fit()

    def grow(self, grown: float) -> None:
        """Words and dots so many times as large as usual."""
        self._title.setFont(font(16 * grown, bold=True))
        self._result.setFont(font(16 * grown))
        self.view.grow(grown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A field is a square; what it has come to stands close below it."""
        self.view.setMaximumHeight(self.width() if self.view.is_field else _ANY)


def _wrap(label: QLabel) -> None:
    """However long a title is, two sides need no more room than the window has."""
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
