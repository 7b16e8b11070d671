"""One of several, chosen from a list that folds out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox

from ..labels import plain_tip


class Pick(QComboBox):
    """A value among some, each with its words, which may be those of users."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setStyleSheet("QComboBox::drop-down { border: none; width: 26px; }")
        self.currentTextChanged.connect(self._show_whole)

    @property
    def value(self) -> str:
        return str(self.currentData() or "")

    def offer(self, words: Mapping[str, str], chosen: str) -> None:
        """Offer these values; the first one is chosen where the chosen one is not there."""
        if {str(self.itemData(n)): self.itemText(n) for n in range(self.count())} != dict(words):
            self.clear()
            for value, said in words.items():
                self.addItem(said, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own arrow stands on a frame that the other controls do not have."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        x, y = self.width() - 16.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()

    def _show_whole(self, words: str) -> None:
        self.setToolTip(plain_tip(words))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel; it chooses nothing."""
        event.ignore()
