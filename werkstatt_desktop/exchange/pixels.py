"""Whether bytes are a whole picture, and how large: asked before one is put into a document.

A program that opens the document shows nothing of why a picture is missing in it.
"""

from __future__ import annotations

import zlib
from struct import unpack_from

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_MOST = 12_000
"""Pixels of a side."""
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def size_of(content: bytes | None) -> tuple[int, int] | None:
    """Width and height in pixels of a whole PNG or JPEG; None for everything else."""
    if not content:
        return None
    size = _of_png(content) if content.startswith(_PNG) else _of_jpeg(content)
    return size if size is not None and all(0 < side <= _MOST for side in size) else None


def _of_png(content: bytes) -> tuple[int, int] | None:
    at, size, data = len(_PNG), None, False
    while at + 12 <= len(content):
        long, kind = unpack_from(">I4s", content, at)
        end = at + 8 + long
        if end + 4 > len(content) or zlib.crc32(content[at + 4 : end]) != unpack_from(">I", content, end)[0]:
            return None
        if kind == b"IHDR" and long == 13:
            wide, high = unpack_from(">II", content, at + 8)
            size = (int(wide), int(high))
        data = data or kind == b"IDAT"
        if kind == b"IEND":
            return size if data else None
        at = end + 4
    return None


def _of_jpeg(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(_JPEG) or b"\xff\xd9" not in content[-64:]:
        return None
    at, size = 2, None
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF or kind in _ALONE:
            at += 1 if kind == 0xFF else 2
            continue
        long = unpack_from(">H", content, at + 2)[0]
        if kind in _SIZES and at + 9 <= len(content):
            high, wide = unpack_from(">HH", content, at + 5)
            size = (int(wide), int(high))
        if kind == 0xDA:
            return size
        at += 2 + long
    return None


def named(content: bytes) -> bytes:
    """A JPEG that says that it is one, which not every camera's does and some readers need."""
    if not content.startswith(_JPEG) or content[6:10] in {b"JFIF", b"Exif"}:
        return content
    return _JPEG + b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + content[2:]
