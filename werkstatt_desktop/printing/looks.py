"""How the kinds of texts of a protocol are set: one look for many pages, one for a single page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..report.blocks import Kind
from . import styles as s
from .styles import Style


@dataclass(frozen=True, slots=True)
class Look:
    """The style of each kind of text. `air` multiplies the space between them.

    `flowing`: chapters follow each other on the page, none begins a new one.
    """

    eyebrow: Style = s.EYEBROW
    title: Style = s.TITLE
    subtitle: Style = s.SUBTITLE
    label: Style = s.LABEL
    value: Style = s.VALUE
    goal_label: Style = s.GOAL_LABEL
    goal: Style = s.GOAL
    chapter: Style = s.H1
    minor: Style = s.H2
    """The title of a chapter that the contents do not name."""
    meta: Style = s.META
    heading: Style = s.H3
    count: Style = s.COUNT
    contents: Style = s.CONTENTS
    legend: Style = s.LEGEND
    card: Style = s.CARD
    ranked: Style = s.RANKED
    rank: Style = s.RANK
    strong: Style = s.STRONG
    beside: Style = s.NOTE
    note: Style = s.EXPLANATION
    marked: Style = s.MARKED
    first: Style = s.FIRST
    cell: Style = s.CELL
    head: Style = s.HEAD
    caption: Style = s.CAPTION
    last: Style = s.LAST
    air: float = 1.0
    flowing: bool = False

    def of(self, kind: Kind, plain: Style) -> Style:
        """The style of a text; `plain` is that of what is only said."""
        styles: dict[Kind, Style] = {
            "strong": self.strong,
            "note": self.note,
            "marked": self.marked,
            "first": self.first,
            "label": self.goal_label,
        }
        return styles.get(kind, plain)


FULL = Look()


def _small(style: Style, size: float, leading: float, below: float = 0.0) -> Style:
    return replace(style, size=size, leading=leading, below=below)


_SMALL = Look(
    eyebrow=_small(s.EYEBROW, 9.5, 12, 2),
    title=_small(s.TITLE, 20, 23, 3),
    subtitle=_small(s.SUBTITLE, 10.5, 13.5),
    label=_small(s.LABEL, 10, 13),
    value=_small(s.VALUE, 10, 13),
    goal=_small(s.GOAL, 10.5, 13.5),
    chapter=_small(s.H2, 12, 15),
    minor=_small(s.H2, 12, 15),
    meta=_small(s.META, 9.5, 12),
    heading=_small(s.H3, 10.5, 13),
    card=_small(s.CARD, 10, 12.75),
    ranked=_small(s.RANKED, 10, 12.75),
    rank=_small(s.RANK, 10, 12.75),
    strong=_small(s.STRONG, 10, 12.75),
    cell=_small(s.CELL, 9.75, 12.25),
    last=_small(s.LAST, 9, 11.5),
    air=0.55,
    flowing=True,
)
ONE_PAGE = (
    replace(FULL, chapter=s.H2, flowing=True),
    replace(_SMALL, air=0.8),
    _SMALL,
    replace(_SMALL, air=0.42),
)
"""The looks of what is to fit on one page, from the airiest to the tightest."""
