"""Where a window stood the last time, so that it stands there again."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QWidget

_USUAL = QSize(1440, 900)


def restore(window: QWidget, name: str) -> None:
    """Give a window the place and size that were kept under a name, or the usual size, always on a screen."""
    kept = QSettings("werkstatt", "windows").value(name)
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return
    room = window.screen().availableSize()
    window.resize(_USUAL.boundedTo(room))


def keep(window: QWidget, name: str) -> None:
    """Remember place and size, but not those of a window that fills the screen for a while."""
    if not window.isFullScreen():
        QSettings("werkstatt", "windows").setValue(name, window.saveGeometry())
