"""Cards that say much the same."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkstatt_desktop.suggest.near import similar

SAME = [
    ("Zu wenig Zeit für Absprachen", "Für Absprachen ist zu wenig Zeit"),
    ("Fehlende finanzielle Mittel", "Finanzielle Mittel fehlen"),
    ("bessere Vernetzung der Vereine", "Vereine besser vernetzen"),
    ("Runder Tisch der Träger", "Runde Tische für die Träger"),
    ("Runder Tisch", "Runder Tisch der Träger"),
    ("Ansprechpartner in der Verwaltung benennen", "In der Verwaltung einen Ansprechpartner benennen"),
    ("Feste Ansprechpartner in der Verwaltung", "Ansprechpartner:innen in der Verwaltung"),
    ("Öffentlichkeitsarbeit verbessern", "Verbesserung der Öffentlichkeitsarbeit"),
    ("Es fehlen Räume", "Fehlende Räume"),
    ("Räume für Jugendliche fehlen", "Es fehlen Räume für die Jugendlichen"),
    ("Zeitmangel", "Mangel an Zeit"),
    ("Konkurrenz zwischen den Trägern", "Träger stehen in Konkurrenz"),
    ("kurze Wege", "Kurze Wege!"),
    ("Doppelstrukturen abbauen", "Abbau von Doppelstrukturen"),
    ("Gemeinsame Fortbildungen von Lehrern und Erziehern", "Lehrer und Erzieher gemeinsam fortbilden"),
    ("Keine Zeit für Kooperation", "Für Kooperationen keine Zeit"),
    ("Ehrenamt anerkennen", "Anerkennung des Ehrenamts"),
    ("Sprachförderung in den Kitas", "Sprachförderung in der Kita"),
    ("Eltern früh einbeziehen", "Frühes Einbeziehen der Eltern"),
    ("Die Stadtteile sind gut vernetzt", "Gute Vernetzung der Stadtteile"),
    ("Bürgerbeteiligung ausbauen", "Ausbau der Bürgerbeteiligung"),
    ("STRASSE SPERREN", "Straße sperren"),
    ("More time for exchange", "Time for more exchange"),
    ("Zeit", "Zeit"),
]
OTHER = [
    ("Zusammenarbeit mit Schulen", "Zusammenarbeit mit Vereinen"),
    ("Mehr Geld für Jugendarbeit", "Mehr Geld für Seniorenarbeit"),
    ("Räume fehlen", "Träume leben"),
    ("Mehr Räume", "Mehr Träume"),
    ("Zeit", "Zeitung"),
    ("Zeit", "Zu wenig Zeit für Absprachen"),
    ("Geld", "Geld fehlt an allen Ecken"),
    ("Mehr Geld", "Weniger Geld"),
    ("Vernetzung gelingt", "Vernetzung gelingt nicht"),
    ("Keine Zeit", "Keine Räume"),
    ("Ja", "Nein"),
    ("Gute Ideen", "Gute Leute"),
    ("Kurze Wege", "Lange Wege"),
    ("Offene Türen", "Offene Fragen"),
    ("Förderung der Kinder", "Förderung der Betriebe"),
    ("Kinderarmut im Stadtteil", "Kinderfest im Stadtteil"),
    ("Engagierte Lehrer", "Engagierte Eltern"),
    ("Regelmäßige Treffen der Träger", "Regelmäßige Berichte der Träger an den Rat"),
    ("Stadtteilbüro eröffnen", "Stadtteilfest feiern"),
    ("Bürokratie abbauen", "Brücken bauen"),
    ("Der Bus fährt zu selten", "Der Bus ist zu teuer"),
    ("Datenschutz behindert Austausch", "Austausch von Daten erleichtern"),
    ("Wohnungen fehlen", "Wohnungen sind teuer"),
    ("Jugendliche haben keine Räume", "Senioren haben keine Räume"),
    ("x", "y"),
    ("Personal", "Personen"),
    ("Neue Medien", "Neue Räume"),
    ("und", "oder"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_much_the_same(one: str, other: str) -> None:
    """Word order, endings and small words do not count, whichever of the two is written first."""
    assert similar(one, [("id", other)]) == ["id"]
    assert similar(other, [("id", one)]) == ["id"]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_something_else(one: str, other: str) -> None:
    """Texts that share words and mean something else are left alone, whichever is written first."""
    assert similar(one, [("id", other)]) == []
    assert similar(other, [("id", one)]) == []


def test_among_all_others() -> None:
    """Each text finds its pair among all texts here."""
    texts = list(dict.fromkeys(text for pair in SAME + OTHER for text in pair))
    for one, other in SAME:
        assert other in similar(one, [(text, text) for text in texts if text != one or one == other])


@pytest.mark.parametrize("text", ["", " ", "zu", "und der", "?!", "…", "👍", "\n"])
def test_nothing_said(text: str) -> None:
    """Without a word of weight nothing is similar, not even the same."""
    assert similar(text, [(1, text), (2, "Zeit"), (3, "")]) == []


def test_best_first() -> None:
    """The most similar come first, equal ones in the order given, and only as many as asked for."""
    texts = [
        "Runder Tisch der Träger in Essen",
        "Ganz anderes",
        "Runder Tisch der Träger",
        "Träger: Runder Tisch",
    ]
    candidates = list(enumerate(texts))
    assert similar("Runder Tisch der Träger", candidates) == [2, 3, 0]
    assert similar("Runder Tisch der Träger", candidates, limit=1) == [2]
    assert similar("Runder Tisch der Träger", iter(candidates), limit=2) == [2, 3]
    assert similar("Runder Tisch der Träger", []) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_any_text(text: str, others: list[str]) -> None:
    """Whatever is typed or pasted, the answer is some of the candidates."""
    found = similar(text, enumerate(others))
    assert len(found) == len(set(found)) <= 3
    assert set(found) <= set(range(len(others)))


def test_long_text() -> None:
    """A card of 4,000 characters is compared like any other."""
    long = "Zusammenarbeit der Träger im Stadtteil stärken. " * 80
    assert similar(long, [(1, long), (2, "Zeit")]) == [1]


def test_library_comes_late() -> None:
    """The library is loaded with the first question, and brings no numpy."""
    code = """
import sys
from werkstatt_desktop.suggest.near import similar
before = "rapidfuzz" in sys.modules
similar("Zeit", [(1, "Zeit")])
print(before, "rapidfuzz" in sys.modules, "numpy" in sys.modules)
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "False True False\n"
