"""Hands for the tests of the page Prepare."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, drag, press, show, type_text
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import LineField, ProseField
from werkstatt_desktop.ui.prepare.page import PreparePage


def open_page(desk: Desk, qtbot: QtBot, width: int = 1240, height: int = 1000) -> PreparePage:
    """The page as the window shows it, with the keyboard."""
    page = PreparePage(desk)
    qtbot.addWidget(page)
    page.resize(width, height)
    show(page)
    page.setFocus()
    settle()
    return page


def settle() -> None:
    """Let layouts, timers and deletions come to rest."""
    for _ in range(6):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def field(page: QWidget, name: str) -> LineField | ProseField:
    """A field by its object name."""
    found = page.findChild(LineField, name) or page.findChild(ProseField, name)
    assert found is not None, name
    return found


def button(page: QWidget, name: str) -> QPushButton | QToolButton:
    """A button by its object name."""
    found = page.findChild(QPushButton, name) or page.findChild(QToolButton, name)
    assert found is not None, name
    return found


def write(page: QWidget, name: str, text: str, *, leave: str = "Return") -> LineField | ProseField:
    """Click into a field, replace what it holds and leave it with a key."""
    entry = field(page, name)
    click(entry.viewport() if isinstance(entry, ProseField) else entry)
    press(entry, "Ctrl+A")
    press(entry, Qt.Key.Key_Delete)
    type_text(entry, text)
    if leave:
        press(entry, leave)
    return entry


def choose(page: QWidget, menu: str, action: str) -> None:
    """Click an entry of an open menu."""
    shown = page.findChild(QMenu, menu)
    assert shown is not None
    settle()
    entry = next(a for a in shown.actions() if a.objectName() == action)
    click(shown, shown.actionGeometry(entry).center())
    settle()


def part(page: QWidget, name: str) -> QWidget:
    """A panel or row by its object name."""
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def grip_of(page: QWidget, kind: str, id: str) -> QToolButton:
    found = page.findChild(QToolButton, f"{kind}-grip-{id}")
    assert found is not None
    return found


def drop_below(page: QWidget, grip: QToolButton, other: QToolButton) -> None:
    """Drag a row by its grip to just below another row."""
    middle, row = grip.rect().center(), other.parentWidget()
    assert row is not None
    below = grip.mapFromGlobal(row.mapToGlobal(QPoint(0, row.height() - 3)))
    drag(grip, middle, QPoint(middle.x(), below.y() // 2), QPoint(middle.x(), below.y()))
    settle()


def steps(desk: Desk) -> int:
    """How many entries the journal has."""
    return sum(1 for _ in desk.store.journal())


def shown(page: QWidget) -> dict[str, str]:
    """What every field in view says, by its name."""
    fields: list[LineField | ProseField] = [*page.findChildren(LineField), *page.findChildren(ProseField)]
    return {f.objectName(): f.text() for f in fields if f.isVisible()}
