"""Pictures from outside are made small, upright and bare, or refused before they take memory and time."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from tests.ui.pictures import PLACE, decoded, huge, jpeg, moving, png
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.ui import imaging

pytestmark = pytest.mark.usefixtures("qapp")


def test_nothing_but_the_picture() -> None:
    """Where a photo was taken, by whom and with what does not come along; nor do comments."""
    before = jpeg()
    assert PLACE in before
    after = imaging.prepared(before).content
    assert after.startswith(b"\xff\xd8")
    assert not any(word in after for word in (b"Exif", b"GPS", b"Geheim", b"Kamera", b"51.4556", b"http"))
    before = png(clear=True)
    assert b"Geheim" in before
    after = imaging.prepared(before).content
    assert after.startswith(b"\x89PNG")
    assert not any(word in after for word in (b"Geheim", b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP"))


@pytest.mark.parametrize(
    ("given", "made"), [((5000, 3000), (2560, 1536)), ((3000, 6000), (1280, 2560)), ((640, 480),) * 2]
)
def test_size(given: tuple[int, int], made: tuple[int, int]) -> None:
    """The longer side has 2,560 pixels at most; what is smaller stays as large as it is."""
    found = imaging.prepared(jpeg(*given))
    assert (found.width, found.height) == made
    assert decoded(found.content).size() == QSize(*made)


@pytest.mark.parametrize("turned", range(1, 9))
def test_upright(turned: int) -> None:
    """A photo stands as it was held, in all eight ways, without its EXIF saying so."""
    found = decoded(imaging.prepared(jpeg(640, 480, turned=turned)).content)
    assert (found.width(), found.height()) == ((640, 480) if turned < 5 else (480, 640))
    assert decoded(jpeg(640, 480)).size() == QSize(640, 480)


def test_upright_and_small() -> None:
    """It stands upright, too, where it is made smaller while it is read."""
    found = decoded(imaging.prepared(jpeg(4000, 2000, turned=6)).content)
    assert (found.width(), found.height()) == (1280, 2560)


def test_what_shines_through_stays() -> None:
    """A picture that lets the wall shine through still does."""
    found = decoded(imaging.prepared(png(clear=True)).content)
    assert found.hasAlphaChannel()
    assert found.pixelColor(150, 2).alpha() < 20
    assert found.pixelColor(150, 197).alpha() > 235


def test_drawing_stays_sharp() -> None:
    """Of few colours a PNG is made, in which no edge is blurred."""
    drawn = QImage(400, 300, QImage.Format.Format_RGB32)
    drawn.fill(QColor("#336699"))
    for x in range(50, 350):
        drawn.setPixelColor(x, 150, QColor("#FF0000"))
    found = imaging.prepared_image(drawn)
    assert found.content.startswith(b"\x89PNG")
    assert decoded(found.content).pixelColor(100, 150) == QColor("#FF0000")


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_moving(kind: str) -> None:
    """Of an animation the first picture is taken, and it is told."""
    found = imaging.prepared(moving(kind))
    assert found.moving
    assert (found.width, found.height) == (120, 80)


def test_not_moving() -> None:
    """Other pictures are no animations."""
    assert not imaging.prepared(jpeg()).moving
    assert not imaging.prepared(png()).moving


def test_huge_is_refused_at_once() -> None:
    """A picture of 30,000 by 30,000 pixels is refused by its first bytes; nothing of it is unpacked."""
    content = huge()
    begun = time.process_time()
    with pytest.raises(Refused, match="picture_too_many_pixels") as refused:
        imaging.prepared(content, "Wand.png")
    assert time.process_time() - begun < 0.5
    assert refused.value.fields == {"name": "Wand.png", "width": 30_000, "height": 30_000}
    assert imaging.shown(content, 200) is None
    assert imaging.size_of(content) is None


def test_lies_about_its_size() -> None:
    """One that says it is small and is not, or the other way round, ends in a sentence or a picture."""
    for width, height in ((10, 10), (9000, 9000)):
        content = bytearray(png())
        content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        with pytest.raises(Refused, match="picture_unreadable"):
            imaging.prepared(bytes(content))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "picture_unknown"),
        (b"Kein Bild, sondern Text.", "picture_unknown"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0'/></svg>",
            "picture_unknown",
        ),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200), "picture_heic"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture_unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture_unreadable"),
        (b"GIF89a" + bytes(3), "picture_unreadable"),
        (b"SQLite format 3\x00" + bytes(500), "picture_unknown"),
    ],
)
def test_no_picture(content: bytes, key: str) -> None:
    """What is no picture is refused with a reason; drawings that can contain instructions are none."""
    with pytest.raises(Refused) as refused:
        imaging.prepared(content)
    assert refused.value.key in {key, "picture_unreadable", "picture_unknown"}
    if key in {"picture_heic", "picture_unknown"}:
        assert refused.value.key == key
    assert imaging.shown(content, 100) is None


def test_cut_off() -> None:
    """Half a photo is a photo that cannot be read; what comes after a whole one does not matter."""
    whole = jpeg()
    for part in (20, 200, len(whole) // 2, len(whole) - 10):
        with pytest.raises(Refused, match=r"picture_unreadable|picture_unknown"):
            imaging.prepared(whole[:part])
    found = imaging.prepared(whole + b"more of the camera's own")
    assert (found.width, found.height) == (640, 480)


def test_hurt() -> None:
    """Pictures with any byte another than it was give a picture or a reason, within a moment."""
    chance = random.Random(7)
    sources = [jpeg(200, 150), png(200, 150), png(90, 60, clear=True), moving(), moving("WEBP")]
    begun = time.monotonic()
    for n in range(150):
        content = bytearray(sources[n % len(sources)])
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            found = imaging.prepared(bytes(content))
        except Refused:
            continue
        assert max(found.width, found.height) <= imaging.LONGEST
    assert time.monotonic() - begun < 60


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there, a folder and a file of a gigabyte are refused before anything is read."""
    with pytest.raises(Refused, match="picture_unreadable"):
        imaging.content_of(tmp_path / "fehlt.jpg")
    with pytest.raises(Refused, match="picture_unreadable"):
        imaging.content_of(tmp_path)
    large = tmp_path / "groß.jpg"
    with large.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(Refused, match="picture_too_large"):
        imaging.content_of(large)


def test_small_for_the_screen() -> None:
    """For the screen only as much is read as it shows."""
    content = imaging.prepared(jpeg(2000, 1000)).content
    found = imaging.shown(content, 250)
    assert found is not None
    assert (found.width(), found.height()) == (250, 125)


def test_same_for_the_same() -> None:
    """A photo that comes twice has the same name, so that its bytes are kept once."""
    assert imaging.prepared(jpeg()).content == imaging.prepared(jpeg()).content
    assert Image.open(io.BytesIO(imaging.prepared(jpeg()).content)).getexif() == {}
