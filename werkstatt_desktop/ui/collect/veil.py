"""In the place of cards that are hidden while their group writes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ..desk import Desk
from ..theme import font

_NUMBER, _WORDS = 56, 14
_DOWN = 140
"""How far below the head of its column the number stands, where there is room."""


class Veil(QWidget):
    """How many cards a column has, large, and how they are revealed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._number, self._words = QLabel(self), QLabel(self)
        self._number.setObjectName("hidden-number")
        self._words.setObjectName("hidden-words")
        self._number.setFont(font(_NUMBER, bold=True))
        self._words.setFont(font(_WORDS))
        self._words.setProperty("kind", "muted")
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        # At one height in all columns, however high their fields are; on a small screen less far down.
        policy = QSizePolicy.Policy
        column.addItem(QSpacerItem(0, _DOWN, policy.Minimum, policy.Maximum))
        for label in (self._number, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
        self.hide()

    def hasHeightForWidth(self) -> bool:
        """The field below comes first: on a small screen there may be no room for the words."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def show_count(self, count: int) -> None:
        t = self._desk.texts
        self._number.setText(t.number(count))
        self._number.setAccessibleName(t.n("{n} card", "{n} cards", count))
        self._words.setText(t("Hidden. V on the page “Arrange” reveals the cards."))
