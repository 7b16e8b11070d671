"""The parts of the page Prepare, in the order of their tabs. Each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...texts import mark
from ..parts import Part

if TYPE_CHECKING:
    from ..desk import Desk


def _event(desk: Desk) -> QWidget:
    from .page import PreparePage

    return PreparePage(desk)


def _day(desk: Desk) -> QWidget:
    from ..run.page import RunPage

    return RunPage(desk)


def _series(desk: Desk) -> QWidget:
    from ..series.page import SeriesPage

    return SeriesPage(desk)


def _opening(desk: Desk) -> QWidget:
    from ..opening.page import OpeningPage

    return OpeningPage(desk)


def _mood(desk: Desk) -> QWidget:
    from ..polls.page import MoodPage

    return MoodPage(desk, "opening")


def _people(desk: Desk) -> QWidget:
    from ..people.page import PeoplePage

    return PeoplePage(desk)


PREPARE_PARTS = (
    Part("event", mark("Event"), _event),
    Part("people", mark("Participants"), _people),
    Part("day", mark("Run sheet"), _day),
    Part("opening", mark("Opening"), _opening),
    Part("mood", mark("Mood"), _mood),
    Part("series", mark("Series"), _series),
)
