"""Dragging cards to another column with the mouse, and dropping text on a column."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import LEFT, NONE
from tests.ui.collect.capturing import Room, put_cards
from werkstatt_desktop.ui.card_drag import card_ids
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    put_cards(desk, "opportunity", "eins", "zwei", "drei")
    return Room(desk, qtbot)


def pull(room: Room, row: int) -> QMimeData:
    """Pull a card of the first column with the mouse; what the hand carries then.

    The offscreen platform lets go at once, so the drop is a second step.
    """
    view = room.view()
    start = room.at(row)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    for step in (QPoint(4, 4), QPoint(20, 20)):
        QTest.mouseMove(view.viewport(), start + step)
    drag = view.findChild(QDrag)
    assert drag is not None
    QTest.mouseRelease(view.viewport(), LEFT, NONE, start + QPoint(20, 20))
    assert not drag.pixmap().isNull()
    return drag.mimeData()


def drop(target: QWidget, data: QMimeData) -> bool:
    """Let go over the middle of a widget; whether anything there wanted it."""
    middle = target.rect().center()
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(middle, actions, data, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(middle), actions, data, LEFT, NONE))
    return enter.isAccepted()


def test_dragged_cards_change_their_category(room: Room) -> None:
    """Two chosen cards dragged onto another column become its cards, in one step."""
    room.choose(0, 1)
    before = room.entries
    assert drop(room.columns[2], pull(room, 1))
    assert room.shown(0) == ["drei"]
    assert room.shown(2) == ["eins", "zwei"]
    assert room.entries == before + 1


def test_dragged_to_the_field_of_a_column(room: Room) -> None:
    """The field of a column takes no cards into its text: they go to the column."""
    assert drop(room.field(1).viewport(), pull(room, 0))
    assert room.shown(1) == ["eins"]
    assert room.field(1).text() == ""


def test_dragged_back_home_is_no_step(room: Room) -> None:
    """Letting go over the own column changes nothing."""
    before = room.entries
    drop(room.columns[0], pull(room, 0))
    assert (room.shown(), room.entries) == (["eins", "zwei", "drei"], before)


def test_a_drag_names_cards_for_the_window(room: Room) -> None:
    """A drag carries the ids of the cards, for the tabs of groups, and their words for other programs."""
    room.choose(0, 2)
    data = pull(room, 2)
    assert card_ids(data) == [room.card("eins").id, room.card("drei").id]
    assert data.text() == "eins\ndrei"


def test_column_shows_where_the_cards_would_go(room: Room) -> None:
    """While cards hang over a column it is outlined, and no longer when they leave."""
    column, data = room.columns[2], pull(room, 0)
    calm = column.grab().toImage()
    middle = column.rect().center()
    enter = QDragEnterEvent(middle, Qt.DropAction.MoveAction, data, LEFT, NONE)
    QApplication.sendEvent(column, enter)
    assert column.grab().toImage() != calm
    QApplication.sendEvent(column, QDragLeaveEvent())
    assert column.grab().toImage() == calm


def test_dropped_line_becomes_a_card(room: Room) -> None:
    """One line of text dropped on a column is written as a card."""
    data = QMimeData()
    data.setText("  von draußen \n")
    assert drop(room.columns[1], data)
    assert room.texts("obstacle") == ["von draußen"]


def test_dropped_lines_are_looked_at(room: Room) -> None:
    """Several lines are shown before they become cards."""
    data = QMimeData()
    data.setText("- a\n- b")
    assert drop(room.columns[1], data)
    sheet = room.columns[1].findChild(QDialog, "cards-sheet")
    assert sheet is not None
    assert sheet.isVisible()
    assert room.texts("obstacle") == []
    sheet.reject()


def test_other_things_are_not_wanted(room: Room) -> None:
    """A dragged picture is refused."""
    data = QMimeData()
    data.setData("image/png", b"x")
    assert not drop(room.columns[1], data)
