"""A workshop in the formats of other programs: the whole of it, its tables, or its protocol to go on with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO

from ..domain import photos, portable
from ..domain.edits import Entry
from ..domain.paper import Paper
from ..domain.photos import Source, nothing
from ..domain.records import Id
from ..domain.state import State
from ..report.stopping import never
from ..texts import Texts

FORMATS = ("json", "csv", "xlsx", "docx", "odt", "md", "html")
"""The endings of the files."""
TOLD = ("docx", "odt", "md", "html")
"""Those that hold the protocol; a `Paper` says what of it."""

Board = Callable[[Id, str], bytes | None]
"""Gives the drawing of a group's wall, ".svg" or ".png"; None where there is none."""


def no_board(_group_id: Id, _suffix: str) -> None:
    """For a protocol without drawings."""


def export(
    state: State,
    kind: str,
    paper: Paper,
    t: Texts,
    *,
    picture: Source = nothing,
    board: Board = no_board,
    cancelled: Callable[[], bool] = never,
    journal: Iterable[Entry] | None = None,
    at: datetime | None = None,
) -> bytes:
    """The contents of a file of one of FORMATS, in the language of `t`; for any thread.

    JSON is everything, whatever `paper` says, with the journal where it is given. CSV are the cards: `tables`
    gives the others. A protocol says that it was written `at` this time. Raises `Cancelled`.
    """
    match kind:
        case "json":
            found = {name: content for name in photos.shown(state) if (content := picture(name)) is not None}
            return portable.to_json(state, journal, found).encode()
        case "csv":
            from .sheets import csv

            return csv(state, t, "cards", no_names=paper.no_names)
        case "xlsx":
            from .sheets import workbook

            return workbook(state, t, no_names=paper.no_names)
        case _:
            return _told(state, kind, paper, t, picture, board, cancelled, at)


def tables(state: State, paper: Paper, t: Texts) -> dict[str, bytes]:
    """All tables as CSV, by what the name of a file has before its ending: nothing for the cards."""
    from .sheets import all_csv

    made = all_csv(state, t, no_names=paper.no_names)
    return {f" – {name}" if n else "": content for n, (name, content) in enumerate(made.items())}


def _told(
    state: State,
    kind: str,
    paper: Paper,
    t: Texts,
    picture: Source,
    board: Board,
    cancelled: Callable[[], bool],
    at: datetime | None,
) -> bytes:
    from ..report import telling, words

    told = telling.tell(state, paper, t)
    title = state.workshop.title or t("Workshop")

    status = words.foot(state, t, at)

    def colophon(cards: int, printed: int) -> str:
        return words.colophon(t, cards, printed)

    def ending(cards: int, printed: int) -> str:
        return f"{colophon(cards, printed)}\n{status}".strip()

    if kind == "md":
        from . import markdown

        said = markdown.page(told, t, colophon=ending, draft=paper.draft, cancelled=cancelled)
        return said.encode()
    if kind == "html":
        from . import html

        def svg(group_id: Id) -> str | None:
            drawn = board(group_id, ".svg")
            return None if drawn is None else drawn.decode()

        page = html.page(
            told, t, title=title, colophon=ending, picture=picture, board=svg, draft=paper.draft,
            cancelled=cancelled,
        )  # fmt: skip
        return page.encode()
    from . import docx, odt

    def png(group_id: Id) -> bytes | None:
        return board(group_id, ".png")

    target = BytesIO()
    write = docx.write if kind == "docx" else odt.write
    write(
        told, t, target, title=title, colophon=colophon, author=state.workshop.organiser, status=status,
        picture=picture, board=png, draft=paper.draft, cancelled=cancelled,
    )  # fmt: skip
    return target.getvalue()
