"""Making room on a board: what a grown theme would cover moves on, and pushes what it would cover in turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from heapq import heappop, heappush
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
    for before, after in grown:
        field.push(before, after, themes)
    # In the order that they lay in, each pushes once as a rule; those that push each other in a circle
    # come to an end somewhere.
    left = 20 * (len(themes) + len(cards))
    while field.waiting and left > 0:
        left -= 1
        id = field.next()
        field.push(field.began[id], field.boxes[id], themes if id in themes else ())
    return {id: _corner(field.boxes[id], is_theme=id in themes) for id in field.moved}


class _Field:
    """The boxes that can be pushed, with what lies in a stretch to the right or below found quickly.

    `began` is where they lay: it says who lies before whom, however far something was pushed since.
    """

    def __init__(self, themes: Mapping[Id, Rect], cards: Mapping[Id, Rect]) -> None:
        self.began = {
            **{id: Rect(b.x, b.y - _RISE, b.width, b.height + _RISE) for id, b in themes.items()},
            **cards,
        }
        self.boxes = dict(self.began)
        self.moved: set[Id] = set()
        self.waiting: set[Id] = set()
        self._queue: list[tuple[float, float, Id]] = []
        self._by_x = sorted((box.x, id) for id, box in self.boxes.items())
        self._by_y = sorted((box.y, id) for id, box in self.boxes.items())

    def next(self) -> Id:
        """The first of those that were pushed and have not pushed others since."""
        id = heappop(self._queue)[2]
        self.waiting.remove(id)
        return id

    def push(self, before: Rect, after: Rect, apart: Container[Id]) -> None:
        """Move on what a box that grew or went on covers; it keeps as far as themes do from those `apart`."""
        for id in self._near(before, after):
            box, began = self.boxes[id], self.began[id]
            if not box.overlaps(after):
                continue
            by = _push(box, began, before, after, _GAPS[id in apart])
            if by is not None:
                self.boxes[id] = Rect(box.x + by[0], box.y + by[1], box.width, box.height)
                self.moved.add(id)
            if by is not None or not began.overlaps(before):
                # What came to lie on one that lay before it is pushed on by that.
                self._have_push(id)

    def _have_push(self, id: Id) -> None:
        if id not in self.waiting:
            self.waiting.add(id)
            heappush(self._queue, (self.began[id].y, self.began[id].x, id))

    def _near(self, before: Rect, after: Rect) -> list[Id]:
        """What may be pushed by a box that grew or went on, from above to below."""
        ids = {*self.moved}
        for row, start, end in (
            (self._by_x, before.right, after.right + THEME_GAP),
            (self._by_y, before.bottom, after.bottom + THEME_GAP),
        ):
            ids.update(id for _, id in row[bisect_left(row, (start, "")) : bisect_left(row, (end, ""))])
        return sorted(ids, key=lambda one: (self.boxes[one].y, self.boxes[one].x, one))


def _push(
    box: Rect, began: Rect, before: Rect, after: Rect, gaps: tuple[float, float]
) -> tuple[float, float] | None:
    """How far a covered box goes to the right or down; not at all where it lay in neither direction."""
    ways: list[tuple[float, float]] = []
    if began.x >= before.right:
        by = after.right + min(gaps[0], began.x - before.right) - box.x
        ways.append((float(ceil(by)), 0.0))
    if began.y >= before.bottom:
        by = after.bottom + min(gaps[1], began.y - before.bottom) - box.y
        ways.append((0.0, float(ceil(by))))
    shortest = min(ways, key=sum, default=(0.0, 0.0))
    return shortest if sum(shortest) > 0 else None


def _corner(box: Rect, *, is_theme: bool) -> tuple[float, float]:
    return (box.x, box.y + (_RISE if is_theme else 0.0))
