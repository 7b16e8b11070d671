"""From rows to pages: where pages end, and what only a page knows: footer, bookmarks, page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import atan2, degrees
from typing import BinaryIO, Protocol

from reportlab.pdfgen.canvas import Canvas

from . import styles
from .fonts import Fonts, size_in
from .rows import NOBODY, Laid, Row, Setter, ink, lay
from .styles import FOOT, FOOT_LINE, FOOT_TEXT, MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X, Style
from .tagging import Tags
from .writing import Described, File


class Drawing(Protocol):
    """A picture among the rows, which knows how high it is in a width."""

    @property
    def above(self) -> float: ...
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


Block = Row | Drawing | NewPage | Chapter


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
        self._canvas = Canvas(
            target,
            pagesize=styles.PAGE,
            pageCompression=1,
            invariant=True,
            lang=head.language,
            initialFontName=styles.REGULAR,  # type: ignore[arg-type]
        )
        self._file = File(target, self._canvas)
        self._tags = Tags(self._file, self._canvas) if tagged else None
        self._head, self._setter, self._check = head, setter, check
        self._lying = False
        self._fresh = True
        self._top = 0.0
        self._held: list[Row | Drawing] = []
        self._head_row: Row | None = None
        self._pages_of: dict[str, int] = {}
        self._targets: list[str] = []
        self.number = 0
        self.cards = 0
        """How many cards were drawn, each counted when its last line is on paper."""

    # --- The page

    @property
    def width(self) -> float:
        return self._size[0] - 2 * MARGIN_X

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
                case _:
                    self._held.append(block)
                    if not (isinstance(block, Row) and block.keep):
                        self._let_go()
        self._let_go()

    def finish(self) -> None:
        """End the last page, say the numbers that were not known before, write the file."""
        self._end_page()
        for number in range(1, self.number + 1):
            self._form(f"page-{number}", self._head.page_of(number, self.number), FOOT)
        for key in self._targets:
            self._form(f"number-{key}", str(self._pages_of.get(key, "")), styles.CONTENTS)
        head = self._head
        structure = self._tags.finish() if self._tags else None
        self._file.finish(
            Described(head.title, head.author, head.subject, head.language, head.day, structure is not None),
            structure,
        )

    def _begin_page(self, *, lying: bool) -> None:
        self._lying = lying
        self.number += 1
        self._canvas.setPageSize(self._size)
        self._top = self._size[1] - MARGIN_TOP
        self._fresh = True
        if self._tags:
            self._tags.begin_page()
        if self._head.draft:
            self._draw_draft()

    def _draw_draft(self) -> None:
        """The word across the page that says that it is a draft."""
        canvas, fonts, text = self._canvas, self._setter.fonts, self._head.draft
        wide, high = self._size
        size = 0.8 * (wide**2 + high**2) ** 0.5 / fonts.width(text, 1.0, DRAFT.font)
        style = replace(DRAFT, size=min(size, DRAFT.size))
        self._begin_decoration()
        canvas.saveState()
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(degrees(atan2(high, wide)))
        draw_line(canvas, fonts, -fonts.width(text, style.size, style.font) / 2, -style.size / 3, text, style)
        canvas.restoreState()
        self._end_decoration()

    def _begin_decoration(self) -> None:
        if self._tags:
            self._tags.artifact()

    def _end_decoration(self) -> None:
        if self._tags:
            self._tags.end()

    def _end_page(self) -> None:
        canvas, right = self._canvas, self._size[0] - MARGIN_X
        self._begin_decoration()
        canvas.setStrokeColor(ink(styles.LINE))
        canvas.setLineWidth(0.75)
        canvas.line(MARGIN_X, FOOT_LINE, right, FOOT_LINE)
        draw_line(canvas, self._setter.fonts, MARGIN_X, FOOT_TEXT, self._head.foot, FOOT)
        self._call_form(f"page-{self.number}", right, FOOT_TEXT)
        self._end_decoration()
        canvas.showPage()
        if self._tags:
            self._tags.end_page()
        else:
            self._file.end_page()

    def _next_page(self, *, lying: bool) -> None:
        if not self._fresh:
            self._end_page()
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
            self._begin_decoration()
            again.draw(self._canvas, MARGIN_X, self._top)
            self._end_decoration()
            self._top -= again.height + _BELOW_HEAD
            # Nothing of the table itself stands here yet: what is too long for this page is for any other.
            self._fresh = True

    def _let_go(self) -> None:
        """Set the rows that have to stand together."""
        held, self._held = self._held, []
        if not held:
            return
        laid = [lay(block, self.width, self._setter) if isinstance(block, Row) else block for block in held]
        needed = sum(self._needs(part) for part in laid)
        if needed > self._room and not self._fresh and not self._breaks_well(laid):
            self._turn()
        for part in laid:
            self._set(part)

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
        tags = self._tags
        if isinstance(part, Laid):
            if tags:
                tags.begin_row(part.row, first=part.first)
            part.draw(self._canvas, MARGIN_X, self._top, tags or NOBODY)
            self._note(part)
            if tags:
                tags.end_row(last=part.last)
        else:
            self._draw_picture(part)
        self._top -= self._needs(part) - part.above
        self._fresh = False

    def _draw_picture(self, picture: Drawing) -> None:
        if self._tags:
            height = self._needs(picture) - picture.above
            box = (MARGIN_X, self._top - height, MARGIN_X + self.width, self._top)
            self._tags.figure(getattr(picture, "alt", ""), box)
        picture.draw(self._canvas, MARGIN_X, self._top, self.width)
        self._end_decoration()

    def _note(self, laid: Laid) -> None:
        """Bookmarks, links and the count of the cards."""
        row = laid.row
        if row.head:
            self._head_row = row
        if row.anchor and laid.first:
            anchor = row.anchor
            self._pages_of[anchor.key] = self.number
            self._canvas.bookmarkPage(anchor.key, fit="XYZ", left=0, top=self._top + 12)
            self._canvas.addOutlineEntry(anchor.title, anchor.key, anchor.level)
        if row.target and laid.last:
            self._link(laid)
        if row.card and laid.last:
            self.cards += 1

    def _link(self, laid: Laid) -> None:
        """The number of the page that a row leads to, and the way there."""
        row, right = laid.row, MARGIN_X + self.width
        self._targets.append(row.target)
        foot = self._top - laid.height
        if self._tags:
            self._tags.number()
        self._call_form(f"number-{row.target}", right, foot + row.pad[1] + 4.0)
        self._end_decoration()
        box = (MARGIN_X, foot, right, self._top)
        if self._tags:
            self._tags.link(row.target, row.cells[0].parts[0][0], box)
        else:
            self._canvas.linkAbsolute("", row.target, box, Border="[0 0 0]")

    # --- What is known at the end only

    def _call_form(self, name: str, right: float, y: float) -> None:
        self._canvas.saveState()
        self._canvas.translate(right - _FORM_WIDTH, y)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def _form(self, name: str, text: str, style: Style) -> None:
        canvas, fonts = self._canvas, self._setter.fonts
        canvas.beginForm(name, 0, -6, _FORM_WIDTH, 20)
        width = fonts.width(text, style.size, style.font)
        draw_line(canvas, fonts, _FORM_WIDTH - width, 0, text, style)
        canvas.endForm()


DRAFT = Style(130.0, 130.0, styles.BOLD, "#ECE9E2")
_FORM_WIDTH = 160.0
_BELOW_HEAD = 3.0
"""Free below the head of a table that goes on: the row that follows can be the rest of one."""


def draw_line(canvas: Canvas, fonts: Fonts, x: float, y: float, text: str, style: Style) -> None:
    """One line of text with its baseline at `y`."""
    canvas.setFillColor(ink(style.colour))
    for font, part in fonts.runs(text, style.font):
        size = size_in(font, style.size)
        canvas.setFont(font, size)
        canvas.drawString(x, y, part)
        x += (
            fonts.width(part, style.size, font)
            if font == style.font
            else canvas.stringWidth(part, font, size)
        )
