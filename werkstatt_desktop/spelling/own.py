"""The words that the user has added, in a small text file of this machine."""

from __future__ import annotations

from pathlib import Path

_MOST = 1_000_000
"""A longer file, in bytes, is none of ours."""


class OwnWords:
    """A word a line. A file that cannot be read is none; one that cannot be written forgets at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._words: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        """Whether a word was added, as it is or with a small first letter."""
        return word in self._words or word[:1].lower() + word[1:] in self._words

    def look_again(self) -> bool:
        """Read the file if it was changed, by another window perhaps; whether it was."""
        try:
            found = self._path.stat()
            stamp = found.st_mtime_ns, found.st_size
            if stamp == self._stamp or found.st_size > _MOST:
                return False
            words = self._path.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            return False
        self._stamp = stamp
        self._words = frozenset(word.strip() for word in words if word.strip())
        return True

    def add(self, word: str) -> bool:
        """Keep a word; whether it will be known at the next start, too."""
        self.look_again()
        self._words |= {word}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_suffix(".part")
            part.write_text("".join(f"{w}\n" for w in sorted(self._words)), encoding="utf-8")
            part.replace(self._path)
            found = self._path.stat()
        except (OSError, ValueError):
            return False
        self._stamp = found.st_mtime_ns, found.st_size
        return True
