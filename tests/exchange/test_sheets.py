"""Tables for spreadsheets: whole, harmless, and read back as they were."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.examples import state_of, workshop, workshop_records
from tests.hostile import TEXT
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.records import Group, Measure, Participant, Record, Vote, VoteRound
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs.cards import reword_card
from werkstatt_desktop.domain.verbs.setup import edit_group
from werkstatt_desktop.exchange import sheets, tables
from werkstatt_desktop.exchange.delimited import read_csv
from werkstatt_desktop.exchange.xlsx import read_xlsx
from werkstatt_desktop.texts import Texts

DE = Texts("de")


def with_more(*records: Record) -> State:
    return state_of([*workshop_records(), *records])


def made(state: State, which: str, *, no_names: bool = False) -> tables.Sheet:
    return dict(tables.sheets(state, DE, no_names=no_names))[which]


def test_csv_is_as_german_spreadsheets_take_it() -> None:
    """Semicolons, a mark for UTF-8 and line ends of that kind; headings, then a row for each card."""
    content = sheets.csv(workshop(), DE, "cards")
    assert content.startswith("\ufeffText;Kategorie;Gruppe;Thema;".encode())
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith("Runder Tisch;Chance;Vernetzung;Zusammenarbeit;")
    assert len(lines) == 1 + 4 + 1


def test_sheets_of_the_workbook() -> None:
    """Each table is a sheet whose head stays in view, which can be filtered and whose columns have widths."""
    book = load_workbook(BytesIO(sheets.workbook(workshop(), DE)))
    names = ["Karten", "Stimmen", "Teilnehmende", "Maßnahmen", "Ergebnisse", "Themenspeicher"]
    assert book.sheetnames == names
    page = book["Karten"]
    assert (page.freeze_panes, page.auto_filter.ref, page.max_row) == ("A2", "A1:I5", 5)
    assert page.column_dimensions["A"].width == 50
    assert page["A1"].font.bold


@settings(max_examples=25)
@given(TEXT)
@example("=1+1")
@example("'=1+1")
@example("''=1+1")
@example("@SUM(A1)")
@example('a;b\n"c"\n-1')
@example("_x0041_ _x000D_")
@example("sep=;")
def test_texts_come_back(text: str) -> None:
    """Whatever a card says, it is read back from both kinds of file, and no spreadsheet reckons with it."""
    said = clean(text)[:4000] or "?"
    state = workshop()
    state = state.apply(reword_card(state, "c1", said).changes)
    name = clean(text, lines=False)[:300] or "?"
    state = state.apply(edit_group(state, "g1", name=name).changes)
    expected = [list(row) for row in [made(state, "cards").headings, *made(state, "cards").rows]]
    expected = [row[:6] for row in expected]
    for table in (read_csv(sheets.csv(state, DE, "cards")), read_xlsx(sheets.workbook(state, DE))[0]):
        assert [[*row, *[""] * 9][:6] for row in table.rows] == expected
    for row in load_workbook(BytesIO(sheets.workbook(state, DE)))["Karten"].iter_rows():
        assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in row)


@given(st.sampled_from(["=", "+", "-", "@"]), st.sampled_from(["", " ", "'", "\n"]))
def test_formulas_are_text(sign: str, before: str) -> None:
    """What begins as a formula does is kept from being one in both kinds of file."""
    state = workshop()
    said = clean(f"{before}{sign}HYPERLINK(1)")
    state = state.apply(reword_card(state, "c1", said).changes)
    assert f"\r\n'{said};" in sheets.csv(state, DE, "cards").decode("utf-8-sig").replace('"', "")
    cell = load_workbook(BytesIO(sheets.workbook(state, DE)))["Karten"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (said, "s", True)


def test_numbers_and_days_are_such() -> None:
    """Dots and persons can be reckoned with, and a day can be sorted by."""
    state = with_more(
        VoteRound(id="r", title="Was zuerst?", targets="cards", dots=3, voters=2, rank=0.0),
        Vote(id="v", round_id="r", card_id="c3", points=2, device="d"),
        Measure(id="m", what="Tisch gründen", who="Amt 51", due="2009-12-15"),
    )
    book = load_workbook(BytesIO(sheets.workbook(state, DE)))
    row = next(book["Stimmen"].iter_rows(min_row=2, max_row=2, values_only=True))
    assert row == ("Was zuerst?", "Punkte", None, None, "Kurze Wege", "Chance", 2, 1, None, None)
    assert book["Maßnahmen"]["F2"].value == datetime.fromisoformat("2009-12-15")
    assert ";15.12.2009;" in sheets.csv(state, DE, "measures").decode("utf-8-sig")
    assert len(made(state, "votes").rows) == 4


@pytest.mark.parametrize("kind", ["scale", "field"])
def test_polls(kind: str) -> None:
    """Of a poll each step or place is told with its dots."""
    state = with_more(
        VoteRound(id="r", title="Wie geht es?", kind=kind, targets="none", moment="opening", steps=3),
        Vote(id="v", round_id="r", points=4, x=0.5, y=0.25 if kind == "field" else None, device="d"),
    )
    rows = [row[4:] for row in made(state, "votes").rows]
    if kind == "scale":
        assert [row[2] for row in rows] == [0, 4, 0]
    else:
        assert rows == [("", "", 4, "", 0.5, 0.25)]


def test_hidden_is_left_out() -> None:
    """What the room may not see is in no table: cards of a hidden board, totals of a hidden round."""
    votes = (
        VoteRound(id="r", title="Geheim", targets="cards", hidden=True),
        Vote(id="v", round_id="r", card_id="c4", points=2, device="d"),
    )
    state = with_more(*votes)
    state = state.apply(edit_group(state, "g1", name="Vernetzung").changes)
    hidden = State({**state.tables, "groups": {**state.tables["groups"], "g1": Group(id="g1", hidden=True)}})
    assert [row[0] for row in made(hidden, "cards").rows] == ["Räume"]
    assert made(hidden, "votes").rows == ()
    assert b"Runder Tisch" not in sheets.csv(hidden, DE, "cards")


def test_without_names() -> None:
    """Where nobody is to be named nobody is, but what they belong to stays."""
    state = with_more(
        Participant(id="p", name="Ute Weiß", department="Amt 51", email="u@example.org", function="Leiterin"),
        Measure(id="m", what="Tisch gründen", who="Ute Weiß", with_whom="Herr K."),
        Measure(id="n", what="Räume suchen", who_id="p"),
    )
    assert "Ute Weiß" in str(made(state, "participants").rows + made(state, "measures").rows)
    row = made(state, "participants", no_names=True).rows[0]
    assert row == ("", "", "Amt 51", "", "", "", 1, "erwartet")
    said = str(dict(tables.sheets(state, DE, no_names=True)))
    assert not any(name in said for name in ("Ute", "Herr K", "u@example", "Leiterin"))
