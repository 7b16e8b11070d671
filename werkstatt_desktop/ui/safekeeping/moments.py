"""When something was kept, in the words of who looks for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ...texts import Texts


def day(at: datetime, t: Texts) -> str:
    """The day where the user is, near ones by name."""
    here = at.astimezone().date()
    words = t.date(here.isoformat(), weekday=True)
    if here == date.today():
        return t("Today, {date}", date=words)
    if here == date.today() - timedelta(days=1):
        return t("Yesterday, {date}", date=words)
    return words


def clock(at: datetime) -> str:
    """The time of day where the user is, "14:03"."""
    return f"{at.astimezone():%H:%M}"


def in_name(at: datetime, t: Texts) -> str:
    """Day and time as they can stand in a file name, "22.11. 14.03"."""
    here = at.astimezone()
    return f"{here:%d.%m. %H.%M}" if t.language == "de" else f"{here:%d-%m %H.%M}"


def soon(at: datetime, t: Texts) -> str:
    """As short as it can be said: the time for today, else day and time."""
    here = at.astimezone()
    if here.date() == date.today():
        return f"{here:%H:%M}"
    return f"{here:%d.%m.} {here:%H:%M}" if t.language == "de" else f"{here:%d/%m} {here:%H:%M}"
