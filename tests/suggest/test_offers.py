"""What is suggested for a board."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.suggest.measuring import among_first, purity
from tests.suggest.samples import SAMPLES, TOWN_EN
from werkstatt_desktop.suggest import meaning
from werkstatt_desktop.suggest.offers import Board, Note, Offer, offers

THEMES = {"money": "Finanzen und Kosten", "rooms": "Räume", "open": ""}
HUNG = [
    Note("m1", "Kosten gerecht verteilen", "money"),
    Note("m2", "Fördermittel beantragen", "money"),
    Note("r1", "Klassenräume sind zu klein", "rooms"),
    Note("o1", "Eltern früh einbeziehen", "open"),
    Note("o2", "Elternabende anders gestalten", "open"),
]


def of_kind(kind: str, found: list[Offer]) -> list[Offer]:
    return [offer for offer in found if offer.kind == kind]


def found_for(*loose: str, declined: dict[str, list[frozenset[str]]] | None = None) -> list[Offer]:
    notes = [Note(f"c{n}", text) for n, text in enumerate(loose)]
    return offers(Board([*HUNG, *notes], THEMES, declined or {}))


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Wer trägt die Kosten?", "money"),
        ("Förderung des Landes", "money"),
        ("Ein Raumplan für alle", "rooms"),
        ("Großeltern einladen", "open"),
    ],
)
def test_a_theme_for_a_loose_card(text: str, theme: str) -> None:
    """A card is led to a theme by words, and by parts of words, of its heading and its cards."""
    (offer,) = of_kind("theme", found_for(text))
    assert offer.cards == ("c0",)
    assert offer.themes[0] == theme


def test_no_theme_without_any_likeness() -> None:
    """Where nothing speaks for a theme none is offered; for cards that hang in one neither."""
    assert of_kind("theme", found_for("Xylophon")) == []
    assert of_kind("theme", found_for()) == []


def test_led_by_another_card() -> None:
    """A card without a word in common with a theme is led there by one that has words with both."""
    found = found_for("Zuschüsse", "Zuschüsse sind Fördermittel")
    assert {offer.cards: offer.themes[0] for offer in of_kind("theme", found)} == {
        ("c0",): "money",
        ("c1",): "money",
    }


def test_cards_that_say_the_same() -> None:
    """Much the same words make an offer, within one theme they do not; a denial is not the same."""
    found = found_for("Mehr Zeit für den Austausch", "Zeit für mehr Austausch", "Keine Zeit für Austausch")
    assert [offer.cards for offer in of_kind("twice", found)] == [("c0", "c1")]
    both = [Note("a", "Runder Tisch der Träger", "rooms"), Note("b", "Runde Tische für Träger", "rooms")]
    assert of_kind("twice", offers(Board(both, THEMES))) == []


def test_loose_cards_that_belong_together() -> None:
    """Loose cards that share words are offered as a theme with a heading of those words."""
    found = found_for("Trainer fehlen", "Bus fährt zu selten", "Ausbildung der Trainer", "Trainer bezahlen")
    (offer,) = of_kind("together", found)
    assert set(offer.cards) == {"c0", "c2", "c3"}
    assert offer.heading == "Trainer"


def test_a_heading_for_a_theme_without() -> None:
    """A theme that has cards but no heading gets one from its cards; an empty one does not."""
    (offer,) = of_kind("heading", offers(Board(HUNG, THEMES | {"empty": ""})))
    assert offer.themes == ("open",)
    assert offer.heading == "Eltern"


def test_declined_does_not_come_back() -> None:
    """What was turned down is not offered again, nor the same cards with one more or one less."""
    texts = ("Trainer fehlen", "Ausbildung der Trainer", "Trainer bezahlen", "Trainer loben", "Kosten")
    for offer in found_for(*texts, "Für Ausbildung der Trainer"):
        again = found_for(*texts, "Für Ausbildung der Trainer", declined={offer.kind: offer.about})
        assert not any(about in offer.about for o in of_kind(offer.kind, again) for about in o.about)
    (together,) = of_kind("together", found_for(*texts))
    assert len(together.cards) == 4
    less = frozenset(together.cards[1:])
    assert of_kind("together", found_for(*texts, declined={"together": [less]})) == []


def test_next_best_after_declined() -> None:
    """A card whose themes were turned down may be offered others."""
    (offer,) = of_kind("theme", found_for("Kosten der Räume"))
    assert set(offer.themes[:2]) == {"money", "rooms"}
    declined = {"theme": [frozenset(("c0", offer.themes[0]))]}
    (other,) = of_kind("theme", found_for("Kosten der Räume", declined=declined))
    assert other.themes[0] == offer.themes[1]


def test_all_the_same() -> None:
    """Where everybody wrote the same, cards are offered in groups that one can look at."""
    found = of_kind("twice", offers(Board([Note(str(n), "Mehr Zeit") for n in range(400)], {})))
    assert all(2 <= len(offer.cards) <= 24 for offer in found)
    assert sum(len(offer.cards) for offer in found) > 200


def test_ends_when_told() -> None:
    """What the beat raises ends the work."""

    class Enough(Exception):
        pass

    beats = 0

    def beat() -> None:
        nonlocal beats
        beats += 1
        if beats == 3:
            raise Enough

    with pytest.raises(Enough):
        offers(Board([Note(str(n), f"Karte {n}") for n in range(600)], {}), beat)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=12), max_size=3))
def test_any_text(texts: list[str], headings: list[str]) -> None:
    """Whatever stands on cards, offers name cards and themes of the board, and each card once in an offer."""
    themes = {f"t{n}": heading for n, heading in enumerate(headings)}
    notes = [
        Note(f"c{n}", text, f"t{n % 3}" if n % 2 and n % 3 < len(headings) else None)
        for n, text in enumerate(texts)
    ]
    for offer in offers(Board(notes, themes)):
        assert set(offer.cards) <= {note.id for note in notes}
        assert len(set(offer.cards)) == len(offer.cards)
        assert set(offer.themes) <= set(themes)


def test_repeatable() -> None:
    """The same board gives the same offers in any process."""
    code = (
        "from tests.suggest.samples import TOWN_EN; from werkstatt_desktop.suggest.offers import *;"
        "print(offers(Board([Note(t, t) for v in TOWN_EN.values() for t in v], {})))"
    )
    root = Path(__file__).parents[2]
    printed = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root).stdout
        for _ in range(2)
    }
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("name", "goal"), [("school_de", 0.62), ("club_de", 0.76), ("hospital_en", 0.6), ("town_en", 0.77)]
)
def test_themes_by_wording(name: str, goal: float) -> None:
    """Of half-arranged boards this many cards find their theme among the first three, by wording."""
    first, among = among_first(SAMPLES[name], 20)
    assert among >= goal
    assert first > among / 2


def test_groups_by_wording() -> None:
    """Most pairs of cards that are offered to belong together do so."""
    notes = [Note(text, text) for texts in TOWN_EN.values() for text in texts]
    assert purity(TOWN_EN, offers(Board(notes, {}))) > 0.6


@pytest.mark.skipif(not meaning.available(), reason="the extra [meaning] is not installed")
@pytest.mark.parametrize(
    ("name", "goal"), [("school_de", 0.86), ("club_de", 0.88), ("hospital_en", 0.8), ("town_en", 0.92)]
)
def test_themes_by_meaning(name: str, goal: float) -> None:
    """With the extra many more cards find their theme among the first three."""
    assert among_first(SAMPLES[name], 10, meaning.encoder())[1] >= goal


@pytest.mark.skipif(not meaning.available(), reason="the extra [meaning] is not installed")
def test_meaning_across_languages() -> None:
    """By meaning a German card finds an English theme with which it shares no word."""
    board = Board([Note("c", "Zu wenig Geld")], {"money": "Budget and costs", "time": "Opening hours"})
    (offer,) = of_kind("theme", offers(board, encoder=meaning.encoder()))
    assert offer.themes[0] == "money"
