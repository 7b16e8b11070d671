"""What one device can undo and redo."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from .edits import Entry
from .records import Id


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry on a stack, and the place in time of what put it there."""

    place: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Toggle:
    """An entry that turns another one off or on. `overtaken`: something new was done before the next one."""

    place: int
    overtaken: bool


class History:
    """Two stacks of entries; the next to take back, or to take up again, lies on top.

    Entries are given to `add` as they are made. Older ones are given newest first to `reach_back`,
    as far as `wants_more`, so that opening a file need not read all of its journal. What was taken
    back when something new was done is on neither stack. What erases for good and what closes the
    workshop cannot be taken back, and neither can anything before it.
    """

    def __init__(self, device: str) -> None:
        self._device = device
        self._done: list[_Item] = []
        self._undone: list[_Item] = []
        self._newest = 0
        self._oldest = 1
        self._oldest_plain: int | None = None
        self._ended = False
        # What the entries read so far say about older ones, newest first.
        self._toggles: dict[Id, list[_Toggle]] = {}

    @property
    def done(self) -> tuple[Entry, ...]:
        """What can be taken back, as far as it was read; the newest is the last."""
        return tuple(item.entry for item in self._done)

    @property
    def undone(self) -> tuple[Entry, ...]:
        """What can be taken up again; the next is the last."""
        return tuple(item.entry for item in self._undone)

    @property
    def last_done(self) -> Entry | None:
        return self._done[-1].entry if self._done else None

    @property
    def last_undone(self) -> Entry | None:
        return self._undone[-1].entry if self._undone else None

    @property
    def wants_more(self) -> bool:
        """Whether older entries can change what is on top of the stacks."""
        return not self._ended and (not self._done or bool(self._toggles))

    def add(self, entry: Entry) -> None:
        """Take in the newest entry of the journal; one that it toggles has been taken in before."""
        if entry.device != self._device:
            return
        self._newest += 1
        if _ends(entry):
            self._done.clear()
            self._undone.clear()
            self._end()
        elif entry.toggles is None:
            self._done.append(_Item(self._newest, entry))
            self._undone.clear()
            if self._oldest_plain is None:
                self._oldest_plain = self._newest
        elif (found := _taken(self._done, entry.toggles)) is not None:
            self._undone.append(_Item(self._newest, found))
        elif (found := _taken(self._undone, entry.toggles)) is not None:
            self._done.append(_Item(self._newest, found))

    def reach_back(self, entries: Iterable[Entry]) -> None:
        """Take in older entries, the newest of them first."""
        for entry in entries:
            if entry.device != self._device:
                continue
            if self._ended or _ends(entry):
                self._end()
                return
            self._oldest -= 1
            if entry.toggles is None:
                self._place(entry)
                self._oldest_plain = self._oldest
                continue
            later = self._toggles.setdefault(entry.toggles, [])
            plain = self._oldest_plain
            overtaken = plain is not None and (not later or plain < later[-1].place)
            later.append(_Toggle(self._oldest, overtaken))

    def _end(self) -> None:
        """Older entries are of no interest any more, nor what is known of them."""
        self._ended = True
        self._toggles.clear()

    def _place(self, entry: Entry) -> None:
        """Put an entry where its toggles, all of them known now, have brought it."""
        toggles = self._toggles.pop(entry.id, [])
        if any(toggle.overtaken for toggle in toggles[::-1][::2]):
            return
        stack = self._undone if len(toggles) % 2 else self._done
        place = toggles[0].place if toggles else self._oldest
        insort(stack, _Item(place, entry), key=attrgetter("place"))


def _ends(entry: Entry) -> bool:
    """Whether neither an entry nor anything before it can be taken back."""
    return entry.edit.touches("erased") or entry.edit.touches("seals")


def _taken(stack: list[_Item], id: Id) -> Entry | None:
    """Take an entry off a stack; as a rule it is the top one."""
    for n in range(len(stack) - 1, -1, -1):
        if stack[n].entry.id == id:
            return stack.pop(n).entry
    return None
