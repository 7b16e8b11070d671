"""Reads the workshops off the window's thread."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from ...storage.folders import workshops_in
from ...storage.summaries import Summaries, Summary

_NEWS_EVERY = 0.15
"""Seconds between two looks at what was read so far."""


class Reader(QObject):
    """Emits `found` with the summaries, now and then while it reads and when it is through.

    One thread reads at a time; asked again meanwhile, it begins anew afterwards. Lives as long as
    the program, so that no thread outlives it.
    """

    found = Signal(object)
    _read_so_far = Signal(object, bool)

    def __init__(self, summaries: Summaries) -> None:
        super().__init__()
        self._summaries = summaries
        self.latest = summaries.all()
        """What was found last."""
        self._stop = Event()
        self._thread: Thread | None = None
        self._next: tuple[Path | None, Sequence[str]] | None = None
        self._read_so_far.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether more news will come."""
        return self._thread is not None

    def read(self, folder: Path | None, recent: Sequence[str]) -> None:
        """Begin to read the workshops of a folder and these files."""
        if self.busy:
            self._next = folder, recent
            return
        self._thread = Thread(target=self._run, args=(folder, recent), name="summaries", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read nothing more. Waits a moment at most: a folder in a network may not answer."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=1.0)

    def _take(self, found: list[Summary], through: bool) -> None:
        self.latest = found
        if through and self._thread is not None:
            self._thread.join()
            self._thread = None
        self.found.emit(found)
        if through and self._next is not None:
            wanted, self._next = self._next, None
            self.read(*wanted)

    def _run(self, folder: Path | None, recent: Sequence[str]) -> None:
        self._read(_once([*(Path(path) for path in recent), *(workshops_in(folder) if folder else [])]))

    def _read(self, paths: Sequence[Path]) -> None:
        found: dict[Path, Summary] = {}
        told = time.monotonic()
        for path in paths:
            if self._stop.is_set():
                return
            found[path] = self._summaries.of(path)
            if time.monotonic() - told > _NEWS_EVERY:
                told = time.monotonic()
                known = (found.get(p) or self._summaries.known(p) for p in paths)
                self._read_so_far.emit([summary for summary in known if summary], False)
        self._summaries.keep_only(paths)
        if not self._stop.is_set():
            self._read_so_far.emit(list(found.values()), True)


def _once(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that lead to a file named before."""
    found: dict[str, Path] = {}
    for path in paths:
        found.setdefault(os.path.realpath(path), path)
    return list(found.values())
