"""The ways of links over a board: calm curves from card to card that keep out of other cards.

Units are pixels at 100 %, y grows downwards, as in `layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, inf
from typing import NamedTuple

from . import links
from .layout import GAP, HEAD, Arrangement, Rect
from .records import Id
from .state import State

Point = tuple[float, float]

HEAD_LENGTH, HEAD_WIDTH = 9.0, 8.0
"""Size of an arrowhead."""
MARGIN = 48.0
"""So far beyond the box around its two cards a curve may go."""

_LANE = GAP / 2
"""The middle between two neighbours in a theme."""
_ROUND = 44.0
"""How far from a corner its rounding begins, where there is room."""
_BEND = 40.0
"""What a corner costs, in pixels of way."""
_COVERED = 4.0
"""What a pixel of way over a card costs, in pixels of way."""
_HEADING_WIDE = 0.6
"""The part of a theme's width that its heading takes, near enough."""
_CELL = 96.0
_PACE = 32.0
"""So far apart are the points of a way that are looked at; a card is wider and higher."""
_MOST = 400
"""Of a way across more than any board is wide, no more points than these are looked at."""
_POINT = _COVERED * _PACE
"""What a point of a way costs that lies on a card."""

_SIDES: dict[str, Point] = {"right": (1, 0), "left": (-1, 0), "bottom": (0, 1), "top": (0, -1)}


@dataclass(frozen=True, slots=True)
class Curve:
    """A link as it is drawn: 3 n + 1 points of Bézier curves from the edge of one card to that of another."""

    id: Id
    kind: str
    start: Id
    end: Id
    points: tuple[Point, ...]

    @property
    def middle(self) -> Point:
        """Where its kind can be written."""
        pieces = (len(self.points) - 1) // 3
        if pieces % 2 == 0:
            return self.points[3 * (pieces // 2)]
        a, b, c, d = self.points[3 * (pieces // 2) : 3 * (pieces // 2) + 4]
        return _on_curve(a, b, c, d, 0.5)

    @property
    def head(self) -> tuple[Point, ...]:
        """The corners of its arrowhead, the tip first; none for a kind that has no direction."""
        return arrowhead(self.points) if self.kind in links.DIRECTED else ()


def arrowhead(points: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The corners of an arrowhead at the end of a curve, the tip first."""
    (x, y), (from_x, from_y) = points[-1], points[-2]
    length = hypot(x - from_x, y - from_y) or 1.0
    along = (x - from_x) / length, (y - from_y) / length
    back = x - HEAD_LENGTH * along[0], y - HEAD_LENGTH * along[1]
    half = HEAD_WIDTH / 2
    return (
        (x, y),
        (back[0] - half * along[1], back[1] + half * along[0]),
        (back[0] + half * along[1], back[1] - half * along[0]),
    )


def routes(state: State, group_id: Id, places: Arrangement) -> tuple[Curve, ...]:
    """The curves of a group's board, of all links whose two cards are seen there; always in one order."""
    shown = [
        link
        for link in links.of_board(state, group_id)
        if link.from_card_id in places.cards and link.to_card_id in places.cards
    ]
    if not shown:
        return ()
    wall = Wall([*places.cards.values(), *map(heading_of, places.themes.values())])
    return tuple(
        Curve(
            link.id,
            link.kind,
            link.from_card_id,
            link.to_card_id,
            route(places.cards[link.from_card_id], places.cards[link.to_card_id], wall),
        )
        for link in shown
    )


def heading_of(theme: Rect) -> Rect:
    """About where the heading of a theme stands, on its upper edge; it is kept free like a card."""
    width = theme.width * _HEADING_WIDE
    return Rect(theme.x + (theme.width - width) / 2, theme.y - HEAD / 2, width, HEAD)


class Wall:
    """Boxes that are to be kept free, found by place."""

    def __init__(self, boxes: Iterable[Rect]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
        for x, y, width, height in boxes:
            # Along its edge a way may go.
            box = (x + 1.0, y + 1.0, x + width - 1.0, y + height - 1.0)
            for column in range(int(x // _CELL), int((x + width) // _CELL) + 1):
                for row in range(int(y // _CELL), int((y + height) // _CELL) + 1):
                    self._cells.setdefault((column, row), []).append(box)

    def covered(self, points: Iterable[Point], most: float) -> int:
        """How many of these points lie on a box; beyond `most` nobody needs to know."""
        count, cells = 0, self._cells
        for x, y in points:
            for left, top, right, bottom in cells.get((int(x // _CELL), int(y // _CELL)), ()):
                if left < x < right and top < y < bottom:
                    count += 1
                    if count > most:
                        return count
                    break
        return count


def route(start: Rect, end: Rect, wall: Wall) -> tuple[Point, ...]:
    """The points of the best of a few ways from the edge of one card to that of another.

    A way is good when it is short, has few corners and goes over few cards. The same boxes have the
    same way.
    """
    best, chosen = inf, None
    for way in sorted((*_swings(start, end), *_lanes(start, end)), key=lambda way: way.cost):
        if way.cost >= best:
            break
        cost = way.cost + _POINT * wall.covered(_paces(way), (best - way.cost) / _POINT)
        if cost < best:
            best, chosen = cost, way
    assert chosen is not None
    return chosen.points


class _Way(NamedTuple):
    """A possible way. A straight-edged one has its `corners`, and its points once they are rounded."""

    cost: float
    swing: tuple[Point, ...]
    corners: tuple[Point, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        return _rounded(self.corners) if self.corners else self.swing


def _swings(a: Rect, b: Rect) -> list[_Way]:
    """Single curves from the middle of a side to the middle of one."""
    ways = []
    for out, (out_x, out_y) in _SIDES.items():
        start = _middle(a, out)
        for into, (in_x, in_y) in _SIDES.items():
            end = _middle(b, into)
            x, y = end[0] - start[0], end[1] - start[1]
            ahead, arriving = x * out_x + y * out_y, -(x * in_x + y * in_y)
            if out != into and (ahead <= 0 or arriving <= 0):
                continue
            far = hypot(x, y)
            if out == into:
                reach = min(MARGIN, max(abs(ahead), 0.0) + 0.3 * far) + 8.0
                cost = far + 2 * reach + 2 * _BEND
            else:
                reach = 0.42 * max(min(ahead, arriving), min(far, 60.0))
                cost = (
                    far
                    + (0.0 if out_x == -in_x and out_y == -in_y else _BEND)
                    + 0.3 * abs(_across(x, y, out))
                )
            points = (
                start,
                (start[0] + reach * out_x, start[1] + reach * out_y),
                (end[0] + reach * in_x, end[1] + reach * in_y),
                end,
            )
            ways.append(_Way(cost, points))
    return ways


def _lanes(a: Rect, b: Rect) -> list[_Way]:
    """Ways along the gaps between rows and columns of cards, beside the two cards."""
    beside_a, beside_b = (a.x - _LANE, a.right + _LANE), (b.x - _LANE, b.right + _LANE)
    along_a, along_b = (a.y - _LANE, a.bottom + _LANE), (b.y - _LANE, b.bottom + _LANE)
    (ax, ay), (bx, by) = _centre(a), _centre(b)
    ways: list[tuple[Point, ...]] = [
        ((_edge(a.x, a.right, x), ay), (x, ay), (x, by), (_edge(b.x, b.right, x), by))
        for x in (*beside_a, *beside_b)
        if not (a.x < x < a.right or b.x < x < b.right)
    ]
    ways += [
        ((ax, _edge(a.y, a.bottom, y)), (ax, y), (bx, y), (bx, _edge(b.y, b.bottom, y)))
        for y in (*along_a, *along_b)
        if not (a.y < y < a.bottom or b.y < y < b.bottom)
    ]
    ways += [
        ((ax, _edge(a.y, a.bottom, y)), (ax, y), (x, y), (x, by), (_edge(b.x, b.right, x), by))
        for x in beside_b
        for y in along_a
    ]
    ways += [
        ((_edge(a.x, a.right, x), ay), (x, ay), (x, y), (bx, y), (bx, _edge(b.y, b.bottom, y)))
        for x in beside_a
        for y in along_b
    ]
    return [_Way(_length(corners) + _BEND * (len(corners) - 2), (), corners) for corners in ways]


def _paces(way: _Way) -> list[Point]:
    """Points along a way, close enough to each other to miss no card."""
    if not way.corners:
        a, b, c, d = way.swing
        count = min(max(int(hypot(d[0] - a[0], d[1] - a[1]) / _PACE), 4), _MOST)
        return [_on_curve(a, b, c, d, n / count) for n in range(1, count)]
    points: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(way.corners):
        count = min(int((abs(x2 - x1) + abs(y2 - y1)) / _PACE), _MOST) + 1
        x, y = (x2 - x1) / count, (y2 - y1) / count
        points += [(x1 + x * n, y1 + y * n) for n in range(1, count + 1)]
    return points[:-1]


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    s = 1.0 - t
    p, q, r, u = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return p * a[0] + q * b[0] + r * c[0] + u * d[0], p * a[1] + q * b[1] + r * c[1] + u * d[1]


def _rounded(corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """A way of straight pieces as curves: each corner is rounded as far as there is room."""
    way = [p for n, p in enumerate(corners) if n == 0 or p != corners[n - 1]]
    points: list[Point] = [way[0]]
    last = len(way) - 2
    for n in range(1, len(way) - 1):
        before, corner, after = way[n - 1], way[n], way[n + 1]
        begin = _toward(corner, before, whole=n == 1)
        finish = _toward(corner, after, whole=n == last)
        points += [*_straight(points[-1], begin), begin] if begin != points[-1] else []
        points += [_part(begin, corner, 0.62), _part(finish, corner, 0.62), finish]
    if points[-1] != way[-1]:
        points += [*_straight(points[-1], way[-1]), way[-1]]
    return tuple(points)


def _toward(corner: Point, other: Point, *, whole: bool) -> Point:
    """Where the rounding of a corner ends on the way to the next one, or to the card at the `whole` end."""
    length = hypot(other[0] - corner[0], other[1] - corner[1])
    room = min(_ROUND, length if whole else length / 2)
    return _part(corner, other, room / length)


def _straight(a: Point, b: Point) -> tuple[Point, Point]:
    return _part(a, b, 1 / 3), _part(a, b, 2 / 3)


def _part(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _middle(box: Rect, side: str) -> Point:
    x, y = _centre(box)
    return {"right": (box.right, y), "left": (box.x, y), "bottom": (x, box.bottom), "top": (x, box.y)}[side]


def _centre(box: Rect) -> Point:
    return box.x + box.width / 2, box.y + box.height / 2


def _edge(low: float, high: float, at: float) -> float:
    """The end of a span from which one comes to a place outside it."""
    return high if at > high else low


def _across(x: float, y: float, side: str) -> float:
    return y if _SIDES[side][0] else x


def _length(corners: Sequence[Point]) -> float:
    return sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(corners))
