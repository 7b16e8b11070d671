"""The day as it really goes: what is on now, how far behind the plan it is, and where time can be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .records import Id, ProgrammeItem
from .schedule import Slot, minutes_after_midnight, near

_LEAST = 5
"""No phase is cut below so many minutes."""
_SHARE = 0.25
"""So large a part of a phase can be saved at most."""
_DAY = 24 * 60
_FORGOTTEN = 12 * 60
"""After so many minutes a phase that nobody has ended is taken for forgotten, and the day for over."""


@dataclass(frozen=True, slots=True)
class Now:
    """The state of a phase. Minutes; `left` is below zero once the planned time is over.

    `behind`: how many minutes later than planned the day goes, below zero: earlier; None without a plan.
    """

    item: ProgrammeItem
    gone: float
    left: float
    behind: int | None


@dataclass(frozen=True, slots=True)
class Saving:
    """A phase to come and how many minutes of it could be saved."""

    id: Id
    minutes: int


def current(items: Sequence[ProgrammeItem]) -> ProgrammeItem | None:
    """The phase that has begun and not ended; of several the one that began last."""
    running = [item for item in items if item.began_at and not item.ended_at]
    return max(running, key=lambda item: item.began_at or "", default=None)


def following(items: Sequence[ProgrammeItem]) -> ProgrammeItem | None:
    """The phase to begin next: the first after the last one that began."""
    begun = [n for n, item in enumerate(items) if item.began_at]
    rest = items[begun[-1] + 1 :] if begun else items
    return next((item for item in rest if not item.began_at), None)


def took(item: ProgrammeItem) -> int | None:
    """How many minutes a phase really took; None while it is not over."""
    began, ended = moment(item.began_at), moment(item.ended_at)
    return max(0, round((ended - began).total_seconds() / 60)) if began and ended else None


def now(items: Sequence[ProgrammeItem], starts: str, at: datetime) -> Now | None:
    """How the phase stands that is on at a moment; None where none is on.

    A phase that was planned for a time of its own, or that follows one, is behind by as much as it began
    late, and then by every minute that it goes on beyond its own.
    """
    item = current(items)
    began = moment(item.began_at) if item is not None else None
    if item is None or began is None:
        return None
    gone = max(0.0, (at - began).total_seconds() / 60)
    if gone > _FORGOTTEN:
        return None
    planned = planned_start(items, starts, item.id)
    late = None if planned is None else _near(_minute(began), planned) - planned
    over = max(0.0, gone - item.minutes) if item.minutes else 0.0
    return Now(item, gone, item.minutes - gone, None if late is None else late + int(over))


def under_way(items: Sequence[ProgrammeItem], at: datetime) -> bool:
    """Whether the day has begun and there is something to come, or something is on."""
    last = _last_moment(items)
    recent = last is not None and (at - last).total_seconds() / 60 <= _FORGOTTEN
    return recent and (current(items) is not None or following(items) is not None)


def behind(items: Sequence[ProgrammeItem], starts: str, at: datetime) -> int | None:
    """How many minutes later than planned the day goes, also between two phases and after the last one.

    Below zero: earlier. None before the day has begun, and without a plan. Waiting for a phase that is not
    due yet is no lateness.
    """
    on = now(items, starts, at)
    if on is not None:
        return on.behind
    last = _last_moment(items)
    if last is None or (at - last).total_seconds() / 60 > _FORGOTTEN:
        return None
    coming = following(items)
    if coming is not None:
        planned = planned_start(items, starts, coming.id)
        return None if planned is None else max(0, _near(_minute(at), planned) - planned)
    end = planned_end(items, starts)
    return None if end is None else _near(_minute(last), end) - end


def expected(items: Sequence[ProgrammeItem], starts: str, at: datetime) -> list[Slot]:
    """When each phase was, is and will be as things stand, in minutes after midnight.

    A phase that was passed over has no time. One with a time of its own does not begin before it.
    """
    coming = following(items)
    first = items.index(coming) if coming is not None else len(items)
    day_begun = any(item.began_at for item in items)
    on = current(items)
    time = minutes_after_midnight(starts)
    slots: list[Slot] = []
    for place, item in enumerate(items):
        began, ended = moment(item.began_at), moment(item.ended_at)
        own = near(minutes_after_midnight(item.starts_at or ""), time)
        if began is not None:
            start = _near(_minute(began), time)
            least = _near(_minute(at), start) if item is on else start
            end = max(start + item.minutes, least) if ended is None else _near(_minute(ended), start)
            slots.append(Slot(start, end, own is not None))
            time = end
            continue
        if place < first:
            slots.append(Slot(None, None, own is not None))
            continue
        begins = time if own is None else own if time is None else max(own, time)
        if day_begun and on is None and place == first and begins is not None:
            begins = max(begins, _near(_minute(at), begins))
        time = None if begins is None else begins + item.minutes
        slots.append(Slot(begins, time, own is not None))
    return slots


def planned_start(items: Sequence[ProgrammeItem], starts: str, id: Id) -> int | None:
    """When a phase was to begin, in minutes after midnight, whatever really happened.

    None where nobody can tell: there is no beginning, or it depends on a phase without a length.
    """
    time = minutes_after_midnight(starts)
    for item in items:
        own = near(minutes_after_midnight(item.starts_at or ""), time)
        time = time if own is None else own
        if item.id == id:
            return time
        time = None if time is None or not item.minutes else time + item.minutes
    return None


def planned_end(items: Sequence[ProgrammeItem], starts: str) -> int | None:
    """When the last phase was to end; None where nobody can tell."""
    start = planned_start(items, starts, items[-1].id) if items else None
    return None if start is None else start + items[-1].minutes


def late_at_end(items: Sequence[ProgrammeItem], starts: str, at: datetime) -> int | None:
    """How many minutes later than planned the day will end as things stand; None without a plan.

    Less than it is behind now where there is time to spare before an item with a time of its own.
    """
    if not items:
        return None
    planned, real = planned_end(items, starts), expected(items, starts, at)[-1].end
    return None if planned is None or real is None else _near(real, planned) - planned


def savings(items: Sequence[ProgrammeItem], late: int) -> list[Saving]:
    """Where so many minutes can be saved: the longest phases to come first, not breaks, not the last one.

    Together they are as much as that, or as much as there is to save.
    """
    begun = [n for n, item in enumerate(items) if item.began_at]
    rest = [item for item in items[begun[-1] + 1 if begun else 0 : -1] if item.kind != "break"]
    found, left = [], late
    for item in sorted(rest, key=lambda item: -item.minutes):
        most = min(int(item.minutes * _SHARE), item.minutes - _LEAST)
        if left <= 0 or most <= 0:
            continue
        found.append(Saving(item.id, min(most, left)))
        left -= found[-1].minutes
    return found


def moment(text: str | None) -> datetime | None:
    """The local time in an ISO 8601 text; None for what is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def _last_moment(items: Sequence[ProgrammeItem]) -> datetime | None:
    """When something last began or ended."""
    times = [moment(text) for item in items for text in (item.began_at, item.ended_at)]
    return max((time for time in times if time is not None), default=None)


def _minute(time: datetime) -> int:
    return time.hour * 60 + time.minute


def _near(minute: int, other: int | None) -> int:
    """The same time of day, counted in the night that follows where that is nearer to another one."""
    return minute if other is None else minute + _DAY * round((other - minute) / _DAY)
