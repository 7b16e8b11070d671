"""Which workshop a file is, or was before it was damaged or taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import Id
from .keep import documents_at, kept_documents
from .reading import read

_CHUNK = 1 << 20
_ID_LENGTH = 32


def documents_of(keep: Path, path: Path) -> list[Id]:
    """The workshops that may lie at a path, which this process must not have open; the likeliest first.

    A sound file says which it is. Of others those are named whose identity still stands somewhere in the
    file, and those that this device had open at the path.
    """
    with suppress(FileProblem):
        return [read(path).doc_id]
    found = _named_in(path, kept_documents(keep))
    with suppress(ValueError):  # a NUL in the name
        found += documents_at(keep, path)
    return list(dict.fromkeys(found))


def _named_in(path: Path, ids: list[Id]) -> list[Id]:
    """Those of some workshops whose identity stands in a file, whatever else is left of it."""
    found: set[Id] = set()
    with suppress(OSError, ValueError):
        for chunk in _chunks(path):
            found |= {id for id in ids if id.encode() in chunk}
    return [id for id in ids if id in found]


def _chunks(path: Path) -> Iterator[bytes]:
    """The content of a file in pieces that overlap by as much as an id is long."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_CHUNK):
            yield before + piece
            before = piece[-_ID_LENGTH:]
