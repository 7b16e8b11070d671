"""Until when: what people say for a day in the time to come, in German or English."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from .typed import day_of, month_of

_WEEK = re.compile(
    r"(?:kw|kalenderwoche|week|cw|calendar week) ?(\d{1,2})(?:[ /.-]*(\d{4}|\d{2}))?", re.IGNORECASE
)
_IN = re.compile(
    r"in (\d{1,3}|einer|einem|ein|zwei|drei|vier|fünf|sechs|a|an|one|two|three|four|five|six)"
    r" (tag|woche|monat|jahr|day|week|month|year)[a-z]*",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("einer einem ein a an one", "zwei two", "drei three", "vier four", "fünf five", "sechs six"), 1
    )
    for word in words.split()
}
_PART = re.compile(
    r"(anfang|mitte|ende|early|beginning of|start of|mid|middle of|end of|late)[ -]+([^\W\d_]{3,})\.?"
    r"(?: (\d{4}))?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:im |in )?([^\W\d_]{3,})\.?(?: (\d{4}))?", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:q|quartal ?)([1-4])(?:[ /]*(\d{4}))?|([1-4])\. ?quartal(?: (\d{4}))?", re.IGNORECASE
)
_UNTIL = re.compile(r"^(?:bis|until|by|till)(?: zum| zur| the)? ", re.IGNORECASE)
_SOON = {
    "heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "nächste woche": 7, "next week": 7,
}  # fmt: skip
_EARLY = {"anfang", "early", "beginning of", "start of"}
_MIDDLE = {"mitte", "mid", "middle of"}


def due_of(text: str, today: date) -> str | None:
    """The ISO date that a text means, as a rule a working day to come; "" for none, None where it is no date.

    A week means its Friday, a month its last day, "Anfang" its 10th and "Mitte" its 15th. Without a year
    it is the next time that this comes round after `today`.
    """
    text = _UNTIL.sub("", " ".join(text.split()))
    if not text:
        return ""
    for read in (_soon, _week, _in, _part, _quarter, _month, _day):
        try:
            found = read(text, today)
        except (ValueError, OverflowError):
            # A year that no calendar has.
            return None
        if found is not None:
            return found.isoformat()
    return None


def _soon(text: str, today: date) -> date | None:
    days = _SOON.get(text.casefold())
    return today + timedelta(days) if days is not None else None


def _week(text: str, today: date) -> date | None:
    found = _WEEK.fullmatch(text)
    if found is None:
        return None
    week = int(found[1])
    years = [_year(found[2])] if found[2] else [today.isocalendar().year, today.isocalendar().year + 1]
    for year in years:
        try:
            friday = date.fromisocalendar(year, week, 5)
        except ValueError:
            continue
        if found[2] or friday >= today:
            return friday
    return None


def _in(text: str, today: date) -> date | None:
    found = _IN.fullmatch(text)
    if found is None:
        return None
    word = found[1].casefold()
    count, unit = _NUMBERS.get(word) or int(word), found[2].casefold()
    if unit in ("tag", "day"):
        return today + timedelta(count)
    if unit in ("woche", "week"):
        return today + timedelta(weeks=count)
    months = today.month - 1 + count * (12 if unit in ("jahr", "year") else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _part(text: str, today: date) -> date | None:
    found = _PART.fullmatch(text)
    month = month_of(found[2]) if found else None
    if found is None or month is None:
        return _end_of_year(found, today)
    part = found[1].casefold()
    year = int(found[3]) if found[3] else None
    day = 10 if part in _EARLY else 15 if part in _MIDDLE else None
    return _next(month, day, year, today)


def _end_of_year(found: re.Match[str] | None, today: date) -> date | None:
    ends = found is not None and found[1].casefold() in ("ende", "end of", "late")
    if found is None or not ends or found[2].casefold() not in ("jahr", "jahres", "year", "the"):
        return None
    return date(today.year, 12, 31)


def _quarter(text: str, today: date) -> date | None:
    found = _QUARTER.fullmatch(text)
    if found is None:
        return None
    year = found[2] or found[4]
    return _next(int(found[1] or found[3]) * 3, None, int(year) if year else None, today)


def _month(text: str, today: date) -> date | None:
    found = _MONTH.fullmatch(text)
    month = month_of(found[1]) if found else None
    if found is None or month is None:
        return None
    return _next(month, None, int(found[2]) if found[2] else None, today)


def _day(text: str, today: date) -> date | None:
    # Who names no year means the next time.
    again = day_of(text, date(today.year + 1, 1, 1))
    said = day_of(text, today) or again
    if not said:
        return None
    found = date.fromisoformat(said)
    if found < today and again and again != said:
        return date.fromisoformat(again)
    return found


def _next(month: int, day: int | None, year: int | None, today: date) -> date:
    """A day of a month, without one its last, in a year or the next time it comes round."""

    def in_year(year: int) -> date:
        return date(year, month, day or monthrange(year, month)[1])

    if year is not None:
        return in_year(year)
    found = in_year(today.year)
    return found if found >= today else in_year(today.year + 1)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)
