"""Posters for the wall, one for each theme: its heading as large as it fits, its cards below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...domain import dots, order, symbols
from ...domain.records import Card, Category, Cluster, Group, Id
from .. import styles as s
from ..lines import Text
from .sheet import A3, A4, MM, Job, Sheets, cut, split_at

_MARGIN = 15.0
"""On A3, in millimetres; on a smaller page it is smaller as everything else."""
_HEADING = s.Style(112, 118, s.BOLD)
_LEAST_HEADING = 30.0
_ABOVE = s.Style(20, 25, s.SEMIBOLD, s.MUTED)
_NOTE = s.Style(12, 15, colour=s.MUTED)
_SIZES = (60, 52, 46, 40, 34, 30, 26, 22, 19, 17, 15)
"""Letters of the cards in points, on A3; the largest with which all of them fit on one page is taken."""
_ON_SEVERAL = 22
"""Letters where they do not fit on one page; those who stand before a poster are to read it."""
_ONE_COLUMN = 26
"""In letters smaller than that lines over the whole width are too long to be read."""
_GUTTER, _BETWEEN, _BESIDE = 8.0, 4.0, 4.0
"""Between columns, between cards, and free at both sides of a symbol."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A card, or a piece of one, as it is drawn."""

    text: Text
    category: Category | None
    points: int
    first: bool
    high: float


@dataclass(frozen=True, slots=True)
class _Placed:
    block: _Block
    x: float
    y: float
    wide: float


def write(job: Job) -> int:
    small = job.options["size"] == "A4"
    size, scale = (A4, A4[0] / A3[0]) if small else (A3, 1.0)
    poster = _Poster(job, Sheets(job, size), scale)
    found = dots.on_boards(job.state)
    for group in job.groups():
        for theme in order.clusters(job.state, group.id):
            poster.draw(group, theme, found)
    if not poster.sheets.number:
        poster.draw_blank()
    return poster.sheets.finish()


class _Poster:
    """Draws one poster after another; measures are those of A3, times `scale`."""

    def __init__(self, job: Job, sheets: Sheets, scale: float) -> None:
        self.job, self.sheets, self._scale = job, sheets, scale
        self._margin = max(_MARGIN * scale, 10.0)
        self._wide = sheets.wide - 2 * self._margin
        self._foot = sheets.high - self._margin - 8.0 * scale

    def draw(self, group: Group, theme: Cluster, found: dict[Id, int]) -> None:
        """A theme with its cards, on as many pages as they need in letters that are read."""
        job = self.job
        cards = order.cards_of_cluster(job.state, theme.id)
        points = dots.of_theme(job.state, theme, found)
        said = [job.group_name(group)] if len(order.groups(job.state)) > 1 else []
        said.append(job.t.n("{n} card", "{n} cards", len(cards)))
        if points:
            said.append(job.t.n("{n} point", "{n} points", points))
        heading = theme.heading or job.t("Theme without a heading")
        pages = self._pages(cards, found, self._head_height(heading, " · ".join(said)))
        for n, page in enumerate(pages, 1):
            self.sheets.begin()
            self._draw_head(heading, " · ".join(said), theme.tint)
            for placed in page:
                self._draw_block(placed)
            self._draw_foot(f"{n}/{len(pages)}" if len(pages) > 1 else "")

    def draw_blank(self) -> None:
        """A poster to be written on: a line for the heading, room for cards."""
        self.sheets.begin()
        y = self._margin + 60 * self._scale
        self.sheets.line(self._margin, y, self._margin + self._wide, y, s.DASHES, 1.5)
        self._draw_foot("")

    # --- Head and foot

    def _style(self, style: s.Style) -> s.Style:
        return replace(style, size=style.size * self._scale, leading=style.leading * self._scale)

    def _heading(self, heading: str) -> Text:
        least = _LEAST_HEADING * self._scale
        return self.sheets.fit(heading, self._style(_HEADING), self._wide, 105 * self._scale, least)

    def _head_height(self, heading: str, said: str) -> float:
        """From the upper edge of the page to the first card."""
        above = self._style(_ABOVE).leading / MM if said else 0.0
        return self._margin + above + 3 * self._scale + self._heading(heading).height / MM + 13 * self._scale

    def _draw_head(self, heading: str, said: str, tint: str | None) -> None:
        above = self._style(_ABOVE)
        self.sheets.write(self.sheets.one_line(said, above, self._wide, 8.0), self._margin, self._margin)
        y = self._margin + above.leading / MM + 3 * self._scale
        text = self._heading(heading)
        self.sheets.write(text, self._margin, y)
        y += text.height / MM + 6 * self._scale
        strong = symbols.colours(tint)[1] if tint else s.ACCENT
        self.sheets.box(self._margin, y, self._wide, 1.6 * self._scale, strong)

    def _draw_foot(self, page: str) -> None:
        job, note = self.job, self._style(_NOTE)
        said = " · ".join(part for part in (cut(job.name, 90), job.where) if part)
        y = self.sheets.high - self._margin - note.leading / MM
        self.sheets.write(self.sheets.one_line(said, note, self._wide - 25, 6.0), self._margin, y)
        if page:
            number = self.sheets.text(page, note, 25)
            x = self._margin + self._wide - number.lines[0][0] / MM
            self.sheets.write(number, x, y)

    # --- Cards

    def _pages(self, cards: list[Card], found: dict[Id, int], top: float) -> list[list[_Placed]]:
        for size in _SIZES:
            for columns in (1, 2) if size >= _ONE_COLUMN else (2,):
                self.job.check()
                pages = self._arranged(cards, found, top, size, columns)
                if len(pages) == 1:
                    return pages
        return self._arranged(cards, found, top, _ON_SEVERAL, 2)

    def _arranged(
        self, cards: list[Card], found: dict[Id, int], top: float, size: float, columns: int
    ) -> list[list[_Placed]]:
        """The cards one below the other, column by column, page by page."""
        wide = (self._wide - (columns - 1) * _GUTTER * self._scale) / columns
        pages: list[list[_Placed]] = [[]]
        column, y = 0, top
        for card in cards:
            for block in self._blocks(card, found, wide, size, self._foot - top):
                if y + block.high > self._foot + 0.01 and y > top:
                    column, y = column + 1, top
                    if column == columns:
                        pages.append([])
                        column = 0
                x = self._margin + column * (wide + _GUTTER * self._scale)
                pages[-1].append(_Placed(block, x, y, wide))
                y += block.high + _BETWEEN * self._scale
        return pages

    def _blocks(
        self, card: Card, found: dict[Id, int], wide: float, size: float, room: float
    ) -> Iterator[_Block]:
        k = self._scale
        style = s.Style(size * k, size * 1.22 * k)
        points, inside = found.get(card.id, 0), _inside(style)
        beside = _symbol(style) + (2 * _BESIDE + (_POINTS if points else 0.0)) * k + inside
        text = self.sheets.text(card.text, style, wide - beside)
        category = self.job.state.get(Category, card.category_id)
        for n, piece in enumerate(split_at(text, room - 2 * inside)):
            high = max(piece.height / MM, style.leading / MM) + 2 * inside
            yield _Block(piece, category, points if n == 0 else 0, n == 0, high)

    def _draw_block(self, placed: _Placed) -> None:
        block, k = placed.block, self._scale
        category = block.category
        colour = category.colour if category else "grey"
        pale, strong = symbols.colours(colour)
        self.sheets.box(placed.x, placed.y, placed.wide, block.high, pale, 1.5 * k)
        size = _symbol(block.text.style)
        inside = _inside(block.text.style)
        middle = placed.y + inside + block.text.style.size / MM * 0.62
        if block.first:
            symbol = category.symbol if category else "diamond"
            self.sheets.symbol(symbol, colour, placed.x + _BESIDE * k, middle - size / 2, size)
        self.sheets.write(block.text, placed.x + size + 2 * _BESIDE * k, placed.y + inside)
        if block.points:
            self._draw_points(placed, middle, strong)

    def _draw_points(self, placed: _Placed, middle: float, strong: str) -> None:
        """How many points a card got, in a dot."""
        k = self._scale
        style = s.Style(17 * k, 20 * k, s.BOLD, s.WHITE)
        x = placed.x + placed.wide - 8 * k
        self.sheets.dot(x, middle, 10 * k, strong)
        said = self.sheets.one_line(self.job.t.number(placed.block.points), style, 8.5 * k, 5.0)
        wide = said.lines[0][0] / MM
        self.sheets.write(said, x - wide / 2, middle - said.style.size / MM * 0.66)


def _inside(style: s.Style) -> float:
    """What is free inside of a card, around its text."""
    return 0.1 * style.size


def _symbol(style: s.Style) -> float:
    """How large the symbol beside a text is."""
    return 0.7 * style.size / MM


_POINTS = 14.0
"""What the dot with the points needs."""
