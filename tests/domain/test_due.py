"""What people say for a day in the time to come."""

from __future__ import annotations

from datetime import date

import pytest

from werkstatt_desktop.domain.due import due_of

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("KW 32", "2027-08-13"),
        ("kw 50", "2026-12-11"),
        ("KW 47", "2027-11-26"),
        ("KW 47/2026", "2026-11-20"),
        ("KW 5 / 28", "2028-02-04"),
        ("week 2", "2027-01-15"),
        ("in 3 Wochen", "2026-12-13"),
        ("in drei Wochen", "2026-12-13"),
        ("in einer Woche", "2026-11-29"),
        ("in 10 Tagen", "2026-12-02"),
        ("in einem Monat", "2026-12-22"),
        ("in 3 Monaten", "2027-02-22"),
        ("in einem Jahr", "2027-11-22"),
        ("in two weeks", "2026-12-06"),
        ("in a month", "2026-12-22"),
        ("Ende Mai", "2027-05-31"),
        ("Mitte Dezember", "2026-12-15"),
        ("Anfang März", "2027-03-10"),
        ("Ende November", "2026-11-30"),
        ("end of May", "2027-05-31"),
        ("mid February 2028", "2028-02-15"),
        ("Ende Februar 2028", "2028-02-29"),
        ("Ende des Jahres", None),
        ("Ende Jahr", "2026-12-31"),
        ("bis Ostern", None),
        ("im Mai", "2027-05-31"),
        ("Juni 2027", "2027-06-30"),
        ("Q1", "2027-03-31"),
        ("Q4", "2026-12-31"),
        ("2. Quartal 2027", "2027-06-30"),
        ("bis zum 15.12.", "2026-12-15"),
        ("15.3.", "2027-03-15"),
        ("15.12.2009", "2009-12-15"),
        ("31.02.", None),
        ("29.02.", None),
        ("Ende Mai 0000", None),
        ("Q1 0000", None),
        ("Mai 0000", None),
        ("2027-01-31", "2027-01-31"),
        ("morgen", "2026-11-23"),
        ("übermorgen", "2026-11-24"),
        ("nächste Woche", "2026-11-29"),
        ("today", "2026-11-22"),
        ("KW 54", None),
        ("KW 0", None),
        ("irgendwann", None),
        ("", ""),
        ("  ", ""),
    ],
)
def test_due(said: str, meant: str | None) -> None:
    """Weeks, lengths of time, parts of a month and plain dates; the next time that it comes round."""
    assert due_of(said, TODAY) == meant


def test_last_of_a_long_month() -> None:
    """A month from the 31st is the last day of a shorter month."""
    assert due_of("in einem Monat", date(2027, 1, 31)) == "2027-02-28"


def test_leap_day() -> None:
    """A year from a leap day is the day before March."""
    assert due_of("in einem Jahr", date(2028, 2, 29)) == "2029-02-28"
    assert due_of("29.2.", date(2027, 11, 22)) == "2028-02-29"


def test_last_week_of_a_year() -> None:
    """Week 53 is meant of a year that has one."""
    assert due_of("KW 53", date(2026, 11, 1)) == "2027-01-01"
