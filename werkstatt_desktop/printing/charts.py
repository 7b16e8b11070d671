"""Small charts among the rows of the protocol."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from ..domain import polls
from ..domain.outcome import Mood, Scale
from ..texts import Texts
from . import styles as s
from .pens import draw_line
from .rows import Setter, ink

_GAP = 24.0
_STEPS, _FIELD = 92.0, 150.0
"""How high the picture of a scale and of a field is, without its words."""
_WORDS = 16.0
_DOT = 2.6


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the most an option has: a bar below it."""

    share: float
    left: float
    wide: float

    above = 1.5

    def height(self, width: float) -> float:
        del width
        return 5.0

    def cut(self, width: float, room: float) -> None:
        """It stays whole."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        del width
        canvas.setFillColor(ink(s.SOFT))
        canvas.rect(x + self.left, top - 4.5, self.wide, 3.5, stroke=0, fill=1)
        canvas.setFillColor(ink(s.ACCENT))
        canvas.rect(x + self.left, top - 4.5, self.wide * self.share, 3.5, stroke=0, fill=1)


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll at the beginning and at the end, side by side on the same scale. `words` stand above them."""

    mood: Mood
    words: tuple[str, str]
    t: Texts
    setter: Setter

    above = 4.0

    def unsaid(self) -> str:
        """The words at the ends of the scales, where one of them has no room beside the picture."""
        wide = (s.TEXT_WIDTH - _GAP) / 2
        cut, said = False, []
        for scale, _ in self._both:
            ends = polls.ends(scale.round)
            side = min(_FIELD, wide)
            rooms: tuple[float, ...] = (wide / 2 - 4,) * 2
            if scale.round.kind == "field":
                rooms = (side / 2 - 4, side / 2 - 4, wide - side - 4, wide - side - 4)
            cut = cut or any(
                self._fit(text, room).endswith("…") for text, room in zip(ends, rooms, strict=True)
            )
            said += [" – ".join(pair) for pair in (ends[:2], ends[2:]) if any(pair)]
        return " · ".join(dict.fromkeys(said)) if cut else ""

    @property
    def _both(self) -> list[tuple[Scale, str]]:
        pairs = zip((self.mood.before, self.mood.after), self.words, strict=True)
        return [(scale, words) for scale, words in pairs if scale is not None]

    def height(self, width: float) -> float:
        del width
        field = any(scale.round.kind == "field" for scale, _ in self._both)
        return (_FIELD if field else _STEPS) + 3 * _WORDS

    def cut(self, width: float, room: float) -> None:
        """It stays whole."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        wide = (width - _GAP) / 2
        most = max((max(scale.steps, default=0) for scale, _ in self._both), default=0)
        for n, (scale, words) in enumerate(self._both):
            left = x + n * (wide + _GAP)
            self._line(canvas, left, top - 11, words, s.META, wide)
            draw = self._field if scale.round.kind == "field" else self._steps
            draw(canvas, scale, left, top - _WORDS, wide, most)

    def _steps(self, canvas: Canvas, scale: Scale, x: float, top: float, wide: float, most: int) -> None:
        each = wide / len(scale.steps)
        foot = top - _STEPS
        for n, count in enumerate(scale.steps):
            left = x + n * each
            high = (_STEPS - 16) * count / most if most else 0.0
            canvas.setFillColor(ink(s.ACCENT))
            canvas.rect(left + 2, foot, each - 4, high, stroke=0, fill=1)
            self._middle(canvas, left, each, foot + high + 4, self.t.number(count), s.CAPTION)
            self._middle(canvas, left, each, foot - 12, self.t.number(n + 1), s.CAPTION)
        canvas.setStrokeColor(ink(s.TEXT))
        canvas.setLineWidth(0.75)
        canvas.line(x, foot, x + wide, foot)
        self._ends(canvas, polls.ends(scale.round), x, foot - 12 - _WORDS + 4, wide)

    def _field(self, canvas: Canvas, scale: Scale, x: float, top: float, wide: float, most: int) -> None:
        del most
        foot = top - _FIELD
        side = min(_FIELD, wide)
        canvas.setStrokeColor(ink(s.LINE))
        canvas.setLineWidth(0.75)
        canvas.rect(x, foot, side, side, stroke=1, fill=0)
        canvas.line(x + side / 2, foot, x + side / 2, foot + side)
        canvas.line(x, foot + side / 2, x + side, foot + side / 2)
        canvas.setFillColor(ink(s.ACCENT))
        for right, up, count in scale.spots:
            radius = _DOT * min(count, 16) ** 0.5
            canvas.circle(x + right * side, foot + up * side, radius, stroke=0, fill=1)
        low, high, bottom, upper = polls.ends(scale.round)
        self._ends(canvas, (low, high), x, foot - 12, side)
        beside = x + side + 4
        self._line(canvas, beside, foot + 2, bottom, s.CAPTION, wide - side - 4)
        self._line(canvas, beside, foot + side - 9, upper, s.CAPTION, wide - side - 4)

    def _ends(self, canvas: Canvas, ends: tuple[str, ...], x: float, y: float, wide: float) -> None:
        self._line(canvas, x, y, ends[0], s.CAPTION, wide / 2 - 4)
        fonts = self.setter.fonts
        text = self._fit(ends[1], wide / 2 - 4)
        right = x + wide - fonts.width(text, s.CAPTION.size, s.CAPTION.font)
        self._line(canvas, right, y, text, s.CAPTION, wide / 2)

    def _middle(self, canvas: Canvas, x: float, wide: float, y: float, text: str, style: s.Style) -> None:
        width = self.setter.fonts.width(text, style.size, style.font)
        self._line(canvas, x + (wide - width) / 2, y, text, style, wide)

    def _line(self, canvas: Canvas, x: float, y: float, text: str, style: s.Style, wide: float) -> None:
        draw_line(canvas, self.setter.fonts, x, y, self._fit(text, wide, style), style)

    def _fit(self, text: str, wide: float, style: s.Style = s.CAPTION) -> str:
        """As much of a text as has room on one line; the ends of a scale are short."""
        fonts = self.setter.fonts
        words = " ".join(text.split())
        if fonts.width(words, style.size, style.font) <= wide:
            return words
        while words and fonts.width(f"{words}…", style.size, style.font) > wide:
            words = words[:-1]
        return f"{words}…"
