"""A board as a PDF of one page that is as large as the board, to be printed at any size."""

from __future__ import annotations

from io import BytesIO

from ..domain.breaking import Measure
from ..domain.hanging import Hung, hung
from ..domain.photos import Source
from ..domain.picture import Picture
from ..domain.records import Id
from ..domain.state import State
from . import pdf

_LONGEST = 14_000.0
"""Points that a side of a page may have; more than 14,400 no reader shows."""


def measure() -> Measure:
    """How wide text is on paper; for `domain.picture`. The fonts are read with the first call."""
    from . import fonts

    return fonts.load().measure


def photos(state: State, group_id: Id, source: Source) -> tuple[Hung, ...]:
    """The photos that hang on a group's board."""
    from .photos import size_of

    return hung(state, group_id, source, size_of, measure())


def to_bytes(shown: Picture, title: str, language: str, photos: tuple[Hung, ...] = ()) -> bytes:
    """The picture of a board as a PDF. The same bytes for the same picture."""
    with pdf.PRINTING:
        return _drawn(shown, title, language, photos)


def _drawn(shown: Picture, title: str, language: str, photos: tuple[Hung, ...]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    from . import board, fonts, styles
    from .rows import Setter

    loaded = fonts.load()
    loaded.width(title, 10, styles.REGULAR)
    bounds = shown.bounds
    around = 2 * board.PADDING
    scale = min(board.LARGEST, (_LONGEST - around) / max(bounds.width, bounds.height, 1.0))
    wide, high = bounds.width * scale + around, bounds.height * scale + around
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(wide, high),
        pageCompression=1,
        invariant=True,
        lang=language,
        initialFontName=styles.REGULAR,  # type: ignore[arg-type]
    )
    canvas.setTitle(title)
    canvas.setCreator("Werkstatt")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    board.Board(shown, Setter(loaded, language), limit=high, photos=photos).draw(canvas, 0.0, high, wide)
    canvas.save()
    return target.getvalue()
