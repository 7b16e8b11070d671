"""Arranging cards and themes."""

import pytest

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain import layout, order
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, Cluster, Id
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board


def after(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


def members(state: State, cluster_id: Id) -> list[Id]:
    return [c.id for c in order.cards_of_cluster(state, cluster_id)]


def card(state: State, id: Id) -> Card:
    found = state.get(Card, id)
    assert found is not None
    return found


def many(count: int) -> State:
    """A theme of `count` cards n0, n1 and so on."""
    cards = [
        Card(id=f"n{n}", group_id="g2", category_id="own", cluster_id="t2", rank=float(n), text=f"{n}")
        for n in range(count)
    ]
    return state_of([*workshop_records(), Cluster(id="t2", group_id="g2", heading="Viele", y=500.0), *cards])


def test_move_takes_out_of_the_theme() -> None:
    """A card dropped on the wall hangs loose at that corner."""
    state = workshop()
    moved = after(state, board.move_cards(state, {"c1": (7, 8)}))
    assert (card(moved, "c1").cluster_id, card(moved, "c1").x, card(moved, "c1").y) == (None, 7.0, 8.0)
    assert members(moved, "t1") == ["c2"]


def test_one_drag_of_everything() -> None:
    """Cards and themes dragged together are one step, named after the cards."""
    state = workshop()
    edit = board.move_all(state, {"c3": (1, 2)}, {"t1": (3, 4)})
    moved = after(state, edit)
    theme = moved.get(Cluster, "t1")
    assert theme is not None
    assert (card(moved, "c3").x, theme.x, theme.y) == (1.0, 3.0, 4.0)
    assert members(moved, "t1") == ["c1", "c2"]
    assert edit.verb == "move_cards"
    assert board.move_all(state, {}, {"t1": (3, 4)}).verb == "move_cluster"
    assert board.move_cards(state, {"c3": (1, 2)}).verb == "move_card"


@pytest.mark.parametrize("place", [float("nan"), float("inf"), 1e300])
def test_no_place_at_all(place: float) -> None:
    """A corner that no board has is refused before anything changes."""
    state = workshop()
    with pytest.raises(Refused):
        after(state, board.move_cards(state, {"c3": (place, 0.0)}))


@pytest.mark.parametrize(
    ("moving", "place", "expected"),
    [
        (["c4"], None, ["n0", "n1", "n2", "n3", "c4"]),
        (["c4"], 0, ["c4", "n0", "n1", "n2", "n3"]),
        (["c4"], 2, ["n0", "n1", "c4", "n2", "n3"]),
        (["c4"], 99, ["n0", "n1", "n2", "n3", "c4"]),
        (["n3"], 0, ["n3", "n0", "n1", "n2"]),
        (["n0"], 3, ["n1", "n2", "n0", "n3"]),
        (["n0", "c4"], 2, ["n1", "n0", "c4", "n2", "n3"]),
        (["n2", "n2"], 0, ["n2", "n0", "n1", "n3"]),
    ],
)
def test_place_in_a_theme(moving: list[Id], place: int | None, expected: list[Id]) -> None:
    """Cards go to the place in the theme where they are dropped, in the order they are named."""
    state = many(4)
    assert members(after(state, board.put_into_cluster(state, moving, "t2", place)), "t2") == expected


def test_between_the_same_two_again_and_again() -> None:
    """Where no number fits between two ranks any more, all are numbered anew, in the same order."""
    state = many(3)
    expected = ["n0", "n1", "n2"]
    for n in range(120):
        id = expected[1] if n % 2 else expected[2]
        expected.remove(id)
        expected.insert(1, id)
        state = after(state, board.put_into_cluster(state, [id], "t2", 1))
        assert members(state, "t2") == expected


def test_equal_ranks_can_be_parted() -> None:
    """Ranks that merging left equal do not keep a card from going between."""
    equal = [
        Card(id=id, group_id="g2", category_id="own", cluster_id="t2", rank=1.0, text=id) for id in ("a", "b")
    ]
    state = state_of([*workshop_records(), Cluster(id="t2", group_id="g2"), *equal])
    assert members(after(state, board.put_into_cluster(state, ["c4"], "t2", 1)), "t2") == ["a", "c4", "b"]


def test_theme_of_another_group() -> None:
    """A card joins themes of its own group only."""
    with pytest.raises(Refused) as refused:
        board.put_into_cluster(workshop(), ["c3", "c4"], "t1")
    assert refused.value.key == "theme_of_another_group"


def test_theme_from_a_selection() -> None:
    """The selected cards of the group hang under the new heading, in the order of selection."""
    state = workshop()
    edit = board.form_cluster(state, "g1", ["c3", "c1", "c4", "gone"], " Neu ")
    formed = after(state, edit)
    (id,) = edit.ids("clusters")
    theme = formed.get(Cluster, id)
    assert theme is not None
    assert (theme.heading, theme.group_id, theme.rank) == ("Neu", "g1", 1.0)
    assert members(formed, id) == ["c3", "c1"]
    assert members(formed, "t1") == ["c2"]
    assert card(formed, "c4").cluster_id is None


def test_theme_begins_where_its_cards_are() -> None:
    """The new theme is around the topmost of its cards, on no other theme."""
    state = workshop()
    for ids in (["c3"], ["c1", "c3"], ["c1", "c2"], []):
        edit = board.form_cluster(state, "g1", ids)
        boxes = layout.arrange(after(state, edit), "g1").themes
        (id,) = edit.ids("clusters")
        new, old = boxes[id], boxes["t1"]
        assert new.x >= old.right or new.right <= old.x or new.y >= old.bottom or new.bottom <= old.y
    edit = board.form_cluster(state, "g1", ["c3"])
    first = after(state, edit).get(Cluster, edit.ids("clusters")[0])
    assert first is not None
    assert (first.x, first.y) == (0.0 - layout.PADDING, 400.0 - layout.HEAD)


def test_theme_where_it_is_wanted() -> None:
    """An empty theme can be put anywhere."""
    state = workshop()
    edit = board.form_cluster(state, "g2", heading="Leer", at=(70, 80))
    theme = after(state, edit).get(Cluster, edit.ids("clusters")[0])
    assert theme is not None
    assert (theme.x, theme.y, theme.rank) == (70.0, 80.0, 0.0)


def test_name_in_place() -> None:
    """A heading is changed; it may be empty, and is one line."""
    state = workshop()
    for heading, kept in [("Zwei\nZeilen", "Zwei Zeilen"), ("", "")]:
        named = after(state, board.name_cluster(state, "t1", heading)).get(Cluster, "t1")
        assert named is not None
        assert named.heading == kept


def test_dissolved_cards_stay_where_they_are() -> None:
    """The heading goes, and every card hangs loose exactly where it hung."""
    state = workshop()

    def height_of(card: Card) -> float:
        return 100.0 if card.id == "c1" else 76.0

    before = layout.arrange(state, "g1", height_of).cards
    dissolved = after(state, board.dissolve_cluster(state, "t1", height_of=height_of))
    assert layout.arrange(dissolved, "g1", height_of).cards == before
    assert {c.id for c in order.loose_cards(dissolved, "g1")} == {"c1", "c2", "c3"}


def test_tidy_is_settled() -> None:
    """Tidying what is tidy changes nothing."""
    state = workshop()
    tidied = after(state, board.tidy_up(state, "g1"))
    assert tidied != state
    assert board.tidy_up(tidied, "g1").changes == ()
