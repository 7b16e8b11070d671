"""Sheets that are drawn to measure: pages in millimetres, and texts that are shrunk until they fit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from ...domain import order
from ...domain.photos import Source, nothing
from ...domain.records import Group
from ...domain.state import State
from ...texts import Texts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from ..flow import Block
    from ..lines import Text
    from ..rows import Setter
    from ..styles import Style

MM = 72 / 25.4
"""Points in a millimetre."""
A4, A3 = (210.0, 297.0), (297.0, 420.0)
"""Upright, in millimetres."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written, and what was chosen for it. `check` raises when nobody waits any more."""

    state: State
    target: BinaryIO
    t: Texts
    options: Mapping[str, str]
    title: str
    check: Callable[[], None]
    picture: Source = nothing
    """Gives the bytes of photos."""

    def number(self, name: str) -> int:
        """An option as a number that is no less than nought."""
        return max(0, int(self.options[name]))

    def groups(self) -> list[Group]:
        """The groups that are meant, in their order; all of them where the one that was chosen is gone."""
        everyone = order.groups(self.state)
        return [group for group in everyone if group.id == self.options["group"]] or everyone

    def group_name(self, group: Group) -> str:
        place = order.groups(self.state).index(group) + 1
        return group.name or self.t("Group {number}", number=place)

    @property
    def name(self) -> str:
        return self.state.workshop.title or self.t("Workshop")

    @property
    def where(self) -> str:
        """Place and date, in words."""
        facts = self.state.workshop
        return ", ".join(part for part in (facts.place, self.t.date(facts.date)) if part)

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.state.workshop.date)
        except ValueError:
            return None


def set_in_pages(job: Job, blocks: Callable[[Setter], Iterable[Block]]) -> int:
    """Write texts and tables onto pages with a footer; how many they are."""
    from .. import fonts
    from ..flow import Head, Pages
    from ..rows import Setter

    t = job.t
    head = Head(
        title=f"{job.title} – {job.name}",
        author=job.state.workshop.organiser,
        subject=job.title,
        language=t.language,
        day=job.day,
        foot=" · ".join(part for part in (job.name, job.where) if part),
        page_of=lambda number, total: t("Page {number} of {total}", number=number, total=total),
    )
    setter = Setter(fonts.load(), t.language)
    pages = Pages(job.target, head, setter, job.check)
    pages.add(blocks(setter))
    pages.finish()
    return pages.number


def cut(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


class Sheets:
    """Pages of one size. Places are millimetres from the upper left corner, sizes of letters points."""

    def __init__(self, job: Job, size: tuple[float, float]) -> None:
        from reportlab.pdfgen.canvas import Canvas

        from .. import fonts, styles
        from ..rows import Setter

        self.wide, self.high = size
        self.number = 0
        self._job = job
        loaded = fonts.load()
        for name in (styles.REGULAR, styles.SEMIBOLD, styles.BOLD):
            loaded.width(" ", 10, name)
        self.setter = Setter(loaded, job.t.language)
        self.canvas: Canvas = Canvas(
            job.target,
            pagesize=(self.wide * MM, self.high * MM),
            pageCompression=1,
            invariant=True,
            lang=job.t.language,
            initialFontName=styles.REGULAR,  # type: ignore[arg-type]
        )
        self.canvas.setTitle(f"{job.title} – {job.name}")
        self.canvas.setAuthor(job.state.workshop.organiser)
        self.canvas.setSubject(job.title)
        self.canvas.setCreator("Werkstatt")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        # Labels and cards have to come out in their own size.
        self.canvas.setViewerPreference("PrintScaling", "None")

    def begin(self) -> None:
        """Go on with a fresh page."""
        self._job.check()
        if self.number:
            self.canvas.showPage()
        self.number += 1

    def turn(self, wide: float, high: float) -> None:
        """Give the page that was just begun another size, in millimetres."""
        self.wide, self.high = wide, high
        self.canvas.setPageSize((wide * MM, high * MM))

    def finish(self) -> int:
        """Write the file; how many pages it has."""
        if not self.number:
            self.begin()
        self.canvas.showPage()
        self.canvas.save()
        return self.number

    def box(self, x: float, y: float, wide: float, high: float, fill: str, radius: float = 0.0) -> None:
        """A filled box."""
        from ..rows import ink

        self.canvas.setFillColor(ink(fill))
        left, foot = x * MM, (self.high - y - high) * MM
        if radius:
            self.canvas.roundRect(left, foot, wide * MM, high * MM, radius * MM, stroke=0, fill=1)
        else:
            self.canvas.rect(left, foot, wide * MM, high * MM, stroke=0, fill=1)

    def line(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        colour: str,
        width: float = 0.4,
        *,
        dashed: bool = False,
    ) -> None:
        """A line; `width` in points."""
        from ..rows import ink

        self.canvas.setStrokeColor(ink(colour))
        self.canvas.setLineWidth(width)
        self.canvas.setDash([2, 2] if dashed else [])
        self.canvas.line(x * MM, (self.high - y) * MM, to_x * MM, (self.high - to_y) * MM)
        self.canvas.setDash([])

    def dot(self, x: float, y: float, diameter: float, fill: str) -> None:
        """A round dot whose middle is there."""
        from ..rows import ink

        self.canvas.setFillColor(ink(fill))
        self.canvas.circle(x * MM, (self.high - y) * MM, diameter / 2 * MM, stroke=0, fill=1)

    def symbol(self, symbol: str, colour: str, x: float, y: float, size: float) -> None:
        """The symbol of a category in its strong colour."""
        from ..rows import draw_symbol

        draw_symbol(self.canvas, symbol, colour, x * MM, (self.high - y) * MM, size * MM)

    def write(self, text: Text, x: float, y: float, *, centred: bool = False) -> None:
        """Write a text that was set; its first line hangs from `y`."""
        top = (self.high - y) * MM
        if not centred:
            text.draw(self.canvas, x * MM, top)
            return
        for n, line in enumerate(text.lines):
            alone = replace(text, lines=[line])
            left = x * MM + (text.width - line[0]) / 2
            alone.draw(self.canvas, left, top - n * text.style.leading)

    def text(self, text: str, style: Style, wide: float) -> Text:
        """A text in a column of so many millimetres."""
        return self.setter.text(text, style, wide * MM)

    def fit(self, text: str, style: Style, wide: float, high: float, least: float) -> Text:
        """A text as large as it fits, from the size of its style down to `least`; words whole if they can be.

        One that does not fit even then is higher than asked: `split_at` it.
        """
        every = [*sizes(style, least)]
        # Where a word is too long even in small letters, it is broken in large ones as well.
        whole = [one for one in every if self._whole(text, one, wide)] or every
        place = bisect_left(
            whole, True, key=lambda one: self.text(text, one, wide).height <= high * MM + 0.01
        )
        return self.text(text, whole[min(place, len(whole) - 1)], wide)

    def one_line(self, text: str, style: Style, wide: float, least: float) -> Text:
        """A text in one line, shrunk, and cut where it is too long even then."""
        text = " ".join(text.split())
        fonts = self.setter.fonts
        width, size = fonts.width(text, 1.0, style.font), style.size
        if width * size > wide * MM:
            size = max(least, wide * MM / width)
        now = _sized(style, size)
        room = wide * MM + 0.01
        if width * size > room:
            fitting = bisect_right(
                range(1, len(text)), room, key=lambda n: fonts.width(cut(text, n), size, style.font)
            )
            text = cut(text, max(1, fitting))
        return self.text(text, now, wide)

    def _whole(self, text: str, style: Style, wide: float) -> bool:
        """Whether no word is wider than a line."""
        fonts = self.setter.fonts
        return all(fonts.width(word, style.size, style.font) <= wide * MM for word in text.split())


def _sized(style: Style, size: float) -> Style:
    return replace(style, size=size, leading=size * style.leading / style.size)


def sizes(style: Style, least: float) -> Iterator[Style]:
    """The same style in smaller and smaller letters."""
    size = style.size
    while size >= least:
        yield _sized(style, size)
        size = size * 0.94 if size * 0.94 > least or size == least else least


def split_at(text: Text, high: float) -> Iterator[Text]:
    """A text in pieces of at most so many millimetres; no line is lost."""
    count = max(1, int((high * MM + 0.01) / text.style.leading))
    for n in range(0, len(text.lines), count):
        yield replace(text, lines=text.lines[n : n + count])


def shortened(text: Text, high: float) -> Text:
    """A text that is no higher than so many millimetres; what is left out is shown by "…"."""
    first = next(split_at(text, high), text)
    if len(first.lines) == len(text.lines):
        return first
    wide, last = first.lines[-1]
    said = last if isinstance(last, str) else "".join(part for _, part in last)
    ending = (wide, said[: max(1, len(said) - 2)].rstrip() + "…") if isinstance(last, str) else (wide, last)
    return replace(first, lines=[*first.lines[:-1], ending])
