"""What is on its way to the disk, shared by the threads that bring it there."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

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

    @property
    def late(self) -> bool:
        """Whether it has been on its way for so long that nobody waits for anything in front of it."""
        return monotonic() - self.since > SLOW_S


class Stage(Protocol):
    """Something that is done again and again, by one thread at a time; but for `work` the queue is locked."""

    def work(self) -> bool:
        """Do it; returns whether that succeeded."""

    def can_work(self) -> bool:
        """Whether there is something to do."""

    def urgent(self) -> bool:
        """Whether it is to be tried at once, though it has just failed."""


@dataclass(slots=True)
class _Turn:
    """When a stage is done next: at this time, or sooner where there is something to do."""

    stage: Stage
    at: float = 0.0
    failed: bool = False
    hurry: int = 0
    busy: bool = False


class Queue:
    """The puts that are not in the file yet, in their order; `lock` guards all of it.

    `news` wakes the threads that do the stages, `done` those who wait for them. `tell` is called, outside
    of the lock, by whoever has made news for the owner; that calls `wake`.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.news, self.done = threading.Condition(self.lock), threading.Condition(self.lock)
        self.puts: deque[Waiting] = deque()
        self.wake: Callable[[], object] = _nothing
        self.ended = False
        self.hurry = 0
        """Counts how often somebody did not want to wait for the next attempt."""
        self.untold = False
        """There is news that is told with the next, or when nothing else happens."""
        self._turns: list[_Turn] = []
        self._slow = self._fault_told = False

    @property
    def seconds(self) -> float:
        """How long the oldest put has been waiting."""
        return monotonic() - self.puts[0].since if self.puts else 0.0

    @property
    def slow(self) -> bool:
        return self.seconds > SLOW_S

    def start(self, *stages: Stage) -> list[threading.Thread]:
        """Do the stages in as many threads; gives the threads.

        None of them belongs to a stage: one that has recorded a put goes on and writes it, which saves
        waking another, while those that are free record what comes meanwhile.
        """
        self._turns = [_Turn(stage) for stage in stages]
        names = [f"writing-{n}" for n in range(len(stages))]
        threads = [threading.Thread(target=self._run, name=name, daemon=True) for name in names]
        for thread in threads:
            thread.start()
        return threads

    def is_doing(self, stage: Stage) -> bool:
        with self.lock:
            return any(turn.busy for turn in self._turns if turn.stage is stage)

    def end(self) -> None:
        """Nothing more is done, and nobody is woken."""
        with self.lock:
            self.ended = True
            self.wake = _nothing
            self.news.notify_all()
            self.done.notify_all()

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

    def _run(self) -> None:
        """Do whatever is due next, until the end."""
        while True:
            with self.lock:
                turn = self._next()
                if turn is None and not self.ended:
                    self.news.wait(self._rest())
                    turn = self._next()
                if self.ended:
                    return
                if turn is not None:
                    turn.busy = True
                    if self._next() is not None:
                        self.news.notify()
                before, self._slow = self._slow, self.slow
                tell = before != self._slow or (self.untold and self.seconds > TELL_S)
            if tell:
                self.tell()
            if turn is not None:
                self._do(turn)

    def _rest(self) -> float:
        """Seconds until something is due; never many, so that one thread sees how long another hangs."""
        due = (turn.at for turn in self._turns if not turn.busy)
        return max(min([RETRY_S, *(at - monotonic() for at in due)]), 0.0)

    def _next(self) -> _Turn | None:
        """What is due. After a failure comes a pause, unless something is urgent."""
        now = monotonic()
        for turn in self._turns:
            stage = turn.stage
            sooner = (stage.urgent() or turn.hurry != self.hurry) if turn.failed else stage.can_work()
            if not turn.busy and (sooner or now >= turn.at):
                return turn
        return None

    def _do(self, turn: _Turn) -> None:
        turn.hurry = self.hurry
        succeeded = False
        try:
            succeeded = turn.stage.work()
        except Exception:  # noqa: BLE001 - a thread that ends would leave everything lying
            self.tell_fault()
        with self.lock:
            turn.busy, turn.failed = False, not succeeded
            pause = RETRY_S if self.puts or not succeeded else LOOK_S
            turn.at = monotonic() + (TELL_S if self.untold and succeeded else pause)


def _nothing() -> None:
    """Nobody wants to hear."""
