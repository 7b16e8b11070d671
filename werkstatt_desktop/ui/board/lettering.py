"""Text on cards and headings: how wide it is, how it fits, and as glyphs ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QTextLayout, QTextOption

from ...domain import picture
from ...domain.layout import CARD_HEIGHT, Rect
from ...domain.picture import Fitted, Run
from ...domain.records import Card
from .. import theme

_REFERENCE = 100
_SMALLEST = picture.SIZES[-1]
_LINES = 4
"""So many lines of the smallest size fit on an even card."""
_ORIGIN = Rect(0.0, 0.0, 0.0, 0.0)


def board_font(pixels: float, *, bold: bool = False) -> QFont:
    """The typeface without hinting, so that a text has the same lines at every zoom and on paper."""
    made = theme.font(pixels, bold=bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class _Advances(dict[str, float]):
    """The width of each character at size 1, asked for once."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(board_font(_REFERENCE, bold=bold))

    def __missing__(self, char: str) -> float:
        width = self[char] = self._metrics.horizontalAdvance(char) / _REFERENCE
        return width


class _Words(dict[str, float]):
    """The width of each word at size 1; words come again and again."""

    def __init__(self, advances: _Advances) -> None:
        super().__init__()
        self._advances = advances

    def __missing__(self, word: str) -> float:
        width = self[word] = sum(map(self._advances.__getitem__, word))
        return width


class Lettering:
    """The board's typeface. Widths are sums of the characters' widths, as on paper."""

    def __init__(self) -> None:
        self._plain, self._bold = _Advances(bold=False), _Advances(bold=True)
        self._words = _Words(self._plain)
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._option.setWrapMode(QTextOption.WrapMode.NoWrap)

    def width(self, text: str, size: float, bold: bool) -> float:
        advances = self._bold if bold else self._plain
        return sum(map(advances.__getitem__, text)) * size

    def fitted(self, text: str) -> Fitted:
        return picture.fit(text, self.width)

    def height(self, card: Card) -> float:
        """How high a card is. Most texts need not be broken into lines with care for that."""
        return CARD_HEIGHT if self._is_short(card.text) else picture.height_of(card, self.width)

    def _is_short(self, text: str) -> bool:
        """Whether a text surely fits on an even card: its lines counted as if no word could be broken."""
        if "\n" in text:
            return False
        words, room, blank = self._words, picture.FIRST_WIDTH / _SMALLEST, self._plain[" "]
        lines, used = 1, 0.0
        for word in text.split():
            wide = words[word]
            if used and used + blank + wide > room:
                lines, used, room = lines + 1, 0.0, picture.TEXT_WIDTH / _SMALLEST
            if wide > room:
                return False
            used += blank + wide if used else wide
        return lines <= _LINES

    def card_glyphs(self, fitted: Fitted) -> list[QGlyphRun]:
        """The lines of a card whose corner is the origin."""
        return self.glyphs(fitted.runs(_ORIGIN))

    def glyphs(self, runs: Sequence[Run]) -> list[QGlyphRun]:
        """Lines of one size and weight, each at its baseline."""
        if not runs:
            return []
        layout = QTextLayout("\u2028".join(run.text for run in runs), self._font(runs[0].size, runs[0].bold))
        layout.setTextOption(self._option)
        layout.beginLayout()
        for run in runs:
            line = layout.createLine()
            line.setLineWidth(10_000)
            line.setPosition(QPointF(run.x, run.y - line.ascent()))
        layout.endLayout()
        return layout.glyphRuns()

    def _font(self, size: float, bold: bool) -> QFont:
        font = self._fonts.get((size, bold))
        if font is None:
            font = self._fonts[size, bold] = board_font(size, bold=bold)
        return font
