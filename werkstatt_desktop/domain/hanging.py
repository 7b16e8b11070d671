"""The photos that hang on a board, as boxes: frame, picture and caption. For drawings of the whole board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import order
from .breaking import Measure, break_lines
from .layout import Rect
from .photos import Source
from .picture import Picture, Run
from .records import Id, Photo
from .state import State

FRAME = 8.0
"""White around a picture, in pixels at 100 %."""
_CAPTION, _LINE, _ABOVE, _MOST_LINES = 13.0, 18.0, 4.0, 3
_FLATTEST, _HIGHEST, _UNKNOWN = 0.05, 8.0, 0.75
"""Height by width of a picture: bounds, and that of one which is lost."""


@dataclass(frozen=True, slots=True)
class Hung:
    """A photo on its white frame. `content` are the bytes of the picture; None where it is lost."""

    id: Id
    frame: Rect
    inner: Rect
    sha256: str
    content: bytes | None
    runs: tuple[Run, ...]


def hung(
    state: State,
    group_id: Id,
    source: Source,
    size_of: Callable[[bytes | None], tuple[int, int] | None],
    measure: Measure,
) -> tuple[Hung, ...]:
    """The photos on a group's board, the lowest first."""
    photos = order.by_rank([p for p in state.kids(Photo, "group_id", group_id) if p.card_id is None])
    return tuple(_hung(photo, source, size_of, measure) for photo in photos)


def with_photos(shown: Picture, photos: Sequence[Hung]) -> Picture:
    """A picture that is large enough for the photos as well."""
    rects = [photo.frame for photo in photos] + ([shown.bounds] if shown.boxes else [])
    if not rects:
        return shown
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    right, bottom = max(r.right for r in rects), max(r.bottom for r in rects)
    return replace(shown, bounds=Rect(left, top, right - left, bottom - top))


def _hung(
    photo: Photo,
    source: Source,
    size_of: Callable[[bytes | None], tuple[int, int] | None],
    measure: Measure,
) -> Hung:
    content = source(photo.sha256)
    size = size_of(content)
    wide = max(photo.width - 2 * FRAME, 1.0)
    high = wide * (min(max(size[1] / size[0], _FLATTEST), _HIGHEST) if size else _UNKNOWN)
    inner = Rect(photo.x + FRAME, photo.y + FRAME, wide, high)
    lines: tuple[str, ...] = ()
    if photo.caption:
        lines = break_lines(photo.caption, _CAPTION, measure, width=wide, most=_MOST_LINES).lines
    runs = tuple(
        Run(inner.x, inner.bottom + _ABOVE + n * _LINE + 0.7 * _LINE, _CAPTION, False, line)
        for n, line in enumerate(lines)
    )
    foot = FRAME + (len(lines) * _LINE + 2.0 if lines else 0.0)
    frame = Rect(photo.x, photo.y, photo.width, FRAME + high + foot)
    return Hung(photo.id, frame, inner, photo.sha256, content if size else None, runs)
