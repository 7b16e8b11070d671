"""A whole number in a panel; changing it with the arrows quickly is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator

from ..fields import LineField
from .counting import PAUSE_MS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class Number(LineField):
    """From 0 to `most`. `changed_to` carries it once the field is left, Enter pressed, or the arrows rest."""

    changed_to = Signal(int)
    keeps_own_draft = True

    def __init__(self, name: str, label: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(name, label, parent)
        self._most = most
        self.setValidator(QIntValidator(0, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(64)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.hand_over)
        self.finished.connect(self._say)

    def show_value(self, value: int) -> None:
        """Show what the record says; a number on its way is left alone unless the record changed."""
        self.show_text(str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()), 0)
        if not by:
            super().keyPressEvent(event)
            return
        self.setText(str(min(max(int(self.text() or 0) + by, 0), self._most)))
        self._timer.start()

    def _say(self, text: str) -> None:
        self._timer.stop()
        self.changed_to.emit(min(int(text or 0), self._most))
