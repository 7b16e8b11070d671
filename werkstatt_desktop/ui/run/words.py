"""How the times of the day are said and shown."""

from __future__ import annotations

from ...domain.records import ProgrammeItem
from ...domain.running import Now
from ...texts import Texts

LAST_MINUTE = 60
"""Seconds before the end in which the timer takes another colour."""


def countdown(on: Now) -> str:
    """What is left as the timer shows it: "12:40", beyond the end "+0:20"; without a length the time gone."""
    seconds = seconds_left(on)
    if not on.item.minutes:
        return clock_of(int(on.gone * 60))
    return clock_of(seconds) if seconds >= 0 else "+" + clock_of(-seconds)


def seconds_left(on: Now) -> int:
    """Whole seconds until the planned end; below zero after it."""
    return on.item.minutes * 60 - int(on.gone * 60)


def clock_of(seconds: int) -> str:
    """Minutes and seconds, from a hundred minutes on with hours."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 100:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def spoken_left(on: Now, t: Texts) -> str:
    """What is left in whole minutes, for the ear."""
    left = seconds_left(on)
    if not on.item.minutes:
        return t.n("{n} minute gone", "{n} minutes gone", int(on.gone))
    if left < 0:
        return t.n("{n} minute over", "{n} minutes over", -left // 60)
    if left <= LAST_MINUTE:
        return t("the last minute")
    return t.n("{n} minute left", "{n} minutes left", -(-left // 60))


def spoken_behind(behind: int, t: Texts) -> str:
    """How the day goes: "12 minutes behind the plan"."""
    if behind > 0:
        return t.n("{n} minute behind the plan", "{n} minutes behind the plan", behind)
    if behind < 0:
        return t.n("{n} minute ahead of the plan", "{n} minutes ahead of the plan", -behind)
    return t("As planned")


def title_of(item: ProgrammeItem, t: Texts) -> str:
    return item.title or t("item without a title")
