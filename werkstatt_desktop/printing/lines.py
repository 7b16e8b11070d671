"""Texts in lines: where they are broken, and how they are written onto a page.

Nothing in a text is taken for markup: it is measured, cut into lines and encoded, never parsed. The library's
own paragraphs would be, and take five times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from .fonts import Fonts, size_in
from .styles import Style

if TYPE_CHECKING:
    import pyphen

_DICTIONARIES = {"de": "de_DE", "en": "en_GB"}
_LONGEST = 200
"""Characters from which a word is none."""
_NEARLY = 1e-6
_ELSEWHERE = "\uffff"
"""Stands for a character that is in another part of a font than the first."""

Run = tuple[str, str]
"""A font, and what is set in it."""
Word = tuple[Run, ...]
Line = tuple[float, str | Word]
"""How wide a line is, and what it says: in the font of its style, or in several."""


@dataclass(slots=True)
class Text:
    """A text in lines of a column, or a piece of it. `height` is in points."""

    lines: list[Line]
    style: Style
    width: float
    pens: Pens
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.style.leading

    def split(self, room: float) -> tuple[Text, Text] | None:
        """The text in two, the first no higher than `room`; no line of it is left alone."""
        upper = int((room + _NEARLY) / self.style.leading)
        if upper == len(self.lines) - 1 and upper > 2:
            upper -= 1
        if not 2 <= upper <= len(self.lines) - 2:
            return None
        return (
            Text(self.lines[:upper], self.style, self.width, self.pens),
            Text(self.lines[upper:], self.style, self.width, self.pens),
        )

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Write it; the first line hangs from `top`."""
        if self.lines:
            self.pens.of(canvas).write(self, x, top - self.style.size)


class Pens:
    """Writes texts onto pages; what has been encoded for a document is kept as long as it is written."""

    def __init__(self) -> None:
        self._pen: _Pen | None = None

    def of(self, canvas: Canvas) -> _Pen:
        if self._pen is None or self._pen.canvas is not canvas:
            self._pen = _Pen(canvas)
        return self._pen


class _Letters(dict[int, str]):
    """How the characters of a font are written in one document; each is asked for once."""

    def __init__(self, font: Any, document: Any) -> None:
        super().__init__()
        self.font, self.document = font, document
        font.splitString(" ", document)
        self.name = font.getSubsetInternalName(0, document)

    def __missing__(self, code: int) -> str:
        ((subset, raw),) = self.font.splitString(chr(code), self.document)
        self[code] = written = _ELSEWHERE if subset else _escaped(raw)
        return written

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """A text in the parts of the font that it needs."""
        written = text.translate(self)
        if _ELSEWHERE not in written:
            yield self.name, written
            return
        for subset, raw in self.font.splitString(text, self.document):
            yield self.font.getSubsetInternalName(subset, self.document), _escaped(raw)


def _escaped(raw: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b"()\\" else f"\\{byte:03o}" for byte in raw)


class _Pen:
    """Writes onto the pages of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._document: Any = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        self._letters: dict[str, _Letters] = {}

    def write(self, text: Text, x: float, y: float) -> None:
        """Write a text, the first line on the height `y`."""
        style, right = text.style, text.style.right
        code = [f"BT {colour_code(style.colour)} rg {style.leading:g} TL 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        set_in = ""
        for n, (wide, line) in enumerate(text.lines):
            if right:
                code.append(f"1 0 0 1 {x + text.width - wide:.2f} {y - n * style.leading:.2f} Tm")
            elif n:
                code.append("T*")
            for font, part in ((style.font, line),) if isinstance(line, str) else line:
                letters = self._letters.get(font) or self._begin(font)
                for name, written in letters.parts(part):
                    wanted = f"{name} {size_in(font, style.size):g} Tf"
                    if wanted != set_in:
                        code.append(wanted)
                        set_in = wanted
                    code.append(f"({written}) Tj")
        code.append("ET")
        self.canvas.addLiteral(" ".join(code))

    def _begin(self, font: str) -> _Letters:
        letters = _Letters(pdfmetrics.getFont(font), self._document)
        self._letters[font] = letters
        return letters


@lru_cache(maxsize=256)
def colour_code(colour: str) -> str:
    """A colour written as #RRGGBB, as a page says it."""
    red, green, blue = HexColor(colour).rgb()
    return f"{red:.4g} {green:.4g} {blue:.4g}"


class Breaker:
    """Breaks texts of one language into lines. `missing` collects the characters that no font has."""

    def __init__(self, fonts: Fonts, language: str, missing: set[str]) -> None:
        self._fonts, self._language, self._missing = fonts, language, missing

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The lines of a text in a column; what ends in free lines ends before them."""
        lines: list[Line] = []
        for said in text.split("\n"):
            if not self._fonts.is_plain(said, style.font) or not self._plain(said, style, width, lines):
                _Mixed(self, style, width, lines).set(said)
        while lines and not lines[-1][1]:
            lines.pop()
        return lines

    def _plain(self, said: str, style: Style, width: float, lines: list[Line]) -> bool:
        """Add the lines of a text of one font; False, and none, where a word is wider than a line."""
        widths, size = self._fonts.widths(style.font), style.size
        space, room = widths[" "] * size, width + _NEARLY
        words = [word for word in said.split(" ") if word]
        found: list[Line] = []
        start, used = 0, -space
        for n, word in enumerate(words):
            wide = widths[word] * size
            if wide > room:
                return False
            if used + space + wide > room:
                found.append((used, " ".join(words[start:n])))
                start, used = n, -space
            used += space + wide
        found.append((max(used, 0.0), " ".join(words[start:])))
        lines += found
        return True

    def runs(self, said: str, style: Style) -> list[Run]:
        return self._fonts.runs(said, style.font, self._missing)

    def wide(self, word: Word, style: Style) -> float:
        return sum(self._fonts.widths(font)[part] * size_in(font, style.size) for font, part in word)

    def syllables(self, word: Word, style: Style) -> list[str]:
        """Where a word may be broken; what is no word in the font of the text is not."""
        ((font, text), *more) = word
        if more or font != style.font or len(text) > _LONGEST or not text.isalpha():
            return []
        return dictionary(self._language).inserted(text, hyphen="\u00ad").split("\u00ad")


class _Mixed:
    """Breaks a line of text in several fonts, or one with a word that is wider than the column."""

    def __init__(self, breaker: Breaker, style: Style, width: float, lines: list[Line]) -> None:
        self._breaker, self._style, self._lines = breaker, style, lines
        self._width = width + _NEARLY
        self._space = breaker.wide(((style.font, " "),), style)
        self._words: list[Word] = []
        self._used = -self._space

    def set(self, said: str) -> None:
        """Add the lines of a text."""
        for word in _words(self._breaker.runs(said, self._style)):
            self._add(word)
        self._end_line()

    @property
    def _room(self) -> float:
        return self._width - self._used - self._space

    def _add(self, word: Word) -> None:
        wide = self._breaker.wide(word, self._style)
        if wide > self._width:
            self._add_broken(word)
            return
        if wide > self._room:
            self._end_line()
        self._words.append(word)
        self._used += self._space + wide

    def _add_broken(self, word: Word) -> None:
        rest = self._breaker.syllables(word, self._style)
        if len(rest) < 2:
            self._add_cut(word)
            return
        while rest:
            whole: Word = ((self._style.font, "".join(rest)),)
            if self._breaker.wide(whole, self._style) <= self._room:
                self._add(whole)
                return
            count = self._most(rest)
            if count:
                head = "".join(rest[:count]) + "-"
                self._words.append(((self._style.font, head),))
                self._end_line()
                rest = rest[count:]
            elif self._words:
                self._end_line()
            else:
                # A syllable that is wider than the column.
                self._add_cut(((self._style.font, rest[0]),))
                rest = rest[1:]

    def _most(self, syllables: list[str]) -> int:
        """How many syllables and a hyphen have room on this line."""
        count = 0
        for n in range(1, len(syllables)):
            head: Word = ((self._style.font, "".join(syllables[:n]) + "-"),)
            if self._breaker.wide(head, self._style) > self._room:
                break
            count = n
        return count

    def _add_cut(self, word: Word) -> None:
        """Add what has nowhere to be broken: as many characters to a line as it holds."""
        if self._words:
            self._end_line()
        taken: list[Run] = []
        used = 0.0
        for font, part in word:
            for char in part:
                wide = self._breaker.wide(((font, char),), self._style)
                if taken and used + wide > self._width:
                    self._words.append(_joined(taken))
                    self._end_line()
                    taken, used = [], 0.0
                taken.append((font, char))
                used += wide
        if taken:
            self._words.append(_joined(taken))
            self._used += self._space + used

    def _end_line(self) -> None:
        runs: list[Run] = []
        for n, word in enumerate(self._words):
            runs += ((self._style.font, " "), *word) if n else word
        line = _joined(runs)
        plain = all(font == self._style.font for font, _ in line)
        said: str | Word = "".join(part for _, part in line) if plain else line
        self._lines.append((self._breaker.wide(line, self._style), said))
        self._words, self._used = [], -self._space


def _words(runs: list[Run]) -> Iterator[Word]:
    """Words of runs; one can begin in one font and end in another."""
    word: list[Run] = []
    for font, text in runs:
        for n, part in enumerate(text.split(" ")):
            if n and word:
                yield tuple(word)
                word = []
            if part:
                word.append((font, part))
    if word:
        yield tuple(word)


def _joined(runs: list[Run]) -> Word:
    """The same with neighbours of one font as one."""
    joined: list[Run] = []
    for font, part in runs:
        if joined and joined[-1][0] == font:
            joined[-1] = (font, joined[-1][1] + part)
        else:
            joined.append((font, part))
    return tuple(joined)


@cache
def dictionary(language: str) -> pyphen.Pyphen:
    """Where words of a language are broken. Reading it takes longer than a page."""
    import pyphen

    return pyphen.Pyphen(lang=_DICTIONARIES[language])
