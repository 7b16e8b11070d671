"""Rows of the printed page: texts side by side, how high they are, how they are split and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any, Literal, Protocol, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paragraph import Paragraph

from ..domain import symbols
from . import styles
from .fonts import Fonts
from .styles import Style

SOFT_HYPHEN = "\u00ad"
_DICTIONARIES = {"de": "de_DE", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Texts below each other. `x` counts from the left edge of the text, below 0 from the right one.

    Without a `width` the cell reaches to the right edge. `names`: it says what its row is about, as the
    label of a fact does. `label`: it is the number or bullet of a list's entry.
    """

    x: float
    parts: tuple[tuple[str, Style], ...]
    width: float | None = None
    names: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The symbol of a category left of a text: its outline's name, the name of its colour, its side.

    `word` is what it says to those who do not see it; empty where the text beside it says so.
    """

    symbol: str
    colour: str
    size: float
    x: float = 0.0
    word: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that contents and bookmarks lead to; `level` counts from 0."""

    key: str
    title: str
    level: int


Role = Literal["text", "title", "chapter", "heading", "row", "entry", "contents", "none"]
"""What a row is to those who hear the document: a text, one of three levels of headings (the largest text of
the first cell, the others are texts), a row of a table, an entry of a list, a line of the contents, or
nothing. Rows of one role below each other are one table, one list, one table of contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table, one card, one heading: what is drawn together.

    `above` is free space that vanishes at the top of a page, `pad` space inside at top and bottom.
    `keep`: the next row begins on the same page. `card`: this row is a card, to be counted.
    `target`: the row of the table of contents that leads to that anchor. `head`: the head of a table, said
    again on each further page until a chapter ends the table. `about` says what a table shows, at its first
    row.
    """

    cells: tuple[Cell, ...]
    above: float = 0.0
    pad: tuple[float, float] = (0.0, 0.0)
    keep: bool = False
    rule: Literal["", "line", "dots", "bold"] = ""
    fill: bool = False
    marks: tuple[Mark, ...] = ()
    anchor: Anchor | None = None
    card: bool = False
    target: str = ""
    head: bool = False
    role: Role = "text"
    about: str = ""


@dataclass(slots=True)
class Setter:
    """Makes paragraphs in one language; collects the characters that no font has."""

    fonts: Fonts
    language: str
    missing: set[str] = field(default_factory=set)
    _hyphenator: Any = None

    def _text(self, text: str, style: Style, width: float) -> Paragraph:
        """The one place where a paragraph is made: nothing in a text is taken for markup."""
        lines = [self._markup(line, style, width) for line in text.split("\n")]
        return Paragraph("<br/>".join(lines), _paragraph_style(style))

    def paragraph(self, text: str, style: Style, width: float) -> Paragraph:
        """A text in a column of that width, measured and ready to be drawn or split."""
        paragraph = self._text(text, style, width)
        paragraph.wrap(width, 1e6)
        return paragraph

    def _markup(self, line: str, style: Style, width: float) -> str:
        if len(line) * style.size <= width or not self._has_wide_word(line, style, width):
            return self._runs(line, style)
        return " ".join(
            SOFT_HYPHEN.join(self._runs(piece, style) for piece in self._pieces(word, style, width))
            for word in line.split()
        )

    def _runs(self, text: str, style: Style) -> str:
        pieces = []
        for font, part in self.fonts.runs(text, style.font, self.missing):
            if font == style.font:
                pieces.append(escape(part, quote=False))
            else:
                size = style.size * styles.EMOJI_SCALE
                pieces.append(f'<font name="{font}" size="{size:.2f}">{escape(part, quote=False)}</font>')
        return "".join(pieces)

    def _has_wide_word(self, line: str, style: Style, width: float) -> bool:
        return any(self._is_wide(word, style, width) for word in line.split())

    def _is_wide(self, word: str, style: Style, width: float) -> bool:
        return len(word) * style.size > width and self.fonts.width(word, style.size, style.font) > width

    def _pieces(self, word: str, style: Style, width: float) -> list[str]:
        """The syllables of a word that is too wide for a line; all others stay whole."""
        if len(word) > 200 or not word.isalpha() or not self._is_wide(word, style, width):
            return [word]
        if self._hyphenator is None:
            import pyphen

            self._hyphenator = pyphen.Pyphen(lang=_DICTIONARIES[self.language])
        hyphenated: str = self._hyphenator.inserted(word, hyphen=SOFT_HYPHEN)
        return hyphenated.split(SOFT_HYPHEN)


@lru_cache(maxsize=64)
def _paragraph_style(style: Style) -> ParagraphStyle:
    return ParagraphStyle(
        style.font,
        fontName=style.font,
        fontSize=style.size,
        leading=style.leading,
        textColor=ink(style.colour),
        alignment=TA_RIGHT if style.right else TA_LEFT,
        allowOrphans=0,
        allowWidows=0,
    )


class Told(Protocol):
    """Hears what the parts of a row are that are being drawn; `cell` and `part` count from 0."""

    def artifact(self) -> None: ...
    def text(self, cell: int, part: int) -> None: ...
    def mark(self) -> None: ...
    def end(self) -> None: ...


class _Nobody:
    """Does not want to know."""

    def artifact(self) -> None: ...
    def text(self, cell: int, part: int) -> None: ...
    def mark(self) -> None: ...
    def end(self) -> None: ...


NOBODY = _Nobody()


@dataclass(slots=True)
class Column:
    """The paragraphs of a cell at their place in a row; the first is text number `first` of the cell."""

    x: float
    width: float
    drop: float
    paragraphs: list[Paragraph]
    gaps: list[float]
    first: int = 0

    @property
    def height(self) -> float:
        return self.drop + sum(p.height for p in self.paragraphs) + sum(self.gaps[:-1])


@dataclass(slots=True)
class Laid:
    """A row, or a part of one that was split, measured for a width."""

    row: Row
    width: float
    columns: list[Column]
    first: bool = True
    last: bool = True

    @property
    def above(self) -> float:
        return self.row.above if self.first else 0.0

    @property
    def height(self) -> float:
        inner = max((column.height for column in self.columns), default=0.0)
        return inner + (self.row.pad[0] if self.first else 0.0) + (self.row.pad[1] if self.last else 0.0)

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """This row in two, the first no higher than `room`; None where that cannot be."""
        room -= self.row.pad[0] if self.first else 0.0
        pairs = [_split_column(column, room) for column in self.columns]
        if not any(head.paragraphs for head, _ in pairs) or not any(tail.paragraphs for _, tail in pairs):
            return None
        heads, tails = [head for head, _ in pairs], [tail for _, tail in pairs]
        return (
            Laid(self.row, self.width, heads, self.first, last=False),
            Laid(self.row, self.width, tails, first=False, last=self.last),
        )

    def draw(self, canvas: Canvas, x: float, top: float, told: Told = NOBODY) -> None:
        """Draw everything but links, anchors and page numbers, which only the page knows."""
        height = self.height
        if self.row.fill:
            told.artifact()
            canvas.setFillColor(ink(styles.SOFT))
            canvas.rect(x, top - height, self.width, height, stroke=0, fill=1)
            canvas.setFillColor(ink(styles.ACCENT))
            canvas.rect(x, top - height, 3, height, stroke=0, fill=1)
            told.end()
        inner = top - (self.row.pad[0] if self.first else 0.0)
        if self.first:
            for mark in self.row.marks:
                told.mark()
                self._draw_mark(canvas, mark, x, inner)
                told.end()
        for n, column in enumerate(self.columns):
            y = inner - column.drop
            for part, (paragraph, gap) in enumerate(
                zip(column.paragraphs, column.gaps, strict=True), column.first
            ):
                told.text(n, part)
                paragraph.drawOn(canvas, x + column.x, y - paragraph.height)
                told.end()
                y -= paragraph.height + gap
        if self.last and self.row.rule:
            told.artifact()
            _draw_rule(canvas, self.row.rule, x, top - height, self.width)
            told.end()

    def _draw_mark(self, canvas: Canvas, mark: Mark, x: float, top: float) -> None:
        """A symbol is centred on the height of the capitals beside it."""
        size = self.row.cells[0].parts[0][1].size
        middle = top - self.columns[0].drop - size + 0.33 * size
        draw_symbol(canvas, mark.symbol, mark.colour, x + mark.x, middle + mark.size / 2, mark.size)


def lay(row: Row, width: float, setter: Setter) -> Laid:
    """Measure a row; the first lines of all its cells stand on one line."""
    size = max(cell.parts[0][1].size for cell in row.cells)
    columns = []
    for cell in row.cells:
        x = cell.x if cell.x >= 0 else width + cell.x
        wide = cell.width if cell.width is not None else width - x
        paragraphs = [setter.paragraph(text, style, wide) for text, style in cell.parts]
        gaps = [style.below for _, style in cell.parts]
        columns.append(Column(x, wide, size - cell.parts[0][1].size, paragraphs, gaps))
    return Laid(row, width, columns)


@lru_cache(maxsize=256)
def ink(colour: str) -> Color:
    """A colour written as #RRGGBB."""
    return HexColor(colour)


def draw_symbol(canvas: Canvas, symbol: str, colour: str, x: float, top: float, size: float) -> None:
    """A category's symbol, drawn as a path in the strong colour of the category."""
    path = canvas.beginPath()
    points = symbols.outline(symbol)
    path.moveTo(x + points[0][0] * size, top - points[0][1] * size)
    for px, py in points[1:]:
        path.lineTo(x + px * size, top - py * size)
    path.close()
    canvas.setFillColor(ink(symbols.colours(colour)[1]))
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_rule(canvas: Canvas, rule: str, x: float, y: float, width: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(ink(styles.TEXT if rule == "bold" else styles.LINE))
    canvas.setLineWidth(1.3 if rule == "bold" else 0.75)
    if rule == "dots":
        canvas.setDash(0.75, 1.5)
    canvas.line(x, y, x + width, y)
    canvas.restoreState()


def _split_column(column: Column, room: float) -> tuple[Column, Column]:
    room -= column.drop
    head: list[Paragraph] = []
    tail = list(column.paragraphs)
    gaps = list(column.gaps)
    while tail and tail[0].height <= room:
        paragraph = tail.pop(0)
        room -= paragraph.height + gaps[len(head)]
        head.append(paragraph)
    if tail and room > 0:
        halves = tail[0].split(column.width, room)
        if len(halves) == 2:
            upper, lower = (cast("Paragraph", half) for half in halves)
            for half in (upper, lower):
                half.wrap(column.width, 1e6)
            head.append(upper)
            tail[0] = lower
            gaps.insert(len(head) - 1, 0.0)
        else:  # where too few lines fit, the attempt leaves the paragraph unmeasured
            tail[0].wrap(column.width, 1e6)
    cut = len(head)
    return (
        Column(column.x, column.width, column.drop, head, gaps[:cut], column.first),
        Column(
            column.x, column.width, 0.0, tail, gaps[cut:], column.first + len(column.paragraphs) - len(tail)
        ),
    )
