"""What people type for days, times and lengths of time."""

from datetime import date

import pytest

from werkstatt_desktop.domain.typed import day_of, minutes_of, time_of, until_of

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "23.9.2009",
        "23.09.2009",
        "23.9.09",
        "23/09/2009",
        "23092009",
        "230909",
        "2009-09-23",
        "23. September 2009",
        "23 September 2009",
        "23. Sep. 2009",
        "Mi, 23. September 2009",
        "Mittwoch, 23. September 2009",
        "Wed, 23 September 2009",
        "Wednesday 23.9.2009",
        "September 23, 2009",
        "Sept 23rd, 2009",
        "  23.9.2009 ",
    ],
)
def test_day_is_understood(text: str) -> None:
    """The usual ways to write a day mean the same day."""
    assert day_of(text, TODAY) == "2009-09-23"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1. März 2026", "2026-03-01"),
        ("Mo, 2. Maerz 2026", "2026-03-02"),
        ("5. Mai 2027", "2027-05-05"),
        ("May 5, 2027", "2027-05-05"),
        ("24. Dezember 2026", "2026-12-24"),
        ("24 December 2026", "2026-12-24"),
        ("Do 1. Okt 2026", "2026-10-01"),
        ("Jänner 7, 2027", "2027-01-07"),
        ("29.2.2028", "2028-02-29"),
    ],
)
def test_months_of_both_languages(text: str, day: str) -> None:
    """Months are known by their German and English names, also shortened and without umlauts."""
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize("text", ["4.5.", "4.5", "4. Mai", "May 4"])
def test_day_without_year_is_this_year(text: str) -> None:
    """Where the year is missing it is the one of today."""
    assert day_of(text, TODAY) == "2026-05-04"


@pytest.mark.parametrize(
    "text",
    [
        "31.2.2026",
        "29.2.2027",
        "13.13.2026",
        "bald",
        "Mai",
        "2026",
        "23",
        "1.1.1.1",
        "23. Foo 2009",
        "3. Dezernat",
    ],
)
def test_what_is_no_day(text: str) -> None:
    """What is no day is not made into one."""
    assert day_of(text, TODAY) is None


def test_no_day() -> None:
    """A date can be taken away."""
    assert day_of("  ", TODAY) == ""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9", "09:00"),
        ("9:30", "09:30"),
        ("09.30", "09:30"),
        ("9.30 Uhr", "09:30"),
        ("9 Uhr", "09:00"),
        ("9h30", "09:30"),
        ("930", "09:30"),
        ("1530", "15:30"),
        ("3 pm", "15:00"),
        ("3:15 p.m.", "15:15"),
        ("12 am", "00:00"),
        ("12:30 pm", "12:30"),
        ("24:00", "00:00"),
        ("0:05", "00:05"),
        ("", ""),
    ],
)
def test_time_is_understood(text: str, time: str) -> None:
    """The usual ways to write a time of day."""
    assert time_of(text) == time


@pytest.mark.parametrize("text", ["25", "9:75", "mittags", "13 pm", "-3", "9:3", "24:01", "99999"])
def test_what_is_no_time(text: str) -> None:
    """What is no time of day is not made into one."""
    assert time_of(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45 Min.", 45),
        ("90 Minuten", 90),
        ("1 h", 60),
        ("1,5 h", 90),
        ("1.5h", 90),
        ("1 h 30", 90),
        ("1 h 30 min", 90),
        ("2 Std.", 120),
        ("1:15", 75),
        ("", 0),
    ],
)
def test_length_is_understood(text: str, minutes: int) -> None:
    """The usual ways to write a length of time."""
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["lang", "-5", "1441", "30 h", "1:2"])
def test_what_is_no_length(text: str) -> None:
    """What is no length of time, or longer than a day, is not made into one."""
    assert minutes_of(text) is None


def test_until() -> None:
    """A length of time can be given by its end."""
    assert until_of("bis 13:00") == "13:00"
    assert until_of("until 1 pm") == "13:00"
    assert [until_of(text) for text in ("13:00", "bis", "bis spät", "")] == [None] * 4
