"""Spelling in the fields of a window: marks while typing, corrections, own words, the switch."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.shell import Asked, open_window, settle, write
from werkstatt_desktop.domain.records import Card, Cluster
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.settings import settings_path
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.spelling.marks import PAUSE, Marks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
Begun = tuple[WorkshopWindow, QPlainTextEdit]


@pytest.fixture
def asked() -> Asked:
    """What the window asked of the program; its settings can change while a test runs."""
    return Asked()


@pytest.fixture
def begun(desk: Desk, qtbot: QtBot, asked: Asked) -> Begun:
    """A window with the keyboard in the entry field of Collect."""
    return collect(desk, qtbot, asked)


def collect(desk: Desk, qtbot: QtBot, asked: Asked) -> Begun:
    window = open_window(desk, qtbot, "collect", asked)
    qtbot.waitUntil(lambda: window.words.spelling is not None)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    return window, field


def wrong(field: QPlainTextEdit) -> list[str]:
    """The words that are drawn with a wavy line."""
    lines = field.extraSelections()
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert all(line.format.underlineStyle() == wave for line in lines)
    return [line.cursor.selectedText() for line in lines]


def wait_for(qtbot: QtBot, field: QPlainTextEdit, *words: str) -> None:
    qtbot.waitUntil(lambda: wrong(field) == list(words), timeout=10_000)


def ask_menu(field: QPlainTextEdit, at: QPoint | None = None) -> QMenu:
    """The menu of a field, asked for by its key, or by the mouse at a point of the viewport."""
    kind = QContextMenuEvent.Reason
    if at is None:
        event = QContextMenuEvent(kind.Keyboard, QPoint(1, 1), field.mapToGlobal(QPoint(1, 1)))
        QApplication.sendEvent(field, event)
    else:
        viewport = field.viewport()
        QApplication.sendEvent(viewport, QContextMenuEvent(kind.Mouse, at, viewport.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.property("suggestion")]


def entry(menu: QMenu, words: str) -> Callable[[], None]:
    (found,) = [action.trigger for action in menu.actions() if action.text() == words]
    return found


def words_menu(window: WorkshopWindow) -> QMenu:
    """The part of the window's menu that is about words."""
    window.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    part = menu.findChild(QMenu, "words-menu")
    assert part is not None
    menu.close()
    return part


def test_a_wrong_word_is_marked(begun: Begun, qtbot: QtBot) -> None:
    """Once the next word is begun; right ones, compounds and names are not marked."""
    _, field = begun
    type_text(field, "Die Grünflächn im Wohnquartier brauchen Pfleege ")
    wait_for(qtbot, field, "Grünflächn", "Pfleege")
    assert field.document().isUndoAvailable()


def test_the_word_being_typed_is_left_alone(begun: Begun, qtbot: QtBot) -> None:
    """Until one pauses, or goes elsewhere, though it is known to be wrong."""
    window, field = begun
    (marks,) = field.findChildren(Marks)
    marks._typing.setInterval(60_000)
    type_text(field, "Pfleege")
    assert window.words.spelling is not None
    speller = window.words.spelling.speller
    qtbot.waitUntil(lambda: [word.text for word in speller.wrong("Pfleege")] == ["Pfleege"], timeout=10_000)
    assert wrong(field) == []
    press(field, Qt.Key.Key_Space)
    wait_for(qtbot, field, "Pfleege")
    press(field, Qt.Key.Key_Backspace)
    assert wrong(field) == []
    marks._typing.setInterval(PAUSE)
    marks._typing.start()
    wait_for(qtbot, field, "Pfleege")


def test_marks_are_no_typing(begun: Begun, qtbot: QtBot) -> None:
    """They change neither the text nor what undo takes back, and say nothing of a change."""
    _, field = begun
    type_text(field, "Pfleege ")
    changes: list[None] = []
    field.textChanged.connect(lambda: changes.append(None))
    wait_for(qtbot, field, "Pfleege")
    assert changes == []
    press(field, "Ctrl+Z")
    assert field.document().toPlainText() != "Pfleege "


def test_a_correction_by_keyboard(begun: Begun, desk: Desk, qtbot: QtBot) -> None:
    """The menu key at a wrong word, Enter on the first suggestion; one Ctrl+Z takes it back."""
    _, field = begun
    type_text(field, "Zu wenig Pfleege hier")
    wait_for(qtbot, field, "Pfleege")
    for _ in range(6):
        press(field, Qt.Key.Key_Left)
    menu = ask_menu(field)
    qtbot.waitUntil(lambda: bool(offered(menu)), timeout=10_000)
    assert offered(menu)[0] == "Pflege"
    press(menu, Qt.Key.Key_Return)
    settle()
    assert field.document().toPlainText() == "Zu wenig Pflege hier"
    assert wrong(field) == []
    press(field, "Ctrl+Z")
    assert field.document().toPlainText() == "Zu wenig Pfleege hier"
    assert [card.text for card in desk.state.all(Card)] == []


def test_suggestions_are_ready_before_they_are_asked_for(begun: Begun, qtbot: QtBot) -> None:
    """After a pause; then the menu has them at once."""
    window, field = begun
    type_text(field, "Zu wenig Pfleege")
    wait_for(qtbot, field, "Pfleege")
    spelling = window.words.spelling
    assert spelling is not None
    qtbot.waitUntil(lambda: "Pfleege" in spelling.speller._suggested, timeout=10_000)
    menu = ask_menu(field)
    assert offered(menu)[0] == "Pflege"
    menu.close()


def test_a_correction_by_mouse(begun: Begun, qtbot: QtBot) -> None:
    """A click with the right button on the word, wherever the cursor is."""
    _, field = begun
    type_text(field, "Pfleege ist wichtig")
    wait_for(qtbot, field, "Pfleege")
    menu = ask_menu(field, QPoint(12, 8))
    qtbot.waitUntil(lambda: bool(offered(menu)), timeout=10_000)
    entry(menu, "Pflege")()
    menu.close()
    assert field.document().toPlainText() == "Pflege ist wichtig"


def test_the_usual_menu_elsewhere(begun: Begun, qtbot: QtBot) -> None:
    """At a right word nothing is offered but what the field always has, and the switch."""
    _, field = begun
    type_text(field, "Pflege ist wichtig")
    qtbot.wait(300)
    menu = ask_menu(field)
    assert offered(menu) == []
    words = [action.text() for action in menu.actions()]
    assert words[-1] == "Rechtschreibung markieren"
    assert "Zum Wörterbuch hinzufügen" not in words
    menu.close()


def test_own_words(begun: Begun, qtbot: QtBot) -> None:
    """A word that was added is right at once, in all fields, and stays so on this machine."""
    window, field = begun
    type_text(field, "Repaircafé Leihothek hier")
    wait_for(qtbot, field, "Repaircafé", "Leihothek")
    menu = ask_menu(field, QPoint(12, 8))
    entry(menu, "Zum Wörterbuch hinzufügen")()
    menu.close()
    assert wrong(field) == ["Leihothek"]
    assert settings_path().with_name("words.txt").read_text(encoding="utf-8") == "Repaircafé\n"
    del window


def test_names_of_the_workshop_are_right(desk: Desk, qtbot: QtBot, asked: Asked) -> None:
    """Groups, categories, places and people need no dictionary."""
    desk.do(setup.edit_group, "group1", name="Xyltreff", moderator="Qwertz")
    _, field = collect(desk, qtbot, asked)
    type_text(field, "Xyltreff Qwertz Xyltref hier")
    wait_for(qtbot, field, "Xyltref")
    desk.do(setup.add_group, "Xyltref")
    type_text(field, " ")
    wait_for(qtbot, field)


def test_the_language_is_that_of_the_workshop(begun: Begun, desk: Desk, qtbot: QtBot) -> None:
    """Not that of the screen; when it changes, the other dictionaries are asked."""
    _, field = begun
    type_text(field, "neighbourhood Straße ")
    wait_for(qtbot, field, "neighbourhood")
    desk.do(setup.edit_workshop, language="en")
    type_text(field, " ")
    wait_for(qtbot, field, "Straße")


def test_no_dictionary_is_said_once(begun: Begun, desk: Desk, qtbot: QtBot) -> None:
    """Nothing is marked then; the menu says why in place of the switch."""
    window, field = begun
    said: list[str] = []
    desk.said.connect(said.append)
    desk.do(setup.edit_workshop, language="tlh")
    type_text(field, "nuqneH wa ")
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    type_text(field, "jatlh ")
    qtbot.wait(100)
    assert said == [
        "Für die Sprache dieses Workshops ist kein Wörterbuch da; die Rechtschreibung wird nicht markiert."
    ]
    assert wrong(field) == []
    menu = words_menu(window)
    words = [action.text() for action in menu.actions()]
    assert "Rechtschreibung: kein Wörterbuch gefunden" in words
    assert "Rechtschreibung markieren" not in words


def test_off_by_one_click(begun: Begun, asked: Asked, qtbot: QtBot) -> None:
    """In the field's menu; the settings remember it, and the menu of the window turns it on again."""
    window, field = begun
    before = asked.settings
    type_text(field, "Pfleege ")
    wait_for(qtbot, field, "Pfleege")
    menu = ask_menu(field)
    entry(menu, "Rechtschreibung markieren")()
    menu.close()
    assert wrong(field) == []
    assert asked.settings == replace(before, spelling=False)
    type_text(field, "Pfleege ")
    qtbot.wait(100)
    assert wrong(field) == []
    entry(words_menu(window), "Rechtschreibung markieren")()
    assert asked.settings == before
    wait_for(qtbot, field, "Pfleege", "Pfleege")


def test_rewording_and_prose_are_marked_too(desk: Desk, qtbot: QtBot, asked: Asked) -> None:
    """The field over a card, and the fields of Prepare; fields for names are not."""
    write(desk, "Zu wenig Pfleege")
    window, field = collect(desk, qtbot, asked)
    press(field, Qt.Key.Key_Up)
    press(QApplication.focusWidget() or field, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    assert editor is not field
    wait_for(qtbot, editor, "Pfleege")
    press(editor, Qt.Key.Key_Escape)
    window.show_page("prepare")
    for name, marked in (("facts-goal", True), ("facts-title", True), ("facts-host", False)):
        prose = window.findChild(QPlainTextEdit, name)
        assert prose is not None
        prose.setFocus()
        assert bool(prose.findChildren(Marks)) == marked


def test_cards_and_headings_on_the_board(desk: Desk, qtbot: QtBot, asked: Asked) -> None:
    """Both fields of the board are marked; a heading is corrected by its menu, too, and becomes one step."""
    theme = Cluster(id="t", group_id="group1", heading="Mehr Pfleege")
    card = Card(id="c", group_id="group1", category_id="obstacle", text="Grünflächn", y=300.0, written=1)
    desk.store.commit(base_edit("write_cards", [theme, card]))
    window = open_window(desk, qtbot, "arrange", asked)
    qtbot.waitUntil(lambda: window.words.spelling is not None)
    page = window.stack.currentWidget()
    assert isinstance(page, BoardPage)
    page.choice.only("c")
    press(page.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    wait_for(qtbot, editor, "Grünflächn")
    press(editor, Qt.Key.Key_Escape)
    page.choice.only("t")
    press(page.view, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    (marks,) = line.findChildren(Marks)
    qtbot.waitUntil(lambda: [word.text for word in marks.wrong] == ["Pfleege"], timeout=10_000)
    assert line.text() == "Mehr Pfleege"
    press(line, Qt.Key.Key_End)
    QApplication.sendEvent(
        line, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(lambda: bool(offered(menu)), timeout=10_000)
    entry(menu, "Pflege")()
    menu.close()
    assert line.text() == "Mehr Pflege"
    press(line, Qt.Key.Key_Return)
    found = desk.state.get(Cluster, "t")
    assert found is not None
    assert found.heading == "Mehr Pflege"
    assert desk.store.undo_verb == "name_cluster"


def test_dead_keys_are_left_alone(begun: Begun, qtbot: QtBot) -> None:
    """While an accent waits for its letter, no mark takes it away."""
    _, field = begun
    type_text(field, "Pfleege Caf")
    QApplication.sendEvent(field, QInputMethodEvent("´", []))
    qtbot.wait(1000)
    assert field.textCursor().block().layout().preeditAreaText() == "´"
    done = QInputMethodEvent()
    done.setCommitString("é")
    QApplication.sendEvent(field, done)
    assert field.document().toPlainText() == "Pfleege Café"
    wait_for(qtbot, field, "Pfleege")


def test_no_key_reads_a_dictionary(begun: Begun, qtbot: QtBot) -> None:
    """That takes the window's processor time of no key; a thread of its own does it."""
    _, field = begun
    times = []
    for word in ("Straßenbahnhaltestellenhäuschen", "Bürgerbeteiligungsverfarhen", "Mehrgenerationenhaus"):
        for letter in f"{word} ":
            before = thread_time()
            type_text(field, letter)
            QApplication.processEvents()
            times.append(thread_time() - before)
    wait_for(qtbot, field, "Bürgerbeteiligungsverfarhen")
    assert "spelling" in {thread.name for thread in threading.enumerate()}
    # Reading the German dictionary takes 0.2 seconds of a processor.
    assert max(times) < 0.15


def test_hostile_texts(begun: Begun, qtbot: QtBot) -> None:
    """Endless words, broken characters and markup are typed as ever."""
    _, field = begun
    for text in ("x" * 4000, "<b>Pfleege</b> &amp; ", "\u202eabc\u202c ", "a" * 61 + "\u0301" * 500):
        field.clear()
        field.insertPlainText(text)
        qtbot.wait(50)
    field.clear()
    field.insertPlainText("<b>Pfleege</b> & ")
    field.clearFocus()
    wait_for(qtbot, field, "Pfleege")


def test_words_added_in_another_window(begun: Begun, home: Path, qtbot: QtBot) -> None:
    """They are known as soon as a field has the keyboard again."""
    window, field = begun
    type_text(field, "Repaircafé hier ")
    wait_for(qtbot, field, "Repaircafé")
    path = settings_path().with_name("words.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Repaircafé\n", encoding="utf-8")
    window.header.more.setFocus()
    field.setFocus()
    assert wrong(field) == []
    del home
