"""The Essen example says what the report says, and made-up workshops are made up well."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.examples import state_of
from werkstatt_desktop.domain import layout, order
from werkstatt_desktop.domain.boards import likely_height
from werkstatt_desktop.domain.clean import admitted
from werkstatt_desktop.domain.examples import essen, made_up
from werkstatt_desktop.domain.portable import to_json
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group, ParkedItem, ProgrammeItem
from werkstatt_desktop.domain.state import State

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
ESSEN = (EXAMPLES / "essen-2009.json").read_text(encoding="utf-8")
STOCK: dict[str, Any] = json.loads((EXAMPLES / "town.json").read_text(encoding="utf-8"))

REPORTED = {
    "opportunity": {
        "Eigenen Blickwinkel erweitern",
        "Mehr Sachverstand bündeln",
        "Nutzen für die Familien im Fokus",
        "Stärkere Qualitätsorientierung",
        "Stärker zielgerichtetes, projektorientiertes und gemeinsames Handeln",
        "Gezielter, priorisierter Ressourceneinsatz",
    },
    "obstacle": {
        "Ressortegoismus",
        "Starre hierarchische Strukturen der Verwaltung",
        "Vernetzung benötigt Ressourcen",
        "Systematische, themenbezogene Zusammenarbeit fehlt meist",
    },
    "recommendation": {
        "Erarbeitung eines gesamtstädtischen Familienkonzepts mit Maßnahmenkatalog",
        "Definition gemeinsamer Ziele und Spielregeln, Top-Down-Leitfäden",
        "Transparenz der Prozesse",
        "Verpflichtendes fachbereichübergreifendes Arbeiten in der Verwaltung",
        "Angemessene Ressourcenverteilung und Controlling",
    },
    "Voraussetzungen": {"Familienpolitik als zentrales Thema der städtischen Personalentwicklung"},
}


def assert_nothing_overlaps(state: State) -> None:
    for group in order.groups(state):
        boxes = layout.arrange(state, group.id, likely_height)
        loose = [boxes.cards[card.id] for card in order.loose_cards(state, group.id)]
        for one, other in combinations([*boxes.themes.values(), *loose], 2):
            beside = one.right <= other.x or other.right <= one.x
            assert beside or one.bottom <= other.y or other.bottom <= one.y


def texts(state: State) -> list[str]:
    return [card.text for card in state.all(Card)]


# --- Essen


def test_essen_has_the_reported_cards() -> None:
    """Each card of the report is there, in its category and in one of the two groups."""
    state = state_of(essen(ESSEN))
    found: dict[str, set[str]] = {}
    for card in state.all(Card):
        category = state.get(Category, card.category_id)
        assert category is not None
        found.setdefault(category.title or category.role, set()).add(card.text)
    assert found == REPORTED
    assert [group.name for group in order.groups(state)] == ["Arbeitsgruppe 1", "Arbeitsgruppe 2"]


def test_essen_has_the_facts() -> None:
    """Title page and programme can be made from it; functions stand for names."""
    state = state_of(essen(ESSEN))
    facts = state.workshop
    assert (facts.title, facts.date) == ("Innerkommunale Vernetzung und Quartiersentwicklung", "2009-09-23")
    assert "Familienministerium" in facts.commissioned_by
    assert [item.kind for item in order.programme(state)] == ["talk"] * 3 + ["group_work"] * 2 + ["plenary"]
    assert not re.search(r"Frings|Renzel|Engelbert", ESSEN)


def test_essen_says_what_it_assumes() -> None:
    """The parking lot holds the agreed sentence, and what the report does not say."""
    state = state_of(essen(ESSEN))
    items = order.parked(state)
    assert any(item.kind == "quote" and item.text.startswith("Einstimmig: ") for item in items)
    assumed = next(item for item in items if "Annahmen" in item.text)
    assert all(word in assumed.text for word in ("Gruppe", "Themen", "Leitfragen", "Funktionen"))
    assert "Themenspeicher" in state.workshop.occasion


def test_essen_is_a_good_export() -> None:
    """The file is exactly what an export of it writes, so it also shows the form."""
    assert to_json(state_of(essen(ESSEN))) == ESSEN


def test_essen_hangs_well() -> None:
    """Two themes a board, side by side, and nothing on top of another."""
    state = state_of(essen(ESSEN))
    assert_nothing_overlaps(state)
    for group in order.groups(state):
        assert len({theme.y for theme in order.clusters(state, group.id)}) == 1
        assert len(order.clusters(state, group.id)) == 2


# --- Made up


@pytest.mark.parametrize("count", [1, 2, 7, 40, 300, 1000])
def test_as_many_cards_as_asked(count: int) -> None:
    """N cards are N cards, whatever N."""
    assert state_of(made_up(count, STOCK)).count(Card) == count


def test_same_for_the_same_number() -> None:
    """The same number gives the same workshop with the same ids; another number another one."""
    assert made_up(120, STOCK) == made_up(120, STOCK)
    one, other = ({record.id for record in made_up(n, STOCK)} for n in (120, 121))
    assert one & other == {"workshop", "opportunity", "obstacle", "recommendation"}


def test_the_same_in_every_python() -> None:
    """Chance is drawn in a way that no Python version changes."""
    [first, second, *_] = sorted(
        (r for r in made_up(12, STOCK) if isinstance(r, Card)), key=order.writing_key
    )
    assert (first.id, first.text) == FIRST
    assert second.text == SECOND


FIRST = ("b59594d0f684a0df2b407cb778148db2", "Anträge vom Sofa aus stellen")
SECOND = "Bauanträge dauern über ein Jahr"


def test_three_hundred_look_real() -> None:
    """Several groups and themes of about seven cards, some loose, and nothing said twice."""
    state = state_of(made_up(300, STOCK))
    assert len(set(texts(state))) == 300
    assert 2 <= state.count(Group) <= 6
    themes = [state.kids_count(Card, "cluster_id", theme.id) for theme in state.all(Cluster)]
    assert 6 <= sum(themes) / len(themes) <= 8
    assert max(themes) <= 12
    assert 10 <= 300 - sum(themes) <= 40
    categories = Counter(card.category_id for card in state.all(Card))
    assert all(categories[role] > 60 for role in ("opportunity", "obstacle", "recommendation"))
    assert 10 <= sum(bool(card.explanation) for card in state.all(Card)) <= 90
    assert 5 <= sum(card.first_text is not None for card in state.all(Card)) <= 60


def test_headings_are_not_repeated_on_a_board() -> None:
    """A group names its themes differently, also where there are more themes than topics."""
    state = state_of(made_up(3000, STOCK))
    for group in order.groups(state):
        headings = Counter(theme.heading for theme in order.clusters(state, group.id))
        assert headings.most_common(1)[0][1] == 1


@pytest.mark.parametrize("count", [1, 30, 300, 2000])
def test_boards_are_tidy(count: int) -> None:
    """No theme and no card lies on another."""
    assert_nothing_overlaps(state_of(made_up(count, STOCK)))


def test_written_one_after_another() -> None:
    """The order of writing is without gaps, and no group wrote all of its cards in one go."""
    state = state_of(made_up(200, STOCK))
    cards = sorted(state.all(Card), key=order.writing_key)
    assert [card.written for card in cards] == list(range(1, 201))
    assert len({card.group_id for card in cards[:20]}) > 1


def test_other_pages_have_contents_too() -> None:
    """Programme, rooms, guiding questions and parking lot are filled."""
    state = state_of(made_up(30, STOCK))
    assert state.count(ProgrammeItem) >= 4
    assert state.count(ParkedItem) >= 3
    assert all(group.room for group in state.all(Group))
    assert all(category.question for category in state.all(Category))


def test_made_up_texts_are_as_people_write_them() -> None:
    """Short, clean, without an empty or unfilled gap."""
    for record in made_up(600, STOCK):
        assert admitted(record) == (record, False)
        if isinstance(record, Card):
            assert 8 <= len(record.text) <= 110
            assert not re.search(r"[{}]|  |\s[,.)]", record.text)
