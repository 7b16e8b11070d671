"""What one device can undo and redo."""

from __future__ import annotations

from collections.abc import Iterable

from .edits import Entry
from .records import Id


class History:
    """Two stacks of entries; the next to take back, or to take up again, lies on top.

    Older entries are given newest first to `reach_back`, as far as `wants_more`, so that opening a
    file need not read all of its journal. Entries made from then on are given to `add`.
    """

    def __init__(self, device: str) -> None:
        self._device = device
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        # What the entries read so far say about older ones: how often each was toggled, and
        # which were taken back and then overtaken by something new.
        self._toggled: dict[Id, int] = {}
        self._lost: set[Id] = set()
        self._seen_plain = False

    @property
    def last_done(self) -> Entry | None:
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Entry | None:
        return self._undone[-1] if self._undone else None

    @property
    def wants_more(self) -> bool:
        """Whether older entries can change what is on top of the stacks."""
        return not self._done or bool(self._toggled)

    def add(self, entry: Entry) -> None:
        """Take in the newest entry of the journal."""
        if entry.device != self._device:
            return
        if entry.toggles is None:
            self._done.append(entry)
            self._undone.clear()
        elif self._done and self._done[-1].id == entry.toggles:
            self._undone.append(self._done.pop())
        elif self._undone and self._undone[-1].id == entry.toggles:
            self._done.append(self._undone.pop())

    def reach_back(self, entries: Iterable[Entry]) -> None:
        """Take in older entries, the newest of them first."""
        for entry in entries:
            if entry.device != self._device:
                continue
            if entry.toggles is not None:
                if entry.toggles not in self._toggled and self._seen_plain:
                    self._lost.add(entry.toggles)
                self._toggled[entry.toggles] = self._toggled.get(entry.toggles, 0) + 1
                continue
            if self._toggled.pop(entry.id, 0) % 2 == 0:
                self._done.insert(0, entry)
            elif entry.id not in self._lost:
                self._undone.append(entry)
            self._seen_plain = True
