"""Before the doors open: whether today's texts can be printed, and a page that shows how they come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from ..domain import order
from ..domain.records import FREE, TABLES
from ..domain.state import State
from ..texts import Texts
from . import fonts, styles
from . import styles as s
from .fonts import PLACEHOLDER
from .pdf import PRINTING
from .rows import Cell, Mark, Row, Setter, ink

_EDGE = 8 / 25.4 * 72
"""Where the frame lies that a printer has to reach, in points from the edge."""
_SAMPLE = "ÄÖÜ äöü ß – „Zitat“ ‚halb‘ € ≥ → ½ Yıldız Şahin Łukasz Đorđe 🙂"
_MOST = 40


@dataclass(frozen=True, slots=True)
class Glyphs:
    """How many texts there are, and which characters no font has, each with a text in which it stands."""

    texts: int
    missing: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Lines along the edges of the page; what is cut off of them is beyond the printer's reach."""

    above: float = 0.0
    alt: str = ""

    def height(self, _width: float) -> float:
        return 0.0

    def cut(self, _width: float, _room: float) -> None:
        return None

    def draw(self, canvas: Canvas, _x: float, _top: float, _width: float) -> None:
        wide, high = styles.PAGE
        canvas.saveState()
        canvas.setStrokeColor(ink(styles.TEXT))
        canvas.setLineWidth(0.75)
        canvas.rect(_EDGE, _EDGE, wide - 2 * _EDGE, high - 2 * _EDGE, stroke=1, fill=0)
        canvas.restoreState()


def texts_of(state: State) -> Iterator[str]:
    """Every text of the workshop that is not empty."""
    for table, kind in TABLES.items():
        names = FREE.get(table, {})
        for record in state.all(kind) if names else ():
            yield from (text for name in names if (text := getattr(record, name)))


def glyphs(state: State) -> Glyphs:
    """Look at every text of the workshop with the fonts of the paper."""
    with PRINTING:
        loaded = fonts.load()
        count, missing = 0, dict[str, str]()
        for text in texts_of(state):
            count += 1
            lost: set[str] = set()
            loaded.runs(text, styles.REGULAR, lost)
            for char in sorted(lost - missing.keys()):
                missing[char] = text
        return Glyphs(count, missing)


def proof_page(state: State, texts: Texts) -> bytes:
    """One page: a frame at 8 mm, letters of all sizes, the categories, and what is rare in today's texts."""
    from .flow import Head, Pages

    with PRINTING:
        loaded = fonts.load()
        setter, target = Setter(loaded, texts.language), BytesIO()
        title = state.workshop.title or texts("Workshop")
        head = Head(
            title=texts("Test page"),
            author="",
            subject=title,
            language=texts.language,
            day=None,
            foot=title,
            page_of=lambda number, total: texts("Page {number} of {total}", number=number, total=total),
        )
        pages = Pages(target, head, setter, lambda: None)
        pages.add([_Frame(), *_rows(state, texts, loaded)])
        pages.finish()
        return target.getvalue()


def _rows(state: State, t: Texts, loaded: fonts.Fonts) -> Iterator[Row]:
    title = state.workshop.title or t("Workshop")
    parts = ((title, s.EYEBROW), (t("Test page"), s.TITLE))
    yield Row(cells=(Cell(0, parts),), pad=(0, 14), role="title")
    frame = t("The frame lies 8 mm from the edge of the paper. Where it is cut off, choose “fit to page”.")
    yield Row(cells=(Cell(0, ((frame, s.VALUE),)),), pad=(0, 10))
    for style in (s.TITLE, s.H2, s.CARD, s.EXPLANATION):
        yield Row(cells=(Cell(0, ((_SAMPLE, style),)),), pad=(4, 6), rule="line")
    categories = order.categories(state)
    if categories:
        yield Row(cells=(Cell(0, ((t("Categories"), s.H2),)),), pad=(14, 4), role="chapter")
    for category in categories:
        mark = Mark(category.symbol, category.colour, 9.0, 0.5)
        cells = (Cell(18, ((t.category(category), s.CARD),)),)
        yield Row(cells=cells, marks=(mark,), pad=(3, 3), role="entry")
    rare, missing = _rare(state, loaded)
    if rare:
        yield Row(
            cells=(Cell(0, ((t("Rare characters in today’s texts"), s.H2),)),), pad=(14, 4), role="chapter"
        )
        yield Row(cells=(Cell(0, ((" ".join(rare), s.H2),)),))
    words = t("{square} stands for what no font has: {count}", square=PLACEHOLDER, count=missing)
    yield Row(cells=(Cell(0, ((words, s.META),)),), pad=(10, 0))


def _rare(state: State, loaded: fonts.Fonts) -> tuple[list[str], int]:
    """Characters beyond those of western Europe that a font has, and how many no font has."""
    found = {char for text in texts_of(state) for char in text if ord(char) > 0xFF and not char.isspace()}
    lost: set[str] = set()
    for char in found:
        loaded.runs(char, styles.REGULAR, lost)
    return sorted(found - lost)[:_MOST], len(lost)
