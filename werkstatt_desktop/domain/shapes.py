"""A board's picture as plain shapes, of which drawings are made. Units are pixels, y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from . import symbols
from .hanging import Hung
from .layout import Rect
from .picture import MARK, RADIUS, STRIPE, THEME_RADIUS, Box, Picture, Run, mark_rects, symbol_rect
from .routes import Curve

Point = tuple[float, float]

WALL, RAISED, WHITE = "#F5F2EA", "#FBFAF7", "#FFFFFF"
INK, MUTED, DASHES = "#1E2326", "#5C666D", "#B5AE9E"
LOST = "#DAD6CC"
_IN_BADGE = 0.56
"""The side of a mark's sign as a part of its badge."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A box with round corners. Colours are #RRGGBB, an empty one draws nothing."""

    rect: Rect
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled outline."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """Bézier curves through 3 n + 1 points."""

    points: tuple[Point, ...]
    stroke: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text."""

    run: Run
    colour: str


@dataclass(frozen=True, slots=True)
class Pixels:
    """A photo: JPEG or PNG."""

    rect: Rect
    content: bytes


Shape = Rounded | Polygon | Line | Words | Pixels


def shapes(shown: Picture, photos: Iterable[Hung] = ()) -> Iterator[Shape]:
    """The shapes of a picture, with photos on the wall, in the order of painting."""
    for box in shown.boxes:
        if box.kind == "theme":
            yield from _theme(box)
    for photo in photos:
        yield from _photo(photo)
    for curve in shown.curves:
        yield from _curve(curve)
    for box in shown.boxes:
        if box.kind == "card":
            yield from _card(box)
        elif box.kind == "heading":
            yield from _heading(box)


def part_of(shown: Picture, ids: Iterable[str]) -> Picture:
    """The picture of some cards and themes alone, with the links between them."""
    wanted = set(ids)
    boxes = tuple(box for box in shown.boxes if box.id in wanted)
    cards = {box.id for box in boxes if box.kind == "card"}
    curves = tuple(curve for curve in shown.curves if {curve.start, curve.end} <= cards)
    return replace(shown, bounds=around(boxes), boxes=boxes, curves=curves)


def around(boxes: Iterable[Box]) -> Rect:
    """The box around boxes and the badges on them."""
    rects = [rect for box in boxes for rect in (box.rect, *mark_rects(box.rect, len(box.marks)))]
    if not rects:
        return Rect(0.0, 0.0, 0.0, 0.0)
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)


def _theme(box: Box) -> Iterator[Shape]:
    fill = symbols.tint(box.colour) if box.colour else RAISED
    yield Rounded(box.rect, THEME_RADIUS, fill, DASHES, 1.2, (4.0, 3.0))


def _card(box: Box) -> Iterator[Shape]:
    card, stripe = symbols.colours(box.colour)
    rect = box.rect
    yield Rounded(Rect(rect.x, rect.y, STRIPE + 2 * RADIUS, rect.height), RADIUS, stripe)
    yield Rounded(Rect(rect.x + STRIPE, rect.y, rect.width - STRIPE, rect.height), RADIUS, card)
    # Only the corners at the right are round: what is beside the stripe goes up to it.
    yield Polygon(_square(Rect(rect.x + STRIPE, rect.y, RADIUS, rect.height)), card)
    yield Polygon(_placed(symbols.outline(box.symbol), symbol_rect(rect)), stripe)
    yield from _words(box)
    yield from _marks(box)


def _heading(box: Box) -> Iterator[Shape]:
    yield Rounded(box.rect, min(box.rect.height / 2, 18.0), WHITE, INK, 1.6)
    yield from _words(box)
    yield from _marks(box)


def _words(box: Box) -> Iterator[Shape]:
    for run in box.runs:
        yield Words(run, MUTED if run.faint else INK)


def _marks(box: Box) -> Iterator[Shape]:
    for name, rect in zip(box.marks, mark_rects(box.rect, len(box.marks)), strict=True):
        colour = symbols.MARK_COLOURS[name][0]
        yield Rounded(rect, MARK / 2, WHITE, colour, 1.2)
        inset = (1 - _IN_BADGE) / 2 * rect.width
        inner = Rect(rect.x + inset, rect.y + inset, rect.width * _IN_BADGE, rect.height * _IN_BADGE)
        for outline in symbols.MARKS[name]:
            yield Polygon(_placed(outline, inner), colour)


def _photo(photo: Hung) -> Iterator[Shape]:
    yield Rounded(photo.frame, 0.0, WHITE)
    yield Rounded(photo.inner, 0.0, LOST)
    if photo.content is not None:
        yield Pixels(photo.inner, photo.content)
    for run in photo.runs:
        yield Words(run, INK)


def _curve(curve: Curve) -> Iterator[Shape]:
    yield Line(curve.points, MUTED, 1.6, (4.0, 3.0) if curve.kind == "contradicts" else ())
    if curve.head:
        yield Polygon(curve.head, MUTED)


def _placed(outline: Iterable[Point], rect: Rect) -> tuple[Point, ...]:
    return tuple((rect.x + x * rect.width, rect.y + y * rect.height) for x, y in outline)


def _square(rect: Rect) -> tuple[Point, ...]:
    return ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
