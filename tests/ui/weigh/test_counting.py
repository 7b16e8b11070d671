"""Counting on the page Weigh, with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.weigh.weighing import Room, begin, write
from werkstatt_desktop.domain import voting
from werkstatt_desktop.domain.records import VoteRound
from werkstatt_desktop.domain.verbs import voting as verbs
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """A round on four cards, open, of five voters."""
    write(desk, "Familienkonzept", "Controlling", "Transparenz", "Leitfäden")
    begin(desk, dots=3)
    return Room(desk, qtbot)


def test_click_sets_a_dot(room: Room) -> None:
    """A click on a row is one dot for it, wherever it hits the row."""
    room.click(1)
    room.pause()
    assert room.totals == [0, 1, 0, 0]


def test_shift_click_takes_a_dot(room: Room) -> None:
    """With Shift one dot fewer, and none never becomes less than none."""
    room.click(1)
    room.click(1)
    room.click(1, shift=True)
    room.click(2, shift=True)
    room.pause()
    assert room.totals == [0, 1, 0, 0]


def test_quick_clicks_are_one_step(room: Room) -> None:
    """Clicks on one row within 0.7 s are one edit, which undo takes back as a whole."""
    before = room.entries
    for _ in range(5):
        room.click(0)
    room.pause()
    assert room.totals[0] == 5
    assert room.entries == before + 1
    room.press("Ctrl+Z")
    assert room.totals[0] == 0


def test_double_click_is_two_dots(room: Room) -> None:
    """A hand that counts quickly loses no dot."""
    view = room.page.options.viewport()
    room.click(0)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, room.at(0))
    room.pause()
    assert room.totals[0] == 2


def test_another_row_ends_the_edit(room: Room) -> None:
    """What was counted on one row is in the workshop as soon as another is clicked."""
    room.click(0)
    room.click(0)
    room.click(3)
    assert room.totals == [2, 0, 0, 0]
    room.pause()
    assert room.totals == [2, 0, 0, 1]


def test_click_beside_the_rows(room: Room) -> None:
    """Nothing is counted below the last row."""
    view = room.page.options.viewport()
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, view.height() - 5)
    )
    room.pause()
    assert room.totals == [0, 0, 0, 0]


def test_plus_and_minus(room: Room) -> None:
    """The keys + and − count on the row with the keyboard."""
    room.press("Down")
    room.type("+++-")
    room.pause()
    assert room.totals == [0, 2, 0, 0]


def test_numbers_down_the_list(room: Room) -> None:
    """A number and Enter, row by row; each row is one edit and none waits for the clock."""
    before = room.entries
    room.type("10\n8\n")
    assert room.totals == [10, 8, 0, 0]
    room.type("12\n7\n")
    assert room.totals == [10, 8, 12, 7]
    assert room.entries == before + 4


def test_rows_stay_while_numbers_are_typed(room: Room) -> None:
    """Nothing jumps under the hand: rows keep their places although ranks change."""
    before = room.texts()
    room.type("1\n2\n3\n")
    assert room.texts() == before


def test_slow_digits_are_one_number(room: Room) -> None:
    """A pause between two digits does not begin a new number."""
    room.type("1")
    room.pause()
    assert room.totals[0] == 1
    room.type("2\n")
    assert room.totals[0] == 12


def test_a_number_replaces_what_was(room: Room) -> None:
    """The first digit begins anew and does not add to the old total."""
    room.type("12\n")
    room.press("Up")
    room.type("7\n")
    assert room.totals[0] == 7


def test_backspace(room: Room) -> None:
    """The last digit goes, of what is typed and of what stands there."""
    room.type("12")
    room.press("Backspace")
    room.type("5\n")
    room.press("Up")
    room.press("Backspace")
    room.pause()
    assert room.totals[0] == 1


def test_escape_drops_the_number(room: Room) -> None:
    """What was typed and not handed over is forgotten."""
    room.type("12\n")
    room.press("Up")
    room.type("99")
    room.press("Esc")
    room.pause()
    assert room.totals[0] == 12


def test_shift_enter_goes_up(room: Room) -> None:
    """The way back up the list."""
    room.type("1\n2")
    room.press("Shift+Return")
    room.type("5\n")
    assert room.totals[:2] == [5, 2]


def test_letters_do_nothing(room: Room) -> None:
    """No letter jumps to a row or counts."""
    room.type("t")
    assert room.page.options.row == 0
    assert room.totals == [0, 0, 0, 0]


def test_absurd_number(room: Room) -> None:
    """A number that cannot be meant is refused in words, and the digits before it stay."""
    room.type("1000001\n")
    assert room.totals[0] == 100_000
    assert any("gemeint" in sentence for sentence in room.said)


def test_leaving_hands_over(room: Room) -> None:
    """Where the keyboard goes elsewhere nothing is lost."""
    room.type("6")
    room.page.panel.turn.setFocus()
    assert room.totals[0] == 6


def test_undo_right_after_typing(room: Room) -> None:
    """Undo takes back what was typed last, also before it was handed over."""
    room.type("4\n9")
    room.press("Ctrl+Z")
    assert room.totals[:2] == [4, 0]


def test_closed_round_takes_nothing(room: Room) -> None:
    """In a closed round a click says so and counts nothing."""
    room.desk.do(verbs.close_round, room.round.id)
    room.click(0)
    room.pause()
    assert room.totals == [0, 0, 0, 0]
    assert any("geschlossen" in sentence for sentence in room.said)


def test_counts_of_another_device_stay(room: Room) -> None:
    """The number typed is the total; what another device counted is part of it and stays its own."""
    first = room.page.rows.ids[0]
    room.desk.do(verbs.count, room.round.id, {first: 3}, "phone")
    room.type("5\n")
    assert room.totals[0] == 5
    round_ = room.desk.state.get(VoteRound, room.round.id)
    assert round_ is not None
    assert voting.counted(room.desk.state, round_) == 5


def test_edit_meanwhile_keeps_the_number(room: Room) -> None:
    """A card that comes while a number is being typed disturbs neither the number nor its row."""
    room.type("1")
    write(room.desk, "Noch eine")
    room.type("4\n")
    assert room.totals == [14, 0, 0, 0, 0]
