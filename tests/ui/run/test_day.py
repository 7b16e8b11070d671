"""The run sheet and the timer on the day, in the window of a workshop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, drag, press, type_text
from tests.ui.shell import open_window, settle
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import ProgrammeItem
from werkstatt_desktop.domain.verbs import running, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import LineField, ProseField
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.run.beat import Beat, local_now
from werkstatt_desktop.ui.run.dial import Dial
from werkstatt_desktop.ui.run.room import RoomTimer

PLAN = (
    ("Begrüßung", "other", 15),
    ("Gruppenarbeit", "group_work", 60),
    ("Pause", "break", 30),
    ("Plenum", "plenary", 40),
)


@pytest.fixture
def day(desk: Desk) -> list[str]:
    """A day planned for 27 minutes ago, whose first item began 12 minutes late; the ids of its items."""
    start = (local_now() - timedelta(minutes=27)).replace(second=0, microsecond=0)
    desk.do(setup.edit_workshop, starts=f"{start:%H:%M}")
    for title, kind, minutes in PLAN:
        desk.do(setup.add_programme_item, title, kind=kind, minutes=minutes)
    ids = [item.id for item in order.programme(desk.state)]
    desk.do(running.begin_phase, ids[0], (start + timedelta(minutes=12)).isoformat())
    return ids


def item(desk: Desk, id: str) -> ProgrammeItem:
    found = desk.state.get(ProgrammeItem, id)
    assert found is not None
    return found


def button(window: QWidget, name: str) -> QAbstractButton:
    found = window.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def label(window: QWidget, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None, name
    return "" if found.isHidden() else found.text()


def timer_shows(window: WorkshopWindow) -> str:
    found = window.findChild(Dial)
    return found.shown if found is not None and not found.isHidden() else ""


def open_day(desk: Desk, qtbot: QtBot) -> WorkshopWindow:
    return open_window(desk, qtbot, "prepare/day")


def test_late_day(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """The stage tells what is on, what is left of it, how late the day is and what can be saved where."""
    window = open_day(desk, qtbot)
    assert label(window, "stage-title") == "Begrüßung"
    assert timer_shows(window).startswith("+0:")
    assert label(window, "stage-behind").startswith("12 Minuten hinter dem Plan")
    assert button(window, f"saving-{day[1]}").accessibleName().startswith("Gruppenarbeit: 12 min kürzer")
    click(button(window, "savings-apply"))
    assert item(desk, day[1]).minutes == 48
    settle()
    assert "bis zum Ende aufgeholt" in label(window, "stage-behind")
    assert not button(window, "savings-apply").isVisible()


def test_begin_and_end(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """The next item begins at a press, what was on ends; each is one step that can be taken back."""
    window = open_day(desk, qtbot)
    press(button(window, "stage-go"), Qt.Key.Key_Return)
    assert item(desk, day[0]).ended_at
    assert label(window, "stage-title") == "Gruppenarbeit"
    assert timer_shows(window) in {"60:00", "59:59", "59:58"}
    click(button(window, f"run-go-{day[1]}"))
    assert item(desk, day[1]).ended_at
    assert timer_shows(window) == ""
    assert label(window, "stage-kind") == "Als Nächstes"
    desk.undo()
    desk.undo()
    settle()
    assert label(window, "stage-title") == "Begrüßung"
    assert item(desk, day[0]).ended_at is None


def test_times_are_corrected(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """A beginning that nobody pressed for is typed; what cannot be is refused and stays to be mended."""
    window = open_day(desk, qtbot)
    began, ended = (window.findChild(LineField, f"run-{name}-{day[0]}") for name in ("began", "ended"))
    assert began is not None
    assert ended is not None
    for field, typed in ((began, "9:05"), (ended, "9.20")):
        field.setFocus()
        field.selectAll()
        type_text(field, typed + "\n")
    assert (item(desk, day[0]).began_at or "")[10:] == "T09:05:00"
    assert (item(desk, day[0]).ended_at or "")[10:] == "T09:20:00"
    assert label(window, f"run-took-{day[0]}") == "15 min"
    ended.setFocus()
    ended.selectAll()
    type_text(ended, "9:00\n")
    assert (item(desk, day[0]).ended_at or "")[10:] == "T09:20:00"
    assert ended.text() == "9:00"


def test_reorder_by_mouse(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """An item dragged by its grip goes elsewhere, and the planned times follow."""
    window = open_day(desk, qtbot)
    grip, row = button(window, f"run-grip-{day[3]}"), window.findChild(QWidget, f"run-{day[1]}")
    assert row is not None
    before = label(window, f"run-planned-{day[1]}")
    above = grip.mapFromGlobal(row.mapToGlobal(row.rect().topLeft()))
    middle = grip.rect().center()
    above.setX(middle.x())
    drag(grip, middle, (middle + above) / 2, above)
    settle()
    assert [i.title for i in order.programme(desk.state)][1] == "Plenum"
    assert label(window, f"run-planned-{day[3]}") == before


def test_notes_are_never_shown_alone(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """What a moderator notes stands in no widget in view while the page is alone on the screen."""
    window = open_day(desk, qtbot)
    click(button(window, f"run-write-{day[1]}"))
    note = window.findChild(ProseField, f"run-note-{day[1]}")
    assert note is not None
    assert note.hasFocus()
    type_text(note, "Herr Beispiel ist schwierig")
    desk.settling.emit()
    assert item(desk, day[1]).note == "Herr Beispiel ist schwierig"
    window.show_alone(True)
    settle()
    assert not note.isVisible()
    assert timer_shows(window)
    desk.do(setup.edit_programme_item, day[2], note="Auch geheim")
    desk.do(setup.add_programme_item, "Neu", minutes=5)
    settle()
    notes = [field for field in window.findChildren(ProseField) if "run-note" in field.objectName()]
    assert len(notes) == 2
    assert not any(field.isVisible() for field in notes)
    assert label(window, "stage-behind") == ""
    window.show_alone(False)
    settle()
    assert note.isVisible()


def test_clock_rests(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """The clock beats while something is on and in view, on every page in the head, and else not at all."""
    desk.do(running.forget_times, day[0])
    window = open_day(desk, qtbot)
    assert window.findChild(QAbstractButton, "header-timer") is None
    assert [beat.beats for beat in window.findChildren(Beat)] == [False, False]
    desk.do(running.begin_phase, day[0], local_now().isoformat(timespec="seconds"))
    settle()
    chip = window.header.chip
    assert chip is not None
    assert all(beat.beats for beat in window.findChildren(Beat))
    window.show_page("measures")
    assert chip.shown in {"15:00", "14:59", "14:58"}
    click(chip)
    assert window.stack.place == "prepare/day"
    desk.do(running.forget_times, day[0])
    settle()
    assert not chip.isVisible()
    assert not any(beat.beats for beat in window.findChildren(Beat))


def test_no_second_is_read_out(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """A screen reader hears of whole minutes at most: between two seconds no name changes."""
    desk.do(running.begin_phase, day[1], (local_now() - timedelta(seconds=90)).isoformat())
    window = open_day(desk, qtbot)
    chip, dial = window.header.chip, window.findChild(Dial)
    assert chip is not None
    assert dial is not None
    settle()
    names = [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in (chip, dial)]
    assert all("noch 59 Minuten" in name for name in names)
    shown = chip.shown
    qtbot.waitUntil(lambda: chip.shown != shown, timeout=3000)
    after = [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in (chip, dial)]
    assert after == names


def test_timer_above_a_page_alone(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Before the room each page has the timer above itself while something is on; the sheet its own."""
    desk.do(running.begin_phase, day[1], local_now().isoformat(timespec="seconds"))
    window = open_window(desk, qtbot, "collect")
    assert window.findChild(RoomTimer) is None
    window.show_alone(True)
    settle()
    timer = window.findChild(RoomTimer)
    assert timer is not None
    assert timer.isVisible()
    assert timer.shown in {"60:00", "59:59", "59:58", "59:57"}
    window.show_page("prepare/day")
    assert not timer.isVisible()
    window.show_page("arrange")
    assert timer.isVisible()
    desk.do(running.end_phase, day[1], local_now().isoformat(timespec="seconds"))
    assert not timer.isVisible()
    desk.undo()
    assert timer.isVisible()
    window.show_alone(False)
    assert not timer.isVisible()
