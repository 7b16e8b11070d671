"""Keys with a number, which hold on cards and in fields alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def numbered(event: QKeyEvent) -> tuple[str, int] | None:
    """("ctrl", 2) for Ctrl+2, ("alt", 3) for Alt+3; None for any other key."""
    number = int(event.key()) - int(Qt.Key.Key_0)
    if not 1 <= number <= 9:
        return None
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return "ctrl", number
    return ("alt", number) if modifiers == Qt.KeyboardModifier.AltModifier else None
