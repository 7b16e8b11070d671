"""From where the board of each group was looked at last, also before the program was started anew."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QPointF

from ...domain.records import Id
from ..desk import Desk
from .camera import LEAST, MOST, Standpoint

_FARTHEST = 1e7
"""No board reaches as far; what is beyond was not written by this program."""


class Places:
    """Kept with the desk; where everything was in view nothing is kept."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(self, group_id: Id | None, standpoint: Standpoint) -> None:
        name = f"board/{group_id or ''}"
        if standpoint.whole:
            self._desk.places.pop(name, None)
        else:
            centre = standpoint.centre
            self._desk.places[name] = f"{standpoint.zoom:.4f} {centre.x():.1f} {centre.y():.1f}"

    def of(self, group_id: Id | None) -> Standpoint | None:
        """Where a board was looked at from; None for one that nobody has seen, or seen as a whole."""
        try:
            zoom, x, y = map(float, self._desk.places.get(f"board/{group_id or ''}", "").split())
        except ValueError:
            return None
        if not (LEAST / 10 <= zoom <= MOST and isfinite(x + y) and max(abs(x), abs(y)) < _FARTHEST):
            return None
        return Standpoint(zoom, QPointF(x, y), whole=False)
