"""Measures for calendars and spreadsheets."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.records import Answer, Measure, Participant, Record
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.exchange import measures
from werkstatt_desktop.texts import Texts

NOW = datetime(2026, 11, 22, 18, 5, 9, tzinfo=UTC)
DE = Texts("de")


def state_with(*more: Record) -> State:
    return state_of([*workshop_records(), *more])


def lines(state: State) -> list[str]:
    """The lines of the calendar, put together again."""
    text = measures.calendar(state, DE, NOW).decode()
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_event() -> None:
    """A measure is an event of its whole day that keeps its id and takes no time."""
    state = state_with(Measure(id="m1", what="Konzept", who="Jugendamt", due="2026-12-31"))
    found = lines(state)
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-1] == "END:VCALENDAR"
    assert found[found.index("BEGIN:VEVENT") : found.index("END:VEVENT")][:6] == [
        "BEGIN:VEVENT",
        "UID:m1@werkstatt",
        "DTSTAMP:20261122T180509Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Konzept",
    ]
    assert "TRANSP:TRANSPARENT" in found


def test_special_characters() -> None:
    """What means something in a calendar is marked as text, and line ends are kept."""
    state = state_with(Measure(id="m1", what="a;b,c\\d", first_result="eins\nzwei", due="2026-12-31"))
    found = lines(state)
    assert "SUMMARY:a\\;b\\,c\\\\d" in found
    assert any("eins\\nzwei" in line for line in found if line.startswith("DESCRIPTION:"))


def test_no_line_of_its_own() -> None:
    """Words of a measure cannot begin another property."""
    state = state_with(Measure(id="m1", what="x\r\nATTACH:http://boese", due="2026-12-31"))
    assert not any(line.startswith("ATTACH") for line in lines(state))


def test_long_lines_are_folded() -> None:
    """No line is longer than 75 bytes, and none ends within a character."""
    what = "Übergröße 🎈 " * 40
    state = state_with(Measure(id="m1", what=what, due="2026-12-31"))
    raw = measures.calendar(state, DE, NOW)
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert f"SUMMARY:{what.strip()}" in lines(state)


def test_only_with_a_day() -> None:
    """Measures without a day, with one that no calendar has, and dropped ones are left out."""
    state = state_with(
        Measure(id="m1", what="ohne"),
        Measure(id="m2", what="falsch", due="2026-02-31"),
        Measure(id="m3", what="entfällt", due="2026-12-31", status="dropped"),
        Measure(id="m4", what="bleibt", due="9999-12-31"),
    )
    found = lines(state)
    assert [line for line in found if line.startswith("UID")] == ["UID:m4@werkstatt"]
    assert not any(line.startswith("DTEND") for line in found)


def test_names_only_of_the_measure() -> None:
    """Nobody is named but who stands in the measure."""
    people = [Participant(id=f"p{n}", name=f"Name{n}", presence="present") for n in (1, 2)]
    state = state_with(*people, Measure(id="m1", what="x", who_id="p1", due="2026-12-31"))
    text = measures.calendar(state, DE, NOW).decode()
    assert "Name1" in text
    assert "Name2" not in text


def rows(state: State, language: str) -> list[list[str]]:
    raw = measures.table(state, Texts(language))
    assert raw.startswith(b"\xef\xbb\xbf")
    separator = ";" if language == "de" else ","
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_table() -> None:
    """All measures in their order, with the words of the language."""
    state = state_with(
        Measure(id="m2", rank=1.0, what="zwei", status="done"),
        Measure(
            id="m1", rank=0.0, what="eins;\n„mehr“", who="Amt", with_whom="alle", due="2026-12-31",
            first_result="Liste",
        ),
        Answer(measure_id="m1", card_id="c2"),
    )  # fmt: skip
    head, one, two = rows(state, "de")
    assert head == ["Nr.", "Was", "Für", "Verantwortlich", "Mit", "Bis wann", "Erstes Ergebnis", "Stand"]
    assert one[:2] == ["1", "eins;\n„mehr“"]
    assert one[2]
    assert one[3:] == ["Amt", "alle", "31.12.2026", "Liste", "offen"]
    assert two == ["2", "zwei", "", "", "", "", "", "erledigt"]
    assert rows(state, "en")[1][5] == "2026-12-31"


def test_formulas_are_harmless() -> None:
    """What a spreadsheet would reckon with is marked as text."""
    state = state_with(Measure(id="m1", what="=1+1", who="@SUM(A1)", with_whom="-2", first_result="+3"))
    row = rows(state, "de")[1]
    assert [row[1], row[3], row[4], row[6]] == ["'=1+1", "'@SUM(A1)", "'-2", "'+3"]
