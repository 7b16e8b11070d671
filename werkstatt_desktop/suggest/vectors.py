"""Texts as rows of numbers, so that alike texts have rows of like direction.

By wording: each word without its endings is taken to pieces of three to five letters, so that inflected words
and the parts of compounds count. A piece weighs the more the fewer texts of the board have it. The pieces are
spread over a fixed number of columns. Where an encoder by meaning is given, its numbers stand beside these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from .words import stem, telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Encoder = Callable[[Sequence[str]], Matrix]

Beat = Callable[[], object]
"""Is called again and again in long work; what it raises ends the work."""

_SHORT, _LONG = 3, 5
_COLUMNS, _FEWER = 4096, 2048
_MANY = 600
"""From so many texts on fewer columns do: each piece then matters less, and the time grows with both."""
WORDING = 0.5
"""How much the wording counts beside the meaning."""
_ALIKE = 8.0
"""How many texts it takes until what they have in common says much about the board."""
_BLOCK = 256


def vectors(texts: Sequence[str], encoder: Encoder | None, beat: Beat) -> Matrix:
    """A row of length 1 for each text; one of nothing but zeros for a text without words."""
    import numpy as np

    wording = by_wording(texts, beat)
    if encoder is None or not texts:
        return wording
    parts = [encoder(texts[n : n + _BLOCK]) for n in _starts(len(texts), beat)]
    meant = np.concatenate(parts).astype(np.float32)
    # What all texts have in common is the subject of the board and tells none of them apart.
    meant -= meant.mean(axis=0) * np.float32(len(texts) / (len(texts) + _ALIKE))
    whole = np.float32(1 + WORDING)
    return np.hstack([unit(meant) * whole**-0.5, wording * (WORDING / whole) ** 0.5]).astype(np.float32)


def by_wording(texts: Sequence[str], beat: Beat) -> Matrix:
    """The rows by wording alone."""
    import numpy as np

    text_of, piece_of, count = _pieces(texts, beat)
    had_by = np.bincount(piece_of, minlength=count)
    weights = (np.log((1 + len(texts)) / (1 + had_by)) + 1).astype(np.float32)
    length = np.sqrt(np.bincount(text_of, weights[piece_of] ** 2, minlength=len(texts)))
    # A piece that one text alone has makes it no more like any other: it counts for the length only.
    shared = had_by > 1
    columns = _COLUMNS if len(texts) < _MANY else _FEWER
    column_of = (np.cumsum(shared) - 1) % columns
    kept = shared[piece_of]
    rows: Matrix = np.zeros((len(texts), min(columns, max(1, int(shared.sum())))), np.float32)
    np.add.at(rows, (text_of[kept], column_of[piece_of[kept]]), weights[piece_of[kept]])
    beat()
    rows /= np.maximum(length, 1e-6).astype(np.float32)[:, None]
    return rows


def likeness(rows: Matrix, beat: Beat) -> Matrix:
    """How alike each two texts are: 1 for the same, about 0 for those that have nothing in common."""
    import numpy as np

    made = np.empty((len(rows), len(rows)), np.float32)
    for n in _starts(len(rows), beat):
        end = n + _BLOCK
        made[n:end, n:] = rows[n:end] @ rows[n:].T
        made[n:, n:end] = made[n:end, n:].T
    return made


def unit(rows: Matrix) -> Matrix:
    """Rows of length 1; those without direction stay as they are."""
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    made: Matrix = (rows / np.maximum(length, 1e-6)).astype(np.float32)
    return made


def _starts(count: int, beat: Beat) -> Iterator[int]:
    for n in range(0, count, _BLOCK):
        beat()
        yield n


def _pieces(texts: Sequence[str], beat: Beat) -> tuple[Numbers, Numbers, int]:
    """Which text has which piece, each pair once, and how many pieces there are."""
    import numpy as np

    numbers: dict[str, int] = {}
    pieces_of: dict[str, list[int]] = {}
    texts_of: list[int] = []
    pieces: list[int] = []
    for n, text in enumerate(texts):
        if not n % _BLOCK:
            beat()
        for word in telling(text):
            known = pieces_of.get(word)
            if known is None:
                known = pieces_of[word] = [numbers.setdefault(p, len(numbers)) for p in _cut(stem(word))]
            pieces += known
            texts_of += [n] * len(known)
    count = max(1, len(numbers))
    pairs = np.unique(np.array(texts_of, np.int64) * count + np.array(pieces, np.int64))
    return pairs // count, pairs % count, count


def _cut(word: str) -> list[str]:
    framed = f" {word} "
    return [
        framed[n : n + size] for size in range(_SHORT, _LONG + 1) for n in range(len(framed) - size + 1)
    ] or [framed]
