"""The parts of the page Close, in the order of their tabs. Each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...texts import mark
from ..parts import Part

if TYPE_CHECKING:
    from ..desk import Desk


def _check(desk: Desk) -> QWidget:
    from .page import ClosePage

    return ClosePage(desk)


def _reading(desk: Desk) -> QWidget:
    from .reading import ReadingPage

    return ReadingPage(desk)


def _mood(desk: Desk) -> QWidget:
    from ..polls.page import MoodPage

    return MoodPage(desk, "closing")


def _quotes(desk: Desk) -> QWidget:
    from ..polls.quotes import QuotesPage

    return QuotesPage(desk)


CLOSE_PARTS = (
    Part("ends", mark("Check and close"), _check),
    Part("reading", mark("Read back"), _reading),
    Part("mood", mark("Mood"), _mood),
    Part("quotes", mark("Flash round"), _quotes),
)
