"""Who is there, from every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.people.test_page import FEW, person
from tests.ui.shell import open_window
from werkstatt_desktop.domain.records import Participant
from werkstatt_desktop.domain.verbs import people as verbs
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.people.presence import PresencePanel


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> WorkshopWindow:
    desk.do(verbs.add_participants, [Participant(name=n, department=d) for n, d in FEW])
    window = open_window(desk, qtbot, "arrange")
    press(window, "Ctrl+Shift+P")
    return window


def panel(window: WorkshopWindow) -> PresencePanel:
    found = window.findChild(PresencePanel)
    assert found is not None
    return found


def test_somebody_comes(window: WorkshopWindow, desk: Desk) -> None:
    """A part of the name and Enter: who alone fits is present; undo takes it back."""
    field = panel(window).field
    assert field.hasFocus()
    type_text(field, "zoe")
    press(field, Qt.Key.Key_Return)
    assert person(desk, "Zoë Adler").presence == "present"
    assert field.text() == ""
    press(field, "Ctrl+Z")
    assert person(desk, "Zoë Adler").presence == "expected"
    assert field.text() == ""


def test_late_arrival(window: WorkshopWindow, desk: Desk) -> None:
    """Whom nobody knows is on the list by Enter, and present."""
    field = panel(window).field
    type_text(field, "Nina Neu")
    press(field, Qt.Key.Key_Return)
    assert person(desk, "Nina Neu").presence == "present"
    assert "1 anwesend" in panel(window).turnout.text()


def test_several_fit(window: WorkshopWindow, desk: Desk, qtbot: QtBot) -> None:
    """Enter goes into the list; Space turns presence there, a click on the sign, too."""
    field, rows = panel(window).field, panel(window).list
    type_text(field, "amt")
    press(field, Qt.Key.Key_Return)
    assert rows.hasFocus()
    press(rows, Qt.Key.Key_Space)
    assert person(desk, "Ayşe Kaya").presence == "present"
    second = rows.visualRect(panel(window).model.index(1))
    qtbot.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(second.x() + 12, second.center().y())
    )
    assert person(desk, "Bernd Öz").presence == "present"
    press(rows, Qt.Key.Key_Home)
    press(rows, Qt.Key.Key_Up)
    assert field.hasFocus()


def test_esc_leads_back(window: WorkshopWindow) -> None:
    """Esc empties the field, then closes the panel and the page has the keyboard."""
    field = panel(window).field
    type_text(field, "x")
    press(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    press(field, Qt.Key.Key_Escape)
    assert not panel(window).isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    page = window.stack.currentWidget()
    assert page is not None
    assert page is focus or page.isAncestorOf(focus)


def test_not_on_a_page_shown_alone(window: WorkshopWindow) -> None:
    """The room does not see who is expected; of the panels beside a page one is open."""
    press(window, "Ctrl+Shift+T")
    assert not panel(window).isVisible()
    press(window, "Ctrl+Shift+P")
    assert panel(window).isVisible()
    window.show_alone(True)
    assert not panel(window).isVisible()
    window.show_alone(False)
