"""Drawing, clicking and changing links with the mouse: each gesture is one edit, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.keys import LEFT, NONE, click, drag, press
from tests.ui.board.test_menu import menu, open_menu  # noqa: F401
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain import layout
from werkstatt_desktop.domain.records import Card, Cluster, Group, Id, Link, Record
from werkstatt_desktop.domain.routes import Curve, routes
from werkstatt_desktop.domain.verbs import board as board_verbs
from werkstatt_desktop.domain.verbs import cards, themes
from werkstatt_desktop.domain.verbs import links as verbs
from werkstatt_desktop.domain.verbs.board import hide_board
from werkstatt_desktop.ui.board.links.bar import LinkBar
from werkstatt_desktop.ui.board.links.curves import Curves

CTRL = Qt.KeyboardModifier.ControlModifier


def told(board: Board) -> set[tuple[Id, str, Id]]:
    """All links of the workshop."""
    return {(k.from_card_id, k.kind, k.to_card_id) for k in board.desk.state.all(Link)}


def hover(board: Board, id: Id) -> QPoint:
    """Bring the mouse over a card; gives the place of its handle."""
    board.page.linking.offer_to(board.page._pointer)
    QTest.mouseMove(board.viewport, board.at(id) + QPoint(3, 3))
    QTest.mouseMove(board.viewport, board.at(id))
    QApplication.processEvents()
    box = board.box(id)
    return board.point(box.right, box.y + box.height / 2)


def draw(board: Board, start: Id, *stops: QPoint) -> None:
    drag(board.viewport, hover(board, start), *stops)


def seen(board: Board) -> QImage:
    return board.viewport.grab().toImage()


def link(board: Board, start: Id, end: Id, kind: str | None = None) -> Id:
    edit = board.desk.do(verbs.link, [start], end, kind)
    assert edit is not None
    return edit.ids("links")[0]


def on_curve(board: Board, link_id: Id) -> QPoint:
    """A point of the view on a curve, away from cards."""
    curves = Curves(board.desk, board.page.scene)
    thread = next(t for t in curves.all() if t.curve.id == link_id)
    return board.point(*thread.curve.middle)


def bar(board: Board) -> LinkBar:
    found = board.viewport.findChild(LinkBar)
    assert found is not None
    return found


def test_handle_shows_under_the_mouse(board: Board) -> None:
    """At the right edge of the card under the mouse, and no longer over the wall."""
    at = hover(board, "open")
    handle = board.viewport.findChild(QWidget, "link-handle")
    assert handle is not None
    assert handle.isVisible()
    assert handle.geometry().contains(at)
    QTest.mouseMove(board.viewport, QPoint(at.x() + 120, at.y() + 150))
    assert not handle.isVisible()


def test_dragging_from_the_edge_links(board: Board) -> None:
    """From a recommendation to an obstacle: it overcomes that. One edit, and undo takes it back."""
    before = seen(board)
    draw(board, "open", board.at("skill"), board.at("unclear"))
    assert told(board) == {("open", "overcomes", "unclear")}
    assert board.steps == ["link"]
    press(board.page.view, Qt.Key.Key_Escape)
    QTest.mouseMove(board.viewport, QPoint(5, board.viewport.height() // 2))
    assert seen(board) != before
    board.desk.undo()
    assert told(board) == set()
    board.page.choice.only(None)
    assert seen(board) == before


def test_obstacle_to_recommendation_is_turned(board: Board) -> None:
    """Drawn the other way round it is the same link."""
    draw(board, "unclear", board.at("open"))
    assert told(board) == {("open", "overcomes", "unclear")}
    draw(board, "open", board.at("unclear"))
    assert board.steps == ["link"]
    assert board.said[-1] == "Diese Karten sind schon so verknüpft."


def test_dropped_on_nothing_is_no_edit(board: Board) -> None:
    """On the wall, on a theme, or back on the card itself."""
    wall = board.point(700, 600)
    box = board.box("goals")
    theme = board.point(box.x + 8, box.bottom - 6)
    for stop in (wall, theme, board.at("open")):
        draw(board, "open", stop)
    assert board.steps == []
    assert board.place("open") == (440.0, 240.0)


def test_esc_gives_a_link_up(board: Board) -> None:
    """While it is drawn the target is lit; after Esc nothing is left of it."""
    start = hover(board, "open")
    QTest.mousePress(board.viewport, LEFT, NONE, start)
    for stop in (start + QPoint(12, 12), board.at("unclear")):
        QTest.mouseMove(board.viewport, stop)
    assert board.viewport.findChild(QWidget, "link-preview") is not None
    press(board.page.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(board.viewport, LEFT, NONE, board.at("unclear"))
    assert board.steps == []
    preview = board.viewport.findChild(QWidget, "link-preview")
    assert preview is None or not preview.isVisible()


def test_all_selected_cards_are_linked(board: Board) -> None:
    """Drawn from one of several selected cards, all are linked in one step."""
    click(board.viewport, board.at("rules"))
    click(board.viewport, board.at("open"), CTRL)
    draw(board, "open", board.at("money"))
    assert told(board) == {("open", "overcomes", "money"), ("rules", "overcomes", "money")}
    assert board.steps == ["link"]


def test_kind_is_changed_right_after(board: Board) -> None:
    """A number changes what the new link means, as does a click in the bar at the foot."""
    draw(board, "open", board.at("unclear"))
    assert bar(board).isVisible()
    assert not board.page.bar.isVisible()
    press(board.page.view, Qt.Key.Key_4)
    assert told(board) == {("open", "contradicts", "unclear")}
    click(bar(board).entries[2])
    assert told(board) == {("open", "belongs_to", "unclear")}
    assert board.steps == ["link", "change_link", "change_link"]
    press(board.page.view, Qt.Key.Key_Escape)
    assert not bar(board).isVisible()
    assert board.page.bar.isVisible()
    press(board.page.view, Qt.Key.Key_1)
    assert board.steps == ["link", "change_link", "change_link"]


def test_clicked_link_is_removed(board: Board) -> None:
    """A click on the curve chooses the link; Del removes it and not the chosen card."""
    id = link(board, "open", "unclear")
    hover(board, "skill")
    click(board.viewport, on_curve(board, id))
    assert board.page.linking.chosen == {id}
    press(board.page.view, Qt.Key.Key_Delete)
    assert told(board) == set()
    assert board.steps == ["link", "unlink"]
    assert not board.card("open").gone
    board.desk.undo()
    assert told(board) == {("open", "overcomes", "unclear")}


def test_drawn_from_a_curve_is_a_frame(board: Board) -> None:
    """Where a curve is in the way, cards are framed as elsewhere."""
    id = link(board, "open", "unclear")
    hover(board, "skill")
    start = on_curve(board, id)
    drag(board.viewport, start, board.at("skill"))
    assert "skill" in board.page.choice.selected
    assert board.page.linking.chosen == frozenset()


@pytest.mark.usefixtures("menu")
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_menu_of_a_curve(board: Board) -> None:
    """The right button on a curve offers what it may mean, and to remove it."""
    id = link(board, "open", "unclear")
    hover(board, "skill")
    at = on_curve(board, id)
    actions = open_menu(board, at)
    assert board.page.linking.chosen == {id}
    assert actions["überwindet"].isChecked()
    actions["gehört zu"].trigger()
    assert told(board) == {("open", "belongs_to", "unclear")}
    open_menu(board, at)["Verknüpfung entfernen"].trigger()
    assert told(board) == set()
    assert board.steps == ["link", "change_link", "unlink"]


@pytest.mark.usefixtures("menu")
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_menu_of_a_card_has_its_links(board: Board) -> None:
    """By keyboard: each link with what can be done with it, and L to link the card."""
    link(board, "open", "unclear")
    board.page.choice.only("unclear")
    actions = open_menu(board)
    assert "Mit anderer Karte verknüpfen" in actions
    actions["Verknüpfungen > überwunden durch: Prozesse offenlegen > Verknüpfung entfernen"].trigger()
    assert told(board) == set()
    assert board.steps == ["link", "unlink"]


def test_links_of_the_chosen_card_are_lit(board: Board) -> None:
    """They look different then; all links can be hidden and shown again."""
    link(board, "open", "unclear")
    plain = seen(board)
    board.page.choice.only("open")
    lit = seen(board)
    spot = board.point(330, 250)
    assert {plain.pixel(spot + QPoint(0, n)) for n in range(-60, 60)} != {
        lit.pixel(spot + QPoint(0, n)) for n in range(-60, 60)
    }
    press(board.page.view, "Shift+L")
    hidden = seen(board)
    assert hidden != lit
    assert board.said[-1] == "Verknüpfungen sind ausgeblendet."
    press(board.page.view, "Shift+L")
    assert seen(board) == lit
    assert board.steps == ["link"]


def test_curve_follows_its_cards(board: Board) -> None:
    """Also when only another card moved out of its way; and it is hidden while its card is carried."""
    id = link(board, "open", "unclear")
    curves = Curves(board.desk, board.page.scene)
    (before,) = [t.curve for t in curves.all() if t.curve.id == id]
    start = board.at("skill")
    drag(board.viewport, start, start + QPoint(0, 200))
    (after,) = [t.curve for t in curves.all() if t.curve.id == id]
    assert after.points != before.points
    QTest.mousePress(board.viewport, LEFT, NONE, board.at("open"))
    for step in (QPoint(12, 12), QPoint(60, 80)):
        QTest.mouseMove(board.viewport, board.at("open") + step)
    assert curves.all() == []
    press(board.page.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(board.viewport, LEFT, NONE, board.at("open"))
    assert [t.curve for t in curves.all()] == [after]


def test_hidden_board_has_no_links(make_board: Callable[[list[Record]], Board]) -> None:
    """While only the number of cards is shown, no curve tells more."""
    board = make_board(usual())
    link(board, "open", "unclear")
    curves = Curves(board.desk, board.page.scene)
    assert len(curves.all()) == 1
    board.desk.do(hide_board, "group1", hidden=True)
    assert list(curves.all()) == []
    press(board.page.view, Qt.Key.Key_L)
    assert board.page.linking.aim is None


@pytest.mark.parametrize("zoom", [0.2, 1.0, 2.0])
def test_painting_is_the_same_from_step_and_from_all(board: Board, zoom: float) -> None:
    """What a step paints is what painting everything anew gives, at every zoom."""
    board.page.view.camera.zoom_to(zoom)
    id = link(board, "open", "unclear")
    board.page.choice.only("open")
    board.desk.do(verbs.change_kind, [id], "contradicts")
    by_step = seen(board)
    board.page.refresh(None)
    assert seen(board) == by_step


def test_card_handed_over_takes_its_curve_away(board: Board) -> None:
    """The link is kept, and is seen again when the card comes back."""
    from werkstatt_desktop.domain.verbs.cards import hand_over_cards

    link(board, "open", "unclear")
    curves = Curves(board.desk, board.page.scene)
    board.desk.do(hand_over_cards, ["unclear"], "group2")
    assert list(curves.all()) == []
    assert told(board) == {("open", "overcomes", "unclear")}
    assert board.desk.state.get(Group, "group2") is not None
    board.desk.undo()
    assert len(curves.all()) == 1


def crowded() -> list[Record]:
    """Twelve themes of five cards and twenty loose ones below, with forty links between them."""
    rows: list[Record] = []
    cards: list[Card] = []
    for t in range(12):
        rows.append(
            Cluster(id=f"t{t}", group_id="group1", heading=f"T{t}", x=480.0 * (t % 4), y=420.0 * (t // 4))
        )
        cards += [made_card(f"c{t}-{n}", cluster_id=f"t{t}", rank=float(n)) for n in range(5)]
    cards += [made_card(f"l{n}", x=200.0 * (n % 10), y=1300.0 + 100 * (n // 10)) for n in range(20)]
    ids = [card.id for card in cards]
    links = [
        Link(id=f"k{n:02}", from_card_id=ids[n], to_card_id=ids[(7 * n + 13) % len(ids)], kind="uses")
        for n in range(40)
    ]
    return [*rows, *cards, *(k for k in links if k.from_card_id != k.to_card_id)]


def made_card(id: Id, **where: Any) -> Card:
    return Card(id=id, group_id="group1", category_id="recommendation", text=f"Karte {id}", **where)


def all_curves(curves: Curves) -> dict[Id, Curve]:
    curves.all()
    curves.finish()
    return {thread.curve.id: thread.curve for thread in curves.all()}


def test_curves_by_steps_are_those_of_all(make_board: Callable[[list[Record]], Board]) -> None:
    """Whatever moves, grows, goes and comes back: the curves are as if worked out anew, and as on paper."""
    board = make_board(crowded())
    do, curves = board.desk.do, Curves(board.desk, board.page.scene)
    all_curves(curves)
    steps: tuple[Callable[[], object], ...] = (
        lambda: do(board_verbs.move_cards, {"c0-1": (300.0, 350.0), "l3": (900.0, 700.0)}),
        lambda: do(board_verbs.move_clusters, {"t5": (1000.0, 900.0)}),
        lambda: do(cards.reword_card, "c1-0", "Ein sehr langer Text. " * 12),
        lambda: do(cards.delete_cards, ["c2-2", "l0"]),
        board.desk.undo,
        lambda: do(themes.fold, ["t1"], folded=True),
        lambda: do(verbs.change_kind, ["k03"], "contradicts"),
        board.desk.undo,
        board.desk.undo,
        lambda: do(board_verbs.tidy_up, "group1", lambda card: board.page.scene.cards[card.id].height),
    )
    for step in steps:
        step()
        now = all_curves(curves)
        assert now == all_curves(Curves(board.desk, board.page.scene))
        lettering = board.page.scene.look.lettering
        places = layout.arrange(board.desk.state, "group1", lettering.height)
        assert now == {c.id: c for c in routes(board.desk.state, "group1", places)}


def test_many_curves_come_bit_by_bit(make_board: Callable[[list[Record]], Board]) -> None:
    """A crowded board is painted at once; curves that take longer follow by themselves."""
    board = make_board(crowded())
    curves = Curves(board.desk, board.page.scene)
    curves.all()
    for _ in range(100):
        if len(curves.all()) == board.desk.state.count(Link):
            break
        QTest.qWait(5)
    assert len(curves.all()) == board.desk.state.count(Link) > 30
