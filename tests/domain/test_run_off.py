"""A run-off between options that are tied."""

from __future__ import annotations

from werkstatt_desktop.domain import voting
from werkstatt_desktop.domain.records import Card, Category, Group, VoteRound
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import voting as verbs


def room() -> State:
    """A round of four cards, of which two share the second place."""
    cards = [Card(id=f"c{n}", group_id="g", category_id="k", text=f"Karte {n}", written=n) for n in range(4)]
    records = [Group(id="g"), Category(id="k"), *cards, VoteRound(id="r", group_id="g", voters=4, dots=3)]
    state = State()
    for record in records:
        state = state.apply(verbs.edit("x", state, [record]).changes)
    return state.apply(verbs.count(state, "r", {"c0": 9, "c1": 4, "c2": 4, "c3": 1}, "a").changes)


def test_run_off_of_a_later_place() -> None:
    """Those who share the second place are the options, and nobody else."""
    state = room()
    edit = verbs.begin_run_off(state, "r", "Stichwahl", places=2)
    state = state.apply(edit.changes)
    round_ = state.get(VoteRound, edit.ids("rounds")[0])
    assert round_ is not None
    assert voting.options(state, round_) == ["c1", "c2"]


def test_run_off_keeps_its_options() -> None:
    """What is counted in the first round afterwards does not change them, nor does its end."""
    state = room()
    edit = verbs.begin_run_off(state, "r", "Stichwahl", places=2)
    state = state.apply(edit.changes)
    state = state.apply(verbs.count(state, "r", {"c1": 5}, "a").changes)
    state = state.apply(verbs.delete_round(state, "r").changes)
    round_ = state.get(VoteRound, edit.ids("rounds")[0])
    assert round_ is not None
    assert voting.options(state, round_) == ["c1", "c2"]


def test_counting_in_a_run_off() -> None:
    """What is on the ballot has no points before any are counted."""
    state = room()
    edit = verbs.begin_run_off(state, "r", "Stichwahl", places=2)
    state, id = state.apply(edit.changes), edit.ids("rounds")[0]
    state = state.apply(verbs.count(state, id, {"c2": 3}, "a").changes)
    round_ = state.get(VoteRound, id)
    assert round_ is not None
    assert voting.totals(state, round_) == {"c1": 0, "c2": 3}


def test_first_tie() -> None:
    """The best rank that several share, not only the first."""
    state = room()
    round_ = state.get(VoteRound, "r")
    assert round_ is not None
    assert [(option.id, option.rank) for option in voting.first_tie(state, round_)] == [("c1", 2), ("c2", 2)]
