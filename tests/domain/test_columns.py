"""What the columns of a table mean."""

from __future__ import annotations

import pytest

from werkstatt_desktop.domain.columns import Columns, names_columns, recognise

CATEGORIES = frozenset({"chance", "chancen", "schwierigkeit", "opportunity"})
GROUPS = frozenset({"tisch 1", "tisch 2"})


@pytest.mark.parametrize(
    ("headings", "uses"),
    [
        ("Text Kategorie Gruppe Thema Erläuterung", ("text", "category", "group", "theme", "explanation")),
        ("text category group theme explanation", ("text", "category", "group", "theme", "explanation")),
        ("Nr Karte Art Tisch Überschrift", ("", "text", "category", "group", "theme")),
        ("KARTENTEXT Kommentar", ("text", "explanation")),
    ],
)
def test_headings(headings: str, uses: tuple[str, ...]) -> None:
    """Headings are understood in German and English, whatever their case and order."""
    rows = [headings.split(), ["1"] * len(uses)]
    assert recognise(rows, CATEGORIES, GROUPS) == Columns(uses, headed=True)


def test_without_headings() -> None:
    """Categories and groups are known by their names; the longest texts are those of the cards."""
    rows = [
        ["1", "Tisch 1", "Chance", "Mehr Grün in der Stadt"],
        ["2", "Tisch 2", "Schwierigkeit", "Zu wenig Geld dafür"],
        ["3", "Tisch 9", "chancen", "Bänke"],
    ]
    assert recognise(rows, CATEGORIES, GROUPS) == Columns(("", "group", "category", "text"), headed=False)


def test_one_column() -> None:
    """A single column holds the texts, though they be numbers."""
    assert recognise([["12"], ["13"]], CATEGORIES, GROUPS) == Columns(("text",), headed=False)


def test_a_card_is_no_heading() -> None:
    """A first row with one word that could be a heading, but not that of the texts, is a card."""
    assert not names_columns(["Gruppe", "Mehr Grün"])
    assert not names_columns(["Text", "Text"])
    assert names_columns(["Text", "Nr."])
    assert names_columns(["Gruppe", "Thema"])


def test_only_a_heading() -> None:
    """A table of one row is a card."""
    assert not recognise([["Text", "Gruppe"]], CATEGORIES, GROUPS).headed


def test_nothing() -> None:
    """Of no rows nothing is known."""
    assert recognise([], CATEGORIES, GROUPS).uses == ()
