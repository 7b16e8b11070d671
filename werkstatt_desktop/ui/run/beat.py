"""The beat of the clock while the day is under way, and none at all at other times."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ...domain import order, running
from ...domain.edits import Step
from ..desk import Desk

_SECOND_MS, _MINUTE_MS = 1000, 60_000


def local_now() -> datetime:
    """What the clock of this computer shows."""
    return datetime.now().astimezone().replace(tzinfo=None)


def stamp() -> str:
    """The same as the text that records hold."""
    return local_now().isoformat(timespec="seconds")


class Beat(QObject):
    """Emits `beat` each second while a phase is on, each minute between two phases, and else never.

    It rests while its owner is out of view; the owner calls `follow` when it comes into view.
    """

    beat = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._strike)
        desk.changed.connect(self._hear)

    @property
    def beats(self) -> bool:
        """Whether there will be another beat."""
        return self._timer.isActive()

    def follow(self) -> None:
        """Go on as the day demands, in step with the seconds of the phase that is on."""
        wait = self._wait() if self._owner.isVisible() else None
        if wait is None:
            self._timer.stop()
        else:
            self._timer.start(wait)

    def _wait(self) -> int | None:
        """How many milliseconds there are until the next beat; None for never."""
        state, at = self._desk.state, local_now()
        items = order.programme(state)
        on = running.now(items, state.workshop.starts, at)
        if on is not None:
            return _SECOND_MS - int(on.gone * _MINUTE_MS) % _SECOND_MS
        if running.under_way(items, at):
            return _MINUTE_MS - (at.second * _SECOND_MS + at.microsecond // 1000)
        return None

    def _hear(self, step: Step | None) -> None:
        if step is None or step.edit.touches("programme", "workshops"):
            self.follow()

    def _strike(self) -> None:
        self.beat.emit()
        self.follow()
