"""What a document is made of that people go on writing in: paragraphs, lists, tables, pictures, contents.

`composing` makes them of a protocol, `docx` and `odt` write them down.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..report.blocks import Column
from .look import Look, Place


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text in one look. Line feeds and tabs stay what they are."""

    text: str
    look: Look = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. The contents find it by `mark`, a name of ours. `keep`: the next is with it."""

    place: Place
    runs: tuple[Run, ...]
    mark: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list: the paragraphs of each of its entries."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, as `blocks.Table` has it. The first of `rows` below `heads` is not part of the head."""

    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    together: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Shot:
    """A whole PNG or JPEG with words for those who do not see it; width and height in points.

    `keep`: the next paragraph is with it.
    """

    content: bytes
    about: str
    wide: float
    high: float
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The chapters, each with the mark to which it leads."""

    title: str
    rows: tuple[tuple[str, str], ...]


Piece = Line | Items | Grid | Shot | Contents
