"""Boards as pictures of pixels."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.printing.samples import made_up, one_group
from werkstatt_desktop.domain.picture import Picture, picture
from werkstatt_desktop.domain.records import Card, Link, Photo
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.symbols import LIGHT
from werkstatt_desktop.printing import raster, wall

SHA = "a" * 64


def image(state: State, group_id: str = "g", photo: bytes | None = None) -> Image.Image:
    content = raster.board_png(state, group_id, lambda _sha: photo)
    assert content is not None
    return Image.open(BytesIO(content))


def spot(shown: Picture, drawn: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place of the board."""
    scale = drawn.width / (shown.bounds.width + 48)
    left, top = shown.bounds.x - 24, shown.bounds.y - 24
    found = drawn.getpixel((round((x - left) * scale), round((y - top) * scale)))
    assert isinstance(found, tuple)
    return found


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def with_record(state: State, record: Photo | Link) -> State:
    table = "photos" if isinstance(record, Photo) else "links"
    return State({**state.tables, table: {**state.tables[table], record.id: record}})


def test_cards_stand_where_they_hang() -> None:
    """A large board is 2,000 pixels wide; each card has its category's colours at its place."""
    state = made_up(60, groups=1)
    drawn = image(state, "g0")
    shown = picture(state, "g0", wall.measure())
    assert (drawn.width, drawn.mode) == (2000, "RGB")
    for box in shown.boxes:
        if box.kind == "card":
            card, stripe = LIGHT[box.colour]
            assert spot(shown, drawn, box.rect.x + 2.5, box.rect.y + box.rect.height / 2) == rgb(stripe)
            assert spot(shown, drawn, box.rect.right - 4, box.rect.bottom - 8) == rgb(card)


def test_text_is_drawn() -> None:
    """A card with a text has dark pixels that one without has not; emoji are drawn, too."""
    empty, words, emoji = (image(one_group(text, theme=False)) for text in (" ", "Räume", "🌳"))
    assert dark(empty) == 0
    assert dark(words) > 200
    assert dark(emoji) > 100
    assert emoji.tobytes() != image(one_group("□", theme=False)).tobytes()


def dark(drawn: Image.Image) -> int:
    """Pixels as dark as ink."""
    return sum(drawn.convert("L").histogram()[:60])


def test_small_and_empty_boards() -> None:
    """A small board is not blown up; where nothing hangs there is no picture; a very high one stays small."""
    assert image(one_group("Wort")).width < 1200
    assert raster.board_png(one_group(), "g") is not None  # the theme alone
    assert raster.board_png(one_group(theme=False), "g") is None
    high = one_group(*(f"Karte {n}" for n in range(3)), theme=False)
    cards = {
        id: replace(card, x=0.0, y=4000.0 * n) for n, (id, card) in enumerate(high.tables["cards"].items())
        if isinstance(card, Card)
    }  # fmt: skip
    assert image(State({**high.tables, "cards": cards})).height <= 2910


@pytest.mark.parametrize("content", [None, b"", b"\xff\xd8\xff no picture", b"\x89PNG\r\n\x1a\n"])
def test_lost_photos(content: bytes | None) -> None:
    """A photo that cannot be drawn leaves its empty frame."""
    state = with_record(one_group("Wort"), Photo(id="p", group_id="g", sha256=SHA, width=300.0, x=600.0))
    assert image(state, photo=content).width > 600


def test_photos_and_links() -> None:
    """Photos hang on the wall in their colours, links have lines."""
    red = BytesIO()
    Image.new("RGB", (40, 30), "#D00000").save(red, "PNG")
    state = one_group("Eins", "Zwei")
    with_photo = with_record(state, Photo(id="p", group_id="g", sha256=SHA, width=300.0, x=800.0))
    colours = image(with_photo, photo=red.getvalue()).getcolors(1 << 20) or []
    assert any(colour == rgb("#D00000") for _, colour in colours)
    for kind in ("overcomes", "contradicts"):
        linked = with_record(state, Link(id="l", from_card_id="c0", to_card_id="c1", kind=kind))
        assert image(linked).tobytes() != image(state).tobytes()
