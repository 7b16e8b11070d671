"""Whether a verified backup and the recorder together hold all that is in a workshop file."""

from __future__ import annotations

from ..domain.records import Id


class Cover:
    """Follows which entries the file ended with, one after the other, and since when there is a tear.

    A tear is something in the file that neither a backup nor the recorder has; only a newer backup mends
    it. `last`: the entry that the file ends with now.
    """

    def __init__(self, last: Id) -> None:
        self._ends: dict[Id, int] = {last: 0}
        self._torn_at: int | None = None

    @property
    def torn(self) -> bool:
        return self._torn_at is not None

    def end_with(self, last: Id) -> None:
        """The file ends with another entry."""
        self._ends[last] = len(self._ends)

    def tear(self) -> None:
        """What is in the file now is not all recorded."""
        self._torn_at = max(self._ends.values())

    def knows(self, last: Id) -> bool:
        """Whether a backup that ends so is one of this file as it was known here; others are no base."""
        return last in self._ends

    def mend(self, last: Id) -> None:
        """A backup that ends so is noted in the recorder."""
        if self._torn_at is not None and self._ends.get(last, -1) >= self._torn_at:
            self._torn_at = None
