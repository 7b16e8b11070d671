"""Small parts of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def label(name: str, kind: str) -> QLabel:
    """Words that wrap and mean nothing but themselves."""
    made = QLabel()
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
