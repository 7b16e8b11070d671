"""Texts in lines: where they are broken.

Nothing in a text is taken for markup: it is measured, cut into lines and encoded, never parsed. The library's
own paragraphs are, and take five times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from .fonts import Fonts, size_in
from .pens import Line, Pens, Run, Word
from .styles import Style
from .syllables import syllables

_LONGEST = 200
"""Characters from which a word is none."""
_NEARLY = 1e-6


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
            pen = self.pens.of(canvas)
            pen.write(self.lines, self.style, self.width, x, top - self.style.size)


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
        return syllables(self._language).of(text)


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
