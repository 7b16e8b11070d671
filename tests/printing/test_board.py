"""How a board comes onto paper."""

import random
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.printing.samples import CATEGORIES, made_up, one_group, state_of, workshop
from werkstatt_desktop.domain.layout import Rect
from werkstatt_desktop.domain.picture import Lettering, picture, picture_in_rows
from werkstatt_desktop.domain.records import Card, Cluster, Group, Link, Record
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.printing import fonts, styles
from werkstatt_desktop.printing.board import PADDING, READABLE, Board, Plan, plan
from werkstatt_desktop.printing.rows import Setter

LYING = styles.PAGE[1] - 2 * styles.MARGIN_X


def plan_of(state: State, group_id: str) -> Plan:
    loaded = fonts.load()
    return plan(
        picture(state, group_id, loaded.measure),
        Setter(loaded, "de"),
        120.0,
        lambda wall: picture_in_rows(state, group_id, Lettering(loaded.measure), wall),
    )


def scattered(count: int, width: float, height: float) -> State:
    """Loose cards anywhere on a wall, upon each other too."""
    chance = random.Random(count)
    cards = (
        Card(
            id=f"c{n}",
            group_id="g",
            category_id="own",
            text=f"Karte {n}",
            x=chance.uniform(0, width),
            y=chance.uniform(0, height),
        )
        for n in range(count)
    )
    return state_of(workshop(), *CATEGORIES, Group(id="g"), *cards)


def pieces(board: Board, width: float, room: float) -> list[Board]:
    """A board as it is cut over pages of that room."""
    cut = []
    while board.height(width) > room:
        halves = board.cut(width, room)
        assert halves
        assert halves[0].height(width) <= room + 0.01
        cut.append(halves[0])
        board = halves[1]
    return [*cut, board]


def smallest(plan_: Plan) -> float:
    width = LYING if plan_.lying else styles.TEXT_WIDTH
    (board,) = plan_.boards
    return min(run.size for box in board.picture.boxes for run in box.runs) * board.scale(width)


def test_small_board_stands_where_its_group_begins() -> None:
    """As wide as the text, not blown up, no higher than most of a page."""
    (board,) = plan_of(made_up(20, groups=1, themes=2), "g0").boards
    assert board.bleed == 0.0
    assert board.height(styles.TEXT_WIDTH) < 440
    few = plan_of(one_group("Eine Karte"), "g").boards[0]
    assert few.scale(styles.TEXT_WIDTH) < 0.7


def test_wide_board_has_a_lying_page() -> None:
    """One that cannot be read on an upright page."""
    cards = [
        Card(id=f"c{n}", group_id="g", category_id="own", text="Wort " * 30, x=n * 200.0, y=n % 3 * 150.0)
        for n in range(8)
    ]
    plan_ = plan_of(state_of(workshop(), *CATEGORIES, Group(id="g"), *cards), "g")
    assert plan_.lying
    assert len(plan_.boards) == 1
    assert smallest(plan_) >= READABLE


WALLS = [(5, 500, 300), (60, 1200, 1500), (60, 1200, 9000), (60, 6000, 900), (200, 9000, 9000)]


@pytest.mark.parametrize(("count", "width", "height"), WALLS)
def test_cards_can_be_read(count: int, width: float, height: float) -> None:
    """Whatever the size of the wall, no text is too small, no picture too wide, no card missing."""
    state = scattered(count, width, height)
    plan_ = plan_of(state, "g")
    assert smallest(plan_) >= READABLE - 0.01
    (board,) = plan_.boards
    wide = LYING if plan_.lying else styles.TEXT_WIDTH
    assert board.picture.bounds.width * board.scale(wide) <= wide + 2 * board.bleed - 2 * PADDING + 0.01
    cards = [box.id for box in board.picture.boxes if box.kind == "card"]
    assert sorted(cards) == sorted(card.id for card in state.all(Card))


def test_board_wider_than_a_page_is_put_into_rows() -> None:
    """Its themes keep their order and their cards; nothing lies on anything else."""
    state = made_up(400, groups=1, themes=9)
    shown = picture(state, "g0", fonts.load().measure)
    plan_ = plan_of(state, "g0")
    assert plan_.in_rows
    rows = plan_.boards[0].picture
    assert rows.bounds.width < shown.bounds.width
    themes = [box.rect for box in rows.boxes if box.kind == "theme"]
    assert [(rect.y, rect.x) for rect in themes] == sorted((rect.y, rect.x) for rect in themes)
    boxes = [box.rect for box in rows.boxes if box.kind == "card"]
    for one, other in combinations(boxes, 2):
        beside = one.right <= other.x or other.right <= one.x
        assert beside or one.bottom <= other.y or other.bottom <= one.y


@pytest.mark.parametrize("themes", [1, 12, 60])
def test_cut_runs_through_no_card(themes: int) -> None:
    """A board over several pages: each card is whole, on one of them, each heading with its first cards."""
    state = made_up(400, groups=1, themes=themes)
    loaded = fonts.load()
    whole = picture_in_rows(state, "g0", Lettering(loaded.measure), 1300.0)
    cut = pieces(Board(whole, Setter(loaded, "de")), styles.TEXT_WIDTH, 600.0)
    assert len(cut) > 2
    solid = [box for piece in cut for box in piece.picture.boxes if box.kind != "theme"]
    assert sorted(box.id for box in solid) == sorted(box.id for box in whole.boxes if box.kind != "theme")
    for piece in cut:
        bounds = piece.picture.bounds
        for box in piece.picture.boxes:
            if box.kind != "theme":
                assert bounds.y - 0.01 <= box.rect.y
                assert box.rect.bottom <= bounds.bottom + 0.01
        cards = {box.id for box in piece.picture.boxes if box.kind == "card"}
        for box in piece.picture.boxes:
            if box.kind == "heading":
                members = [c.id for c in state.all(Card) if c.cluster_id == box.id]
                assert not members or cards & set(members)


def test_cards_upon_each_other_come_to_an_end() -> None:
    """Where every line crosses a card, the cut is made all the same."""
    cards = [
        Card(id=f"c{n}", group_id="g", category_id="own", text="x", x=n % 3 * 150.0, y=n * 20.0)
        for n in range(300)
    ]
    state = state_of(workshop(), *CATEGORIES, Group(id="g"), *cards)
    loaded = fonts.load()
    board = Board(picture(state, "g", loaded.measure), Setter(loaded, "de"))
    assert len(pieces(board, styles.TEXT_WIDTH, 600.0)) < 12


def test_free_wall_is_not_carried_over() -> None:
    """Between two pages the wall between far cards is left out."""
    cards = [Card(id=f"c{n}", group_id="g", category_id="own", text="x", y=n * 20000.0) for n in range(2)]
    loaded = fonts.load()
    shown = picture(state_of(workshop(), *CATEGORIES, Group(id="g"), *cards), "g", loaded.measure)
    cut = pieces(Board(shown, Setter(loaded, "de")), styles.TEXT_WIDTH, 600.0)
    assert [piece.picture.bounds.height for piece in cut] == [76.0, 76.0]


def test_empty_board_has_no_picture() -> None:
    assert plan_of(state_of(workshop(), Group(id="g")), "g").boards == ()
    assert picture(state_of(Group(id="g")), "g", fonts.load().measure).bounds == Rect(0, 0, 0, 0)


def drawn(state: State) -> str:
    """What a board comes to on a page, as drawing commands."""
    canvas = Canvas(BytesIO(), pageCompression=0)
    board = plan_of(state, "g").boards[0]
    board.draw(canvas, 50.0, 700.0, styles.TEXT_WIDTH)
    return "\n".join(canvas._code)  # type: ignore[attr-defined]


def test_links_marks_and_tints_are_on_paper() -> None:
    """Each adds what it is to the drawing; a link that contradicts is dashed and has no arrowhead."""
    first, second = (
        Card(id=id, group_id="g", category_id=CATEGORIES[n].id, text=id, x=300.0 * n)
        for n, id in enumerate(("eins", "zwei"))
    )
    theme = Cluster(id="t", group_id="g", heading="Ziele", y=300.0)

    def with_(*records: Record) -> str:
        return drawn(state_of(workshop(), *CATEGORIES, Group(id="g"), *records))

    plain = with_(first, second, theme)
    assert with_(replace(first, star=True), second, theme) != plain
    tinted = with_(first, second, replace(theme, tint="rose"))
    assert tinted != plain
    assert len(tinted.splitlines()) == len(plain.splitlines())
    link = Link(id="l", from_card_id="eins", to_card_id="zwei", kind="overcomes")
    overcomes = with_(first, second, theme, link)
    contradicts = with_(first, second, theme, replace(link, kind="contradicts"))
    assert overcomes.count(" c\n") > plain.count(" c\n")
    assert overcomes.count(" d\n") < contradicts.count(" d\n")
    assert overcomes.count("f*") == contradicts.count("f*") + 1
