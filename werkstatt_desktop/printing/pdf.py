"""The protocol as a PDF file. Made in one pass, in any thread, the same bytes for the same workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from ..domain.hiding import without_hidden
from ..domain.paper import Paper, usual
from ..domain.photos import Source, nothing
from ..domain.picture import Lettering, picture, picture_in_rows
from ..domain.protocol import protocol
from ..domain.records import Id
from ..domain.state import State
from ..report.stopping import Cancelled, never
from ..texts import Texts
from . import files

__all__ = ["PRINTING", "Cancelled", "Result", "never", "prepare", "save_pdf", "to_bytes", "write"]
FULL = usual("full")


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


PRINTING = Lock()
"""The library keeps what it knows of a font in the font, so one protocol is made at a time."""


def prepare() -> None:
    """Load the library and the fonts, which the first protocol needs; for a thread with time to spare."""
    from . import flow, fonts, lines  # noqa: F401

    fonts.load()
    lines.dictionary("de")


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
    del paper, progress, at
    with PRINTING:
        return _write(state, target, texts, picture, cancelled)


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
    state: State, target: BinaryIO, texts: Texts, pictures: Source, cancelled: Callable[[], bool]
) -> Result:
    from . import board, fonts
    from . import photos as shots
    from .flow import Head, Pages
    from .outcome import version_words
    from .rows import Setter
    from .story import Story, place_and_date

    def check() -> None:
        if cancelled():
            raise Cancelled

    tree = protocol(state)
    state = without_hidden(state)
    loaded = fonts.load()
    setter = Setter(loaded, texts.language)
    lettering = Lettering(loaded.measure)
    workshop = tree.workshop
    title = workshop.title or texts("Workshop")
    version = version_words(tree.outcome, texts)

    def plan(group_id: Id) -> board.Plan:
        check()
        asked = next(part.asked for part in tree.groups if part.group.id == group_id)
        lines = sum(1 + len(a.question) // 110 for a in asked)
        return board.plan(
            picture(state, group_id, lettering),
            setter,
            60.0 + 15.5 * lines,
            lambda wall: picture_in_rows(state, group_id, lettering, wall),
        )

    head = Head(
        title=title,
        author=workshop.organiser,
        subject=texts("Result protocol"),
        language=texts.language,
        day=_day(workshop.date),
        foot=" · ".join(part for part in (title, place_and_date(workshop, texts), version) if part),
        page_of=lambda number, total: texts("Page {number} of {total}", number=number, total=total),
    )
    pages = Pages(target, head, setter, check)
    story = Story(
        protocol=tree,
        t=texts,
        plan=plan,
        width=lambda text, style: loaded.width(text, style.size, style.font),
        printed=lambda: pages.cards,
        missing=lambda: setter.missing,
        photos=lambda part: shots.photos(part, texts, setter, pictures),
        setter=setter,
    )
    pages.add(story.blocks())
    pages.finish()
    return Result(pages.number, tree.cards, pages.cards, tuple(sorted(setter.missing)))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
