"""Sets what a protocol tells: from blocks, which say what a text is, to rows and drawings of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..domain.photos import Source
from ..domain.records import Id
from ..report import blocks as b
from ..report import words
from ..texts import Texts
from . import flow, photos, setting_lists
from . import styles as s
from .board import Plan
from .charts import Poll
from .looks import Look
from .rows import Anchor, Cell, Mark, Row, Setter, lay

_LONG_GOAL = 240
"""Characters from which a goal is set as a text, no longer as a motto."""
_LABEL = 118.0
"""Where what is known begins, right of its label."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Sets the blocks of one document.

    `plan` gives the picture of a group's board, below a heading of that height in points; `photos` the
    bytes of photos; `printed` how many cards are on paper so far. `proves`: the paper tells all cards, and
    says at its end how many of them are in it.
    """

    t: Texts
    setter: Setter
    look: Look
    plan: Callable[[Id, float], Plan]
    photos: Source
    printed: Callable[[], int]
    proves: bool = True

    def rows(
        self, told: Sequence[b.Block], seen: Callable[[int, int], None] = lambda _done, _of: None
    ) -> Iterator[flow.Block]:
        """Everything, in the order of the pages; `seen` hears how many of how many blocks are done."""
        listed = [block for block in told if isinstance(block, b.Chapter) and block.listed]
        done = 0
        for chapter in _chapters(told):
            yield from self._chapter(chapter, listed)
            done += len(chapter)
            seen(done, len(told))

    def _with(
        self, block: b.Block, before: b.Block | None, following: b.Block | None
    ) -> Iterator[flow.Block]:
        """The rows of a block; the last one before the last lines of all shares a page with them."""
        rows = self._rows(block, before, following)
        if not isinstance(following, b.Colophon):
            yield from rows
            return
        row: flow.Block | None = None
        for further in rows:
            if row is not None:
                yield row
            row = further
        if row is not None:
            yield replace(row, keep=True) if isinstance(row, Row) else row

    def _chapter(self, told: Sequence[b.Block], listed: Sequence[b.Chapter]) -> Iterator[flow.Block]:
        """Where the board of a chapter lies across, so does the page on which the chapter begins."""
        begins = any(isinstance(block, b.Chapter) and block.listed for block in told[:2])
        place, plan = self._plan(told, listed)
        if begins and not self.look.flowing:
            yield flow.NewPage(lying=True) if plan.lying else flow.Chapter()
        for n, block in enumerate(told):
            if n == place:
                yield from self._board(plan)
            elif isinstance(block, b.Contents):
                yield from self._contents(listed)
            else:
                following = next((one for one in told[n + 1 :] if not isinstance(one, b.Part)), None)
                yield from self._with(block, told[n - 1] if n else None, following)

    def _plan(self, told: Sequence[b.Block], listed: Sequence[b.Chapter]) -> tuple[int, Plan]:
        """Which block is the board of a chapter, and how it comes onto paper."""
        place = next((n for n, block in enumerate(told) if isinstance(block, b.Board)), -1)
        board = told[place]
        if place < 0 or not isinstance(board, b.Board):
            return -1, Plan(())
        before = self._chapter(told[:place], listed)
        plan = self.plan(board.group_id, sum(self.height(row) for row in before))
        return place, plan.told(board.about)

    def height(self, block: flow.Block) -> float:
        """How high a row or a drawing is with the space above it, in points; 0 for all else."""
        if isinstance(block, Row):
            laid = lay(block, s.TEXT_WIDTH, self.setter)
            return laid.above + laid.height
        if isinstance(block, flow.NewPage | flow.Chapter | flow.Within):
            return 0.0
        return block.above + block.height(s.TEXT_WIDTH)

    def _board(self, plan: Plan) -> Iterator[flow.Block]:
        if plan.in_rows:
            hint = self.t("The board is wider than a page; its themes follow in rows.")
            yield Row(cells=(Cell(0, ((hint, s.CAPTION),)),), above=7, keep=True)
        yield from plan.boards
        if plan.lying:
            yield flow.NewPage()

    def _rows(
        self, block: b.Block, before: b.Block | None, following: b.Block | None
    ) -> Iterator[flow.Block]:
        look = self.look
        match block:
            case b.Part():
                yield flow.Within(block.key)
            case b.Title():
                yield _title(block, look)
            case b.Chapter():
                yield from _chapter_title(block, look)
            case b.Heading():
                yield _heading(block, look, keep=_goes_on(following))
            case b.Paragraph():
                yield _paragraph(block, look, keep=isinstance(following, _LISTS))
            case b.Facts():
                yield from _facts(block, look)
            case b.Box():
                yield _box(block, look, first=not isinstance(before, b.Box))
            case _:
                yield from self._lists(block)

    def _lists(self, block: b.Block) -> Iterator[flow.Block]:
        look, t = self.look, self.t
        match block:
            case b.Legend():
                yield from self._legend(block)
            case b.Entries():
                yield from setting_lists.entries(block, look, self.setter)
            case b.Table():
                yield from setting_lists.table(block, look)
            case b.Bars():
                yield from setting_lists.bars(block, look, self.setter)
            case b.Pictures():
                yield from photos.rows(block, t, self.setter, self.photos)
            case b.Poll():
                yield from self._poll(block)
            case b.Colophon():
                yield from self._colophon(block)

    def _contents(self, listed: Sequence[b.Chapter]) -> Iterator[flow.Block]:
        look = self.look
        title = Cell(0, ((self.t("Contents"), look.minor),))
        yield Row(cells=(title,), above=24 * look.air, pad=(0, 2), keep=True, role="chapter")
        for n, chapter in enumerate(listed, 1):
            cell = Cell(6, ((chapter.title, look.contents),), s.TEXT_WIDTH - 70)
            yield Row(
                cells=(cell,),
                pad=(4.5, 5),
                rule="dots",
                target=chapter.key,
                keep=n < len(listed),
                role="contents",
            )

    def _legend(self, block: b.Legend) -> Iterator[flow.Block]:
        """Symbols and words; with questions each on a line of its own, else side by side."""
        if any(question for _, question in block.rows):
            for n, (sign, question) in enumerate(block.rows):
                word = Cell(15, ((sign.word, _word(sign)),), 118, label=True)
                asked = Cell(140, ((question, self.look.legend),))
                above = 7.0 if n == 0 else 1.5
                yield Row(cells=(word, asked), above=above, keep=True, marks=(_mark(sign),), role="entry")
            return
        fonts = self.setter.fonts
        cells: list[Cell] = []
        marks: list[Mark] = []
        x = 0.0
        for sign, _ in block.rows:
            style = _word(sign)
            wide = min(fonts.width(sign.word, style.size, style.font) + 2, s.TEXT_WIDTH - 15)
            if x and x + 15 + wide > s.TEXT_WIDTH:
                yield Row(cells=tuple(cells), above=3, keep=True, marks=tuple(marks))
                cells, marks, x = [], [], 0.0
            cells.append(Cell(x + 15, ((sign.word, style),), wide))
            marks.append(_mark(sign, x))
            x += wide + 33
        yield Row(cells=tuple(cells), above=3, keep=True, marks=tuple(marks))

    def _poll(self, block: b.Poll) -> Iterator[flow.Block]:
        poll = Poll(block.mood, block.words, block.about, self.t, self.setter)
        yield poll
        if ends := poll.unsaid():
            yield Row(cells=(Cell(0, ((ends, s.CAPTION),)),), above=2)

    def _colophon(self, block: b.Colophon) -> Iterator[flow.Block]:
        look, t = self.look, self.t
        printed = self.printed()
        count, *missing = words.colophon(t, block.cards, printed, self.setter.missing).split("\n")
        # A paper that does not tell the cards has nothing to prove.
        lines = [*missing, *([count] if printed or self.proves else []), *block.lines]
        if lines:
            rule = Cell(0, (("", s.CAPTION),))
            yield Row(cells=(rule,), above=16 * look.air, rule="line", keep=True, role="none")
        for n, line in enumerate(lines):
            above = 6.0 if n <= len(missing) else 2.0
            yield Row(cells=(Cell(0, ((line, look.last),)),), above=above)


def _chapters(told: Sequence[b.Block]) -> Iterator[Sequence[b.Block]]:
    """The blocks of each chapter; what says where it belongs goes with it."""
    begun = 0
    for n, block in enumerate(told):
        if isinstance(block, b.Chapter):
            start = n - 1 if n and isinstance(told[n - 1], b.Part) else n
            if start > begun:
                yield told[begun:start]
            begun = start
    yield told[begun:]


_LISTS = (b.Entries, b.Table, b.Bars, b.Poll, b.Pictures)


def _goes_on(following: b.Block | None) -> bool:
    """Whether something stands below a heading before the next one."""
    return following is not None and not isinstance(following, b.Heading | b.Chapter | b.Colophon)


def _mark(sign: b.Sign, x: float = 0.0, size: float = 8.5) -> Mark:
    """The symbol beside its word."""
    return Mark(sign.symbol, sign.colour, size, x + 0.5)


def _word(sign: b.Sign) -> s.Style:
    return s.Style(10, 13.5, s.SEMIBOLD, s.stripe(sign.colour))


def _title(block: b.Title, look: Look) -> Row:
    parts = [(block.over, look.eyebrow), (block.title, look.title)]
    if block.below:
        parts.append((block.below, look.subtitle))
    anchor = Anchor("cover", block.title, 0)
    return Row(cells=(Cell(0, tuple(parts)),), anchor=anchor, pad=(0, 18 * look.air), role="title")


def _chapter_title(block: b.Chapter, look: Look) -> Iterator[Row]:
    style = look.chapter if block.listed else look.minor
    anchor = Anchor(block.key, block.title, 0) if block.listed else None
    above = 0.0 if block.listed and not look.flowing else 24 * look.air
    cell = Cell(0, ((block.title, style),))
    yield Row(cells=(cell,), above=above, pad=(0, 2), keep=True, anchor=anchor, role="chapter")
    if block.facts:
        style = look.meta if block.listed else look.note
        yield Row(cells=(Cell(0, ((block.facts, style),)),), pad=(0, 2), keep=True)


def _heading(block: b.Heading, look: Look, *, keep: bool) -> Row:
    marks = (_mark(block.sign, size=9.5),) if block.sign else ()
    left = setting_lists.INDENT if marks else 0.0
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


def _paragraph(block: b.Paragraph, look: Look, *, keep: bool) -> Row:
    style = look.meta if block.kind == "note" else look.of(block.kind, look.card)
    return Row(cells=(Cell(0, ((block.text, style),)),), above=5 * look.air, pad=(0, 2), keep=keep)


def _facts(block: b.Facts, look: Look) -> Iterator[Row]:
    for label, said in block.rows:
        cells = (
            Cell(6, ((label, look.label),), _LABEL - 10, names=True),
            Cell(_LABEL, ((said, look.value),), s.TEXT_WIDTH - _LABEL - 6),
        )
        pad = 5.5 * look.air
        yield Row(cells=cells, pad=(pad, pad), rule="line", role="row")


def _box(block: b.Box, look: Look, *, first: bool) -> Row:
    style = look.goal if len(block.text) <= _LONG_GOAL else look.value
    parts = [(block.label, look.goal_label), (block.text, style)]
    parts += [(text.text, look.of(text.kind, look.card)) for text in block.below]
    cell = Cell(16, tuple(parts), s.TEXT_WIDTH - 32)
    # Several of them are one panel.
    above = 14 * look.air if first else 0.0
    return Row(cells=(cell,), above=above, pad=(9 * look.air if first else 0.0, 10 * look.air), fill=True)
