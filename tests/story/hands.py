"""Finds and fills what is in a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import type_text

W = TypeVar("W", bound=QWidget)


def find(parent: QWidget, kind: type[W], name: str = "") -> W:
    found = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert found is not None, f"{kind.__name__} {name}"
    return found


def wait_for(qtbot: QtBot, look: Callable[[], W | None]) -> W:
    qtbot.waitUntil(lambda: look() is not None)
    found = look()
    assert found is not None
    return found


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def write(field: QLineEdit, text: str) -> None:
    """Type over what is in a field."""
    field.setFocus()
    field.selectAll()
    type_text(field, text)
