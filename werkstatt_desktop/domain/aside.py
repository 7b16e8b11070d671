"""Making room on a board: what a grown theme would cover moves on, and pushes what it would cover in turn."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence
from math import ceil

from .layout import GAP, HEAD, THEME_GAP, Rect
from .records import Id

_RISE = HEAD / 2
"""The oval of a heading reaches so far above its theme."""
_GAPS = {True: (THEME_GAP, THEME_GAP - _RISE), False: (GAP, GAP)}
"""The room that is left to the right and below: between themes, and beside cards."""


def pushed_aside(
    grown: Sequence[tuple[Rect, Rect]], themes: Mapping[Id, Rect], cards: Mapping[Id, Rect]
) -> dict[Id, tuple[float, float]]:
    """New corners for the themes and loose cards that lie in the way of boxes which grew, by id.

    `grown` has the box of each theme before and after. What lay below goes further down, what lay to
    the right further to the right, no further than it has to. What was covered before stays where it is.
    """
    field = _Field(themes, cards)
    queue: deque[tuple[Rect, Rect, Id | None]] = deque((before, after, None) for before, after in grown)
    # What goes on pushing in a circle, as boxes that overlap can, comes to an end somewhere.
    left = 20 * (len(themes) + len(cards))
    while queue and left > 0:
        before, after, pusher = queue.popleft()
        for id in field.near(before, after):
            if id == pusher:
                continue
            left -= 1
            box = field.boxes[id]
            by = _push(box, before, after, _GAPS[(pusher is None or pusher in themes) and id in themes])
            if by is not None:
                field.boxes[id] = moved = Rect(box.x + by[0], box.y + by[1], box.width, box.height)
                field.moved.add(id)
                queue.append((box, moved, id))
    return {id: _corner(field.boxes[id], is_theme=id in themes) for id in field.moved}


class _Field:
    """The boxes that can be pushed, with what lies in a stretch to the right or below found quickly."""

    def __init__(self, themes: Mapping[Id, Rect], cards: Mapping[Id, Rect]) -> None:
        self.boxes = {
            **{id: Rect(b.x, b.y - _RISE, b.width, b.height + _RISE) for id, b in themes.items()},
            **cards,
        }
        self.moved: set[Id] = set()
        self._by_x = sorted((box.x, id) for id, box in self.boxes.items())
        self._by_y = sorted((box.y, id) for id, box in self.boxes.items())

    def near(self, before: Rect, after: Rect) -> list[Id]:
        """What may be pushed by a box that grew or went on, from above to below."""
        ids = {*self.moved}
        for row, start, end in (
            (self._by_x, before.right, after.right + THEME_GAP),
            (self._by_y, before.bottom, after.bottom + THEME_GAP),
        ):
            ids.update(id for _, id in row[bisect_left(row, (start, "")) : bisect_left(row, (end, ""))])
        return sorted(ids, key=lambda one: (self.boxes[one].y, self.boxes[one].x, one))


def _push(box: Rect, before: Rect, after: Rect, gaps: tuple[float, float]) -> tuple[float, float] | None:
    """How far a box has to go to the right or down, if it has to."""
    ways: list[tuple[float, float]] = []
    if box.x >= before.right and box.right > after.x and box.y < after.bottom and after.y < box.bottom:
        by = after.right + min(gaps[0], box.x - before.right) - box.x
        ways.append((float(ceil(by)), 0.0))
    if box.y >= before.bottom and box.bottom > after.y and box.x < after.right and after.x < box.right:
        by = after.bottom + min(gaps[1], box.y - before.bottom) - box.y
        ways.append((0.0, float(ceil(by))))
    shortest = min(ways, key=sum, default=(0.0, 0.0))
    return shortest if sum(shortest) > 0 else None


def _corner(box: Rect, *, is_theme: bool) -> tuple[float, float]:
    return (box.x, box.y + (_RISE if is_theme else 0.0))
