"""Other paper for the day: what is signed, worn, pinned up, hung up and stuck on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from ...domain import order
from ...domain.hiding import without_hidden
from ...domain.naming import MOST_BYTES, file_words
from ...domain.photos import Source, nothing
from ...domain.records import Card
from ...domain.state import State
from ...report.stopping import never
from ...texts import Texts
from .. import pdf
from .options import OPTIONS, Option, chosen, option_title, title, value_title
from .sheet import Job

KINDS = tuple(OPTIONS)
"""Every kind, in the order in which a day needs them."""

__all__ = [
    "KINDS",
    "OPTIONS",
    "Option",
    "available",
    "file_name",
    "lacking",
    "option_title",
    "options_of",
    "title",
    "value_title",
    "write",
]

_MOST_NAME = 100 - len(".pdf")


def write(
    kind: str,
    state: State,
    target: BinaryIO,
    t: Texts,
    *,
    picture: Source = nothing,
    cancelled: Callable[[], bool] = never,
    **options: str,
) -> int:
    """Write one kind as a PDF in the language of `t`; the number of its pages, at least one.

    `options` are values of `OPTIONS`; what is not said is as usual. `picture` gives the bytes of photos.
    Where the workshop has nothing for it the sheet is blank, to be filled in by hand. Raises
    `pdf.Cancelled` soon after `cancelled` says so.
    """
    with pdf.PRINTING:
        shown, check = without_hidden(state), _check(cancelled)
        return _writer(kind)(Job(shown, target, t, chosen(kind, options), title(kind, t), check, picture))


def file_name(kind: str, state: State, t: Texts) -> str:
    """A file name such as "2009-09-23 Title – Attendance list.pdf"."""
    said = title(kind, t)
    room = min(MOST_BYTES, _MOST_NAME - len(f" – {said}".encode()))
    front = file_words(state.workshop.date, state.workshop.title, room=room)
    return f"{front} – {said}.pdf" if front else f"{said}.pdf"


def options_of(kind: str) -> tuple[Option, ...]:
    """What can be chosen for a kind."""
    return OPTIONS[kind]


def available(kind: str, state: State, options: Mapping[str, str] | None = None) -> bool:
    """Whether the workshop has something for a kind that is nothing without it."""
    shown = without_hidden(state)
    if kind == "posters":
        return any(order.clusters(shown, group.id) for group in order.groups(shown))
    if kind == "boards":
        return any(not group.hidden for group in order.groups(shown)) and any(True for _ in shown.all(Card))
    if kind == "cards" and chosen(kind, options or {})["cards"] == "filled":
        return any(True for _ in shown.all(Card))
    return True


def lacking(kind: str, t: Texts) -> str:
    """What is said where a kind is not available."""
    if kind == "posters":
        return t("There are no themes yet. A poster shows a theme and its cards.")
    return t("There are no cards yet.")


def _check(cancelled: Callable[[], bool]) -> Callable[[], None]:
    def check() -> None:
        if cancelled():
            raise pdf.Cancelled

    return check


def _writer(kind: str) -> Callable[[Job], int]:
    # Imported here: the library that draws is loaded when something is drawn.
    from . import attendance, badges, boards, cards, dots, opening, posters, privacy, run_sheet

    return {
        "attendance": attendance.write,
        "badges": badges.write,
        "cards": cards.write,
        "posters": posters.write,
        "boards": boards.write,
        "run-sheet": run_sheet.write,
        "opening": opening.write,
        "dots": dots.write,
        "privacy": privacy.write,
    }[kind]
