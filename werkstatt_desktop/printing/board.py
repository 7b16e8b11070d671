"""The picture of a board on paper: how large, on which page, where it is cut, and its drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from ..domain import layout, symbols
from ..domain.hanging import Hung
from ..domain.layout import Rect
from ..domain.picture import RADIUS, STRIPE, THEME_RADIUS, Box, Picture, Run, mark_rects, symbol_rect
from ..domain.routes import Curve
from . import styles
from .rows import Setter, draw_symbol, ink

READABLE = 4.0
"""The smallest size in points that the text of a card may have on paper; it stands below it in full size."""
BLEED = 27.0
"""How far a wide picture may reach into the margins, in points."""
LARGEST = 0.62
"""Points for a pixel where there is room; a small board is not blown up."""
PADDING = 13.0
"""Between the edge of the wall and what hangs on it, in points."""
WALL_RADIUS = 6.0
_HEADING_TO_CARD = 20.0
"""Pixels below a heading's oval within which the first cards of its theme begin."""
PART_OF_PAGE = 0.6
"""How much of an upright page a picture may take up."""


@dataclass(frozen=True, slots=True)
class Board:
    """A picture, or a piece of one, that is scaled to the width of the text.

    It is no higher than `limit`; one without a limit is as wide as the text and is cut where a page
    ends. `bleed` is how far it reaches into the margins; `largest` how many points a pixel has at most.
    """

    picture: Picture
    setter: Setter
    limit: float | None = None
    bleed: float = 0.0
    above: float = 12.0
    photos: tuple[Hung, ...] = ()
    largest: float = LARGEST
    alt: str = ""
    """What is on it, for those who do not see it."""

    def scale(self, width: float) -> float:
        bounds = self.picture.bounds
        scale = min((width + 2 * self.bleed - 2 * PADDING) / bounds.width, self.largest)
        return scale if self.limit is None else min(scale, (self.limit - 2 * PADDING) / bounds.height)

    def height(self, width: float) -> float:
        return self.picture.bounds.height * self.scale(width) + 2 * PADDING

    def cut(self, width: float, room: float) -> tuple[Board, Board] | None:
        """The picture above and below a line that crosses no card."""
        if self.limit is not None:
            return None
        scale = self.scale(width)
        bounds = self.picture.bounds
        lowest = bounds.y + (room - 2 * PADDING) / scale
        if lowest <= bounds.y:
            return None
        line = _gap(self.picture.boxes, lowest)
        if line <= bounds.y:
            # A single card is higher than the room, or cards lie on each other like tiles of a roof.
            if room < 300:
                return None
            line = lowest
        upper, lower = _above_and_below(self.picture, line)
        return replace(self, picture=upper), replace(self, picture=lower, alt="")

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        bounds, scale, height = self.picture.bounds, self.scale(width), self.height(width)
        x, width = x - self.bleed, width + 2 * self.bleed
        canvas.saveState()
        canvas.setLineWidth(0.75)
        canvas.setStrokeColor(ink(styles.LINE))
        canvas.setFillColor(ink(styles.WALL))
        canvas.roundRect(x, top - height, width, height, WALL_RADIUS, stroke=1, fill=1)
        wall = canvas.beginPath()
        wall.roundRect(x, top - height, width, height, WALL_RADIUS)
        canvas.clipPath(wall, stroke=0, fill=0)
        left = x + (width - bounds.width * scale) / 2
        pen = _Pen(canvas, self.setter, left - bounds.x * scale, top - PADDING + bounds.y * scale, scale)
        themes = [box for box in self.picture.boxes if box.kind == "theme"]
        for box in themes:
            pen.draw(box)
        for photo in self.photos:
            pen.photo(photo)
        for curve in self.picture.curves:
            pen.link(curve)
        for box in self.picture.boxes:
            if box.kind != "theme":
                pen.draw(box)
        canvas.restoreState()


@dataclass(frozen=True, slots=True)
class Plan:
    """The picture of a group's board, whether its page lies, and whether its themes were put into rows."""

    boards: tuple[Board, ...]
    lying: bool = False
    in_rows: bool = False

    def told(self, about: str) -> Plan:
        """The same with words for those who do not see it."""
        return replace(self, boards=tuple(replace(board, alt=about) for board in self.boards))


def plan(shown: Picture, setter: Setter, heading: float, in_rows: Callable[[float], Picture]) -> Plan:
    """How a board comes onto paper so that its cards can be read.

    It stands on the page where the group begins, below a heading of the given height, if need be on
    a lying one. A larger one goes on over several pages; where it is wider than those, `in_rows`
    gives the picture of its themes in rows of a width, in pixels.
    """
    if not shown.boxes:
        return Plan(())
    wide, high = styles.PAGE
    around = styles.MARGIN_TOP + styles.MARGIN_BOTTOM
    lying = high - 2 * styles.MARGIN_X
    upright_pages = [
        (limit, bleed)
        for limit in (PART_OF_PAGE * (high - around), high - around - heading, None)
        for bleed in (0.0, BLEED)
    ]
    for limit, bleed in upright_pages[:-2]:
        board = Board(shown, setter, limit, bleed)
        if _readable(board, styles.TEXT_WIDTH):
            return Plan((board,))
    board = Board(shown, setter, wide - around - heading)
    if _readable(board, lying):
        return Plan((board,), lying=True)
    narrow = _readable(Board(shown, setter, None, BLEED), styles.TEXT_WIDTH)
    widest = (styles.TEXT_WIDTH + 2 * BLEED - 2 * PADDING) * _smallest(shown) / READABLE
    picture = shown if narrow else in_rows(widest)
    boards = (Board(picture, setter, limit, bleed) for limit, bleed in upright_pages)
    fitting = (board for board in boards if _readable(board, styles.TEXT_WIDTH))
    return Plan((next(fitting, Board(picture, setter, None, BLEED)),), in_rows=not narrow)


def _smallest(picture: Picture) -> float:
    """The smallest size of a text on a board, in pixels."""
    return min((run.size for box in picture.boxes for run in box.runs), default=15.0)


def _readable(board: Board, width: float) -> bool:
    return board.scale(width) * _smallest(board.picture) >= READABLE - 0.001


def _gap(boxes: tuple[Box, ...], lowest: float) -> float:
    """The lowest line, no lower than `lowest`, that crosses no card and parts no heading from its cards."""
    solid = [_solid(box) for box in boxes if box.rect.y < lowest]
    line = lowest
    while crossed := [top for top, bottom in solid if top < line < bottom]:
        line = min(crossed)
    return line


def _solid(box: Box) -> tuple[float, float]:
    """Where no cut may run: through a card, between a heading and its cards, through a theme's lower edge."""
    top, bottom = box.rect.y, box.rect.bottom
    if box.kind == "heading":
        return top, bottom + _HEADING_TO_CARD
    return (bottom - layout.PADDING - 1.0, bottom) if box.kind == "theme" else (top, bottom)


def _above_and_below(picture: Picture, line: float) -> tuple[Picture, Picture]:
    """Two pictures; what lies on the line is in both and is drawn as far as it reaches."""
    bounds = picture.bounds
    upper = tuple(box for box in picture.boxes if box.rect.y < line)
    lower = tuple(box for box in picture.boxes if box.rect.bottom > line)
    # Where nothing but free wall follows, the lower picture begins at its first box.
    top = max(line, min((box.rect.y for box in lower), default=line))
    end = min(line, max((box.rect.bottom for box in upper), default=line))
    return (
        Picture(Rect(bounds.x, bounds.y, bounds.width, end - bounds.y), upper, picture.curves),
        Picture(Rect(bounds.x, top, bounds.width, bounds.bottom - top), lower, picture.curves),
    )


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws boxes whose origin is at a point of the page, `scale` points to a pixel."""

    canvas: Canvas
    setter: Setter
    x: float
    y: float
    scale: float

    def draw(self, box: Box) -> None:
        match box.kind:
            case "theme":
                self._theme(box)
            case "card":
                self._card(box)
            case _:
                self._heading(box.rect)
        if box.runs:
            self._text([run for run in box.runs if not run.faint], styles.TEXT)
            self._text([run for run in box.runs if run.faint], styles.MUTED)
        for mark, rect in zip(box.marks, mark_rects(box.rect, len(box.marks)), strict=True):
            self._badge(mark, rect)

    def photo(self, photo: Hung) -> None:
        """A photo on its frame, with its caption."""
        from .photos import draw_picture

        inner = photo.inner
        self.canvas.setFillColor(ink(styles.WHITE))
        self._rounded(photo.frame, 0.0, stroke=0)
        self.canvas.setFillColor(ink(styles.LINE))
        self._rounded(inner, 0.0, stroke=0)
        wide, high = inner.width * self.scale, inner.height * self.scale
        draw_picture(self.canvas, photo.sha256, photo.content, *self._at(inner.x, inner.bottom), wide, high)
        self._text(photo.runs, styles.TEXT)

    def link(self, curve: Curve) -> None:
        """A link from card to card, with its arrowhead; one that contradicts is dashed."""
        canvas = self.canvas
        colour = ink(styles.MUTED)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineWidth(1.6 * self.scale)
        if curve.kind == "contradicts":
            canvas.setDash(4 * self.scale, 3 * self.scale)
        path = canvas.beginPath()
        path.moveTo(*self._at(*curve.points[0]))
        for n in range(1, len(curve.points), 3):
            (ax, ay), (bx, by), (x, y) = (self._at(*point) for point in curve.points[n : n + 3])
            path.curveTo(ax, ay, bx, by, x, y)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setDash()
        if curve.head:
            self._polygon(curve.head)

    def _badge(self, mark: str, rect: Rect) -> None:
        canvas, colour = self.canvas, ink(symbols.MARK_COLOURS[mark][0])
        canvas.setFillColor(ink(styles.WHITE))
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(1.2 * self.scale)
        x, y = self._at(rect.x + rect.width / 2, rect.y + rect.height / 2)
        canvas.circle(x, y, rect.width / 2 * self.scale, stroke=1, fill=1)
        canvas.setFillColor(colour)
        side, left, top = 0.56 * rect.width, rect.x + 0.22 * rect.width, rect.y + 0.22 * rect.height
        for outline in symbols.MARKS[mark]:
            self._polygon([(left + side * x, top + side * y) for x, y in outline])

    def _polygon(self, points: Iterable[tuple[float, float]]) -> None:
        first, *rest = points
        path = self.canvas.beginPath()
        path.moveTo(*self._at(*first))
        for point in rest:
            path.lineTo(*self._at(*point))
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _theme(self, box: Box) -> None:
        canvas = self.canvas
        canvas.setFillColor(ink(symbols.tint(box.colour) if box.colour else styles.RAISED))
        canvas.setStrokeColor(ink(styles.DASHES))
        canvas.setLineWidth(1.2 * self.scale)
        canvas.setDash(4 * self.scale, 3 * self.scale)
        self._rounded(box.rect, THEME_RADIUS)
        canvas.setDash()

    def _heading(self, rect: Rect) -> None:
        self.canvas.setFillColor(ink(styles.WHITE))
        self.canvas.setStrokeColor(ink(styles.TEXT))
        self.canvas.setLineWidth(1.6 * self.scale)
        self._rounded(rect, min(rect.height / 2, 18.0))

    def _card(self, box: Box) -> None:
        card, stripe = symbols.colours(box.colour)
        canvas, rect = self.canvas, box.rect
        canvas.setFillColor(ink(stripe))
        self._rounded(rect, RADIUS, stroke=0)
        canvas.setFillColor(ink(card))
        canvas.drawPath(self._right_part(rect), stroke=0, fill=1)
        mark = symbol_rect(rect)
        x, y = self._at(mark.x, mark.y)
        draw_symbol(canvas, box.symbol, box.colour, x, y, mark.width * self.scale)

    def _right_part(self, rect: Rect) -> PDFPathObject:
        """A card right of its stripe, with rounded corners on that side."""
        left, top = self._at(rect.x + STRIPE, rect.y)
        right, foot = self._at(rect.right, rect.bottom)
        radius = RADIUS * self.scale
        bow = 0.4477 * radius
        path = self.canvas.beginPath()
        path.moveTo(left, top)
        path.lineTo(right - radius, top)
        path.curveTo(right - bow, top, right, top - bow, right, top - radius)
        path.lineTo(right, foot + radius)
        path.curveTo(right, foot + bow, right - bow, foot, right - radius, foot)
        path.lineTo(left, foot)
        path.close()
        return path

    def _text(self, runs: Sequence[Run], colour: str) -> None:
        words = (
            (
                *self._at(run.x, run.y),
                run.size * self.scale,
                styles.BOLD if run.bold else styles.REGULAR,
                run.text,
            )
            for run in runs
        )
        self.setter.write(self.canvas, words, colour)

    def _rounded(self, rect: Rect, radius: float, stroke: int = 1) -> None:
        x, foot = self._at(rect.x, rect.bottom)
        width, height = rect.width * self.scale, rect.height * self.scale
        self.canvas.roundRect(x, foot, width, height, radius * self.scale, stroke=stroke, fill=1)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y - y * self.scale
