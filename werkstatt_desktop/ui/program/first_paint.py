"""What can wait until a window was painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

_BREATH_MS = 60
"""Between the paint and what follows it, so that the picture reaches the screen."""


def after_first_paint(window: QMainWindow, call: Callable[[], object]) -> None:
    """Call something once the window was painted."""
    window.installEventFilter(_FirstPaint(window, call))


class _FirstPaint(QObject):
    """Waits for the first paint event of a window."""

    def __init__(self, window: QMainWindow, call: Callable[[], object]) -> None:
        super().__init__(window)
        self._call = call
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(_BREATH_MS)
        return False

    def _go(self) -> None:
        self._call()
        self.deleteLater()
