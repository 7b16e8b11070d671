"""Each sheet as keyboard and screen reader meet it; and what users wrote stays text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.start.starts import only_window
from tests.workshops import workshop
from werkstatt_desktop.domain.order import categories
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.names import NamesSheet
from werkstatt_desktop.ui.safekeeping.trash import TrashSheet

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
HOSTILE = "<b>fett</b> & <img src=x>"


def backups(program: Program, window: WorkshopWindow, _qtbot: QtBot) -> None:
    program.safekeeping().show_backups(window.desk)


def copy(program: Program, window: WorkshopWindow, _qtbot: QtBot) -> None:
    program.filing().ask_copy(window.desk)


def trash(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    program.safekeeping().show_trash(window.desk)
    (sheet,) = window.findChildren(TrashSheet)
    qtbot.waitUntil(lambda: not sheet._busy)


def names(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    program.safekeeping().erase_name(window.desk)
    (sheet,) = window.findChildren(NamesSheet)
    sheet.name.setText("fett")
    sheet.look()
    qtbot.waitUntil(lambda: not sheet._busy)
    assert sheet.rows.rowCount() > 3


def question(program: Program, window: WorkshopWindow, _qtbot: QtBot) -> None:
    program.safekeeping().destroy(window.desk)


SHEETS = {"backups": backups, "copy": copy, "trash": trash, "names": names, "question": question}


@pytest.fixture(params=["de", "en"])
def window(
    request: pytest.FixtureRequest, begin_program: Begin, tmp_path: Path, qtbot: QtBot
) -> WorkshopWindow:
    """A workshop whose every text looks like markup; a card is in the trash."""
    program = begin_program(workshop(tmp_path / "x<b>y & z.werkstatt", HOSTILE))
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy)
    program.set_language(request.param)
    desk = found.desk
    desk.do(setup.edit_group, "group1", name=HOSTILE, moderator=HOSTILE)
    for category in categories(desk.state):
        desk.do(setup.edit_category, category.id, title=HOSTILE)
    desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=[HOSTILE])
    newest = max(desk.state.all(Card), key=lambda card: card.written)
    desk.do(cards.delete_cards, [newest.id])
    made = only_window(program)
    made.setProperty("program", program)
    return made


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest, window: WorkshopWindow, qtbot: QtBot) -> QDialog:
    """One of the sheets, opened."""
    SHEETS[request.param](window.property("program"), window, qtbot)
    (made,) = (part for part in window.findChildren(QDialog) if part.isVisible())
    show(made)
    return made


def focusable(sheet: QWidget) -> list[QWidget]:
    parts = [part for part in sheet.findChildren(QWidget) if part.isVisible() and part.isEnabled()]
    return [
        part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None
    ]


def test_everything_has_a_name(sheet: QDialog) -> None:
    """What can have the keyboard says what it is, and has a name in the code; the sheet has a title."""
    parts = focusable(sheet)
    assert len(parts) >= 2
    spoken = [QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name) for part in parts]
    assert [part for part, name in zip(parts, spoken, strict=True) if not name.strip()] == []
    assert [part for part in parts if not part.objectName()] == []
    assert sheet.windowTitle()
    sheet.reject()


def test_keyboard_goes_round(sheet: QDialog) -> None:
    """Tab leads through all of the sheet and back."""
    seen: list[QWidget] = []
    start = QApplication.focusWidget()
    assert start is not None
    assert sheet.isAncestorOf(start)
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is start and seen:
            break
        seen.append(focus)
        press(focus, "Tab")
    assert QApplication.focusWidget() is start
    # Of several choices one has the keyboard, the arrows lead to the others.
    left_out = {part.objectName() for part in focusable(sheet)} - {part.objectName() for part in seen}
    assert left_out <= {"bare"}
    sheet.reject()


def test_keyboard_is_seen(sheet: QDialog) -> None:
    """Whatever has the keyboard looks different from before."""
    hidden = []
    for part in focusable(sheet):
        sheet.setFocus()
        QApplication.processEvents()
        before = sheet.grab().toImage()
        part.setFocus()
        QApplication.processEvents()
        if sheet.grab().toImage() == before:
            hidden.append(part.objectName())
    assert hidden == []
    sheet.reject()


def test_user_text_stays_text(sheet: QDialog) -> None:
    """No label, button or tooltip takes what a user wrote for markup or for a key."""
    parts = [part for part in sheet.findChildren(QWidget) if part.isVisible()]
    labels = [part for part in parts if isinstance(part, QLabel)]
    assert [part.text() for part in labels if part.textFormat() != Qt.TextFormat.PlainText] == []
    buttons = [part for part in parts if isinstance(part, QAbstractButton)]
    assert [part.text() for part in buttons if "fett" in part.text()] == []
    assert [part for part in parts if "<b>fett" in part.toolTip()] == []
    sheet.reject()


def test_fits_a_small_screen(window: WorkshopWindow, qtbot: QtBot) -> None:
    """On the smallest screen, at twice the size of everything, each sheet stays within the window."""
    window.resize(640, 400)
    for name, opens in SHEETS.items():
        opens(window.property("program"), window, qtbot)
        (sheet,) = (part for part in window.findChildren(QDialog) if part.isVisible())
        show(sheet)
        assert sheet.width() <= 640, name
        assert sheet.height() <= 400, name
        sheet.reject()
        qtbot.waitUntil(lambda: not [part for part in window.findChildren(QDialog) if part.isVisible()])
