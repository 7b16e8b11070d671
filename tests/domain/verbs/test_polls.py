"""Polls and quotes."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import feedback, polls
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Participant, Record, Vote, VoteRound
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import polls as verbs
from werkstatt_desktop.texts import VERBS


def done(state: State, edit: Edit) -> State:
    assert edit.verb in VERBS
    return state.apply(edit.changes)


def begun(*more: Record, kind: str = "scale", labels: str = "gut\nschlecht") -> tuple[State, VoteRound]:
    state = state_of([*workshop_records(), *more])
    edit = verbs.begin_poll(state, kind=kind, moment="opening", title="Wie geht es?", labels=labels)
    state = done(state, edit)
    return state, found(state, edit)


def found(state: State, edit: Edit) -> VoteRound:
    round_ = state.get(VoteRound, edit.ids("rounds")[0])
    assert round_ is not None
    return round_


def test_voters_are_those_present() -> None:
    """A poll begins with those who are there."""
    _, poll = begun(Participant(name="A", presence="present", persons=7), Participant(name="B"))
    assert (poll.voters, poll.steps, poll.moment, poll.targets) == (7, 5, "opening", "none")


def test_number_is_the_total() -> None:
    """A number typed is the total, whatever another device has counted before."""
    state, poll = begun()
    state = done(state, verbs.count_poll(state, poll.id, {"1": 3}, "a"))
    state = done(state, verbs.count_poll(state, poll.id, {"1": 5, "4": 2}, "b"))
    assert polls.counts(state, poll) == (0, 5, 0, 0, 2)
    state = done(state, verbs.count_poll(state, poll.id, {"1": 1}, "b"))
    assert polls.counts(state, poll) == (0, 1, 0, 0, 2)
    assert len(state.kids(Vote, "round_id", poll.id)) == 3


def test_same_number_changes_nothing() -> None:
    """What is counted already is no edit."""
    state, poll = begun()
    state = done(state, verbs.count_poll(state, poll.id, {"1": 3}, "a"))
    assert verbs.count_poll(state, poll.id, {"1": 3}, "b").changes == ()


def test_counted_on_fewer_steps() -> None:
    """Where fewer steps have put dots of two together, the number typed is still the total."""
    state, poll = begun()
    state = done(state, verbs.count_poll(state, poll.id, {"3": 3, "4": 4}, "a"))
    state = done(state, verbs.edit_poll(state, poll.id, steps=3))
    poll = found(state, verbs.edit_poll(state, poll.id, title="x"))
    assert polls.counts(state, poll) == (0, 0, 7)
    state = done(state, verbs.count_poll(state, poll.id, {"2": 1}, "a"))
    assert polls.counts(state, poll) == (0, 0, 1)


def test_dots_of_a_field() -> None:
    """Dots lie where they were set, and the last one taken away leaves nothing."""
    state, poll = begun(kind="field", labels="a\nb\nc\nd")
    place = polls.place_at(0.25, 0.7)
    state = done(state, verbs.count_poll(state, poll.id, {place: 2}, "a"))
    assert [(v.x, v.y, v.points) for v in state.kids(Vote, "round_id", poll.id)] == [(0.25, 0.7, 2)]
    state = done(state, verbs.count_poll(state, poll.id, {place: 0}, "a"))
    assert state.kids(Vote, "round_id", poll.id) == []


@pytest.mark.parametrize(
    ("place", "points", "key"),
    [
        ("1", -1, "below_zero"),
        ("1", 10**6, "too_many_points"),
        ("9", 1, "item_is_gone"),
        ("x", 1, "item_is_gone"),
    ],
)
def test_numbers_that_cannot_be(place: str, points: int, key: str) -> None:
    """Less than none, too many, and a step that is not there are refused."""
    state, poll = begun()
    with pytest.raises(Refused) as refused:
        verbs.count_poll(state, poll.id, {place: points}, "a")
    assert refused.value.key == key


def test_asked_again() -> None:
    """The poll of the end has the scale of the beginning and the voters of now."""
    state, poll = begun(Participant(id="p", name="A", presence="present", persons=7))
    state = done(state, verbs.edit_poll(state, poll.id, voters=3))
    edit = verbs.ask_again(state, poll.id)
    state = done(state, edit)
    again = found(state, edit)
    assert (again.moment, again.title, again.labels, again.voters) == ("closing", poll.title, poll.labels, 7)
    assert polls.partner(state, poll) == again


def test_both_keep_one_scale() -> None:
    """Ends and steps change for beginning and end at once, questions and voters each on its own."""
    state, poll = begun()
    state = done(state, verbs.ask_again(state, poll.id))
    state = done(
        state, verbs.edit_poll(state, poll.id, labels="hell\ndunkel", steps=7, title="Neu", voters=4)
    )
    first, last = polls.polls(state)
    assert polls.partner(state, first) == last
    assert (last.labels, last.steps, last.title, last.voters) == ("hell\ndunkel", 7, "Wie geht es?", 0)


def test_poll_goes_with_its_dots() -> None:
    """What was counted goes too, and all of it comes back."""
    state, poll = begun()
    state = done(state, verbs.count_poll(state, poll.id, {"1": 3}, "a"))
    edit = verbs.delete_poll(state, poll.id)
    after = done(state, edit)
    assert polls.polls(after) == []
    assert after.kids(Vote, "round_id", poll.id) == []


def test_only_polls() -> None:
    """A round of dots is no poll, and one that is gone cannot be changed."""
    state = state_of([*workshop_records(), VoteRound(id="d")])
    for id in ("d", "nothing"):
        with pytest.raises(Refused):
            verbs.edit_poll(state, id, title="x")


def test_quotes() -> None:
    """Quotes stand in the order in which they were said, until they are moved."""
    state = state_of(workshop_records())
    for text in ("Endlich ein Plan", "Mehr Zeit"):
        state = done(state, verbs.say(state, text))
    first, second = feedback.quotes(state)
    state = done(state, verbs.move(state, second.id, 0))
    state = done(state, verbs.reword(state, first.id, "Endlich ein Plan."))
    assert [row.text for row in feedback.quotes(state)] == ["Mehr Zeit", "Endlich ein Plan."]
    state = done(state, verbs.delete(state, first.id))
    assert [row.text for row in feedback.quotes(state)] == ["Mehr Zeit"]


def test_empty_quote() -> None:
    """Nothing is no quote."""
    state = state_of(workshop_records())
    with pytest.raises(Refused):
        verbs.say(state, "  ")
