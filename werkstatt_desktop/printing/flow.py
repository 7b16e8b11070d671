"""From rows to pages: where pages end, and what only a page knows: footer, bookmarks, page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Protocol

from reportlab.pdfgen.canvas import Canvas

from . import styles
from .rows import Laid, Row, Setter, lay
from .sheet import Sheets
from .styles import MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X
from .writing import Described


class Drawing(Protocol):
    """A picture among the rows, which knows how high it is in a width.

    `alt` says what is on it to those who do not see it; empty where it is decoration.
    """

    @property
    def above(self) -> float: ...
    @property
    def alt(self) -> str: ...
    def height(self, width: float) -> float: ...
    def cut(self, width: float, room: float) -> tuple[Drawing, Drawing] | None:
        """The picture in two, the upper one no higher than `room`; None where it is to stay whole."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None: ...


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page, upright or lying."""

    lying: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """What follows begins a page, unless at least half of an upright one is still free."""


@dataclass(frozen=True, slots=True)
class Within:
    """What follows belongs to this section, until the next of these; to none where it has no key."""

    key: str


Block = Row | Drawing | NewPage | Chapter | Within


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says about itself, and at the foot of its pages."""

    title: str
    author: str
    subject: str
    language: str
    day: date | None
    foot: str
    page_of: Callable[[int, int], str]
    draft: str = ""
    """A word across each page, below its texts."""


class Pages:
    """The document in the making. Rows come in their order; no page is kept once it is full.

    `tagged`: it says to those who hear it what is a heading, a list, a table, a picture.
    """

    def __init__(
        self,
        target: BinaryIO,
        head: Head,
        setter: Setter,
        check: Callable[[], None],
        *,
        tagged: bool = True,
    ) -> None:
        self._sheets = Sheets(
            target, setter.fonts, head.language, foot=head.foot, draft=head.draft, tagged=tagged
        )
        self._head, self._setter, self._check = head, setter, check
        self._lying = False
        self._fresh = True
        self._top = 0.0
        self._held: list[tuple[str, Row | Drawing]] = []
        self._section = ""
        self._drawn_section = ""
        self._head_row: Row | None = None
        self._pages_of: dict[str, int] = {}
        self._targets: list[str] = []
        self.number = 0
        self.cards = 0
        """How many cards were drawn, each counted when its last line is on paper."""
        self.parts: dict[str, list[int]] = {}
        """The pages on which each section stands."""

    # --- The page

    @property
    def width(self) -> float:
        return self._size[0] - 2 * MARGIN_X

    @property
    def cards_told(self) -> int:
        """Those that are drawn, and those that wait for what is to stand on one page with them."""
        return self.cards + sum(isinstance(block, Row) and block.card for _, block in self._held)

    @property
    def _size(self) -> tuple[float, float]:
        wide, high = styles.PAGE
        return (high, wide) if self._lying else (wide, high)

    @property
    def _room(self) -> float:
        return self._top - MARGIN_BOTTOM

    @property
    def _whole(self) -> float:
        """The height that a fresh page has for text."""
        return self._size[1] - MARGIN_TOP - MARGIN_BOTTOM

    def add(self, blocks: Iterable[Block]) -> None:
        """Set everything in this order."""
        self._begin_page(lying=False)
        for block in blocks:
            self._check()
            match block:
                case NewPage(lying):
                    self._let_go()
                    self._head_row = None
                    self._next_page(lying=lying)
                case Chapter():
                    self._let_go()
                    self._head_row = None
                    self._begin_chapter()
                case Within(key):
                    self._section = key
                case _:
                    self._held.append((self._section, block))
                    if not (isinstance(block, Row) and block.keep):
                        self._let_go()
        self._let_go()

    def finish(self) -> None:
        """End the last page, say the numbers that were not known before, write the file."""
        head, sheets = self._head, self._sheets
        sheets.end(self.number)
        for number in range(1, self.number + 1):
            sheets.say_page(number, head.page_of(number, self.number))
        for key in dict.fromkeys(self._targets):
            sheets.say_number(key, str(self._pages_of.get(key, "")))
        sheets.finish(Described(head.title, head.author, head.subject, head.language, head.day))

    def _begin_page(self, *, lying: bool) -> None:
        self._lying = lying
        self.number += 1
        self._sheets.begin(self._size)
        self._top = self._size[1] - MARGIN_TOP
        self._fresh = True

    def _next_page(self, *, lying: bool) -> None:
        if not self._fresh:
            self._sheets.end(self.number)
            self._begin_page(lying=lying)
        elif lying != self._lying:
            self.number -= 1
            self._begin_page(lying=lying)

    def _begin_chapter(self) -> None:
        if self._lying or self._room < self._whole / 2:
            self._next_page(lying=False)
        elif not self._fresh:
            self._top -= 34.0

    # --- Rows

    def _turn(self) -> None:
        """Go on with the next page, which begins with the head of the table that goes on."""
        self._next_page(lying=self._lying)
        if self._head_row is not None:
            # Those who hear the table have heard it.
            again = lay(self._head_row, self.width, self._setter)
            with self._sheets.decoration():
                again.draw(self._sheets.canvas, MARGIN_X, self._top)
            self._top -= again.height + _BELOW_HEAD
            # Nothing of the table itself stands here yet: what is too long for this page is for any other.
            self._fresh = True

    def _let_go(self) -> None:
        """Set the rows that have to stand together."""
        held, self._held = self._held, []
        if not held:
            return
        self._end_table(held[0][1])
        laid = [
            lay(block, self.width, self._setter) if isinstance(block, Row) else block for _, block in held
        ]
        needed = sum(self._needs(part) for part in laid)
        if needed > self._room and not self._fresh and not self._breaks_well(laid):
            self._turn()
        for (section, _), part in zip(held, laid, strict=True):
            self._drawn_section = section
            self._set(part)

    def _end_table(self, first: Row | Drawing) -> None:
        """What follows is no row of the table above: its head is not said again."""
        head = self._head_row
        if head is None or head.role != "row" or not isinstance(first, Row):
            return
        if first.head or first.role != "row":
            self._head_row = None

    def _needs(self, part: Laid | Drawing) -> float:
        return part.above + (part.height if isinstance(part, Laid) else part.height(self.width))

    def _breaks_well(self, laid: list[Laid | Drawing]) -> bool:
        """Whether the last of these is long, and enough of it fits on this page after the others."""
        last = laid[-1]
        room = self._room - sum(self._needs(part) for part in laid[:-1]) - last.above
        if self._needs(last) <= self._whole / 2 or room < self._whole / 5:
            return False
        return self._split(last, room) is not None

    def _set(self, part: Laid | Drawing) -> None:
        while True:
            above = 0.0 if self._fresh else part.above
            height = self._needs(part) - part.above
            if above + height <= self._room + 0.01:
                break
            halves = None
            if self._fresh or height > self._whole / 2:
                halves = self._split(part, self._room - above)
            if halves is None and self._fresh:
                break
            if halves is not None:
                self._draw(halves[0], above)
                part = halves[1]
            self._check()
            self._turn()
        self._draw(part, above)

    def _split(self, part: Laid | Drawing, room: float) -> tuple[Laid | Drawing, Laid | Drawing] | None:
        return part.split(room) if isinstance(part, Laid) else part.cut(self.width, room)

    def _draw(self, part: Laid | Drawing, above: float) -> None:
        self._top -= above
        if self._drawn_section:
            pages = self.parts.setdefault(self._drawn_section, [])
            if self.number not in pages[-1:]:
                pages.append(self.number)
        if isinstance(part, Laid):
            with self._sheets.row(part, MARGIN_X, self._top):
                self._note(part)
        else:
            self._draw_picture(part)
        self._top -= self._needs(part) - part.above
        self._fresh = False

    def _draw_picture(self, picture: Drawing) -> None:
        low = self._top - self._needs(picture) + picture.above
        beyond = getattr(picture, "bleed", 0.0)
        box = (MARGIN_X - beyond, low, MARGIN_X + self.width + beyond, self._top)
        with self._sheets.picture(picture.alt, box):
            picture.draw(self._sheets.canvas, MARGIN_X, self._top, self.width)

    def _note(self, laid: Laid) -> None:
        """Bookmarks, links and the count of the cards."""
        row = laid.row
        if row.head:
            self._head_row = row
        if row.anchor and laid.first:
            anchor = row.anchor
            self._pages_of[anchor.key] = self.number
            canvas = self._sheets.canvas
            canvas.bookmarkPage(anchor.key, fit="XYZ", left=0, top=self._top + 12)
            canvas.addOutlineEntry(anchor.title, anchor.key, anchor.level)
        if row.target and laid.last:
            self._targets.append(row.target)
            self._sheets.link(laid, MARGIN_X, self._top)
        if row.card and laid.last:
            self.cards += 1


_BELOW_HEAD = 3.0
"""Free below the head of a table that goes on: the row that follows can be the rest of one."""
