"""The ways of links over the board."""

from collections.abc import Iterable
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import state_of
from werkstatt_desktop.domain import layout, routes
from werkstatt_desktop.domain.layout import CARD_HEIGHT, CARD_WIDTH, Rect
from werkstatt_desktop.domain.records import FAR, LINK_KINDS, Card, Category, Cluster, Group, Link, Record
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board

PLACE = st.floats(-900, 900)


def tidy_wall(themes: int, loose: int, links: int) -> State:
    """A tidied board of themes with one to fifteen cards, loose ones below, and links between any of them."""
    chance = Random(3)
    rows: list[Record] = [Group(id="g"), Category(id="k")]
    cards: list[Card] = []
    for t in range(themes):
        rows.append(Cluster(id=f"t{t}", group_id="g", rank=float(t), x=float(t)))
        cards += [
            Card(id=f"c{t}-{n}", group_id="g", category_id="k", cluster_id=f"t{t}", rank=float(n))
            for n in range(chance.randint(1, 15))
        ]
    cards += [Card(id=f"l{n}", group_id="g", category_id="k", x=float(n)) for n in range(loose)]
    for n in range(links):
        a, b = chance.sample(cards, 2)
        kind = chance.choice(LINK_KINDS)
        rows.append(Link(id=f"k{n:03}", from_card_id=a.id, to_card_id=b.id, kind=kind))
    state = state_of([*rows, *cards])
    return state.apply(board.tidy_up(state, "g").changes)


def sampled(points: tuple[routes.Point, ...], each: int = 60) -> list[routes.Point]:
    """Points along a curve."""
    found = []
    for n in range(0, len(points) - 1, 3):
        (a, b), (c, d), (e, f), (g, h) = points[n : n + 4]
        for m in range(each + 1):
            t = m / each
            s = 1 - t
            p, q, r, u = s**3, 3 * s * s * t, 3 * s * t * t, t**3
            found.append((p * a + q * c + r * e + u * g, p * b + q * d + r * f + u * h))
    return found


def over(points: tuple[routes.Point, ...], boxes: list[Rect], inset: float) -> bool:
    return any(
        box.x + inset < x < box.right - inset and box.y + inset < y < box.bottom - inset
        for x, y in sampled(points)
        for box in boxes
    )


def on_edge(point: routes.Point, box: Rect) -> bool:
    x, y = point
    inside = box.x - 1e-6 <= x <= box.right + 1e-6 and box.y - 1e-6 <= y <= box.bottom + 1e-6
    return inside and min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom)) < 1e-6


@settings(max_examples=200)
@given(st.lists(st.tuples(PLACE, PLACE), min_size=2, max_size=12))
def test_curve_leads_from_edge_to_edge(corners: list[tuple[float, float]]) -> None:
    """However cards lie, a link is a chain of curves that begins and ends on the edges of its two cards."""
    boxes = [Rect(x, y, CARD_WIDTH, CARD_HEIGHT) for x, y in corners]
    points = routes.route(boxes[0], boxes[1], routes.Wall(boxes))
    assert len(points) % 3 == 1
    assert on_edge(points[0], boxes[0])
    assert on_edge(points[-1], boxes[1])
    assert points == routes.route(boxes[0], boxes[1], routes.Wall(reversed(boxes)))
    around = layout.Arrangement({"a": boxes[0], "b": boxes[1]}, {}).bounds()
    reach = routes.MARGIN + 9.0
    assert all(around.x - reach <= x <= around.right + reach for x, _ in points)
    assert all(around.y - reach <= y <= around.bottom + reach for _, y in points)


def test_neighbours_are_linked_by_the_shortest_way() -> None:
    """Side by side, straight across the gap."""
    left, right = Rect(0, 0, CARD_WIDTH, CARD_HEIGHT), Rect(300, 0, CARD_WIDTH, CARD_HEIGHT)
    points = routes.route(left, right, routes.Wall([left, right]))
    assert [points[0], points[-1]] == [(CARD_WIDTH, CARD_HEIGHT / 2), (300, CARD_HEIGHT / 2)]
    assert {y for _, y in points} == {CARD_HEIGHT / 2}


def test_card_in_between_is_gone_around() -> None:
    """Of three cards in a row the outer two are linked past the middle one."""
    row = [Rect(n * 200.0, 0, CARD_WIDTH, CARD_HEIGHT) for n in range(3)]
    points = routes.route(row[0], row[2], routes.Wall(row))
    assert not over(points, row, 2.0)


def test_curves_keep_out_of_cards_on_a_tidy_board() -> None:
    """Of links between any cards of a full board four in five go over none; straight lines nearly all do."""
    state = tidy_wall(20, 40, 60)
    places = layout.arrange(state, "g")
    curves = routes.routes(state, "g", places)
    assert len(curves) == 60
    boxes = list(places.cards.values())
    straight = [(c.points[0], c.points[0], c.points[-1], c.points[-1]) for c in curves]
    assert sum(over(line, boxes, 10.0) for line in straight) >= 50
    assert sum(over(curve.points, boxes, 10.0) for curve in curves) <= 12


def test_curves_keep_out_of_headings() -> None:
    """Themes between two cards are passed beside their headings, where there is a way."""
    state = tidy_wall(20, 40, 60)
    places = layout.arrange(state, "g")
    headings = [routes.heading_of(theme) for theme in places.themes.values()]
    bare = layout.Arrangement(places.cards, {})
    kept = sum(over(curve.points, headings, 4.0) for curve in routes.routes(state, "g", places))
    blind = sum(over(curve.points, headings, 4.0) for curve in routes.routes(state, "g", bare))
    assert kept <= blind - 5


def test_cards_far_out_cost_no_more() -> None:
    """An imported file can have cards at the end of the world, or on top of each other."""
    here = Rect(0.0, 0.0, CARD_WIDTH, CARD_HEIGHT)
    for end in (
        here,
        Rect(FAR / 2, -FAR / 2, CARD_WIDTH, CARD_HEIGHT),
        Rect(1e-9, 0, CARD_WIDTH, CARD_HEIGHT),
    ):
        before = process_time()
        points = routes.route(here, end, routes.Wall([here, end]))
        assert process_time() - before < 0.2
        assert len(points) % 3 == 1
        routes.arrowhead(points)


def test_same_board_has_the_same_curves() -> None:
    """Whatever order the records are in, and each time."""
    state = tidy_wall(6, 6, 20)
    places = layout.arrange(state, "g")
    turned = State({name: dict(reversed(list(rows.items()))) for name, rows in state.tables.items()})
    other = layout.Arrangement(dict(reversed(places.cards.items())), places.themes)
    assert routes.routes(state, "g", places) == routes.routes(turned, "g", other)


def test_link_to_a_card_out_of_sight_has_no_curve() -> None:
    """As under a folded theme."""
    state = tidy_wall(3, 3, 8)
    places = layout.arrange(state, "g")
    (first, *_) = routes.routes(state, "g", places)
    seen = layout.Arrangement({id: b for id, b in places.cards.items() if id != first.end}, places.themes)
    assert first.id not in {curve.id for curve in routes.routes(state, "g", seen)}


def test_only_kinds_with_a_direction_have_an_arrowhead() -> None:
    """Its tip touches the card that the link leads to."""
    for kind in LINK_KINDS:
        curve = routes.Curve("k", kind, "a", "b", ((0, 0), (10, 0), (20, 0), (30, 0)))
        assert bool(curve.head) == (kind in {"overcomes", "uses"})
        assert not curve.head or curve.head[0] == (30, 0)
        assert curve.middle == (15, 0)


def test_few_points_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a way costs is the points of the wall that it asks for: on a board of 200 cards some 600 a link.

    tests/benchmarks/bench_links.py has the milliseconds.
    """
    state = tidy_wall(20, 40, 60)
    places = layout.arrange(state, "g")
    assert len(places.cards) >= 190
    asked = 0
    covered = routes.Wall.covered

    def counted(wall: routes.Wall, points: Iterable[routes.Point], most: float) -> int:
        nonlocal asked
        points = list(points)
        asked += len(points)
        return covered(wall, points, most)

    monkeypatch.setattr(routes.Wall, "covered", counted)
    routes.routes(state, "g", places)
    assert 0 < asked / 60 <= 800
