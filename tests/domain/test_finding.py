"""Where words stand."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain.finding import Place, Sought, find, with_words
from werkstatt_desktop.domain.records import FREE, TABLE_OF, Card, Group, Photo
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards


def where(state: State, sought: Sought, group: str | None = None) -> list[tuple[str, str]]:
    return [(place.id, place.field) for place in find(state, sought, group)]


def test_every_free_text_is_looked_at() -> None:
    """Facts, programme, groups, categories, questions, themes, cards, captions and the parking lot."""
    names = {"title", "place", "name", "question", "text", "heading", "caption"}
    records = []
    for record in [*workshop_records(), Photo(id="f1", card_id="c1"), Photo(id="f2", group_id="g2")]:
        texts: dict[str, Any] = dict.fromkeys(names & FREE[TABLE_OF[type(record)]].keys(), "alt")
        records.append(replace(record, **texts))
    state = state_of(records)
    found = where(state, Sought("alt"))
    assert {id for id, _ in found} == {record.id for record in records}
    assert ("c1", "text") in found
    assert ("f2", "caption") in found


def test_a_group_alone() -> None:
    """With a group only its own cards, headings, questions and parked items are looked at."""
    state = workshop()
    assert where(state, Sought("e"), "g2") == [("g2", "name"), ("g2", "name"), ("c4", "text")]
    assert {id for id, _ in where(state, Sought("e"), "g1")} == {"g1", "t1", "c1", "c2", "c3", "k2"}


@pytest.mark.parametrize(
    ("sought", "spans"),
    [
        (Sought("weg"), [(0, 3), (4, 7), (13, 16), (20, 23)]),
        (Sought("Weg", match_case=True), [(0, 3), (13, 16)]),
        (Sought("weg", whole_words=True), [(0, 3), (4, 7), (13, 16)]),
        (Sought("weg", match_case=True, whole_words=True), [(4, 7)]),
        (Sought("w.g"), []),
        (Sought(""), []),
        (Sought("geweg"), []),
        (Sought("e\u0301"), []),
    ],
)
def test_what_counts_as_a_place(sought: Sought, spans: list[tuple[int, int]]) -> None:
    """Case and whole words as asked; no character has a meaning of its own."""
    card = Card(id="x", group_id="g1", category_id="own", text="Weg weg, das Weg.\nUmwege")
    state = state_of([*workshop_records(), card])
    assert [(p.start, p.end) for p in find(state, sought, "g1") if p.id == "x"] == spans


def test_hidden_groups_are_left_out() -> None:
    """The places are shown, so what is hidden is not among them; the group's own name is."""
    state = state_of([replace(r, hidden=True) if isinstance(r, Group) else r for r in workshop_records()])
    found = {id for id, _ in where(state, Sought("e"))}
    assert found == {"workshop", "p1", "p2", "opportunity", "own", "g1", "g2", "k1", "k2"}


def test_the_first_wording_is_left_alone() -> None:
    """It says what was said at first."""
    state = workshop()
    state = state.apply(cards.reword_card(state, "c1", "Eckiger Tisch").changes)
    assert where(state, Sought("runder")) == []
    assert where(state, Sought("tisch")) == [("c1", "text")]


def test_second_cards_are_counted_once() -> None:
    """What a second card repeats is found at the first one; what it says itself is found there."""
    first = Card(id="x", group_id="g1", category_id="own", text="Steg", explanation="am See")
    twin = replace(first, id="y", twin_of="x", explanation="am Steg")
    state = state_of([*workshop_records(), first, twin])
    assert where(state, Sought("steg")) == [("x", "text"), ("y", "explanation")]
    state = state.apply(cards.delete_cards(state, ["x"]).changes)
    assert where(state, Sought("steg")) == [("y", "text"), ("y", "explanation")]


@given(st.text("ab.(ß", max_size=12), st.text("ab.(ß", min_size=1, max_size=2), st.text("ab", max_size=3))
def test_replacing_is_what_replacing_is(text: str, words: str, new: str) -> None:
    """All places of a text replaced is the text with its words replaced, none the text itself."""
    card = Card(id="x", group_id="g1", category_id="own", text=text)
    state = state_of([*workshop_records(), card])
    places = [p for p in find(state, Sought(words, match_case=True), "g1") if p.id == "x"]
    assert with_words(places, new) == (text.replace(words, new) if places else "")
    assert words in text or not places


def test_some_of_several_places() -> None:
    """Those that are left out stay as they are, in whatever order the others are given."""
    text = "ab ab ab"
    places = [Place("cards", "x", "text", text, n, n + 2) for n in (0, 3, 6)]
    assert with_words([places[2], places[0]], "c") == "c ab c"
