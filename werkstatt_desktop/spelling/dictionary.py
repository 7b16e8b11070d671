"""What the dictionaries of a language say of a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from .hunspell import Engine, engine

_SLIPS = 4
"""So many corrections of our own stand before those of the library."""
_FIRST, _SECOND = 4, 3
"""So many letters each half of a compound has at least."""


class Dictionary:
    """Knows a word if one of its dictionaries does. It is not for two threads at once."""

    def __init__(self, engines: Sequence[Engine], *, joins: bool = False) -> None:
        self._engines, self._joins = engines, joins

    def knows(self, word: str) -> bool:
        """Whether a word is right as it is written. What a dictionary cannot be asked about is right."""
        if self._has(word) or any(self._has(other) for other in _meant(word)):
            return True
        return self._joins and self._is_joined(word)

    def _is_joined(self, word: str) -> bool:
        """Whether a noun is made of two known ones.

        The lists know most compounds, but not how freely people join words ("Quartierstreff"); some that
        are quite common they refuse ("Fahrradweg"). The first half is a noun and nothing else, so that
        "Wiederstand" is not right. Of wrong words with one slip, 2 in 100 pass by this.
        """
        if not word[:1].isupper():
            return False
        return any(
            self._has(word[n].upper() + word[n + 1 :])
            and self._has(word[:n])
            and not self._has(word[:n].lower())
            for n in range(_FIRST, len(word) - _SECOND + 1)
        )

    def suggest(self, word: str, most: int) -> list[str]:
        """What may have been meant, the likeliest first."""
        found = dict.fromkeys(islice((slip for slip in _slips(word) if self._is_right(slip)), _SLIPS))
        for each in self._engines:
            if len(found) >= most:
                break
            try:
                offered = each.suggest(word)
            except UnicodeEncodeError:
                continue
            # German lists answer with halves of compounds, too, which begin with a hyphen.
            found.update(dict.fromkeys(w for w in offered if w != word and not w.startswith("-")))
        return list(found)[:most]

    def _is_right(self, word: str) -> bool:
        return self._has(word, unsure=False) or (self._joins and self._is_joined(word))

    def _has(self, word: str, *, unsure: bool = True) -> bool:
        """`unsure` is the answer for a word that a dictionary has no letters for."""
        for each in self._engines:
            try:
                if each.spell(word):
                    return True
            except UnicodeEncodeError:
                return unsure
        return False


def load(stems: Sequence[Path]) -> Dictionary | None:
    """Read the dictionaries of a language, of which the paths are without their endings.

    None where none can be read.
    """
    engines = []
    for stem in stems:
        try:
            engines.append(engine(stem))
        except (OSError, ImportError):
            continue
    joins = any(stem.name.startswith("de_") for stem in stems)
    return Dictionary(engines, joins=joins) if engines else None


def _meant(word: str) -> Iterator[str]:
    """Other ways to write a right word: with a genitive, with a capital inside."""
    if word.endswith("'s"):
        yield word[:-2]
    if "Innen" in word[1:]:
        yield word.replace("Innen", "innen")


def _slips(word: str) -> Iterator[str]:
    """What was meant if a key was pressed twice or not twice, two were swapped, or ss stands for ß.

    Each as it is, and with a large first letter.
    """
    large = word[:1].upper() + word[1:]
    yield large
    yield from _one_slip(word)
    if large != word:
        yield from _one_slip(large)


def _one_slip(word: str) -> Iterator[str]:
    for n in range(len(word) - 1):
        if word[n] != word[n + 1]:
            yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    for n, letter in enumerate(word):
        yield word[:n] + letter + word[n:]
        if n and word[n - 1] == letter:
            yield word[:n] + word[n + 1 :]
    for one, other in (("ss", "ß"), ("ß", "ss"), ("i", "ie"), ("ie", "i")):
        for n in range(len(word)):
            if word.startswith(one, n):
                yield word[:n] + other + word[n + len(one) :]
