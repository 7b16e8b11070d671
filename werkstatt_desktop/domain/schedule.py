"""When each item of the programme begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .records import ProgrammeItem

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """The time of one item, in minutes after midnight; None while no item before it has a time.

    `fixed`: the item has a time of its own. `overlap`: how many minutes it begins before the one
    before it ends.
    """

    start: int | None
    end: int | None
    fixed: bool
    overlap: int = 0


def timetable(items: Sequence[ProgrammeItem], starts: str) -> list[Slot]:
    """The slots of items in their order, on a day that begins at `starts` (HH:MM or empty).

    An item with a time of its own begins then; every other one when the one before it ends.
    """
    slots: list[Slot] = []
    now = minutes_after_midnight(starts)
    for item in items:
        own = near(minutes_after_midnight(item.starts_at or ""), now)
        start = now if own is None else own
        overlap = max(0, now - own) if slots and own is not None and now is not None else 0
        now = None if start is None else start + item.minutes
        slots.append(Slot(start, now, own is not None, overlap))
    return slots


def near(minute: int | None, other: int | None) -> int | None:
    """The same time of day, counted in the night that follows where that is nearer to another one."""
    return minute if minute is None or other is None else minute + _DAY * round((other - minute) / _DAY)


def clock(minutes: int) -> str:
    """Minutes after midnight as HH:MM; the night after goes on at 00:00."""
    hours, rest = divmod(minutes, 60)
    return f"{hours % 24:02d}:{rest:02d}"


def minutes_after_midnight(clock: str) -> int | None:
    """The opposite of `clock`; None for what is no time."""
    hours, colon, rest = clock.partition(":")
    if not (colon and hours.isdecimal() and rest.isdecimal()):
        return None
    return int(hours) * 60 + int(rest) if int(hours) < 24 and int(rest) < 60 else None
