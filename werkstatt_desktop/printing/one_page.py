"""Makes what is told fit on one page: the longest lists are cut, and it is said how much was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..report import blocks as b
from ..texts import Texts
from . import styles as s
from .looks import ONE_PAGE
from .setting import Setting

_LEAST = 2
"""Rows of a list that always stay."""
_MOST_MORE = 1000
_LONG = 160
"""Characters to which the texts above the lists are cut if nothing else helps."""


def fitted(told: Sequence[b.Block], setting: Setting, t: Texts) -> tuple[Setting, list[b.Block]]:
    """How it is set so that it has room on a page, and what is left of it.

    What cannot be shortened stays, on more pages.
    """
    for look in ONE_PAGE:
        setting = replace(setting, look=look)
        if _fits(told, setting):
            return setting, list(told)
    found = list(told)
    while not _fits(found, setting):
        longest = max(range(len(found)), key=lambda n: _rows_of(found, n))
        if _rows_of(found, longest) > _LEAST:
            found = _without_last(found, longest, t)
        elif (shorter := [_cut(block) for block in found]) != found:
            found = shorter
        else:
            break
    return setting, found


def _fits(told: Sequence[b.Block], setting: Setting) -> bool:
    room = s.PAGE[1] - s.MARGIN_TOP - s.MARGIN_BOTTOM
    return sum(map(setting.height, setting.rows(told))) <= room


def _rows_of(told: Sequence[b.Block], place: int) -> int:
    """How long a list is; that of the themes says itself how many more there are."""
    block, before = told[place], told[place - 1]
    themes = isinstance(before, b.Chapter) and not before.listed
    return len(block.rows) if isinstance(block, b.Entries | b.Table) and not themes else 0


def _without_last(told: list[b.Block], place: int, t: Texts) -> list[b.Block]:
    """A list without its last row; below it stands how many more there are."""
    block = told[place]
    assert isinstance(block, b.Entries | b.Table)
    cut: b.Block
    if isinstance(block, b.Entries):
        cut = replace(block, rows=block.rows[:-1])
    else:
        cut = replace(block, rows=block.rows[:-1], together=block.together[:-1])
    following = told[place + 1] if place + 1 < len(told) else None
    already = _more(following, t)
    words = b.Paragraph(t.n("{n} more", "{n} more", already + 1), "note")
    return [*told[:place], cut, words, *told[place + 1 + bool(already) :]]


def _more(block: b.Block | None, t: Texts) -> int:
    """How many more rows a line below a list speaks of."""
    if not isinstance(block, b.Paragraph):
        return 0
    counts = range(1, _MOST_MORE)
    return next((n for n in counts if block.text == t.n("{n} more", "{n} more", n)), 0)


def _cut(block: b.Block) -> b.Block:
    """A long text above the lists as much of it as tells what it is about."""
    match block:
        case b.Box():
            return replace(block, text=_short(block.text))
        case b.Facts():
            return replace(block, rows=tuple((label, _short(said)) for label, said in block.rows))
        case b.Title():
            return replace(block, title=_short(block.title), below=_short(block.below))
    return block


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"
