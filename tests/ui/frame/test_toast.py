"""The words over a page alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.keys import show
from werkstatt_desktop.ui.frame import toast as toast_module
from werkstatt_desktop.ui.frame.toast import Toast


def test_toast_lies_low_in_the_middle(qtbot: QtBot, look: object) -> None:
    """The words lie within the window whatever their length, and follow its size."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast = Toast(window)
    show(window)
    for words in ("kurz", "Ein recht langer Satz, der mehr als eine Zeile braucht. " * 5):
        toast.say(words)
        assert window.rect().contains(toast.geometry())
        assert abs(toast.geometry().center().x() - 400) <= 1
        assert toast.geometry().top() > 300
    window.resize(500, 400)
    toast.place()
    assert window.rect().contains(toast.geometry())


def test_toast_goes_and_is_no_obstacle(qtbot: QtBot, look: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes by itself and lets the mouse through."""
    monkeypatch.setattr(toast_module, "SHOWN_MS", 40)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    toast = Toast(window)
    show(window)
    toast.say("kurz")
    assert toast.isVisible()
    assert toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    qtbot.waitUntil(lambda: not toast.isVisible())
