"""The rail: names of pages and what each holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.shell import open_window
from werkstatt_desktop.domain.verbs import parking, setup
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.rail import Rail

PAGES = (("one", "Eins & <b>"), ("two", "Zwei"), ("three", "Drei"))


@pytest.fixture
def rail(desk: Desk, qtbot: QtBot) -> Rail:
    made = Rail(desk, PAGES)
    qtbot.addWidget(made)
    made.resize(196, 600)
    made.show_page("one")
    show(made)
    return made


def test_pressing_asks_for_a_page(rail: Rail) -> None:
    """A press by mouse or keyboard asks; which page is marked is for the window to say."""
    asked: list[str] = []
    rail.chosen.connect(asked.append)
    click(rail.buttons["two"])
    press(rail.buttons["three"], Qt.Key.Key_Space)
    assert asked == ["two", "three"]
    assert [button.isChecked() for button in rail.buttons.values()] == [True, False, False]
    rail.show_page("three")
    assert [button.isChecked() for button in rail.buttons.values()] == [False, False, True]


def test_arrows_walk(rail: Rail) -> None:
    """The arrow keys go from one page to the next."""
    rail.buttons["one"].setFocus()
    press(rail.buttons["one"], Qt.Key.Key_Down)
    assert rail.buttons["two"].hasFocus()


def test_names_are_spoken_as_they_are(rail: Rail) -> None:
    """A screen reader hears the name and what the page holds."""
    rail.show_count("one", 1234, "1.234 Karten")
    rail.show_count("no such page", 1, "1")
    spoken = QAccessible.queryAccessibleInterface(rail.buttons["one"])
    assert spoken.text(QAccessible.Text.Name) == "Eins & <b>"
    assert spoken.text(QAccessible.Text.Description) == "1.234 Karten"


def test_count_is_drawn(rail: Rail) -> None:
    """A number appears at the right, and none for nothing."""
    button = rail.buttons["two"]
    empty = button.grab().toImage()
    rail.show_count("two", 0, "0 Karten")
    assert button.grab().toImage() == empty
    rail.show_count("two", 23, "23 Karten")
    assert button.grab().toImage() != empty


def test_keyboard_is_seen(rail: Rail) -> None:
    """The button with the keyboard looks different, marked or not."""
    for name in ("one", "two"):
        rail.buttons["three"].setFocus()
        before = rail.buttons[name].grab().toImage()
        rail.buttons[name].setFocus()
        assert rail.buttons[name].grab().toImage() != before


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_current_page_is_legible(look: theme.Theme) -> None:
    """The name of the page in view has 4.5 : 1 on its ground, and so have the quiet number and the hover."""
    for ink, ground in (
        (look.accent, look.soft),
        (look.muted, look.soft),
        (look.text, look.wall),
        (look.muted, look.raised),
        (look.muted, look.wall),
        (look.safe, look.raised),
        (look.danger, look.raised),
        (look.surface, look.text),
    ):
        assert contrast(ink, ground) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """As WCAG measures it."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_counts_of_what_is_open(desk: Desk, qtbot: QtBot) -> None:
    """Beside Closing stands how much is still open, a moment after the step that changed it."""
    window = open_window(desk, qtbot, "collect")
    button = window.rail.buttons["close"]
    qtbot.waitUntil(lambda: button.accessibleDescription() == "1 Punkt ist noch offen")
    desk.do(parking.park, "Wer zahlt?", kind="question")
    qtbot.waitUntil(lambda: button.accessibleDescription() == "2 Punkte sind noch offen")
    desk.do(setup.edit_workshop, next_date="2027-01-15")
    qtbot.waitUntil(lambda: button.accessibleDescription() == "1 Punkt ist noch offen")
