"""What hangs on the wall: drawn from the state, whole or step by step, with the same outcome."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.edits import Change, Edit
from werkstatt_desktop.domain.layout import CARD_HEIGHT, CARD_WIDTH, Rect, arrange
from werkstatt_desktop.domain.picture import SIZES
from werkstatt_desktop.domain.records import Card, Category, Id, Photo, Record
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import cards, links, marks, photos, setup, twins
from werkstatt_desktop.domain.verbs import themes as tinting
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.board.look import Look
from werkstatt_desktop.ui.board.scene import BoardScene
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.theme import Theme

Make = Callable[[list[Record]], Board]
TEXTS = (
    "Kurz",
    "Verpflichtendes fachbereichsübergreifendes Arbeiten",
    "Eins\nzwei\n\nvier",
    "🎉 Feiern & <b>feiern</b>",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "Zusammenarbeit über alle Ämter hinweg klären und festhalten, " * 5,
    "سوق المدينة",
)


MARKED: tuple[dict[str, Any], ...] = (
    {"dissent": True},
    {"dissent": False},
    {"consensus": "unanimous"},
    {"consensus": "disputed"},
    {"star": True, "question_mark": True},
)


def picture(scene: BoardScene) -> dict[Id, object]:
    """Positions, sizes, texts and boxes of everything that is shown."""
    shown: dict[Id, object] = {
        id: (
            item.box,
            item.sceneBoundingRect(),
            item.text,
            item.fitted,
            item.colour,
            item.symbol,
            item.marks,
            item.theme_id,
            item.order,
            item.faint,
        )
        for id, item in scene.cards.items()
    }
    for id, theme in scene.themes.items():
        shown[id] = (
            theme.box,
            theme.sceneBoundingRect(),
            theme.oval,
            theme.heading,
            theme.members,
            theme.count,
            theme.place_in_row,
            theme.runs,
            theme.folded,
            theme.tint,
            theme.marks,
            theme.faint,
        )
    # What hangs on the wall is what is painted and found, near and far.
    everything = QRectF(-1e9, -1e9, 2e9, 2e9)
    assert {card.id for card in scene.near(everything)} == scene.cards.keys()
    far = [rect for cell in scene.grid.cells(everything) for rects in cell.rects().values() for rect in rects]
    boxes = [Rect(rect.x(), rect.y(), rect.width(), rect.height()) for rect in far]
    assert sorted(boxes) == sorted(card.box for card in scene.cards.values())
    assert scene.loose == {id for id, item in scene.cards.items() if item.theme_id is None}
    assert scene.bounds().isEmpty() or scene.reach.contains(scene.bounds())
    return shown


def afresh(desk: Desk) -> dict[Id, object]:
    """The picture of a scene that is drawn whole from the state."""
    scene = BoardScene(desk, Look(desk.theme, desk.texts("Theme")))
    scene.refresh(None)
    return picture(scene)


def step(draw: Callable[[st.SearchStrategy[int]], int], desk: Desk) -> None:
    """One thing that can happen to a board."""
    state, group = desk.state, "group1"
    # In an order that is the same in every run: new ids are random.
    all_cards = [c.id for c in sorted(state.all(Card), key=lambda c: c.written)]
    themes = [c.id for c in order.clusters(state, "group1")]
    many = st.integers(0, 2**16)

    def some(row: list[Id]) -> list[Id]:
        bits = draw(many)
        return [id for n, id in enumerate(row) if bits >> n & 1]

    def one(row: list[Id]) -> Id:
        return row[draw(many) % len(row)]

    def corner() -> tuple[float, float]:
        return float(draw(many) % 900), float(draw(many) % 700)

    deeds: list[Callable[[], object]] = [
        lambda: desk.do(
            cards.write_cards, group_id=group, category_id="obstacle", texts=[TEXTS[draw(many) % len(TEXTS)]]
        ),
        lambda: desk.do(verbs.form_cluster, group, some(all_cards), "Neu", corner()),
        desk.undo,
        desk.redo,
        lambda: desk.do(setup.edit_category, "obstacle", colour="teal" if draw(many) % 2 else "rose"),
        lambda: desk.do(verbs.hide_board, group, hidden=draw(many) % 3 == 0),
    ]
    if all_cards:
        deeds += [
            lambda: desk.do(verbs.move_cards, {id: corner() for id in some(all_cards)}),
            lambda: desk.do(cards.reword_card, one(all_cards), TEXTS[draw(many) % len(TEXTS)]),
            lambda: desk.do(cards.delete_cards, some(all_cards)),
            lambda: desk.do(cards.hand_over_cards, some(all_cards), "group2" if draw(many) % 3 else group),
            lambda: desk.do(cards.recategorise_cards, some(all_cards), "opportunity"),
            lambda: desk.do(marks.mark, some([*all_cards, *themes]), **MARKED[draw(many) % len(MARKED)]),
            lambda: desk.do(links.link, some(all_cards), one(all_cards)),
            lambda: desk.do(photos.put_photos, card_id=one(all_cards), names=[f"{draw(many):064x}"]),
            lambda: desk.do(photos.delete_photos, [p.id for p in state.all(Photo)][:1]),
        ]
    if themes:
        deeds += [
            lambda: desk.do(
                verbs.move_all, {id: corner() for id in some(all_cards)}, {one(themes): corner()}
            ),
            lambda: desk.do(verbs.put_into_cluster, some(all_cards), one(themes), draw(many) % 4),
            lambda: desk.do(verbs.dissolve_cluster, one(themes)),
            lambda: desk.do(verbs.take_down, some(all_cards), some(themes)),
            lambda: desk.do(verbs.name_cluster, one(themes), "Überschrift " * (draw(many) % 9)),
            lambda: desk.do(verbs.tidy_up, group),
            lambda: desk.do(tinting.tint, some(themes), "teal" if draw(many) % 2 else None),
            lambda: desk.do(tinting.fold, some(themes), folded=draw(many) % 2 == 0),
            lambda: desk.do(twins.second_cards, some(all_cards), one(themes)),
            lambda: desk.do(tinting.order_cards, some(themes), "time"),
            lambda: desk.do(tinting.merge, some(themes), some(all_cards)),
            lambda: desk.do(tinting.split, one(themes), some(all_cards)),
            lambda: desk.do(tinting.number, group),
            lambda: desk.do(tinting.tidy_around, some(themes), some(all_cards)),
        ]
    deeds[draw(many) % len(deeds)]()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_step_by_step_is_as_afresh(look: Theme, workshop_file: Path, data: st.DataObject) -> None:
    """After any step a board shows what one shows that is drawn whole; drawing twice changes nothing."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(workshop_file, folder))
        desk = Desk(files.open_store(path, device="test"), Texts("de"), look)
        desk.store.commit(base_edit("write_cards", usual()))
        scene = BoardScene(desk, Look(look, "Thema"))
        scene.refresh(None)
        desk.changed.connect(scene.refresh)
        for _ in range(data.draw(st.integers(1, 8))):
            step(data.draw, desk)
            assert picture(scene) == afresh(desk)
        before = picture(scene)
        scene.refresh(None)
        assert picture(scene) == before
        desk.store.close()


def test_cards_outlive_their_theme(board: Board) -> None:
    """A theme that vanishes in another copy leaves its cards on the wall: the edit names only the theme."""
    board.desk.store.commit(Edit("receive", (Change("clusters", "goals", {"gone": False}, {"gone": True}),)))
    assert "goals" not in board.page.scene.themes
    assert board.page.scene.cards["act"].theme_id is None
    assert picture(board.page.scene) == afresh(board.desk)
    board.desk.store.commit(Edit("receive", (Change("clusters", "goals", {"gone": True}, {"gone": False}),)))
    assert board.row("goals") == ["act", "rules"]
    assert picture(board.page.scene) == afresh(board.desk)


def test_places_are_those_of_the_domain(board: Board) -> None:
    """Cards and themes lie where `layout.arrange` has them, so that paper shows the same."""
    scene = board.page.scene
    places = arrange(board.desk.state, "group1", lambda card: scene.cards[card.id].height)
    assert {id: item.box for id, item in scene.cards.items()} == places.cards
    assert {id: item.box for id, item in scene.themes.items()} == places.themes


def test_only_the_group_in_view(board: Board) -> None:
    """Cards of another group are not shown; with the group changes what hangs on the wall."""
    board.desk.do(cards.hand_over_cards, ["unclear"], "group2")
    assert "unclear" not in board.page.scene.cards
    board.desk.show_group("group2")
    assert set(board.page.scene.cards) == {"unclear"}
    assert board.page.scene.themes == {}
    board.desk.show_group("group1")
    assert "unclear" not in board.page.scene.cards
    assert len(board.page.scene.cards) == 5


@pytest.mark.parametrize(
    ("text", "largest", "smallest"), [("Kurz", 15.0, 15.0), (TEXTS[1], 13.0, 13.0), (TEXTS[4], 13.0, 13.0)]
)
def test_text_shrinks_to_fit(make_board: Make, text: str, largest: float, smallest: float) -> None:
    """A long word is set smaller before it is torn; the card stays as high as all others."""
    board = make_board([Card(id="card", group_id="group1", category_id="obstacle", text=text)])
    card = board.page.scene.cards["card"]
    assert smallest <= card.fitted.size <= largest
    assert (SIZES[0], SIZES[-1]) == (15.0, 11.0)
    assert card.height == CARD_HEIGHT


def test_a_card_grows_and_nothing_is_cut(make_board: Make) -> None:
    """Where the smallest size does not suffice the card grows, however long the text is."""
    some, much = "Zusammenarbeit klären " * 9, "Zusammenarbeit klären " * 181
    board = make_board(
        [
            Card(id="some", group_id="group1", category_id="obstacle", text=some),
            Card(id="much", group_id="group1", category_id="obstacle", text=much, y=400.0),
        ]
    )
    grown, large = board.page.scene.cards["some"], board.page.scene.cards["much"]
    assert CARD_HEIGHT < grown.height < large.height
    assert " ".join(large.fitted.lines) == much.strip()
    assert large.sceneBoundingRect().height() > large.height


def test_lines_are_no_wider_than_the_card(make_board: Make) -> None:
    """Whatever the text, no glyph lies outside the card."""
    board = make_board(
        [
            Card(id=f"c{n}", group_id="group1", category_id="obstacle", text=text * times, y=n * 300.0)
            for n, (text, times) in enumerate((text, times) for text in TEXTS for times in (1, 3))
        ]
    )
    letters = board.page.look.lettering
    for card in board.page.scene.cards.values():
        for run in letters.card_glyphs(card.fitted):
            box = run.boundingRect()
            assert box.left() >= 0
            assert box.right() <= CARD_WIDTH
            assert box.bottom() <= card.height


def test_short_texts_are_as_high_as_measured(make_board: Make) -> None:
    """The quick look at a text agrees with breaking it into lines."""
    board = make_board([])
    letters = board.page.look.lettering
    words = (
        "Die",
        "Zusammenarbeit",
        "der",
        "Ämter",
        "und",
        "Vereine",
        "im",
        "Stadtteil",
        "klären",
        "gemeinsam",
    )
    for count in range(1, 40):
        text = " ".join(words[n * 7 % len(words)] for n in range(count))
        card = Card(group_id="group1", category_id="obstacle", text=text)
        assert letters.height(card) == letters.fitted(text).height


def test_themes_tell_how_many(board: Board) -> None:
    """The number of cards stands in the oval; long headings do not make it wider than the theme."""
    board.desk.do(verbs.name_cluster, "goals", "Sehr lange Überschrift über das, was alle wollen " * 4)
    theme = board.page.scene.themes["goals"]
    assert theme.oval.width() <= theme.box.width
    assert len(theme.members) == len(order.cards_of_cluster(board.desk.state, "goals"))


def test_the_colour_of_a_category_changes_all_its_cards(board: Board) -> None:
    """Colour and symbol come from the category."""
    board.desk.do(setup.edit_category, "obstacle", colour="teal", symbol="star")
    category = board.desk.state.get(Category, "obstacle")
    assert category is not None
    for card in board.page.scene.cards.values():
        if board.card(card.id).category_id == "obstacle":
            assert (card.colour, card.symbol) == ("teal", "star")


def test_usual_records_hang_apart() -> None:
    """The board of these tests has no two cards on top of each other."""
    places = {(c.x, c.y) for c in usual() if isinstance(c, Card) and c.cluster_id is None}
    assert len(places) == 3
