"""The styles of a document that people go on writing in, the same in Word and OpenDocument.

Sizes are points. They are those of the printed protocol as far as a text has them there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..domain import symbols
from ..domain.records import COLOURS
from ..texts import COLOUR_WORDS, mark

PAGE = (595.3, 841.9)
"""A4 upright."""
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM, FOOT = 63.0, 58.0, 66.0, 30.0
"""`FOOT` is below the footer."""
WIDTH = PAGE[0] - 2 * MARGIN_X
HEIGHT = PAGE[1] - MARGIN_TOP - MARGIN_BOTTOM
FONT = "Source Sans 3"
OTHERS = ("Source Sans Pro", "Carlito", "Calibri", "Liberation Sans", "Arial")
"""What is taken where the font is not installed."""
TEXT, MUTED, LINE, ACCENT, SOFT = "#1E2326", "#5C666D", "#DAD6CC", "#17616B", "#DDEDEE"
HANG = 17.0
"""How far the texts of a list are moved in."""
BESIDE = 118.0
"""How far what is said stands from its label."""

Place = Literal[
    "body", "over", "title", "below", "chapter", "unlisted", "heading", "theme", "under", "facts",
    "box-label", "box", "box-below", "item", "numbered", "more", "more-numbered", "cell", "number", "head",
    "caption", "contents-title", "contents", "shot", "lost", "last", "header", "footer", "gap",
]  # fmt: skip
"""What a paragraph is."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks.

    `name` is that in Word, where it has such a style (the same in OpenDocument but for `odt`), else a
    text that is translated. `level` is that of a heading. `edge`: a bar at the left, on a ground.
    """

    name: str
    size: float = 11.0
    own: bool = True
    odt: str = ""
    bold: bool = False
    colour: str = TEXT
    above: float = 0.0
    below: float = 0.0
    left: float = 0.0
    hang: float = 0.0
    level: int = 0
    keep: bool = False
    edge: bool = False
    right: bool = False
    tab: float = 0.0


STYLES: dict[Place, Style] = {
    "body": Style("Normal", own=False, odt="Standard", below=4),
    "over": Style(mark("Above the title"), 10.5, colour=MUTED, below=4, keep=True),
    "title": Style("Title", 28, own=False, bold=True, below=7, keep=True),
    "below": Style("Subtitle", 12.5, own=False, below=14),
    "chapter": Style("heading 1", 18, own=False, odt="Heading 1", bold=True, above=24, below=4, level=1),
    "unlisted": Style(
        mark("Heading outside the contents"), 14, bold=True, above=18, below=4, level=1, keep=True
    ),
    "heading": Style(
        "heading 2", 13, own=False, odt="Heading 2", bold=True, above=14, below=4, level=2
    ),
    "theme": Style("heading 3", 11.5, own=False, odt="Heading 3", bold=True, above=10, below=3, level=3),
    "under": Style(mark("Below a heading"), 10, colour=MUTED, below=5, keep=True),
    "facts": Style(mark("Facts"), below=3, left=BESIDE, hang=BESIDE, tab=BESIDE),
    "box-label": Style(mark("Label of a box"), 9, bold=True, colour=ACCENT, above=10, keep=True, edge=True),
    "box": Style(mark("Box"), 12.5, bold=True, edge=True),
    "box-below": Style(mark("End of a box"), 10, colour=MUTED, edge=True),
    "item": Style("List Bullet", own=False, odt="List 1", below=3, left=HANG, hang=HANG),
    "numbered": Style("List", own=False, below=3, left=26, hang=26, tab=26),
    "more": Style("List Continue", 10, own=False, odt="List 1 Cont.", colour=MUTED, below=3, left=HANG),
    "more-numbered": Style(
        "List Continue 2", 10, own=False, odt="List Cont.", colour=MUTED, below=3, left=26
    ),
    "cell": Style(mark("Text in a table"), 10),
    "number": Style(mark("Number in a table"), 10, right=True),
    "head": Style(mark("Head of a table"), 9, bold=True, colour=MUTED, keep=True),
    "caption": Style("caption", 9, own=False, odt="Caption", colour=MUTED, above=2, below=6),
    "contents-title": Style(
        "TOC Heading", 14, own=False, odt="Contents Heading", bold=True, above=18, below=4, keep=True
    ),
    "contents": Style("toc 1", own=False, odt="Contents 1", below=3, tab=WIDTH),
    "shot": Style(mark("Picture"), above=6, below=6),
    "lost": Style(mark("Missing picture"), 10, colour=MUTED, above=4, below=6, left=8),
    "last": Style(mark("End of the protocol"), 9.5, colour=MUTED, below=2),
    "header": Style("header", 9, own=False, odt="Header", bold=True, colour="#B3261E", right=True),
    "footer": Style("footer", 8.5, own=False, odt="Footer", colour=MUTED, tab=WIDTH),
    "gap": Style(mark("Below a table"), 6),
}  # fmt: skip
KEPT = frozenset(place for place, style in STYLES.items() if style.keep or style.level)
"""Paragraphs that stay with what follows."""

Look = str
"""How a part of a text looks: "" or a key of LOOKS."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a part of a text looks. A `size` of 0 is that of its paragraph."""

    name: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    colour: str = ""


LOOKS: dict[Look, Letters] = {
    "strong": Letters(mark("Said first"), bold=True),
    "note": Letters(mark("Said beside it"), 9.5, colour=MUTED),
    "marked": Letters(mark("Mark in words"), 9.5, bold=True, colour=ACCENT),
    "first": Letters(mark("First wording"), 9.5, italic=True, colour=MUTED),
    "label": Letters(mark("Label"), colour=MUTED),
    "count": Letters(mark("Number beside it"), 9.5, colour=MUTED),
    **{
        f"sign-{colour}": Letters(COLOUR_WORDS[colour], bold=True, colour=symbols.colours(colour)[1])
        for colour in COLOURS
    },
}


def sign(colour: str) -> Look:
    """The look of a category's word; a colour that a newer program invented looks grey."""
    return f"sign-{colour if colour in COLOURS else 'grey'}"
