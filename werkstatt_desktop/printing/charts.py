"""Charts of the protocol: bars beside a list, and polls. What they show is said in words beside them too.

The library for charts is loaded with the first one that is drawn: it takes longer than a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, linearlyInterpolatedColor
from reportlab.pdfgen.canvas import Canvas

from ..domain import polls
from ..domain.weighed import Mood, Scale
from ..texts import Texts
from . import styles as s
from .fonts import Fonts, size_in
from .pens import shortened
from .rows import Setter, ink

_GAP = 24.0
_STEPS, _FIELD = 92.0, 150.0
"""How high the picture of a scale and of a field is, without its words."""
_WORDS = 16.0
_DOT = 2.6
_COUNT = s.Style(9.5, 12, s.BOLD)
_CORNER = 2.5


def load() -> None:
    """Load the library for charts; for a thread with time to spare."""
    import reportlab.graphics.renderPDF
    import reportlab.graphics.shapes  # noqa: F401


class _Chart:
    """A drawing in the making. Places count in points from its lower left corner."""

    def __init__(self, fonts: Fonts | None, wide: float, high: float) -> None:
        from reportlab.graphics import shapes

        self._shapes: Any = shapes
        self._fonts = fonts
        # The library begins each drawing with a font of its own, which is in no file of ours.
        self._drawing = shapes.Drawing(wide, high, initialFontName=s.REGULAR)

    def rect(self, x: float, y: float, wide: float, high: float, colour: Color, corner: float = 0.0) -> None:
        """A filled rectangle; one without any height is none."""
        if wide <= 0 or high <= 0:
            return
        corner = min(corner, wide / 2, high / 2)
        shape = self._shapes.Rect(x, y, wide, high, corner, corner, fillColor=colour, strokeColor=None)
        self._drawing.add(shape)

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str) -> None:
        self._drawing.add(self._shapes.Line(x, y, to_x, to_y, strokeColor=ink(colour), strokeWidth=0.75))

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A dot with a bright edge, so that those that lie on each other can be told apart."""
        shape = self._shapes.Circle(
            x, y, radius, fillColor=ink(colour), strokeColor=ink(s.WHITE), strokeWidth=0.5
        )
        self._drawing.add(shape)

    def text(self, x: float, y: float, text: str, style: s.Style, room: float, place: str = "left") -> None:
        """As much of a text as has room on one line; `x` is its left end, its middle or its right end."""
        assert self._fonts is not None
        said = shortened(self._fonts, text, room, style)
        wide = self._fonts.width(said, style.size, style.font)
        x -= {"left": 0.0, "middle": wide / 2, "right": wide}[place]
        for font, part in self._fonts.runs(said, style.font):
            size = size_in(font, style.size)
            self._drawing.add(
                self._shapes.String(x, y, part, fontName=font, fontSize=size, fillColor=ink(style.colour))
            )
            x += self._fonts.width(part, style.size, font)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        from reportlab.graphics import renderPDF

        renderPDF.draw(self._drawing, canvas, x, y)


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the most something has. It stands below a row, or `lift` points up beside its texts."""

    share: float
    left: float
    wide: float
    thick: float = 3.5
    lift: float = 0.0
    alt: str = ""

    @property
    def above(self) -> float:
        return 0.0 if self.lift else 1.5

    def height(self, width: float) -> float:
        del width
        return 0.0 if self.lift else self.thick + 1.5

    def cut(self, width: float, room: float) -> None:
        """It stays whole."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        del width
        chart = _Chart(None, self.wide, self.thick)
        corner = 1.5 if self.lift else 0.0
        chart.rect(0, 0, self.wide, self.thick, ink(s.SOFT), corner)
        chart.rect(0, 0, self.wide * min(max(self.share, 0.0), 1.0), self.thick, ink(s.ACCENT), corner)
        foot = top + self.lift - self.thick / 2 if self.lift else top - 1.0 - self.thick
        chart.draw(canvas, x + self.left, foot)


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll at the beginning and at the end, side by side on the same scale. `words` stand above them.

    `alt` says the numbers to those who do not see them.
    """

    mood: Mood
    words: tuple[str, str]
    alt: str
    t: Texts
    setter: Setter

    above = 5.0

    def unsaid(self) -> str:
        """The words at the ends of the scales, where one of them has no room beside the picture."""
        wide = self._wide(s.TEXT_WIDTH)
        cut, said = False, []
        for scale, _ in self._both:
            ends = polls.ends(scale.round)
            side = min(_FIELD, wide)
            rooms: tuple[float, ...] = (wide / 2 - 4,) * 2
            if scale.round.kind == "field":
                rooms = (side / 2 - 4, side / 2 - 4, wide - side - 4, wide - side - 4)
            fonts = self.setter.fonts
            cut = cut or any(
                shortened(fonts, text, room, s.CAPTION) != " ".join(text.split())
                for text, room in zip(ends, rooms, strict=True)
            )
            said += [" – ".join(pair) for pair in (ends[:2], ends[2:]) if any(pair)]
        return " · ".join(dict.fromkeys(said)) if cut else ""

    @property
    def _both(self) -> list[tuple[Scale, str]]:
        pairs = zip((self.mood.before, self.mood.after), self.words, strict=True)
        return [(scale, words) for scale, words in pairs if scale is not None]

    def _wide(self, width: float) -> float:
        """How wide each picture is; one by itself has all the room."""
        return width if len(self._both) == 1 else (width - _GAP) / 2

    def height(self, width: float) -> float:
        del width
        field = any(scale.round.kind == "field" for scale, _ in self._both)
        return (_FIELD if field else _STEPS) + 3 * _WORDS

    def cut(self, width: float, room: float) -> None:
        """It stays whole."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        wide, high = self._wide(width), self.height(width)
        most = max((max(scale.steps, default=0) for scale, _ in self._both), default=0)
        chart = _Chart(self.setter.fonts, width, high)
        for n, (scale, words) in enumerate(self._both):
            left = n * (wide + _GAP)
            chart.text(left, high - 11, words, s.META, wide)
            if scale.round.kind == "field":
                self._field(chart, scale, left, high - _WORDS, wide)
            else:
                self._steps(chart, scale, left, high - _WORDS, wide, most)
        chart.draw(canvas, x, top - high)

    def _steps(self, chart: _Chart, scale: Scale, x: float, top: float, wide: float, most: int) -> None:
        steps = len(scale.steps)
        gap = min(14.0, 0.12 * wide / max(steps, 1))
        each = (wide + gap) / max(steps, 1)
        foot = top - _STEPS
        light, dark = ink(s.ACCENT_LIGHT), ink(s.ACCENT)
        for n, count in enumerate(scale.steps):
            left, middle = x + n * each, x + n * each + (each - gap) / 2
            high = (_STEPS - 16) * count / most if most else 0.0
            colour = linearlyInterpolatedColor(light, dark, 0, max(steps - 1, 1), n)
            chart.rect(left, foot, each - gap, high, colour, _CORNER)
            chart.rect(left, foot, each - gap, min(high, _CORNER), colour)
            chart.line(left, foot, left + each - gap, foot, s.TEXT)
            chart.text(middle, foot + high + 4, self.t.number(count), _COUNT, each, "middle")
            chart.text(middle, foot - 12, self.t.number(n + 1), s.CAPTION, each, "middle")
        self._ends(chart, polls.ends(scale.round), x, foot - 12 - _WORDS + 4, wide)

    def _field(self, chart: _Chart, scale: Scale, x: float, top: float, wide: float) -> None:
        side = min(_FIELD, wide)
        foot = top - _FIELD
        for n in (0.0, 0.5, 1.0):
            chart.line(x + n * side, foot, x + n * side, foot + side, s.LINE)
            chart.line(x, foot + n * side, x + side, foot + n * side, s.LINE)
        for right, up, count in scale.spots:
            chart.dot(x + right * side, foot + up * side, _DOT * min(count, 16) ** 0.5, s.ACCENT)
        low, high, bottom, upper = polls.ends(scale.round)
        self._ends(chart, (low, high), x, foot - 12, side)
        beside = x + side + 4
        chart.text(beside, foot + 2, bottom, s.CAPTION, wide - side - 4)
        chart.text(beside, foot + side - 9, upper, s.CAPTION, wide - side - 4)

    def _ends(self, chart: _Chart, ends: tuple[str, ...], x: float, y: float, wide: float) -> None:
        chart.text(x, y, ends[0], s.CAPTION, wide / 2 - 4)
        chart.text(x + wide, y, ends[1], s.CAPTION, wide / 2 - 4, "right")
