"""Search over the workshops of a folder."""

from __future__ import annotations

from dataclasses import replace

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import looking_back, recalling
from werkstatt_desktop.domain.looking_back import Wanted
from werkstatt_desktop.domain.recalling import Past
from werkstatt_desktop.domain.records import Feedback, Measure, Participant, Record, Result


def past(name: str, date: str, *more: Record) -> Past:
    found = recalling.past_of(name, state_of([*workshop_records(), *more]))
    return replace(found, facts=replace(found.facts, title=name, date=date))


OLD = past("a", "2019-05-01", Measure(id="m", what="Räume öffnen", who="Frau Ceylan"))
NEW = past(
    "b",
    "2026-05-01",
    Participant(department="Jugendamt"),
    Result(id="r", text="Ein Raumplan"),
    Feedback(text="Ein guter Raum für alle"),
)


def found(wanted: Wanted) -> list[tuple[str, list[str]]]:
    hits = looking_back.look([OLD, NEW], wanted)
    return [(hit.past.doc_id, [said.text for said in hit.said]) for hit in hits]


def test_words_in_any_order() -> None:
    """All words have to stand in it, whatever their case; the latest workshop comes first."""
    assert found(Wanted("TISCH rund")) == [("b", ["Runder Tisch"]), ("a", ["Runder Tisch"])]
    assert found(Wanted("ceylan")) == [("a", ["Räume öffnen"])]


def test_all_kinds_are_found() -> None:
    """Cards, results, measures, what is parked and what was said at the end."""
    assert found(Wanted("raum")) == [("b", ["Ein Raumplan", "Ein guter Raum für alle"])]
    assert found(Wanted("räum")) == [("b", ["Räume"]), ("a", ["Räume", "Räume öffnen"])]


def test_filters() -> None:
    """By kind, by year, by who took part; a filter alone asks for something."""
    assert found(Wanted(kinds=frozenset(["obstacle"]), years=frozenset(["2026"]))) == [
        ("b", ["Zu wenig Zeit"])
    ]
    assert found(Wanted(kinds=frozenset(["measure", "result"]))) == [
        ("b", ["Ein Raumplan"]),
        ("a", ["Räume öffnen"]),
    ]
    assert found(Wanted("räume", kinds=frozenset(["other"]), departments=frozenset(["Jugendamt"]))) == [
        ("b", ["Räume"])
    ]


def test_nothing_asked_for() -> None:
    """Blanks ask for nothing, and nothing is found."""
    assert Wanted("  ").nothing
    assert found(Wanted("  ")) == []


def test_what_can_be_asked_for() -> None:
    """Years, the latest first, and the departments of all who took part."""
    assert looking_back.years([OLD, NEW]) == ["2026", "2019"]
    assert looking_back.departments([OLD, NEW]) == ["Jugendamt"]
