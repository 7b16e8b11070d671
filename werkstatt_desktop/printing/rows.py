"""Rows of the printed page: texts side by side, how high they are, how they are split and drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from ..domain import symbols
from . import styles
from .fonts import Fonts
from .lines import Breaker, Text
from .pens import Pens, circle, colour_code
from .styles import Style


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
class Dots:
    """Dots on the first line of a row, the last of them ending at `right`; a text says how many there are."""

    count: int
    right: float
    each: float


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
    `dots` are drawn beside the texts. `target`: the row of the table of contents that leads to that
    anchor. `head`: the head of a table, said again on each further page until a chapter ends the table.
    `about` says what a table shows, at its first row.
    """

    cells: tuple[Cell, ...]
    above: float = 0.0
    pad: tuple[float, float] = (0.0, 0.0)
    keep: bool = False
    rule: Literal["", "line", "dots", "bold"] = ""
    fill: bool = False
    marks: tuple[Mark, ...] = ()
    dots: Dots | None = None
    anchor: Anchor | None = None
    card: bool = False
    target: str = ""
    head: bool = False
    role: Role = "text"
    about: str = ""


class Setter:
    """Sets texts in one language; `missing` are the characters that no font has, so far."""

    def __init__(self, fonts: Fonts, language: str) -> None:
        self.fonts = fonts
        self.missing: set[str] = set()
        self._breaker = Breaker(fonts, language, self.missing)
        self._pens = Pens()

    def text(self, text: str, style: Style, width: float) -> Text:
        """A text in a column of that width, ready to be drawn or split."""
        return Text(self._breaker.lines(text, style, width), style, width, self._pens)

    def write(
        self, canvas: Canvas, words: Iterable[tuple[float, float, float, str, str]], colour: str
    ) -> None:
        """Words as they are, each at its place: x, baseline, size, font, text."""
        runs = self.fonts.runs
        said = ((x, y, size, runs(text, font, self.missing)) for x, y, size, font, text in words)
        self._pens.of(canvas).words(said, colour)


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
    texts: list[Text]
    gaps: list[float]
    first: int = 0

    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = self.drop + sum([text.height for text in self.texts]) + sum(self.gaps[:-1])


@dataclass(slots=True)
class Laid:
    """A row, or a part of one that was split, measured for a width."""

    row: Row
    width: float
    columns: list[Column]
    first: bool = True
    last: bool = True
    above: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        row, first = self.row, self.first
        self.above = row.above if first else 0.0
        inner = max([column.height for column in self.columns], default=0.0)
        self.height = inner + (row.pad[0] if first else 0.0) + (row.pad[1] if self.last else 0.0)

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """This row in two, the first no higher than `room`; None where that cannot be."""
        room -= self.row.pad[0] if self.first else 0.0
        pairs = [_split_column(column, room) for column in self.columns]
        if not any(head.texts for head, _ in pairs) or not any(tail.texts for _, tail in pairs):
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
            if self.row.dots:
                told.artifact()
                self._draw_dots(canvas, self.row.dots, x, inner)
                told.end()
        for n, column in enumerate(self.columns):
            y = inner - column.drop
            for part, (text, gap) in enumerate(zip(column.texts, column.gaps, strict=True), column.first):
                if text.lines:
                    told.text(n, part)
                    text.draw(canvas, x + column.x, y)
                    told.end()
                y -= text.height + gap
        if self.last and self.row.rule:
            told.artifact()
            _draw_rule(canvas, self.row.rule, x, top - height, self.width)
            told.end()

    def _draw_dots(self, canvas: Canvas, dots: Dots, x: float, top: float) -> None:
        """On the height of small letters, from the right to the left."""
        size = self.row.cells[0].parts[0][1].size
        middle = top - self.columns[0].drop - size + 0.3 * size
        places = (x + dots.right - (n + 0.5) * dots.each for n in range(dots.count))
        circles = " ".join(circle(place, middle, 0.43 * dots.each) for place in places)
        canvas.addLiteral(f"{colour_code(styles.DOT)} rg {circles} f")

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
        texts = [setter.text(text, style, wide) for text, style in cell.parts]
        gaps = [style.below for _, style in cell.parts]
        columns.append(Column(x, wide, size - cell.parts[0][1].size, texts, gaps))
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
    bold = rule == "bold"
    ink = colour_code(styles.TEXT if bold else styles.LINE)
    dash = "[0.75 1.5] 0 d " if rule == "dots" else ""
    line = f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
    canvas.addLiteral(f"q {ink} RG {1.3 if bold else 0.75} w {dash}{line} Q")


def _split_column(column: Column, room: float) -> tuple[Column, Column]:
    room -= column.drop
    head: list[Text] = []
    tail = list(column.texts)
    gaps = list(column.gaps)
    while tail and tail[0].height <= room:
        text = tail.pop(0)
        room -= text.height + gaps[len(head)]
        head.append(text)
    if tail and (halves := tail[0].split(room)) is not None:
        head.append(halves[0])
        tail[0] = halves[1]
        gaps.insert(len(head) - 1, 0.0)
    cut = len(head)
    done = column.first + len(column.texts) - len(tail)
    return (
        Column(column.x, column.width, column.drop, head, gaps[:cut], column.first),
        Column(column.x, column.width, 0.0, tail, gaps[cut:], done),
    )
