"""The first stage on the way to the disk: what waits is written into the recorder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic

from ..domain.errors import FileProblem
from ..domain.photos import named
from ..domain.records import Id
from .cover import Cover
from .document import Put
from .recorder import Base, Recorder, lines_after
from .rows import Row, entry_of
from .waiting import TELL_S, Queue, Waiting


class RecorderStage:
    """Asks the recorder to take each put before the file gets it; one that is refused goes on all the same.

    What the file has and the recorder could not take is kept for it. Without a recorder there is nothing
    to do. `last`: the entry that the file ends with.
    """

    def __init__(self, queue: Queue, recorder: Recorder | None, last: Id) -> None:
        self._queue = queue
        self._recorder = recorder
        self._cover = Cover(last)
        self._missed: list[Waiting] = []
        self._bases: list[Base] = []
        self._drafts: Mapping[str, str] | None = None
        self._off = recorder is None
        self.trouble: FileProblem | None = None

    @property
    def absent(self) -> bool:
        """Whether there is no recorder."""
        return self._recorder is None

    @property
    def off(self) -> bool:
        """Whether the last attempt to record a put has failed, or takes for ever."""
        return self._off or any(w.late and not w.recorded for w in self._queue.puts)

    @property
    def gap(self) -> bool:
        """Whether something is in the file that a backup and the recorder do not hold."""
        return self._recorder is not None and (self._cover.torn or bool(self._missed))

    @property
    def has_all(self) -> bool:
        """Whether all that waits is recorded."""
        return self._recorder is not None and all(w.recorded for w in self._queue.puts)

    def tear(self) -> None:
        """The recorder and its backup are known not to hold all that is in the file."""
        with self._queue.lock:
            self._cover.tear()

    def store(self, stored: Iterable[Waiting]) -> None:
        """These are in the file now. The queue is locked."""
        for w in stored:
            self._cover.end_with(w.put.journal[-1][0])
            if self._recorder is not None and not w.recorded:
                self._missed.append(w)

    def go_on_from(self, before: Id, theirs: tuple[Row, ...] | None, last: Id) -> None:
        """After the entry `before` others have written these into the file; None: what, is not known.

        The queue is locked.
        """
        self._cover.end_with(last)
        if theirs is None or named(entry_of(row) for row in theirs if '"photos"' in row[-2]):
            # The pictures of others are in the file alone.
            self._cover.tear()
        if theirs and self._recorder is not None:
            self._missed.append(Waiting(Put(theirs, (), ""), before, monotonic(), asked=True, recorded=False))

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        with self._queue.lock:
            self._drafts = dict(drafts)
            self._queue.news.notify()

    def note_base(self, base: Base) -> None:
        with self._queue.lock:
            if self._cover.knows(base.last):
                self._bases.append(base)
                self._queue.news.notify()

    def can_work(self) -> bool:
        if self._recorder is None:
            return False
        return bool(self._unrecorded() or self._bases) or self._drafts is not None

    def urgent(self) -> bool:
        return any(not w.asked for w in self._queue.puts)

    def work(self) -> bool:
        """Record what there is; returns False where the disk does not take all of it."""
        recorder = self._recorder
        if recorder is None:
            return True
        with self._queue.lock:
            batch, bases, drafts = self._unrecorded(), list(self._bases), self._drafts
        recorded = kept = False
        noted = 0
        try:
            if not recorder.begin():
                batch = self._begin_anew()
            _record(recorder, batch)
            recorded = True
            for base in bases:
                recorder.note_base(base)
                noted += 1
            if drafts is not None:
                recorder.keep_drafts(drafts)
            kept = True
        except OSError:
            pass
        except Exception:  # noqa: BLE001 - a fault of ours here must not keep the file from getting its part
            self._queue.tell_fault()
        with self._queue.lock:
            for w in batch:
                w.asked, w.recorded = True, recorded
            self._missed = [w for w in self._missed if not w.recorded]
            for base in bases[:noted]:
                self._cover.mend(base.last)
            del self._bases[:noted]
            if kept and self._drafts is drafts:
                self._drafts = None
            self._off = not recorded
            before, self.trouble = self.trouble, None if kept else FileProblem("recorder_off", exit_code=5)
            # As a rule the file has it in a moment, and then both are told in one.
            late = bool(batch) and self._queue.seconds > TELL_S
            self._queue.untold |= bool(batch)
        if late or (before is None) != kept:
            self._queue.tell()
        return kept

    def close(self) -> None:
        """Record what there is for the last time; no thread works here any more."""
        if self.can_work():
            self.work()
        if self._recorder is not None:
            self._recorder.close()

    def _unrecorded(self) -> list[Waiting]:
        return [*self._missed, *(w for w in self._queue.puts if not w.recorded)]

    def _begin_anew(self) -> list[Waiting]:
        """What was recorded is gone; gives what has to be recorded again."""
        with self._queue.lock:
            self._cover.tear()
            for w in self._queue.puts:
                w.recorded = False
            return self._unrecorded()


def _record(recorder: Recorder, batch: Sequence[Waiting]) -> None:
    """Bring puts into the recorder; a line that names a picture comes after it."""
    for sha256, content in (picture for w in batch for picture in w.put.pictures):
        recorder.keep_picture(sha256, content)
    if batch:
        recorder.append([line for w in batch for line in lines_after(w.put.journal, w.after)])
