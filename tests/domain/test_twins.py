"""One card under two headings."""

from collections.abc import Callable

import pytest

from tests.examples import assert_in_step, same_visible, state_of, workshop_records
from werkstatt_desktop.domain import twins
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.finding import Place
from werkstatt_desktop.domain.records import Card, Cluster, Id, ParkedItem
from werkstatt_desktop.domain.state import State, still_valid
from werkstatt_desktop.domain.verbs import board, cards, erasing, links, marks, parking, replacing, trash
from werkstatt_desktop.domain.verbs.twins import second_cards


def after(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


def two_themes() -> State:
    """c1 and c2 in the theme t1, an empty theme t2 beside it, an empty theme t3."""
    themes = [
        Cluster(id=id, group_id="g1", heading=id, x=900.0 * n, rank=n) for n, id in enumerate(("t2", "t3"), 1)
    ]
    return state_of([*workshop_records(), *themes])


def doubled(*ids: Id, theme: Id = "t2") -> tuple[State, list[Id]]:
    """Second cards of these in a theme; the state and their ids."""
    state = two_themes()
    edit = second_cards(state, ids, theme)
    return after(state, edit), list(edit.ids("cards"))


def card(state: State, id: Id) -> Card:
    found = state.get(Card, id)
    assert found is not None
    return found


def test_a_second_card_says_the_same_and_counts_once() -> None:
    """It hangs in the other theme; the numbers of cards stay as they were."""
    before = two_themes()
    state, (second,) = doubled("c1")
    assert (card(state, second).text, card(state, second).cluster_id) == ("Runder Tisch", "t2")
    assert card(state, second).written == card(state, "c1").written
    assert twins.count(state) == twins.count(before) == 4
    assert twins.count_in_group(state, "g1") == 3
    assert [c.id for c in twins.family(state, card(state, second))] == ["c1", second]
    assert twins.is_second(state, card(state, second))
    assert not twins.is_second(state, card(state, "c1"))
    assert [theme.id for theme in twins.elsewhere(state, card(state, "c1"))] == ["t2"]
    assert [theme.id for theme in twins.elsewhere(state, card(state, second))] == ["t1"]
    assert_in_step(state)


@pytest.mark.parametrize("reworded", ["first", "second"])
def test_rewording_either_rewords_both(reworded: str) -> None:
    """Texts, category and marks are those of both, each in one edit that undo takes back."""
    before, (second,) = doubled("c1")
    id = {"first": "c1", "second": second}[reworded]
    state = before
    for edit in (
        cards.reword_card(state, id, "Eckiger Tisch"),
        cards.explain_card(state, id, "weil"),
        cards.recategorise_cards(state, [id], "own"),
        marks.mark(state, [id], dissent=True, consensus="disputed"),
    ):
        assert set(edit.ids("cards")) == {"c1", second}
        undone = after(after(state, edit), still_valid(after(state, edit), edit.inverse()))
        assert same_visible(undone, before)
    verbs: tuple[Callable[[State], Edit], ...] = (
        lambda s: cards.reword_card(s, id, "Eckiger Tisch"),
        lambda s: cards.explain_card(s, id, "weil"),
        lambda s: cards.recategorise_cards(s, [id], "own"),
        lambda s: marks.mark(s, [id], dissent=True, consensus="disputed"),
    )
    for edit_of in verbs:
        state = after(state, edit_of(state))
    for one in ("c1", second):
        found = card(state, one)
        assert (found.text, found.first_text, found.explanation) == ("Eckiger Tisch", "Runder Tisch", "weil")
        assert (found.category_id, found.dissent, found.consensus) == ("own", True, "disputed")
    assert card(state, "c1").cluster_id == "t1"
    assert card(state, second).cluster_id == "t2"


def test_second_of_a_second_belongs_to_the_first() -> None:
    """A third heading for the same card: all three name the first one."""
    state, (second,) = doubled("c1")
    edit = second_cards(state, [second], "t3")
    (third,) = edit.ids("cards")
    state = after(state, edit)
    assert card(state, third).twin_of == "c1"
    assert twins.count(state) == 4
    assert {c.id for c in twins.family(state, card(state, third))} == {"c1", second, third}


def test_not_twice_in_one_theme() -> None:
    """Where it hangs already it does not hang again; of several the others do."""
    state, (second,) = doubled("c1")
    for id, theme in (("c1", "t2"), (second, "t1"), ("c1", "t1")):
        with pytest.raises(Refused) as refused:
            second_cards(state, [id], theme)
        assert refused.value.key == "second_card_is_there"
    edit = second_cards(state, ["c1", "c2"], "t2")
    assert [card(after(state, edit), id).text for id in edit.ids("cards")] == ["Zu wenig Zeit"]


def test_not_in_another_group() -> None:
    """A card of one group hangs under no heading of another."""
    state, _ = doubled("c1")
    with pytest.raises(Refused) as refused:
        second_cards(state, ["c4"], "t2")
    assert refused.value.key == "theme_of_another_group"


def test_the_second_stays_when_the_first_is_deleted() -> None:
    """It counts for itself then; undo joins both again."""
    state, (second,) = doubled("c1")
    edit = cards.delete_cards(state, ["c1"])
    left = after(state, edit)
    assert not twins.is_second(left, card(left, second))
    assert card(left, second).twin_of is None
    assert twins.count(left) == 4
    back = after(left, still_valid(left, edit.inverse()))
    assert twins.is_second(back, card(back, second))
    assert twins.count(back) == 4


def test_of_three_two_stay_together() -> None:
    """The first of those that are left is the one that counts."""
    state, (second,) = doubled("c1")
    state = after(state, second_cards(state, ["c1"], "t3"))
    left = after(state, cards.delete_cards(state, ["c1"]))
    assert twins.count(left) == 4
    family = twins.family(left, card(left, second))
    assert len(family) == 2
    assert [c.twin_of for c in family] == [None, family[0].id]


def test_deleting_the_second_leaves_the_first() -> None:
    """Nothing else changes."""
    state, (second,) = doubled("c1")
    left = after(state, cards.delete_cards(state, [second]))
    assert card(left, "c1") == card(state, "c1")
    assert twins.count(left) == 4


def test_put_back_says_what_the_other_says_now() -> None:
    """A second card that lay in the trash while the first one was reworded is in step again."""
    state, (second,) = doubled("c1")
    state = after(state, cards.delete_cards(state, [second]))
    state = after(state, cards.reword_card(state, "c1", "Eckiger Tisch"))
    state = after(state, trash.put_back(state, [second]))
    assert card(state, second).text == "Eckiger Tisch"
    assert twins.is_second(state, card(state, second))


@pytest.mark.parametrize("going", [["c1"], ["second"], ["c1", "second"]])
def test_handed_over_it_goes_as_one(going: list[str]) -> None:
    """Whichever is chosen: one loose card comes to the other group, none stays; undo brings both back."""
    state, (second,) = doubled("c1")
    edit = cards.hand_over_cards(state, [second if id == "second" else id for id in going], "g2")
    moved = after(state, edit)
    assert (card(moved, "c1").group_id, card(moved, "c1").cluster_id) == ("g2", None)
    assert moved.get(Card, second) is None
    assert (twins.count_in_group(moved, "g1"), twins.count_in_group(moved, "g2")) == (2, 2)
    assert same_visible(after(moved, still_valid(moved, edit.inverse())), state)


def test_handed_over_with_a_link_of_its_own() -> None:
    """A second card that something hangs on goes along, and still counts once."""
    state, (second,) = doubled("c1")
    state = after(state, links.link(state, [second], "c2", "uses"))
    moved = after(state, cards.hand_over_cards(state, ["c1"], "g2"))
    assert card(moved, second).group_id == "g2"
    assert twins.is_second(moved, card(moved, second))
    assert twins.count_in_group(moved, "g2") == 2


def test_parked_it_goes_as_one() -> None:
    """One item comes to the parking lot; neither card stays."""
    state, (second,) = doubled("c1")
    parked = after(state, parking.park_cards(state, [second]))
    assert parked.count(ParkedItem) == state.count(ParkedItem) + 1
    assert parked.get(Card, "c1") is None is parked.get(Card, second)


def test_dissolving_leaves_loose_seconds() -> None:
    """A second card whose theme is dissolved hangs loose and still counts once."""
    state, (second,) = doubled("c1")
    state = after(state, board.dissolve_cluster(state, "t2"))
    assert card(state, second).cluster_id is None
    assert twins.count(state) == 4


def test_erased_for_good_it_is_nowhere() -> None:
    """Erasing a card erases what its second cards say, also deleted ones."""
    state, (second,) = doubled("c1")
    state = after(state, cards.delete_cards(state, [second]))
    state = after(state, erasing.erase_cards(state, ["c1"]))
    assert "Runder Tisch" not in {row.text for row in state.tables["cards"].values() if isinstance(row, Card)}


def test_erased_second_leaves_what_is_seen() -> None:
    """Erasing a second card from the trash leaves the card that still hangs on the board."""
    state, (second,) = doubled("c1")
    before = card(state, "c1")
    state = after(state, cards.delete_cards(state, [second]))
    state = after(state, erasing.erase_cards(state, [second]))
    assert card(state, "c1") == before
    assert getattr(state.tables["cards"][second], "text", None) == ""


def test_erased_second_takes_the_deleted_first_along() -> None:
    """A card in the trash says what its second card says, so it is erased with that."""
    state, (second,) = doubled("c1")
    state = after(state, cards.delete_cards(state, ["c1"]))
    state = after(state, erasing.erase_cards(state, [second]))
    assert "Runder Tisch" not in {row.text for row in state.tables["cards"].values() if isinstance(row, Card)}


def test_deleted_first_comes_back_to_its_second() -> None:
    """Put back from the trash they are one card under two headings again, in the words of today."""
    state, (second,) = doubled("c1")
    state = after(state, cards.delete_cards(state, ["c1"]))
    state = after(state, cards.reword_card(state, second, "Eckiger Tisch"))
    state = after(state, trash.put_back(state, ["c1"]))
    assert card(state, "c1").text == "Eckiger Tisch"
    assert twins.count(state) == 4
    assert_in_step(state)


@pytest.mark.parametrize("reworded", ["first", "second"])
def test_rewording_where_the_first_wording_is_erased(reworded: str) -> None:
    """Of a card whose first wording was erased none is kept, on whichever of the two it is reworded."""
    state = two_themes()
    state = after(state, erasing.erase_texts(state, [("cards", "c1", "first_text")]))
    edit = second_cards(state, ["c1"], "t2")
    state, (second,) = after(state, edit), edit.ids("cards")
    id = "c1" if reworded == "first" else second
    place = Place("cards", id, "text", "Runder Tisch", 0, 6)
    for made in (
        cards.reword_card(state, id, "Neu"),
        replacing.replace_words(state, [place], "Eckiger"),
    ):
        left = after(state, made)
        assert card(left, "c1").text == card(left, second).text != "Runder Tisch"
        assert card(left, "c1").first_text is None is card(left, second).first_text


def test_circles_of_merging_count_once() -> None:
    """Two cards that name each other, as joined files can have it, count as one."""
    records = workshop_records()
    records = [r for r in records if r.id not in {"c1", "c2"}]
    pair = [
        Card(id=a, group_id="g1", category_id="own", text="gleich", twin_of=b, written=n)
        for n, (a, b) in enumerate((("c1", "c2"), ("c2", "c1")), 1)
    ]
    state = state_of([*records, *pair])
    assert twins.count(state) == 3
    assert [c.id for c in twins.family(state, pair[1])] == ["c1", "c2"]
