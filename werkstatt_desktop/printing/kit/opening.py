"""The opening page for the wall: goal, rules and agenda, in letters as large as they fit on lying paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...domain import order
from ...domain.records import ProgrammeItem
from ...domain.schedule import clock, timetable
from .. import styles as s
from ..lines import Text
from .sheet import A3, A4, MM, Job, Sheets, shortened, split_at

_MARGIN = 14.0
_SCALES = (2.4, 2.1, 1.85, 1.65, 1.45, 1.3, 1.15, 1.0, 0.88, 0.78)
"""How large letters may be, on A4; the first that fits is taken."""
_ON_SEVERAL = 1.0
"""How large they are where it does not fit on one page."""
_TITLE = s.Style(30, 34, s.BOLD)
_WHERE = s.Style(14, 18, colour=s.MUTED)
_HEADING = s.Style(12, 16, s.BOLD, s.ACCENT)
_TEXT = s.Style(14, 18.5)
_STRONG = s.Style(14, 18.5, s.SEMIBOLD)
_BELOW = s.Style(10.5, 14, colour=s.MUTED)
_GUTTER = 14.0
_LEFT_SHARE = 0.46
_BLANK_LINES = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """Texts that begin on one line: `x` from the left edge of their column; `above` is free before them.

    One without texts is a line to write on. `keep`: the next one stands on the same page.
    """

    texts: tuple[tuple[float, Text], ...]
    above: float
    high: float
    keep: bool = False


def write(job: Job) -> int:
    large = job.options["size"] == "A3"
    size = (A3[1], A3[0]) if large else (A4[1], A4[0])
    sheets, paper = Sheets(job, size), 2**0.5 if large else 1.0
    page = _Page(job, sheets, paper)
    for scale in (*_SCALES, _ON_SEVERAL):
        job.check()
        columns = page.columns(scale)
        if all(len(column) == 1 for column in columns):
            break
    for n in range(max(len(column) for column in columns)):
        page.draw(scale, [column[n] if n < len(column) else [] for column in columns])
    return sheets.finish()


class _Page:
    """Goal and rules at the left, the agenda at the right, below the title."""

    def __init__(self, job: Job, sheets: Sheets, paper: float) -> None:
        self._job, self._sheets, self._paper = job, sheets, paper
        self._margin = _MARGIN * paper
        self._wide = sheets.wide - 2 * self._margin

    def columns(self, scale: float) -> list[list[list[_Piece]]]:
        """Both columns in letters of a size: for each the pieces of each page."""
        left, right = self._widths
        room = self._sheets.high - self._margin - self._top(scale)
        return [
            _in_pages(pieces, room) for pieces in ([*self._left(scale, left)], [*self._right(scale, right)])
        ]

    def draw(self, scale: float, columns: list[list[_Piece]]) -> None:
        """One page."""
        self._sheets.begin()
        title, where = self._head(scale)
        self._sheets.write(title, self._margin, self._margin)
        self._sheets.write(where, self._margin, self._margin + title.height / MM + 2.0 * self._paper)
        top = self._top(scale)
        self._sheets.box(self._margin, top - 5.0 * self._paper, self._wide, 0.8 * self._paper, s.ACCENT)
        left, _ = self._widths
        second = self._margin + (left + _GUTTER * self._paper if left else 0.0)
        for x, wide, pieces in zip((self._margin, second), self._widths, columns, strict=True):
            y = top
            for n, piece in enumerate(pieces):
                y += piece.above if n else 0.0
                for indent, text in piece.texts:
                    self._sheets.write(text, x + indent, y)
                y += piece.high
                if not piece.texts:
                    self._sheets.line(x, y, x + wide, y, s.DASHES, 0.7)

    @property
    def _widths(self) -> tuple[float, float]:
        facts = self._job.state.workshop
        if not (facts.goal or facts.rules) and order.programme(self._job.state):
            # Nothing stands at the left.
            return 0.0, self._wide
        left = (self._wide - _GUTTER * self._paper) * _LEFT_SHARE
        return left, self._wide - _GUTTER * self._paper - left

    def _style(self, style: s.Style, scale: float) -> s.Style:
        k = scale * self._paper
        return replace(style, size=style.size * k, leading=style.leading * k)

    def _head(self, scale: float) -> tuple[Text, Text]:
        job, facts = self._job, self._job.state.workshop
        times = "–".join(time for time in (facts.starts, facts.ends) if time)
        series = " ".join(part for part in (facts.series, facts.number) if part)
        parts = (series, facts.place, job.t.date(facts.date, weekday=True), times)
        where = " · ".join(part for part in parts if part)
        title = self._sheets.fit(
            job.name, self._style(_TITLE, min(scale, 1.5)), self._wide, 40 * self._paper, 12 * self._paper
        )
        said = self._sheets.text(where, self._style(_WHERE, min(scale, 1.5)), self._wide)
        return shortened(title, 50 * self._paper), shortened(said, 20 * self._paper)

    def _top(self, scale: float) -> float:
        title, where = self._head(scale)
        return self._margin + (title.height + where.height) / MM + 12.0 * self._paper

    # --- What stands there

    def _left(self, scale: float, wide: float) -> Iterator[_Piece]:
        t, facts = self._job.t, self._job.state.workshop
        nothing = not (facts.goal or facts.rules or order.programme(self._job.state))
        if facts.goal or nothing:
            yield self._heading(t("Goal"), scale, wide, first=True)
            yield from self._prose(facts.goal, _STRONG, scale, wide)
        if facts.rules or nothing:
            yield self._heading(t("Rules"), scale, wide, first=not (facts.goal or nothing))
            for line in facts.rules.splitlines() or [""]:
                yield from self._prose(line, _TEXT, scale, wide, bullet=bool(line.strip()))

    def _right(self, scale: float, wide: float) -> Iterator[_Piece]:
        job, facts = self._job, self._job.state.workshop
        items = order.programme(job.state)
        if items or not (facts.goal or facts.rules):
            yield self._heading(job.t("Agenda"), scale, wide, first=True)
        slots = timetable(items, facts.starts)
        timed = any(slot.start is not None for slot in slots)
        for item, slot in zip(items, slots, strict=True):
            yield from self._item(item, slot.start, slot.end, scale, wide, timed=timed)
        if not items and not (facts.goal or facts.rules):
            yield from self._prose("", _TEXT, scale, wide, lines=8)

    def _heading(self, words: str, scale: float, wide: float, *, first: bool) -> _Piece:
        text = self._sheets.text(words, self._style(_HEADING, scale), wide)
        above = 0.0 if first else 7.0 * scale * self._paper
        return _Piece(((0.0, text),), above, text.height / MM + 1.0, keep=True)

    def _prose(
        self,
        words: str,
        style: s.Style,
        scale: float,
        wide: float,
        *,
        bullet: bool = False,
        lines: int = _BLANK_LINES,
    ) -> Iterator[_Piece]:
        """A text in pieces that fit a page; an empty one is lines to write on."""
        now, k = self._style(style, scale), scale * self._paper
        if not words.strip():
            yield from (_Piece((), 0.0, 11.0 * self._paper) for _ in range(lines))
            return
        indent = 5.0 * k if bullet else 0.0
        text = self._sheets.text(words, now, wide - indent)
        for n, part in enumerate(split_at(text, 22.0 * self._paper)):
            texts = [(indent, part)]
            if bullet and n == 0:
                texts.insert(0, (0.0, self._sheets.text("•", now, indent)))
            yield _Piece(tuple(texts), 2.0 * k if n == 0 else 0.0, part.height / MM)

    def _item(
        self,
        item: ProgrammeItem,
        start: int | None,
        end: int | None,
        scale: float,
        wide: float,
        *,
        timed: bool,
    ) -> Iterator[_Piece]:
        t, k = self._job.t, scale * self._paper
        indent = 19.0 * k if timed else 0.0
        style = self._style(_TEXT, scale)
        title = self._sheets.text(item.title or t("item without a title"), style, wide - indent)
        texts = [(indent, title)]
        if start is not None:
            texts.insert(0, (0.0, self._sheets.text(clock(start), replace(style, colour=s.MUTED), indent)))
        below = item.speaker
        if item.kind == "break" and item.minutes and end is not None:
            below = t("until {time}", time=clock(end))
        yield _Piece(tuple(texts), 2.0 * k, title.height / MM, keep=bool(below))
        if below:
            said = self._sheets.text(below, self._style(_BELOW, scale), wide - indent)
            yield _Piece(((indent, said),), 0.0, said.height / MM)


def _in_pages(pieces: list[_Piece], room: float) -> list[list[_Piece]]:
    pages: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        above = piece.above if pages[-1] else 0.0
        if pages[-1] and used + above + piece.high > room + 0.01:
            held = [pages[-1].pop()] if pages[-1][-1].keep and len(pages[-1]) > 1 else []
            pages.append(held)
            used = sum(one.high for one in held)
            above = piece.above if held else 0.0
        pages[-1].append(piece)
        used += above + piece.high
    return pages
