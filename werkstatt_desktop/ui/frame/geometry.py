"""Where a window stood the last time, so that it stands there again."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QWidget

_USUAL = QSize(1440, 900)
_FRAME = QSize(0, 40)
"""What the frame around a window takes of the screen, about; before it is shown nobody knows."""


def restore(window: QWidget, name: str) -> None:
    """Give a window the place and size that were kept under a name, or the usual size, always on a screen."""
    kept = QSettings("werkstatt", "windows").value(name)
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        return
    window.resize(usual_size(window))


def usual_size(window: QWidget) -> QSize:
    """The size of a window that nobody has given another one; it fits on its screen."""
    return _USUAL.boundedTo(window.screen().availableSize() - _FRAME)


def keep(window: QWidget, name: str) -> None:
    """Remember place and size, but not those of a window that fills the screen for a while."""
    if not window.isFullScreen():
        QSettings("werkstatt", "windows").setValue(name, window.saveGeometry())
