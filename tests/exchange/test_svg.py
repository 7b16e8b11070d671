"""A board as SVG."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given

from tests.examples import state_of, workshop, workshop_records
from tests.hostile import TEXT
from werkstatt_desktop.domain.picture import picture
from werkstatt_desktop.domain.records import Card, Link
from werkstatt_desktop.domain.shapes import part_of, shapes
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.exchange.svg import svg

NAME = "{http://www.w3.org/2000/svg}"


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.55 if bold else 0.5)


def drawn(state: State, title: str = "Tafel") -> ET.Element:
    return ET.fromstring(svg(picture(state, "g1", measure), title, measure, "de"))


def words(root: ET.Element) -> str:
    return " ".join(element.text or "" for element in root.iter(f"{NAME}text"))


def test_words() -> None:
    """All texts of the board stand in the drawing, as wide as they were measured."""
    root = drawn(workshop())
    for text in ("Zusammenarbeit", "Runder Tisch", "Zu wenig Zeit", "Kurze Wege"):
        assert text in words(root)
    line = next(element for element in root.iter(f"{NAME}text") if element.text == "Kurze Wege")
    assert float(line.attrib["textLength"]) == measure("Kurze Wege", float(line.attrib["font-size"]), False)


def test_everything_is_in_view() -> None:
    """The drawing is as large as what hangs on the board, and some wall."""
    root, shown = drawn(workshop()), picture(workshop(), "g1", measure)
    x, y, width, height = map(float, root.attrib["viewBox"].split())
    assert x < shown.bounds.x
    assert y < shown.bounds.y
    assert x + width > shown.bounds.right
    assert y + height > shown.bounds.bottom


@given(TEXT, TEXT)
def test_hostile_texts(text: str, title: str) -> None:
    """No text becomes markup, and any makes a drawing that can be read."""
    card = Card(id="x", group_id="g1", category_id="own", text=text)
    state = workshop()
    state = State({**state.tables, "cards": {"x": card}})
    root = drawn(state, title)
    assert {element.tag.removeprefix(NAME) for element in root.iter()} <= {
        "svg", "title", "rect", "g", "polygon", "path", "text",
    }  # fmt: skip


def test_links_and_marks() -> None:
    """Links are curves with a head; marks stand on their cards."""
    plain = len(list(shapes(picture(workshop(), "g1", measure))))
    records = workshop_records()
    link = Link(id="l1", from_card_id="c1", to_card_id="c2", kind="overcomes")
    state = state_of([*records, link])
    state = State({**state.tables, "cards": {**state.tables["cards"], "c3": marked(state)}})
    root = drawn(state)
    assert len(list(root.iter(f"{NAME}path"))) == 1
    assert len(list(shapes(picture(state, "g1", measure)))) >= plain + 4


def marked(state: State) -> Card:
    card = state.get(Card, "c3")
    assert card is not None
    return replace(card, dissent=True)


def test_part() -> None:
    """Of a part only its cards are drawn, close around them."""
    shown = picture(workshop(), "g1", measure)
    part = part_of(shown, ["c1"])
    assert [box.id for box in part.boxes] == ["c1"]
    assert part.bounds.width < shown.bounds.width
    assert part_of(shown, []).bounds.width == 0
