"""Participants."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import people
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Measure, Participant
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import people as verbs


def done(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


@pytest.fixture
def state() -> State:
    return state_of([
        *workshop_records(),
        Participant(id="a", name="Ayşe", department="Jugendamt"),
        Participant(id="b", name="Bernd", department="Schulamt"),
        Participant(id="c", department="Bauamt", persons=3),
    ])  # fmt: skip


def test_rows_of_a_table(state: State) -> None:
    """All in one step; a row that says nothing of anybody is left out."""
    edit = verbs.add_participants(
        state, [Participant(name="D"), Participant(email="x@y"), Participant(organisation="AWO")]
    )
    assert edit.verb == "add_participants"
    assert done(state, edit).count(Participant) == 5


def test_nobody(state: State) -> None:
    """Rows without anybody are refused."""
    with pytest.raises(Refused, match="empty_text"):
        verbs.add_participants(state, [Participant()])


def test_far_too_many(state: State) -> None:
    """A table that cannot be meant is refused before anything is done."""
    with pytest.raises(Refused, match="too_many_people"):
        verbs.add_participants(state, [Participant(name=str(n)) for n in range(verbs.MOST)])


def test_fewer_than_one_person(state: State) -> None:
    """There is no such row."""
    with pytest.raises(Refused, match="no_persons"):
        verbs.edit_participant(state, "c", persons=0)


def test_presence(state: State) -> None:
    """Several at once, in one step."""
    state = done(state, verbs.set_presence(state, ["a", "c"], "present"))
    assert people.voters(state) == 4
    with pytest.raises(Refused):
        verbs.set_presence(state, ["a"], "somewhere")


def test_spread(state: State) -> None:
    """Everybody has a group, and groups are even."""
    state = done(state, verbs.spread_evenly(state))
    assert sorted(people.members(state).values()) == [2, 3]


def test_assign(state: State) -> None:
    """Into a group and out of it."""
    state = done(state, verbs.assign(state, ["a"], "g2"))
    assert people.members(state) == {"g1": 0, "g2": 1}
    state = done(state, verbs.assign(state, ["a"], None))
    assert people.members(state) == {"g1": 0, "g2": 0}


def test_deleted_person(state: State) -> None:
    """A measure keeps the name in words."""
    from werkstatt_desktop.domain.verbs._edit import edit

    state = done(state, edit("x", state, [Measure(id="m", what="x", who_id="a")]))
    state = done(state, verbs.delete_participants(state, ["a"]))
    measure = state.get(Measure, "m")
    assert measure is not None
    assert (measure.who, measure.who_id) == ("Ayşe", None)
    assert state.get(Participant, "a") is None


def test_spread_keeps_who_has_a_group(state: State) -> None:
    """Who is in a group stays there while others have none; asked anew all are dealt out."""
    state = done(state, verbs.assign(state, ["a", "b"], "g2"))
    state = done(state, verbs.spread_evenly(state))
    assert people.members(state) == {"g1": 3, "g2": 2}
    state = done(state, verbs.assign(state, ["a", "b", "c"], "g2"))
    assert people.members(done(state, verbs.spread_evenly(state))) == {"g1": 3, "g2": 2}


def test_spread_without_groups() -> None:
    """There has to be a group."""
    with pytest.raises(Refused, match="no_groups"):
        verbs.spread_evenly(state_of([Participant(name="A")]))


def test_measure_of_an_organisation_that_is_deleted(state: State) -> None:
    """Of people without names it keeps their department, else their organisation."""
    verein = Participant(id="v", organisation="Verein")
    state = state_of([*state.all(Participant), verein, Measure(id="m", what="x", who_id="v")])
    measure = done(state, verbs.delete_participants(state, ["v"])).get(Measure, "m")
    assert measure is not None
    assert (measure.who, measure.who_id) == ("Verein", None)
