"""The day as it really goes."""

from __future__ import annotations

from datetime import datetime

from werkstatt_desktop.domain import running
from werkstatt_desktop.domain.records import ProgrammeItem
from werkstatt_desktop.domain.running import Saving

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
    from dataclasses import replace

    def real(item: ProgrammeItem) -> ProgrammeItem:
        began, ended = times.get(item.id, (None, None))
        return replace(item, began_at=began and DAY + began, ended_at=ended and DAY + ended)

    return [real(item) for item in PLAN]


def at(clock: str) -> datetime:
    return datetime.fromisoformat(DAY + clock)


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


def test_how_long_it_took() -> None:
    """From its beginning to its end, in whole minutes."""
    assert running.took(day(a=("10:00:00", "10:17:20"))[0]) == 17
    assert running.took(day(a=("10:00:00", None))[0]) is None


def test_where_time_can_be_saved() -> None:
    """A quarter of the long phases to come, the longest first, no breaks, and not more than is needed."""
    assert running.savings(day(), 12) == [Saving("b", 12)]
    assert running.savings(day(), 30) == [Saving("b", 22), Saving("d", 8)]
    assert running.savings(day(a=("10:00:00", "10:15:00"), b=("10:15:00", None)), 60) == [
        Saving("d", 10),
        Saving("e", 1),
    ]
    assert running.savings(day(), 0) == []


def test_time_that_is_none() -> None:
    """A time that a file holds and nobody can read counts as none."""
    assert running.moment("gestern") is None
    items = [ProgrammeItem(id="x", minutes=5, began_at="gestern")]
    assert running.now(items, "10:00", at("10:00:00")) is None
