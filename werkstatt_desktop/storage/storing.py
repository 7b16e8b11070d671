"""The second stage on the way to the disk: what the recorder was asked to take is written into the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, takewhile
from time import monotonic

from ..domain.errors import FileProblem
from .document import Document, Overtaken, Put
from .waiting import LOOK_S, Queue, Waiting

_REST_S = 60.0
"""From an attempt to join what others wrote, which failed not for their being at it, to the next one."""
_MOST_AT_ONCE = 200


class DocumentStage:
    """Writes puts into the file in their order, and looks at it while nothing waits.

    A put that fails stays first and is tried again. `stored` is told what has come into the file, with the
    queue locked. `safe_at` is when the last step there was taken.
    """

    def __init__(
        self, queue: Queue, document: Document, stored: Callable[[Sequence[Waiting]], None], safe_at: str
    ) -> None:
        self._queue = queue
        self._document = document
        self._stored = stored
        self.safe_at = safe_at
        self.trouble: FileProblem | None = None
        self.overtaken = False
        """Somebody else has written into the file; until that is joined nothing more goes there."""
        self._join_at = 0.0
        self._held = self._storing = False
        self._attempt = self._failed = 0
        self._at_once = _MOST_AT_ONCE

    @property
    def attempt(self) -> int:
        """The number of the attempt that was begun last."""
        return self._attempt

    def failed_after(self, attempt: int) -> bool:
        return self._failed > attempt

    @contextmanager
    def held(self, patience: float) -> Iterator[None]:
        """Nothing goes into the file meanwhile. Raises `FileProblem("file_busy")` where something is."""
        with self._queue.lock:
            self._held = True
            free = self._queue.done.wait_for(lambda: not self._storing, patience)
        try:
            if not free:
                raise FileProblem("file_busy", exit_code=4)
            yield
        finally:
            with self._queue.lock:
                self._held = False
                self._queue.news.notify()

    def joined(self) -> None:
        """What others wrote is part of what follows. The queue is locked."""
        self.overtaken, self.trouble = False, None

    def cannot_join(self, trouble: FileProblem) -> None:
        """What others wrote cannot be joined now."""
        with self._queue.lock:
            self.trouble = trouble
            self._join_at = monotonic() + (LOOK_S if trouble.key == "file_busy" else _REST_S)

    def can_work(self) -> bool:
        puts = self._queue.puts
        return bool(puts) and _may_be_written(puts[0]) and not (self.overtaken or self._held)

    def urgent(self) -> bool:
        return False

    def work(self) -> bool:
        """Write what may be written, or have a look; returns False where that failed."""
        with self._queue.lock:
            paused = self.overtaken or self._held
            again = self.overtaken and monotonic() >= self._join_at
            batch = list(islice(takewhile(_may_be_written, self._queue.puts), self._at_once))
            self._storing = not paused
            self._attempt += not paused
        if paused:
            if again:
                self._queue.tell()
            return True
        trouble, overtaken = self._written([w.put for w in batch])
        with self._queue.lock:
            before = self.trouble
            if trouble is not None and trouble.key == "file_busy" and not batch:
                trouble = before  # who only looks has time
            if trouble is None and not overtaken and batch:
                for _ in batch:
                    self._queue.puts.popleft()
                self.safe_at = batch[-1].put.at
                self._stored(batch)
            if trouble is not None:
                self._failed = self._attempt
            self.trouble, self.overtaken, self._join_at = trouble, overtaken, 0.0
            # What is in the way of one put must not hold up those before it.
            self._at_once = 1 if trouble is not None else _MOST_AT_ONCE
            self._storing = False
            self._queue.done.notify_all()
        if batch or overtaken or (before and before.key) != (trouble and trouble.key):
            self._queue.tell()
        return trouble is None

    def _written(self, puts: Sequence[Put]) -> tuple[FileProblem | None, bool]:
        """What was in the way of writing, and whether somebody else has written."""
        try:
            self._document.write(puts) if puts else self._document.look()
        except Overtaken:
            return None, True
        except FileProblem as error:
            return error, False
        except Exception:  # noqa: BLE001 - after a fault of ours the put waits, and the user is told
            self._queue.tell_fault()
            return FileProblem("cannot_write", exit_code=5), False
        return None, False


def _may_be_written(w: Waiting) -> bool:
    """The recorder comes first, unless it hangs."""
    return w.asked or w.late
