"""The page alone on the whole screen, as the room sees it; meanwhile the system does not sleep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from ..desk import Desk
from .toast import Toast

if TYPE_CHECKING:
    from .awake import Awake


class Solo(QObject):
    """Hides the parts of a window around its page, and brings them back. `changed` tells which.

    What is said meanwhile appears over the page, since the foot of the window is hidden.
    """

    changed = Signal(bool)

    def __init__(self, window: QMainWindow, desk: Desk, parts: Sequence[QWidget]) -> None:
        super().__init__(window)
        self.on = False
        self.toast = Toast(window)
        self._window = window
        self._desk = desk
        self._awake: Awake | None = None
        self._parts = parts
        self._was_maximized = False
        desk.said.connect(self._say)

    def toggle(self) -> None:
        self.show_alone(not self.on)

    def show_alone(self, alone: bool) -> None:
        if alone == self.on:
            return
        self.on = alone
        for part in self._parts:
            part.setVisible(not alone)
        if alone:
            self._was_maximized = self._window.isMaximized()
            self._window.showFullScreen()
            self._stay_awake()
            self.toast.say(self._desk.texts("Esc or F11 leads back."))
        else:
            self.let_sleep()
            self.toast.hide()
            self._window.showMaximized() if self._was_maximized else self._window.showNormal()
        self.changed.emit(alone)

    def follow(self, event: QEvent) -> None:
        """Hear of a change of the window's state: its manager has a way out of the full screen, too."""
        if event.type() == QEvent.Type.WindowStateChange and self.on and not self._window.isFullScreen():
            self.show_alone(False)

    def let_sleep(self) -> None:
        """The system may sleep and blank the screen again; also when the window goes."""
        if self._awake is not None:
            self._awake.end()

    def _stay_awake(self) -> None:
        from .awake import Awake

        self._awake = self._awake or Awake()
        self._awake.begin(self._desk.texts("A page is shown on the whole screen."))

    def _say(self, sentence: str) -> None:
        if self.on:
            self.toast.say(sentence)
