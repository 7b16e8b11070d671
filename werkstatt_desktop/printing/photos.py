"""The photos of a group on paper, two beside each other, each with its caption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ..domain.photos import Source
from ..domain.protocol import GroupPart, PhotoLine
from ..texts import Texts
from . import styles as s
from .flow import Block, Drawing
from .rows import Anchor, Cell, Row, Setter, ink, lay

_GAP, _ABOVE, _UNDER = 14.0, 11.0, 5.0
_HIGHEST = 320.0
_ALONE = 0.72
"""How much of the width a single photo has."""
_EMPTY = 0.35
"""Height by width of the place of a picture that is lost."""
_MOST_PIXELS = 2560 * 2560
"""No picture that a program of ours kept has more."""
_FORMATS = ("JPEG", "PNG")
_DOTS = 1600
"""Pixels of the longer side of a picture that has to be taken apart for paper."""


def photos(part: GroupPart, t: Texts, setter: Setter, picture: Source) -> Iterator[Block]:
    """All photos of a group below a heading; `picture` gives their bytes."""
    if not part.photos:
        return
    title = t("Photos")
    cells = (Cell(0, ((title, s.H3),)), Cell(-85, ((t.number(len(part.photos)), s.COUNT),), 85))
    anchor = Anchor(f"photos-{part.group.id}", title, 1)
    yield Row(cells=cells, above=20, pad=(0, 3), keep=True, rule="bold", anchor=anchor)
    alone = len(part.photos) == 1
    for n in range(0, len(part.photos), 2):
        pair = part.photos[n : n + 2]
        sizes = tuple(size_of(picture(line.sha256)) for line in pair)
        yield PhotoRow(tuple(pair), sizes, t, setter, picture, alone=alone)


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One or two photos with what stands below them. The bytes are fetched when they are drawn."""

    lines: tuple[PhotoLine, ...]
    sizes: tuple[tuple[int, int] | None, ...]
    t: Texts
    setter: Setter
    picture: Source
    alone: bool = False
    above: float = _ABOVE

    def height(self, width: float) -> float:
        captions = self._captions(width)
        below = lay(captions, width, self.setter).height + _UNDER if captions is not None else 0.0
        return max(high for _, high in self._boxes(width)) + below

    def cut(self, width: float, room: float) -> tuple[Drawing, Drawing] | None:  # noqa: ARG002
        """A photo stays whole."""
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        boxes = self._boxes(width)
        # On one line at their feet, so that each caption stands just below its picture.
        foot = top - max(high for _, high in boxes)
        for n, (line, (wide, high)) in enumerate(zip(self.lines, boxes, strict=True)):
            left = x + n * (self._column(width) + _GAP)
            if self.sizes[n] is None:
                self._draw_empty(canvas, left, foot + high, wide, high)
            else:
                draw_picture(canvas, line.sha256, self.picture(line.sha256), left, foot, wide, high)
        captions = self._captions(width)
        if captions is not None:
            under = top - max(high for _, high in boxes) - _UNDER
            lay(captions, width, self.setter).draw(canvas, x, under)

    def _column(self, width: float) -> float:
        return width * _ALONE if self.alone else (width - _GAP) / 2

    def _boxes(self, width: float) -> list[tuple[float, float]]:
        """Width and height of each picture."""
        column, boxes = self._column(width), []
        for size in self.sizes:
            ratio = size[1] / size[0] if size is not None else _EMPTY
            high = min(column * ratio, _HIGHEST)
            boxes.append((high / ratio, high))
        return boxes

    def _captions(self, width: float) -> Row | None:
        column, cells = self._column(width), []
        for n, line in enumerate(self.lines):
            parts = [(line.caption, s.CAPTION)] if line.caption else []
            if line.card:
                parts.append((self.t("On the card: {text}", text=line.card), s.CAPTION))
            if parts:
                cells.append(Cell(n * (column + _GAP), tuple(parts), column))
        return Row(cells=tuple(cells)) if cells else None

    def _draw_empty(self, canvas: Canvas, x: float, top: float, wide: float, high: float) -> None:
        canvas.setStrokeColor(ink(s.LINE))
        canvas.setLineWidth(0.75)
        canvas.rect(x, top - high, wide, high)
        row = Row(cells=(Cell(12, ((self.t("The picture is lost."), s.CAPTION),), wide - 24),))
        lay(row, wide, self.setter).draw(canvas, x, top - 12)


class _Jpeg(ImageReader):
    """Goes into the file as it is. It is known by its name, for which nothing has to be unpacked."""

    def __init__(self, content: bytes, sha256: str) -> None:
        super().__init__(BytesIO(content))
        self._sha256 = sha256
        self._dataA = None

    def getRGBData(self) -> Any:
        return self._sha256.encode()


def size_of(content: bytes | None) -> tuple[int, int] | None:
    """Width and height of a picture in pixels; None for bytes that are none of ours."""
    if content is None:
        return None
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as found:
            wide, high = found.size
            return (wide, high) if wide * high <= _MOST_PIXELS and _is_usual(found) else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _is_usual(found: Image.Image) -> bool:
    return found.format == "PNG" or found.mode in {"RGB", "L"}


def draw_picture(
    canvas: Canvas, sha256: str, content: bytes | None, x: float, y: float, wide: float, high: float
) -> None:
    """Draw a picture into a box whose lower left corner is given, in points."""
    if content is None:
        return
    if content.startswith(b"\xff\xd8"):
        canvas.drawImage(_Jpeg(content, sha256), x, y, wide, high)
        return
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as found:
            found.thumbnail((_DOTS, _DOTS))
            paper = Image.new("RGB", found.size, "white")
            clear = found.convert("RGBA")
            paper.paste(clear, mask=clear.getchannel("A"))
    except (OSError, ValueError, SyntaxError):
        return
    canvas.drawImage(ImageReader(paper), x, y, wide, high)
