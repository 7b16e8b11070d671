"""The parking lot."""

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import ParkedItem
from werkstatt_desktop.domain.verbs import parking


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
