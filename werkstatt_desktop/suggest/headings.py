"""A heading for cards that belong together, from words on the cards themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from .words import WORD, one_form, plain, stem, telling, tells

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
        for text in texts:
            self._used_by.update({stem(word) for word in telling(text)})
            self._within.update(word for word in WORD.findall(text)[1:] if tells(word))
        self._written = self._ways(texts)
        large = sum(n for word, n in self._within.items() if not word.islower())
        self._nouns_are_large = large > self._within.total() / 4
        """Whether nouns can be told by their first letter, as in German."""

    def heading(self, texts: Sequence[str]) -> str:
        """Words that these texts share, and the board's others less; for want of any the shortest text."""
        if not texts:
            return ""
        written = dict(self._ways(texts))
        written |= {part: self._written[part] for part in self._parts(texts) if part not in written}
        had_by = {found: _having(found, texts) for found in written}
        rated = sorted(
            (
                (self._rate(found, written[found], len(had)), found)
                for found, had in had_by.items()
                if len(had) > 1
            ),
            key=lambda r: (-r[0], -len(r[1]), r[1]),
        )
        if not rated:
            return _shortened(min(texts, key=lambda text: (len(text), text)))
        best = rated[0][1]
        chosen = [best]
        left = set(range(len(texts))) - had_by[best]
        for _, found in rated[1:]:
            # A second word only where it speaks for cards that the first does not speak for.
            if len(had_by[found] & left) > 1 and found not in best and best not in found:
                chosen.append(found)
                break
        return ", ".join(_headed(written[found]) for found in chosen)

    def _rate(self, found: str, written: str, count: int) -> float:
        """By how many of the texts have a word, and how few others; a noun names a theme best."""
        used = max(self._used_by[found], count)
        kind = 0.5 if self._nouns_are_large and not self._is_noun(written) else 1.0
        return count * (log((1 + self._texts) / (1 + used)) + 1) * (1 + min(len(found), 12) / 24) * kind

    def _is_noun(self, word: str) -> bool:
        """Whether a word is never written small; at the beginning of a card every word may be large."""
        return not word.islower() and not self._within[word.lower()]

    def _ways(self, texts: Sequence[str]) -> Mapping[str, str]:
        """The stems of the words that say something, each with the way it is written best."""
        ways: dict[str, Counter[str]] = {}
        for text in texts:
            for word in WORD.findall(one_form(text)):
                if tells(word) and not word.isdigit():
                    ways.setdefault(stem(plain(word)), Counter())[word] += 1
        return {
            found: min(counted, key=lambda w: (not self._is_noun(w), -counted[w], len(w), w))
            for found, counted in ways.items()
        }

    def _parts(self, texts: Sequence[str]) -> set[str]:
        """Words of the board that longer words of these texts begin or end with."""
        words = {stem(word) for text in texts for word in telling(text)}
        pieces = {
            piece
            for word in words
            for size in range(_PART, len(word))
            for piece in (word[:size], word[-size:])
        }
        return pieces & self._written.keys()


def _headed(word: str) -> str:
    """A word as it begins a heading; an abbreviation or a name keeps its letters."""
    return word[:1].upper() + word[1:] if word.islower() else word


def _having(found: str, texts: Sequence[str]) -> set[int]:
    """Which texts have a word, by itself or as a part of a longer one."""
    part = len(found) >= _PART
    return {
        n
        for n, text in enumerate(texts)
        if any(stem(w) == found or (part and _made_with(w, found)) for w in telling(text))
    }


def _made_with(word: str, part: str) -> bool:
    """Whether a word begins or ends with another, as "Elternabend" and "Großeltern" do with "Eltern"."""
    return word != part and (word.startswith(part) or stem(word).endswith(part))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST].rstrip(" ,;:–-") + "…"
