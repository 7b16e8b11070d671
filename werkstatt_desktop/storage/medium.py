"""Brings entries onto the disk in the order of their commits: into the recorder, then into the file."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import Id, Record
from .document import Document, Overtaken, Put
from .recorder import Base, Recorder, lines_after
from .rows import Row, entry_row, record_row

RETRY_S = 1.0
"""From a failed attempt to the next one."""
LOOK_S = 3.0
"""How often an idle file is looked at, to see whether it is still there and as it was left."""
SLOW_S = 5.0
"""What has not reached the file after this time is told to the user."""
_MOST_AT_ONCE = 200
_Work = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the workshop is.

    `at` is when the last step in the file was taken, `waiting` how many are not there yet, for `seconds`
    the oldest of them. `trouble` says what is in the way. `recorded`: what waits is in the recorder.
    `recorder_trouble` says why nothing comes there.
    """

    at: str
    waiting: int
    trouble: FileProblem | None
    recorded: bool = False
    recorder_trouble: FileProblem | None = None
    seconds: float = 0.0


def put_of(entries: Sequence[Entry], records: Iterable[tuple[str, Record]]) -> Put:
    """What entries and the records as they are after them come to. Raises ValueError as `entry_row` does."""
    journal = tuple(entry_row(entry) for entry in entries)
    return Put(journal, tuple((t, record_row(t, r)) for t, r in records), entries[-1].at)


@dataclass(slots=True)
class _Waiting:
    """A put that is not in the file yet. `asked`: the recorder has taken or refused it."""

    put: Put
    after: Id
    since: float
    asked: bool
    recorded: bool


class Medium:
    """Two stages a put goes through, one after the other: the recorder, the file.

    A put that fails stays first in the queue and is tried again. `work` does both stages in the caller's
    thread; after `start` each has a thread of its own, so that a slow file holds up nobody.
    """

    def __init__(self, document: Document, recorder: Recorder | None = None, safe_at: str = "") -> None:
        self._document = document
        self._recorder = recorder
        self._queue: deque[_Waiting] = deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._ended = self._hurried = False
        self._wake: Callable[[], object] = _nothing
        self._attempts = 0
        self._at_once = _MOST_AT_ONCE
        self._last = document.last
        self._drafts: Mapping[str, str] | None = None
        self._bases: list[Base] = []
        self._trouble: FileProblem | None = None
        self._recorder_trouble: FileProblem | None = None
        self._safe_at = safe_at
        self.overtaken = False
        """Somebody else has written into the file; until `put_instead` nothing more goes there."""
        self.gap = False
        """Something is in the file and not in the recorder: only a new backup makes it whole again."""

    @property
    def safety(self) -> Safety:
        with self._changed:
            waiting, trouble = len(self._queue), self._trouble
            seconds = monotonic() - self._queue[0].since if waiting else 0.0
            if trouble is None and seconds > SLOW_S:
                trouble = FileProblem("file_slow", exit_code=5)
            recorded = self._recorder is not None and all(w.recorded for w in self._queue)
            return Safety(self._safe_at, waiting, trouble, recorded, self._recorder_trouble, seconds)

    @property
    def stuck(self) -> bool:
        """Whether nothing that is put now would be safe anywhere."""
        with self._changed:
            blocked = bool(self._queue) and self._trouble is not None
            return blocked and (self._recorder is None or self._recorder_trouble is not None)

    @property
    def waiting(self) -> list[Put]:
        with self._changed:
            return [w.put for w in self._queue]

    @property
    def behind(self) -> bool:
        """Whether threads do the writing."""
        return bool(self._threads)

    def start(self, wake: Callable[[], object]) -> None:
        """Write in threads from now on. `wake` is called in one of them whenever `safety` is another.

        Called again, another one listens.
        """
        self._wake = wake
        if self._threads:
            return
        stages = (
            ("recorder", self._record, self._can_record, self._unasked),
            ("document", self._store, self._can_store, self._never),
        )
        self._threads = [
            threading.Thread(target=self._run, args=stage, name=name, daemon=True) for name, *stage in stages
        ]
        for thread in self._threads:
            thread.start()

    def put(self, put: Put, *, recorded: bool = False) -> None:
        """Take a put; it is safe when it waits no more. `recorded`: it came from the recorder."""
        with self._changed:
            asked = recorded or self._recorder is None
            self._queue.append(_Waiting(put, self._last, monotonic(), asked, recorded))
            self._last = put.journal[-1][0]
            self._changed.notify_all()
        if not self._threads:
            self.work()

    def put_instead(self, put: Put | None) -> None:
        """Put this in place of all that waits: the same entries, joined with those of somebody else."""
        with self._changed:
            recorded = all(w.recorded for w in self._queue)
            asked = recorded or self._recorder is None or all(w.asked for w in self._queue)
            self._queue.clear()
            self._last = self._document.last
            if put is not None:
                self._queue.append(_Waiting(put, self._last, monotonic(), asked, recorded))
                self._last = put.journal[-1][0]
            self.overtaken = False
            self._trouble = None
            self._changed.notify_all()

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        """Keep what stands in entry fields; a disk that does not take it is asked again next time."""
        with self._changed:
            self._drafts = dict(drafts)
            self._changed.notify_all()
        if not self._threads:
            self._record()

    def note_base(self, base: Base) -> None:
        """Tell the recorder of a verified backup, which holds all that the file held before now."""
        with self._changed:
            self._bases.append(base)
            self.gap = False
            self._changed.notify_all()
        if not self._threads:
            self._record()

    def work(self) -> bool:
        """Do what there is to do; returns whether nothing waits any more."""
        self._record()
        while self._can_store() and self._store():
            pass
        return not self._queue

    def flush(self, patience: float | None = None) -> bool:
        """Wait until all is in the file, or an attempt from now on has failed; returns whether it is there.

        `patience` is the most to wait, in seconds.
        """
        if not self._threads:
            return self.work()
        with self._changed:
            before, self._hurried = self._attempts, True
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: not self._queue or self.overtaken or self._failed_since(before), patience
            )
            self._hurried = False
            return not self._queue

    def end(self) -> None:
        """Let the threads end; one that hangs in a write is left behind."""
        with self._changed:
            self._ended = True
            self._wake = _nothing
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=RETRY_S)
        if self._recorder is not None:
            self._recorder.close()

    def _failed_since(self, before: int) -> bool:
        return self._attempts > before and self._trouble is not None

    def _run(
        self, work: Callable[[], bool], can_work: Callable[[], bool], urgent: Callable[[], bool]
    ) -> None:
        """One stage in its thread; after a failure it waits, unless something urgent comes."""
        while not self._ended:
            if work():
                with self._changed:
                    self._changed.wait_for(lambda: self._ended or can_work(), LOOK_S)
            else:
                with self._changed:
                    self._changed.wait_for(lambda: self._ended or self._hurried or urgent(), RETRY_S)

    def _unasked(self) -> bool:
        return any(not w.asked for w in self._queue)

    def _never(self) -> bool:
        return False

    def _can_record(self) -> bool:
        unrecorded = any(not w.recorded for w in self._queue)
        return self._recorder is not None and (unrecorded or self._drafts is not None or bool(self._bases))

    def _can_store(self) -> bool:
        return bool(self._queue) and self._queue[0].asked and not self.overtaken

    def _record(self) -> bool:
        """The first stage; returns False where the disk does not take it."""
        with self._changed:
            if self._recorder is None:
                return True
            batch = [w for w in self._queue if not w.recorded]
            drafts, bases = self._drafts, list(self._bases)
        trouble = None
        try:
            self._recorder.begin()
            if batch:
                self._recorder.append([line for w in batch for line in lines_after(w.put.journal, w.after)])
            for base in bases:
                self._recorder.note_base(base)
            if drafts is not None:
                self._recorder.keep_drafts(drafts)
        except OSError:
            trouble = FileProblem("recorder_off", exit_code=5)
        with self._changed:
            for w in batch:
                w.asked, w.recorded = True, trouble is None
            if trouble is None:
                del self._bases[: len(bases)]
            if self._drafts is drafts:
                self._drafts = None
            told = bool(self._recorder_trouble) != bool(trouble)
            self._recorder_trouble = trouble
            self._changed.notify_all()
        if told:
            self._wake()
        return trouble is None

    def _store(self) -> bool:
        """The second stage, or a look at the file while nothing waits; returns False where it failed."""
        with self._changed:
            batch: list[_Waiting] = []
            if self.overtaken:
                self._wake()
                return True
            for w in self._queue:
                if not w.asked or len(batch) == self._at_once:
                    break
                batch.append(w)
        trouble, overtaken = None, False
        try:
            self._document.write([w.put for w in batch]) if batch else self._document.look()
        except Overtaken:
            overtaken = True
        except FileProblem as error:
            trouble = error if batch or error.key != "file_busy" else self._trouble
        with self._changed:
            before = self._trouble
            if trouble is None and not overtaken and batch:
                self._safe_at = batch[-1].put.at
                for w in batch:
                    self._queue.popleft()
                    self.gap = self.gap or (self._recorder is not None and not w.recorded)
            if overtaken:
                self.overtaken = True
            self._trouble = trouble
            # What is in the way of one put must not hold up those before it.
            self._at_once = 1 if trouble is not None else _MOST_AT_ONCE
            self._attempts += 1
            self._changed.notify_all()
        if batch or overtaken or before is not trouble:
            self._wake()
        return trouble is None


def waiting_rows(medium: Medium) -> Iterator[Row]:
    """The journal rows that are not in the file yet."""
    return (row for put in medium.waiting for row in put.journal)


def _nothing() -> None:
    """Nobody wants to hear."""
