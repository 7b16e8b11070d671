"""Breaking text into lines and fitting it onto cards, with nothing known of a font but its widths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[str, float, bool], float]
"""The width of a text set in a size, bold or not, in the unit of the size."""

ELLIPSIS = "…"
_PIECES = re.compile(r"[^-–—/]*[-–—/]+|[^-–—/]+")
"""A word may be broken after a dash or a slash in it."""
_JOINER = "\u200d"
_VOWELS = frozenset("aeiouy")
_ONE_SOUND = ("sch", "ch", "ck", "ph", "th", "sh", "qu")
"""Letters that are not parted."""
_BACK = 6
"""So many letters before the end of a line a better place to tear a word is looked for."""


def cached(measure: Measure) -> Measure:
    """The same, asking only once for each text; words come again and again."""
    known: dict[tuple[str, float, bool], float] = {}

    def width(text: str, size: float, bold: bool) -> float:
        key = (text, size, bold)
        if (found := known.get(key)) is None:
            found = known[key] = measure(text, size, bold)
        return found

    return width


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines of text; `torn` where a word had to be torn apart, `cut` where lines are missing at the end."""

    lines: tuple[str, ...]
    torn: bool = False
    cut: bool = False


def break_lines(
    text: str, size: float, measure: Measure, *, width: float, first: float | None = None, most: int = 1000
) -> Broken:
    """Text in lines no wider than `width`, the first no wider than `first`, at most `most` of them.

    A word that is too wide for a line of its own is broken after a dash or slash in it, else torn.
    """
    breaker = _Breaker(size, measure, width, width if first is None else first, most)
    for paragraph in text.split("\n"):
        breaker.paragraph(paragraph)
        if breaker.full:
            break
    return breaker.broken()


class _Breaker:
    """The lines so far and the one being filled."""

    def __init__(self, size: float, measure: Measure, width: float, first: float, most: int) -> None:
        self._size, self._measure, self._width, self._first, self._most = size, measure, width, first, most
        self._lines: list[str] = []
        self._line, self._used = "", 0.0
        self._torn = False
        self._blank = measure(" ", size, False)

    @property
    def full(self) -> bool:
        return len(self._lines) > self._most

    @property
    def _room(self) -> float:
        return self._width if self._lines else self._first

    def paragraph(self, text: str) -> None:
        for word in text.split():
            for n, piece in enumerate(_PIECES.findall(word)):
                self._add(piece, self._blank if n == 0 and self._line else 0.0)
                if self.full:
                    return
        self._end_line()

    def broken(self) -> Broken:
        lines = self._lines[: self._most]
        cut = len(self._lines) > self._most
        if cut:
            room = self._width if len(lines) > 1 else self._first
            lines[-1] = elide(lines[-1] + ELLIPSIS, self._size, self._measure, room)
        return Broken(tuple(lines), self._torn, cut)

    def _add(self, piece: str, blank: float) -> None:
        wide = self._measure(piece, self._size, False)
        if self._used + blank + wide > self._room and self._line:
            self._end_line()
            blank = 0.0
        if wide > self._room:
            piece = self._tear(piece)
            wide = self._measure(piece, self._size, False)
        self._line += (" " if blank else "") + piece
        self._used += blank + wide

    def _tear(self, piece: str) -> str:
        """Fill whole lines with a word that is too wide; what is left of it goes on in the next."""
        self._torn = True
        while not self.full and self._measure(piece, self._size, False) > self._room:
            cut = _between_syllables(piece, self._fitting(piece))
            hyphen = "-" if piece[cut - 1].isalpha() and piece[cut].isalpha() else ""
            self._line = piece[:cut] + hyphen
            self._end_line()
            piece = piece[cut:]
        return piece

    def _fitting(self, piece: str) -> int:
        """How many characters of a word fill the line, at least one, with a hyphen's width to spare."""
        room = self._room - self._measure("-", self._size, False)
        used = 0.0
        for n, char in enumerate(piece):
            used += self._measure(char, self._size, False)
            if used > room and n:
                return _whole(piece, n)
        return _whole(piece, len(piece) - 1)

    def _end_line(self) -> None:
        self._lines.append(self._line)
        self._line, self._used = "", 0.0


def _between_syllables(word: str, cut: int) -> int:
    """A place near `cut`, and not behind it, where a German or English word may be parted, near enough.

    A syllable begins with one consonant, or with what sounds like one, and a vowel.
    """
    # Vowels with marks on them are vowels.
    small = "".join(unicodedata.normalize("NFD", char)[0] for char in word.lower())
    if len(small) != len(word):
        return cut
    for at in range(cut, max(cut - _BACK, 2), -1):
        if not small[at - 2 : at + 2].isalpha() or small[at] in _VOWELS or len(word) - at < 3:
            continue
        onset = next((s for s in _ONE_SOUND if small.startswith(s, at)), small[at])
        parts_one = any(small.startswith(s, at - n) for s in _ONE_SOUND for n in range(1, len(s)))
        if small[at + len(onset) : at + len(onset) + 1] in _VOWELS and not parts_one:
            return at
    return cut


def _whole(text: str, cut: int) -> int:
    """The nearest place, at or before `cut`, that does not tear marks or joined signs from each other."""
    at = cut
    while at > 1 and (_belongs_to_the_one_before(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return at if at > 1 else max(cut, 1)


def _belongs_to_the_one_before(char: str) -> bool:
    return char == _JOINER or "🏻" <= char <= "🏿" or unicodedata.category(char).startswith("M")


def elide(text: str, size: float, measure: Measure, width: float, *, bold: bool = False) -> str:
    """A single line of text, cut and ended with "…" where it is too wide."""
    if measure(text, size, bold) <= width:
        return text
    room = width - measure(ELLIPSIS, size, bold)
    used = 0.0
    for n, char in enumerate(text):
        used += measure(char, size, bold)
        if used > room:
            return (text[: _whole(text, n)] if n else "").rstrip(" -" + ELLIPSIS) + ELLIPSIS
    return text
