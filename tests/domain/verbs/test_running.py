"""The programme on the day."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.examples import state_of
from werkstatt_desktop.domain import order, running
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import WORKSHOP_ID, ProgrammeItem, Workshop
from werkstatt_desktop.domain.schedule import timetable
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import running as verbs

TEN, HALF, ELEVEN = (f"2026-11-22T{time}:00" for time in ("10:00", "10:30", "11:00"))


def done(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


@pytest.fixture
def state() -> State:
    minutes = {"a": 15, "b": 90, "c": 30, "d": 40}
    items = [
        ProgrammeItem(id=id, rank=float(n), minutes=m, kind="break" if id == "c" else "other")
        for n, (id, m) in enumerate(minutes.items())
    ]
    return state_of([Workshop(id=WORKSHOP_ID, title="Tag", starts="10:00"), *items])


def times(state: State, id: str) -> tuple[str | None, str | None]:
    item = state.get(ProgrammeItem, id)
    assert item is not None
    return item.began_at, item.ended_at


def test_beginning_ends_what_was_on(state: State) -> None:
    """One phase is on at a time; begun again, a phase has no end any more."""
    state = done(state, verbs.begin_phase(state, "a", TEN))
    state = done(state, verbs.begin_phase(state, "b", HALF))
    assert (times(state, "a"), times(state, "b")) == ((TEN, HALF), (HALF, None))
    state = done(state, verbs.begin_phase(state, "a", ELEVEN))
    assert (times(state, "a"), times(state, "b")) == ((ELEVEN, None), (HALF, ELEVEN))


def test_ending(state: State) -> None:
    """Only what has begun can end, and its times can be forgotten."""
    with pytest.raises(Refused, match="not_begun"):
        verbs.end_phase(state, "a", TEN)
    with pytest.raises(Refused, match="item_is_gone"):
        verbs.begin_phase(state, "nothing", TEN)
    state = done(state, verbs.begin_phase(state, "a", TEN))
    state = done(state, verbs.end_phase(state, "a", HALF))
    assert times(state, "a") == (TEN, HALF)
    assert times(done(state, verbs.forget_times(state, "a")), "a") == (None, None)


def test_correcting_times(state: State) -> None:
    """Somebody noted when it really was; what cannot be is refused."""
    assert times(done(state, verbs.correct_times(state, "a", TEN, HALF)), "a") == (TEN, HALF)
    with pytest.raises(Refused, match="not_begun"):
        verbs.correct_times(state, "a", None, HALF)
    with pytest.raises(Refused, match="ends_before"):
        verbs.correct_times(state, "a", HALF, TEN)


def test_saving_time_lets_the_day_catch_up(state: State) -> None:
    """A shortened phase is shorter, and what follows it keeps its time: a late day is in time again."""
    before = [slot.start for slot in timetable(order.programme(state), "10:00")]
    state = done(state, verbs.begin_phase(state, "b", HALF))
    behind = running.behind(order.programme(state), "10:00", datetime.fromisoformat(HALF))
    assert behind == 15
    saved = done(state, verbs.save_time(state, {"b": 15}))
    items = order.programme(saved)
    assert [item.minutes for item in items] == [15, 75, 30, 40]
    assert running.late_at_end(items, "10:00", datetime.fromisoformat(HALF)) == 0
    assert [slot.start for slot in timetable(items, "10:00")] == before
    noon = running.moment("2026-11-22T11:45:00")
    assert noon is not None
    items = order.programme(done(saved, verbs.begin_phase(saved, "c", noon.isoformat())))
    assert running.behind(items, "10:00", noon) == 0


def test_saving_more_than_there_is(state: State) -> None:
    """No phase is left without a minute, and one that had none stays so."""
    saved = done(state, verbs.save_time(state, {"d": 400, "nothing": 5}))
    assert [item.minutes for item in order.programme(saved)] == [15, 90, 30, 1]
