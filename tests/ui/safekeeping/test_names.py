"""A person's name is found wherever a workshop holds it or held it, and erased there for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.storage.test_erasing import hits
from tests.ui.start.starts import find, only_window
from tests.workshops import workshop
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.verbs import board, cards, setup
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.names import NamesSheet

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
NAME = "Öztürk-Weiß"


@pytest.fixture
def program(begin_program: Begin, tmp_path: Path, qtbot: QtBot) -> Program:
    """The program with a workshop in which a name stands in fields and texts, now and before."""
    made = begin_program(workshop(tmp_path / "Essen.werkstatt"))
    at_rest(made, qtbot)
    desk = only_window(made).desk
    desk.do(setup.edit_group, "group1", moderator=f"Frau {NAME}")
    desk.do(setup.edit_group, "group2", note_taker=NAME.upper())
    desk.do(setup.edit_group, "group2", note_taker="Herr Meier")
    desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=[f"{NAME} fragen"])
    desk.store.flush()
    return made


def at_rest(program: Program, qtbot: QtBot) -> None:
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy)


@pytest.fixture
def window(program: Program) -> WorkshopWindow:
    return only_window(program)


@pytest.fixture
def sheet(program: Program, window: WorkshopWindow) -> NamesSheet:
    program.safekeeping().erase_name(window.desk)
    (made,) = window.findChildren(NamesSheet)
    show(made)
    return made


def search(sheet: NamesSheet, qtbot: QtBot, name: str = NAME) -> None:
    sheet.name.clear()
    type_text(sheet.name, name)
    press(sheet.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet._busy)


def lines(sheet: NamesSheet) -> list[tuple[str, str, bool]]:
    """Place, what stands there, and whether it is ticked; a heading has no text."""
    rows = range(sheet.rows.rowCount())
    items = [(sheet.rows.item(n), sheet.rows.index(n, 1).data() or "") for n in rows]
    return [(item.text(), there, item.checkState() == Qt.CheckState.Checked) for item, there in items]


def erase(sheet: NamesSheet, qtbot: QtBot) -> None:
    """Erase what is ticked, and agree to the question."""
    click(sheet.erase_button)
    question = find(sheet, QDialog, "erase-question")
    show(question)
    click(find(question, QCheckBox, "agree"))
    click(find(question, QPushButton, "go"))
    qtbot.waitUntil(lambda: not sheet._busy and not sheet._said, timeout=10_000)


def test_found(sheet: NamesSheet, qtbot: QtBot) -> None:
    """Fields for names come first and are ticked; other texts are not; what stood there before is named."""
    assert QApplication.focusWidget() is sheet.name
    assert not sheet.find_button.isEnabled()
    search(sheet, qtbot, NAME.lower())
    assert lines(sheet) == [
        ("Felder für Namen", "", False),
        ("Gruppe 1 · Moderation", f"Frau {NAME}", True),
        ("Gruppe 2 · Mitschrift", "stand hier früher", True),
        ("Andere Texte, in denen der Name steht", "", False),
        ("Karte, Gruppe 1 · Text", f"{NAME} fragen", False),
    ]
    assert sheet.erase_button.text() == "2 Stellen endgültig löschen …"
    assert QApplication.focusWidget() is sheet.view
    press(sheet, "Esc")


def test_hidden_group(sheet: NamesSheet, qtbot: QtBot, window: WorkshopWindow) -> None:
    """A card of a hidden board is found without its words."""
    window.desk.do(board.hide_board, "group1", hidden=True)
    search(sheet, qtbot, NAME)
    assert ("Karte, Gruppe 1 · Text", "verdeckt", False) in lines(sheet)
    assert ("Gruppe 1 · Moderation", f"Frau {NAME}", True) in lines(sheet)
    press(sheet, "Esc")


def test_nowhere(sheet: NamesSheet, qtbot: QtBot) -> None:
    """A name that stands nowhere is said to; there is nothing to erase."""
    search(sheet, qtbot, "Niemand")
    assert find(sheet, QLabel, "names-work-words").text() == "„Niemand“ steht nirgends und stand nirgends."
    assert not sheet.erase_button.isEnabled()
    assert QApplication.focusWidget() is sheet.name
    press(sheet, "Esc")


def test_ticks_by_keyboard(sheet: NamesSheet, qtbot: QtBot) -> None:
    """The space bar ticks a place or takes the tick away; a button ticks the texts too."""
    search(sheet, qtbot)
    press(sheet.view, "Space")
    assert [line[2] for line in lines(sheet)] == [False, False, True, False, False]
    click(sheet.all_button)
    assert [line[2] for line in lines(sheet)] == [False, True, True, False, True]
    press(sheet, "Esc")


def test_erased(
    program: Program, window: WorkshopWindow, sheet: NamesSheet, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    """What is ticked is empty for ever, in every file; what is not, stays, and is shown as what is left."""
    search(sheet, qtbot)
    erase(sheet, qtbot)
    assert find(sheet, QLabel, "names-work-words").text() == f"„{NAME}“ an 2 Stellen gelöscht."
    assert [line[0] for line in lines(sheet)] == [
        "Andere Texte, in denen der Name steht",
        "Karte, Gruppe 1 · Text",
    ]
    state = window.desk.state
    groups = [state.get(Group, f"group{n}") for n in (1, 2)]
    assert [(g.moderator, g.note_taker) for g in groups if g] == [("", ""), ("", "")]
    assert state.count(Card) == 6
    click(sheet.all_button)
    erase(sheet, qtbot)
    at_rest(program, qtbot)
    assert lines(sheet) == []
    assert window.desk.state.count(Card) == 5
    assert hits(tmp_path, NAME) == []
    assert hits(home, NAME) == []
    press(sheet, "Esc")


def test_question_names_it(sheet: NamesSheet, qtbot: QtBot, window: WorkshopWindow) -> None:
    """The question names who and how many places; given up, nothing has changed."""
    search(sheet, qtbot)
    before = window.desk.state
    click(sheet.erase_button)
    question = find(sheet, QDialog, "erase-question")
    show(question)
    assert find(question, QLabel, "question").text() == f"„{NAME}“ an 2 Stellen endgültig löschen?"
    press(question, "Esc")
    assert window.desk.state is before
    press(sheet, "Esc")
