"""What a protocol is made of: plain values that say what a text is, not where on a page it stands.

All texts are as people wrote them, or sentences in the language of the paper; nothing in them is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..domain.records import Id
from ..domain.weighed import Mood

Kind = Literal["plain", "strong", "note", "marked", "first", "label"]
"""What a text is: said, said first, said beside it, a mark in words, a first wording, a label."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one or more lines."""

    text: str
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Sign:
    """The symbol of a category: its outline, the name of its colour, and the word that it stands for."""

    symbol: str
    colour: str
    word: str


@dataclass(frozen=True, slots=True)
class Part:
    """What follows belongs to this section (a key of `domain.paper.SECTIONS`), until the next of these."""

    key: str


@dataclass(frozen=True, slots=True)
class Title:
    """The head of the document: what it is, its title, and what stands below."""

    over: str
    title: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter begins; contents and bookmarks lead to its `key`. `facts` stand below its title.

    `listed`: the contents name it.
    """

    key: str
    title: str
    facts: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """Above a part of a chapter. `count` stands beside it, `marks` below; bookmarks lead to its `key`."""

    text: str
    count: str = ""
    sign: Sign | None = None
    marks: tuple[str, ...] = ()
    key: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text by itself."""

    text: str
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, by name: each row has a label and what is said there."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A text that is to be seen first, such as the goal, with its label and what stands below it."""

    label: str
    text: str
    below: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: its texts below each other, and a short `note` beside the first.

    `number` or `sign` stand before it. `dots` are drawn beside it, `share` (0 to 1) as a bar below it; both
    only repeat what `note` or the texts say. `card`: a card that counts in the workshop.
    """

    texts: tuple[Text, ...]
    note: str = ""
    sign: Sign | None = None
    number: str = ""
    dots: int = 0
    share: float | None = None
    card: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """A list: of cards, of results, of questions."""

    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `share` is its part of the width (all together 1), `right`: its texts end right.

    `names`: its cells say what the rest of their row is about.
    """

    head: str
    share: float
    right: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; each row has as many cells as there are columns, each cell texts below each other.

    `about` says in a sentence what it shows, to those who do not see it. `together` says of each row whether
    it belongs to the one above it; empty: none does.
    """

    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    together: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """The categories with their symbols, and what was asked for each, where it was."""

    rows: tuple[tuple[Sign, str], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The picture of a group's wall. `about` says what is on it; its cards are told as texts too."""

    group_id: Id
    about: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo by its hash, with the texts below it and words for those who do not see it."""

    sha256: str
    about: str
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos in their order."""

    rows: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll at the beginning and at the end. `words` stand above the pictures, `about` says the numbers."""

    mood: Mood
    words: tuple[str, str]
    about: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers by name as bars: label, number, and the words for the number. `about` says them all."""

    about: str
    rows: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Here stand the contents: the chapters that are listed, and where a format has pages, theirs."""


@dataclass(frozen=True, slots=True)
class Colophon:
    """The last lines. A format says with `words.colophon` how many of the cards are in it."""

    cards: int
    lines: tuple[str, ...] = ()


Block = (
    Part
    | Title
    | Chapter
    | Heading
    | Paragraph
    | Facts
    | Box
    | Entries
    | Table
    | Legend
    | Board
    | Pictures
    | Poll
    | Bars
    | Contents
    | Colophon
)
