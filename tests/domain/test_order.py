"""The orders in which lists are shown."""

from itertools import permutations

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.records import (
    Card,
    Category,
    Group,
    ParkedItem,
    ProgrammeItem,
    Question,
)
from werkstatt_desktop.domain.verbs import parking, setup


def test_by_rank_then_id() -> None:
    """Ranks order; equal ones, as merging can leave them, are ordered by id on every device alike."""
    row = [
        Group(id="c", rank=1.0),
        Group(id="b", rank=2.0),
        Group(id="a", rank=2.0),
        Group(id="z", rank=-1.0),
    ]
    for shuffled in permutations(row):
        assert [g.id for g in order.by_rank(list(shuffled))] == ["z", "c", "a", "b"]


def test_lists_of_a_workshop() -> None:
    """Every list has its records in order of rank, and only those shown."""
    state = workshop()
    assert [g.id for g in order.groups(state)] == ["g1", "g2"]
    assert [c.id for c in order.categories(state)] == ["opportunity", "obstacle", "own"]
    assert [p.id for p in order.programme(state)] == ["p1", "p2"]
    assert [k.id for k in order.parked(state)] == ["k1", "k2"]
    assert [t.id for t in order.clusters(state, "g1")] == ["t1"]
    assert order.clusters(state, "g2") == []
    assert [c.id for c in order.cards_of_cluster(state, "t1")] == ["c1", "c2"]
    assert [c.id for c in order.loose_cards(state, "g1")] == ["c3"]


def test_loose_cards_in_order_of_writing() -> None:
    """Loose cards are in the order of writing; two written at once on two devices by id."""
    more = [
        Card(id=id, group_id="g2", category_id="own", written=n) for id, n in [("b", 9), ("a", 9), ("z", 2)]
    ]
    state = state_of([*workshop_records(), *more])
    assert [c.id for c in order.loose_cards(state, "g2")] == ["z", "c4", "a", "b"]


def test_cards_of_a_theme_that_is_gone_are_loose() -> None:
    """A card that someone hung into a theme while another dissolved it is loose, not lost."""
    state = workshop().apply([Change("clusters", "t1", {}, {"gone": True})])
    assert {c.id for c in order.loose_cards(state, "g1")} == {"c1", "c2", "c3"}
    card = state.get(Card, "c1")
    assert card is not None
    assert order.is_loose(state, card)


def test_card_in_a_theme_of_another_group_is_loose() -> None:
    """Handed over by one and put into a theme by another: the card hangs on its own group's board."""
    state = workshop().apply([Change("cards", "c1", {}, {"group_id": "g2"})])
    assert [c.id for c in order.cards_of_cluster(state, "t1")] == ["c2"]
    assert {c.id for c in order.loose_cards(state, "g2")} == {"c1", "c4"}
    assert [c.id for c in order.loose_cards(state, "g1")] == ["c3"]


def category(id: str) -> Category:
    found = workshop().get(Category, id)
    assert found is not None
    return found


def test_guiding_question() -> None:
    """A group's own question comes before that of the category."""
    state = workshop()
    assert order.question(state, "g1", category("opportunity")) == "Was hilft uns?"
    assert order.question(state, "g2", category("opportunity")) == "Welche Chancen?"
    assert order.question(state, None, category("opportunity")) == "Welche Chancen?"
    assert order.question(state, "g1", category("obstacle")) == ""


def test_two_questions_after_merging() -> None:
    """Two devices can both ask; every device then shows the same one, and never an empty one."""
    more = [
        Question(id=id, group_id="g2", category_id="obstacle", text=text)
        for id, text in [("3", "drei"), ("1", ""), ("2", "zwei")]
    ]
    for records in permutations(more):
        state = state_of([*workshop_records(), *records])
        assert order.question(state, "g2", category("obstacle")) == "zwei"
        assert [q.id for q in order.questions(state, "g2", "obstacle")] == ["1", "2", "3"]


def test_moving_in_a_row() -> None:
    """A record goes to any place of its list, again and again."""
    state = workshop()
    ids = ["p1", "p2"]
    for title in "cdef":
        edit = setup.add_programme_item(state, title)
        ids += edit.ids("programme")
        state = state.apply(edit.changes)
    assert [p.id for p in order.programme(state)] == ids
    for n in range(200):
        id, place = ids[(n * 7) % 6], (n * 5) % 6
        ids.remove(id)
        ids.insert(place, id)
        state = state.apply(setup.move_programme_item(state, id, place).changes)
        assert [p.id for p in order.programme(state)] == ids
    assert state.count(ProgrammeItem) == 6


def test_new_ones_come_last() -> None:
    """What is added stands at the end of its list."""
    state = workshop()
    state = state.apply(setup.add_group(state, "Neu").changes)
    state = state.apply(setup.add_category(state, "Neu").changes)
    state = state.apply(parking.park(state, "Neu").changes)
    assert order.groups(state)[-1].name == "Neu"
    assert order.categories(state)[-1].title == "Neu"
    assert order.parked(state)[-1].text == "Neu"
    assert (state.count(Group), state.count(Category), state.count(ParkedItem)) == (3, 4, 3)
