"""Cards for the pin board, three to an A4 page: empty, numbered, or with what was written.

A card is 186 mm wide and 90 mm high; they lie edge to edge, 12 mm from the left and 13.5 mm from the top.
Marks in the margins say where to cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain import order, symbols
from ...domain.records import Card, Category, Group
from .. import styles as s
from ..lines import Text
from .sheet import A4, MM, Job, Sheets, split_at

WIDE, HIGH, LEFT, TOP = 186.0, 90.0, 12.0, 13.5
PER_PAGE = 3
_BAND = 16.0
"""The coloured part at the left."""
_PAD = 6.0
_FOOT = 7.0
"""Height of what stands below the text."""
_TEXT = s.Style(46, 51, s.SEMIBOLD)
_LEAST = 8.0
_SMALL = s.Style(9, 11.5, colour=s.MUTED)
_NUMBER = s.Style(20, 22, s.BOLD)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one card of paper shows."""

    category: Category
    text: str = ""
    number: int = 0
    said: str = ""
    question: str = ""


def write(job: Job) -> int:
    sheets = Sheets(job, A4)
    place = 0
    for piece in _pieces(job):
        for page_text, number in _texts(sheets, piece):
            if place % PER_PAGE == 0:
                sheets.begin()
                _draw_marks(sheets)
            _draw(sheets, job, piece, page_text, number, TOP + place % PER_PAGE * HIGH)
            place += 1
    return sheets.finish()


def _pieces(job: Job) -> Iterator[_Piece]:
    written = [*_written(job)] if job.options["cards"] == "filled" else []
    yield from written or _blank(job)


def _written(job: Job) -> Iterator[_Piece]:
    """The cards of the groups in the order of writing, numbered as they were written."""
    groups = job.groups()
    for group in groups:
        cards = sorted(job.state.kids(Card, "group_id", group.id), key=order.writing_key)
        for number, card in enumerate(cards, 1):
            category = job.state.get(Category, card.category_id) or _NONE
            if job.options["category"] not in ("", category.id):
                continue
            said = job.group_name(group) if len(order.groups(job.state)) > 1 else ""
            yield _Piece(category, card.text, card.written or number, said)


def _blank(job: Job) -> Iterator[_Piece]:
    """Cards to be written on, of each category full pages; numbered ones go on counting."""
    every = [c for c in order.categories(job.state) if job.options["category"] in ("", c.id)]
    every = every or order.categories(job.state) or [_NONE]
    count = PER_PAGE * max(1, job.number("pages"))
    groups: list[Group | None] = [*job.groups()] if job.options["group"] else [None]
    number = 0
    for category in every:
        question = order.question(job.state, groups[0].id if groups and groups[0] else None, category)
        for _ in range(count):
            number += 1
            yield _Piece(category, "", number if job.options["cards"] == "numbered" else 0, "", question)


def _texts(sheets: Sheets, piece: _Piece) -> Iterator[tuple[Text | None, str]]:
    """The text as large as it fits; one that is too long even when small goes on on another card."""
    if not piece.text:
        yield None, ""
        return
    wide, high = WIDE - _BAND - 2 * _PAD, HIGH - 2 * _PAD - _FOOT
    parts = [*split_at(sheets.fit(piece.text, _TEXT, wide, high, _LEAST), high)]
    for n, part in enumerate(parts, 1):
        yield part, f"{n}/{len(parts)}" if len(parts) > 1 else ""


def _draw(sheets: Sheets, job: Job, piece: _Piece, text: Text | None, part: str, top: float) -> None:
    """A card in the colour of its category, with its symbol and its name, so that it needs no colour."""
    category, t = piece.category, job.t
    pale, strong = symbols.colours(category.colour)
    sheets.box(LEFT, top, _BAND, HIGH, pale)
    sheets.box(LEFT, top, 1.6, HIGH, strong)
    sheets.symbol(category.symbol, category.colour, LEFT + 4.3, top + _PAD, 9.0)
    _draw_edge(sheets, top)
    x, wide = LEFT + _BAND + _PAD, WIDE - _BAND - 2 * _PAD
    if text is not None:
        # A short text stands in the middle, where it is read from far away.
        room = HIGH - 2 * _PAD - _FOOT
        sheets.write(text, x, top + _PAD + max(0.0, (room - text.height / MM) / 2))
    foot = top + HIGH - _PAD - 3.5
    said = t.category_one(category) if category is not _NONE else ""
    left = " · ".join(p for p in (said, piece.question if text is None else "", piece.said) if p)
    sheets.write(sheets.one_line(left, _SMALL, wide - 24, 7.0), x, foot)
    if piece.number:
        number = sheets.text(t.number(piece.number), _NUMBER, wide)
        sheets.write(number, x + wide - number.lines[0][0] / MM, foot - 3.6)
    if part:
        sheets.write(sheets.text(part, _SMALL, 20), x + wide - 26, foot)


def _draw_edge(sheets: Sheets, top: float) -> None:
    """A thin line where one card ends and the next begins, for those who cut by hand."""
    for x, y, to_x, to_y in (
        (LEFT, top, LEFT + WIDE, top),
        (LEFT, top + HIGH, LEFT + WIDE, top + HIGH),
        (LEFT, top, LEFT, top + HIGH),
        (LEFT + WIDE, top, LEFT + WIDE, top + HIGH),
    ):
        sheets.line(x, y, to_x, to_y, s.LINE, 0.3)


def _draw_marks(sheets: Sheets) -> None:
    """Where to cut, outside the cards and inside of what printers reach."""
    for n in range(PER_PAGE + 1):
        y = TOP + n * HIGH
        sheets.line(LEFT - 4, y, LEFT - 1, y, s.TEXT, 0.5)
        sheets.line(LEFT + WIDE + 1, y, LEFT + WIDE + 4, y, s.TEXT, 0.5)
    for x in (LEFT, LEFT + WIDE):
        sheets.line(x, TOP - 5, x, TOP - 1, s.TEXT, 0.5)
        foot = TOP + PER_PAGE * HIGH
        sheets.line(x, foot + 1, x, foot + 5, s.TEXT, 0.5)


_NONE = Category(id="", colour="grey", symbol="square")
"""Stands for the category of a card where a workshop has none."""
