"""Where a word may be broken, by the patterns of a language.

The patterns and their files are pyphen's; it takes most of a second to read the German ones, because it takes
each of them apart. A page needs few of them: here a pattern is taken apart when a word has its letters.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LEAST = 2
"""Letters before the first break and after the last."""
_FILES = {"de": "de_DE", "en": "en_GB"}
_NO_PATTERNS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND")


class Syllables:
    """The patterns of a language: letters with numbers between them; an odd one is a break."""

    def __init__(self, path: Path) -> None:
        encoding, _, text = path.read_bytes().replace(b"\r", b"").partition(b"\n")
        name = encoding.decode("ascii").strip()
        letters = text.translate(None, b"0123456789").decode(name).split("\n")
        self._patterns = dict(zip(letters, text.decode(name).split("\n"), strict=True))
        self._longest = max(map(len, self._patterns))

    def of(self, word: str) -> list[str]:
        """The parts of a word; one part for one that is not broken."""
        said = f".{word.lower()}."
        if len(said) != len(word) + 2:
            return [word]
        found = [0] * (len(said) + 1)
        for start in range(len(said) - 1):
            for end in range(start + 1, min(start + self._longest, len(said)) + 1):
                pattern = self._patterns.get(said[start:end])
                if pattern and not pattern.startswith(_NO_PATTERNS):
                    for place, number in _numbers(pattern):
                        found[start + place] = max(found[start + place], number)
        breaks = [n for n in range(_LEAST, len(word) - _LEAST + 1) if found[n + 1] % 2]
        return [word[start:end] for start, end in zip([0, *breaks], [*breaks, len(word)], strict=True)]


def _numbers(pattern: str) -> list[tuple[int, int]]:
    """How many letters stand before each number of a pattern, and the number."""
    digits = re.finditer(r"\d", pattern)
    return [(digit.start() - before, int(digit.group())) for before, digit in enumerate(digits)]


@cache
def syllables(language: str) -> Syllables:
    """The patterns of a language, read once in a process."""
    import pyphen

    return Syllables(Path(str(pyphen.LANGUAGES[_FILES[language]])))
