"""The opening page: what the room sees first."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.shell import open_window, settle
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import ProseField
from werkstatt_desktop.ui.frame.window import WorkshopWindow


def prose(window: WorkshopWindow, name: str) -> ProseField:
    found = window.findChild(ProseField, name)
    assert found is not None
    return found


def words(window: WorkshopWindow, name: str) -> list[str]:
    """What the labels say whose names begin so, from top to bottom."""
    found = [part for part in window.findChildren(QLabel) if part.objectName().startswith(name)]
    return [part.text() for part in found if part.isVisible()]


def test_agenda_is_the_programme(desk: Desk, qtbot: QtBot) -> None:
    """Title, place and agenda come from what was prepared; a break says until when it lasts."""
    desk.do(setup.edit_workshop, title="Werkstatt & Ziel", starts="10:00", ends="15:00")
    for title, kind in (("Begrüßung", "other"), ("Pause", "break")):
        desk.do(setup.add_programme_item, title, kind=kind, minutes=30)
    window = open_window(desk, qtbot, "prepare/opening")
    assert words(window, "opening-title") == ["Werkstatt & Ziel"]
    assert "10:00–15:00" in words(window, "opening-where")[0]
    assert words(window, "agenda-time") == ["10:00", "10:30"]
    assert words(window, "agenda-title") == ["Begrüßung", "Pause"]
    assert words(window, "agenda-who") == ["bis 11:00"]
    desk.do(setup.delete_programme_item, next(iter(desk.state.tables["programme"])))
    settle()
    assert words(window, "agenda-time") == ["10:00"]


def test_goal_and_rules_are_written_in_place(desk: Desk, qtbot: QtBot) -> None:
    """Each is a step of its own; usual rules are a beginning for one's own."""
    window = open_window(desk, qtbot, "prepare/opening")
    goal, rules = prose(window, "opening-goal"), prose(window, "opening-rules")
    goal.setFocus()
    type_text(goal, "Ein Konzept für alle Ämter")
    press(goal, "Tab")
    assert desk.state.workshop.goal == "Ein Konzept für alle Ämter"
    usual = window.findChild(QAbstractButton, "opening-usual-rules")
    assert usual is not None
    click(usual)
    assert desk.state.workshop.rules.startswith("Eine Sache nach der anderen\n")
    assert rules.text() == desk.state.workshop.rules
    assert not usual.isVisible()
    desk.undo()
    assert rules.text() == ""


def test_alone_nothing_asks(desk: Desk, qtbot: QtBot) -> None:
    """Before the room empty parts do not show, and letters are as large as there is room."""
    desk.do(setup.edit_workshop, goal="Ein Konzept")
    window = open_window(desk, qtbot, "prepare/opening")
    window.show_alone(True)
    settle()
    assert prose(window, "opening-goal").isVisible()
    assert not prose(window, "opening-rules").isVisible()
    assert words(window, "opening-rules-heading") == words(window, "opening-agenda-heading") == []
    few = prose(window, "opening-goal").font().pixelSize()
    for n in range(30):
        desk.do(setup.add_programme_item, f"Punkt {n}", minutes=10)
    settle()
    assert prose(window, "opening-goal").font().pixelSize() < few
    window.show_alone(False)
    settle()
    assert prose(window, "opening-rules").isVisible()


def test_long_agenda_scrolls_by_keys(desk: Desk, qtbot: QtBot) -> None:
    """What is too long even in small letters is reached by the keyboard, also before the room."""
    for n in range(60):
        desk.do(setup.add_programme_item, f"Punkt {n}", minutes=5)
    window = open_window(desk, qtbot, "prepare/opening")
    window.show_alone(True)
    settle()
    focus = QApplication.focusWidget()
    bar = window.findChild(QScrollArea, "opening-scroll").verticalScrollBar()  # type: ignore[union-attr]
    assert focus is not None
    assert bar.maximum() > 0
    press(focus, "PgDown")
    assert bar.value() > 0
