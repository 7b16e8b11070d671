"""Measures."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Answer, Measure, Participant
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import measures as verbs


def done(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


@pytest.fixture
def state() -> State:
    people = [
        Participant(id="a", name="Ayşe"),
        Participant(id="b", name="Bernd"),
        Participant(id="b2", name="bernd"),
    ]
    state = state_of([*workshop_records(), *people])
    return done(state, verbs.add_measure(state, "Entwurf", card_ids=["c1", "c2", "nothing"]))


def only(state: State) -> Measure:
    (measure,) = state.all(Measure)
    return measure


def test_new_measure(state: State) -> None:
    """It answers the cards it was made for, at the end of the list."""
    assert {answer.card_id for answer in state.all(Answer)} == {"c1", "c2"}
    state = done(state, verbs.add_measure(state, "Zweite"))
    assert [m.what for m in order.by_rank(list(state.all(Measure)))] == ["Entwurf", "Zweite"]


def test_measure_without_words(state: State) -> None:
    """What is to be done has to be said."""
    with pytest.raises(Refused, match="empty_text"):
        verbs.add_measure(state, "  ")
    with pytest.raises(Refused, match="empty_text"):
        verbs.edit_measure(state, only(state).id, what="")


def test_responsible_by_name(state: State) -> None:
    """A name of somebody on the list means that person; else it is kept in words, also where two have it."""
    state = done(state, verbs.make_responsible(state, only(state).id, "ayşe"))
    assert (only(state).who_id, only(state).who) == ("a", "")
    state = done(state, verbs.make_responsible(state, only(state).id, "Bernd"))
    assert (only(state).who_id, only(state).who) == (None, "Bernd")
    state = done(state, verbs.make_responsible(state, only(state).id, ""))
    assert (only(state).who_id, only(state).who) == (None, "")


def test_one_responsible(state: State) -> None:
    """A person takes the place of words, and words that of a person."""
    state = done(state, verbs.edit_measure(state, only(state).id, who="Jugendamt"))
    state = done(state, verbs.edit_measure(state, only(state).id, who_id="a"))
    assert (only(state).who_id, only(state).who) == ("a", "")
    state = done(state, verbs.edit_measure(state, only(state).id, who="Jugendamt"))
    assert (only(state).who_id, only(state).who) == (None, "Jugendamt")


def test_unknown_status(state: State) -> None:
    """A status is one of the known ones."""
    with pytest.raises(Refused, match="unknown_field"):
        verbs.edit_measure(state, only(state).id, status="vielleicht")


def test_answers(state: State) -> None:
    """Cards are added once, and taken away."""
    assert verbs.answer(state, only(state).id, ["c1"]).changes == ()
    state = done(state, verbs.forget_answer(state, only(state).id, "c1"))
    assert {answer.card_id for answer in state.all(Answer)} == {"c2"}


def test_order_by_hand(state: State) -> None:
    """A measure goes to a place in the list."""
    state = done(state, verbs.add_measure(state, "Zweite"))
    state = done(state, verbs.move_measure(state, order.by_rank(list(state.all(Measure)))[1].id, 0))
    assert [m.what for m in order.by_rank(list(state.all(Measure)))] == ["Zweite", "Entwurf"]


def test_deleted_measure(state: State) -> None:
    """It goes with what it answers."""
    state = done(state, verbs.delete_measure(state, only(state).id))
    assert (state.count(Measure), state.count(Answer)) == (0, 0)


def test_taken_over(state: State) -> None:
    """Open measures of the last workshop come once, with whoever is responsible in words."""
    old = Measure(id="old", what="Liste", due="2025-01-01", who_id="elsewhere", status="begun")
    state = done(state, verbs.take_over(state, [(old, "Frau C")]))
    new = next(measure for measure in state.all(Measure) if measure.from_id == "old")
    assert (new.what, new.who, new.who_id, new.due, new.status) == (
        "Liste",
        "Frau C",
        None,
        "2025-01-01",
        "begun",
    )
    assert verbs.take_over(state, [(old, "Frau C")]).changes == ()
