"""Cards that leave the board and come back, or go to another group or the parking lot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.board.hands import carried_out, let_go, over, sent
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Cluster, ParkedItem
from werkstatt_desktop.domain.verbs import board as cluster_verbs
from werkstatt_desktop.domain.verbs import cards as card_verbs
from werkstatt_desktop.ui.card_drag import CARDS_MIME, card_ids
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.group_tabs import OPEN_MS, GroupTabs
from werkstatt_desktop.ui.frame.rail import Rail
from werkstatt_desktop.ui.parking.panel import ParkingPanel


def test_out_of_the_view_to_all_sides(board: Board) -> None:
    """Over the upper and left edge, and out of the window: there cards are in the hand of the desktop."""
    for at in (QPoint(300, -30), QPoint(-30, 300), QPoint(board.viewport.width() + 40, 300)):
        data = carried_out(board, "skill", at)
        assert card_ids(data) == ["skill"]
        assert "Mehr Sachverstand bündeln" in data.text()
        found = board.page.view.findChild(QDrag)
        assert found is not None
        found.setParent(None)
    assert board.steps == []
    assert board.box("skill").x == 220.0


def test_carried_back_it_scrolls_too(board: Board) -> None:
    """What comes back into the view scrolls the wall at its edge like any other load."""
    data = carried_out(board, "unclear", QPoint(300, -30))
    sent(board.viewport, QDragEnterEvent, data, QPoint(300, 100))
    before = board.page.view.camera.standpoint().centre
    sent(board.viewport, QDragMoveEvent, data, QPoint(board.viewport.width() - 3, 300))
    QTest.qWait(350)
    assert board.page.view.camera.standpoint().centre.x() > before.x()
    QApplication.sendEvent(board.viewport, QDragLeaveEvent())
    after = board.page.view.camera.standpoint().centre
    QTest.qWait(60)
    assert board.page.view.camera.standpoint().centre == after
    assert board.box("unclear").x == 0.0


def test_the_parking_lot_shows_that_it_takes_cards(desk: Desk, board: Board) -> None:
    """Its entry in the rail and its panel light up under cards, and take nothing else."""
    for target in (Rail(desk, (), board.page).parked, ParkingPanel(desk, board.page)):
        data, other = QMimeData(), QMimeData()
        data.setData(CARDS_MIME, b"unclear\nskill")
        other.setText("Text")
        sent(target, QDragEnterEvent, data, QPoint(5, 5))
        assert target.property("lit") is True
        QApplication.sendEvent(target, QDragLeaveEvent())
        assert target.property("lit") is False
        sent(target, QDragEnterEvent, other, QPoint(5, 5))
        assert target.property("lit") is False
        sent(target, QDropEvent, other, QPoint(5, 5))
        assert board.steps == []
        sent(target, QDragEnterEvent, data, QPoint(5, 5))
        sent(target, QDropEvent, data, QPoint(5, 5))
        assert board.steps[-1:] == ["park_cards"]
        assert sorted(item.text for item in desk.state.all(ParkedItem)) == [
            "Mehr Sachverstand bündeln",
            "Zuständigkeiten unklar",
        ]
        desk.undo()
        board._entries = board.entries


def test_a_tab_opens_under_cards(board: Board) -> None:
    """Held over a tab for a moment, cards open it; there they go where they are dropped, in one step."""
    desk = board.desk
    desk.do(cluster_verbs.form_cluster, "group2", [], "Dort", (0.0, 0.0))
    (theme,) = desk.state.kids(Cluster, "group_id", "group2")
    tabs = GroupTabs(desk, board.page)
    tabs.refresh(None)
    board.page.choice.select(["skill", "unclear"])
    data = QMimeData()
    data.setData(CARDS_MIME, carried_out(board, "skill", QPoint(400, -30)).data(CARDS_MIME))
    sent(tabs, QDragEnterEvent, data, tabs.tabRect(1).center())
    sent(tabs, QDragMoveEvent, data, tabs.tabRect(1).center())
    assert desk.group_id == "group1"
    QTest.qWait(OPEN_MS + 100)
    assert desk.group_id == "group2"
    QApplication.sendEvent(tabs, QDragLeaveEvent())
    over_theme = board.point(100, 60)
    sent(board.viewport, QDragEnterEvent, data, over_theme)
    assert sent(board.viewport, QDragMoveEvent, data, over_theme).isAccepted()
    assert board.page.scene.themes[theme.id].lit
    bare = board.point(300, 400)
    sent(board.viewport, QDragMoveEvent, data, bare)
    assert not board.page.scene.themes[theme.id].lit
    sent(board.viewport, QDropEvent, data, bare)
    assert board.steps[1:] == ["hand_over_card"]
    assert board.card("unclear").group_id == board.card("skill").group_id == "group2"
    assert board.place("unclear") == (310.0, 406.0)
    assert board.place("skill") == (510.0, 406.0)
    desk.undo()
    assert board.card("skill").group_id == "group1"
    tabs.deleteLater()


def test_cards_come_into_a_theme_of_another_group(board: Board) -> None:
    """Dropped on a theme they hang at its end."""
    desk = board.desk
    data = QMimeData()
    data.setData(CARDS_MIME, b"skill")
    desk.do(cluster_verbs.form_cluster, "group2", [], "Dort", (0.0, 0.0))
    (theme,) = desk.state.kids(Cluster, "group_id", "group2")
    desk.show_group("group2")
    sent(board.viewport, QDragEnterEvent, data, board.point(100, 60))
    QApplication.sendEvent(board.viewport, QDragLeaveEvent())
    assert not board.page.scene.themes[theme.id].lit
    sent(board.viewport, QDragEnterEvent, data, board.point(100, 60))
    sent(board.viewport, QDropEvent, data, board.point(100, 60))
    assert board.row(theme.id) == ["skill"]
    assert board.steps[1:] == ["hand_over_card"]


@pytest.mark.parametrize("carried", ["act", "unclear", "new"])
def test_the_workshop_changes_under_the_hand(board: Board, carried: str) -> None:
    """What is carried, or the theme under it, may be taken back meanwhile; the hand goes on with the rest."""
    theme = board.desk.do(
        cluster_verbs.form_cluster, "group1", ["skill", "open"], "Neu", (0.0, 400.0), height_of=lambda _: 76.0
    )
    assert theme is not None
    written = board.desk.do(
        card_verbs.write_cards, group_id="group1", category_id="obstacle", texts=["Eben geschrieben"]
    )
    assert written is not None
    id = written.ids("cards")[0] if carried == "new" else carried
    entries = board.entries
    over(board, board.at(id), board.at("skill"))
    board.desk.undo()
    QTest.mouseMove(board.viewport, board.at("skill") + QPoint(40, 0))
    board.desk.undo()
    QTest.mouseMove(board.viewport, board.point(60, 450))
    QTest.mouseMove(board.viewport, board.at("rules"))
    let_go(board, board.at("rules"))
    done = board.entries - entries - 2
    assert done == (0 if carried == "new" else 1)
    assert board.page.scene.moving == frozenset()
    assert all(not item.lit for item in board.page.scene.themes.values())
    if carried != "new":
        assert board.card(id).cluster_id == "goals"
