"""Hands for the tests of the program and its start page."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.start.sections import Entry
from werkstatt_desktop.ui.start.tiles import ENTRY
from werkstatt_desktop.ui.start.window import StartWindow

W = TypeVar("W", bound=QWidget)


def start_page(program: Program, qtbot: QtBot) -> StartWindow:
    """The start page, when it has read everything."""
    start = program.start
    assert start is not None
    show(start)
    qtbot.waitUntil(lambda: start._looked and not start._reader.busy)
    return start


def only_window(program: Program) -> WorkshopWindow:
    (found,) = program.open.values()
    show(found.window)
    return found.window


def find(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def entries(start: StartWindow) -> list[Entry]:
    """The workshops on the start page, in their order."""
    model = start.page.shelf.model()
    lines = [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]
    return [line for line in lines if isinstance(line, Entry)]


def choose_file(qtbot: QtBot, name: str, path: Path) -> None:
    """Type a path into the file dialog of this name and take it."""
    qtbot.waitUntil(lambda: _dialog(name) is not None)
    dialog = _dialog(name)
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(path))
    press(field, Qt.Key.Key_Return)


def _dialog(name: str) -> QFileDialog | None:
    windows = QApplication.topLevelWidgets()
    return next(
        (w for w in windows if isinstance(w, QFileDialog) and w.objectName() == name and w.isVisible()), None
    )


def menu(name: str) -> QMenu:
    """The menu of this name that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    assert found.objectName() == name
    return found


def pick(open_menu: QMenu, words: str) -> None:
    """Choose an action by the keyboard."""
    action = next(a for a in open_menu.actions() if a.text() == words)
    open_menu.setActiveAction(action)
    press(open_menu, Qt.Key.Key_Return)


def words(open_menu: QMenu) -> list[str]:
    return [a.text() for a in _shown(open_menu)]


def _shown(open_menu: QMenu) -> list[QAction]:
    return [a for a in open_menu.actions() if not a.isSeparator()]
