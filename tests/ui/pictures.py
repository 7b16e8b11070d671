"""Pictures for tests: as cameras, screens and people who mean no good make them."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage

PLACE = b"GPSLatitude-51.4556"


def image(width: int, height: int, seed: int = 1) -> Image.Image:
    """Something with more colours than a drawing has."""
    found = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(found)
    for n in range(40):
        x, y = (n * 97 * seed) % width, (n * 61 * seed) % height
        colour = ((n * 50 * seed) % 256, (n * 90) % 256, (n * 30) % 256)
        draw.rectangle((x, y, x + width // 8, y + height // 8), fill=colour)
    return found


def jpeg(width: int = 640, height: int = 480, *, turned: int = 0, seed: int = 1) -> bytes:
    """A photo with its place, its camera and a comment; `turned` is how EXIF says that it was held."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Frau Geheim"
    exif[0x0112] = turned or 1
    exif[0x010E] = PLACE.decode()
    places = exif.get_ifd(0x8825)
    places[1], places[2] = "N", (51.0, 27.0, 20.0)
    buffer = io.BytesIO()
    image(width, height, seed).save(buffer, "JPEG", exif=exif, comment=b"Kommentar Geheim", quality=92)
    return buffer.getvalue()


def png(width: int = 300, height: int = 200, *, clear: bool = False) -> bytes:
    """A picture with a text in it; `clear` lets what is below shine through."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", "Kommentar Geheim")
    found = image(width, height)
    if clear:
        found.putalpha(Image.linear_gradient("L").resize((width, height)))
    buffer = io.BytesIO()
    found.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def moving(kind: str = "GIF") -> bytes:
    """An animation of three pictures."""
    buffer = io.BytesIO()
    frames = [image(120, 80, seed) for seed in (1, 2, 3)]
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=50, loop=0)
    return buffer.getvalue()


def huge(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG that says how large it is, and needs some hundred kilobytes for it."""

    def part(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def decoded(content: bytes) -> QImage:
    found = QImage.fromData(QByteArray(content))
    assert not found.isNull()
    return found


def coded(found: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert found.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
