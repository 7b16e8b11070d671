"""Below the head of a window: the place of the sign that a version is closed."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ...domain import sealing
from ...domain.edits import Step
from ...domain.state import State
from ..desk import Desk

if TYPE_CHECKING:
    from ..closing.sign import SealSign


class SealPlace(QObject):
    """Shows the sign while the workshop is closed; it is made when it is first wanted.

    `left`: it went while it had the keyboard. Whether something was added to the version by merging is worked
    out in a thread, as all that the workshop holds is read for it.
    """

    left = Signal()
    _compared = Signal(object, bool)

    def __init__(self, desk: Desk, layout: QVBoxLayout, below: QWidget) -> None:
        super().__init__(below)
        self._desk, self._layout, self._below = desk, layout, below
        self.sign: SealSign | None = None
        self._as_closed = True
        self._compared.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def refresh(self, step: Step | None) -> None:
        state = self._desk.state
        if not sealing.is_sealed(state):
            self._hide()
            return
        if step is None or step.edit.touches("seals"):
            self._as_closed = True
        # While it is closed only what comes from elsewhere can have changed something.
        self._show(state)

    @property
    def stop(self) -> QWidget | None:
        """What gets the keyboard when F6 comes by."""
        return self.sign.reopen_button if self.sign is not None and self.sign.isVisible() else None

    def _show(self, state: State) -> None:
        if self.sign is None:
            from ..closing.sign import SealSign

            self.sign = SealSign(self._desk)
            self._layout.insertWidget(self._layout.indexOf(self._below) + 1, self.sign)
        self.sign.show_closed(as_closed=self._as_closed)
        self.sign.show()
        Thread(target=self._compare, args=(state,), name="seal", daemon=True).start()

    def _hide(self) -> None:
        if self.sign is None or self.sign.isHidden():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.sign.isAncestorOf(focus)
        self.sign.hide()
        if had_focus:
            self.left.emit()

    def _compare(self, state: State) -> None:
        same = sealing.is_as_sealed(state)
        with suppress(RuntimeError):  # the window went meanwhile
            self._compared.emit(state, same)

    def _tell(self, state: State, same: bool) -> None:
        if self.sign is not None and self._desk.state is state:
            self._as_closed = same
            self.sign.show_closed(as_closed=same)
