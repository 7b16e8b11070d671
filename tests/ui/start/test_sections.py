"""In which order and under which names workshops stand on the start page."""

from __future__ import annotations

import pytest

from werkstatt_desktop.storage.summaries import Summary
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.start.sections import facts_of, sections

DE = Texts("de")


def summary(title: str, date: str = "", *, series: str = "", place: str = "", number: str = "") -> Summary:
    return Summary(f"/w/{title}{place}{date}", title, series, number, date, place, groups=1, cards=2)


def shown(*summaries: Summary) -> list[tuple[str, str, list[str]]]:
    return [(s.heading, s.note, [e.name for e in s.entries]) for s in sections(summaries, DE)]


def test_latest_series_first() -> None:
    """Series stand in the order of their latest workshops, workshops in a series latest first."""
    assert shown(
        summary("A", "2026-01-01", series="Alt"),
        summary("B", "2027-01-01", series="Neu"),
        summary("C", "2026-05-01", series="Alt"),
        summary("D", "2028-01-01"),
    ) == [("Neu", "1", ["B"]), ("Alt", "2", ["C", "A"]), ("Weitere", "", ["D"])]


def test_without_any_series() -> None:
    """Where there is no series, the heading does not speak of others."""
    assert shown(summary("A"), summary("B", "2026-01-01")) == [("Workshops", "", ["B", "A"])]


def test_series_whose_name_is_written_differently() -> None:
    """Upper and lower case do not make two series of one."""
    assert [
        note for _, note, _ in shown(summary("A", series="Stadtforum"), summary("B", series="stadtforum"))
    ] == ["2"]


def test_one_title_in_several_places() -> None:
    """A series that goes from town to town is headed by its title; the towns are the names."""
    assert shown(
        summary("Vernetzung", "2009-09-23", series="Reihe", place="Essen"),
        summary("Vernetzung", "2009-02-12", series="Reihe", place="Münster"),
    ) == [("Vernetzung", "Reihe · 2", ["Essen", "Münster"])]


def test_one_title_in_one_place() -> None:
    """A single workshop keeps its title as its name."""
    assert shown(summary("Vernetzung", series="Reihe", place="Essen")) == [("Reihe", "1", ["Vernetzung"])]


def test_numbers_decide_on_one_day() -> None:
    """Workshops of one day stand by their numbers, the tenth after the ninth."""
    day = [summary(f"T{n}", "2026-01-01", series="Reihe", number=str(n)) for n in (9, 10, 2)]
    assert shown(*day) == [("Reihe", "3", ["T10", "T9", "T2"])]


def test_workshop_without_a_title() -> None:
    """A workshop without a title is called by its file."""
    assert shown(Summary("/w/Notizen.werkstatt")) == [("Workshops", "", ["Notizen"])]


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("de", "23.09.2009 · 1 Gruppe · 2 Karten · Essen"),
        ("en", "23/09/2009 · 1 group · 2 cards · Essen"),
    ],
)
def test_facts_follow_the_language(language: str, facts: str) -> None:
    """Date and counts are in the language of the screens."""
    assert facts_of(summary("T", "2009-09-23", place="Essen"), Texts(language)) == facts


def test_unknown_problem() -> None:
    """A problem without words of its own is still said."""
    assert facts_of(Summary("/w/a", problem="etwas Neues"), DE) == "nicht lesbar"
