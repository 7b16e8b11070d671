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
from . import setting_texts as texts
from . import styles as s
from .board import Plan
from .charts import Poll
from .looks import Look
from .rows import Cell, Mark, Row, Setter, lay


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
                yield texts.title(block, look)
            case b.Chapter():
                yield from texts.chapter_title(block, look)
            case b.Heading():
                yield texts.heading(block, look, keep=_goes_on(following))
            case b.Paragraph():
                yield texts.paragraph(block, look, keep=isinstance(following, _LISTS))
            case b.Facts():
                yield from texts.facts(block, look)
            case b.Box():
                yield texts.box(block, look, first=not isinstance(before, b.Box))
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
        yield flow.Within("")
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
                word = Cell(15, ((sign.word, texts.word(sign)),), 118, label=True)
                asked = Cell(140, ((question, self.look.legend),))
                above = 7.0 if n == 0 else 1.5
                yield Row(
                    cells=(word, asked), above=above, keep=True, marks=(texts.mark(sign),), role="entry"
                )
            return
        fonts = self.setter.fonts
        cells: list[Cell] = []
        marks: list[Mark] = []
        x = 0.0
        for sign, _ in block.rows:
            style = texts.word(sign)
            wide = min(fonts.width(sign.word, style.size, style.font) + 2, s.TEXT_WIDTH - 15)
            if x and x + 15 + wide > s.TEXT_WIDTH:
                yield Row(cells=tuple(cells), above=3, keep=True, marks=tuple(marks))
                cells, marks, x = [], [], 0.0
            cells.append(Cell(x + 15, ((sign.word, style),), wide))
            marks.append(texts.mark(sign, x))
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
        yield flow.Within("")
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
