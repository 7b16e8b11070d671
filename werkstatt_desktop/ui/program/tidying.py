"""What nothing refers to any more is taken away in the thread of the windows, and in no other.

Python's collector runs in whichever thread happens to ask for memory. A widget or timer that it finds there
would be deleted in a thread that is not its own, and the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250


class Tidying(QObject):
    """Collects as often as Python would, from now on and as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(tidy)
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def tidy() -> None:
    """Collect what is due: the young things, and with every so many times of that the older ones."""
    due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
