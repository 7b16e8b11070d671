"""Photos on cards and on the wall. Their bytes go to the store beside the edit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..edits import Edit
from ..errors import Refused
from ..records import Card, Group, Id, Photo
from ..state import State
from ._edit import edit, gone

NARROWEST, WIDEST = 80.0, 2400.0
"""How wide a photo can be on a board, in its pixels."""
USUAL = 420.0
"""How wide one is that was just hung up."""


class Hung(NamedTuple):
    """A photo that is hung up: the name of its bytes, its top left corner, and how wide it is."""

    sha256: str
    x: float
    y: float
    width: float = USUAL
    caption: str = ""


def hang_photos(state: State, *, group_id: Id, photos: Sequence[Hung]) -> Edit:
    """Photos are hung up on a group's board, in one step."""
    if state.get(Group, group_id) is None:
        raise Refused("no_such_column")
    first = _last(state)
    new = [
        Photo(**{**hung._asdict(), "width": fitting(hung.width)}, group_id=group_id, rank=first + n)
        for n, hung in enumerate(photos)
    ]
    return edit("hang_photo" if len(new) == 1 else "hang_photos", state, new)


def put_photos(state: State, *, card_id: Id, names: Sequence[str], caption: str = "") -> Edit:
    """Photos are put on a card, in one step; `names` are those of their bytes."""
    if state.get(Card, card_id) is None:
        raise Refused("card_is_gone")
    first = _last(state)
    new = [
        Photo(sha256=sha256, card_id=card_id, caption=caption, width=USUAL, rank=first + n)
        for n, sha256 in enumerate(names)
    ]
    return edit("hang_photo" if len(new) == 1 else "hang_photos", state, new)


def caption_photo(state: State, photo_id: Id, text: str) -> Edit:
    """The words under a photo; it can do without."""
    return edit("caption_photo", state, [replace(_photo(state, photo_id), caption=text)])


def move_photos(state: State, photo_ids: Collection[Id], dx: float, dy: float) -> Edit:
    """Photos on the wall are moved by a distance."""
    rows = [p for id in dict.fromkeys(photo_ids) if (p := state.get(Photo, id)) and p.card_id is None]
    moved = [replace(photo, x=photo.x + dx, y=photo.y + dy) for photo in rows]
    return edit("move_photo", state, moved)


def size_photo(state: State, photo_id: Id, width: float) -> Edit:
    """A photo on the wall becomes wider or narrower; its corner stays where it is."""
    photo = _photo(state, photo_id)
    return edit("size_photo", state, [replace(photo, width=fitting(width))])


def delete_photos(state: State, photo_ids: Collection[Id]) -> Edit:
    """Photos are deleted; undo brings them back."""
    rows = [photo for id in dict.fromkeys(photo_ids) if (photo := state.get(Photo, id))]
    return edit("delete_photo", state, gone(rows))


def fitting(width: float) -> float:
    """The nearest width that a photo can have."""
    return min(max(width, NARROWEST), WIDEST)


def _photo(state: State, photo_id: Id) -> Photo:
    photo = state.get(Photo, photo_id)
    if photo is None:
        raise Refused("item_is_gone")
    return photo


def _last(state: State) -> float:
    return max((photo.rank for photo in state.all(Photo)), default=-1.0) + 1.0
