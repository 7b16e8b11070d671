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
from ..report.blocks import Picture, Pictures
from ..texts import Texts
from . import styles as s
from .flow import Drawing
from .rows import Cell, Row, Setter, ink, lay

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


def rows(block: Pictures, t: Texts, setter: Setter, picture: Source) -> Iterator[Drawing]:
    """Photos in their order; `picture` gives their bytes."""
    alone = len(block.rows) == 1
    for n in range(0, len(block.rows), 2):
        pair = block.rows[n : n + 2]
        sizes = tuple(size_of(picture(one.sha256)) for one in pair)
        yield PhotoRow(pair, sizes, t, setter, picture, alone=alone)


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One or two photos with what stands below them. The bytes are fetched when they are drawn."""

    pictures: tuple[Picture, ...]
    sizes: tuple[tuple[int, int] | None, ...]
    t: Texts
    setter: Setter
    picture: Source
    alone: bool = False
    above: float = _ABOVE

    @property
    def alt(self) -> str:
        """What is on the photos, for those who do not see them."""
        lost = self.t("The picture is lost.")
        said = [
            one.about if size is not None else f"{one.about} {lost}"
            for one, size in zip(self.pictures, self.sizes, strict=True)
        ]
        return " · ".join(said)

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
        for n, (one, (wide, high)) in enumerate(zip(self.pictures, boxes, strict=True)):
            left = x + n * (self._column(width) + _GAP)
            if self.sizes[n] is None:
                self._draw_empty(canvas, left, foot + high, wide, high)
            else:
                draw_picture(canvas, one.sha256, self.picture(one.sha256), left, foot, wide, high)
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
        for n, one in enumerate(self.pictures):
            parts = tuple((text.text, s.CAPTION) for text in one.texts)
            if parts:
                cells.append(Cell(n * (column + _GAP), parts, column))
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
    """Width and height of a picture in pixels; None for bytes that no reader can make a picture of."""
    if content is None:
        return None
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as found:
            wide, high = found.size
            if wide * high > _MOST_PIXELS or not _is_usual(found):
                return None
            # Whether it is whole shows when it is unpacked; that of a photo is quick where it gets small.
            found.draft("L", (wide // 8, high // 8))
            found.load()
        with Image.open(BytesIO(content), formats=_FORMATS) as found:
            found.verify()
        return wide, high
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
