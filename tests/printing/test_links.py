"""Links on paper: in words below their card, and as curves on the picture of the board."""

from tests.printing.samples import CATEGORIES, Paper, state_of, workshop
from werkstatt_desktop.domain.records import Card, Category, Group, Link
from werkstatt_desktop.domain.state import State


def linked(*links: Link) -> State:
    """A group with an opportunity, two obstacles and a recommendation side by side."""
    recommendation = Category(id="rec", role="recommendation", rank=3.0, colour="blue", symbol="arrow")
    rows = (("a", "opportunity"), ("b", "obstacle"), ("c", "obstacle"), ("d", "rec"))
    cards = [
        Card(id=id, group_id="g", category_id=category, text=f"Karte {id}", written=n, x=260.0 * n, y=0.0)
        for n, (id, category) in enumerate(rows)
    ]
    return state_of(workshop(), Group(id="g", name="Gruppe"), *CATEGORIES, recommendation, *cards, *links)


def test_links_stand_in_words_below_their_card() -> None:
    """By kind, each once: at the card that the link begins at."""
    paper = Paper(
        linked(
            Link(id="1", from_card_id="d", to_card_id="b", kind="overcomes"),
            Link(id="2", from_card_id="d", to_card_id="c", kind="overcomes"),
            Link(id="3", from_card_id="d", to_card_id="a", kind="uses"),
        )
    )
    assert "überwindet: Karte b; Karte c" in paper.text
    assert "nutzt: Karte a" in paper.text
    assert paper.text.count("überwindet") == 1
    assert "überwunden" not in paper.text


def test_without_links_nothing_is_said() -> None:
    """No empty line, no word of links."""
    assert "überwindet" not in Paper(linked()).text
