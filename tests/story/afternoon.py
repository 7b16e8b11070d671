"""The second half of the day: the room weighs, the groups come together, somebody takes something on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.story.hands import find, focus
from werkstatt_desktop.domain import measures, plenary, sealing, voting
from werkstatt_desktop.domain.records import Measure
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.plenary.page import PlenaryPage
from werkstatt_desktop.ui.weigh.list import OptionList

POINTS = ("9", "9")
STATEMENT = "Familien werden an allem beteiligt, was ihr Quartier betrifft"
RESPONSIBLE = "A. Beispiel"
MEASURE = "Runder Tisch Quartier zweimal im Jahr"


def weigh(window: WorkshopWindow, qtbot: QtBot) -> None:
    """Paper dots are counted: numbers typed down the list, a tie, and the round is closed."""
    press(window, "Ctrl+4")
    assert window.page_name == "weigh"
    page = window.stack.currentWidget()
    assert page is not None
    click(find(page, QPushButton, "weigh-first"))
    options = find(page, OptionList, "weigh-options")
    options.setFocus()
    for number in POINTS:
        type_text(focus(), number)
        press(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sum(_totals(window)) == sum(map(int, POINTS)))
    state = window.desk.state
    round_ = voting.rounds(state)[0]
    assert _totals(window) == [int(number) for number in POINTS]
    assert [ranked.points for ranked in voting.first_tie(state, round_)] == [9, 9]
    click(find(page, QPushButton, "weigh-turn"))
    assert not voting.rounds(window.desk.state)[0].is_open


def _totals(window: WorkshopWindow) -> list[int]:
    state = window.desk.state
    return list(voting.totals(state, voting.rounds(state)[0]).values())


def meet(window: WorkshopWindow) -> None:
    """One result of the first group; a card of the second is laid on it; then a guiding statement."""
    press(window, "Ctrl+5")
    assert window.page_name == "plenary"
    page = window.stack.currentWidget()
    assert page is not None
    brought = page.findChildren(QListView, "plenary-brought")
    brought[0].setFocus()
    press(focus(), Qt.Key.Key_Return)
    brought[1].setFocus()
    press(focus(), "M")
    press(focus(), "1")
    assert isinstance(page, PlenaryPage)
    page.panel.field.setFocus()
    type_text(focus(), STATEMENT)
    press(focus(), Qt.Key.Key_Return)
    state = window.desk.state
    assert [statement.text for statement in plenary.results(state, "statement")] == [STATEMENT]
    result = plenary.results(state, "result")[0]
    assert {group.name for group in plenary.groups_of(state, result.id)} == {"Gruppe 1", "Gruppe 2"}


def plan(window: WorkshopWindow) -> None:
    """A measure with somebody who does it, and by when."""
    press(window, "Ctrl+6")
    assert window.page_name == "measures"
    page = window.stack.currentWidget()
    assert page is not None
    press(focus(), Qt.Key.Key_Insert)
    type_text(focus(), MEASURE)
    press(focus(), Qt.Key.Key_Tab)
    measure = next(window.desk.state.all(Measure))
    assert measure.what == MEASURE
    _fill(page, f"measure-who-{measure.id}", RESPONSIBLE)
    _fill(page, f"measure-due-{measure.id}", "11.12.2009")
    measure = next(window.desk.state.all(Measure))
    assert (measures.responsible(window.desk.state, measure), measure.due) == (RESPONSIBLE, "2009-12-11")
    assert measure.who_id is not None


def close(window: WorkshopWindow) -> None:
    """The version is closed: it takes nothing more, and nothing is taken back."""
    press(window, "Ctrl+7")
    assert window.page_name == "close"
    page = window.stack.currentWidget()
    assert page is not None
    click(find(page, QPushButton, "close-version"))
    state = window.desk.state
    assert (sealing.version(state), sealing.is_as_sealed(state)) == (1, True)
    press(window, "Ctrl+Z")
    press(window, "Ctrl+2")
    type_text(focus(), "zu spät")
    press(focus(), Qt.Key.Key_Return)
    assert window.desk.state == state
    press(window, "Ctrl+8")


def _fill(page: QWidget, name: str, text: str) -> None:
    field = find(page, QWidget, name)
    field.setFocus()
    type_text(focus(), text)
    press(focus(), Qt.Key.Key_Tab)
