"""Effect and effort: options are placed in a field, with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.keys import click, drag, press
from tests.ui.shell import settle
from tests.ui.weigh.weighing import Room, begin, write
from werkstatt_desktop.domain import voting
from werkstatt_desktop.domain.verbs import voting as verbs
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """A round on three cards, none of them placed."""
    write(desk, "Familienkonzept", "Controlling", "Transparenz")
    begin(desk, kind="matrix")
    made = Room(desk, qtbot)
    settle()
    return made


def at(room: Room, x: float, y: float) -> QPoint:
    """A point of the field."""
    return room.page.matrix.spot(QPointF(x, y)).toPoint()


def places(room: Room) -> dict[int, tuple[float, float]]:
    """Where the workshop has each option, by its row, to two digits."""
    found = voting.places(room.desk.state, room.round)
    return {room.page.rows.ids.index(id): (round(x, 2), round(y, 2)) for id, (x, y) in found.items()}


def test_click_places_the_chosen_option(room: Room) -> None:
    """A click in the list chooses and counts nothing, a click in the field places."""
    room.click(1)
    click(room.page.matrix, at(room, 0.25, 0.75))
    assert places(room) == {1: pytest.approx((0.25, 0.75), abs=0.02)}
    assert room.page.rows.spoken(1).startswith("Controlling. Wirkung 7")


def test_drag_moves(room: Room) -> None:
    """A dot is taken along with the mouse, in one step, and stays within the field."""
    room.desk.do(verbs.place_option, room.round.id, room.page.rows.ids[2], 0.5, 0.5, "test")
    before = room.entries
    drag(room.page.matrix, at(room, 0.5, 0.5), at(room, 0.8, 0.2))
    assert places(room) == {2: pytest.approx((0.8, 0.2), abs=0.02)}
    assert room.entries == before + 1
    assert room.page.options.row == 2
    drag(room.page.matrix, at(room, 0.8, 0.2), QPoint(5000, -5000))
    assert places(room) == {2: (1.0, 1.0)}


def test_pressing_a_dot_chooses_it(room: Room) -> None:
    """Without a move nothing is changed."""
    room.desk.do(verbs.place_option, room.round.id, room.page.rows.ids[2], 0.5, 0.5, "test")
    before = room.entries
    click(room.page.matrix, at(room, 0.5, 0.5))
    assert room.page.options.row == 2
    assert room.entries == before


def test_keys(room: Room) -> None:
    """Enter goes into the field, arrows move from its middle, Enter goes on: one step."""
    before = room.entries
    room.press("Return")
    for key in ("Up", "Up", "Right"):
        press(room.page.matrix, key)
    press(room.page.matrix, "Return")
    assert places(room) == {0: (0.55, 0.55)}
    assert room.entries == before + 1
    assert room.page.options.row == 1
    assert room.options.hasFocus()
    room.desk.undo()
    assert places(room) == {}


def test_take_out(room: Room) -> None:
    """Del takes the option out of the field."""
    room.desk.do(verbs.place_option, room.round.id, room.page.rows.ids[0], 0.1, 0.9, "test")
    room.press("Return")
    press(room.page.matrix, Qt.Key.Key_Delete)
    assert places(room) == {}


def test_closed(room: Room) -> None:
    """In a closed round nothing moves, and it is said why."""
    room.desk.do(verbs.close_round, room.round.id)
    room.click(0)
    click(room.page.matrix, at(room, 0.25, 0.75))
    press(room.page.matrix, Qt.Key.Key_Up)
    press(room.page.matrix, Qt.Key.Key_Delete)
    assert places(room) == {}
    assert any("geschlossen" in sentence for sentence in room.said)


def test_how_many_are_placed(room: Room) -> None:
    """The panel counts; digits do nothing here."""
    room.click(0)
    click(room.page.matrix, at(room, 0.25, 0.75))
    room.options.setFocus()
    room.type("7+")
    room.pause()
    assert (room.words("weigh-sum"), room.words("weigh-most")) == ("1", "von 3 eingeordnet")


def test_two_devices_meet_in_the_middle(room: Room) -> None:
    """What two devices placed differently lies between both."""
    for device, x in (("a", 0.2), ("b", 0.6)):
        room.desk.do(verbs.place_option, room.round.id, room.page.rows.ids[0], x, 0.5, device)
    assert places(room) == {0: (0.4, 0.5)}


def test_from_the_panel(room: Room) -> None:
    """A new round of this kind comes by its button."""
    click(room.button("weigh-new-matrix"))
    assert room.round.kind == "matrix"
    assert room.page.matrix.isVisible()
    click(room.button("weigh-new-dots"))
    assert not room.page.matrix.isVisible()
