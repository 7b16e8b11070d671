"""Measures, colours and type of the printed page. Units are points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..domain import symbols

PAGE = (595.28, 841.89)
"""A4 upright."""
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 63.0, 58.0, 66.0
TEXT_WIDTH = PAGE[0] - 2 * MARGIN_X
"""Of an upright page."""
FOOT_LINE, FOOT_TEXT = 50.0, 37.0
"""Height above the page's lower edge of the footer's rule and of its text."""

TEXT, MUTED, FAINT = "#1E2326", "#5C666D", "#79828A"
LINE, ACCENT, SOFT = "#DAD6CC", "#17616B", "#DDEDEE"
WALL, RAISED, WHITE, DASHES = "#F5F2EA", "#FBFAF7", "#FFFFFF", "#B5AE9E"
DOT, ACCENT_LIGHT = "#D6293E", "#8FB9BE"

REGULAR, SEMIBOLD, BOLD, ITALIC, EMOJI = (
    "SourceSans3-Regular",
    "SourceSans3-Semibold",
    "SourceSans3-Bold",
    "SourceSans3-It",
    "NotoEmoji-Regular",
)
"""The names of the fonts, which are those of their files too."""
EMOJI_SCALE = 0.86
"""Emoji are drawn larger than letters of the same size."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set."""

    size: float
    leading: float
    font: str = REGULAR
    colour: str = TEXT
    right: bool = False
    below: float = 0.0
    """Space between this text and the next in the same cell."""


EYEBROW = Style(10.5, 14, colour=MUTED, below=6)
TITLE = Style(29, 32.5, BOLD, below=9)
SUBTITLE = Style(12.5, 17)
LABEL = Style(11.5, 15.5, colour=MUTED)
VALUE = Style(11.5, 15.5)
GOAL_LABEL = Style(9, 12, SEMIBOLD, ACCENT, below=1.5)
GOAL = Style(12.5, 16.5, SEMIBOLD)
H2 = Style(14, 18, BOLD)
HINT = Style(9.5, 12.5, colour=MUTED)
NOTE = replace(HINT, right=True)
RANK = Style(11, 14.5, SEMIBOLD, FAINT)
RANKED = Style(11, 14.5)
CONTENTS = Style(11.5, 15.5)
H1 = Style(18, 23, BOLD)
META = Style(10, 13.5, colour=MUTED)
LEGEND = Style(10, 13.5)
CAPTION = Style(9, 12, colour=MUTED)
H3 = Style(12, 15.5, BOLD)
COUNT = Style(9.5, 15.5, colour=MUTED, right=True)
CARD = Style(10.75, 14.25)
STRONG = Style(11, 14.5, SEMIBOLD)
CELL = Style(10.5, 13.5)
HEAD = Style(9, 11.5, SEMIBOLD, MUTED)
EXPLANATION = Style(9.5, 12.5, colour=MUTED)
MARKED = Style(9.5, 12.5, SEMIBOLD, ACCENT)
FIRST = Style(9.5, 12.5, ITALIC, MUTED)
CLOCK = Style(11, 14.5, colour=MUTED)
MINUTES = replace(CLOCK, right=True)
FOOT = Style(8.5, 11, colour=MUTED)
LAST = Style(9.5, 13, colour=MUTED)


def stripe(colour: str) -> str:
    """The strong colour of a category."""
    return symbols.colours(colour)[1]
