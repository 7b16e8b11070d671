"""After the protocol all names are taken out of a workshop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.storage.test_erasing import hits
from tests.ui.safekeeping.test_names import at_rest
from tests.ui.start.starts import only_window
from tests.workshops import workshop
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.erasing import Where
from werkstatt_desktop.domain.records import Card, Group, Measure, Participant
from werkstatt_desktop.domain.verbs import cards, closing, measures, people, setup
from werkstatt_desktop.domain.verbs.erasing import erase_texts
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.removing import RemovingSheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
NAME = "Öztürk-Weiß"


@pytest.fixture
def program(begin_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot) -> Program:
    """A closed workshop with names in all kinds of fields, and one on a card."""
    program = begin_program(workshop(tmp_path / "Essen.werkstatt"))
    at_rest(program, qtbot)
    desk = only_window(program).desk
    desk.do(setup.edit_group, "group1", moderator=f"Frau {NAME}")
    someone = Participant(name=NAME, department="Jugendamt", email="o@example.org", presence="present")
    desk.do(people.add_participants, [someone])
    desk.do(measures.add_measure, "Einladen", who=NAME, with_whom="Herr Meier")
    desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["Frau Weiß fragen"])
    desk.do(closing.seal, "2026-11-22T17:00:00+01:00")
    desk.store.flush()
    return program


@pytest.fixture
def window(program: Program) -> WorkshopWindow:
    return only_window(program)


@pytest.fixture
def sheet(window: WorkshopWindow, qtbot: QtBot) -> RemovingSheet:
    window.show_page("close")
    window.stack.show_page("names")
    (made,) = window.findChildren(RemovingSheet)
    show(made)
    qtbot.waitUntil(lambda: not made._busy)
    return made


def test_removed(
    window: WorkshopWindow, sheet: RemovingSheet, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    """They are gone from every file; counts stay, the version is what it was, and cards are not touched."""
    assert "1 Person der Teilnehmendenliste · 1 Maßnahme · " in sheet.found.text()
    assert not sheet.go_button.isEnabled()
    click(sheet.tick)
    click(sheet.go_button)
    qtbot.waitUntil(lambda: not sheet._busy, timeout=10_000)
    state = window.desk.state
    (person,) = state.all(Participant)
    assert (person.name, person.email, person.department) == ("", "", "Jugendamt")
    (measure,) = [m for m in state.all(Measure) if m.what == "Einladen"]
    assert (measure.who, measure.with_whom) == ("", "")
    group = state.get(Group, "group1")
    assert group is not None
    assert group.moderator == ""
    assert sealing.is_as_sealed(state)
    assert sealing.version(state) == 1
    assert any(card.text == "Frau Weiß fragen" for card in state.all(Card))
    window.desk.store.flush()
    assert hits(tmp_path, NAME) == hits(home, NAME) == []
    assert sheet.found.text() == "In keinem Feld für Namen steht noch etwas."
    assert not sheet.go_button.isEnabled()
    press(sheet, "Esc")


def test_not_agreed(window: WorkshopWindow, sheet: RemovingSheet) -> None:
    """Esc leads back and nothing is erased."""
    assert QApplication.focusWidget() is sheet.tick
    before = window.desk.state
    press(sheet, "Esc")
    assert window.desk.state is before


def test_card_of_a_closed_version(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """Erasing it makes version 2, which is closed as well, and that is said."""
    desk = window.desk
    (card,) = [card for card in desk.state.all(Card) if card.text == "Frau Weiß fragen"]
    said: list[str] = []
    desk.said.connect(said.append)
    done: list[bool] = []
    places = [Where("cards", card.id, "text")]
    program.safekeeping().erasing.erase(desk, erase_texts, places, lambda: done.append(True), print)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    assert sealing.version(desk.state) == 2
    assert sealing.is_as_sealed(desk.state)
    assert "sie ist jetzt Version 2, ebenfalls abgeschlossen" in said[-1]
    sign = window.seal.sign
    assert sign is not None
    assert sign.words.text().startswith("Version 2 wurde am")
