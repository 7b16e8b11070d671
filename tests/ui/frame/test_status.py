"""The foot of the window, the banner, and the words over a page alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.keys import show
from tests.ui.shell import settle, write
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import board, setup
from werkstatt_desktop.storage.store import Safety
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame import status as status_module
from werkstatt_desktop.ui.frame.status import Banner, StatusLine, Toast


@pytest.fixture
def status(desk: Desk, qtbot: QtBot) -> StatusLine:
    made = StatusLine(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.refresh(None)
    made.resize(1280, 28)
    show(made)
    return made


@pytest.fixture
def banner(desk: Desk, qtbot: QtBot) -> Banner:
    made = Banner(desk)
    qtbot.addWidget(made)
    return made


def trouble(waiting: int) -> Safety:
    return Safety("2026-11-22T14:02:13", waiting, FileProblem("disk_full", exit_code=5))


SAFE = Safety("2026-11-22T14:02:13", 0, None)


def test_says_since_when_all_is_safe(status: StatusLine, desk: Desk) -> None:
    """The time of the last change on the disk stands there all the time."""
    desk.safety_changed.emit(SAFE)
    assert (status.safety.text(), status.safety.property("kind")) == ("● Gespeichert 14:02:13", "safe")


def test_says_what_is_not_safe(status: StatusLine, desk: Desk) -> None:
    """Steps that wait are told in number, not by colour alone, and it looks different."""
    desk.safety_changed.emit(trouble(1))
    assert status.safety.text() == "▲ 1 Schritt noch nicht gespeichert"
    colour = status.safety.palette().windowText().color()
    desk.safety_changed.emit(trouble(2))
    assert status.safety.text() == "▲ 2 Schritte noch nicht gespeichert"
    desk.safety_changed.emit(SAFE)
    assert status.safety.palette().windowText().color() != colour


def test_counts(status: StatusLine, desk: Desk) -> None:
    """Cards and themes are counted as they come and go, with a group's cards too."""
    edit = write(desk, "eins", "zwei")
    desk.do(board.form_cluster, group_id="group1", card_ids=list(edit.ids("cards")))
    assert status.counts.text() == "2 Karten · 1 Thema"
    desk.do(setup.delete_group, "group1")
    assert desk.state.count(Card) == 0
    assert status.counts.text() == "0 Karten · 0 Themen"


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


# --- Banner


def test_banner_says_trouble_until_it_is_over(banner: Banner, desk: Desk) -> None:
    """What is wrong, what waits, and both ways out; gone when all is safe."""
    assert banner.isHidden()
    desk.safety_changed.emit(trouble(3))
    assert not banner.isHidden()
    assert banner.words.text() == (
        "▲ Der Datenträger ist voll. Schaffen Sie Platz; alles bisher Eingegebene bleibt erhalten. "
        "3 Schritte warten."
    )
    desk.safety_changed.emit(SAFE)
    assert banner.isHidden()


def test_banner_is_told_once(banner: Banner, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try that fails again is no news for the ear."""
    told: list[str] = []
    monkeypatch.setattr(status_module, "announce", lambda _widget, words: told.append(words))
    for _ in range(3):
        desk.safety_changed.emit(trouble(1))
    desk.safety_changed.emit(trouble(2))
    assert len(told) == 2


# --- Over a page alone


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
    monkeypatch.setattr(status_module, "SHOWN_MS", 40)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    toast = Toast(window)
    show(window)
    toast.say("kurz")
    assert toast.isVisible()
    assert toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    qtbot.waitUntil(lambda: not toast.isVisible())
