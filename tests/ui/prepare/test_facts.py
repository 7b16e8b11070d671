"""The facts of the event."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.prepare.preparing import button, field, open_page, settle, steps, write
from tests.ui.shell import open_window
from werkstatt_desktop.domain.examples import essen
from werkstatt_desktop.domain.records import Workshop
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.texts import resources
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import ProseField

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.mark.parametrize(
    "name",
    [
        "title",
        "series",
        "number",
        "place",
        "organiser",
        "commissioned_by",
        "host",
        "moderation",
        "protocol_writer",
    ],
)
def test_fact_is_taken_with_enter(desk: Desk, qtbot: QtBot, name: str) -> None:
    """Enter in a field makes one step of its own."""
    page = open_page(desk, qtbot)
    write(page, f"facts-{name}", "Öffentlich & <b>7</b>")
    assert getattr(desk.state.workshop, name) == "Öffentlich & <b>7</b>"
    assert steps(desk) == 2


@pytest.mark.parametrize("name", ["occasion", "goal"])
def test_prose_is_taken_when_left(desk: Desk, qtbot: QtBot, name: str) -> None:
    """Occasion and goal have several lines; leaving them hands over."""
    page = open_page(desk, qtbot)
    write(page, f"facts-{name}", "Erstens\nzweitens", leave="Tab")
    assert getattr(desk.state.workshop, name) == "Erstens\nzweitens"
    assert steps(desk) == 2


def test_undo_takes_back_one_fact(desk: Desk, qtbot: QtBot) -> None:
    """Each field is taken back alone, and shows what it said before."""
    page = open_page(desk, qtbot)
    write(page, "facts-place", "Bonn")
    write(page, "facts-host", "Stadt Bonn")
    desk.undo()
    assert (desk.state.workshop.place, desk.state.workshop.host) == ("Bonn", "")
    assert field(page, "facts-host").text() == ""
    assert field(page, "facts-place").text() == "Bonn"


def test_title_cannot_be_emptied(desk: Desk, qtbot: QtBot) -> None:
    """An emptied title comes back, with a sentence."""
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    entry = write(page, "facts-title", "")
    assert desk.state.workshop.title == "Probe"
    assert entry.text() == "Probe"
    assert said == ["Ein Titel ist nötig. Der bisherige bleibt stehen."]


@pytest.mark.parametrize("typed", ["23.9.2009", "2009-09-23", "23. September 2009", "Mi, 23.9.09"])
def test_date_is_understood(desk: Desk, qtbot: QtBot, typed: str) -> None:
    """A typed date is kept as ISO and shown in words with its day of the week."""
    page = open_page(desk, qtbot)
    entry = write(page, "facts-date", typed)
    assert desk.state.workshop.date == "2009-09-23"
    assert entry.text() == "Mi, 23. September 2009"
    assert steps(desk) == 2


def test_date_can_be_taken_away(desk: Desk, qtbot: QtBot) -> None:
    """An emptied date is none."""
    page = open_page(desk, qtbot)
    write(page, "facts-date", "")
    assert desk.state.workshop.date == ""


def test_what_is_no_date_stays_to_be_mended(desk: Desk, qtbot: QtBot) -> None:
    """What is no date changes nothing, says so and stays in the field."""
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    entry = write(page, "facts-date", "im Herbst")
    assert desk.state.workshop.date == "2026-11-22"
    assert entry.text() == "im Herbst"
    assert "kein Datum" in said[0]
    press(entry, "Escape")
    assert entry.text() == "So, 22. November 2026"


@pytest.mark.parametrize(
    ("name", "typed", "kept"), [("starts", "9", "09:00"), ("ends", "15.30 Uhr", "15:30")]
)
def test_time_is_understood(desk: Desk, qtbot: QtBot, name: str, typed: str, kept: str) -> None:
    """A typed time of day is kept as HH:MM."""
    page = open_page(desk, qtbot)
    entry = write(page, f"facts-{name}", typed)
    assert getattr(desk.state.workshop, name) == kept
    assert entry.text() == kept


def test_what_is_no_time_is_refused(desk: Desk, qtbot: QtBot) -> None:
    """What is no time changes nothing and stays to be mended."""
    page = open_page(desk, qtbot)
    entry = write(page, "facts-starts", "mittags")
    assert desk.state.workshop.starts == ""
    assert entry.text() == "mittags"


@POPUP
def test_day_from_the_calendar_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    """The calendar opens on the day; arrow keys and Enter choose another one."""
    page = open_page(desk, qtbot)
    press(button(page, "facts-calendar"), Qt.Key.Key_Space)
    popup = page.findChild(QWidget, "calendar-popup")
    assert popup is not None
    days = popup.findChild(QAbstractItemView)
    assert days is not None
    press(days, Qt.Key.Key_Left)
    press(days, Qt.Key.Key_Return)
    assert desk.state.workshop.date == "2026-11-21"
    assert field(page, "facts-date").text() == "Sa, 21. November 2026"
    assert steps(desk) == 2


@POPUP
def test_calendar_goes_with_escape(desk: Desk, qtbot: QtBot) -> None:
    """Esc leaves the day as it is."""
    page = open_page(desk, qtbot)
    click(button(page, "facts-calendar"))
    popup = page.findChild(QWidget, "calendar-popup")
    assert popup is not None
    press(QApplication.focusWidget() or popup, Qt.Key.Key_Escape)
    settle()
    assert page.findChild(QWidget, "calendar-popup") is None
    assert steps(desk) == 1


def test_long_prose_has_room(desk: Desk, qtbot: QtBot) -> None:
    """The occasion of the example stands whole under its label, at whatever width the window comes up."""
    text = (resources() / "examples" / "essen-2009.json").read_text(encoding="utf-8")
    facts = next(record for record in essen(text) if isinstance(record, Workshop))
    desk.do(setup.edit_workshop, occasion=facts.occasion, goal=facts.goal, organiser=facts.organiser)
    window = open_window(desk, qtbot, "prepare")
    for width in (1440, 1280, 1100, 1920, 1440):
        window.resize(width, 900)
        settle()
        prose = window.findChild(ProseField, "facts-occasion")
        assert prose is not None
        assert prose.minimumHeight() == prose.maximumHeight() == prose.height()
