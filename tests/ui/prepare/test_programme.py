"""The programme on the page Prepare."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.prepare.preparing import (
    button,
    choose,
    drop_below,
    field,
    grip_of,
    open_page,
    settle,
    shown,
    steps,
    write,
)
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import ProgrammeItem
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import LineField
from werkstatt_desktop.ui.prepare.page import PreparePage

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def day(desk: Desk) -> list[str]:
    """A day of three items from ten on; their ids."""
    desk.do(setup.edit_workshop, starts="10:00")
    for title, kind, minutes in (
        ("Begrüßung", "other", 15),
        ("Impuls", "talk", 20),
        ("Sammeln", "group_work", 45),
    ):
        desk.do(setup.add_programme_item, title, kind=kind, minutes=minutes)
    return [item.id for item in order.programme(desk.state)]


def titles(desk: Desk) -> list[str]:
    return [item.title for item in order.programme(desk.state)]


def times(desk: Desk, page: PreparePage) -> list[str]:
    """The times in view: those typed by the user, else those worked out."""
    fields = [field(page, f"item-time-{item.id}") for item in order.programme(desk.state)]
    return [f.text() or f.placeholderText() for f in fields if isinstance(f, LineField)]


def ending(page: PreparePage) -> str:
    label = page.findChild(QLabel, "programme-end")
    assert label is not None
    return label.text()


def test_times_are_worked_out(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Each item begins when the one before it ends; below stands when the last one ends."""
    page = open_page(desk, qtbot)
    assert times(desk, page) == ["10:00", "10:15", "10:35"]
    assert ending(page) == "Ende 11:20"


def test_times_follow_the_beginning(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Another beginning of the event moves the whole day."""
    page = open_page(desk, qtbot)
    write(page, "facts-starts", "9:30")
    assert times(desk, page) == ["09:30", "09:45", "10:05"]
    assert ending(page) == "Ende 10:50"


def test_time_of_its_own(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """A typed time is kept and moves what follows; emptied, it is worked out again."""
    page = open_page(desk, qtbot)
    write(page, f"item-time-{day[1]}", "11")
    assert [item.starts_at for item in order.programme(desk.state)] == [None, "11:00", None]
    assert times(desk, page) == ["10:00", "11:00", "11:20"]
    write(page, f"item-time-{day[1]}", "")
    assert times(desk, page) == ["10:00", "10:15", "10:35"]
    assert order.programme(desk.state)[1].starts_at is None


def test_overlap_is_said(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """An item that begins too early says so below itself."""
    page = open_page(desk, qtbot)
    write(page, f"item-time-{day[1]}", "10:05")
    label = page.findChild(QLabel, f"item-overlap-{day[1]}")
    assert label is not None
    assert label.isVisible()
    assert label.text() == "Beginnt 10 min vor dem Ende des Punktes darüber."


def test_late_ending_is_said(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Where the programme takes longer than planned, the last line says by how much."""
    desk.do(setup.edit_workshop, ends="11:00")
    page = open_page(desk, qtbot)
    assert ending(page) == "Ende 11:20 · 20 min nach dem geplanten Ende um 11:00"


def test_no_beginning_no_times(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Without a beginning no time is made up, and the last line says what is missing."""
    desk.do(setup.edit_workshop, starts="")
    page = open_page(desk, qtbot)
    assert times(desk, page) == ["", "", ""]
    assert "Beginn" in ending(page)


@pytest.mark.parametrize(
    ("name", "typed", "field_name", "kept"),
    [
        ("title", "Begrüßung & Ziel", "title", "Begrüßung & Ziel"),
        ("speaker", "Stadt Essen", "speaker", "Stadt Essen"),
        ("minutes", "1 h 30", "minutes", 90),
        ("minutes", "25 min", "minutes", 25),
    ],
)
def test_item_is_edited_in_place(
    desk: Desk, qtbot: QtBot, day: list[str], name: str, typed: str, field_name: str, kept: object
) -> None:
    """Each field of an item is a step of its own."""
    page = open_page(desk, qtbot)
    before = steps(desk)
    write(page, f"item-{name}-{day[1]}", typed)
    assert getattr(order.programme(desk.state)[1], field_name) == kept
    assert steps(desk) == before + 1


def test_what_is_no_length_is_refused(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """What is no length of time changes nothing, says so and stays to be mended."""
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    entry = write(page, f"item-minutes-{day[1]}", "lange")
    assert order.programme(desk.state)[1].minutes == 20
    assert entry.text() == "lange"
    assert "keine Dauer" in said[0]


def test_new_item(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """The button adds one at the end whose title typing replaces."""
    page = open_page(desk, qtbot)
    before = steps(desk)
    click(button(page, "add-item"))
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "Plenum\n")
    assert titles(desk) == ["Begrüßung", "Impuls", "Sammeln", "Plenum"]
    assert QApplication.focusWidget() is button(page, "add-item")
    assert steps(desk) == before + 2


def test_new_break(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """The other button adds a break, ready to use."""
    page = open_page(desk, qtbot)
    click(button(page, "add-break"))
    last = order.programme(desk.state)[-1]
    assert (last.title, last.kind, last.minutes) == ("Pause", "break", 15)


def test_break_until(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """A break says until when it lasts, and may be given by that time."""
    desk.do(setup.edit_programme_item, day[1], kind="break")
    page = open_page(desk, qtbot)
    until = page.findChild(QLabel, f"item-until-{day[1]}")
    assert until is not None
    assert until.text() == "bis 10:35"
    write(page, f"item-minutes-{day[1]}", "bis 11")
    assert order.programme(desk.state)[1].minutes == 45
    assert until.text() == "bis 11:00"
    assert page.findChild(QLabel, f"item-until-{day[0]}").isHidden()  # type: ignore[union-attr]


def test_walking_passes_rows_without_a_speaker(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Where the row above has no line for a speaker, the arrow key goes to its title."""
    page = open_page(desk, qtbot)
    entry = field(page, f"item-speaker-{day[1]}")
    entry.setFocus()
    press(entry, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is field(page, f"item-title-{day[0]}")


@POPUP
def test_kind_from_the_row(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """The word below the title opens the kinds; the chosen one is one step."""
    page = open_page(desk, qtbot)
    before = steps(desk)
    click(button(page, f"item-kind-{day[1]}"))
    choose(page, "kind-menu", "plenary")
    assert order.programme(desk.state)[1].kind == "plenary"
    assert button(page, f"item-kind-{day[1]}").text() == "Plenum"
    assert steps(desk) == before + 1


@POPUP
def test_kind_from_the_menu(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """An item of no special kind gets one in the menu of its row."""
    page = open_page(desk, qtbot)
    assert not field(page, f"item-speaker-{day[0]}").isVisible()
    click(grip_of(page, "item", day[0]))
    choose(page, "row-menu", "talk")
    assert order.programme(desk.state)[0].kind == "talk"
    assert field(page, f"item-speaker-{day[0]}").isVisible()


def test_keys_put_items_in_order(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Alt with an arrow moves the item, and the times follow."""
    page = open_page(desk, qtbot)
    entry = field(page, f"item-title-{day[2]}")
    entry.setFocus()
    press(entry, "Alt+Up")
    assert titles(desk) == ["Begrüßung", "Sammeln", "Impuls"]
    assert times(desk, page) == ["10:00", "10:15", "11:00"]
    assert QApplication.focusWidget() is entry


def test_words_being_typed_move_along(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Moving a row while typing into it loses nothing."""
    page = open_page(desk, qtbot)
    entry = write(page, f"item-title-{day[2]}", "Sammeln in Gruppen", leave="")
    press(entry, "Alt+Up")
    press(entry, "Return")
    assert titles(desk) == ["Begrüßung", "Sammeln in Gruppen", "Impuls"]


def test_mouse_puts_items_in_order(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Dragging the grip moves the item in one step."""
    page = open_page(desk, qtbot)
    before = steps(desk)
    drop_below(page, grip_of(page, "item", day[0]), grip_of(page, "item", day[1]))
    assert titles(desk) == ["Impuls", "Begrüßung", "Sammeln"]
    assert steps(desk) == before + 1


def test_delete_with_undo(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """Del on the grip deletes; undo brings the item and the times back."""
    page = open_page(desk, qtbot)
    before, clock = shown(page), times(desk, page)
    grip = grip_of(page, "item", day[0])
    grip.setFocus()
    press(grip, Qt.Key.Key_Delete)
    assert titles(desk) == ["Impuls", "Sammeln"]
    assert times(desk, page) == ["10:00", "10:20"]
    desk.undo()
    settle()
    assert shown(page) == before
    assert times(desk, page) == clock


def test_kind_that_a_newer_program_invented(desk: Desk, qtbot: QtBot, day: list[str]) -> None:
    """A kind that this program does not know is shown as one of no special kind."""
    desk.do(setup.edit_programme_item, day[1], kind="excursion")
    page = open_page(desk, qtbot)
    assert button(page, f"item-kind-{day[1]}").text() == "Sonstiges"
    item = desk.state.get(ProgrammeItem, day[1])
    assert item is not None
    assert item.kind == "excursion"
