"""Pictures from outside: read with care, made small enough, and without anything but what is to be seen.

A picture can be damaged, lie about itself or be far larger than memory. All of this is for a thread beside
the window's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QLoggingCategory, QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageReader, QPainter

from ..domain.errors import Refused
from ..domain.photos import PICTURE_BYTES

LONGEST = 2560
"""Pixels of the longer side of a picture in a workshop, at most."""
SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"))
_FORMATS = frozenset((b"jpeg", b"png", b"webp", b"gif", b"bmp", b"tiff"))
_FILE_BYTES = 100 << 20
_MOST_PIXELS = 120_000_000
"""More than any camera in use makes."""
_MOST_ALLOCATED_MB = 512
_QUALITY = 85
_FEW_COLOURS = 256
_SAMPLE = 64


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as a workshop keeps it: JPEG, or PNG where something shines through or colours are few.

    `moving`: it was an animation, of which this is the first picture.
    """

    content: bytes
    width: int
    height: int
    moving: bool = False


def prepared(content: bytes, name: str = "") -> Prepared:
    """Make a picture ready for a workshop: upright, at most 2,560 pixels, without place, camera and comments.

    `name` is what the user knows it by. Raises `Refused`: picture_unreadable, picture_unknown, picture_heic,
    picture_too_many_pixels.
    """
    reader, _buffer = _reader(content)
    size = _demand_sane(reader, content, name)
    if _breaks_off(content):
        raise Refused("picture_unreadable", name=name)
    if max(size.width(), size.height()) > LONGEST:
        reader.setScaledSize(size.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = _read(reader, name)
    moving = reader.supportsAnimation() and reader.imageCount() > 1
    return _encoded(image, name, moving=moving)


def prepared_image(image: QImage, name: str = "") -> Prepared:
    """The same for a picture that another program has put into the clipboard. Raises `Refused`."""
    if image.isNull():
        raise Refused("picture_unreadable", name=name)
    if max(image.width(), image.height()) > LONGEST:
        image = image.scaled(
            LONGEST,
            LONGEST,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return _encoded(image, name)


def content_of(path: Path) -> bytes:
    """The bytes of a file that may be a picture. Raises `Refused`: picture_unreadable, picture_too_large."""
    try:
        if not path.is_file():
            raise Refused("picture_unreadable", name=path.name)
        if path.stat().st_size > _FILE_BYTES:
            raise Refused("picture_too_large")
        return path.read_bytes()
    except OSError as error:
        raise Refused("picture_unreadable", name=path.name) from error


def shown(content: bytes, width: int) -> QImage | None:
    """A picture of a workshop, at least so many pixels wide where it has them; None where it is none.

    The bytes can come from a file that somebody made on purpose.
    """
    reader, _buffer = _reader(content)
    try:
        size = _demand_sane(reader, content, "")
        if 0 < width < size.width():
            reader.setScaledSize(QSize(width, max(1, round(size.height() * width / size.width()))))
        return _read(reader, "")
    except Refused:
        return None


def size_of(content: bytes) -> QSize | None:
    """How large a picture of a workshop is, from its first bytes; None where it is none."""
    reader, _buffer = _reader(content)
    try:
        return _demand_sane(reader, content, "")
    except Refused:
        return None


def _breaks_off(content: bytes) -> bool:
    """Whether a JPEG has no end; what is missing of one would be grey without a word."""
    at = 2
    while content.startswith(b"\xff\xd8") and content[at : at + 1] == b"\xff":
        if content[at + 1 : at + 2] == b"\xda":
            # The pixels begin; a small picture of it, which has an end of its own, comes before.
            return b"\xff\xd9" not in content[at:]
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return False


def _reader(content: bytes) -> tuple[QImageReader, QBuffer]:
    """A reader, and the buffer that has to stay as long as it is used."""
    QImageReader.setAllocationLimit(_MOST_ALLOCATED_MB)
    # What is wrong with a picture is said to the user, not on the terminal.
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    # What a file is called does not matter, only what it is.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader, buffer


def _demand_sane(reader: QImageReader, content: bytes, name: str) -> QSize:
    """The size that a picture says it has; one that draws by instructions or is beyond measure is none."""
    if b"ftyphei" in content[:16] or b"ftypmif1" in content[:16]:
        raise Refused("picture_heic", name=name)
    if bytes(reader.format().data()) not in _FORMATS:
        raise Refused("picture_unknown", name=name)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise Refused("picture_unreadable", name=name)
    if size.width() * size.height() > _MOST_PIXELS:
        raise Refused("picture_too_many_pixels", name=name, width=size.width(), height=size.height())
    return size


def _read(reader: QImageReader, name: str) -> QImage:
    image = reader.read()
    if image.isNull():
        raise Refused("picture_unreadable", name=name)
    return image


def _encoded(image: QImage, name: str, *, moving: bool = False) -> Prepared:
    bare = _bare(image, name)
    choices = []
    if bare.hasAlphaChannel() or _has_few_colours(bare):
        choices.append(_written(bare, "PNG"))
    if not bare.hasAlphaChannel():
        choices.append(_written(bare, "JPG"))
    content = min((found for found in choices if found), key=len, default=b"")
    if not content or len(content) > PICTURE_BYTES:
        content = _written(_on_white(bare), "JPG")
    if not content or len(content) > PICTURE_BYTES:
        raise Refused("picture_too_large")
    return Prepared(content, bare.width(), bare.height(), moving)


def _bare(image: QImage, name: str) -> QImage:
    """Only what is to be seen: no comments, no colours of a device; no alpha where nothing shines through."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    clear = image.hasAlphaChannel() and _shines_through(image)
    kind = QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
    bare = QImage(image.size(), kind)
    if bare.isNull():
        raise Refused("picture_unreadable", name=name)
    bare.fill(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
    painter = QPainter(bare)
    image.setDevicePixelRatio(1.0)
    painter.drawImage(0, 0, image)
    painter.end()
    return bare


def _on_white(image: QImage) -> QImage:
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(QColor("white"))
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    return opaque


def _shines_through(image: QImage) -> bool:
    """Whether any of some thousands of points lets something shine through."""
    return any(QColor.fromRgba(point).alpha() < 255 for point in _points(image))


def _has_few_colours(image: QImage) -> bool:
    """Whether it is rather a drawing than a photo."""
    return len(set(_points(image))) <= _FEW_COLOURS


def _points(image: QImage) -> list[int]:
    side = min(_SAMPLE, image.width()), min(_SAMPLE, image.height())
    small = image.scaled(*side).convertToFormat(QImage.Format.Format_ARGB32)
    return [small.pixel(x, y) for y in range(small.height()) for x in range(small.width())]


def _written(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    saved = image.save(buffer, kind, _QUALITY if kind == "JPG" else -1)  # type: ignore[call-overload]
    return bytes(buffer.data().data()) if saved else b""
