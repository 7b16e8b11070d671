"""What is known of how safe a desk's workshop is, and telling of it while steps are on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ..domain.errors import FileProblem
    from ..storage.places import Place
    from ..storage.store import Safety
    from .desk import Desk

PENDING_S = 0.3
"""A step that is not in the file after this time is shown as one that is still on its way."""
_PULSE_MS = 150
"""How often it is told how long steps have been on their way."""


class Health(QObject):
    """`told` comes with each news from the store, and again and again while steps wait.

    `fault` is what a look at all of the file has found, `place` on what the file lies; both come later
    than the window, or never.
    """

    told = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.fault: FileProblem | None = None
        self.place: Place | None = None
        self._pulse = QTimer(self)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self._beat)

    def tell(self, safety: Safety) -> None:
        if bool(safety.waiting) != self._pulse.isActive():
            self._pulse.start() if safety.waiting else self._pulse.stop()
        self.told.emit(safety)

    def find_fault(self, problem: FileProblem) -> None:
        """Take notice of what is wrong with the file, though it can be written."""
        self.fault = problem
        self._beat()

    def lie_at(self, place: Place) -> None:
        """Take notice of the kind of medium."""
        self.place = place
        self._beat()

    def go_on_from(self, other: Health) -> None:
        """Know what is known of the same file elsewhere."""
        self.fault, self.place = other.fault, other.place

    def begin_anew(self) -> None:
        """Nothing is known of the file yet."""
        self.fault = self.place = None

    def rest(self) -> None:
        """Tell no more."""
        self._pulse.stop()

    def _beat(self) -> None:
        self.tell(self._desk.store.safety)
