"""Makes what is told fit on one page: the longest lists are cut, and it is said how much was left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from heapq import heapify, heapreplace

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


def fitted(
    told: Sequence[b.Block], setting: Setting, t: Texts, check: Callable[[], None] = lambda: None
) -> tuple[Setting, list[b.Block]]:
    """How it is set so that it has room on a page, and what is left of it.

    What cannot be shortened stays, on more pages. `check` raises when nobody waits any more.
    """

    def fits(blocks: Sequence[b.Block]) -> bool:
        check()
        return _fits(blocks, setting)

    for look in ONE_PAGE:
        setting = replace(setting, look=look)
        if fits(told):
            return setting, list(told)
    found = list(told)
    while True:
        # All of it is measured anew each time, so the fewest rows to leave out are searched for by halves.
        steps = _steps(found)
        fewest = bisect_left(range(steps), True, key=lambda n: fits(_without(found, n, t)))
        shorter = _without(found, fewest, t)
        cut = [_cut(block) for block in found]
        if fewest < steps or cut == found or fits(shorter):
            return setting, shorter
        found = cut


def _fits(told: Sequence[b.Block], setting: Setting) -> bool:
    room = s.PAGE[1] - s.MARGIN_TOP - s.MARGIN_BOTTOM
    return sum(map(setting.height, setting.rows(told))) <= room


def _rows_of(told: Sequence[b.Block], place: int) -> int:
    """How long a list is; that of the themes says itself how many more there are."""
    block, before = told[place], told[place - 1]
    themes = isinstance(before, b.Chapter) and not before.listed
    return len(block.rows) if isinstance(block, b.Entries | b.Table) and not themes else 0


def _steps(told: Sequence[b.Block]) -> int:
    """How many rows can be left out."""
    return sum(max(0, _rows_of(told, place) - _LEAST) for place in range(len(told)))


def _without(told: Sequence[b.Block], count: int, t: Texts) -> list[b.Block]:
    """The same without so many rows, each the last one of the list that is the longest then."""
    lists = [(-rows, place) for place in range(len(told)) if (rows := _rows_of(told, place)) > _LEAST]
    heapify(lists)
    for _ in range(count):
        rows, place = lists[0]
        heapreplace(lists, (rows + 1, place))
    left = {place: -rows for rows, place in lists}
    found: list[b.Block] = []
    skip = -1
    for place, block in enumerate(told):
        if place == skip:
            continue
        gone = _rows_of(told, place) - left[place] if place in left else 0
        if not gone:
            found.append(block)
            continue
        already = _more(told[place + 1] if place + 1 < len(told) else None, t)
        skip = place + 1 if already else -1
        found += _shortened(block, gone), b.Paragraph(t.n("{n} more", "{n} more", already + gone), "note")
    return found


def _shortened(block: b.Block, gone: int) -> b.Block:
    """A list without its last rows."""
    if isinstance(block, b.Entries):
        return replace(block, rows=block.rows[:-gone])
    assert isinstance(block, b.Table)
    return replace(block, rows=block.rows[:-gone], together=block.together[:-gone])


def _more(block: b.Block | None, t: Texts) -> int:
    """How many more rows a line below a list speaks of."""
    if not isinstance(block, b.Paragraph) or block.kind != "note":
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
