"""Photos and their bytes: which belong together. The bytes themselves are kept apart, by their SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping

from .edits import Change, Entry
from .erasing import GONE, key
from .errors import Refused
from .records import Id, Photo
from .state import State

PICTURE_BYTES = 12 << 20
"""Bytes of one picture; one that is made small enough for a board has a tenth of it."""
PICTURES = 1000
"""Pictures of a workshop."""
ALL_BYTES = 256 << 20
"""Bytes of all pictures of a workshop."""

Source = Callable[[str], bytes | None]
"""Gives the bytes of the picture with a SHA-256; None where it does not have them."""


def nothing(_sha256: str) -> None:
    """A source that has no picture."""


def name_of(content: bytes) -> str:
    """The SHA-256 by which records name a picture."""
    return hashlib.sha256(content).hexdigest()


def is_whole(sha256: str, content: object) -> bool:
    """Whether these are the bytes that a name stands for."""
    return isinstance(content, bytes) and 0 < len(content) <= PICTURE_BYTES and name_of(content) == sha256


def named(entries: Iterable[Entry], erased: Collection[Id] = ()) -> list[str]:
    """The pictures that come into a workshop with some entries, but for those of erased photos.

    `erased` are the ids of `Erased` records.
    """
    return named_in((change for entry in entries for change in entry.edit.changes), erased)


def named_in(changes: Iterable[Change], erased: Collection[Id] = ()) -> list[str]:
    """The same of changes."""
    found: dict[str, None] = {}
    for change in changes:
        sha256 = change.after.get("sha256") if change.table == "photos" else None
        # A deletion says, too, which picture it was; that is none that comes.
        comes = isinstance(sha256, str) and change.before.get("sha256") != sha256
        if comes and key("photos", change.id, GONE) not in erased:
            found[str(sha256)] = None
    return list(found)


def kept(state: State) -> list[str]:
    """The pictures that a workshop needs, also those of deleted photos, which can come back."""
    rows = state.tables["photos"].items()
    return list(
        dict.fromkeys(
            row.sha256
            for id, row in rows
            if isinstance(row, Photo) and not state.is_erased("photos", id, GONE)
        )
    )


def shown(state: State) -> list[str]:
    """The pictures that can be seen."""
    return sorted({photo.sha256 for photo in state.all(Photo)})


def demand_fit(pictures: Mapping[str, bytes], count: int, size: int) -> None:
    """Raise `Refused` for pictures beyond what a workshop may hold that has `count` of `size` bytes.

    "picture_too_large", "too_many_pictures"; ValueError for bytes under a name that is not theirs.
    """
    for sha256, content in pictures.items():
        if len(content) > PICTURE_BYTES:
            raise Refused("picture_too_large")
        if not is_whole(sha256, content):
            raise ValueError(sha256)
    total = size + sum(map(len, pictures.values()))
    if pictures and (count + len(pictures) > PICTURES or total > ALL_BYTES):
        raise Refused("too_many_pictures")
