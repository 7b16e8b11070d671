"""The page around the board: what it shows first, in which size, and what it says when it is empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.picture import SIZES
from werkstatt_desktop.domain.records import Card, Cluster, Record
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.board.keybar import KeyEntry
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.board.view import FAR
from werkstatt_desktop.ui.desk import CARD_TEXT, Desk

Make = Callable[[list[Record]], Board]


def many(count: int, themes: int = 0) -> list[Record]:
    """Cards in rows of ten, or in themes side by side."""
    clusters = [
        Cluster(
            id=f"t{n}",
            group_id="group1",
            heading=f"Thema {n}",
            x=(n % 6) * 900.0,
            y=(n // 6) * 900.0,
            rank=float(n),
        )
        for n in range(themes)
    ]
    hung = [
        Card(
            id=f"c{n}", group_id="group1", category_id=("obstacle", "opportunity", "recommendation")[n % 3],
            text=f"Karte {n} von vielen", x=(n % 10) * 200.0, y=(n // 10) * 88.0, written=n + 1,
            cluster_id=f"t{n % themes}" if themes else None, rank=float(n),
        )
        for n in range(count)
    ]  # fmt: skip
    return [*clusters, *hung]


def in_view(board: Board) -> bool:
    """Whether the whole board is in view, and beside the key bar."""
    view = board.page.view
    return QRectF(board.viewport.rect()).contains(view.in_view(board.page.scene.bounds()))


def test_all_of_a_group_is_shown_first(make_board: Make) -> None:
    """However much it is; small boards in the usual size and not larger."""
    board = make_board(many(300))
    assert in_view(board)
    assert board.page.view.camera.zoom < FAR


def test_the_bar_of_commands_stays_in_its_corner(board: Board) -> None:
    """However the wall is moved below it: panned, or because something is brought into view."""
    bar, camera = board.page.bar, board.page.view.camera
    corner = bar.pos()
    camera.pan(QPointF(-60.0, 90.0))
    assert bar.pos() == corner
    camera.show_area(QRectF(3000.0, 2000.0, 188.0, 76.0))
    assert bar.pos() == corner
    camera.zoom_to(2.0, QPointF(300.0, 200.0))
    camera.show_all()
    assert bar.pos() == corner


def test_small_boards_have_the_usual_size(board: Board) -> None:
    """Cards are not blown up."""
    assert in_view(board)
    assert board.page.view.camera.zoom == 1.0


def test_a_larger_window_still_shows_all(make_board: Make) -> None:
    """Until someone zooms or moves the wall; then the place is kept."""
    board = make_board(many(300))
    camera = board.page.view.camera
    before = camera.zoom
    board.page.resize(1600, 1000)
    board.wait()
    assert in_view(board)
    assert camera.zoom > before
    camera.zoom_to(1.0)
    board.page.resize(900, 700)
    board.wait()
    assert camera.zoom == 1.0


def test_each_group_keeps_its_place(board: Board) -> None:
    """Coming back to a group one looks from where one looked before."""
    board.desk.do(cards.hand_over_cards, ["unclear"], "group2")
    camera = board.page.view.camera
    camera.zoom_to(1.7, QPointF(300, 200))
    before = camera.standpoint()
    board.desk.show_group("group2")
    assert camera.zoom == 1.0
    assert in_view(board)
    board.desk.show_group("group1")
    assert camera.zoom == pytest.approx(before.zoom)
    assert (camera.standpoint().centre - before.centre).manhattanLength() < 3


def test_the_zoom_is_told(board: Board, qtbot: QtBot) -> None:
    """The status line hears of every other zoom, and of the first one when the page is shown."""
    told: list[int] = []
    board.page.zoomed.connect(told.append)
    board.page.view.camera.zoom_to(1.5)
    board.page.hide()
    board.page.show()
    assert told == [150, 150]


def test_the_size_of_cards(board: Board) -> None:
    """The four sizes set the height of the text on cards; the middle of the view stays."""
    board.page.resize(1920, 900)
    board.wait()
    camera = board.page.view.camera
    centre = camera.standpoint().centre
    for size, text in enumerate(CARD_TEXT):
        board.desk.show_card_size(size)
        assert camera.zoom * SIZES[0] == pytest.approx(text)
        assert (camera.standpoint().centre - centre).manhattanLength() < 3
    board.desk.show_card_size(0)
    assert camera.zoom == pytest.approx(1.0)


def test_the_size_of_cards_follows_the_window(board: Board) -> None:
    """In a wider window, such as over the whole screen, a chosen size is what it is meant to be there."""
    board.desk.show_card_size(3)
    narrow = board.page.view.camera.zoom
    board.page.resize(1920, 900)
    board.wait()
    assert board.page.view.camera.zoom == pytest.approx(CARD_TEXT[3] / SIZES[0])
    assert narrow < board.page.view.camera.zoom
    board.page.view.camera.zoom_to(0.8)
    board.page.resize(1300, 900)
    board.wait()
    assert board.page.view.camera.zoom == 0.8


def test_leaving_the_page_ends_a_drag(board: Board) -> None:
    """What was carried is back in its place when the board is shown again; so it is in another group."""
    for leave, back in (
        (board.page.hide, board.page.show),
        (lambda: board.desk.show_group("group2"), lambda: board.desk.show_group("group1")),
    ):
        QTest.mousePress(board.viewport, Qt.MouseButton.LeftButton, pos=board.at("unclear"))
        QTest.mouseMove(board.viewport, board.at("unclear") + QPoint(30, 0))
        QTest.mouseMove(board.viewport, board.at("skill") + QPoint(0, 200))
        assert board.box("unclear").x > 100
        leave()
        back()
        assert board.box("unclear").x == 0.0
        assert board.page.scene.moving == frozenset()
        QTest.mouseRelease(board.viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert board.steps == []


def test_a_new_theme_of_colours(board: Board) -> None:
    """The dark theme changes the picture and neither zoom nor place."""
    camera = board.page.view.camera
    camera.zoom_to(1.3)
    before, light = camera.standpoint(), board.page.grab().toImage()
    board.desk.show_theme(theme.DARK)
    dark = board.page.grab().toImage()
    assert camera.standpoint() == before
    assert light.pixelColor(5, 5).lightness() > 200
    assert dark.pixelColor(5, 5).lightness() < 60


def test_an_empty_board_says_what_to_do(make_board: Make) -> None:
    """Until the first card is there."""
    board = make_board([])
    label = board.page.foot._words
    assert label.isVisible()
    assert label.text().startswith("Noch keine Karten")
    board.desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Da"])
    assert not label.isVisible()
    board.desk.undo()
    assert label.isVisible()


def test_no_group(desk: Desk, qtbot: QtBot) -> None:
    """Without any group the page says so, and no key does harm."""
    for id in ("group1", "group2"):
        desk.do(setup.delete_group, id)
    page = BoardPage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.foot._words.text().startswith("Noch keine Gruppe")
    for key in ("G", "R", "M", "Delete", "Tab", "Right", "0", "F2", "Ctrl+A", "Ctrl+Right"):
        press(page.view, key)
    assert desk.state.count(Cluster) == 0
    page.close()


def test_a_hidden_page_catches_up(board: Board) -> None:
    """What happened on other pages is there when the board is shown again."""
    board.page.hide()
    board.desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Neu"])
    assert len(board.page.scene.cards) == 6
    board.page.show()
    assert len(board.page.scene.cards) == 7


def test_the_key_bar_can_be_clicked(board: Board) -> None:
    """Its entries do what their keys do, and take the keyboard away from nobody."""
    entries = {entry.objectName(): entry for entry in board.page.bar.findChildren(KeyEntry)}
    assert [entry.accessibleName() for entry in entries.values() if entry.isVisible()] == [
        "Thema (G)",
        "Überschrift (F2)",
        "Verknüpfen (L)",
        "Aufräumen (R)",
        "Vorschläge (A)",
        "Alles zeigen (0)",
    ]
    click(entries["key-tidy"])
    assert board.steps == ["tidy_up"]
    assert board.page.view.hasFocus()
    board.page.choice.only("goals")
    click(entries["key-heading"])
    assert board.page.editing.field is not None


def test_cards_in_no_theme_are_counted(board: Board) -> None:
    """A click on the number selects them; it goes when the last card is in a theme."""
    button = board.page.findChild(QPushButton, "board-rest")
    assert button is not None
    assert button.text() == "Noch nicht zugeordnet: 3"
    click(button)
    assert board.chosen == {"unclear", "skill", "open"}
    press(board.page.view, "M")
    press(board.page.view, "1")
    assert not button.isVisible()


def test_far_away_nothing_is_lost(make_board: Make) -> None:
    """Below the zoom at which text can be read, cards and headings are painted all the same."""
    board = make_board(many(300, themes=12))
    assert board.page.view.camera.zoom < FAR
    image = board.page.view.grab().toImage()
    ratio = image.devicePixelRatio()
    for id in ("c0", "c150", "c299"):
        colour = image.pixelColor(QPoint(round(board.at(id).x() * ratio), round(board.at(id).y() * ratio)))
        assert colour == board.page.look.far_colour(board.page.scene.cards[id].colour)
    board.page.choice.only("c0")
    assert board.page.view.grab().toImage() != image


def test_far_away_cards_can_be_dragged(make_board: Make) -> None:
    """The overview follows a drag: the card is painted where it is carried."""
    board = make_board(many(300))
    assert board.page.view.camera.zoom < FAR
    start, end = board.at("c0"), QPoint(board.viewport.width() - 60, 300)
    QTest.mousePress(board.viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(board.viewport, start + QPoint(20, 0))
    QTest.mouseMove(board.viewport, end)
    colour = board.page.view.grab().toImage().pixelColor(end)
    assert colour == board.page.look.far_colour("orange")
    QTest.mouseRelease(board.viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert board.steps == ["move_card"]


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_tooltip_shows_what_does_not_fit(make_board: Make) -> None:
    """The text where it is too small to read, and the explanation, as plain text; else nothing."""
    board = make_board(
        [
            Card(id="much", group_id="group1", category_id="obstacle", text="<b>fett</b>"),
            Card(id="plain", group_id="group1", category_id="obstacle", text="Kurz", x=300.0),
            Card(
                id="more",
                group_id="group1",
                category_id="obstacle",
                text="Kurz",
                x=600.0,
                explanation="<i>Weil</i>",
            ),
        ]
    )
    board.page.view.camera.zoom_to(0.3)
    assert "&lt;b&gt;fett&lt;/b&gt;" in tip(board, "much")
    board.page.view.camera.zoom_to(1.0)
    assert "&lt;i&gt;Weil&lt;/i&gt;" in tip(board, "more")
    assert tip(board, "plain") == tip(board, "much") == ""


def tip(board: Board, id: str) -> str:
    at = board.at(id)
    QApplication.sendEvent(
        board.viewport, QHelpEvent(QEvent.Type.ToolTip, at, board.viewport.mapToGlobal(at))
    )
    words = QToolTip.text() if QToolTip.isVisible() else ""
    QToolTip.hideText()
    QTest.qWait(350)
    return words


def test_two_fingers_zoom(board: Board) -> None:
    """The touchpad's zoom gesture zooms to where the fingers are."""
    camera = board.page.view.camera
    at = QPointF(board.viewport.rect().center())
    fixed = board.page.view.on_board(at)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        QPointF(board.viewport.mapToGlobal(at.toPoint())),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(board.viewport, event)
    assert camera.zoom == pytest.approx(1.5)
    assert (board.page.view.on_board(at) - fixed).manhattanLength() < 2


def test_two_fingers_on_the_screen_zoom(board: Board) -> None:
    """Spreading two fingers on a touch screen zooms in between them, and moves nothing."""
    screen, middle = QTest.createTouchDevice(), QPoint(600, 300)

    def touch(what: str, apart: int) -> None:
        fingers = QTest.touchEvent(board.viewport, screen)
        getattr(fingers, what)(0, middle - QPoint(apart, 0), board.viewport)
        getattr(fingers, what)(1, middle + QPoint(apart, 0), board.viewport)
        fingers.commit()

    touch("press", 50)
    for apart in range(60, 160, 10):
        touch("move", apart)
    touch("release", 150)
    assert board.page.view.camera.zoom > 2.0
    assert board.steps == []


def test_drawing_twice_changes_nothing(board: Board) -> None:
    """Neither the picture nor the choice nor the place."""
    board.page.choice.select(["unclear", "goals"], focus="open")
    before, image = board.page.view.camera.standpoint(), board.page.grab().toImage()
    board.page.refresh(None)
    board.page.refresh(None)
    assert board.page.view.camera.standpoint() == before
    assert board.page.grab().toImage() == image
    assert board.page.choice.selected == {"unclear", "goals"}


def test_usual_board_is_painted(board: Board) -> None:
    """Cards have their category's colour and stripe, the wall its own."""
    image = board.page.view.grab().toImage()
    for record in usual():
        if isinstance(record, Card):
            box = board.box(record.id)
            card, stripe = board.desk.theme.category(board.page.scene.cards[record.id].colour)
            assert image.pixelColor(board.point(box.right - 12, box.bottom - 8)) == card
            assert image.pixelColor(board.point(box.x + 2, box.y + 40)) == stripe
