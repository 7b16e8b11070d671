"""What is on the screen: pieces are painted anew, and it looks as if all had been."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import shiboken6
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.keys import show
from tests.ui.board.test_picture import picture, step
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Card, Id, Record
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import cards, marks
from werkstatt_desktop.domain.verbs import themes as tinting
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.board.glide import REST_MS
from werkstatt_desktop.ui.board.load import Load
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.theme import DARK, Theme

FEW = 20
"""Spots, each of three by three dots, that a piece may differ by; the smallest card has more, at any zoom."""
Make = Callable[[list[Record]], Board]


def on_screen(page: BoardPage) -> QImage:
    """What the screen shows of a board, as far as it was painted."""
    QCoreApplication.processEvents()
    shot = page.screen().grabWindow(page.winId()).toImage()
    return shot.convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(page: BoardPage) -> QImage:
    """The board painted as a whole into a picture."""
    return page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def difference(page: BoardPage) -> str:
    """Where the screen shows something else than what would be painted; nothing where it does not.

    Thin lines and a few spots count for nothing: dashes begin where a piece of the wall does, and
    round edges come out a little different there. Anything left behind is far more.
    """
    one, other = on_screen(page), painted_anew(page)
    if one == other:
        return ""
    spots = [
        (x, y)
        for y in range(0, one.height() - 2, 2)
        for x in range(0, one.width() - 2, 2)
        if all(_apart(one, other, x + dx, y + dy) for dx, dy in ((1, 1), (0, 0), (2, 2), (0, 2), (2, 0)))
    ]
    return f"{len(spots)} spots, from {spots[:1]} to {spots[-1:]}" if len(spots) > FEW else ""


def _apart(one: QImage, other: QImage, x: int, y: int) -> bool:
    """Whether two colours are seen to differ."""
    a, b = one.pixel(x, y), other.pixel(x, y)
    return a != b and any(abs((a >> shift & 255) - (b >> shift & 255)) > 16 for shift in (0, 8, 16))


def turn(draw: Callable[[st.SearchStrategy[int]], int], page: BoardPage, desk: Desk) -> None:
    """Something that is done to a board, or to the way it is seen."""
    few, view, scene = st.integers(0, 11), page.view, page.scene
    ids: list[Id] = sorted([*scene.cards, *scene.themes])
    lit = frozenset(id for id in ids if draw(few) < 6) if draw(few) < 8 else None
    corner = QPointF(draw(few) * 90.0, draw(few) * 60.0)
    ways: list[Callable[[], object]] = [
        lambda: view.camera.pan(QPointF(draw(few) * 7 - 40, draw(few) * 5 - 30)),
        lambda: view.camera.zoom_to(0.15 + 0.13 * draw(few), corner),
        view.camera.show_all,
        lambda: page.choice.select(lit or frozenset(), focus=ids[draw(few) % len(ids)] if ids else None),
        lambda: scene.show_lit(lit),
        lambda: carry(page, [id for id in ids if draw(few) < 4], corner, back=draw(few) < 9),
    ]
    if draw(few) < 6:
        ways[draw(few) % len(ways)]()
    else:
        step(draw, desk)


def carry(page: BoardPage, ids: list[Id], by: QPointF, *, back: bool) -> None:
    """Take things into the hand, show them elsewhere, and put them back."""
    load = Load(page.scene, ids)
    load.shift(by)
    QCoreApplication.processEvents()
    load.shift(by / 2)
    if back:
        QCoreApplication.processEvents()
    load.put_back()


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def any_look(request: pytest.FixtureRequest, look: Theme) -> Theme:
    return DARK if request.param else look


@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_screen_shows_what_a_whole_painting_would(
    any_look: Theme, workshop_file: Path, data: st.DataObject
) -> None:
    """After any step, and any way of looking at it, no spot of the screen is left as it was before."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(workshop_file, folder))
        desk = Desk(files.open_store(path, device="test"), Texts("de"), any_look)
        desk.store.commit(base_edit("write_cards", usual()))
        page = BoardPage(desk)
        page.resize(900, 600)
        show(page)
        try:
            for _ in range(data.draw(st.integers(1, 12))):
                turn(data.draw, page, desk)
                page.view.come_to_rest()
                assert difference(page) == ""
        finally:
            page.close()
            shiboken6.delete(page)
            desk.store.close()


@pytest.fixture
def zoomed(board: Board) -> Iterator[Board]:
    """A board in the midst of a zoom, of several steps without a pause."""
    camera = board.page.view.camera
    camera.zoom_to(1.0)
    for n in range(4):
        camera.zoom_to(1.0 + 0.1 * n)
        board.wait()
    yield board
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_zoom_comes_to_rest_by_itself(zoomed: Board) -> None:
    """While it goes on the last picture is scaled; a moment later all is painted exactly."""
    before = on_screen(zoomed.page)
    QTest.qWait(3 * REST_MS)
    exact = on_screen(zoomed.page)
    assert before != exact
    assert difference(zoomed.page) == ""


def test_what_happens_in_a_zoom_is_seen_at_once(zoomed: Board) -> None:
    """A card that is written while the picture is scaled does not wait for its end."""
    zoomed.desk.do(cards.recategorise_cards, ["unclear"], "opportunity")
    assert difference(zoomed.page) == ""


def test_panning_in_a_zoom_leaves_nothing_behind(zoomed: Board) -> None:
    """What was scaled moves along and is painted exactly when the zoom is over."""
    zoomed.page.view.camera.pan(QPointF(30, 20))
    QTest.qWait(3 * REST_MS)
    assert difference(zoomed.page) == ""


def colour(board: Board, x: float, y: float) -> str:
    """The colour of a spot of the board, as it would be painted now."""
    at = board.page.view.mapTo(board.page, board.point(x, y))
    return painted_anew(board.page).pixelColor(QPoint(at)).name()


def test_what_a_search_did_not_find_is_faint(board: Board) -> None:
    """From near and from afar; what was found is as before."""
    view, scene = board.page.view, board.page.scene
    for zoom in (1.0, 0.3):
        view.camera.zoom_to(zoom)
        view.come_to_rest()
        spots = [(box.x + 100, box.y + 66) for box in (board.box("act"), board.box("rules"))]
        before = [colour(board, *spot) for spot in spots]
        scene.show_lit(frozenset({"act"}))
        after = [colour(board, *spot) for spot in spots]
        assert after[0] == before[0]
        assert after[1] != before[1]
        scene.show_lit(None)
        assert [colour(board, *spot) for spot in spots] == before


def test_new_cards_are_faint_while_a_search_is_shown(board: Board) -> None:
    board.page.scene.show_lit(frozenset({"act"}))
    board.desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Neu"])
    new = next(card for card in board.desk.state.all(Card) if card.text == "Neu")
    assert board.page.scene.cards[new.id].faint


@pytest.mark.parametrize("zoom", [1.0, 0.3])
def test_a_mark_is_seen_on_its_card(board: Board, zoom: float) -> None:
    """From near and from afar; each has a picture of its own."""
    view = board.page.view
    view.camera.zoom_to(zoom)
    view.come_to_rest()
    area = view.in_view(QRectF(*board.box("act")).adjusted(0, 0, 40, 40)).toRect()
    seen = [painted_anew(board.page).copy(area)]
    for values in (
        {"dissent": True},
        {"dissent": False, "consensus": "unanimous"},
        {"consensus": "majority"},
        {"consensus": "disputed"},
        {"consensus": "none", "star": True},
        {"star": False, "question_mark": True},
    ):
        board.desk.do(marks.mark, ["act"], **values)
        now = painted_anew(board.page).copy(area)
        assert all(now != other for other in seen)
        seen.append(now)


def test_a_folded_theme_hides_its_cards(board: Board) -> None:
    """They are neither painted nor found; unfolded they are where they were."""
    scene = board.page.scene
    box = board.box("act")
    middle = QPointF(box.x + 90, box.y + 40)
    board.desk.do(tinting.fold, ["goals"], folded=True)
    assert (scene.themes["goals"].members, scene.themes["goals"].count) == ([], 2)
    assert "act" not in scene.cards
    assert scene.at(middle) is None
    board.desk.do(tinting.fold, ["goals"], folded=False)
    assert scene.themes["goals"].members == ["act", "rules"]
    assert board.box("act") == box


def test_a_card_taken_out_of_a_folded_theme_is_counted_no_longer(board: Board) -> None:
    board.desk.do(tinting.fold, ["goals"], folded=True)
    board.desk.do(cards.delete_cards, ["act"])
    assert board.page.scene.themes["goals"].count == 1


def test_a_tint_fills_the_box_of_a_theme(board: Board) -> None:
    board.page.view.camera.zoom_to(1.0)
    board.page.view.come_to_rest()
    box = board.box("goals")
    before = colour(board, box.x + 8, box.bottom - 30)
    board.desk.do(tinting.tint, ["goals"], "rose")
    assert colour(board, box.x + 8, box.bottom - 30) != before


def test_a_hidden_board_shows_no_card(board: Board) -> None:
    """Only how many there are; nothing can be found on it. Revealed it is as before."""
    page, before = board.page, picture(board.page.scene)
    board.desk.do(verbs.hide_board, "group1", hidden=True)
    assert page.scene.veiled
    assert (page.scene.count, page.scene.cards, page.scene.themes) == (6, {}, {})
    assert page.scene.within(QRectF(-9999, -9999, 19999, 19999)) == []
    hidden = on_screen(page)
    assert difference(page) == ""
    board.desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Neu"])
    assert on_screen(page) != hidden
    board.desk.undo()
    board.desk.do(verbs.hide_board, "group1", hidden=False)
    assert picture(page.scene) == before
    assert difference(page) == ""
