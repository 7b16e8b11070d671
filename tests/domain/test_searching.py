"""Search on the boards."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.records import Card, Cluster, Id
from werkstatt_desktop.domain.searching import MARKS, Search, Wanted
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards

MARKED = [
    Card(id="m1", group_id="g1", category_id="own", text="Bürgerbus", explanation="fährt selten", star=True),
    Card(id="m2", group_id="g2", category_id="obstacle", text="Straße gesperrt", consensus="disputed"),
    Card(id="m3", group_id="g2", category_id="own", cluster_id="t2", text="Café", dissent=True),
    Card(id="m4", group_id="g2", category_id="own", cluster_id="t1", text="Wo?", question_mark=True),
    Cluster(id="t2", group_id="g2", heading="Wege und Straßen", consensus="unanimous", dissent=True),
]


def board() -> State:
    return state_of([*workshop_records(), *MARKED])


def found(state: State, wanted: Wanted, search: Search | None = None) -> set[Id]:
    return {id for ids in (search or Search()).look(state, wanted).values() for id in ids}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("runder", {"c1"}),
        ("WEGE", {"c3", "t2"}),
        ("strasse", {"m2", "t2"}),
        ("Straße", {"m2", "t2"}),
        ("cafe\u0301", {"m3"}),
        ("selten", {"m1"}),
        ("bus selten", {"m1"}),
        ("selten  BÜRGER", {"m1"}),
        ("selten runder", set()),
        ("zusammenarbeit", {"t1"}),
        ("", set()),
        ("   ", set()),
        (".*", set()),
    ],
)
def test_words(text: str, ids: set[Id]) -> None:
    """All words have to stand in text and explanation or in the heading, however they are written."""
    assert found(board(), Wanted(text)) == ids


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(categories=frozenset(["obstacle"])), {"c2", "m2"}),
        (Wanted(categories=frozenset(["obstacle", "own"])), {"c2", "m2", "c4", "m1", "m3", "m4"}),
        (Wanted("e", categories=frozenset(["own"])), {"c4", "m1"}),
        (Wanted(themes=frozenset(["t1"])), {"c1", "c2"}),
        (Wanted(loose=True), {"c3", "c4", "m1", "m2", "m4"}),
        (Wanted(loose=True, themes=frozenset(["t2"])), {"c3", "c4", "m1", "m2", "m3", "m4"}),
        (Wanted(marks=frozenset(["dissent"])), {"m3", "t2"}),
        (Wanted(marks=frozenset(["star", "disputed"])), {"m1", "m2"}),
        (Wanted(marks=frozenset(["question"])), {"m4"}),
        (Wanted(marks=frozenset(["unanimous"]), themes=frozenset(["t2"])), {"t2"}),
        (Wanted(marks=frozenset(["majority"])), set()),
    ],
)
def test_filters(wanted: Wanted, ids: set[Id]) -> None:
    """Of each kind of filter one has to fit; a card that names a theme of another group is in none."""
    assert found(board(), wanted) == ids


def test_hits_by_group() -> None:
    """What is found is sorted by group, so that others can be named."""
    hits = Search().look(board(), Wanted("e"))
    assert {group: set(ids) for group, ids in hits.items()} == {
        "g1": {"c1", "c2", "c3", "m1", "t1"},
        "g2": {"c4", "m2", "t2"},
    }


def test_a_change_is_found_at_once() -> None:
    """The same search on another state finds what that says."""
    search, state = Search(), board()
    assert found(state, Wanted("bus"), search) == {"m1"}
    state = state.apply(cards.reword_card(state, "c1", "Busspur").changes)
    assert found(state, Wanted("bus"), search) == {"m1", "c1"}
    state = state.apply(cards.delete_cards(state, ["m1"]).changes)
    assert found(state, Wanted("busspur"), search) == {"c1"}


@given(st.lists(st.text("aeßSs ü\u0308", max_size=4), max_size=6), st.sampled_from(["", "star", "dissent"]))
def test_typing_on_finds_what_a_new_search_finds(texts: list[str], mark: str) -> None:
    """Whatever was asked before, the answer is the same."""
    search, state = Search(), board()
    for text in texts:
        wanted = Wanted(text, marks=frozenset([mark] if mark else []))
        assert found(state, wanted, search) == found(state, wanted)


def test_marks_are_those_of_the_records() -> None:
    """Each mark finds the card that has it and no other."""
    plain = Card(id="x", group_id="g1", category_id="own", text="x")
    ways = {
        "dissent": replace(plain, dissent=True),
        "question": replace(plain, question_mark=True),
        "star": replace(plain, star=True),
        **{name: replace(plain, consensus=name) for name in ("unanimous", "majority", "disputed")},
    }
    assert set(ways) == set(MARKS)
    for name, card in ways.items():
        state = state_of([*workshop_records(), card])
        assert [m for m in MARKS if found(state, Wanted(marks=frozenset([m])))] == [name]


def test_gone_cards_are_not_found() -> None:
    """What was deleted is no hit."""
    state = board().apply([Change("cards", "m1", {"gone": False}, {"gone": True})])
    assert found(state, Wanted("bürgerbus")) == set()


def test_hidden_groups_are_left_out() -> None:
    """While a group's cards are hidden, not even their number is told."""
    state = board().apply([Change("groups", "g2", {"hidden": False}, {"hidden": True})])
    assert set(Search().look(state, Wanted("e"))) == {"g1"}
