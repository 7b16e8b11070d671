"""Where the rows of a long list lie when measuring one is dear."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Heights:
    """Rows of differing heights in pixels, one below the other; a height not measured yet is a guess.

    A change costs a move of memory, no loop over the rows.
    """

    def __init__(self, guess: int) -> None:
        self.guess = guess
        self._heights: list[int] = []
        self._exact = bytearray()
        self._ends: list[int] = []
        self._valid = 0

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        return self.bottom(len(self) - 1) if self._heights else 0

    def reset(self, count: int) -> None:
        """`count` rows that nobody measured."""
        self._heights = [self.guess] * count
        self._exact = bytearray(count)
        self._valid = 0

    def insert(self, row: int, count: int) -> None:
        self._heights[row:row] = [self.guess] * count
        self._exact[row:row] = bytes(count)
        self._valid = min(self._valid, row)

    def remove(self, row: int, count: int) -> None:
        del self._heights[row : row + count], self._exact[row : row + count]
        self._valid = min(self._valid, row)

    def measured(self, row: int) -> bool:
        return bool(self._exact[row])

    def set(self, row: int, height: int) -> None:
        """A row's height as measured."""
        self._exact[row] = 1
        if self._heights[row] != height:
            self._heights[row] = height
            self._valid = min(self._valid, row)

    def doubt(self, row: int) -> None:
        """The row has to be measured again."""
        self._exact[row] = 0

    def doubt_all(self) -> None:
        self._exact = bytearray(len(self))

    def top(self, row: int) -> int:
        return self.bottom(row - 1) if row else 0

    def bottom(self, row: int) -> int:
        if row >= self._valid:
            start = self._ends[self._valid - 1] if self._valid else 0
            rest = accumulate(self._heights[self._valid :], initial=start)
            next(rest)
            self._ends[self._valid :] = rest
            self._valid = len(self)
        return self._ends[row]

    def at(self, y: float) -> int:
        """The row at a height below the top; beyond the ends the first or the last, -1 of none."""
        if not self._heights:
            return -1
        self.bottom(len(self) - 1)
        return min(max(bisect_right(self._ends, y), 0), len(self) - 1)
