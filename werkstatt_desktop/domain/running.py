"""The day as it really goes: what is on now, how far behind the plan it is, and where time can be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .records import Id, ProgrammeItem
from .schedule import minutes_after_midnight

_LEAST = 5
"""No phase is cut below so many minutes."""
_SHARE = 0.25
"""So large a part of a phase can be saved at most; a break keeps its length."""


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
    planned = planned_start(items, starts, item.id)
    late = None if planned is None else began.hour * 60 + began.minute - planned
    over = max(0.0, gone - item.minutes) if item.minutes else 0.0
    return Now(item, gone, item.minutes - gone, None if late is None else late + int(over))


def planned_start(items: Sequence[ProgrammeItem], starts: str, id: Id) -> int | None:
    """When a phase was to begin, in minutes after midnight, whatever really happened."""
    time = minutes_after_midnight(starts)
    for item in items:
        own = minutes_after_midnight(item.starts_at or "")
        time = time if own is None else own
        if item.id == id:
            return time
        time = None if time is None else time + item.minutes
    return None


def savings(items: Sequence[ProgrammeItem], behind: int) -> list[Saving]:
    """Where so many minutes can be saved: the longest phases to come first, breaks not at all.

    Together they are as much as is behind, or as much as there is to save.
    """
    begun = [n for n, item in enumerate(items) if item.began_at]
    rest = [item for item in items[begun[-1] + 1 if begun else 0 :] if item.kind != "break"]
    found, left = [], behind
    for item in sorted(rest, key=lambda item: -item.minutes):
        most = min(int(item.minutes * _SHARE), item.minutes - _LEAST)
        if left <= 0 or most <= 0:
            continue
        found.append(Saving(item.id, min(most, left)))
        left -= found[-1].minutes
    return found


def moment(text: str | None) -> datetime | None:
    """The time in an ISO 8601 text; None for what is none."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
