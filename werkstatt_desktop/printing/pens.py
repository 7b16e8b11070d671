"""How texts are written onto pages: encoded for their fonts, in as few words as a page needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from .fonts import Fonts, size_in
from .styles import Style

_ELSEWHERE = "\uffff"
"""Stands for a character that is in another part of a font than the first."""

Run = tuple[str, str]
"""A font, and what is set in it."""
Word = tuple[Run, ...]
Line = tuple[float, str | Word]
"""How wide a line is, and what it says: in the font of its style, or in several."""


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

    def write(self, lines: list[Line], style: Style, width: float, x: float, y: float) -> None:
        """Write lines of a column, the first on the height `y`."""
        right = style.right
        code = [f"BT {colour_code(style.colour)} rg {style.leading:g} TL 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        set_in = ""
        for n, (wide, line) in enumerate(lines):
            if right:
                code.append(f"1 0 0 1 {x + width - wide:.2f} {y - n * style.leading:.2f} Tm")
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

    def words(self, said: Iterable[tuple[float, float, float, Sequence[Run]]], colour: str) -> None:
        """Write words, each at its place (x, baseline, size)."""
        code, set_in = [f"BT {colour_code(colour)} rg"], ""
        for x, y, size, runs in said:
            code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            for font, part in runs:
                letters = self._letters.get(font) or self._begin(font)
                for name, written in letters.parts(part):
                    wanted = f"{name} {size_in(font, size):.4g} Tf"
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


def draw_line(canvas: Canvas, fonts: Fonts, x: float, y: float, text: str, style: Style) -> None:
    """One line of text with its baseline at `y`."""
    canvas.setFillColor(HexColor(style.colour))
    for font, part in fonts.runs(text, style.font):
        size = size_in(font, style.size)
        canvas.setFont(font, size)
        canvas.drawString(x, y, part)
        x += fonts.widths(font)[part] * size


def shortened(fonts: Fonts, text: str, room: float, style: Style) -> str:
    """A text on one line, as much of it as there is room for."""
    words = " ".join(text.split())
    if fonts.width(words, style.size, style.font) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        wide = fonts.width(f"{words[:middle].rstrip()}…", style.size, style.font)
        low, high = (middle, high) if wide <= room else (low, middle - 1)
    return f"{words[:low].rstrip()}…"


def circle(x: float, y: float, radius: float) -> str:
    """A circle as a path; the library's takes twenty times as long."""
    bow = 0.5523 * radius
    west, east, south, north = x - radius, x + radius, y - radius, y + radius
    return (
        f"{east:.2f} {y:.2f} m {east:.2f} {y + bow:.2f} {x + bow:.2f} {north:.2f} {x:.2f} {north:.2f} c "
        f"{x - bow:.2f} {north:.2f} {west:.2f} {y + bow:.2f} {west:.2f} {y:.2f} c "
        f"{west:.2f} {y - bow:.2f} {x - bow:.2f} {south:.2f} {x:.2f} {south:.2f} c "
        f"{x + bow:.2f} {south:.2f} {east:.2f} {y - bow:.2f} {east:.2f} {y:.2f} c h"
    )
