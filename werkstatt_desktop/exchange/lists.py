"""Cards out of pasted text: one a line, without the bullets and numbers of the list it was."""

from __future__ import annotations

import re

from ..domain.clean import clean
from ..domain.verbs.cards import split_long

_BULLET = re.compile(r"(?:[-–—*+•‣▪▫◦●○·►✓☐☑✗>]|\[[ xX]?\])(?:[ \u00a0]+|$)")
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|[a-zA-Z]\))[ \u00a0]+")


def lines_of(text: str) -> list[str]:
    """The cards to be: blank lines and bullets are dropped, what is too long for a card is split.

    A number at the beginning goes only where the lines are a numbered list: "2. Stock" is no item.
    """
    lines = [line for raw in clean(text).split("\n") if (line := raw.strip())]
    marked = sum(bool(_BULLET.match(line) or _NUMBER.match(line)) for line in lines)
    numbered = len(lines) > 1 and 2 * marked > len(lines)
    bare = [_bare(line, numbered=numbered) for line in lines]
    return [piece for line in bare for piece in split_long(line)]


def _bare(line: str, *, numbered: bool) -> str:
    for mark in (_BULLET, _NUMBER) if numbered else (_BULLET,):
        if found := mark.match(line):
            line = line[found.end() :]
    return line
