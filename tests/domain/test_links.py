"""What links say, and which obstacles are unanswered."""

import pytest

from tests.domain.verbs.test_links import linked, wall
from werkstatt_desktop.domain import links
from werkstatt_desktop.domain.records import Card, Category, Group, Id, Link
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards as card_verbs


def open_ones(state: State, group: Id | None = None) -> list[Id]:
    return [card.id for card in links.unanswered(state, group)]


def test_obstacle_is_unanswered_until_something_overcomes_it() -> None:
    """What merely belongs to it is no answer; a removed answer is none either."""
    state = wall()
    assert open_ones(state) == ["obstacle1", "obstacle2"]
    state = linked(state, "opportunity1", "obstacle1")
    assert open_ones(state) == ["obstacle1", "obstacle2"]
    state = linked(state, "recommendation1", "obstacle1")
    assert open_ones(state) == ["obstacle2"]
    state = state.apply(card_verbs.delete_cards(state, ["recommendation1"]).changes)
    assert open_ones(state) == ["obstacle1", "obstacle2"]


def test_unanswered_are_listed_by_group() -> None:
    """In the order of groups, then of writing; one group can be asked for alone."""
    late = Group(id="a", rank=2.0)
    there = Card(id="there", group_id="a", category_id="obstacle", text="x", written=0)
    state = wall(late, there)
    assert open_ones(state) == ["obstacle1", "obstacle2", "there"]
    assert open_ones(state, "a") == ["there"]


def test_second_card_is_no_second_obstacle() -> None:
    """It counts once, and what overcomes the second one overcomes the first."""
    twin = Card(id="twin", group_id="g", category_id="obstacle", text="obstacle", twin_of="obstacle1")
    state = wall(twin)
    assert open_ones(state) == ["obstacle1", "obstacle2"]
    assert open_ones(linked(state, "recommendation1", "twin")) == ["obstacle2"]


def test_second_card_left_alone_in_its_group_is_an_obstacle() -> None:
    """One whose first card another device handed over counts for itself."""
    there = Group(id="a", rank=2.0)
    first = Card(id="first", group_id="a", category_id="recommendation", text="x", written=8)
    twin = Card(id="twin", group_id="g", category_id="obstacle", text="x", twin_of="first", written=9)
    assert "twin" in open_ones(wall(there, first, twin))


def test_category_of_ones_own_can_have_the_role_of_obstacles() -> None:
    """It is the role that counts, not the name."""
    own = Category(id="hurdles", role="obstacle", title="Hürden")
    card = Card(id="hurdle", group_id="g", category_id="hurdles", text="x", written=99)
    assert "hurdle" in open_ones(wall(own, card))


def test_links_are_read_at_both_ends() -> None:
    """What a card does to others comes first, then what others do to it; removed ones are not read."""
    state = linked(wall(), "recommendation1", "opportunity1")
    state = linked(state, "recommendation1", "obstacle1")
    state = linked(state, "recommendation2", "recommendation1", "contradicts")
    said = links.of_card(state, "recommendation1")
    assert [(s.link.kind, s.other.id, s.outgoing) for s in said] == [
        ("overcomes", "obstacle1", True),
        ("uses", "opportunity1", True),
        ("contradicts", "recommendation2", False),
    ]
    (back,) = links.of_card(state, "obstacle1")
    assert (back.link.kind, back.other.id, back.outgoing) == ("overcomes", "recommendation1", False)


def test_link_outlives_handing_over() -> None:
    """It is on no board then, but is read at the card with the other one's group."""
    state = linked(wall(Group(id="other", rank=1.0)), "recommendation1", "obstacle1")
    assert len(links.of_board(state, "g")) == 1
    state = state.apply(card_verbs.hand_over_cards(state, ["obstacle1"], "other").changes)
    assert links.of_board(state, "g") == links.of_board(state, "other") == []
    (said,) = links.of_card(state, "recommendation1")
    assert said.other.group_id == "other"
    assert open_ones(state) == ["obstacle2"]


@pytest.mark.parametrize("kind", ["overcomes", "from a newer program"])
def test_link_of_any_kind_is_read(kind: str) -> None:
    """A kind that a newer program invented is read as well, after those that are known."""
    state = wall(Link(id="k", from_card_id="recommendation1", to_card_id="obstacle1", kind=kind))
    assert [said.link.id for said in links.of_card(state, "obstacle1")] == ["k"]
    assert len(links.of_board(state, "g")) == 1
