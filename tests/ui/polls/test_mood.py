"""Polls at both ends of the day, with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.shell import settle
from werkstatt_desktop.domain import polls
from werkstatt_desktop.domain.records import Participant, VoteRound
from werkstatt_desktop.domain.verbs import people
from werkstatt_desktop.domain.verbs import polls as verbs
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.polls.page import MoodPage
from werkstatt_desktop.ui.polls.plane import PlaneLook
from werkstatt_desktop.ui.polls.scale import ScaleLook


class Room:
    """The page of one end of the day in a window with the undo key."""

    def __init__(self, desk: Desk, qtbot: QtBot, moment: str = "opening") -> None:
        self.desk = desk
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        QShortcut(QKeySequence("Ctrl+Z"), self.window).activated.connect(desk.undo)
        self.page = MoodPage(desk, moment)
        self.window.setCentralWidget(self.page)
        self.window.resize(1240, 760)
        show(self.window)
        self.page.setFocus()
        settle()

    @property
    def poll(self) -> VoteRound:
        found = self.page.rows.round
        assert found is not None
        return found

    @property
    def counts(self) -> tuple[int, ...]:
        return polls.counts(self.desk.state, self.poll)

    @property
    def entries(self) -> int:
        return len(list(self.desk.store.journal()))

    def step(self, step: int) -> QPoint:
        """A point on a step of the scale."""
        look = self.page.view.look()
        assert isinstance(look, ScaleLook)
        return look.column(step).center().toPoint()

    def settle(self) -> None:
        """What was counted is in the workshop."""
        self.desk.settling.emit()

    def words(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert found is not None
        return found.text()

    def button(self, name: str) -> None:
        made = self.page.findChild(QPushButton, name)
        assert made is not None
        click(made)


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """A scale of five steps at the beginning, for seven persons."""
    desk.do(people.add_participants, [Participant(organisation="Stadt", persons=7, presence="present")])
    made = Room(desk, qtbot)
    press(made.page.empty.first, Qt.Key.Key_Return)
    settle()
    return made


def test_first_poll(room: Room) -> None:
    """The button makes a scale with a usual question, for those present, ready to be counted."""
    assert (room.poll.kind, room.poll.moment, room.poll.voters) == ("scale", "opening", 7)
    assert room.page.title.text() == "Wie komme ich heute hier an?"
    assert room.page.view.hasFocus()


def test_clicks(room: Room) -> None:
    """A click sets a dot, Shift and the right button take one; clicks in a row are one step."""
    before = room.entries
    for _ in range(3):
        click(room.page.view, room.step(3))
    click(room.page.view, room.step(3), Qt.KeyboardModifier.ShiftModifier)
    room.settle()
    assert room.counts == (0, 0, 0, 2, 0)
    assert room.entries == before + 1
    QTest.mouseClick(room.page.view, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, room.step(3))
    room.settle()
    assert room.counts == (0, 0, 0, 1, 0)
    press(room.page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.counts == (0, 0, 0, 2, 0)


def test_minus_beside_the_number(room: Room) -> None:
    """The minus above the column in use takes a dot, the plus sets one."""
    for _ in range(2):
        click(room.page.view, room.step(1))
    look = room.page.view.look()
    assert isinstance(look, ScaleLook)
    click(room.page.view, look.sign("1", -1).center().toPoint())
    assert room.page.rows.points("1") == 1
    click(room.page.view, look.sign("1", 1).center().toPoint())
    assert room.page.rows.points("1") == 2


def test_keys(room: Room) -> None:
    """Digits make a number, Enter goes to the next step, + and − count, and the sum is checked."""
    for key in "1", "2", Qt.Key.Key_Backspace, Qt.Key.Key_Return, "3", Qt.Key.Key_Return, "+", "+", "-":
        press(room.page.view, key)
    room.settle()
    assert room.counts == (1, 3, 1, 0, 0)
    assert room.words("poll-check") == "2 Punkte fehlen noch."
    assert room.words("poll-view-result") == "5 Punkte · Mittel 2,0 von 5"
    assert "Stufe 3 von 5. 1 Punkt" in room.page.view.accessibleDescription()
    press(room.page.view, "9")
    assert room.words("poll-check") == "6 Punkte zu viel. Bitte nachzählen."


def test_enter_leaves_at_the_end(room: Room) -> None:
    """Behind the last step the keyboard goes to the panel."""
    press(room.page.view, Qt.Key.Key_End)
    press(room.page.view, Qt.Key.Key_Return)
    assert room.page.panel.rule.voters.hasFocus()


def test_field(desk: Desk, qtbot: QtBot) -> None:
    """In a field dots lie where they were clicked, arrows walk, + sets and − takes the nearest."""
    room = Room(desk, qtbot)
    room.button("first-field")
    settle()
    view = room.page.view
    look = view.look()
    assert isinstance(look, PlaneLook)
    place = polls.place_at(0.25, 0.75)
    click(view, look.spot(place).toPoint())
    ((x, y),) = (polls.spot(each) for each in polls.dots(desk.state, room.poll))
    assert (x, y) == pytest.approx((0.25, 0.75), abs=0.01)
    press(view, Qt.Key.Key_Right)
    press(view, "+")
    room.settle()
    assert polls.n(desk.state, room.poll) == 2
    press(view, "-")
    room.settle()
    assert polls.n(desk.state, room.poll) == 1
    QTest.mouseClick(
        view, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, look.spot(place).toPoint()
    )
    assert polls.n(desk.state, room.poll) == 0


def test_before_and_after(room: Room, qtbot: QtBot) -> None:
    """At the end the same question is one key away, and the beginning stands beside it."""
    room.desk.do(verbs.count_poll, room.poll.id, {"0": 2, "2": 2}, "a")
    end = Room(room.desk, qtbot, "closing")
    press(end.page.empty.first, Qt.Key.Key_Return)
    settle()
    assert end.page.before.isVisible()
    assert end.words("poll-before-result") == "4 Punkte · Mittel 2,0 von 5"
    room.desk.do(verbs.count_poll, end.poll.id, {"4": 1}, "a")
    assert end.words("poll-shift") == "Das Mittel ging von 2,0 auf 5,0 (+3,0)."
    click(end.page.before, end.step(0))
    end.settle()
    assert polls.counts(room.desk.state, room.poll) == (2, 0, 2, 0, 0)


def test_long_title_needs_no_wider_window(room: Room, qtbot: QtBot) -> None:
    """Two polls side by side, one with an endless word as its title, leave the page as wide as it was."""
    end = Room(room.desk, qtbot, "closing")
    press(end.page.empty.first, Qt.Key.Key_Return)
    room.desk.do(verbs.edit_poll, room.poll.id, title="Ankommen" * 25)
    settle()
    assert "AnkommenAnkommen" in end.words("poll-before-when")
    assert end.window.width() == 1240
    assert end.page.minimumSizeHint().width() < 1240


def test_ends_and_steps(room: Room) -> None:
    """Words at the ends and the number of steps are fields of the panel."""
    left = room.page.panel.rule.ends[0]
    left.setFocus()
    left.setText("Gewitter")
    press(left, Qt.Key.Key_Return)
    assert polls.ends(room.poll) == ("Gewitter", "sehr gut")
    steps = room.page.panel.rule._steps
    steps.setFocus()
    press(steps, Qt.Key.Key_Down)
    assert polls.steps(room.poll) == 6
    assert len(room.counts) == 6


def test_alone(room: Room) -> None:
    """Where the page is shown alone the panel is not seen."""
    room.page.hide_private(True)
    assert not room.page.panel.isVisible()
    room.page.hide_private(False)
    assert room.page.panel.isVisible()


def test_deleted_and_back(room: Room) -> None:
    """A deleted poll leaves the next step, and undo brings it into view again."""
    press(room.page.view, "4")
    room.button("poll-delete")
    assert room.page.empty.first.hasFocus()
    room.desk.undo()
    assert room.page.rows.round is not None


def test_refused_words_stay(room: Room) -> None:
    """An end that is too long is not taken over, and stays in its field to be mended."""
    left = room.page.panel.rule.ends[0]
    left.setFocus()
    left.setText("a" * 1200)
    press(left, Qt.Key.Key_Return)
    assert polls.ends(room.poll)[0] == "gar nicht gut"
    assert left.text() == "a" * 1200
    room.desk.do(verbs.count_poll, room.poll.id, {"0": 1}, "b")
    assert left.text() == "a" * 1200
