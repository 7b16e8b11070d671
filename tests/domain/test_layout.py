"""Where cards and themes lie."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import state_of, workshop
from werkstatt_desktop.domain import layout, order
from werkstatt_desktop.domain.layout import GAP, Rect
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group, Record
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.vacancy import free_places
from werkstatt_desktop.domain.verbs import board
from werkstatt_desktop.domain.verbs.cards import write_cards

PLACE = st.floats(-50, 600) | st.floats(-3000, 3000)


@st.composite
def boards(draw: st.DrawFn, *, tall: bool = False) -> tuple[State, layout.HeightOf]:
    """A group with themes and loose cards anywhere; `tall`: cards of several heights."""
    records: list[Record] = [Group(id="g"), Category(id="k")]
    sizes = draw(st.lists(st.integers(0, 20), max_size=5))
    for n, count in enumerate(sizes):
        records.append(Cluster(id=f"t{n}", group_id="g", x=draw(PLACE), y=draw(PLACE), rank=float(n)))
        records += [
            Card(group_id="g", category_id="k", cluster_id=f"t{n}", rank=float(m)) for m in range(count)
        ]
    records += [
        Card(group_id="g", category_id="k", x=draw(PLACE), y=draw(PLACE), written=n)
        for n in range(draw(st.integers(0, 12)))
    ]
    height = draw(st.lists(st.floats(60, 300), min_size=1, max_size=5)) if tall else [layout.CARD_HEIGHT]
    state = state_of(records)
    number = {c.id: n for n, c in enumerate(state.all(Card))}
    return state, lambda card: height[number[card.id] % len(height)]


def overlap(a: Rect, b: Rect) -> bool:
    # What touches, within the rounding of a float, does not overlap.
    return a.x < b.right - 1e-6 and b.x < a.right - 1e-6 and a.y < b.bottom - 1e-6 and b.y < a.bottom - 1e-6


def inside(a: Rect, b: Rect) -> bool:
    return a.x >= b.x and a.right <= b.right and a.y >= b.y and a.bottom <= b.bottom


@settings(max_examples=60)
@given(boards(tall=True))
def test_tidy_leaves_no_overlap(drawn: tuple[State, layout.HeightOf]) -> None:
    """After tidying no theme and no loose card lies on another, and all are still there."""
    state, height_of = drawn
    tidied = state.apply(board.tidy_up(state, "g", height_of).changes)
    boxes = layout.arrange(tidied, "g", height_of)
    loose = [boxes.cards[c.id] for c in order.loose_cards(tidied, "g")]
    for a, b in combinations([*boxes.themes.values(), *loose], 2):
        assert not overlap(a, b)
    assert set(boxes.cards) == {c.id for c in state.all(Card)}
    assert set(boxes.themes) == {c.id for c in state.all(Cluster)}
    bounds = boxes.bounds()
    assert bounds.width <= layout.wall_width([*boxes.themes.values()], loose)
    assert (bounds.x, bounds.y) == (0.0, 0.0)


@settings(max_examples=60)
@given(boards(tall=True))
def test_cards_lie_in_their_theme(drawn: tuple[State, layout.HeightOf]) -> None:
    """The cards of a theme lie in its box, below the heading, and not on each other."""
    state, height_of = drawn
    boxes = layout.arrange(state, "g", height_of)
    for id, theme in boxes.themes.items():
        cards = [boxes.cards[c.id] for c in order.cards_of_cluster(state, id)]
        assert all(inside(card, theme) and card.y >= theme.y + layout.HEAD for card in cards)
        assert not [1 for a, b in combinations(cards, 2) if overlap(a, b)]
        assert theme.height >= layout.MIN_THEME_HEIGHT


@settings(max_examples=100)
@given(boards(), st.integers(1, 15))
def test_free_places_are_free(drawn: tuple[State, layout.HeightOf], count: int) -> None:
    """New cards lie on nothing that is there and not on each other."""
    state, _ = drawn
    places = free_places(state, "g", [layout.CARD_HEIGHT] * count)
    new = [Rect(x, y, layout.CARD_WIDTH, layout.CARD_HEIGHT) for x, y in places]
    boxes = layout.arrange(state, "g")
    loose = [boxes.cards[c.id] for c in order.loose_cards(state, "g")]
    assert len(new) == count
    assert not [1 for a, b in combinations(new, 2) if overlap(a, b)]
    assert not [1 for a in new for b in [*boxes.themes.values(), *loose] if overlap(a, b)]


def test_free_places_fill_gaps() -> None:
    """A place that a card left is taken again before the grid grows."""
    state = state_of([Group(id="g"), Category(id="k")])
    places = free_places(state, "g", [layout.CARD_HEIGHT] * 8)
    assert places[0] == (0.0, 0.0)
    cards = [Card(group_id="g", category_id="k", x=x, y=y) for n, (x, y) in enumerate(places) if n != 2]
    state = state_of([Group(id="g"), Category(id="k"), *cards])
    assert free_places(state, "g", [layout.CARD_HEIGHT] * 2)[0] == places[2]


@settings(max_examples=60)
@given(boards(tall=True), st.data())
def test_new_theme_lies_on_no_other(drawn: tuple[State, layout.HeightOf], data: st.DataObject) -> None:
    """Wherever its cards hang, a new theme is put where no other theme is."""
    state, height_of = drawn
    # With the usual heights only: themes that are on each other already are not the new one's doing.
    ids = [c.id for c in state.all(Card)]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=6)) if ids else []
    edit = board.form_cluster(state, "g", chosen, height_of=height_of)
    after = layout.arrange(state.apply(edit.changes), "g", height_of)
    (new,) = (after.themes[id] for id in edit.ids("clusters"))
    before = layout.arrange(state, "g", height_of if chosen else layout.even)
    assert not [1 for theme in before.themes.values() if overlap(new, theme)]
    if chosen:
        headed = Rect(new.x, new.y - layout.HEAD / 2, new.width, new.height + layout.HEAD / 2)
        rest = [c.id for c in order.loose_cards(state, "g") if c.id not in chosen]
        assert not [1 for id in rest if overlap(headed, before.cards[id])]


def test_theme_from_the_middle_of_a_grid() -> None:
    """A theme of cards among others goes to the nearest side where its heading can be read."""
    state = state_of([Group(id="g"), Category(id="k")])
    places = free_places(state, "g", [layout.CARD_HEIGHT] * 24)
    cards = [Card(id=f"c{n}", group_id="g", category_id="k", x=x, y=y) for n, (x, y) in enumerate(places)]
    state = state_of([Group(id="g"), Category(id="k"), *cards])
    edit = board.form_cluster(state, "g", ["c13", "c14", "c15"])
    (theme,) = (c for c in state.apply(edit.changes).all(Cluster))
    assert theme.x == places[13][0] - layout.PADDING
    assert theme.y == places[23][1] + layout.CARD_HEIGHT + GAP + layout.HEAD / 2


def test_long_cards_have_room() -> None:
    """What is hung below a long card does not lie on it, and a long card not on what is below."""
    state = state_of([Group(id="g"), Category(id="k")])
    for text in ["Kurz", "Lang " * 60, *["Kurz"] * 10, "1\n2\n3\n4\n5\n6", *["Kurz"] * 4]:
        edit = write_cards(state, group_id="g", category_id="k", texts=[text])
        state = state.apply(edit.changes)
    boxes = layout.arrange(state, "g", layout.rough).cards.values()
    assert max(box.height for box in boxes) > 2 * layout.CARD_HEIGHT
    assert not [1 for a, b in combinations(boxes, 2) if overlap(a, b)]


@pytest.mark.parametrize(("count", "columns"), [(0, 2), (6, 2), (7, 3), (15, 3), (16, 4), (100, 4)])
def test_columns(count: int, columns: int) -> None:
    """A theme grows wider with its cards, up to four columns."""
    places, width, _ = layout.theme_cells([76.0] * count)
    assert layout.columns(count) == columns
    assert len({x for x, _ in places}) <= columns
    assert width == 2 * layout.PADDING + columns * layout.CARD_WIDTH + (columns - 1) * GAP


def test_rows_are_as_high_as_their_highest() -> None:
    """The next row begins below the highest card of the one before."""
    places, _, height = layout.theme_cells([76.0, 200.0, 76.0])
    assert [y for _, y in places] == [layout.HEAD, layout.HEAD, layout.HEAD + 200.0 + GAP]
    assert height == layout.HEAD + 200.0 + GAP + 76.0 + layout.PADDING


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_dropped_where_it_was(count: int) -> None:
    """Something dropped in the middle of a card's left half belongs in that card's place."""
    cards = [Card(group_id="g", category_id="k", cluster_id="t", rank=float(n)) for n in range(count)]
    theme = Cluster(id="t", group_id="g", x=50.0, y=70.0)
    state = state_of([Group(id="g"), Category(id="k"), theme, *cards])
    boxes = layout.arrange(state, "g").cards
    row = [boxes[c.id] for c in order.cards_of_cluster(state, "t")]
    for place, box in enumerate(row):
        assert layout.place_in_theme(row, box.x + 20, box.y + box.height / 2) == place
    assert layout.place_in_theme(row, row[0].x, row[0].y - 100) == 0
    assert layout.place_in_theme(row, row[-1].right - 5, row[-1].y + 5) == count
    assert layout.place_in_theme(row, row[0].x, row[-1].bottom + 200) == count
    assert layout.place_in_theme([], 0.0, 0.0) == 0


def test_bounds() -> None:
    """The box around a board holds every box on it; an empty board has one of no size."""
    boxes = layout.arrange(workshop(), "g1")
    bounds = boxes.bounds()
    assert all(inside(box, bounds) for box in [*boxes.cards.values(), *boxes.themes.values()])
    assert layout.arrange(workshop(), "nowhere").bounds() == Rect(0.0, 0.0, 0.0, 0.0)


def test_rect() -> None:
    """Edges belong to a box."""
    box = Rect(1.0, 2.0, 3.0, 4.0)
    assert (box.right, box.bottom) == (4.0, 6.0)
    assert box.contains(1.0, 6.0)
    assert not box.contains(0.9, 3.0)
    assert not box.contains(2.0, 6.1)


def test_reading_order() -> None:
    """Boxes are read row by row; what hangs a little lower is still in the row."""
    boxes = {
        "b": Rect(300, 0, 10, 10),
        "a": Rect(0, 20, 10, 10),
        "d": Rect(100, 90, 10, 10),
        "c": Rect(0, 95, 10, 10),
    }
    assert [id for id, _ in layout.reading_order(boxes.items())] == ["a", "b", "c", "d"]
