"""The list of steps: each with whether it holds, was taken back, or cannot be taken back any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from .edits import BASE, Entry
from .history import History
from .records import Id

Standing = Literal["done", "undone", "lost", "fixed", "other", "begun"]
"""`done` can be taken back and `undone` done again. `lost` was taken back before something new was done.

`fixed` lies before something was erased for good, `other` was done on another device, `begun` is how the
workshop came to be.
"""


class Telling:
    """The steps of a journal in its order, as this device can take them back; more are added as they come."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._history = History(device)
        self._known: set[Id] = set()
        self._toggled: set[Id] = set()
        self.steps: list[Entry] = []

    def add(self, entries: Iterable[Entry]) -> int:
        """Take in entries, passing over those that are known; gives how many new steps there are."""
        before = len(self.steps)
        for entry in entries:
            if entry.id in self._known:
                continue
            self._known.add(entry.id)
            self._history.add(entry)
            if entry.toggles is None:
                self.steps.append(entry)
            else:
                self._toggled ^= {entry.toggles}
        return len(self.steps) - before

    def done(self) -> tuple[Id, ...]:
        """What can be taken back, the newest last."""
        return tuple(entry.id for entry in self._history.done)

    def undone(self) -> tuple[Id, ...]:
        """What can be done again, the next last."""
        return tuple(entry.id for entry in self._history.undone)

    def standings(self) -> dict[Id, Standing]:
        """How each step stands."""
        done, undone = set(self.done()), set(self.undone())
        return {entry.id: self._standing(entry, done, undone) for entry in self.steps}

    def _standing(self, entry: Entry, done: set[Id], undone: set[Id]) -> Standing:
        if entry.id in done:
            return "done"
        if entry.id in undone:
            return "undone"
        if entry.device == BASE:
            return "begun"
        if entry.device != self._device:
            return "other"
        return "lost" if entry.id in self._toggled else "fixed"
