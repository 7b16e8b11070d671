"""What people type for a day, a time of day and a length of time, in German or English."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    ("januar", "january", "jänner", "jaenner"), ("februar", "february", "feber"),
    ("märz", "march", "maerz", "marz"),
    ("april",), ("mai", "may"), ("juni", "june"), ("juli", "july"), ("august",), ("september",),
    ("oktober", "october"), ("november",), ("dezember", "december"),
)  # fmt: skip
"""The months' names in both languages, of which a beginning is enough."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([^\W\d_]{3,})\.?(?: (\d{4}|\d{2}))?")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_WEEKDAY = re.compile(r"^(?:mo|di|mi|do|fr|sa|so|tu|we|th|su)[^\W\d_]*\.?,? +", re.IGNORECASE)

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h ] ?(\d{2}))?(?: ?(?:uhr|h))?(?: ?(am|pm|a\.m\.|p\.m\.))?", re.IGNORECASE
)
_FOUR = re.compile(r"(\d{1,2})(\d{2})")

_MINUTES = re.compile(r"(\d{1,4})(?: ?(?:m|min|minuten?|minutes?)\.?)?", re.IGNORECASE)
_HOURS = re.compile(
    r"(\d{1,2})(?:[.,](\d))? ?(?:h|std|stunden?|hours?)\.?(?: ?(\d{1,2}) ?(?:m|min|minuten?|minutes?)?\.?)?",
    re.IGNORECASE,
)
_HOURS_AND_MINUTES = re.compile(r"(\d{1,2}):(\d{2})(?: ?(?:h|std)\.?)?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:bis|until|till|to)(?: um)? (.+)", re.IGNORECASE)
LONGEST = 24 * 60
"""How many minutes one item of a programme can take."""


def day_of(text: str, today: date) -> str | None:
    """The ISO date that a text means; "" for none, None where it is no date.

    Without a year it is the one of `today`; two figures mean this century.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    # No month begins like a weekday.
    text = _WEEKDAY.sub("", text, count=1)
    patterns = ((_ISO, (1, 2, 3)), (_FIGURES, (3, 2, 1)), (_TOGETHER, (3, 2, 1)), (_DAY_FIRST, (3, 2, 1)))
    for pattern, places in patterns:
        if found := pattern.fullmatch(text):
            year, month, day = (found[place] for place in places)
            return _iso(year, month, day, today)
    if found := _MONTH_FIRST.fullmatch(text):
        return _iso(found[3], found[1], found[2], today)
    return None


def time_of(text: str) -> str | None:
    """The time of day that a text means, as HH:MM; "" for none, None where it is no time."""
    text = " ".join(text.split())
    if not text:
        return ""
    found = _CLOCK.fullmatch(text) or _FOUR.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3].lower()[0] if found.re is _CLOCK and found[3] else ""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def until_of(text: str) -> str | None:
    """The time of day, as HH:MM, in "bis 13:00" or "until 1 pm"; None where nothing of that kind is meant."""
    found = _UNTIL.fullmatch(" ".join(text.split()))
    return time_of(found[1]) or None if found else None


def minutes_of(text: str) -> int | None:
    """The number of minutes that a text means: "45", "45 min", "1 h 30", "1,5 h", "1:30"; 0 for none.

    None where it is no length of time, or more than a day.
    """
    text = " ".join(text.split())
    if not text:
        return 0
    if found := _MINUTES.fullmatch(text):
        minutes = int(found[1])
    elif found := _HOURS_AND_MINUTES.fullmatch(text):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _HOURS.fullmatch(text):
        minutes = int(found[1]) * 60 + int(found[2] or 0) * 6 + int(found[3] or 0)
    else:
        return None
    return minutes if minutes <= LONGEST else None


def _iso(year: str | None, month: str, day: str, today: date) -> str | None:
    number = int(month) if month.isdecimal() else month_of(month)
    if number is None:
        return None
    full = today.year if year is None else int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, number, int(day)).isoformat()
    except ValueError:
        return None


def month_of(name: str) -> int | None:
    """The number of the month that a name or its beginning means, at least three letters of it."""
    folded = name.casefold()
    if len(folded) < 3:
        return None
    return next((n for n, names in enumerate(_MONTHS, 1) if any(m.startswith(folded) for m in names)), None)
