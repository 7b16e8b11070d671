"""A table as it came in: rows of clean texts, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.clean import clean, loses_characters

MOST_ROWS = 20_000
"""Rows of a table that are looked at; far more than a workshop has cards."""
MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same width, without empty ones at the edges.

    `more`: there were rows beyond the limit. `cleaned`: characters were taken out of the texts.
    """

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    more: bool = False
    cleaned: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def table_of(rows: Iterable[Sequence[str]], name: str = "") -> Table:
    """A table of any rows; blank rows, and columns without any text at the right, are left out."""
    found: list[list[str]] = []
    more = cleaned = False
    for row in rows:
        cells = [clean(cell) for cell in row[:MOST_COLUMNS]]
        if not any(cells):
            continue
        if len(found) == MOST_ROWS:
            more = True
            break
        cleaned = cleaned or any(map(loses_characters, row[:MOST_COLUMNS]))
        found.append(cells)
    width = max((n for row in found for n, cell in enumerate(row, 1) if cell), default=0)
    even = tuple((*row[:width], *("",) * (width - len(row))) for row in found)
    return Table(even, clean(name, lines=False), more, cleaned)
