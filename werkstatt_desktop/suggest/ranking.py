"""Which of the moderator's own themes a loose card may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .vectors import unit

if TYPE_CHECKING:
    from .vectors import Matrix

HEADING = 1.5
"""A heading counts as much as so many cards under it."""
_HEARSAY = 0.3
"""How much counts what the cards say that are like a card, beside what it says itself."""


def scores(rows: Matrix, alike: Matrix, themes: Sequence[tuple[int | None, Sequence[int]]]) -> Matrix:
    """How well each text fits each theme: a column for each theme, higher is better.

    A theme is the number of its heading among the rows, if it has one, and those of its cards. A card fits
    where it is like the middle of heading and cards, and where cards that are like it fit: so a card that
    shares no word with a theme is led there by one that shares words with both.
    """
    import numpy as np

    weights = np.zeros((len(rows), len(themes)), np.float32)
    for column, (heading, cards) in enumerate(themes):
        weights[list(cards), column] = 1
        if heading is not None:
            weights[heading, column] = HEADING
    middles: Matrix = weights.T @ rows
    own = rows @ unit(middles).T
    near = np.maximum(alike, 0)
    near *= near
    np.fill_diagonal(near, 0)
    near /= np.maximum(near.sum(axis=1, keepdims=True), 1e-6)
    made: Matrix = own + np.float32(_HEARSAY) * (near @ own)
    return made
