"""Cards that say much the same as what is being written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from .words import DENIALS, SMALL, WORD, one_form, plain, stem

T = TypeVar("T")

CUT = 0.7
"""From here on two texts say much the same: this part of their letters is in words that both have."""
_FIRST_CUT = 55
"""What remains below this on a scale of 100, letter by letter, is not looked at word by word."""
_LOOKED_AT = 40
_WORD_CUT = 84
_ENOUGH = 12
"""Letters that two texts need together, if they are to be more or less alike and not just the same."""


class _Said(NamedTuple):
    """What a text says: its words without endings by the alphabet, the same as one string, denied or not."""

    words: tuple[str, ...]
    line: str
    denied: bool


def similar(text: str, candidates: Iterable[tuple[T, str]], limit: int = 3) -> list[T]:
    """Which of the candidates, ids with texts, say much the same as a text; the most similar first.

    Order and endings of words do not count, nor do small words; a text that denies is not similar to
    one that does not. A text of one short word is similar only to its like.
    """
    mine = _said(text)
    if not mine.words:
        return []
    from rapidfuzz import fuzz, process

    ids, said = [], []
    for id, other in candidates:
        ids.append(id)
        said.append(_said(other))
    near = process.extract(
        mine.line, [s.line for s in said], scorer=fuzz.ratio, score_cutoff=_FIRST_CUT, limit=_LOOKED_AT
    )
    scored = [(_alike(mine, said[n]), n) for _, _, n in near if said[n].denied == mine.denied]
    return [ids[n] for score, n in sorted(scored, key=lambda s: (-s[0], s[1])) if score >= CUT][:limit]


def much_the_same(one: str, other: str) -> bool:
    """Whether two texts say much the same."""
    mine, theirs = _said(one), _said(other)
    return bool(mine.words) and mine.denied == theirs.denied and _alike(mine, theirs) >= CUT


def _alike(one: _Said, other: _Said) -> float:
    """Which part of the letters of two texts is in words that both have, from 0 to 1.

    Where each says something that the other does not, they differ in what they are about: it counts twice.
    """
    mine, theirs = list(one.words), list(other.words)
    total = _letters(mine) + _letters(theirs)
    if one.words == other.words or total < _ENOUGH:
        return float(one.words == other.words)
    for word in sorted(one.words, key=len, reverse=True):
        match = next((w for w in theirs if _same(word, w)), None)
        if match is not None:
            mine.remove(word)
            theirs.remove(match)
    _take_made(mine, theirs)
    _take_made(theirs, mine)
    left = _letters(mine) + _letters(theirs) + 2 * min(_letters(mine), _letters(theirs))
    return 1 - left / total


def _letters(words: Iterable[str]) -> int:
    """How much words weigh: a long one more than a short one, but not without end."""
    return sum(min(len(word), 10) for word in words)


def _same(one: str, other: str) -> bool:
    """Whether two words are the same but for their inflection."""
    if one == other:
        return True
    if one[:2] != other[:2] or min(len(one), len(other)) < 4:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=_WORD_CUT) > 0


def _take_made(words: list[str], parts: list[str]) -> None:
    """Take out words made of some of the parts, as "Zeitmangel" is of "Mangel an Zeit", and those parts."""
    for word in tuple(words):
        used = [part for part in parts if len(part) > 3 and part in word]
        if len(used) > 1 and sum(map(len, used)) >= 0.8 * len(word):
            words.remove(word)
            for part in used:
                parts.remove(part)


@lru_cache(maxsize=20_000)
def _said(text: str) -> _Said:
    found = WORD.findall(plain(one_form(text)))
    words = tuple(sorted(stem(word) for word in found if word not in SMALL and word not in DENIALS))
    return _Said(words, " ".join(words), not DENIALS.isdisjoint(found))
