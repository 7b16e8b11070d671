"""Cards from a table."""

from __future__ import annotations

from itertools import combinations
from time import process_time

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain import boards, layout, order
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.taking import Wishes
from werkstatt_desktop.domain.verbs.taking_in import take_in

WISHES = Wishes(
    uses=("text", "category", "group", "theme", "explanation"), headed=False, group_id="g1", category_id="own"
)


def taken(rows: list[list[str]], state: State | None = None) -> State:
    state = state or workshop()
    return state.apply(take_in(state, rows, WISHES).changes)


def texts(state: State, theme: str) -> list[str]:
    return [card.text for card in order.cards_of_cluster(state, theme)]


def test_into_a_theme() -> None:
    """Cards go to the end of the theme with their heading, in the order of the rows."""
    state = taken([["a", "", "", "Zusammenarbeit"], ["b", "", "", "zusammenarbeit"]])
    assert texts(state, "t1") == ["Runder Tisch", "Zu wenig Zeit", "a", "b"]
    assert state.count(Cluster) == 1


def test_everything_new() -> None:
    """Group, category and theme are made with the card, which is numbered after all others."""
    state = taken([["a", "Wunsch", "Neu", "Thema", "weil"]])
    card = next(card for card in state.all(Card) if card.text == "a")
    group, category = state.get(Group, card.group_id), state.get(Category, card.category_id)
    theme = state.get(Cluster, card.cluster_id)
    assert group
    assert category
    assert theme
    assert (group.name, category.title, theme.heading, card.explanation) == ("Neu", "Wunsch", "Thema", "weil")
    assert card.written == 5
    assert order.groups(state)[-1] == group


def test_nothing_lies_on_anything() -> None:
    """New themes and cards have their own places, apart from each other and from what hung there."""
    rows = [[f"Karte {n}", "", "", f"Thema {n % 5}" if n % 3 else ""] for n in range(60)]
    state = taken([*rows, ["Ein sehr langer Text, der viele Zeilen braucht. " * 8]])
    boxes = layout.arrange(state, "g1", boards.likely_height)
    loose = [boxes.cards[card.id] for card in order.loose_cards(state, "g1")]
    assert not any(a.overlaps(b) for a, b in combinations([*boxes.themes.values(), *loose], 2))


def test_theme_that_grows() -> None:
    """What a theme would cover that grows goes aside, in the same step."""
    state = taken([[f"Karte {n}", "", "", "Zusammenarbeit" if n % 2 else "Neu"] for n in range(24)])
    boxes = layout.arrange(state, "g1", boards.likely_height)
    loose = [boxes.cards[card.id] for card in order.loose_cards(state, "g1")]
    assert len(texts(state, "t1")) == 14
    assert not any(a.overlaps(b) for a, b in combinations([*boxes.themes.values(), *loose], 2))


def test_empty_board() -> None:
    """On an empty board it begins at the top."""
    state = taken([["a", "", "Neu", "Thema"], ["b", "", "Neu"]])
    group = order.groups(state)[-1]
    boxes = layout.arrange(state, group.id, boards.likely_height)
    (theme,) = boxes.themes.values()
    (loose,) = order.loose_cards(state, group.id)
    assert (theme.x, theme.y) == (0.0, 0.0)
    assert loose.y >= theme.bottom


@pytest.mark.parametrize(
    ("rows", "key"),
    [([], "empty_card"), ([["", "Chance"]], "empty_card"), ([["a"]] * 10_001, "too_many_cards")],
)
def test_refused(rows: list[list[str]], key: str) -> None:
    """Nothing to take in, or too much, is refused."""
    with pytest.raises(Refused) as refusal:
        take_in(workshop(), rows, WISHES)
    assert refusal.value.key == key


def test_cleaned() -> None:
    """Texts and names come in clean."""
    state = taken([["a\u202eb", "", "G\nH", "T\x00"]])
    assert "ab" in {card.text for card in state.all(Card)}
    assert order.groups(state)[-1].name == "G H"
    assert "T" in {theme.heading for theme in state.all(Cluster)}


def test_ten_thousand() -> None:
    """10,000 cards in 40 themes and loose are taken in within seconds."""
    rows = [[f"Karte {n}", "", f"Gruppe {n % 3}", f"Thema {n % 40}" if n % 2 else ""] for n in range(10_000)]
    started = process_time()
    edit = take_in(workshop(), rows, WISHES)
    assert len(edit.ids("cards")) == 10_000
    assert process_time() - started < 60
