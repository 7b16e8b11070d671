"""M and a number: laying what is chosen on the result that has this number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Laying(QObject):
    """Begun with M it takes keys until the number is clear. `typed` is None while nothing was begun.

    `most` gives the highest number there is. `changed` comes with each key, `numbered` with the number.
    """

    changed = Signal()
    numbered = Signal(int)

    def __init__(self, most: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.typed: str | None = None

    def begin(self) -> None:
        """Wait for a number; where there is only one result it is meant."""
        self.typed = ""
        if self._most() == 1:
            self._end("1")
        else:
            self.changed.emit()

    def drop(self) -> None:
        """Wait no longer."""
        if self.typed is not None:
            self._end("")

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the number; any other key drops it and is free for what it means."""
        if self.typed is None:
            return False
        text = event.text()
        if text.isascii() and text.isdigit():
            self._add(text)
        elif event.key() == Qt.Key.Key_Backspace and self.typed:
            self.typed = self.typed[:-1]
            self.changed.emit()
        elif event.key() in _ENTER:
            self._end(self.typed)
        elif event.key() in {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt}:
            return True
        else:
            self._end("")
            return event.key() == Qt.Key.Key_Escape
        return True

    def _add(self, digit: str) -> None:
        number = ((self.typed or "") + digit).lstrip("0")
        if not number or int(number) > self._most():
            self._end(number)
            return
        self.typed = number
        if int(number) * 10 > self._most():
            self._end(number)
        else:
            self.changed.emit()

    def _end(self, number: str) -> None:
        self.typed = None
        self.changed.emit()
        if number:
            self.numbered.emit(int(number))
