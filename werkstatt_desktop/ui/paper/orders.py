"""What can be put on paper or into a file, as work for a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ...domain.paper import Paper
from ...domain.photos import Source
from ...domain.records import Id
from ...domain.state import State
from ...texts import Texts


@dataclass(frozen=True, slots=True)
class Watch:
    """Who waits for the work: whether it is still wanted, and who is told how far it is."""

    cancelled: Callable[[], bool]
    progress: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF: how many cards there are and how many are printed, and the pages, from 1, of each section.

    `about` says which paper it is; two that are about the same are two states of one paper.
    """

    content: bytes
    cards: int = 0
    printed: int = 0
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    about: str = ""


Order = Callable[[Watch], Made]
"""May raise anything once it is cancelled, and `WerkstattError` before."""

Parcel = Callable[[Watch], Mapping[str, bytes]]
"""Files to be saved: the content by what their names have before the ending; nothing for the main one."""


def protocol(state: State, paper: Paper, texts: Texts, picture: Source, at: datetime | None = None) -> Order:
    """The protocol of a state as it is `at` a time, which it says.

    `picture` gives the bytes of photos, in the thread that works.
    """

    def make(watch: Watch) -> Made:
        from ...printing import pdf

        content, result = pdf.to_bytes(
            state, texts, paper=paper, picture=picture, cancelled=watch.cancelled, progress=watch.progress,
            at=at,
        )  # fmt: skip
        return Made(content, result.cards, result.printed, result.parts, f"protocol/{paper.variant}")

    return make


def other(kind: str, state: State, texts: Texts, options: Mapping[str, str], picture: Source) -> Order:
    """Other paper of a workshop, one of `printing.kit.KINDS`."""

    def make(watch: Watch) -> Made:
        from io import BytesIO

        from ...printing import kit

        target = BytesIO()
        kit.write(kind, state, target, texts, picture=picture, cancelled=watch.cancelled, **options)
        return Made(target.getvalue(), about=kind)

    return make


def exported(kind: str, state: State, paper: Paper, texts: Texts, picture: Source) -> Parcel:
    """The workshop in one of `exchange.formats.FORMATS`."""

    def make(watch: Watch) -> Mapping[str, bytes]:
        from ...exchange import formats

        if kind == "csv":
            return formats.tables(state, paper, texts)
        board = _board(state, texts, picture)
        content = formats.export(
            state, kind, paper, texts, picture=picture, board=board, cancelled=watch.cancelled
        )
        return {"": content}

    return make


def _board(state: State, t: Texts, picture: Source) -> Callable[[Id, str], bytes | None]:
    """Draws the walls of the groups as they hang, as ".svg" or ".png"."""

    def board(group_id: Id, suffix: str) -> bytes | None:
        from ...printing import raster, wall

        if suffix == ".png":
            return raster.board_png(state, group_id, picture)
        from ...domain import picture as pictures
        from ...domain.hanging import with_photos
        from ...exchange.svg import svg

        measure, photos = wall.measure(), wall.photos(state, group_id, picture)
        shown = with_photos(pictures.picture(state, group_id, pictures.Lettering(measure)), photos)
        if not shown.boxes and not photos:
            return None
        return svg(shown, state.workshop.title, measure, t.language, photos).encode()

    return board


def alone(order: Order) -> Parcel:
    """A PDF as the only file."""
    return lambda watch: {"": order(watch).content}
