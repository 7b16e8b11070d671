"""What is on its way to the disk, shared by the threads that bring it there."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from ..domain.records import Id
from .document import Put

RETRY_S = 1.0
"""From a failed attempt to the next one."""
LOOK_S = 3.0
"""How often an idle file is looked at, to see whether it is still there and as it was left."""
SLOW_S = 5.0
"""What has not reached the file after this time is told to the user."""


@dataclass(slots=True)
class Waiting:
    """A put that follows the entry `after`. `asked`: the recorder has taken or refused it."""

    put: Put
    after: Id
    since: float
    asked: bool
    recorded: bool


class Queue:
    """The puts that are not in the file yet, in their order; `changed` guards all of it.

    `tell` is called, outside of the lock, by whoever has made news for others; that calls `wake`.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.puts: deque[Waiting] = deque()
        self.wake: Callable[[], object] = _nothing
        self.ended = False
        self.hurry = 0
        """Counts how often somebody did not want to wait for the next attempt."""
        self._slow = self._fault_told = False

    @property
    def seconds(self) -> float:
        """How long the oldest put has been waiting."""
        return monotonic() - self.puts[0].since if self.puts else 0.0

    @property
    def slow(self) -> bool:
        return self.seconds > SLOW_S

    def end(self) -> None:
        """Nothing more is done, and nobody is woken."""
        with self.changed:
            self.ended = True
            self.wake = _nothing
            self.changed.notify_all()

    def run(self, work: Callable[[], bool], can_work: Callable[[], bool], urgent: Callable[[], bool]) -> None:
        """Work in this thread until the end. After a failure comes a pause, unless something is urgent."""
        hurry = 0
        while not self.ended:
            done = work()
            with self.changed:
                if done:
                    pause = RETRY_S if self.puts else LOOK_S
                    self.changed.wait_for(lambda: self.ended or can_work(), pause)
                elif self.hurry == hurry:
                    seen = hurry
                    self.changed.wait_for(lambda: self.ended or self.hurry != seen or urgent(), RETRY_S)  # noqa: B023
                hurry = self.hurry
            self._see_to_slowness()

    def _see_to_slowness(self) -> None:
        with self.changed:
            before, self._slow = self._slow, self.slow
            news = before != self._slow
        if news:
            self.tell()

    def tell(self) -> None:
        """There is news."""
        try:
            self.wake()
        except Exception:  # noqa: BLE001 - one who cannot be woken must not keep the rest from the disk
            self.tell_fault()

    def tell_fault(self) -> None:
        """Report a fault of ours that was caught, but only the first."""
        if not self._fault_told:
            self._fault_told = True
            sys.excepthook(*sys.exc_info())


def _nothing() -> None:
    """Nobody wants to hear."""
