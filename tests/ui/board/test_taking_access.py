"""The sheet for tables and the list of steps, as keyboard and screen reader meet them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.shell import settle, write
from tests.ui.test_accessible import HOSTILE, focusable, spoken, visible, where
from werkstatt_desktop.ui.board.taking_in.asking import take_text
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.steps.panel import StepsPanel


@pytest.fixture(params=["table-de", "table-en", "steps-de", "steps-en"])
def part(request: pytest.FixtureRequest, make_desk: Callable[[str], Desk], qtbot: QtBot) -> Iterator[QWidget]:
    """Each of them with markup in its words."""
    kind, language = str(request.param).split("-")
    desk = make_desk(language)
    write(desk, HOSTILE)
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    show(window)
    if kind == "table":
        rows = f"Text\tGruppe\tKategorie\n{HOSTILE}\t{HOSTILE}\t{HOSTILE}\n{HOSTILE}\t\t\n" + "x" * 5000
        sheet = take_text(desk, rows, window)
        qtbot.waitUntil(lambda: sheet.rows.rowCount() > 0, timeout=60_000)
        settle()
        yield sheet
        sheet.reject()
        return
    panel = StepsPanel(desk, window)
    panel.resize(360, 700)
    panel.open()
    qtbot.waitUntil(lambda: panel.rows.rowCount() > 0, timeout=60_000)
    settle()
    yield panel


def test_everything_has_a_name(part: QWidget) -> None:
    """What can have the keyboard says what it is, and has a name in the code."""
    parts = list(focusable(part))
    assert len(parts) >= 2
    assert [where(one) for one in parts if not spoken(one)] == []
    assert [where(one) for one in parts if not one.objectName()] == []


def test_user_text_stays_text(part: QWidget) -> None:
    """No label takes what a user wrote for markup."""
    labels = [one for one in visible(part) if isinstance(one, QLabel) and one.text()]
    assert [where(one) for one in labels if one.textFormat() != Qt.TextFormat.PlainText] == []


def test_keyboard_is_seen(part: QWidget) -> None:
    """Whatever has the keyboard by Tab looks different from before."""
    hidden = []
    parts = [one for one in focusable(part) if one.isEnabled() and not isinstance(one, QScrollBar)]
    for one in parts:
        other = next(another for another in parts if another is not one)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        before = part.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if QApplication.focusWidget() is one and part.grab().toImage() == before:
            hidden.append(where(one))
    assert hidden == []


def test_keyboard_goes_round(part: QWidget) -> None:
    """Tab leads to everything that can have the keyboard."""
    wanted = {one for one in focusable(part) if one.isEnabled() and not isinstance(one, QScrollBar)}
    met: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 4):
        focus = QApplication.focusWidget()
        assert focus is not None
        met.add(focus)
        press(focus, Qt.Key.Key_Tab)
    assert [where(one) for one in wanted - met] == []
