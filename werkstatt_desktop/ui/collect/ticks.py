"""Which cards are in the file: a tick for the newest, a dot for what is still on its way."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from ...domain.edits import Step
from ...domain.records import Id
from ...storage.store import Safety
from ..desk import Desk
from ..health import PENDING_S


class Ticks(QObject):
    """Follows what the store has brought into the file. `changed` carries the ids that it is another of.

    `written` are the cards written in this window. A card that is not `safe` is on its way; one that is
    `late` has been so for longer than a moment.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.written: set[Id] = set()
        self._waiting: frozenset[Id] = frozenset()
        self._late: frozenset[Id] = frozenset()
        desk.safety_changed.connect(self._follow)
        # Before the rows of the step are made, whoever asks for them has to be told the truth.
        desk.changed.connect(self._hear)
        self._follow(desk.store.safety)

    def write(self, ids: Iterable[Id]) -> None:
        """These cards were written here just now."""
        new = frozenset(ids)
        self.written |= new
        self.changed.emit(new)

    def safe(self, id: Id) -> bool:
        return id not in self._waiting

    def late(self, id: Id) -> bool:
        return id in self._late

    def _hear(self, _step: Step | None) -> None:
        self._follow(self._desk.store.safety)

    def _follow(self, safety: Safety) -> None:
        before = self._waiting, self._late
        self._waiting = self._desk.store.waiting_ids if safety.waiting else frozenset()
        self._late = self._waiting if safety.seconds > PENDING_S else frozenset()
        if (self._waiting, self._late) != before:
            self.changed.emit((before[0] ^ self._waiting) | (before[1] ^ self._late))
