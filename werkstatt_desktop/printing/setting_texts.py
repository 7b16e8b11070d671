"""Titles, headings, paragraphs, facts and boxes as rows of the page."""

from __future__ import annotations

from collections.abc import Iterator

from ..report import blocks as b
from . import styles as s
from .looks import Look
from .rows import Anchor, Cell, Mark, Row
from .setting_lists import INDENT

_LONG_GOAL = 240
"""Characters from which a goal is set as a text, no longer as a motto."""
_LABEL = 118.0
"""Where what is known begins, right of its label."""


def mark(sign: b.Sign, x: float = 0.0, size: float = 8.5) -> Mark:
    """The symbol beside its word."""
    return Mark(sign.symbol, sign.colour, size, x + 0.5)


def word(sign: b.Sign) -> s.Style:
    return s.Style(10, 13.5, s.SEMIBOLD, s.stripe(sign.colour))


def title(block: b.Title, look: Look) -> Row:
    parts = [(block.over, look.eyebrow), (block.title, look.title)]
    if block.below:
        parts.append((block.below, look.subtitle))
    anchor = Anchor("cover", block.title, 0)
    return Row(cells=(Cell(0, tuple(parts)),), anchor=anchor, pad=(0, 18 * look.air), role="title")


def chapter_title(block: b.Chapter, look: Look) -> Iterator[Row]:
    style = look.chapter if block.listed else look.minor
    anchor = Anchor(block.key, block.title, 0) if block.listed else None
    above = 0.0 if block.listed and not look.flowing else 24 * look.air
    cell = Cell(0, ((block.title, style),))
    yield Row(cells=(cell,), above=above, pad=(0, 2), keep=True, anchor=anchor, role="chapter")
    if block.facts:
        style = look.meta if block.listed else look.note
        yield Row(cells=(Cell(0, ((block.facts, style),)),), pad=(0, 2), keep=True)


def heading(block: b.Heading, look: Look, *, keep: bool) -> Row:
    marks = (mark(block.sign, size=9.5),) if block.sign else ()
    left = INDENT if marks else 0.0
    parts = [(block.text, look.heading)]
    if block.marks:
        parts.append((" · ".join(block.marks), look.marked))
    if block.hint:
        parts.append((block.hint, look.note))
    cells = [Cell(left, tuple(parts), s.TEXT_WIDTH - left - (170 if block.count else 0))]
    if block.count:
        cells.append(Cell(-160, ((block.count, look.count),), 160))
    anchor = Anchor(block.key, block.text, 1) if block.key else None
    return Row(
        cells=tuple(cells),
        above=(20 if block.key else 14) * look.air,
        pad=(0, 3),
        keep=keep,
        rule="bold" if block.key else "",
        marks=marks,
        anchor=anchor,
        role="heading",
    )


def paragraph(block: b.Paragraph, look: Look, *, keep: bool) -> Row:
    style = look.meta if block.kind == "note" else look.of(block.kind, look.card)
    return Row(cells=(Cell(0, ((block.text, style),)),), above=5 * look.air, pad=(0, 2), keep=keep)


def facts(block: b.Facts, look: Look) -> Iterator[Row]:
    for label, said in block.rows:
        cells = (
            Cell(6, ((label, look.label),), _LABEL - 10, names=True),
            Cell(_LABEL, ((said, look.value),), s.TEXT_WIDTH - _LABEL - 6),
        )
        pad = 5.5 * look.air
        yield Row(cells=cells, pad=(pad, pad), rule="line", role="row")


def box(block: b.Box, look: Look, *, first: bool) -> Row:
    style = look.goal if len(block.text) <= _LONG_GOAL else look.value
    parts = [(block.label, look.goal_label), (block.text, style)]
    parts += [(text.text, look.of(text.kind, look.card)) for text in block.below]
    cell = Cell(16, tuple(parts), s.TEXT_WIDTH - 32)
    # Several of them are one panel.
    above = 14 * look.air if first else 0.0
    return Row(cells=(cell,), above=above, pad=(9 * look.air if first else 0.0, 10 * look.air), fill=True)
