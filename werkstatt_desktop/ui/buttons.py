"""Buttons that the keyboard presses everywhere in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Button(QPushButton):
    """A button that Enter presses, as Space does, where it has the keyboard.

    Without this it depends on the desktop whether Enter does so; in a dialog it would press the default
    button instead of the one that shows the focus.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
