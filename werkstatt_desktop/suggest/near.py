"""Cards that say much the same as what is being written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar
from unicodedata import combining, normalize

T = TypeVar("T")

CUT = 0.7
"""From here on two texts say much the same: this part of their letters is in words that both have."""
_FIRST_CUT = 55
"""What remains below this on a scale of 100, letter by letter, is not looked at word by word."""
_LOOKED_AT = 40
_WORD_CUT = 84
_ENOUGH = 12
"""Letters that two texts need together, if they are to be more or less alike and not just the same."""

_WORD = re.compile(r"[^\W_]+")
# "Träger:innen", "Träger*innen", "TrägerInnen" are "Träger".
_BOTH = re.compile(r"(?<=\w)(?:[*:_/·]-?innen|[*:_/·]in|Innen)\b")
_ENDING = re.compile("(?:(?<=.{5})ung(?:en)?|(?<=.{4})(?:innen|end(?:en?)?|er[ns]?|e[mns]|[ns])|(?<=.{3})e)$")
"""An ending of a German word, with as many letters before it as it needs to be one."""
_BARE = {
    n: bare
    for n in range(0xC0, 0x250)
    if (bare := "".join(c for c in normalize("NFD", chr(n)) if not combining(c))) != chr(n)
}
"""Letters with marks, and the letters without."""


def _plain(text: str) -> str:
    return text.casefold().translate(_BARE)


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(text).split())


_SMALL = _words("""
    aber als am an auch auf aus bei beim da dann das dass dem den der des die dies diese dieser
    dieses durch ein eine einem einen einer eines er es für gibt haben hat ich im in ins ist man mit
    nach noch nur oder sein sich sie sind so soll sollen sollte stehen steht um und uns unser unsere
    unseren unter vom von vor war wäre weil werden wie wir wird zu zum zur zwischen über
    a an and are as at be by for from has have in is it its of on or our should that the their there
    this to we will with
""")
_DENIALS = _words("nicht kein keine keinen keiner keinem nie niemand ohne not no never without none")


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
    found = _WORD.findall(_plain(_BOTH.sub("", text[:1000])))
    words = tuple(sorted(_stem(word) for word in found if word not in _SMALL and word not in _DENIALS))
    return _Said(words, " ".join(words), not _DENIALS.isdisjoint(found))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A word without its endings: "Verbesserungen" and "verbessern" are alike then."""
    return _ENDING.sub("", _ENDING.sub("", word))
