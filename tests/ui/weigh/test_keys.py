"""The keys of the page Weigh that the sheet of keys names."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.weigh.weighing import Room, begin, write
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.key_table import WEIGH

DOES = {
    "0 … 9": ("7", [7, 0]),
    "+": ("+", [1, 0]),
    "-": ("++-", [1, 0]),
}
"""What is typed for a key of the sheet, and what two options have then."""


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    write(desk, "Eins", "Zwei")
    begin(desk, dots=3)
    return Room(desk, qtbot)


@pytest.mark.parametrize("keys", DOES)
def test_keys_that_count(room: Room, keys: str) -> None:
    """Each does what the sheet says."""
    typed, totals = DOES[keys]
    room.type(typed)
    room.pause()
    assert room.totals == totals


def test_sheet_names_them_all() -> None:
    """What counts and what moves stands in the sheet, and nothing else."""
    named = {key for keys, _ in WEIGH for key in keys.split(" / ")}
    assert named == {*DOES, "Enter", "Shift+Enter", "Esc", "Up", "Down", "Left", "Right", "Del"}


def test_plus_of_the_number_pad_is_a_dot(room: Room) -> None:
    """Ctrl++ stays with the window, the plain key does not."""
    room.press("+")
    room.pause()
    assert (room.totals[0], room.stolen) == (1, 0)
    room.press("Ctrl++")
    assert room.stolen == 1


def test_f6_comes_by_options_and_panel(room: Room) -> None:
    """The page names its two parts."""
    first = [stop for _, stop in room.page.stops()]
    assert first == [room.page.options, room.page.panel.turn]


def test_enter_on_the_last_row_goes_to_the_panel(room: Room) -> None:
    """After the last number the next thing is to close the round."""
    room.type("1\n2\n")
    assert room.page.panel.turn.hasFocus()
