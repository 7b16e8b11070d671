"""Where words may be broken."""

import json

import pyphen
import pytest

from werkstatt_desktop.printing.syllables import syllables
from werkstatt_desktop.texts import resources


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("de", "Straßenbahnhaltestelle", ["Stra", "ßen", "bahn", "hal", "te", "stel", "le"]),
        ("de", "VERWALTUNG", ["VER", "WAL", "TUNG"]),
        ("de", "ab", ["ab"]),
        ("de", "", [""]),
        ("de", "İİİİ", ["İİİİ"]),
        ("en", "participation", ["par", "ti", "cip", "a", "tion"]),
    ],
)
def test_words_are_broken_by_their_language(language: str, word: str, parts: list[str]) -> None:
    assert syllables(language).of(word) == parts


@pytest.mark.parametrize(("language", "file"), [("de", "de_DE"), ("en", "en_GB")])
def test_breaks_are_those_of_the_patterns(language: str, file: str) -> None:
    """Each word of a workshop is broken as the library breaks it whose patterns these are."""
    stock = json.dumps(
        json.loads((resources() / "examples" / "town.json").read_text("utf-8")), ensure_ascii=False
    )
    words = {word for word in "".join(c if c.isalpha() else " " for c in stock).split() if len(word) > 3}
    assert len(words) > 300
    library = pyphen.Pyphen(lang=file)
    for word in words:
        assert "-".join(syllables(language).of(word)) == library.inserted(word), word
