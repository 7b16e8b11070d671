"""The times of the programme."""

from werkstatt_desktop.domain.records import ProgrammeItem
from werkstatt_desktop.domain.schedule import Slot, clock, minutes_after_midnight, timetable


def item(minutes: int, starts_at: str | None = None) -> ProgrammeItem:
    return ProgrammeItem(title="x", minutes=minutes, starts_at=starts_at)


def test_items_follow_each_other() -> None:
    """The first item begins with the workshop, every other one when the one before it ends."""
    slots = timetable([item(15), item(20), item(45)], "10:00")
    assert slots == [Slot(600, 615, False), Slot(615, 635, False), Slot(635, 680, False)]


def test_time_of_its_own_wins() -> None:
    """An item with a time begins then, and those after it follow it."""
    slots = timetable([item(30), item(60, "13:00"), item(30)], "10:00")
    assert slots == [Slot(600, 630, False), Slot(780, 840, True), Slot(840, 870, False)]


def test_overlap_is_counted() -> None:
    """An item that begins before the one before it ends says by how much."""
    slots = timetable([item(90), item(60, "11:00")], "10:00")
    assert [slot.overlap for slot in slots] == [0, 30]


def test_first_item_never_overlaps() -> None:
    """An item before the workshop's beginning is an early beginning, not an overlap."""
    assert timetable([item(30, "09:30")], "10:00") == [Slot(570, 600, True)]


def test_without_a_beginning() -> None:
    """As long as no time is known, none is made up."""
    slots = timetable([item(15), item(30, "11:00"), item(15)], "")
    assert slots == [Slot(None, None, False), Slot(660, 690, True), Slot(690, 705, False)]


def test_time_that_is_none() -> None:
    """A time that a file holds and nobody can read counts as none."""
    assert timetable([item(15, "25:99"), item(5, "noon")], "10:00") == [
        Slot(600, 615, False),
        Slot(615, 620, False),
    ]


def test_nothing_planned() -> None:
    """No items, no slots."""
    assert timetable([], "10:00") == []


def test_clock() -> None:
    """Times have two figures for hour and minute; after midnight they begin again."""
    assert [clock(m) for m in (0, 605, 1439, 1440, 1505)] == ["00:00", "10:05", "23:59", "00:00", "01:05"]


def test_clock_and_back() -> None:
    """Reading a time gives back the minutes it was made of."""
    assert all(minutes_after_midnight(clock(m)) == m for m in range(1440))
