"""Replacing words in one step."""

from dataclasses import replace
from typing import Any

import pytest

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.finding import Sought, find
from werkstatt_desktop.domain.records import Card, Category, Cluster, ParkedItem
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards, erasing
from werkstatt_desktop.domain.verbs.replacing import replace_words


def replaced(state: State, old: str, new: str, **how: Any) -> State:
    return state.apply(replace_words(state, find(state, Sought(old, **how)), new).changes)


def card(state: State, id: str) -> Card:
    found = state.get(Card, id)
    assert found is not None
    return found


def refusal(state: State, old: str, new: str) -> Refused:
    with pytest.raises(Refused) as refused:
        replaced(state, old, new)
    return refused.value


def test_one_step_over_all_kinds() -> None:
    """Cards, headings, parked items and facts change in one edit."""
    state = workshop()
    edit = replace_words(state, find(state, Sought("w")), "V")
    assert edit.verb == "replace_words"
    after = state.apply(edit.changes)
    assert card(after, "c2").text == "Zu Venig Zeit"
    assert card(after, "c3").text == "Kurze Vege"
    parked = after.get(ParkedItem, "k2")
    assert parked is not None
    assert parked.text == "NeVsletter"
    assert after.workshop.title == "StadtVerkstatt"


def test_the_first_wording_is_kept() -> None:
    """As after rewording; when the old words come back there is none again."""
    state = replaced(workshop(), "Runder", "Eckiger")
    assert (card(state, "c1").text, card(state, "c1").first_text) == ("Eckiger Tisch", "Runder Tisch")
    state = replaced(state, "Tisch", "Stuhl")
    assert card(state, "c1").first_text == "Runder Tisch"
    state = replaced(replaced(state, "Stuhl", "Tisch"), "Eckiger", "Runder")
    assert (card(state, "c1").text, card(state, "c1").first_text) == ("Runder Tisch", None)


def test_an_explanation_alone_keeps_no_first_wording() -> None:
    """The first wording is that of the card's text."""
    state = workshop()
    state = state.apply(cards.explain_card(state, "c1", "mit Tee").changes)
    state = replaced(state, "Tee", "Kaffee")
    assert (card(state, "c1").explanation, card(state, "c1").first_text) == ("mit Kaffee", None)


def test_second_cards_follow() -> None:
    """What a second card repeats changes with the first one; its own words do not."""
    first = Card(id="x", group_id="g1", category_id="own", text="Steg", explanation="am See")
    twin = replace(first, id="y", twin_of="x", explanation="am Fluss")
    state = replaced(state_of([*workshop_records(), first, twin]), "st", "W")
    assert (card(state, "x").text, card(state, "y").text) == ("Weg", "Weg")
    assert (card(state, "x").first_text, card(state, "y").first_text) == ("Steg", "Steg")
    assert card(state, "y").explanation == "am Fluss"


def test_no_card_is_left_without_text() -> None:
    """Neither a card nor what else needs words; the refusal names it and nothing changes."""
    assert refusal(workshop(), "Räume", " ").fields == {"text": "Räume"}
    assert refusal(workshop(), "Räume", "\u200b").key == "replacing_empties"
    assert refusal(workshop(), "Newsletter", "").key == "replacing_empties"
    assert refusal(workshop(), "Stadtwerkstatt", "").key == "replacing_empties"
    assert refusal(workshop(), "Voraussetzungen", "").key == "replacing_empties"


def test_what_may_be_empty_may_be_emptied() -> None:
    """A heading, a question; a built-in category has its own name again."""
    named = replace(Category(id="z", role="strength"), title="Kraft")
    state = state_of([*workshop_records(), named])
    state = replaced(replaced(replaced(state, "Zusammenarbeit", ""), "Welche Chancen?", ""), "Kraft", "")
    cluster, category, strength = (
        state.get(Cluster, "t1"), state.get(Category, "opportunity"), state.get(Category, "z"),
    )  # fmt: skip
    assert cluster is not None
    assert category is not None
    assert strength is not None
    assert (cluster.heading, category.question, strength.title) == ("", "", None)


def test_too_long_is_refused() -> None:
    """A field keeps its limit; the refusal says which text, how long it would be and what fits."""
    refused = refusal(workshop(), "Räume", "x" * 4001)
    assert (refused.key, refused.fields) == (
        "replacing_too_long", {"text": "Räume", "length": 4001, "limit": 4000},
    )  # fmt: skip
    assert refusal(workshop(), "Zusammenarbeit", "x" * 301).fields["limit"] == 300


def test_a_text_changed_meanwhile_is_refused() -> None:
    """What is shown in the preview is what is replaced, or nothing is."""
    state = workshop()
    places = find(state, Sought("Runder"))
    later = state.apply(cards.reword_card(state, "c1", "Kein Runder Tisch").changes)
    for other in (later, state.apply(cards.delete_cards(state, ["c1"]).changes)):
        with pytest.raises(Refused, match="text_changed"):
            replace_words(other, places, "x")


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(Refused, match="nothing_to_replace"):
        replace_words(workshop(), [], "x")


def test_erased_texts_are_left_alone() -> None:
    """An erased text is nowhere; where the first wording was erased none is kept."""
    state = workshop()
    state = state.apply(erasing.erase_texts(state, [("cards", "c1", "text")]).changes)
    assert [p.id for p in find(state, Sought("Runder"))] == []
    state = state.apply(erasing.erase_texts(state, [("cards", "c3", "first_text")]).changes)
    state = replaced(state, "Kurze", "Lange")
    assert (card(state, "c3").text, card(state, "c3").first_text) == ("Lange Wege", None)


def test_new_words_are_cleaned() -> None:
    """What cannot be shown is taken out, and a line stays one line."""
    state = replaced(workshop(), "Zusammenarbeit", "Zu\u202esammen\nhalt")
    cluster = state.get(Cluster, "t1")
    assert cluster is not None
    assert cluster.heading == "Zusammen halt"
    assert card(replaced(state, "Räume", "<b>\nRaum</b>"), "c4").text == "<b>\nRaum</b>"
