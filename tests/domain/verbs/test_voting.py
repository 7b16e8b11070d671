"""Rounds of voting."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain import voting
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Participant, Record, Result, Vote, VoteRound
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import plenary
from werkstatt_desktop.domain.verbs import voting as verbs


def done(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


def begun(*more: Record, **fields: object) -> tuple[State, VoteRound]:
    state = state_of([*workshop_records(), *more])
    edit = verbs.begin_round(state, **fields)  # type: ignore[arg-type]
    state = done(state, edit)
    found = state.get(VoteRound, edit.ids("rounds")[0])
    assert found is not None
    return state, found


def test_round_is_suggested() -> None:
    """Voters are those present, dots what the formula gives for them."""
    here = Participant(name="A", presence="present", persons=2, group_id="g1")
    _, round_ = begun(here, Participant(name="B", group_id="g1"), group_id="g1")
    assert (round_.voters, round_.dots) == (2, voting.dots_for_each(3, 2))


def test_round_is_as_said() -> None:
    """What is given counts, and a further round comes after the first."""
    state, round_ = begun(voters=9, dots=4, title="Wichtigkeit")
    assert (round_.voters, round_.dots, round_.title) == (9, 4, "Wichtigkeit")
    state = done(state, verbs.begin_round(state, title="Machbarkeit"))
    assert [r.title for r in voting.rounds(state)] == ["Wichtigkeit", "Machbarkeit"]


def test_count_gives_the_total() -> None:
    """A number typed is the total, whatever another device has counted before."""
    state, round_ = begun(Vote(round_id="r0", card_id="c1"), VoteRound(id="r0"), group_id="g1")
    state = done(state, verbs.count(state, round_.id, {"c1": 3}, "a"))
    state = done(state, verbs.count(state, round_.id, {"c1": 5, "c2": 1}, "b"))
    assert voting.totals(state, round_) == {"c1": 5, "c2": 1, "c3": 0}
    assert {v.device: v.points for v in state.kids(Vote, "round_id", round_.id) if v.card_id == "c1"} == {
        "a": 3,
        "b": 2,
    }


def test_counting_the_same_again_changes_nothing() -> None:
    """No step comes of it."""
    state, round_ = begun(group_id="g1")
    state = done(state, verbs.count(state, round_.id, {"c1": 3}, "a"))
    assert verbs.count(state, round_.id, {"c1": 3}, "a").changes == ()


def test_one_dot_more_and_fewer() -> None:
    """Never below none."""
    state, round_ = begun(group_id="g1")
    for by, total in ((1, 1), (1, 2), (-1, 1), (-1, 0), (-1, 0)):
        state = done(state, verbs.add_points(state, round_.id, "c1", by, "a"))
        assert voting.totals(state, round_)["c1"] == total


def test_passive_option() -> None:
    """The way things are now is counted under its own name."""
    state, round_ = begun(kind="resistance", group_id="g1", voters=3)
    state = done(state, verbs.count(state, round_.id, {voting.PASSIVE: 20, "c1": 4}, "a"))
    assert voting.totals(state, round_) == {voting.PASSIVE: 20, "c1": 4, "c2": 0, "c3": 0}


@pytest.mark.parametrize(("points", "key"), [(-1, "below_zero"), (10**9, "too_many_points")])
def test_numbers_that_cannot_be_meant(points: int, key: str) -> None:
    """They are refused."""
    state, round_ = begun(group_id="g1")
    with pytest.raises(Refused, match=key):
        verbs.count(state, round_.id, {"c1": points}, "a")


def test_closed_round() -> None:
    """Nothing is counted any more until it is opened again; its totals are shown."""
    state, round_ = begun(group_id="g1", hidden=True)
    state = done(state, verbs.close_round(state, round_.id))
    closed = state.get(VoteRound, round_.id)
    assert closed is not None
    assert not closed.hidden
    with pytest.raises(Refused, match="round_is_closed"):
        verbs.count(state, round_.id, {"c1": 1}, "a")
    state = done(state, verbs.reopen_round(state, round_.id))
    assert verbs.count(state, round_.id, {"c1": 1}, "a").changes


def test_run_off() -> None:
    """A round between those that are tied; where none are there is none."""
    state, round_ = begun(group_id="g1", voters=4)
    with pytest.raises(Refused, match="no_tie"):
        verbs.begin_run_off(state, round_.id, "Stichwahl")
    state = done(state, verbs.count(state, round_.id, {"c1": 2, "c3": 2, "c2": 1}, "a"))
    edit = verbs.begin_run_off(state, round_.id, "Stichwahl")
    state = done(state, edit)
    again = state.get(VoteRound, edit.ids("rounds")[0])
    assert again is not None
    assert voting.options(state, again) == ["c1", "c3"]
    assert again.dots == 1


def test_deleted_round() -> None:
    """It goes with its votes; its run-off keeps what is on its ballot."""
    state, round_ = begun(group_id="g1", voters=4)
    state = done(state, verbs.count(state, round_.id, {"c1": 2, "c3": 2}, "a"))
    state = done(state, verbs.begin_run_off(state, round_.id, "Stichwahl"))
    state = done(state, verbs.delete_round(state, round_.id))
    assert [r.title for r in voting.rounds(state)] == ["Stichwahl"]
    assert {vote.points for vote in state.all(Vote)} == {0}


def test_dots_in_a_field() -> None:
    """Each dot is one of its own, within the field, and can be taken away."""
    state, round_ = begun(kind="field", targets="none")
    state = done(state, verbs.set_dot(state, round_.id, 0.25, 7.0, "a"))
    state = done(state, verbs.set_dot(state, round_.id, 0.25, 0.5, "a"))
    dots = state.kids(Vote, "round_id", round_.id)
    assert sorted((v.x, v.y) for v in dots) == [(0.25, 0.5), (0.25, 1.0)]
    state = done(state, verbs.take_dot(state, dots[0].id))
    assert state.count(Vote) == 1


def test_option_that_is_gone() -> None:
    """Nothing is counted for it."""
    state, round_ = begun(group_id="g1")
    with pytest.raises(Refused, match="item_is_gone"):
        verbs.count(state, round_.id, {"nothing": 1}, "a")


def test_round_that_is_gone() -> None:
    """Nothing can be done with it."""
    with pytest.raises(Refused, match="item_is_gone"):
        verbs.close_round(workshop(), "nothing")


def test_place_between_criteria() -> None:
    """An option lies where it was put last, within the field; taking it out leaves none."""
    state, round_ = begun(kind="matrix", group_id="g1")
    state = done(state, verbs.place_option(state, round_.id, "c1", 0.2, 0.3, "a"))
    state = done(state, verbs.place_option(state, round_.id, "c1", 2.0, -1.0, "a"))
    assert voting.places(state, round_) == {"c1": (1.0, 0.0)}
    gone = verbs.take_option(state, round_.id, "c1")
    assert voting.places(done(state, gone), round_) == {}


def test_no_place_in_a_closed_round() -> None:
    """Nothing is placed or taken out once the round is closed."""
    state, round_ = begun(kind="matrix", group_id="g1")
    state = done(state, verbs.close_round(state, round_.id))
    with pytest.raises(Refused, match="round_is_closed"):
        verbs.place_option(state, round_.id, "c1", 0.1, 0.1, "a")
    with pytest.raises(Refused, match="round_is_closed"):
        verbs.take_option(state, round_.id, "c1")


def test_count_after_two_options_became_one() -> None:
    """A number typed is the total, also where dots of ours came from another option."""
    results = [Result(id="x", text="x"), Result(id="y", text="y")]
    state, round_ = begun(*results, targets="results")
    state = done(state, verbs.count(state, round_.id, {"x": 3, "y": 4}, "here"))
    state = done(state, verbs.count(state, round_.id, {"y": 6}, "there"))
    state = done(state, plenary.merge(state, "x", "y"))
    assert voting.totals(state, round_) == {"y": 9}
    state = done(state, verbs.count(state, round_.id, {"y": 5}, "here"))
    assert voting.totals(state, round_) == {"y": 5}
    state = done(state, verbs.add_points(state, round_.id, "y", 1, "there"))
    assert voting.totals(state, round_) == {"y": 6}


def test_run_off_with_the_way_things_are() -> None:
    """Where it shares a place resistance is asked for once more, so that it can be chosen."""
    state, round_ = begun(kind="resistance", group_id="g2", voters=3)
    state = done(state, verbs.count(state, round_.id, {"c4": 6, voting.PASSIVE: 6}, "a"))
    edit = verbs.begin_run_off(state, round_.id, "Noch einmal")
    state = done(state, edit)
    again = state.get(VoteRound, edit.ids("rounds")[0])
    assert again is not None
    assert (again.kind, again.dots) == ("resistance", 0)
    assert voting.totals(state, again) == {"c4": 0, voting.PASSIVE: 0}


def test_first_voters_bring_dots() -> None:
    """A round begun before anybody was there gets the suggested dots once voters are entered, not later."""
    state, round_ = begun(group_id="g1")
    assert (round_.voters, round_.dots) == (0, 0)
    state = done(state, verbs.edit_round(state, round_.id, voters=2))
    found = state.get(VoteRound, round_.id)
    assert found is not None
    assert found.dots == voting.dots_for_each(3, 2) > 0
    state = done(state, verbs.edit_round(state, round_.id, dots=0))
    state = done(state, verbs.edit_round(state, round_.id, voters=3))
    found = state.get(VoteRound, round_.id)
    assert found is not None
    assert found.dots == 0
