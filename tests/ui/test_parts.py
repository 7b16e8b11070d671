"""Pages that are made of parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.parts import Part, Parts


class Plain(QWidget):
    """A part with a field, and a label that the room should not see."""

    zoomed = Signal(int)
    page_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field, self.secret = QLineEdit(name), QLabel("secret")
        self.field.setObjectName(name)
        self.secret.setProperty("private", True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.secret)
        self.setFocusProxy(self.field)


@pytest.fixture
def parts(desk: Desk, qtbot: QtBot) -> Parts:
    def make(name: str) -> Callable[[Desk], QWidget]:
        return lambda _desk: Plain(name)

    made = Parts(desk, "probe", [Part(name, name.title(), make(name)) for name in ("one", "two", "three")])
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def shown(parts: Parts) -> Plain:
    assert isinstance(parts.current, Plain)
    return parts.current


def test_parts_are_made_when_wanted(parts: Parts, qtbot: QtBot) -> None:
    """The first part is there with the keyboard, another is made by the first press on its tab and kept."""
    assert [child.objectName() for child in parts.findChildren(QLineEdit)] == ["one"]
    assert shown(parts).field.hasFocus()
    first, tabs = parts.current, parts.strip.tabs
    with qtbot.waitSignal(parts.part_shown) as told:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert told.args == ["two"]
    assert shown(parts).field.hasFocus()
    parts.show_part("one")
    assert parts.current is first


def test_keys_turn(parts: Parts, qtbot: QtBot) -> None:
    """Ctrl+Tab goes round from within a part; with the keyboard on the tabs the arrows choose."""
    for keys, name in (("two", "two"), ("three", "three"), ("one", "one")):
        qtbot.keyClick(shown(parts).field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert (parts.part, keys) == (name, keys)
    parts.strip.tabs.setFocus()
    qtbot.keyClick(parts.strip.tabs, Qt.Key.Key_Right)
    assert parts.part == "two"
    assert parts.strip.tabs.hasFocus()


def test_private_parts(parts: Parts) -> None:
    """What the room should not see is hidden in a part that is made later, too, and comes back."""
    parts.hide_private(True)
    parts.show_part("two")
    assert shown(parts).secret.isHidden()
    parts.hide_private(False)
    assert not shown(parts).secret.isHidden()


def test_zoom_and_wishes(parts: Parts, qtbot: QtBot) -> None:
    """The zoom told is that of the part in view, and a part may ask for another page."""
    told: list[int] = []
    parts.zoomed.connect(told.append)
    parts.show_part("two")
    shown(parts).zoomed.emit(80)
    parts.show_part("one")
    parts.show_part("two")
    assert told == [0, 80, 0, 80]
    with qtbot.waitSignal(parts.page_wanted) as wanted:
        shown(parts).page_wanted.emit("arrange")
    assert wanted.args == ["arrange"]
