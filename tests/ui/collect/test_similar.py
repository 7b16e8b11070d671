"""While a card is written, cards that say much the same are named below it; nothing is merged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.collect.capturing import Room, put_cards
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    put_cards(desk, "obstacle", "Vernetzung braucht Ressourcen", "Starre Strukturen")
    put_cards(desk, "obstacle", "Vernetzung kostet Ressourcen hier", group_id="group2")
    return Room(desk, qtbot)


def hint(room: Room, column: int = 0) -> str:
    label = room.columns[column].entry.findChild(QLabel, "card-hint")
    assert label is not None
    return label.text()


def test_similar_card_is_named(room: Room, qtbot: QtBot) -> None:
    """A moment after the typing rests the like of it is quoted, from whatever column of the group."""
    type_text(room.field(), "Ressourcen für die Vernetzung")
    assert "ähnlich" not in hint(room)
    qtbot.waitUntil(lambda: "ähnlich" in hint(room))
    assert hint(room).endswith("ähnlich: „Vernetzung braucht Ressourcen“")
    assert "ähnlich: „Vernetzung braucht Ressourcen“" in room.field().accessibleDescription()


def test_both_cards_stay(room: Room, qtbot: QtBot) -> None:
    """What is named as similar is written all the same, and the field starts afresh."""
    type_text(room.field(), "Vernetzung braucht Ressourcen")
    qtbot.waitUntil(lambda: "ähnlich" in hint(room))
    press(room.field(), Qt.Key.Key_Return)
    assert room.texts("opportunity") == ["Vernetzung braucht Ressourcen"]
    assert room.texts("obstacle")[0] == "Vernetzung braucht Ressourcen"
    assert "ähnlich" not in hint(room)


def test_old_answer_is_not_shown(room: Room, qtbot: QtBot) -> None:
    """What was found for words that are no longer there is not named."""
    type_text(room.field(), "Vernetzung braucht Ressourcen")
    QTest.qWait(255)
    press(room.field(), "Ctrl+A")
    type_text(room.field(), "Ganz anderes")
    QTest.qWait(800)
    assert "ähnlich" not in hint(room)


def test_two_letters_are_not_looked_up(room: Room) -> None:
    """Looking begins with the third character."""
    put_cards(room.desk, "obstacle", "ab", "abc")
    type_text(room.field(), "ab")
    QTest.qWait(500)
    assert "ähnlich" not in hint(room)


def test_hostile_card_is_quoted_as_it_is(room: Room, qtbot: QtBot) -> None:
    """A quoted card is plain text on one line, and a long one is shortened."""
    text = "<b>Zusammenarbeit</b> & Absprachen\nzwischen den Ämtern der Stadtverwaltung verbessern"
    put_cards(room.desk, "obstacle", text)
    type_text(
        room.field(), "Zusammenarbeit und Absprachen zwischen den Ämtern der Stadtverwaltung verbessern"
    )
    qtbot.waitUntil(lambda: "ähnlich" in hint(room))
    assert "„<b>Zusammenarbeit</b> & Absprachen zwischen" in hint(room)
    assert hint(room).endswith("…“")


def test_page_goes_while_it_looks(desk: Desk, qtbot: QtBot) -> None:
    """A window closed in the middle of a look leaves nothing behind."""
    put_cards(desk, "obstacle", *(f"Vernetzung braucht Ressourcen {n}" for n in range(2_000)))
    room = Room(desk, qtbot)
    type_text(room.field(), "Vernetzung braucht Ressourcen")
    QTest.qWait(260)
    room.window.close()
