"""The foot of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.keys import show
from tests.ui.shell import settle, write
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import board, setup, twins
from werkstatt_desktop.storage.store import Safety
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame import status as status_module
from werkstatt_desktop.ui.frame.status import StatusLine


@pytest.fixture
def status(desk: Desk, qtbot: QtBot) -> StatusLine:
    made = StatusLine(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.refresh(None)
    made.resize(1280, 28)
    show(made)
    return made


SAFE = Safety("2026-11-22T14:02:13", 0, None)


def test_says_since_when_all_is_safe(status: StatusLine, desk: Desk) -> None:
    """The time of the last change on the disk stands there all the time."""
    desk.safety_changed.emit(SAFE)
    assert (status.safety.text(), status.safety.property("kind")) == ("● Gespeichert 14:02:13", "safe")


def test_steps_on_their_way(status: StatusLine, desk: Desk) -> None:
    """A step that is in the file at once is no news; one that takes longer is told, by words and look."""
    desk.safety_changed.emit(SAFE)
    colour = status.safety.palette().windowText().color()
    desk.safety_changed.emit(Safety(SAFE.at, 1, None, seconds=0.2))
    assert status.safety.text() == "● Gespeichert 14:02:13"
    desk.safety_changed.emit(Safety(SAFE.at, 1, None, seconds=0.31))
    assert (status.safety.text(), status.safety.property("kind")) == ("○ wird gesichert …", "muted")
    assert status.safety.palette().windowText().color() != colour
    desk.safety_changed.emit(SAFE)
    assert status.safety.text() == "● Gespeichert 14:02:13"


def test_an_alarm_comes_before_all_else(status: StatusLine, desk: Desk) -> None:
    """While there is an alarm its words stay; after it the foot says again what is in the file."""
    status.show_alarm("◐ Nur in der Notsicherung", "held")
    desk.safety_changed.emit(SAFE)
    assert (status.safety.text(), status.safety.property("kind")) == ("◐ Nur in der Notsicherung", "held")
    status.show_alarm("", "")
    assert status.safety.text().startswith("● Gespeichert ")


def test_counts(status: StatusLine, desk: Desk) -> None:
    """Cards and themes are counted as they come and go, with a group's cards too."""
    edit = write(desk, "eins", "zwei")
    desk.do(board.form_cluster, group_id="group1", card_ids=list(edit.ids("cards")))
    assert status.counts.text() == "2 Karten · 1 Thema"
    desk.do(setup.delete_group, "group1")
    assert desk.state.count(Card) == 0
    assert status.counts.text() == "0 Karten · 0 Themen"


def test_second_cards_count_once(status: StatusLine, desk: Desk) -> None:
    """A card under two headings is one card."""
    write(desk, "eins", "zwei")
    cards = sorted(desk.state.all(Card), key=lambda card: card.written)
    desk.do(board.form_cluster, cards[0].group_id, [cards[0].id])
    made = desk.do(board.form_cluster, cards[0].group_id)
    assert made is not None
    desk.do(twins.second_cards, [cards[0].id], made.ids("clusters")[0])
    assert desk.state.count(Card) == 3
    assert status.counts.text() == "2 Karten · 2 Themen"
    desk.undo()
    assert status.counts.text() == "2 Karten · 2 Themen"


def test_sentence_goes_by_itself(
    status: StatusLine, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said goes after a while; the next sentence has its own time."""
    monkeypatch.setattr(status_module, "SHOWN_MS", 120)
    desk.say("eins")
    qtbot.wait(80)
    desk.say("zwei")
    qtbot.wait(80)
    assert status.words.text() == "zwei"
    qtbot.waitUntil(lambda: status.words.text() == "")


def test_sentences_stay_long_enough() -> None:
    """A sentence can be read twice."""
    assert status_module.SHOWN_MS >= 5000


def test_said_words_are_plain(status: StatusLine, desk: Desk) -> None:
    """File names and card texts in sentences are shown as they are; too long ones end with an ellipsis."""
    desk.say("<b>Datei</b> & mehr")
    assert status.words.text() == "<b>Datei</b> & mehr"
    assert {part.textFormat() for part in (status.safety, status.counts, status.words, status.zoom)} == {
        Qt.TextFormat.PlainText
    }
    desk.say("Wort " * 100)
    assert status.words.text().endswith("…")


def test_long_sentence_moves_nothing(status: StatusLine, desk: Desk) -> None:
    """Neither the window grows nor the zoom is pushed out."""
    status.show_zoom(100)
    least = status.minimumSizeHint().width()
    desk.say("Wort " * 100)
    settle()
    assert status.minimumSizeHint().width() == least
    assert status.zoom.geometry().right() < status.width()


def test_said_is_announced(
    status: StatusLine, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A screen reader is told each sentence; the keyboard stays where it is."""
    told: list[str] = []

    class Listener:
        """Stands where the bridge to the system's screen reader is, which no test has."""

        isActive = staticmethod(lambda: True)  # noqa: N815 - the toolkit's name
        updateAccessibility = staticmethod(lambda event: told.append(event.message()))  # noqa: N815

    monkeypatch.setattr("PySide6.QtGui.QAccessible", Listener)
    field = QWidget()
    qtbot.addWidget(field)
    show(field)
    field.setFocus()
    desk.say("Protokoll gespeichert")
    assert told == ["Protokoll gespeichert"]
    assert field.hasFocus()


def test_announcing_without_a_screen_reader(status: StatusLine, desk: Desk) -> None:
    """With accessibility on and nobody listening nothing happens, and nothing breaks."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        desk.say("eins")
    finally:
        QAccessible.setActive(before)
    assert status.words.text() == "eins"
