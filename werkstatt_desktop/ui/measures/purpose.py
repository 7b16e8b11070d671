"""What a measure is for, as a quiet line that opens the choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ..buttons import Button
from ..desk import Desk
from ..labels import plain_tip
from ..rows.inplace import INDENT


class PurposeButton(Button):
    """An arrow and the words of the result or cards; where they are cut, a tooltip has all of them."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self.words = ""
        self.setObjectName(name)
        self.setProperty("kind", "purpose")
        self.setProperty("linked", False)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_purposes(self, words: Sequence[str]) -> None:
        self.words = ", ".join(words)
        self.setToolTip(plain_tip("\n".join(words)))
        if self.property("linked") is not bool(words):
            self.setProperty("linked", bool(words))
            self.style().unpolish(self)
            self.style().polish(self)
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(80, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        said = f"→ {self.words}" if self.words else self._desk.texts("+ Link to a recommendation")
        room = max(self.width() - 2 * INDENT - 2, 20)
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
        shown = shown.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
