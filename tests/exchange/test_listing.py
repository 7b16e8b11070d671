"""Cards as text and tables for other programs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given

from tests.examples import workshop
from tests.hostile import TEXT
from werkstatt_desktop.domain.columns import recognise
from werkstatt_desktop.domain.records import Card, Cluster
from werkstatt_desktop.exchange.delimited import read_pasted
from werkstatt_desktop.exchange.listing import (
    as_rows,
    as_text,
    board_order,
    harmless,
    html_table,
    tab_separated,
)
from werkstatt_desktop.texts import Texts

DE = Texts("de")


def test_text() -> None:
    """Cards stand line by line below their headings; a single card is its text."""
    parts = board_order(workshop(), "g1", ["t1", "c3"])
    assert as_text(parts, DE) == "Zusammenarbeit\n- Runder Tisch\n- Zu wenig Zeit\n\n- Kurze Wege"
    assert as_text(board_order(workshop(), "g1", ["c2"]), DE) == "Zu wenig Zeit"
    loose: list[tuple[Cluster | None, list[Card]]] = [
        (None, [card for card in workshop().all(Card) if card.id in {"c3", "c4"}])
    ]
    assert sorted(as_text(loose, DE).split("\n")) == ["Kurze Wege", "Räume"]


def test_rows() -> None:
    """A row has text, category, group, theme and explanation."""
    rows = as_rows(workshop(), board_order(workshop(), "g1", ["c1", "c3"]), DE)
    assert rows == [
        ("Text", "Kategorie", "Gruppe", "Thema", "Erläuterung"),
        ("Runder Tisch", "Chance", "Vernetzung", "Zusammenarbeit", ""),
        ("Kurze Wege", "Chance", "Vernetzung", "", ""),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_there_and_back(language: str) -> None:
    """A table that was copied is understood when it is pasted."""
    rows = as_rows(workshop(), board_order(workshop(), "g1", ["t1", "c3"]), Texts(language))
    table = read_pasted(tab_separated(rows))
    assert table is not None
    assert list(table.rows) == [tuple(row) for row in rows] or table.rows[0] == rows[0][: table.width]
    assert recognise(table.rows, (), ()).uses[:4] == ("text", "category", "group", "theme")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =1", "\n=1", "\t=1"])
def test_formulas(cell: str) -> None:
    """What a spreadsheet would reckon with is marked as text, in both tables."""
    assert harmless(cell).startswith("'")
    assert "'" in tab_separated([[cell]])
    assert "<td style=\"mso-number-format:'\\@'\">&#x27;" in html_table([["Text"], [cell]])


def test_usual_texts() -> None:
    """All other texts stay as they are."""
    assert harmless("Mehr Grün = gut") == "Mehr Grün = gut"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


@given(TEXT)
def test_hostile_texts(text: str) -> None:
    """No text becomes markup, and none makes another cell or row."""
    tags = _Tags()
    tags.feed(html_table([["Text", "x"], [text, text]]))
    assert tags.found <= {"html", "head", "meta", "body", "table", "tr", "th", "td", "br"}
    table = read_pasted(tab_separated([["Text", "Gruppe"], [text, "a"]]))
    assert table is None or len(table.rows) <= 2
