"""Points on their way into the workshop: dots in a row on one option are one edit, digits make a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.edits import Edit
from ...domain.records import Id, VoteRound
from ...domain.state import State
from ...domain.verbs import voting
from ..desk import Desk

PAUSE_MS = 700
"""What follows more quickly on one option is one edit."""


class Countable(Protocol):
    """What shows the points of a round, also those that are not in the workshop yet."""

    @property
    def round(self) -> VoteRound | None: ...

    def points(self, id: Id, /) -> int: ...

    def totals(self) -> dict[Id, int]: ...

    def expect(self, id: Id, points: int, /) -> None: ...

    def forget(self) -> None: ...


class Counting(QObject):
    """Shows what is counted at once and hands it over when it pauses; `settle` does so now.

    `count` is the verb that it is handed over with. `typed` is the number whose digits are being typed, empty
    where none is. `counted` tells the option once its points are in the workshop.
    """

    counted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        rows: Countable,
        parent: QObject,
        count: Callable[[State, Id, Mapping[Id, int], str], Edit] = voting.count,
    ) -> None:
        super().__init__(parent)
        self._desk, self._rows, self._count = desk, rows, count
        self._id: Id | None = None
        self._points = 0
        self._waits = False
        self.typed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._hand_over)

    def add(self, id: Id, by: int) -> None:
        """A dot more or fewer, never below none."""
        self._turn_to(id)
        self.typed = ""
        self._expect(max(0, self._rows.points(id) + by))

    def type(self, id: Id, digit: str) -> None:
        """One more digit of a number."""
        self._turn_to(id)
        number = (self.typed + digit).lstrip("0") or "0"
        if int(number) > voting.LARGEST:
            self._desk.say(self._desk.texts("A number as large as that cannot be meant."))
            return
        self.typed = number
        self._expect(int(number))

    def take_back_digit(self, id: Id) -> None:
        """One digit fewer; without any that were typed, those of the total."""
        self._turn_to(id)
        self.typed = (self.typed or str(self._rows.points(id)))[:-1]
        self._expect(int(self.typed or 0))

    def settle(self) -> None:
        """Hand over what was counted; the next digit begins a new number."""
        self._hand_over()
        self._id, self.typed = None, ""

    def leave_for(self, id: Id) -> None:
        """The keyboard is on this option now; what was counted for another is done."""
        if id != self._id:
            self.settle()

    def drop(self) -> bool:
        """Forget what was not handed over yet; whether there was anything."""
        waited, self._waits = self._waits, False
        self._timer.stop()
        self._id, self.typed = None, ""
        self._rows.forget()
        return waited

    def _turn_to(self, id: Id) -> None:
        if id != self._id:
            self.settle()
            self._id = id

    def _expect(self, count: int) -> None:
        round_ = self._rows.round
        if round_ is None or self._id is None or round_.kind == "matrix":
            return
        if not round_.is_open:
            self._desk.say(self._desk.texts("The round is closed. Reopen it to count on."))
            self.typed = ""
            return
        self._points, self._waits = count, True
        self._rows.expect(self._id, count)
        self._timer.start()

    def _hand_over(self) -> None:
        self._timer.stop()
        id, round_ = self._id, self._rows.round
        waited, self._waits = self._waits, False
        if not waited or id is None or round_ is None:
            return
        if self._rows.totals().get(id, self._points) != self._points:
            self._desk.do(self._count, round_.id, {id: self._points}, self._desk.store.device)
        self._rows.forget()
        self.counted.emit(id)
