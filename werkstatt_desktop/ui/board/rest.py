"""How many cards are still to be arranged, at the foot of the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ..desk import Desk


class RestButton(QPushButton):
    """Says how many cards hang in no theme yet; a click selects them. With none of them it is not there."""

    def __init__(self, desk: Desk, wall: QWidget) -> None:
        super().__init__(wall)
        self._desk, self._wall = desk, wall
        self.setObjectName("board-rest")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(desk.texts("Select them"))
        self.hide()
        self.dress()

    def show_count(self, count: int) -> None:
        self.setText(self._desk.texts("Not in a theme yet: {count}", count=count))
        self.adjustSize()
        self.setVisible(count > 0)
        self.lie_at_foot()

    def dress(self) -> None:
        theme = self._desk.theme
        self.setStyleSheet(
            f"QPushButton {{ background: {theme.surface}; color: {theme.muted}; font-size: 13px;"
            f"border: 1px solid {theme.line}; border-radius: 8px; padding: 6px 12px; }}"
            f"QPushButton:hover {{ color: {theme.text}; background: {theme.soft}; }}"
        )

    def lie_at_foot(self) -> None:
        """In the lower left corner of the wall."""
        self.move(16, self._wall.height() - self.height() - 16)
