"""In the rail, beside each page: how much of it there is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ...domain import plenary, twins, voting
from ...domain.edits import Step
from ...domain.records import Cluster, Measure, ParkedItem
from ..desk import Desk
from .rail import Rail

COUNT_MS = 200
"""So long after a step what is still open is counted; a burst of steps is counted once."""
_ENDS = (
    "cards",
    "clusters",
    "links",
    "categories",
    "groups",
    "measures",
    "participants",
    "parked",
    "workshops",
)


class Counts(QObject):
    """Keeps the numbers of a rail. What takes long to count waits for `begin` and then for a pause."""

    def __init__(self, desk: Desk, rail: Rail) -> None:
        super().__init__(rail)
        self._desk, self._rail = desk, rail
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_MS)
        self._timer.timeout.connect(self._count_ends)

    def refresh(self, step: Step | None) -> None:
        """Count what a step can have changed; None: everything."""
        state, t, rail = self._desk.state, self._desk.texts, self._rail
        cards, themes, parked = twins.count(state), state.count(Cluster), state.count(ParkedItem)
        rail.show_count("collect", cards, t.n("{n} card", "{n} cards", cards))
        rail.show_count("arrange", themes, t.n("{n} theme", "{n} themes", themes))
        if step is None or step.edit.touches("votes", "rounds"):
            dots = voting.counted_last(state)
            rail.show_count("weigh", dots, t.n("{n} dot", "{n} dots", dots))
        measures = state.count(Measure)
        rail.show_count("measures", measures, t.n("{n} measure", "{n} measures", measures))
        if step is None or step.edit.touches("results"):
            kept = len(plenary.results(state, "result"))
            rail.show_count("plenary", kept, t.n("{n} result", "{n} results", kept))
        rail.parked.show_count(parked, t.n("{n} entry", "{n} entries", parked))
        if self._begun and (step is None or step.edit.touches(*_ENDS)):
            self._timer.start()

    def begin(self) -> None:
        """The window is painted: from now on count what is still open, too."""
        self._begun = True
        self._timer.start()

    def _count_ends(self) -> None:
        from ...domain.closing import loose_ends

        t, count = self._desk.texts, len(loose_ends(self._desk.state))
        words = t.n("{n} thing is still open", "{n} things are still open", count)
        self._rail.show_count("close", count, words)
