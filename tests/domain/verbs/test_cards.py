"""Writing cards and what is done to a card by itself."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import workshop
from werkstatt_desktop.domain import layout, order
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import LONG, Card, Id
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards


def card(state: State, id: Id) -> Card:
    found = state.get(Card, id)
    assert found is not None
    return found


def written(state: State, *texts: str) -> tuple[State, list[Card]]:
    edit = cards.write_cards(state, group_id="g1", category_id="own", texts=texts)
    after = state.apply(edit.changes)
    return after, [card(after, id) for id in edit.ids("cards")]


def test_several_cards_are_one_step() -> None:
    """Each text becomes a card, in order; blank ones are left out; the step has a name of its own."""
    state = workshop()
    after, new = written(state, " eins ", "", " \n", "zwei\nZeilen")
    assert [c.text for c in new] == ["eins", "zwei\nZeilen"]
    assert [c.written for c in new] == [5, 6]
    assert {c.group_id for c in new} == {"g1"}
    assert {c.category_id for c in new} == {"own"}
    assert after.last_written == 6
    assert cards.write_cards(state, group_id="g1", category_id="own", texts=["a"]).verb == "write_card"
    assert cards.write_cards(state, group_id="g1", category_id="own", texts=["a", "b"]).verb == "write_cards"


def test_numbers_are_never_used_again() -> None:
    """A card written after a deletion stands after the deleted one, should that come back."""
    state = workshop()
    state = state.apply(cards.delete_cards(state, ["c4"]).changes)
    _, (new,) = written(state, "neu")
    assert new.written == 5


def test_new_cards_hang_free() -> None:
    """New cards lie beside each other and on nothing that is there."""
    after, new = written(workshop(), *"abcdefgh")
    boxes = layout.arrange(after, "g1")
    mine = [boxes.cards[c.id] for c in new]
    others = [*boxes.themes.values(), boxes.cards["c3"]]
    assert not [1 for n, a in enumerate(mine) for b in [*mine[n + 1 :], *others] if overlap(a, b)]


def overlap(a: layout.Rect, b: layout.Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@pytest.mark.parametrize(
    ("texts", "key"),
    [([], "empty_card"), (["", "\u200b \x00"], "empty_card"), (["x" * 4001], "card_too_long")],
)
def test_refused_texts(texts: list[str], key: str) -> None:
    """Nothing to write, or more than a card holds, is refused with what one can do about it."""
    with pytest.raises(Refused) as refused:
        written(workshop(), *texts)
    assert refused.value.key == key
    if key == "card_too_long":
        assert refused.value.fields == {"length": 4001, "limit": LONG}


def test_longest_card() -> None:
    """4,000 characters fit, whatever white space was around them."""
    _, (new,) = written(workshop(), "x" * LONG + "\n\n")
    assert len(new.text) == LONG


def test_lost_characters_are_noted() -> None:
    """The edit says when characters were taken out of a text."""
    state = workshop()
    assert cards.write_cards(state, group_id="g1", category_id="own", texts=["a\x00b"]).cleaned
    assert not cards.write_cards(state, group_id="g1", category_id="own", texts=["a\r\nb"]).cleaned


def test_first_wording_is_kept_once() -> None:
    """The first wording stays through all later ones, and is forgotten when it is the wording again."""
    state = workshop()
    for text, first in [
        ("B", "Runder Tisch"),
        ("C", "Runder Tisch"),
        ("Runder Tisch", None),
        ("D", "Runder Tisch"),
    ]:
        state = state.apply(cards.reword_card(state, "c1", text).changes)
        assert (card(state, "c1").text, card(state, "c1").first_text) == (text, first)


@pytest.mark.parametrize(("text", "key"), [("  ", "empty_card"), ("x" * 4001, "card_too_long")])
def test_rewording_refuses(text: str, key: str) -> None:
    """A card is not emptied by rewording, and holds no more than a new one."""
    with pytest.raises(Refused) as refused:
        cards.reword_card(workshop(), "c1", text)
    assert refused.value.key == key


def test_explanation() -> None:
    """An explanation is apart from the text; it may be taken away, and may not be too long."""
    state = workshop()
    state = state.apply(cards.explain_card(state, "c1", "weil\nso").changes)
    assert (card(state, "c1").text, card(state, "c1").explanation) == ("Runder Tisch", "weil\nso")
    state = state.apply(cards.explain_card(state, "c1", "").changes)
    assert card(state, "c1").explanation == ""
    with pytest.raises(Refused):
        cards.explain_card(state, "c1", "x" * 4001)


def test_recategorise_keeps_the_place() -> None:
    """Cards get another category and hang where they hung."""
    state = workshop()
    after = state.apply(cards.recategorise_cards(state, ["c1", "c3", "gone"], "own").changes)
    assert {card(after, id).category_id for id in ("c1", "c3")} == {"own"}
    assert card(after, "c1").cluster_id == "t1"
    assert (card(after, "c3").x, card(after, "c3").y) == (0.0, 400.0)


def test_hand_over_hangs_loose() -> None:
    """Cards that go to another group leave their theme and lie free on its board."""
    state = workshop()
    after = state.apply(cards.hand_over_cards(state, ["c1", "c3", "c4"], "g2").changes)
    assert {c.id for c in after.kids(Card, "group_id", "g2")} == {"c1", "c3", "c4"}
    assert card(after, "c1").cluster_id is None
    assert card(after, "c4") == card(state, "c4")
    boxes = [*layout.arrange(after, "g2").cards.values()]
    assert not [1 for n, a in enumerate(boxes) for b in boxes[n + 1 :] if overlap(a, b)]


def test_delete_names() -> None:
    """One card or several: the step says which."""
    state = workshop()
    assert cards.delete_cards(state, ["c1", "c1"]).verb == "delete_card"
    assert cards.delete_cards(state, ["c1", "c3"]).verb == "delete_cards"


@given(st.text(st.sampled_from("ab. \n;?äe\u0301"), max_size=300), st.integers(4, 40))
@example("x" * 100, 10)
def test_split_loses_nothing(text: str, limit: int) -> None:
    """Pieces are short enough, none is blank, and together they hold every word."""
    pieces = cards.split_long(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(clean(text).split())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Erster Absatz hier\nZweiter. Absatz hier", ["Erster Absatz hier", "Zweiter. Absatz hier"]),
        ("Ein Satz steht da. Noch einer auch.", ["Ein Satz steht da.", "Noch einer auch."]),
        ("viele Worte ohne einen Punkt", ["viele Worte ohne", "einen Punkt"]),
        ("x" * 25, ["x" * 20, "x" * 5]),
        ("kurz", ["kurz"]),
        ("  ", []),
    ],
)
def test_split_where_one_reads(text: str, pieces: list[str]) -> None:
    """Paragraphs come before sentences, sentences before words."""
    assert cards.split_long(text, 20) == pieces


def test_hand_over_to_a_place() -> None:
    """Cards hang close together around a corner, or go to the end of a theme of the other group."""
    state = workshop()
    state = state.apply(cards.hand_over_cards(state, ["c1", "c3"], "g2", at=(100.0, 50.0)).changes)
    places = [(c.x, c.y, c.cluster_id) for id in ("c1", "c3") if (c := state.get(Card, id))]
    assert places == [(100.0, 50.0, None), (300.0, 50.0, None)]
    state = state.apply(cards.hand_over_cards(state, ["c4", "c3"], "g1", cluster_id="t1").changes)
    assert [card.id for card in order.cards_of_cluster(state, "t1")] == ["c2", "c4", "c3"]
    with pytest.raises(Refused):
        cards.hand_over_cards(state, ["c1"], "g1", cluster_id="nowhere")
    with pytest.raises(Refused):
        cards.hand_over_cards(state, ["c2"], "g2", cluster_id="t1")
