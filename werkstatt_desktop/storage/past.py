"""What this device can take back, read from the journal as far as it has to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..domain.edits import Entry
from ..domain.errors import FileProblem
from ..domain.history import History
from .document import Document
from .rows import SELECT_JOURNAL, entry_of

_CHUNK = 200
"""Journal rows read at a time when undo reaches back."""
_OLDER = (
    SELECT_JOURNAL.replace("SELECT", "SELECT rowid,", 1)
    + " WHERE device = ? AND (number, rowid) < (?, ?) ORDER BY number DESC, rowid DESC LIMIT ?"
)


class Past:
    """The undo stacks of a device. `number`: that of its newest entry in the file."""

    def __init__(self, document: Document, device: str, number: int) -> None:
        self._document = document
        self._device = device
        self._history = History(device)
        # The number and row of this device's oldest entry that the history has seen; None: of all.
        self._read_to: tuple[int, int] | None = (number + 1, -1)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in new entries, the oldest of them first."""
        for entry in entries:
            self._history.add(entry)

    def begin_with(self, entries: Iterable[Entry]) -> None:
        """Take in entries that follow those in the file, the oldest first, before anything else is asked."""
        self._history.reach_back(reversed(list(entries)))

    def begin_anew(self, number: int) -> None:
        """Read all of it again from the file. `number`: that of this device's newest entry there."""
        self._history, self._read_to = History(self._device), (number + 1, -1)

    def replace(self, entries: Iterable[Entry]) -> None:
        """Begin anew with all entries there are, in any order."""
        own = sorted((e for e in entries if e.device == self._device), key=lambda e: e.number)
        self._history, self._read_to = History(self._device), None
        self._history.reach_back(own[::-1])

    def stacks(self) -> History:
        """The stacks, as far as they can be read: where the journal is damaged, undo ends.

        While a write takes its time nothing older is read; the next call goes on.
        """
        while self._history.wants_more and self._read_to is not None:
            try:
                with self._document.reading() as connection:
                    rows = connection.execute(_OLDER, (self._device, *self._read_to, _CHUNK)).fetchall()
            except (sqlite3.Error, FileProblem):
                break
            self._read_to = (rows[-1][4], rows[-1][0]) if len(rows) == _CHUNK else None
            try:
                self._history.reach_back(entry_of(row[1:]) for row in rows)
            except FileProblem:
                self._read_to = None
        return self._history
