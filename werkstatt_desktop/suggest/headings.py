"""A heading for cards that belong together, from words on the cards themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log

from .words import WORD, one_form, plain, stem, tells

_PART = 4
"""So many letters of a word have to be another word to make it a part of it."""
_LONGEST = 40
"""A heading made of a whole card is no longer."""


class Wording:
    """How often the words of a board are used, and how they are written."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = len(texts)
        self._used_by: Counter[str] = Counter()
        self._within: Counter[str] = Counter()
        ways: dict[str, Counter[str]] = {}
        for text in texts:
            words = _words(text)
            self._used_by.update({found for found, _, _ in words})
            self._within.update(written for _, written, within in words if within)
            for found, written, _ in words:
                ways.setdefault(found, Counter())[written] += 1
        large = sum(n for word, n in self._within.items() if not word.islower())
        self._nouns_are_large = large > self._within.total() / 4
        """Whether nouns can be told by their first letter, as in German."""
        self._written = {
            found: min(counted, key=lambda w: (not self._is_noun(w), -counted[w], len(w), w))
            for found, counted in ways.items()
        }

    def heading(self, texts: Sequence[str]) -> str:
        """Words that these texts of the board share, and its others less; else the shortest text."""
        if not texts:
            return ""
        had_by: dict[str, set[int]] = {}
        for n, text in enumerate(texts):
            for found in self._spoken(text):
                had_by.setdefault(found, set()).add(n)
        shared = {found: had for found, had in had_by.items() if len(had) > 1}
        rated = sorted(shared, key=lambda found: (-self._rate(found, len(shared[found])), found))
        if not rated:
            return _shortened(min(texts, key=lambda text: (len(text), text)))
        best = rated[0]
        left = set(range(len(texts))) - shared[best]
        # A second word only where it speaks for cards that the first does not speak for.
        second = next(
            (f for f in rated if len(shared[f] & left) > 1 and f not in best and best not in f), None
        )
        return ", ".join(_headed(self._written[found]) for found in (best, second) if found is not None)

    def _rate(self, found: str, count: int) -> float:
        """By how many of the texts have a word, and how few others; a noun names a theme best."""
        used = max(self._used_by[found], count)
        kind = 0.5 if self._nouns_are_large and not self._is_noun(self._written[found]) else 1.0
        return count * (log((1 + self._texts) / (1 + used)) + 1) * (1 + min(len(found), 12) / 24) * kind

    def _is_noun(self, word: str) -> bool:
        """Whether a word is never written small; at the beginning of a card every word may be large."""
        return not word.islower() and not self._within[word.lower()]

    def _spoken(self, text: str) -> set[str]:
        """The words of the board in a text, also those that its words begin or end with.

        So "Elternabend" and "Großeltern" speak of "Eltern".
        """
        stems = {found for found, _, _ in _words(text)}
        parts = {
            part
            for found in stems
            for size in range(_PART, len(found))
            for part in (found[:size], found[-size:])
            if part in self._written
        }
        return (stems & self._written.keys()) | parts


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[tuple[str, str, bool], ...]:
    """The words of a text that say something: without endings, as written, and whether not the first."""
    return tuple(
        (stem(plain(word)), word, n > 0)
        for n, word in enumerate(WORD.findall(one_form(text)))
        if tells(word) and not word.isdigit()
    )


def _headed(word: str) -> str:
    """A word as it begins a heading; an abbreviation or a name keeps its letters."""
    return word[:1].upper() + word[1:] if word.islower() else word


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST].rstrip(" ,;:–-") + "…"
