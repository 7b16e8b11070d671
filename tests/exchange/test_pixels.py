"""Whether bytes are a whole picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.exchange.documents import JPEG, NOT_WHOLE, png
from werkstatt_desktop.exchange.pixels import named, size_of


def saved(kind: str, mode: str = "RGB", **ways: bool) -> bytes:
    target = BytesIO()
    Image.new(mode, (70, 50), 1).save(target, kind, **ways)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [saved("PNG"), saved("PNG", "RGBA"), saved("PNG", "P"), saved("JPEG"), saved("JPEG", "L"),
     saved("JPEG", progressive=True), saved("JPEG", "CMYK")],
)  # fmt: skip
def test_whole_pictures(content: bytes) -> None:
    """Of every PNG and JPEG the size is known, whatever is within."""
    assert size_of(content) == (70, 50)
    for part in (2, 3, 10):
        assert size_of(content[: len(content) * (part - 1) // part]) is None


@pytest.mark.parametrize(
    "content", [None, *NOT_WHOLE, saved("GIF"), saved("BMP"), png(1, 1).replace(b"IHDR", b"IHDX")]
)
def test_what_is_none(content: bytes | None) -> None:
    """Nothing, half a picture and pictures of other kinds are none."""
    assert size_of(content) is None


@given(st.binary(max_size=200), st.sampled_from([b"", png()[:33], JPEG[:2], JPEG[:40], JPEG]))
def test_any_bytes(tail: bytes, head: bytes) -> None:
    """Whatever stands in a file, the answer is a size or None."""
    for content in (head + tail, head + tail + b"\xff\xd9"):
        size = size_of(content)
        assert size is None or min(size) > 0


def test_a_jpeg_is_named() -> None:
    """A JPEG that does not say that it is one says so afterwards and is the same picture; others stay."""
    bare = JPEG[:2] + JPEG[20:]
    assert named(bare)[6:10] == b"JFIF"
    with Image.open(BytesIO(named(bare))) as one, Image.open(BytesIO(JPEG)) as other:
        assert one.tobytes() == other.tobytes()
    assert named(JPEG) == JPEG
    assert named(png()) == png()
