"""The protocol as a PDF file. Made in one pass, in any thread, the same bytes for the same workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from ..domain.hiding import without_hidden
from ..domain.paper import Paper, usual
from ..domain.photos import Source, nothing
from ..domain.picture import Lettering, picture, picture_in_rows
from ..domain.records import Id
from ..domain.state import State
from ..report import words
from ..report.blocks import Colophon
from ..report.stopping import Cancelled, never
from ..report.telling import tell
from ..texts import Texts
from . import files

if TYPE_CHECKING:
    from .board import Plan
    from .flow import Head
    from .rows import Setter

__all__ = ["PRINTING", "Cancelled", "Result", "never", "prepare", "save_pdf", "to_bytes", "write"]
FULL = usual("full")
_BELOW_HEADING = 34.0
"""Between the heading of a group and its board, in points: free space, and a line that says it is in rows."""


def unseen(done: int, of: int) -> None:
    """For work whose progress nobody watches."""
    del done, of


@dataclass(frozen=True, slots=True)
class Result:
    """What is on paper: `cards` are in the workshop, `printed` were drawn; `missing` has no glyph.

    `parts` are the pages, from 1, on which each section stands, by its key.
    """

    pages: int
    cards: int
    printed: int
    missing: tuple[str, ...]
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watch:
    """Whether a protocol is still waited for, and who hears how much of it is set."""

    cancelled: Callable[[], bool]
    seen: Callable[[int, int], None]

    def check(self) -> None:
        if self.cancelled():
            raise Cancelled


PRINTING = Lock()
"""The library keeps what it knows of a font in the font, so one protocol is made at a time."""


def prepare() -> None:
    """Load the library and the fonts, which the first protocol needs; for a thread with time to spare."""
    from . import board, charts, flow, fonts, one_page, photos, setting, syllables  # noqa: F401

    fonts.load()
    charts.load()
    import PIL.ImageCms  # noqa: F401

    syllables.syllables("de")


def write(
    state: State,
    target: BinaryIO,
    texts: Texts,
    *,
    paper: Paper = FULL,
    picture: Source = nothing,
    cancelled: Callable[[], bool] = never,
    progress: Callable[[int, int], None] = unseen,
    at: datetime | None = None,
) -> Result:
    """Write the protocol in the language of `texts`; `picture` gives the bytes of photos.

    `at` is the time of printing for its foot. `progress` hears how many of how many blocks are set.
    Raises `Cancelled` soon after `cancelled` says so.
    """
    with PRINTING:
        return _write(state, target, texts, paper, picture, Watch(cancelled, progress), at)


def to_bytes(
    state: State,
    texts: Texts,
    *,
    paper: Paper = FULL,
    picture: Source = nothing,
    cancelled: Callable[[], bool] = never,
    progress: Callable[[int, int], None] = unseen,
    at: datetime | None = None,
) -> tuple[bytes, Result]:
    """The protocol as bytes, and what is in it."""
    target = BytesIO()
    result = write(
        state, target, texts, paper=paper, picture=picture, cancelled=cancelled, progress=progress, at=at
    )
    return target.getvalue(), result


def save_pdf(
    state: State,
    path: Path,
    texts: Texts,
    *,
    overwrite: bool,
    paper: Paper = FULL,
    picture: Source = nothing,
    cancelled: Callable[[], bool] = never,
    progress: Callable[[int, int], None] = unseen,
    at: datetime | None = None,
) -> Result:
    """Put the protocol at `path`, whole or not at all.

    Raises `FileProblem("exists")` where something is there that must not be overwritten and
    `FileProblem("cannot_create")` or `FileProblem("disk_full")`; what was there before stays then.
    """
    content, result = to_bytes(
        state, texts, paper=paper, picture=picture, cancelled=cancelled, progress=progress, at=at
    )
    files.put(path, content, overwrite=overwrite)
    return result


def _write(
    state: State,
    target: BinaryIO,
    texts: Texts,
    paper: Paper,
    pictures: Source,
    watch: Watch,
    at: datetime | None,
) -> Result:
    from . import fonts, one_page
    from .flow import Pages
    from .looks import FULL as WIDE
    from .rows import Setter
    from .setting import Setting

    loaded = fonts.load()
    setter = Setter(loaded, texts.language)
    told = []
    for block in tell(state, paper, texts):
        watch.check()
        told.append(block)
    pages = Pages(target, _head(state, texts, paper, at), setter, watch.check)
    setting = Setting(
        t=texts,
        setter=setter,
        look=WIDE,
        plan=_boards(without_hidden(state), setter, watch),
        photos=pictures,
        printed=lambda: pages.cards_told,
        proves="cards" in paper.sections,
    )
    if paper.variant == "summary":
        setting, told = one_page.fitted(told, setting, texts, watch.check)
    pages.add(setting.rows(told, watch.seen))
    pages.finish()
    watch.seen(len(told), len(told))
    cards = next((block.cards for block in reversed(told) if isinstance(block, Colophon)), 0)
    parts = {key: tuple(numbers) for key, numbers in pages.parts.items()}
    return Result(pages.number, cards, pages.cards, tuple(sorted(setter.missing)), parts)


def _boards(shown: State, setter: Setter, watch: Watch) -> Callable[[Id, float], Plan]:
    """Gives the picture of a group's board below a heading of some height."""
    from . import board

    lettering = Lettering(setter.fonts.measure)

    def plan(group_id: Id, heading: float) -> Plan:
        watch.check()
        return board.plan(
            picture(shown, group_id, lettering),
            setter,
            heading + _BELOW_HEADING,
            lambda wall: picture_in_rows(shown, group_id, lettering, wall),
        )

    return plan


def _head(state: State, t: Texts, paper: Paper, at: datetime | None) -> Head:
    from .flow import Head

    workshop = state.workshop
    title = workshop.title or t("Workshop")
    first = " · ".join(part for part in (title, words.place_and_date(workshop, t)) if part)
    return Head(
        title=title,
        author=workshop.organiser,
        subject=words.document(paper, t),
        language=t.language,
        day=_day(workshop.date),
        foot=f"{first}\n{words.foot(state, t, at)}",
        page_of=lambda number, total: t("Page {number} of {total}", number=number, total=total),
        draft=t("Draft") if paper.draft else "",
    )


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
