"""The parking lot."""

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import LONG, Card, ParkedItem
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import cards, parking


def test_put_aside() -> None:
    """An item has its kind, text and group, and stands last."""
    state = workshop()
    state = state.apply(parking.park(state, " Was ist\nmit Geld? ", kind="question", group_id="g2").changes)
    item = order.parked(state)[-1]
    assert (item.kind, item.text, item.group_id, item.answer) == ("question", "Was ist\nmit Geld?", "g2", "")


@pytest.mark.parametrize("text", ["", " ", "\x00\u200b"])
def test_empty_text(text: str) -> None:
    """Nothing is put aside, and an item keeps its text rather than having none."""
    for verb in (parking.park, lambda s, t: parking.edit_parked(s, "k1", text=t)):
        with pytest.raises(Refused) as refused:
            verb(workshop(), text)
        assert refused.value.key == "empty_text"


def test_answer() -> None:
    """An answer stands beside the text; kind and group may change."""
    state = workshop()
    state = state.apply(
        parking.edit_parked(state, "k2", answer="im Mai", kind="topic", group_id=None).changes
    )
    item = state.get(ParkedItem, "k2")
    assert item is not None
    assert (item.text, item.answer, item.kind, item.group_id) == ("Newsletter", "im Mai", "topic", None)


def test_order_of_items() -> None:
    """An item goes to any place in the list."""
    state = workshop()
    state = state.apply(parking.move_parked(state, "k2", 0).changes)
    assert [k.id for k in order.parked(state)] == ["k2", "k1"]


def test_cards_become_items() -> None:
    """Cards leave the board and stand at the end, in the order given, with their groups and explanations."""
    state = workshop()
    state = state.apply(cards.explain_card(state, "c3", "weil es eilt").changes)
    before = state
    texts = {id: card.text for id in ("c3", "c1") if (card := state.get(Card, id))}
    edit = parking.park_cards(state, ["c3", "c1", "nowhere"])
    state = state.apply(edit.changes)
    items = order.parked(state)[-2:]
    assert [item.text for item in items] == [f"{texts['c3']}\nweil es eilt", texts["c1"]]
    assert [item.kind for item in items] == ["topic", "topic"]
    assert all(item.group_id == before.get(Card, "c1").group_id for item in items)  # type: ignore[union-attr]
    assert state.get(Card, "c1") is None
    assert state.apply([change.inverse() for change in edit.changes]).count(Card) == before.count(Card)


def test_explanation_that_has_no_room() -> None:
    """A card whose text and explanation are longer together than an item holds leaves the explanation."""
    state = workshop()
    state = state.apply(cards.explain_card(state, "c1", "e" * LONG).changes)
    text = state.get(Card, "c1").text  # type: ignore[union-attr]
    state = state.apply(parking.park_cards(state, ["c1"]).changes)
    assert order.parked(state)[-1].text == text


def test_no_card_to_put_aside() -> None:
    """Cards that are gone are no reason for empty items."""
    with pytest.raises(Refused) as refused:
        parking.park_cards(workshop(), ["nowhere"])
    assert refused.value.key == "card_is_gone"


def test_two_cards_that_count_once() -> None:
    """A card and its second one are one item."""
    state = workshop()
    twin = Card(id="c9", group_id="g1", category_id="opportunity", text="Runder Tisch", twin_of="c1")
    state = state.apply(base_edit("second_card", [twin]).changes)
    count = state.count(ParkedItem)
    state = state.apply(parking.park_cards(state, ["c9", "c1"]).changes)
    assert state.count(ParkedItem) == count + 1
