"""The way to another step: one step back, or forward, after the other, and the window stays awake."""

from __future__ import annotations

from collections.abc import Collection
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.records import Id
from ..desk import Desk

_BREATH_S = 0.03
"""So long the way goes on before the window may paint."""


class Journey(QObject):
    """Takes steps back until one is the last that holds, or takes them up again until it is.

    `went` tells how many steps were made, `ended` that it is over; a step that cannot be made ends it.
    """

    went = Signal(int)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._way: frozenset[Id] = frozenset()
        self._back = True
        self._made = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go)

    @property
    def under_way(self) -> bool:
        return self._timer.isActive()

    def begin(self, way: Collection[Id], *, back: bool) -> None:
        """Take back, or take up again, these entries, as far as they lie one below the other by now."""
        if self.under_way or not way:
            return
        self._way, self._back, self._made = frozenset(way), back, 0
        self._timer.start()

    def stop(self) -> None:
        if self.under_way:
            self._timer.stop()
            self.ended.emit()

    def _go(self) -> None:
        started, going = perf_counter(), True
        while going and perf_counter() - started < _BREATH_S:
            going = self._step()
            self._made += going
        self.went.emit(self._made)
        if not going:
            self.stop()

    def _step(self) -> bool:
        """One step, if the next one belongs to the way; whether it was made."""
        desk, before = self._desk, self._next
        if before not in self._way:
            return False
        (desk.undo if self._back else desk.redo)()
        return self._next != before

    @property
    def _next(self) -> Id | None:
        store = self._desk.store
        return store.undo_id if self._back else store.redo_id
