"""What is known of the other workshops in the folder, read off the window's thread."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ...domain import recalling, series
from ...domain.recalling import Past
from ...domain.records import Workshop
from ...domain.state import State
from ...storage.series import Shelf, Volume
from ..desk import Desk

_NEWS_EVERY = 0.1
"""Seconds between two looks at what was read so far."""
_REST = 0.002
"""Seconds after each file in which the window's thread comes first."""
_PATIENCE = 1.0


def news_of(desk: Desk) -> News:
    """The news of a desk; it is made when it is first asked for, and goes with the desk."""
    found: News | None = desk.findChild(News)
    return found or News(desk)


class _Teller(QObject):
    """Carries news from the thread to whoever still wants them.

    It belongs to the program, for what it is to tell may go with its window while the thread is at work.
    """

    told = Signal(object, int, bool)


class News(QObject):
    """Emits `changed` now and then while it reads, and when it is through.

    `volumes` are the workshops in the folder of this one, `total` how many there are while it reads.
    `stopped`: the user wanted no more of it, so that some are not among them.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._shelf = Shelf()
        self._stop = Event()
        self._thread: Thread | None = None
        self._here: tuple[State, Past] | None = None
        self._members: tuple[Workshop, list[Volume], list[Past]] | None = None
        self.volumes: list[Volume] = []
        self.read, self.total = 0, 0
        self.stopped = self.known = False
        desk.leaving.connect(self.end)
        # Whoever the desk goes with, nothing more is read for it.
        self.destroyed.connect(self._stop.set)

    @property
    def busy(self) -> bool:
        """Whether more news will come."""
        return self._thread is not None

    def look(self) -> None:
        """Begin to read; what has not changed is known already."""
        if self.busy:
            return
        self._stop.clear()
        self.stopped = False
        self.read = self.total = 0
        teller = _Teller(QCoreApplication.instance())
        teller.told.connect(self._take)
        given = (self._shelf, self._desk.store.path, self._stop, teller)
        self._thread = Thread(target=_run, args=given, name="series", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Read nothing more; what was read so far stays."""
        if self.busy:
            self.stopped = True
            self._stop.set()

    def end(self) -> None:
        """The window goes. Waits a moment at most: a folder in a network may not answer."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=_PATIENCE)

    @property
    def folder(self) -> list[Past]:
        """All that could be read."""
        return [volume.past for volume in self.volumes if volume.past is not None]

    @property
    def members(self) -> list[Past]:
        """The others of the series, in order."""
        facts = self._desk.state.workshop
        known = self._members
        if known is None or known[0] != facts or known[1] is not self.volumes:
            found = series.members(facts, self._desk.store.doc_id, self.folder)
            known = self._members = facts, self.volumes, found
        return known[2]

    @property
    def earlier(self) -> list[Past]:
        """Those of them that were before this one; the last one is the last workshop."""
        return series.before(self._desk.state.workshop, self.members)

    @property
    def here(self) -> Past:
        """This workshop as it is now."""
        state = self._desk.state
        if self._here is None or self._here[0] is not state:
            self._here = state, recalling.past_of(self._desk.store.doc_id, state)
        return self._here[1]

    @property
    def lacks_the_last(self) -> bool:
        """Whether the workshop from which this one went on is not in the folder."""
        before = self._desk.state.workshop.from_doc
        return bool(before) and all(past.doc_id != before for past in self.folder)

    def path_of(self, past: Past) -> Path | None:
        return next((volume.path for volume in self.volumes if volume.past is past), None)

    def _take(self, found: list[Volume], total: int, through: bool) -> None:
        self.read, self.total = len(found), total
        # What was known before stays in view until all of it was looked at again.
        if through or len(found) >= len(self.volumes):
            self.volumes = found
        if through and self._thread is not None:
            self._thread.join()
            self._thread, self.known = None, True
        self.changed.emit()


def _run(shelf: Shelf, path: Path, stop: Event, teller: _Teller) -> None:
    found: list[Volume] = []
    last = told = time.monotonic()
    total = 0
    with suppress(RuntimeError):  # the program has ended meanwhile
        for volume, count in shelf.volumes(path.parent, path, stop.is_set):
            found.append(volume)
            total = count
            now = time.monotonic()
            if now - told > _NEWS_EVERY:
                told = now
                teller.told.emit(list(found), total, False)
            # One that was known already has taken no time.
            if now - last > _REST:
                time.sleep(_REST)
            last = time.monotonic()
        teller.told.emit(found, total, True)
        teller.deleteLater()
