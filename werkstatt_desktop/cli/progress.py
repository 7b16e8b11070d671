"""How far a run over several files is: a line on the terminal, and nothing where there is none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from shutil import get_terminal_size
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

from ..texts import Texts

_WIDE = 24
_OFTEN = 0.05
"""Seconds between two looks of the line."""


class Bar:
    """A bar that is taken away again at the end, and before a line is said."""

    def __init__(self, files: Sequence[str], t: Texts, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._count, self._t = len(files), t
        self._file, self._part = 0, 0.0
        self._drawn, self._last = False, 0.0
        self._shown = _is_terminal(self._stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def begin(self, number: int) -> None:
        """The file of this number, from 1, is taken on."""
        self._file, self._part = number, 0.0
        self._draw()

    def within(self, done: int, of: int) -> None:
        """So much of the file is done."""
        self._part = min(max(done / of, 0.0), 1.0) if of > 0 else 0.0
        if monotonic() - self._last >= _OFTEN:
            self._draw()

    def clear(self) -> None:
        """Take the line away, for something that is to be read."""
        if self._drawn:
            self._drawn = False
            self._write("\r\x1b[K")

    def _draw(self) -> None:
        if not self._shown:
            return
        self._last = monotonic()
        whole = (self._file - 1 + self._part) / max(self._count, 1)
        full, empty = ("█", "░") if self._can("█░") else ("#", "-")
        done = round(_WIDE * whole)
        words = self._t("File {n} of {count}", n=self._file, count=self._count)
        line = f"{full * done}{empty * (_WIDE - done)} {round(100 * whole):3d} %  {words}"
        self._drawn = True
        self._write(f"\r\x1b[K{line[: max(get_terminal_size().columns - 1, 1)]}")

    def _can(self, letters: str) -> bool:
        try:
            letters.encode(self._stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def _write(self, words: str) -> None:
        # A terminal that is gone is no reason to stop.
        with suppress(OSError, ValueError):
            self._stream.write(words)
            self._stream.flush()


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it was closed
        return False
