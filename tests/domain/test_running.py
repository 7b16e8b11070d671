"""The day as it really goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from werkstatt_desktop.domain import running
from werkstatt_desktop.domain.records import ProgrammeItem
from werkstatt_desktop.domain.running import Saving
from werkstatt_desktop.domain.schedule import Slot, clock, timetable

DAY = "2026-11-22T"
PLAN = [
    ProgrammeItem(id="a", title="Begrüßung", minutes=15),
    ProgrammeItem(id="b", title="Gruppenarbeit", minutes=90, kind="group_work"),
    ProgrammeItem(id="c", title="Pause", minutes=30, kind="break"),
    ProgrammeItem(id="d", title="Plenum", minutes=40, kind="plenary"),
    ProgrammeItem(id="e", title="Abschluss", minutes=6),
]


def day(**times: tuple[str, str | None]) -> list[ProgrammeItem]:
    """The plan with phases that began, and some that ended."""

    def real(item: ProgrammeItem) -> ProgrammeItem:
        began, ended = times.get(item.id, (None, None))
        return replace(item, began_at=began and DAY + began, ended_at=ended and DAY + ended)

    return [real(item) for item in PLAN]


def at(clock: str, day: str = DAY) -> datetime:
    return datetime.fromisoformat(day + clock)


def test_nothing_is_on() -> None:
    """Before the first phase begins nothing is behind."""
    assert running.now(day(), "10:00", at("10:05:00")) is None
    assert (running.following(day()) or PLAN[4]).id == "a"


def test_began_late() -> None:
    """A phase that began late is behind by that much."""
    found = running.now(day(a=("10:12:00", None)), "10:00", at("10:20:00"))
    assert found is not None
    assert (found.item.id, found.gone, found.left, found.behind) == ("a", 8.0, 7.0, 12)


def test_goes_on_too_long() -> None:
    """Beyond its planned time every minute counts."""
    found = running.now(day(a=("10:00:00", None)), "10:00", at("10:21:30"))
    assert found is not None
    assert (found.left, found.behind) == (-6.5, 6)


def test_early() -> None:
    """A phase that began early is behind by less than nothing."""
    found = running.now(day(a=("10:00:00", "10:10:00"), b=("10:10:00", None)), "10:00", at("10:30:00"))
    assert found is not None
    assert found.behind == -5


def test_without_a_beginning() -> None:
    """Where the plan has no time nothing can be late."""
    found = running.now(day(a=("10:00:00", None)), "", at("10:05:00"))
    assert found is not None
    assert found.behind is None


def test_without_a_length() -> None:
    """What follows a phase without a length has no planned time, unless it has one of its own."""
    items = day(b=("10:40:00", None))
    items[0] = replace(items[0], minutes=0)
    assert running.behind(items, "10:00", at("10:41:00")) is None
    items[1] = replace(items[1], starts_at="10:30")
    assert running.behind(items, "10:00", at("10:41:00")) == 10


def test_how_long_it_took() -> None:
    """From its beginning to its end, in whole minutes."""
    assert running.took(day(a=("10:00:00", "10:17:20"))[0]) == 17
    assert running.took(day(a=("10:00:00", None))[0]) is None


def test_where_time_can_be_saved() -> None:
    """A quarter of the long phases to come, the longest first, no breaks, not the end, as much as needed."""
    assert running.savings(day(), 12) == [Saving("b", 12)]
    assert running.savings(day(), 30) == [Saving("b", 22), Saving("d", 8)]
    assert running.savings(day(a=("10:00:00", "10:15:00"), b=("10:15:00", None)), 60) == [Saving("d", 10)]
    assert running.savings(day(), 0) == []


def test_late_at_the_end() -> None:
    """Time to spare before lunch makes up for a late morning; without any the day ends late."""
    items = day(a=("10:12:00", None))
    assert running.late_at_end(items, "10:00", at("10:20:00")) == 12
    items[2] = replace(items[2], starts_at="12:00")
    assert running.late_at_end(items, "10:00", at("10:20:00")) == 0
    assert running.late_at_end(items, "", at("10:20:00")) is not None
    assert running.late_at_end(day(), "", at("10:20:00")) is None
    assert running.late_at_end([], "10:00", at("10:20:00")) is None


def test_behind_between_two_phases() -> None:
    """Once the next one is due every minute counts; waiting for it is no lateness."""
    items = day(a=("10:00:00", "10:10:00"))
    assert running.behind(items, "10:00", at("10:12:00")) == 0
    assert running.behind(items, "10:00", at("10:27:00")) == 12
    assert running.behind(day(), "10:00", at("10:27:00")) is None


def test_behind_at_the_end() -> None:
    """After the last phase the day stays as late as it ended."""
    items = [PLAN[4]]
    over = [replace(items[0], began_at=DAY + "10:00:00", ended_at=DAY + "10:20:00")]
    assert running.behind(over, "10:00", at("11:00:00")) == 14
    assert not running.under_way(over, at("11:00:00"))


def test_over_midnight() -> None:
    """A phase of the night belongs to the day that began before it."""
    items = [ProgrammeItem(id="n", minutes=60), ProgrammeItem(id="m", minutes=30)]
    items[1] = replace(items[1], began_at="2026-11-23T00:10:00")
    assert running.behind(items, "23:00", at("00:20:00", "2026-11-23T")) == 10
    assert running.expected(items, "23:00", at("00:20:00", "2026-11-23T"))[1] == Slot(1450, 1480, False)


def test_forgotten_phase() -> None:
    """A phase that nobody ended is not on any more the next day."""
    items = day(e=("16:00:00", None))
    assert running.now(items, "10:00", at("16:05:00")) is not None
    assert running.now(items, "10:00", at("09:00:00", "2026-11-23T")) is None
    assert not running.under_way(items, at("09:00:00", "2026-11-23T"))


def test_what_is_expected() -> None:
    """What was is as it was, what is on lasts at least until now, what comes follows it."""
    items = day(a=("10:12:00", "10:29:00"), b=("10:30:00", None))
    found = running.expected(items, "10:00", at("10:40:00"))
    assert [(slot.start, slot.end) for slot in found] == [
        (612, 629), (630, 720), (720, 750), (750, 790), (790, 796),
    ]  # fmt: skip
    assert running.expected(items, "10:00", at("12:10:00"))[2].start == 730


def test_expected_before_and_between() -> None:
    """Before the day begins it is the plan; between two phases the next one begins now at the earliest."""
    assert [s.start for s in running.expected(day(), "10:00", at("08:00:00"))] == [600, 615, 705, 735, 775]
    ended = day(a=("10:00:00", "10:10:00"))
    assert [s.start for s in running.expected(ended, "10:00", at("10:20:00"))][1:3] == [620, 710]


def test_expected_waits_for_a_time_of_its_own() -> None:
    """Lunch is at noon however early the morning ends; what was passed over has no time."""
    items = day(b=("10:00:00", "10:20:00"))
    items[2] = replace(items[2], starts_at="12:00")
    found = running.expected(items, "10:00", at("10:20:00"))
    assert found[0] == Slot(None, None, fixed=False)
    assert found[2] == Slot(720, 750, fixed=True)


def test_times_with_a_zone() -> None:
    """A time stamp of another program counts as the local time that it says."""
    items = [ProgrammeItem(id="x", minutes=5, began_at=DAY + "10:00:00+02:00")]
    found = running.now(items, "10:00", at("10:02:00"))
    assert found is not None
    assert found.left == 3


def test_time_that_is_none() -> None:
    """A time that a file holds and nobody can read counts as none."""
    assert running.moment("gestern") is None
    items = [ProgrammeItem(id="x", minutes=5, began_at="gestern")]
    assert running.now(items, "10:00", at("10:00:00")) is None


def test_plan_that_goes_on_after_midnight() -> None:
    """An item with a time of its own in the night waits for it, and is late by what it is late."""
    items = [
        ProgrammeItem(id="a", minutes=60, began_at="2026-11-23T00:10"),
        ProgrammeItem(id="b", minutes=30, starts_at="00:45", rank=1.0),
        ProgrammeItem(id="c", minutes=30, starts_at="03:00", rank=2.0),
    ]
    at = datetime.fromisoformat("2026-11-23T00:20")
    slots = running.expected(items[:2], "23:30", at)
    assert [clock(slot.start) for slot in slots if slot.start is not None] == ["00:10", "01:10"]
    assert running.late_at_end(items[:2], "23:30", at) == 25
    slots = running.expected(items, "23:30", at)
    assert [clock(slot.start) for slot in slots if slot.start is not None] == ["00:10", "01:10", "03:00"]
    assert running.late_at_end(items, "23:30", at) == 0
    assert timetable(items, "23:30")[1].overlap == 0
    assert timetable(items, "23:50")[1].overlap == 5
