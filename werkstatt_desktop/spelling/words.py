"""The words of a text that a dictionary may be asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 60
"""Longer words are no words."""
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Addresses, file names and abbreviations such as "z.B." have a dot or more between letters.
_ADDRESS = re.compile(r"@|://|\\|\w\.\w")
_LATIN = re.compile("[a-zA-Z'\u00aa-\u024f\u1e00-\u1eff]+")


class Word(NamedTuple):
    """A word, and from where to where it stands in the text."""

    text: str
    start: int
    end: int


def words_in(text: str) -> Iterator[Word]:
    """The words of a text, without what no dictionary has.

    That is addresses, what has figures in it, abbreviations in capitals, single letters, other scripts.
    Compounds with hyphens and forms such as "Bürger*innen" are words of their own on both sides.
    """
    for chunk in _CHUNK.finditer(text):
        if _ADDRESS.search(chunk.group()):
            continue
        for found in _WORD.finditer(chunk.group()):
            word, start = found.group(), chunk.start() + found.start()
            if _is_word(word, chunk.group(), found):
                yield Word(plain(word), start, start + len(word))


def plain(word: str) -> str:
    """A word as dictionaries have it, with straight apostrophes and no hyphens that cannot be seen."""
    return word.replace("’", "'").replace("\u00ad", "")


def _is_word(word: str, chunk: str, found: re.Match[str]) -> bool:
    before, after = chunk[: found.start()][-1:], chunk[found.end() :][:1]
    if before.isdigit() or after.isdigit() or "_" in {before, after}:
        return False
    return 1 < len(word) <= LONGEST and not word.isupper() and _LATIN.fullmatch(plain(word)) is not None
