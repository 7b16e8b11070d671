"""Brings entries onto the disk in the order of their commits: into the recorder, then into the file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.records import Id, Record
from .document import Document, Put
from .photos import Pictures
from .recorder import Base, Recorder
from .recording import RecorderStage
from .rows import Row, entry_row, record_row
from .storing import DocumentStage
from .waiting import Queue, Waiting

_LAST_WORDS_S = 3.0
"""How long a thread may take to come to its end."""


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


def put_of(entries: Sequence[Entry], records: Iterable[tuple[str, Record]], pictures: Pictures = ()) -> Put:
    """What entries and the records as they are after them come to. Raises ValueError as `entry_row` does."""
    journal = tuple(entry_row(entry) for entry in entries)
    return Put(journal, tuple((t, record_row(t, r)) for t, r in records), entries[-1].at, pictures)


class Medium:
    """Two stages a put goes through, one after the other: the recorder, the file.

    `work` does both in the caller's thread; after `start` there are two threads for them, so that a slow
    file holds up nobody.
    """

    def __init__(self, document: Document, recorder: Recorder | None = None, safe_at: str = "") -> None:
        self._document = document
        self._queue = Queue()
        self._threads: list[threading.Thread] = []
        self._first = RecorderStage(self._queue, recorder, document.last)
        self._second = DocumentStage(self._queue, document, self._first.store, safe_at)
        self._last = document.last

    @property
    def safety(self) -> Safety:
        with self._queue.lock:
            trouble = self._second.trouble
            if trouble is None and self._queue.slow:
                trouble = FileProblem("file_slow", exit_code=5)
            return Safety(
                self._second.safe_at,
                len(self._queue.puts),
                trouble,
                self._first.has_all,
                self._first.trouble,
                self._queue.seconds,
            )

    @property
    def stuck(self) -> bool:
        """Whether nothing that is put now would be safe anywhere."""
        with self._queue.lock:
            return self._first.off and (self._second.trouble is not None or self._queue.slow)

    @property
    def waiting(self) -> list[Put]:
        with self._queue.lock:
            return [w.put for w in self._queue.puts]

    @property
    def behind(self) -> bool:
        """Whether threads do the writing."""
        return bool(self._threads)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else has written into the file; until `put_instead` nothing more goes there."""
        return self._second.overtaken

    @property
    def gap(self) -> bool:
        """Whether something is in the file that a backup and the recorder do not hold."""
        with self._queue.lock:
            return self._first.gap

    def start(self, wake: Callable[[], object]) -> None:
        """Write in threads from now on. `wake` is called in one of them whenever `safety` is another.

        Called again, another one listens.
        """
        self._queue.wake = wake
        if not self._threads:
            self._threads = self._queue.start(self._first, self._second)

    def put(self, put: Put, *, recorded: bool = False) -> None:
        """Take a put; it is safe when it waits no more. `recorded`: it came from the recorder."""
        with self._queue.lock:
            self._append(put, monotonic(), recorded=recorded)
            self._queue.news.notify()
        if not self._threads:
            self.work()

    def held(self, patience: float) -> AbstractContextManager[None]:
        """Nothing goes into the file meanwhile. Raises `FileProblem("file_busy")` where something is."""
        return self._second.held(patience)

    def put_instead(self, put: Put | None, last: Id, theirs: tuple[Row, ...] | None) -> None:
        """Put this in place of all that waits: the same entries, joined with those of somebody else.

        The file ends with the entry `last`. `theirs` are those that have come into it since it was last
        written here, None where that cannot be told. For while the medium is `held`.
        """
        with self._queue.lock:
            since = monotonic() - self._queue.seconds
            self._queue.puts.clear()
            self._first.go_on_from(self._document.last, theirs, last)
            self._document.last = self._last = last
            if put is not None:
                self._append(put, since, recorded=False)
            self._second.joined()
            self._queue.news.notify()

    def cannot_join(self, trouble: FileProblem) -> None:
        """What others have written cannot be joined with what waits now; it is tried again."""
        self._second.cannot_join(trouble)

    def tear(self) -> None:
        """The recorder and its backup are known not to hold all that is in the file."""
        self._first.tear()

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        """Keep what stands in entry fields; a disk that does not take it is asked again."""
        self._first.keep_drafts(drafts)
        if not self._threads:
            self._first.work()

    def note_base(self, base: Base) -> None:
        """Tell the recorder of a verified backup; one of a file that is not known here counts for nothing."""
        self._first.note_base(base)
        if not self._threads:
            self._first.work()

    def work(self) -> bool:
        """Do what there is to do; returns whether nothing waits any more."""
        self._first.work()
        while self._second.can_work() and self._second.work():
            pass
        return not self._queue.puts

    def flush(self, patience: float | None = None) -> bool:
        """Wait until all is in the file, or an attempt from now on has failed; returns whether it is there.

        `patience` is the most to wait, in seconds.
        """
        if not self._threads:
            return self.work()
        queue, second = self._queue, self._second
        with queue.lock:
            queue.hurry += 1
            begun = second.attempt
            queue.news.notify_all()
            queue.done.wait_for(
                lambda: not queue.puts or second.overtaken or queue.ended or second.failed_after(begun),
                patience,
            )
            return not queue.puts

    def end(self) -> bool:
        """Let the threads end; returns whether they have. One that hangs in a write is left behind."""
        self._queue.end()
        for thread in self._threads:
            thread.join(timeout=_LAST_WORDS_S)
        if not self._queue.is_doing(self._first):
            self._first.close()
        return not any(thread.is_alive() for thread in self._threads)

    def _append(self, put: Put, since: float, *, recorded: bool) -> None:
        asked = recorded or self._first.absent
        self._queue.puts.append(Waiting(put, self._last, since, asked, recorded))
        self._last = put.journal[-1][0]


def waiting_rows(medium: Medium) -> Iterator[Row]:
    """The journal rows that are not in the file yet."""
    return (row for put in medium.waiting for row in put.journal)
