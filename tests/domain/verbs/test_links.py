"""Linking cards, changing what a link means, and removing links."""

import pytest

from tests.examples import state_of
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, Category, Group, Id, Link, Record
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import links

ROLES = ("opportunity", "obstacle", "recommendation")


def wall(*extra: Record) -> State:
    """Two cards of each role, named after it, in one group."""
    rows: list[Record] = [Group(id="g"), *(Category(id=role, role=role) for role in ROLES)]
    rows += [
        Card(id=f"{role}{n}", group_id="g", category_id=role, text=role, written=3 * n + m)
        for n in (1, 2)
        for m, role in enumerate(ROLES)
    ]
    return state_of([*rows, *extra])


def told(state: State) -> set[tuple[Id, str, Id]]:
    return {(k.from_card_id, k.kind, k.to_card_id) for k in state.all(Link)}


def linked(state: State, start: Id, end: Id, kind: str | None = None) -> State:
    return state.apply(links.link(state, [start], end, kind).changes)


@pytest.mark.parametrize(
    ("start", "end", "is_told"),
    [
        ("recommendation1", "obstacle1", ("recommendation1", "overcomes", "obstacle1")),
        ("obstacle1", "recommendation1", ("recommendation1", "overcomes", "obstacle1")),
        ("recommendation1", "opportunity1", ("recommendation1", "uses", "opportunity1")),
        ("opportunity1", "recommendation1", ("recommendation1", "uses", "opportunity1")),
        ("opportunity1", "obstacle1", ("opportunity1", "belongs_to", "obstacle1")),
        ("obstacle2", "obstacle1", ("obstacle2", "belongs_to", "obstacle1")),
    ],
)
def test_categories_choose_kind_and_direction(start: Id, end: Id, is_told: tuple[Id, str, Id]) -> None:
    """Whichever way it is drawn, what overcomes an obstacle or uses an opportunity is the recommendation."""
    assert told(linked(wall(), start, end)) == {is_told}


def test_several_cards_are_linked_in_one_step() -> None:
    """Each with the kind that suits it; the target itself, when it is among them, is left out."""
    state = wall()
    edit = links.link(state, ["recommendation1", "obstacle1", "opportunity1"], "obstacle1")
    assert told(state.apply(edit.changes)) == {
        ("recommendation1", "overcomes", "obstacle1"),
        ("opportunity1", "belongs_to", "obstacle1"),
    }


def test_card_is_not_linked_with_itself() -> None:
    """Nor with its second one, which is the same thought under another heading."""
    twin = Card(id="twin", group_id="g", category_id="obstacle", text="obstacle", twin_of="obstacle1")
    with pytest.raises(Refused) as refused:
        links.link(wall(), ["obstacle1"], "obstacle1")
    assert refused.value.key == "link_to_itself"
    with pytest.raises(Refused) as refused:
        links.link(wall(twin), ["obstacle1"], "twin")
    assert refused.value.key == "link_to_itself"


@pytest.mark.parametrize("kind", ["overcomes", "belongs_to", "contradicts"])
def test_same_link_twice_is_refused(kind: str) -> None:
    """Also when it is drawn the other way round; of several cards only the new links are made."""
    state = linked(wall(), "recommendation1", "obstacle1", kind)
    for start, end in (("recommendation1", "obstacle1"), ("obstacle1", "recommendation1")):
        with pytest.raises(Refused) as refused:
            links.link(state, [start], end, kind)
        assert refused.value.key == "linked_already"
    edit = links.link(state, ["recommendation1", "recommendation2"], "obstacle1", kind)
    assert len(edit.changes) == 1


def test_opposite_statement_is_another_link() -> None:
    """Where the categories say nothing of the direction, A uses B and B uses A are two links."""
    state = linked(linked(wall(), "obstacle1", "obstacle2", "uses"), "obstacle2", "obstacle1", "uses")
    assert told(state) == {("obstacle1", "uses", "obstacle2"), ("obstacle2", "uses", "obstacle1")}


def test_changing_the_kind_turns_the_link_where_its_meaning_wants_that() -> None:
    """An obstacle that belongs to a recommendation is overcome by it, not the other way round."""
    state = linked(wall(), "obstacle1", "recommendation1", "contradicts")
    (link,) = state.all(Link)
    state = state.apply(links.change_kind(state, [link.id], "overcomes").changes)
    assert told(state) == {("recommendation1", "overcomes", "obstacle1")}
    assert links.change_kind(state, [link.id], "overcomes").changes == ()


def test_changed_kind_makes_no_second_link_of_one_kind() -> None:
    """Two cards that belong together already are not said to do so twice."""
    state = linked(wall(), "obstacle1", "recommendation1", "belongs_to")
    state = linked(state, "recommendation1", "obstacle1", "overcomes")
    other = next(link for link in state.all(Link) if link.kind == "overcomes")
    with pytest.raises(Refused) as refused:
        links.change_kind(state, [other.id], "belongs_to")
    assert refused.value.key == "linked_already"


def test_removed_links_leave_the_cards() -> None:
    """Only the link goes; it is in the file still."""
    state = linked(wall(), "recommendation1", "obstacle1")
    (link,) = state.all(Link)
    after = state.apply(links.unlink(state, [link.id, "gone long ago"]).changes)
    assert told(after) == set()
    assert after.count(Card) == 6
    assert link.id in after.tables["links"]
