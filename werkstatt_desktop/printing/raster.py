"""A board as a picture of pixels, for documents into which no drawing can be put.

It is drawn twice as large as it becomes and made smaller, which rounds all edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import cos, hypot, pi, sin

from PIL import Image, ImageDraw, ImageFont

from ..domain.hanging import with_photos
from ..domain.layout import Rect
from ..domain.photos import Source, nothing
from ..domain.picture import Picture, Run, picture
from ..domain.records import Id
from ..domain.shapes import WALL, Line, Pixels, Point, Polygon, Rounded, Shape, Words, shapes
from ..domain.state import State
from ..texts import resources
from . import fonts, styles, wall

WIDE = 2000
"""Pixels from edge to edge: 300 for an inch of a page's text."""
_HIGHEST = 2900
_LARGEST = 2.5
"""Pixels for one of the board; a small one is not blown up."""
_PADDING = 24.0
"""Wall around what hangs on it, as in other drawings of a board."""
_FINER = 2
_SPOTS = 8
"""Straight pieces of a rounded corner; twice as many of a curve."""


def board_png(state: State, group_id: Id, source: Source = nothing) -> bytes | None:
    """The board of a group as PNG, for any thread; None where nothing hangs on it.

    `source` gives the bytes of photos.
    """
    photos = wall.photos(state, group_id, source)
    shown = with_photos(picture(state, group_id, wall.measure()), photos)
    if shown.bounds.width <= 0:
        return None
    return _png(_drawn(shown, shapes(shown, photos)))


def _png(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


def _drawn(shown: Picture, what: Iterator[Shape]) -> Image.Image:
    bounds = shown.bounds
    wide, high = bounds.width + 2 * _PADDING, bounds.height + 2 * _PADDING
    scale = _FINER * min(WIDE / wide, _HIGHEST / high, _LARGEST)
    size = [_FINER * max(1, round(side * scale / _FINER)) for side in (wide, high)]
    image = Image.new("RGB", (size[0], size[1]), WALL)
    pen = _Pen(image, ImageDraw.Draw(image), bounds.x - _PADDING, bounds.y - _PADDING, scale)
    for shape in what:
        pen.draw(shape)
    return image.reduce(_FINER)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws shapes of a board whose point (`x`, `y`) is the picture's corner, `scale` pixels for one."""

    image: Image.Image
    on: ImageDraw.ImageDraw
    x: float
    y: float
    scale: float
    faces: dict[tuple[str, float], ImageFont.FreeTypeFont] = field(default_factory=dict)

    def draw(self, shape: Shape) -> None:
        match shape:
            case Rounded():
                self._rounded(shape)
            case Polygon():
                self.on.polygon([self._at(*point) for point in shape.points], fill=shape.fill)
            case Line():
                self._line(_curve(shape.points), shape.stroke, shape.width, shape.dashes)
            case Words():
                self._words(shape.run, shape.colour)
            case Pixels():
                self._pixels(shape)

    def _at(self, x: float, y: float) -> Point:
        return (x - self.x) * self.scale, (y - self.y) * self.scale

    def _rounded(self, box: Rounded) -> None:
        outline = _outline(box.rect, box.radius)
        if box.fill:
            self.on.polygon([self._at(*point) for point in outline], fill=box.fill)
        if box.stroke:
            self._line([*outline, outline[0]], box.stroke, box.width, box.dashes)

    def _line(self, points: Sequence[Point], colour: str, width: float, dashes: tuple[float, ...]) -> None:
        thick = max(1, round(width * self.scale))
        for part in _dashed(points, dashes) if dashes else [points]:
            self.on.line([self._at(*point) for point in part], fill=colour, width=thick, joint="curve")

    def _words(self, run: Run, colour: str) -> None:
        x, y = self._at(run.x, run.y)
        font = styles.BOLD if run.bold else styles.REGULAR
        for name, part in fonts.load().runs(run.text, font):
            face = self._face(name, fonts.size_in(name, run.size) * self.scale)
            self.on.text((x, y), part, fill=colour, font=face, anchor="ls")
            x += face.getlength(part)

    def _face(self, name: str, size: float) -> ImageFont.FreeTypeFont:
        """A font in a size. Threads do not share any: it is changed by drawing."""
        if (known := self.faces.get((name, size))) is None:
            known = ImageFont.truetype(BytesIO(_file(name)), size, layout_engine=ImageFont.Layout.BASIC)
            self.faces[name, size] = known
        return known

    def _pixels(self, photo: Pixels) -> None:
        left, top = map(round, self._at(photo.rect.x, photo.rect.y))
        right, foot = map(round, self._at(photo.rect.right, photo.rect.bottom))
        if right <= left or foot <= top:
            return
        try:
            with Image.open(BytesIO(photo.content), formats=("JPEG", "PNG")) as found:
                found.draft("RGB", (right - left, foot - top))
                clear = found.convert("RGBA").resize((right - left, foot - top))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return
        self.image.paste(clear, (left, top), clear.getchannel("A"))


@cache
def _file(name: str) -> bytes:
    return (resources() / "fonts" / f"{name}.ttf").read_bytes()


def _outline(rect: Rect, radius: float) -> list[Point]:
    """The points around a box with round corners, from its upper left one."""
    radius = min(radius, rect.width / 2, rect.height / 2)
    if radius <= 0:
        return [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
    left, right = rect.x + radius, rect.right - radius
    top, foot = rect.y + radius, rect.bottom - radius
    corners = ((left, top, 1.0), (right, top, 1.5), (right, foot, 0.0), (left, foot, 0.5))
    return [
        (x + radius * cos(pi * (start + n / _SPOTS / 2)), y + radius * sin(pi * (start + n / _SPOTS / 2)))
        for x, y, start in corners
        for n in range(_SPOTS + 1)
    ]


def _curve(points: Sequence[Point]) -> list[Point]:
    """Bézier curves through 3 n + 1 points as short straight lines."""
    found = [points[0]]
    for n in range(1, len(points) - 2, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[n - 1 : n + 3]
        for step in range(1, 2 * _SPOTS + 1):
            t = step / (2 * _SPOTS)
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            found.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return found


def _dashed(points: Sequence[Point], dashes: tuple[float, ...]) -> Iterator[list[Point]]:
    """The pieces of a line that are drawn: each as long as the first of `dashes`, apart by the second."""
    drawn, free = dashes[0], dashes[1]
    left, draws, piece = drawn, True, [points[0]]
    for start, end in pairwise(points):
        long = hypot(end[0] - start[0], end[1] - start[1])
        done = 0.0
        while long - done > left:
            done += left
            share = done / long
            at = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            if draws:
                yield [*piece, at]
            draws = not draws
            left, piece = (drawn, [at]) if draws else (free, [])
        left -= long - done
        if draws:
            piece.append(end)
    if draws and len(piece) > 1:
        yield piece
