"""Sheets of paper: what is on each page beside its rows, and what of it is known at the end only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import atan2, degrees
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from . import styles
from .fonts import Fonts
from .pens import draw_line, shortened
from .rows import NOBODY, Laid, ink
from .styles import FOOT, FOOT_LINE, FOOT_TEXT, MARGIN_X, Style
from .tagging import Rect, Tags
from .writing import Described, File

_DRAFT = Style(130.0, 130.0, styles.BOLD, "#ECE9E2")
_DRAFT_ABOVE = Style(10.5, 14.0, styles.BOLD, styles.MUTED)
_FORM_WIDTH = 160.0
_PAGE_NUMBER = 90.0
"""What the number of the page may need beside the foot."""


class Sheets:
    """The pages of a file, one after another; a page is written as soon as it is full.

    `foot` stands below each page, on one line or two, cut where it is too long; `draft` is a word across
    it, below its texts. `tagged`: the file says to those who hear it what is what.
    """

    def __init__(
        self, target: BinaryIO, fonts: Fonts, language: str, *, foot: str, draft: str, tagged: bool
    ) -> None:
        self.canvas = Canvas(
            target,
            pagesize=styles.PAGE,
            pageCompression=1,
            invariant=True,
            lang=language,
            initialFontName=styles.REGULAR,  # type: ignore[arg-type]
        )
        self._file = File(target, self.canvas)
        self._tags = Tags(self._file, self.canvas) if tagged else None
        self._fonts, self._foot, self._draft = fonts, foot, draft
        self._size = styles.PAGE
        self._untouched = True

    def begin(self, size: tuple[float, float]) -> None:
        """Begin a page, or give the one that was just begun another size."""
        self.canvas.setPageSize(size)
        self._size = size
        self._untouched = True

    def end(self, number: int) -> None:
        """End page `number`."""
        self._touch()
        canvas, right = self.canvas, self._size[0] - MARGIN_X
        with self.decoration():
            canvas.setStrokeColor(ink(styles.LINE))
            canvas.setLineWidth(0.75)
            canvas.line(MARGIN_X, FOOT_LINE, right, FOOT_LINE)
            room = right - MARGIN_X - _PAGE_NUMBER
            for n, line in enumerate(self._foot.split("\n")[:2]):
                said = shortened(self._fonts, line, room, FOOT)
                draw_line(canvas, self._fonts, MARGIN_X, FOOT_TEXT - n * FOOT.leading, said, FOOT)
            self._call_form(f"page-{number}", right, FOOT_TEXT)
        canvas.showPage()
        if self._tags:
            self._tags.end_page()
        else:
            self._file.end_page()

    def finish(self, told: Described) -> None:
        """Write the rest of the file."""
        structure = self._tags.finish() if self._tags else None
        self._file.finish(replace(told, accessible=structure is not None), structure)

    # --- What is drawn

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn here is not read aloud."""
        self._touch()
        if self._tags:
            self._tags.artifact()
        yield
        self._end_part()

    @contextmanager
    def picture(self, alt: str, box: Rect) -> Iterator[None]:
        """What is drawn here is a picture; without words for it, it is decoration."""
        self._touch()
        if self._tags:
            self._tags.figure(alt, box)
        yield
        self._end_part()

    @contextmanager
    def row(self, laid: Laid, x: float, top: float) -> Iterator[None]:
        """A row, or a piece of one; what is drawn besides belongs to it."""
        self._touch()
        tags = self._tags
        if tags:
            tags.begin_row(laid.row, first=laid.first)
        laid.draw(self.canvas, x, top, tags or NOBODY)
        yield
        if tags:
            tags.end_row(last=laid.last)

    def link(self, laid: Laid, x: float, top: float) -> None:
        """The number of the page that a row leads to, and the way there."""
        row, right, foot = laid.row, x + laid.width, top - laid.height
        if self._tags:
            self._tags.number()
        self._call_form(f"number-{row.target}", right, foot + row.pad[1] + 4.0)
        self._end_part()
        box = (x, foot, right, top)
        if self._tags:
            self._tags.link(row.target, row.cells[0].parts[0][0], box)
        else:
            self.canvas.linkAbsolute("", row.target, box, Border="[0 0 0]")

    def say_page(self, number: int, words: str) -> None:
        """What stands at the foot of a page beside `foot`."""
        self._form(f"page-{number}", words, FOOT)

    def say_number(self, target: str, words: str) -> None:
        """The number in a row that leads to an anchor."""
        self._form(f"number-{target}", words, styles.CONTENTS)

    def _touch(self) -> None:
        """The first that is drawn on a page, below everything else."""
        if not self._untouched:
            return
        self._untouched = False
        if self._tags:
            self._tags.begin_page()
        if self._draft:
            with self.decoration():
                self._draw_draft()

    def _draw_draft(self) -> None:
        """From corner to corner, as large as it fits."""
        canvas, text = self.canvas, self._draft
        wide, high = self._size
        size = 0.8 * (wide**2 + high**2) ** 0.5 / self._fonts.width(text, 1.0, _DRAFT.font)
        style = replace(_DRAFT, size=min(size, _DRAFT.size))
        left = -self._fonts.width(text, style.size, style.font) / 2
        canvas.saveState()
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(degrees(atan2(high, wide)))
        draw_line(canvas, self._fonts, left, -style.size / 3, text, style)
        canvas.restoreState()
        # A large picture hides the word; the one above the text is seen on every page.
        right = wide - MARGIN_X - self._fonts.width(text, _DRAFT_ABOVE.size, _DRAFT_ABOVE.font)
        draw_line(canvas, self._fonts, right, high - styles.MARGIN_TOP + 16, text, _DRAFT_ABOVE)

    def _end_part(self) -> None:
        if self._tags:
            self._tags.end()

    def _call_form(self, name: str, right: float, y: float) -> None:
        self.canvas.saveState()
        self.canvas.translate(right - _FORM_WIDTH, y)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    def _form(self, name: str, text: str, style: Style) -> None:
        canvas = self.canvas
        canvas.beginForm(name, 0, -6, _FORM_WIDTH, 20)
        width = self._fonts.width(text, style.size, style.font)
        draw_line(canvas, self._fonts, _FORM_WIDTH - width, 0, text, style)
        canvas.endForm()
