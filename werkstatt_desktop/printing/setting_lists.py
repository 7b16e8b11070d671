"""Lists, tables and bars as rows of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..report import blocks as b
from . import styles as s
from .charts import Bar
from .flow import Drawing
from .looks import Look
from .rows import Cell, Dots, Mark, Row, Setter

INDENT = 18.0
"""Where a text begins, right of its symbol."""
_NUMBER = 22.0
"""Where a text begins, right of its number."""
_WIDEST_NOTE = 160.0
_DOTS = 118.0
"""Points that dots beside a text may take up; more than there is room for are only said."""
_MOST_DOTS = 30
_DOT = 7.4
_GAP = 12.0
"""Between the columns of a table."""
_LINES_OF_BAR = 3.5, 3.5
_NAMES, _NUMBERS = 190.0, 44.0
"""How wide the names left of bars are, and the numbers right of them."""


def entries(block: b.Entries, look: Look, setter: Setter) -> Iterator[Row | Drawing]:
    """A list. No heading stands above a single entry at the foot of a page, and none alone at its head."""
    last = len(block.rows) - 1
    beside = _beside(block.rows, look, setter)
    for n, entry in enumerate(block.rows):
        keep = n < last and n in {0, last - 1}
        row = _entry(entry, look, beside, first=n == 0, keep=keep or entry.share is not None)
        yield row
        if entry.share is not None:
            left = row.cells[-2].x
            yield Bar(entry.share, left, s.TEXT_WIDTH - left - beside - 10)


def _beside(rows: Sequence[b.Entry], look: Look, setter: Setter) -> float:
    """How wide the widest note of a list is."""
    style = look.beside
    widest = max((setter.fonts.width(row.note, style.size, style.font) for row in rows), default=0.0)
    return min(widest + 1, _WIDEST_NOTE) if widest else 0.0


def _entry(entry: b.Entry, look: Look, beside: float, *, first: bool, keep: bool) -> Row:
    said = [text.kind for text in entry.texts]
    body = look.card if entry.card or not (entry.number or entry.note) else look.ranked
    parts = tuple((text.text, look.of(text.kind, body)) for text in entry.texts)
    left = _NUMBER if entry.number else INDENT
    cells: list[Cell] = []
    marks: tuple[Mark, ...] = ()
    if entry.number:
        cells.append(Cell(0, ((entry.number, look.rank),), 20, label=True))
    if entry.sign:
        x = left if entry.number else 0.0
        marks = (Mark(entry.sign.symbol, entry.sign.colour, 8.5, x + 0.5, entry.sign.word),)
        left = left + 16 if entry.number else left
    elif not entry.number:
        cells.append(Cell(1, (("•", body),), 12, label=True))
    dots = _dots(entry, beside)
    right = beside + 10 if entry.note else 0.0
    if dots:
        right = s.TEXT_WIDTH - dots.right + dots.count * dots.each + 10
    cells.append(Cell(left, parts, s.TEXT_WIDTH - left - right))
    if entry.note:
        cells.append(Cell(-beside, ((entry.note, look.beside),), beside))
    strong = "strong" in said
    return Row(
        cells=tuple(cells),
        above=(7.0 if first else 5.5) * look.air,
        pad=(0, 6 * look.air) if strong else (0, 0),
        rule="line" if strong else "",
        keep=keep,
        marks=marks,
        dots=dots,
        card=entry.card,
        role="entry",
    )


def _dots(entry: b.Entry, beside: float) -> Dots | None:
    if not entry.note or not 0 < entry.dots <= _MOST_DOTS:
        return None
    return Dots(entry.dots, s.TEXT_WIDTH - beside - 6, min(_DOT, _DOTS / entry.dots))


def table(block: b.Table, look: Look) -> Iterator[Row]:
    """A table with its head; rows that belong together have no line between them."""
    places = _places(block.columns)
    heads = tuple(
        Cell(x, ((column.head, replace(look.head, right=column.right)),), wide)
        for column, (x, wide) in zip(block.columns, places, strict=True)
    )
    yield Row(
        cells=heads,
        above=10 * look.air,
        pad=(0, 4 * look.air),
        keep=True,
        rule="bold",
        head=True,
        role="row",
        about=block.about,
    )
    together = block.together or (False,) * len(block.rows)
    for n, row in enumerate(block.rows):
        goes_on = n + 1 < len(block.rows) and together[n + 1]
        cells = tuple(
            Cell(x, _parts(texts, column, look), wide, names=column.names)
            for texts, column, (x, wide) in zip(row, block.columns, places, strict=True)
        )
        pad = 5.5 * look.air
        yield Row(
            cells=cells,
            pad=(pad, pad),
            rule="" if goes_on else "line",
            keep=goes_on and not together[n],
            role="row",
        )


def _places(columns: Sequence[b.Column]) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is."""
    found, x = [], 0.0
    for n, column in enumerate(columns):
        wide = column.share * s.TEXT_WIDTH
        found.append((x, wide if n == len(columns) - 1 else wide - _GAP))
        x += wide
    return found


def _parts(texts: Sequence[b.Text], column: b.Column, look: Look) -> tuple[tuple[str, s.Style], ...]:
    parts = []
    for n, text in enumerate(texts or (b.Text(""),)):
        style = look.of(text.kind, look.cell)
        if n == 0 and text.kind == "note":
            style = replace(look.cell, colour=s.MUTED)
        parts.append((text.text, replace(style, right=True) if column.right else style))
    return tuple(parts)


def bars(block: b.Bars, look: Look, setter: Setter) -> Iterator[Row | Drawing]:
    """Numbers by name, each with a bar between them."""
    most = max((number for _, number, _ in block.rows), default=0.0)
    style, (top, foot) = look.ranked, _LINES_OF_BAR
    for n, (name, number, said) in enumerate(block.rows):
        cells = (
            Cell(0, ((name, style),), _NAMES, names=True),
            Cell(-_NUMBERS, ((said, replace(style, right=True)),), _NUMBERS),
        )
        about = block.about if n == 0 else ""
        above = 5.0 if n == 0 else 0.0
        yield Row(cells=cells, above=above, pad=(top, foot), keep=True, role="row", about=about)
        lines = len(setter.text(name, style, _NAMES).lines)
        lift = foot + max(lines, 1) * style.leading - 0.67 * style.size
        wide = s.TEXT_WIDTH - _NAMES - _NUMBERS - 16
        yield Bar(number / most if most else 0.0, _NAMES + 10, wide, thick=8.0, lift=lift)
