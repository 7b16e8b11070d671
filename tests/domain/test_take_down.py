"""Deleting cards and dissolving themes in one step."""

from werkstatt_desktop.domain.records import Card, Category, Cluster, Group
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.verbs.board import take_down


def _state() -> State:
    records = [
        Group(id="g"),
        Category(id="c"),
        Cluster(id="t", group_id="g", heading="Ziele", x=100.0, y=50.0),
        Card(id="in", group_id="g", category_id="c", cluster_id="t", text="bleibt"),
        Card(id="gone", group_id="g", category_id="c", cluster_id="t", rank=1.0, text="geht"),
    ]
    return State().apply(base_edit("create_workshop", records).changes)


def test_cards_go_and_themes_are_dissolved() -> None:
    """What is deleted is not shown, and a card of a dissolved theme hangs where it hung before."""
    after = _state().apply(take_down(_state(), ["gone"], ["t"]).changes)
    assert after.get(Cluster, "t") is None
    assert after.get(Card, "gone") is None
    left = after.get(Card, "in")
    assert left is not None
    assert (left.cluster_id, left.x > 100.0, left.y > 50.0) == (None, True, True)


def test_it_is_taken_back_as_a_whole() -> None:
    """The inverse of the one edit brings back the state before."""
    before = _state()
    edit = take_down(before, ["gone"], ["t"])
    assert before.apply(edit.changes).apply(edit.inverse().changes) == before
