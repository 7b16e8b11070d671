"""Headings from the cards' own words."""

from __future__ import annotations

import pytest

from werkstatt_desktop.suggest.headings import Wording


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        (["Eltern einbeziehen", "Elternabende", "Großeltern einladen"], "Eltern"),
        (["Neue Mitglieder werben", "Mitgliederzahl sinkt"], "Mitglieder"),
        (["Handover takes too long", "One form for every handover"], "Handover"),
        (["IT-Sicherheit", "Eigene IT"], "IT"),
        (["Bus fährt zu selten", "Kunst am Bau"], "Kunst am Bau"),
        (
            ["Trainer fehlen", "Trainer loben", "Trainerschein", "Kurse für Ältere", "Kurse am Abend"],
            "Trainer, Kurse",
        ),
        ([], ""),
    ],
)
def test_heading(texts: list[str], heading: str) -> None:
    """What the cards share names them, also as a part of a word; for want of that the shortest card does."""
    assert Wording(texts).heading(texts) == heading


def test_not_what_the_whole_board_says() -> None:
    """A word that all cards of the board have names no theme of it."""
    board = ["Schule und Mensa", "Schule und Mensaplan", "Schule und Sport", "Schule und Geld", "Schule"]
    assert Wording(board).heading(board[:2]) == "Mensa"


def test_nouns_before_other_words() -> None:
    """On a German board a noun is a better heading than a word that is written small."""
    board = ["Den Bauhof gemeinsam betreiben", "Der Bauhof wird gemeinsam geleitet", "Das Geld reicht nicht"]
    assert Wording(board).heading(board[:2]) == "Bauhof"


def test_long_cards_are_cut() -> None:
    """A heading is short, and ends at a word."""
    long = "Wir haben uns noch nie in Ruhe darüber unterhalten, wohin wir eigentlich wollen"
    heading = Wording([long]).heading([long])
    assert len(heading) <= 41
    assert heading.endswith("…")
    assert long.startswith(heading[:-1])
