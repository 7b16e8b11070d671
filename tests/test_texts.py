"""The words of screens, paper and commands."""

import ast
import string
from pathlib import Path

import pytest

from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Category
from werkstatt_desktop.texts import SENTENCES, VERBS, Texts, system_language

ROOT = Path(__file__).resolve().parent.parent
DE, EN = Texts("de"), Texts("en")


def raised() -> list[tuple[str, str, set[str]]]:
    """Every place that raises an error with a literal key: place, key, names of the fields."""
    found = []
    for path in sorted((ROOT / "werkstatt_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            key = node.args[0]
            literal = isinstance(key, ast.Constant) and isinstance(key.value, str)
            if node.func.id in {"Refused", "FileProblem"} and isinstance(key, ast.Constant) and literal:
                fields = {word.arg for word in node.keywords if word.arg} - {"exit_code"}
                found.append((f"{path.name}:{node.lineno}", str(key.value), fields))
    return found


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_error_has_a_sentence() -> None:
    """Whatever is refused is said in a sentence of its own, and brings what its gaps need."""
    found = raised()
    assert len(found) > 30
    for place, key, fields in found:
        assert key in SENTENCES, place
        assert gaps(SENTENCES[key]) <= fields, place


@pytest.mark.parametrize("key", SENTENCES)
def test_sentence_in_both_languages(key: str) -> None:
    """Each sentence is whole in both languages, with the same gaps."""
    english, german = EN(SENTENCES[key]), DE(SENTENCES[key])
    assert gaps(english) == gaps(german)
    assert german != english
    assert german.endswith((".", "…"))
    assert "!" not in german


def test_sentence_of_an_error() -> None:
    """An error is said with its fields; one that nobody knows is still said."""
    assert "4100" in EN.sentence(Refused("card_too_long", length=4100, limit=4000))
    assert "4000" in DE.sentence(Refused("card_too_long", length=4100, limit=4000))
    assert DE.sentence(Refused("invented")) == DE("That did not work. Nothing was changed.")


def test_user_text_in_a_gap() -> None:
    """Braces and percent signs in a user's text are left alone."""
    name = "{0} {name} %s <b>"
    assert name in DE.sentence(Refused("exists", name=name))


def test_plural() -> None:
    """Numbers choose the form and have the language's mark between thousands."""
    assert [DE.n("{n} card", "{n} cards", n) for n in (0, 1, 2, 1234)] == [
        "0 Karten",
        "1 Karte",
        "2 Karten",
        "1.234 Karten",
    ]
    assert EN.n("{n} card", "{n} cards", 1234) == "1,234 cards"


@pytest.mark.parametrize(
    ("iso", "german", "english", "short"),
    [
        ("2009-09-23", "23. September 2009", "23 September 2009", "23.09.2009"),
        ("2026-03-01", "1. März 2026", "1 March 2026", "01.03.2026"),
        ("", "", "", ""),
        ("demnächst", "demnächst", "demnächst", "demnächst"),
        ("2026-02-30", "2026-02-30", "2026-02-30", "2026-02-30"),
    ],
)
def test_dates(iso: str, german: str, english: str, short: str) -> None:
    """Dates are in words or figures of the language; what is no date is left as it is."""
    assert (DE.date(iso), EN.date(iso), DE.short_date(iso)) == (german, english, short)


def test_weekday() -> None:
    """The day of the week comes before the date where it is asked for."""
    assert DE.date("2009-09-23", weekday=True) == "Mittwoch, 23. September 2009"
    assert EN.date("2009-09-23", weekday=True) == "Wednesday, 23 September 2009"


def test_small_things() -> None:
    """Quotes, keys and times are those of the language."""
    assert (DE.quote("a"), EN.quote("a")) == ("„a“", "“a”")
    assert (DE.keys("Ctrl+Shift+T"), EN.keys("Ctrl+Shift+T")) == ("Strg+Umschalt+T", "Ctrl+Shift+T")
    assert (DE.keys("Ctrl+-"), EN.keys("Ctrl++")) == ("Strg+−", "Ctrl++")
    assert DE.clock("2026-11-22T14:02:33+01:00") == "14:02:33"


def test_sorting() -> None:
    """Words sort as in a German dictionary: umlauts as their letters, ß as ss, case last."""
    words = ["Zebra", "Öl", "Ofen", "Straße", "Strasse", "ähnlich", "Affe", "Ärger", "ofen"]
    assert DE.sorted(words) == [
        "Affe",
        "ähnlich",
        "Ärger",
        "Ofen",
        "ofen",
        "Öl",
        "Strasse",
        "Straße",
        "Zebra",
    ]


def test_categories_have_names() -> None:
    """A built-in category has the name of its role until it is renamed; an unknown role is other."""
    assert DE.category(Category(role="obstacle")) == "Schwierigkeiten"
    assert DE.category_one(Category(role="obstacle")) == "Schwierigkeit"
    assert EN.category(Category(role="obstacle", title="Hürden")) == "Hürden"
    assert DE.category(Category(role="invented")) == DE("Other")


def test_verbs() -> None:
    """Every step has a name in both languages; one that nobody knows is a change."""
    assert all(DE.verb(verb) and DE.verb(verb) != EN.verb(verb) for verb in VERBS)
    assert DE.verb("invented") == DE("change")


@pytest.mark.parametrize(
    ("lang", "language"),
    [("de_DE.UTF-8", "de"), ("de_AT", "de"), ("en_GB.UTF-8", "en"), ("fr_FR", "en"), ("C.UTF-8", "en")],
)
def test_language_of_the_system(monkeypatch: pytest.MonkeyPatch, lang: str, language: str) -> None:
    """German where the system speaks it, else English."""
    monkeypatch.setenv("LANG", lang)
    assert system_language() == language


def test_unknown_language() -> None:
    """A language that the program does not speak is English."""
    assert Texts("fr").language == "en"
