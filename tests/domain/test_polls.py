"""What polls at the beginning and at the end say, as plain data."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import polls
from werkstatt_desktop.domain.records import Record, Vote, VoteRound
from werkstatt_desktop.domain.state import State

FIRST = VoteRound(id="r", kind="scale", moment="opening", labels="gut\nschlecht", steps=5)
LAST = VoteRound(id="s", kind="scale", moment="closing", labels="gut\nschlecht", steps=5, rank=1.0)


def state(*records: Record) -> State:
    return state_of([*workshop_records(), *records])


def dot(round_id: str, x: float, points: int = 1, y: float | None = None, device: str = "a") -> Vote:
    return Vote(round_id=round_id, x=x, y=y, points=points, device=device)


def test_counts_of_a_scale() -> None:
    """Dots of all devices are added step by step; the mean counts steps from 1."""
    here = state(FIRST, dot("r", 0.0, 2), dot("r", 0.25, 1), dot("r", 0.25, 1, device="b"), dot("r", 1.0, 4))
    assert polls.counts(here, FIRST) == (2, 2, 0, 0, 4)
    assert polls.n(here, FIRST) == 8
    assert polls.mean(here, FIRST) == pytest.approx((2 * 1 + 2 * 2 + 4 * 5) / 8)


def test_no_dots() -> None:
    """Without dots there is no mean, and nothing to compare."""
    here = state(FIRST, LAST)
    assert polls.counts(here, FIRST) == (0, 0, 0, 0, 0)
    assert polls.mean(here, FIRST) is None
    assert polls.shift(here, polls.pairs(here)[0]) is None


def test_other_steps() -> None:
    """Dots stay where they are on a scale that gets finer steps."""
    fine = VoteRound(id="r", kind="scale", steps=9)
    assert polls.counts(state(fine, dot("r", 0.25, 3)), fine) == (0, 0, 3, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(("kept", "shown"), [(0, 5), (1, 2), (7, 7), (400, 11)])
def test_steps(kept: int, shown: int) -> None:
    """A scale has from two steps to eleven, whatever the file says."""
    assert polls.steps(VoteRound(kind="scale", steps=kept)) == shown


def test_field() -> None:
    """Dots of a field lie where they are; their middle is the mean of both axes."""
    field = VoteRound(id="f", kind="field", labels="müde\nwach\nallein\nzusammen")
    here = state(field, dot("f", 0.2, y=0.4), dot("f", 0.2, y=0.4, device="b"), dot("f", 0.8, y=1.0))
    assert polls.dots(here, field) == {"200,400": 2, "800,1000": 1}
    assert polls.middle(here, field) == pytest.approx((0.4, 0.6))
    assert polls.ends(field) == ("müde", "wach", "allein", "zusammen")
    assert polls.mean(here, field) is None


def test_dots_that_were_taken_away() -> None:
    """What one device takes away that another had set does not go below none."""
    here = state(FIRST, dot("r", 0.5, 1), dot("r", 0.5, -3, device="b"))
    assert polls.counts(here, FIRST) == (0, 0, 0, 0, 0)


def test_before_and_after() -> None:
    """Opening and closing belong together by their scale, whatever they are called."""
    other = VoteRound(id="x", kind="scale", moment="closing", steps=4, title="Anders", rank=0.5)
    here = state(FIRST, other, LAST, dot("r", 0.0), dot("s", 0.5), dot("s", 1.0))
    assert polls.pairs(here) == [polls.Pair(FIRST, LAST), polls.Pair(None, other)]
    assert polls.partner(here, FIRST) == LAST
    assert polls.partner(here, LAST) == FIRST
    assert polls.partner(here, other) is None
    assert polls.shift(here, polls.pairs(here)[0]) == pytest.approx(3.0)


def test_several_of_the_same_scale() -> None:
    """Two polls of one scale belong to the two of the end in their order."""
    second, later = VoteRound(id="r2", kind="scale", rank=2.0), VoteRound(id="r3", kind="scale", rank=3.0)
    ends = [
        VoteRound(id="e2", kind="scale", moment="closing", rank=4.0),
        VoteRound(id="e3", kind="scale", moment="closing", rank=5.0),
    ]
    found = polls.pairs(state(second, later, *ends))
    assert [(p.before.id, p.after.id) for p in found if p.before and p.after] == [("r2", "e2"), ("r3", "e3")]


def test_other_rounds_are_no_polls() -> None:
    """Dots on cards are no poll."""
    assert polls.polls(state(VoteRound(id="d", kind="dots"), FIRST)) == [FIRST]


def test_votes_without_a_place() -> None:
    """A vote of another kind in a poll, as a damaged file may hold, counts nothing."""
    field = VoteRound(id="f", kind="field")
    assert polls.dots(state(field, dot("f", 0.5), Vote(round_id="f", points=4)), field) == {}
