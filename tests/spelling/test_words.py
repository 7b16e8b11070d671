"""Which words of a text a dictionary is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkstatt_desktop.spelling.words import LONGEST, plain, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Bürgerbus fährt.", ["Der", "Bürgerbus", "fährt"]),
        ("„Größe“, – ja! (nein)", ["Größe", "ja", "nein"]),
        ("E-Bike-Stationen und/oder", ["Bike", "Stationen", "und", "oder"]),
        ("Bürger*innen Bürger:innen Bürger_innen", ["Bürger", "innen", "Bürger", "innen"]),
        ("geht’s don't", ["geht's", "don't"]),
        ("www.essen.de a@b.de https://x.de/Weg C:\\Weg z.B. d.h. Ende.", ["Ende"]),
        ("ÖPNV B2B 3er-Gruppe 2009 x", ["Gruppe"]),
        ("Москва Ελλάδα 東京 Škoda", ["Škoda"]),
        ("x" * (LONGEST + 1) + " " + "y" * LONGEST, ["y" * LONGEST]),
        ("<b>fett</b>", ["fett"]),
        ("Rad\u00adweg", ["Rad", "weg"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Words with their apostrophes; nothing that no dictionary has."""
    assert [word.text for word in words_in(text)] == words


@given(st.text("aÄß'’-_.1@ \n", max_size=40))
def test_each_word_stands_where_it_says(text: str) -> None:
    """Places are in order, do not overlap and lead to the word."""
    end = 0
    for word in words_in(text):
        assert end <= word.start < word.end <= len(text)
        assert plain(text[word.start : word.end]) == word.text
        end = word.end
