"""The embedded fonts: which font draws which character, how wide text is, and what no font has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import Any
from unicodedata import category

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from ..texts import resources
from .styles import BOLD, EMOJI, EMOJI_SCALE, REGULAR, SEMIBOLD

PLACEHOLDER = "\u25a1"
_UPRIGHT = (REGULAR, SEMIBOLD, BOLD)
# What changes the look of its neighbours and has none itself: joiners, marks of direction, variation
# selectors, the frame of a key, tags of flags, the soft hyphen.
_UNSEEN = frozenset(
    map(
        chr,
        (0xAD, 0x34F, 0x61C, 0x20E3, 0xFEFF, *range(0x180B, 0x180F), *range(0x200B, 0x2010),
         *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0)),
    )
)  # fmt: skip
# A font may draw what has no meaning outside of it; nobody could be told what stands there.
_NAMELESS = frozenset({"Cc", "Cn", "Co"})
# The ten in its frame has two widths in its font, and a file that prints it keeps no rules.
_UNEVEN = frozenset("\U0001f51f")
_FIRST_EMOJI = "\u2600"
_MOST_WORDS = 50_000
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


class _Font(TTFont):
    """A font whose text can be copied out of the file again, emoji too.

    The library writes code points beyond U+FFFF as five digits where UTF-16 is due, and says of the
    glyph that stands for "nothing" that it is U+0000.
    """

    def addObjects(self, doc: Any) -> None:
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            name = (SUBSETN(n) + b"+" + self.face.name).decode("ascii")
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _mended(stream.content, subset)


def _mended(cmap: str, subset: list[int]) -> str:
    for n, code in enumerate(subset):
        if code == 0 or code > 0xFFFF:
            right = chr(code or 0x20).encode("utf-16-be").hex().upper()
            cmap = cmap.replace(f"\n<{n:02X}> <{code:04X}>\n", f"\n<{n:02X}> <{right}>\n", 1)
    return cmap


class _Widths(dict[str, float]):
    """How wide texts are in a font of one point: words come again and again."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, text: str) -> float:
        if len(self) > _MOST_WORDS:
            self.clear()
        width = float(pdfmetrics.stringWidth(text, self._font, 1.0))
        self[text] = width
        return width


class Fonts:
    """All fonts. There is one of these in a process; italics and emoji are read when a text needs them."""

    def __init__(self) -> None:
        self._reading = Lock()
        self._read: dict[str, frozenset[str]] = {}
        self._widths: dict[str, _Widths] = {}
        letters = frozenset.intersection(*(self._characters(name) for name in _UPRIGHT)) - _UNSEEN
        # Of what both kinds of fonts have, such as the heart, the emoji suit a text better.
        self._letters = frozenset(char for char in letters if char < _FIRST_EMOJI)
        self._dingbats = letters - self._letters

    def runs(self, text: str, font: str, missing: set[str] | None = None) -> list[tuple[str, str]]:
        """A line of text in pieces of one font each; what no font has is a square, and named in `missing`."""
        self._characters(font)
        if self._letters.issuperset(text):
            return [(font, text)] if text else []
        runs: list[tuple[str, str]] = []
        for char in text:
            name, shown = self._glyph(char, font, runs, missing)
            if shown and runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + shown)
            elif shown:
                runs.append((name, shown))
        return runs

    def is_plain(self, text: str, font: str) -> bool:
        """Whether a text is set in its own font alone."""
        self._characters(font)
        return self._letters.issuperset(text)

    def widths(self, font: str) -> Mapping[str, float]:
        """How wide any text is in one font at one point."""
        if (known := self._widths.get(font)) is None:
            self._characters(font)
            known = self._widths[font] = _Widths(font)
        return known

    def width(self, text: str, size: float, font: str) -> float:
        """How wide a line of text is, in points."""
        self._characters(font)
        if self._letters.issuperset(text):
            return float(pdfmetrics.stringWidth(text, font, size))
        return sum(
            float(pdfmetrics.stringWidth(part, name, size_in(name, size)))
            for name, part in self.runs(text, font)
        )

    def measure(self, text: str, size: float, bold: bool) -> float:
        """For `domain.picture`: the width of a card's text or, bold, of a heading."""
        return self.width(text, size, BOLD if bold else REGULAR)

    def _glyph(
        self, char: str, font: str, before: list[tuple[str, str]], missing: set[str] | None
    ) -> tuple[str, str]:
        if char in self._letters:
            return font, char
        if char in _UNSEEN or (char in _SKIN_TONES and before and before[-1][0] == EMOJI):
            return font, ""
        if char in self._characters(EMOJI):
            return EMOJI, char
        if char in self._dingbats:
            return font, char
        if char.isspace():
            return font, " "
        if missing is not None:
            missing.add(char)
        return font, PLACEHOLDER

    def _characters(self, name: str) -> frozenset[str]:
        """What a font has; it is read with the first question."""
        if (known := self._read.get(name)) is not None:
            return known
        with self._reading:
            if name not in self._read:
                font = _Font(name, str(resources() / "fonts" / f"{name}.ttf"))
                pdfmetrics.registerFont(font)
                found = map(chr, font.face.charToGlyph)
                named = (char for char in found if category(char) not in _NAMELESS)
                self._read[name] = frozenset(named) - _UNEVEN
            return self._read[name]


def size_in(name: str, size: float) -> float:
    """The size in which a piece of a text is set so that it suits the rest."""
    return size * EMOJI_SCALE if name == EMOJI else size


_LOADING = Lock()


def load() -> Fonts:
    """The fonts, read once in a process, by whichever thread comes first."""
    with _LOADING:
        return _load()


@cache
def _load() -> Fonts:
    # Streams are compressed; writing the compressed bytes as text would only make the file larger.
    rl_config.useA85 = 0
    return Fonts()
