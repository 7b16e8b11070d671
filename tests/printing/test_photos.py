"""Photos in the printed protocol."""

from __future__ import annotations

import hashlib
import io
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.examples import workshop
from tests.hostile import MARKUP
from tests.ui.pictures import huge, jpeg, png
from werkstatt_desktop.domain.records import Photo
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.printing import pdf, styles
from werkstatt_desktop.texts import Texts

DE = Texts("de")


def hung(pictures: list[bytes], **more: object) -> tuple[State, dict[str, bytes]]:
    """A workshop with these photos on the first board, each a little below the last."""
    known = {hashlib.sha256(content).hexdigest(): content for content in pictures}
    rows = [
        Photo(
            id=f"f{n}",
            sha256=hashlib.sha256(content).hexdigest(),
            group_id="g1",
            y=n * 500.0,
            width=400.0,
            caption=f"Wand {n}",
            rank=-float(n),
        )
        for n, content in enumerate(pictures, 1)
    ]
    rows = [replace(row, **more) for row in rows]  # type: ignore[arg-type]
    return workshop().apply([change(None, row) for row in rows]), known


def printed(state: State, known: dict[str, bytes]) -> PdfReader:
    content, _ = pdf.to_bytes(state, DE, picture=known.get)
    return PdfReader(BytesIO(content))


def text_of(paper: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in paper.pages)


def places(paper: PdfReader) -> list[tuple[int, float, float, float, float]]:
    """Page, left, foot, width and height of each picture."""
    found = []
    for number, page in enumerate(paper.pages):

        def see(
            operator: bytes, operands: list[object], cm: list[float], _tm: object, number: int = number
        ) -> None:
            if operator == b"Do" and not str(operands[0]).startswith(("/FormXob.page", "/FormXob.number")):
                found.append((number, cm[4], cm[5], cm[0], cm[3]))

        page.extract_text(visitor_operand_before=see)
    return [place for place in found if place[3] > 1]


def test_every_photo_with_its_caption() -> None:
    """All photos of a group stand below its cards, in the order in which they hang, each with its caption."""
    pictures = [jpeg(800, 600, seed=n) for n in (1, 2, 3)]
    state, known = hung(pictures)
    paper = printed(state, known)
    text = text_of(paper)
    assert "Fotos" in text
    assert 0 <= text.index("Wand 1") < text.index("Wand 2") < text.index("Wand 3")
    assert sum(len(page.images) for page in paper.pages) == 3


def test_as_it_is() -> None:
    """A photo goes into the file byte for byte, nothing of it is made worse."""
    content = jpeg(640, 480)
    state, known = hung([content])
    made, _ = pdf.to_bytes(state, DE, picture=known.get)
    assert content in made


def test_photo_of_a_card() -> None:
    """It says which card it hangs on."""
    state, known = hung([jpeg()], group_id=None, card_id="c1")
    assert "An der Karte: Runder Tisch" in text_of(printed(state, known))


def test_inside_the_margins() -> None:
    """However large and however shaped, none reaches out of the text, none over another."""
    shapes = [(2000, 300), (300, 2000), (600, 400), (50, 50), (400, 600), (2560, 20), (20, 2560)]
    state, known = hung([jpeg(*shape, seed=n) for n, shape in enumerate(shapes, 1)])
    paper = printed(state, known)
    found = places(paper)
    assert len(found) == len(shapes)
    for _, left, foot, wide, high in found:
        assert left >= styles.MARGIN_X - 0.5
        assert left + wide <= styles.PAGE[0] - styles.MARGIN_X + 0.5
        assert foot >= styles.MARGIN_BOTTOM - 0.5
        assert foot + high <= styles.PAGE[1] - styles.MARGIN_TOP + 0.5
    for n, (page, left, foot, wide, high) in enumerate(found):
        for other, x, y, w, h in found[:n]:
            apart = left >= x + w or x >= left + wide or foot >= y + h or y >= foot + high
            assert page != other or apart


def test_what_shines_through_is_white() -> None:
    """A picture with clear places has paper there, and is no black box."""
    state, known = hung([png(clear=True)])
    paper = printed(state, known)
    (image,) = [image for page in paper.pages for image in page.images]
    found = Image.open(io.BytesIO(image.data)).convert("RGB")
    assert min(found.getpixel((150, 1))) > 230  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [b"", b"nichts", jpeg()[:300], huge(30_000, 300)])
def test_what_is_no_picture(content: bytes) -> None:
    """Where a picture is lost or none of ours, a sentence stands in its place; the rest is printed."""
    state, known = hung([jpeg(seed=2), content])
    begun = time.process_time()
    paper = printed(state, known)
    assert time.process_time() - begun < 5
    text = text_of(paper)
    assert "Das Bild ist verloren." in text or content.startswith(b"\xff\xd8")
    assert "Wand 2" in text
    assert "Runder Tisch" in text


def test_no_picture_at_all() -> None:
    """Without the bytes the captions are printed."""
    state, _ = hung([jpeg()])
    assert "Das Bild ist verloren." in text_of(printed(state, {}))


def test_without_photos_nothing_speaks_of_them() -> None:
    """A group without photos has no heading for them."""
    assert "Fotos" not in text_of(printed(workshop(), {}))


def test_same_workshop_same_bytes() -> None:
    """Twice printed it is the same file."""
    state, known = hung([jpeg(), png(clear=True)])
    one, other = (pdf.to_bytes(state, DE, picture=known.get)[0] for _ in range(2))
    assert one == other


@pytest.mark.parametrize("text", MARKUP)
def test_any_caption(text: str, tmp_path: Path) -> None:
    """Nothing in a caption is taken for anything but text."""
    state, known = hung([jpeg(60, 40)], caption=text[:1000])
    pdf.save_pdf(state, tmp_path / "a.pdf", DE, overwrite=True, picture=known.get)
    assert PdfReader(tmp_path / "a.pdf").pages
