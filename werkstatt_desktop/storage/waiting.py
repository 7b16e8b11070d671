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
TELL_S = 0.25
"""What is recorded and still on its way to the file after this time is told to the owner."""
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
    """The puts that are not in the file yet, in their order; `lock` guards all of it.

    `to_record` and `to_store` wake the two stages, `done` those who wait for them: each only whom it
    concerns, since every thread that runs holds up the others. `tell` is called, outside of the lock, by
    whoever has made news for the owner; that calls `wake`.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.to_record, self.to_store, self.done = (threading.Condition(self.lock) for _ in range(3))
        self.puts: deque[Waiting] = deque()
        self.wake: Callable[[], object] = _nothing
        self.ended = False
        self.hurry = 0
        """Counts how often somebody did not want to wait for the next attempt."""
        self.untold = False
        """There is news that is told with the next, or when nothing else happens."""
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
        with self.lock:
            self.ended = True
            self.wake = _nothing
            self.rouse()

    def rouse(self) -> None:
        """Whoever rests looks again whether there is something to do. The queue is locked."""
        for condition in (self.to_record, self.to_store, self.done):
            condition.notify_all()

    def run(
        self,
        news: threading.Condition,
        work: Callable[[], bool],
        can_work: Callable[[], bool],
        urgent: Callable[[], bool],
    ) -> None:
        """Work in this thread until the end. After a failure comes a pause, unless something is urgent."""
        hurry = 0
        while not self.ended:
            done = work()
            with self.lock:
                if done:
                    pause = (TELL_S if self.untold else RETRY_S) if self.puts else LOOK_S
                    news.wait_for(lambda: self.ended or can_work(), pause)
                elif self.hurry == hurry:
                    seen = hurry
                    news.wait_for(lambda: self.ended or self.hurry != seen or urgent(), RETRY_S)  # noqa: B023
                hurry = self.hurry
                before, self._slow = self._slow, self.slow
                tell = before != self._slow or (self.untold and self.seconds > TELL_S)
            if tell:
                self.tell()

    def tell(self) -> None:
        """There is news."""
        self.untold = False
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
