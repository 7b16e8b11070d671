"""The window of a workshop: pages, keys, closing, trouble with the file."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QRect, QSettings, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.shell import Asked, open_window, settle, write
from werkstatt_desktop.domain.records import Card, ParkedItem
from werkstatt_desktop.domain.verbs import parking, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.collect.page import CapturePage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import LineField, ProseField
from werkstatt_desktop.ui.frame.page_list import PAGES
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.theme import LIGHT

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def title_field(window: WorkshopWindow) -> LineField | ProseField:
    """The field of the workshop's title on the page Prepare."""
    found = window.findChild(LineField, "facts-title") or window.findChild(ProseField, "facts-title")
    assert found is not None
    return found


def entered(window: WorkshopWindow) -> LineField | ProseField:
    """The same, clicked into, the cursor at the end."""
    field = title_field(window)
    click(field.viewport() if isinstance(field, ProseField) else field)
    press(field, "End")
    return field


# --- Pages


def test_pages_are_made_when_wanted(desk: Desk, qtbot: QtBot) -> None:
    """A page that nobody has seen costs nothing; one that was seen is kept."""
    window = open_window(desk, qtbot, "arrange")
    assert [window.stack.count(), window.page_name] == [1, "arrange"]
    first = window.stack.currentWidget()
    window.show_page("prepare")
    window.show_page("arrange")
    assert window.stack.count() == 2
    assert window.stack.currentWidget() is first


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_rail_leads_to_each_page(desk: Desk, qtbot: QtBot, page: str) -> None:
    """A click in the rail shows the page, marks its name and gives it the keyboard."""
    window = open_window(desk, qtbot, "prepare" if page != "prepare" else "arrange")
    click(window.rail.buttons[page])
    shown = window.stack.currentWidget()
    assert window.page_name == page
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == [page]
    assert shown is focus() or (shown is not None and shown.isAncestorOf(focus()))
    click(window.rail.buttons[page])
    assert window.rail.buttons[page].isChecked()


def test_digits_are_pages_except_on_collect(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl with a digit shows a page; on Collect the digits belong to the columns."""
    window = open_window(desk, qtbot, "arrange")
    for place, page in enumerate(PAGES, 1):
        window.show_page("arrange")
        press(focus(), f"Ctrl+{place}")
        assert window.page_name == page.name
    window.show_page("collect")
    press(focus(), "Ctrl+1")
    assert window.page_name == "collect"
    window.show_page("prepare")
    press(focus(), f"Ctrl+{len(PAGES)}")
    assert window.page_name == "protocol"


def test_page_before_and_after(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl+PgDown and Ctrl+PgUp go through the pages and stop at the ends."""
    window = open_window(desk, qtbot, "prepare")
    seen = []
    for keys in ["Ctrl+PgUp", *["Ctrl+PgDown"] * len(PAGES), "Ctrl+PgUp"]:
        press(focus(), keys)
        seen.append(window.page_name)
    names = [page.name for page in PAGES]
    assert seen == [*names, "protocol", names[-2]]


def test_groups_by_key(desk: Desk, qtbot: QtBot) -> None:
    """Alt with a digit shows a group where the page is about one, and only there."""
    window = open_window(desk, qtbot, "arrange")
    press(focus(), "Alt+2")
    assert desk.group_id == "group2"
    press(focus(), "Alt+9")
    assert desk.group_id == "group2"
    window.show_page("prepare")
    press(window, "Alt+1")
    assert desk.group_id == "group2"


def test_another_page_settles_the_old_one(desk: Desk, qtbot: QtBot) -> None:
    """What is being typed on a page is handed over when another page is shown."""
    window = open_window(desk, qtbot, "prepare")
    title = entered(window)
    type_text(title, " zwei")
    press(title, "Ctrl+3")
    assert desk.state.workshop.title == "Probe zwei"


def test_no_key_is_taken_twice(desk: Desk, qtbot: QtBot) -> None:
    """No key of a window or a page in it is ambiguous, on whichever page it is pressed."""
    from PySide6.QtGui import QShortcut

    window = open_window(desk, qtbot, "arrange")
    for page in PAGES:
        window.show_page(page.name)
    ambiguous: list[str] = []
    keys = window.findChildren(QShortcut)
    for key in keys:
        key.activatedAmbiguously.connect(lambda key=key: ambiguous.append(key.key().toString()))
    window.toggle_parking()
    for page in PAGES:
        window.show_page(page.name)
        for text in {key.key().toString() for key in keys} - {
            "F1",
            "F10",
            "Shift+F10",
            "F11",
            "Ctrl+W",
            "Ctrl+P",
        }:
            window.show_page(page.name)
            press(focus(), text)
    assert ambiguous == []


# --- What is shown around the page


def test_title_follows(desk: Desk, qtbot: QtBot) -> None:
    """The window has the workshop's title, also one that means something to the toolkit."""
    window = open_window(desk, qtbot)
    assert window.windowTitle() == "Probe"
    desk.do(setup.edit_workshop, title="A [*] <b>B</b> & C")
    assert window.windowTitle().replace("[*][*]", "[*]") == "A [*] <b>B</b> & C"


def test_counts_follow(desk: Desk, qtbot: QtBot) -> None:
    """The rail says how much each page holds."""
    window = open_window(desk, qtbot)
    write(desk, "eins", "zwei")
    desk.do(parking.park, "Newsletter")
    buttons = window.rail.buttons
    assert [
        buttons["collect"].accessibleDescription(),
        buttons["arrange"].accessibleDescription(),
        window.rail.parked.accessibleDescription(),
    ] == ["2 Karten", "0 Themen", "1 Eintrag"]


def test_steps_are_named_after_the_first_paint(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """What undo would do is known soon after the window was painted, not before, and after each step."""
    write(make_desk("de"), "eins")
    desk = make_desk("de")
    window = WorkshopWindow(desk, Asked().services())
    qtbot.addWidget(window)
    window.show_page("arrange")
    assert not window.header.undo.isEnabled()
    show(window)
    qtbot.waitUntil(window.header.undo.isEnabled)
    assert window.header.undo.accessibleName() == "Rückgängig: Karte schreiben"
    desk.do(setup.edit_workshop, title="Neu")
    assert window.header.undo.accessibleName() == "Rückgängig: Angaben ändern"
    assert not window.header.redo.isEnabled()
    press(focus(), "Ctrl+Z")
    assert window.header.undo.accessibleName() == "Rückgängig: Karte schreiben"
    assert window.header.redo.accessibleName() == "Wiederherstellen: Angaben ändern"
    press(focus(), "Ctrl+Y")
    assert desk.state.workshop.title == "Neu"


def test_zoom_belongs_to_the_page(desk: Desk, qtbot: QtBot) -> None:
    """The foot shows the zoom of the page in view, and none where a page has none."""
    window = open_window(desk, qtbot, "protocol")
    qtbot.waitUntil(lambda: window.status.zoom.text() == "Zoom 100 %")
    press(focus(), "Ctrl++")
    assert window.status.zoom.text() == "Zoom 115 %"
    window.show_page("prepare")
    assert window.status.zoom.text() == ""
    window.show_page("protocol")
    assert window.status.zoom.text() == "Zoom 115 %"


def test_size_of_cards_by_key(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl with plus and minus changes the size of cards in four steps and says so."""
    window = open_window(desk, qtbot, "arrange")
    for keys, size in (("Ctrl++", 1), ("Ctrl+=", 2), ("Ctrl++", 3), ("Ctrl++", 3), ("Ctrl+-", 2)):
        press(focus(), keys)
        assert desk.card_size == size
    assert window.status.words.text() == "Größe der Karten: 3 von 4"


# --- Parking lot


def test_parking_lot_by_key(desk: Desk, qtbot: QtBot) -> None:
    """The key opens it and brings the keyboard there; pressed elsewhere it leads back, in it it closes."""
    window = open_window(desk, qtbot, "arrange")
    page = focus()
    press(page, "Ctrl+Shift+T")
    panel = window.findChild(QWidget, "parking")
    assert panel is not None
    assert panel.isVisible()
    assert panel.isAncestorOf(focus())
    assert window.rail.parked.isChecked()
    page.setFocus()
    press(page, "Ctrl+Shift+T")
    assert panel.isAncestorOf(focus())
    press(focus(), "Ctrl+Shift+T")
    assert not panel.isVisible()
    assert not window.rail.parked.isChecked()
    assert focus() is page


def test_parking_lot_by_mouse(desk: Desk, qtbot: QtBot) -> None:
    """A click in the rail opens it, the next one closes it."""
    window = open_window(desk, qtbot, "arrange")
    click(window.rail.parked)
    type_text(focus(), "Newsletter\n")
    assert [item.text for item in desk.state.all(ParkedItem)] == ["Newsletter"]
    click(window.rail.parked)
    panel = window.findChild(QWidget, "parking")
    assert panel is not None
    assert not panel.isVisible()


# --- The page alone


def test_page_alone_and_back(desk: Desk, qtbot: QtBot) -> None:
    """F11 leaves the page on the whole screen, also without the parking lot; F11 brings all back."""
    window = open_window(desk, qtbot, "arrange")
    window.toggle_parking()
    press(focus(), "F11")
    around = (window.header, window.rail, window.status, window.findChild(QWidget, "parking"))
    assert window.isFullScreen()
    assert [part.isVisible() for part in around if part is not None] == [False] * 4
    assert window.stack.isAncestorOf(focus())
    press(focus(), "Ctrl+PgUp")
    assert window.page_name == "collect"
    press(focus(), "F11")
    assert not window.isFullScreen()
    assert [part.isVisible() for part in around[:3]] == [True] * 3


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_escape_leads_back(desk: Desk, qtbot: QtBot, page: str) -> None:
    """Esc ends the page alone, from where the keyboard is when a page is shown; it closes no window."""
    window = open_window(desk, qtbot, page)
    press(focus(), "F11")
    assert window.isFullScreen()
    press(focus(), Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    press(focus(), Qt.Key.Key_Escape)
    assert window.isVisible()


def test_maximised_window_is_maximised_again(desk: Desk, qtbot: QtBot) -> None:
    """After the page alone the window is as large as before."""
    window = open_window(desk, qtbot, "arrange")
    window.showMaximized()
    press(focus(), "F11")
    press(focus(), "F11")
    assert window.isMaximized()


def test_window_manager_ends_page_alone(desk: Desk, qtbot: QtBot) -> None:
    """Where the screen is left in another way, head, rail and foot come back."""
    window = open_window(desk, qtbot, "arrange")
    press(focus(), "F11")
    window.showNormal()
    settle()
    assert window.rail.isVisible()


def test_alone_says_over_the_page(desk: Desk, qtbot: QtBot) -> None:
    """A sentence is seen although the foot is hidden, and only then over the page."""
    window = open_window(desk, qtbot, "arrange")
    desk.say("eins")
    assert not window.solo.toast.isVisible()
    press(focus(), "F11")
    assert window.solo.toast.text() == "Esc oder F11 führt zurück."
    desk.say("zwei <b>")
    assert window.solo.toast.text() == "zwei <b>"
    assert window.rect().contains(window.solo.toast.geometry())
    press(focus(), "F11")
    assert not window.solo.toast.isVisible()


def test_private_parts_are_hidden_alone(desk: Desk, qtbot: QtBot) -> None:
    """What a page marks as private is not shown to the room, on pages made then, too."""
    window = open_window(desk, qtbot, "arrange")
    page = window.stack.currentWidget()
    note = QPushButton("Notiz", page)
    note.setProperty("private", True)
    note.show()
    press(focus(), "F11")
    assert not note.isVisible()
    press(focus(), "F11")
    assert note.isVisible()


# --- F6


def test_f6_walks_round(desk: Desk, qtbot: QtBot) -> None:
    """F6 leads through rail, page, parking lot and head, and Shift+F6 back."""
    window = open_window(desk, qtbot, "arrange")
    window.toggle_parking()
    window.stack.setFocus()
    window.show_page("arrange")
    panel = window.findChild(QWidget, "parking")
    assert panel is not None
    parts = {"rail": window.rail, "page": window.stack, "lot": panel, "head": window.header}

    def place() -> str:
        return next(name for name, part in parts.items() if part.isAncestorOf(focus()))

    seen = []
    for keys in ["F6"] * 4 + ["Shift+F6"] * 2:
        press(focus(), keys)
        seen.append(place())
    assert seen == ["lot", "head", "rail", "page", "rail", "head"]
    assert focus() is window.header.tabs


def test_f6_passes_over_what_is_hidden(desk: Desk, qtbot: QtBot) -> None:
    """Without parking lot and group tabs the walk is rail, the two parts of the page, menu."""
    window = open_window(desk, qtbot, "protocol")
    seen = []
    for _ in range(4):
        press(focus(), "F6")
        seen.append(focus().objectName())
    assert seen == ["menu", "rail-protocol", "protocol-sections", "preview"]
    assert window.isActiveWindow()


# --- Closing


def test_closing_lets_go_of_the_file(desk: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Closing hands over what is being typed, tells it once, and the file can be opened anew."""
    window = open_window(desk, qtbot, "prepare")
    told: list[str] = []
    window.closed.connect(lambda: told.append(window.page_name))
    title = entered(window)
    type_text(title, " zwei")
    press(title, "Ctrl+W")
    assert not window.isVisible()
    window.close()
    assert told == ["prepare"]
    store = files.open_store(workshop_file, device="test")
    assert store.state.workshop.title == "Probe zwei"
    store.close()


def begin_everywhere(window: WorkshopWindow) -> None:
    """Begin a card in each group and an entry of the parking lot, without Enter."""
    type_text(focus(), "halb fertig")
    press(focus(), "Alt+2")
    press(focus(), "Tab")
    type_text(focus(), "drüben")
    window.toggle_parking()
    type_text(focus(), "später")


def test_what_was_begun_is_written_at_closing(desk: Desk, qtbot: QtBot) -> None:
    """A window that goes makes cards and an entry of the parking lot of what was typed without Enter."""
    window = open_window(desk, qtbot, "collect")
    begin_everywhere(window)
    window.close()
    assert not window.isVisible()
    texts = {(card.group_id, card.text) for card in desk.state.all(Card)}
    assert texts == {("group1", "halb fertig"), ("group2", "drüben")}
    assert [item.text for item in desk.state.all(ParkedItem)] == ["später"]


def test_what_was_begun_goes_to_the_next_window(desk: Desk, qtbot: QtBot) -> None:
    """A window that takes over from another, as for another language, has the same in its fields."""
    window = open_window(desk, qtbot, "collect")
    begin_everywhere(window)
    other = Desk(desk.store, Texts("en"), LIGHT)
    other.go_on_from(desk)
    window.hand_on()
    assert not window.isVisible()
    assert (desk.state.count(Card), desk.state.count(ParkedItem)) == (0, 0)
    new = open_window(other, qtbot, "collect")
    assert other.group_id == "group2"
    found = new.findChild(CapturePage, "collect-page")
    assert found is not None
    assert [column.entry.text for column in found.columns] == ["", "drüben", ""]
    press(focus(), "Alt+1")
    assert [column.entry.text for column in found.columns] == ["halb fertig", "", ""]
    new.toggle_parking()
    lot = new.findChild(QPlainTextEdit, "parking-entry")
    assert lot is not None
    assert lot.toPlainText() == "später"


def test_refused_words_do_no_harm_at_closing(desk: Desk, qtbot: QtBot) -> None:
    """A field with words that were refused does not hand them over to a file that is closed."""
    window = open_window(desk, qtbot, "prepare")
    title = entered(window)
    press(title, "Ctrl+A")
    type_text(title, "x" * 1000)
    press(title, "Return")
    window.close()
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    title.hand_over()
    assert not window.isVisible()


def test_handing_on_keeps_the_store(desk: Desk, qtbot: QtBot) -> None:
    """For another language the window goes and a new one takes over, on the same open file."""
    window = open_window(desk, qtbot, "arrange")
    told: list[int] = []
    window.closed.connect(lambda: told.append(1))
    store = desk.store
    new = Desk(store, Texts("en"), LIGHT)
    window.hand_on()
    assert (window.isVisible(), told) == (False, [1])
    other = open_window(new, qtbot, "arrange")
    assert new.do(setup.edit_workshop, title="New") is not None
    assert (other.windowTitle(), window.windowTitle()) == ("New", "Probe")


@POPUP
def test_nothing_keeps_a_closed_window_alive(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """With all pages, the menu and the keys used, a closed window and its desk are collected."""
    desk = make_desk("de")
    window = WorkshopWindow(Desk(desk.store, desk.texts, desk.theme), Asked().services())
    for page in PAGES:
        window.show_page(page.name)
    show(window)
    window.open_menu()
    window.toggle_parking()
    write(window.desk, "eins")
    known = weakref.ref(window), weakref.ref(window.desk)
    window.hand_on()
    window.deleteLater()
    del window
    for _ in range(3):
        settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    assert [ref() for ref in known] == [None, None]


def test_closing_while_the_protocol_is_being_set(desk: Desk, qtbot: QtBot) -> None:
    """A window closed in the middle of setting goes at once and quietly."""
    write(desk, *[f"Karte {n}" for n in range(200)])
    window = open_window(desk, qtbot, "protocol")
    window.close()
    window.deleteLater()
    settle()


# --- Where the window stands


def test_geometry_is_remembered(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """The next window opens where the last one stood; the page alone does not count."""
    window = open_window(make_desk("de"), qtbot)
    window.setGeometry(QRect(30, 40, 700, 600))
    settle()
    window.close()
    other = open_window_at_once(make_desk("de"), qtbot)
    assert other.size().toTuple() == (700, 600)
    other.show_alone(True)
    other.close()
    assert open_window_at_once(make_desk("de"), qtbot).size().toTuple() == (700, 600)


def open_window_at_once(desk: Desk, qtbot: QtBot) -> WorkshopWindow:
    window = WorkshopWindow(desk, Asked().services())
    qtbot.addWidget(window)
    window.show_page("arrange")
    return window


@pytest.mark.parametrize("kept", [None, QByteArray(b"nonsense"), "text", 7])
def test_window_fits_the_screen(desk: Desk, qtbot: QtBot, kept: object) -> None:
    """Without a usable memory the window has its usual size, never more than the screen with its frame."""
    if kept is not None:
        QSettings("werkstatt", "windows").setValue("workshop", kept)
    window = open_window_at_once(desk, qtbot)
    room = window.screen().availableSize()
    assert window.size().toTuple() == (min(1440, room.width()), min(900, room.height() - 40))


def test_window_comes_back_onto_the_screen(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """A window that stood on a screen that is gone opens on one that is there."""
    window = open_window_at_once(make_desk("de"), qtbot)
    window.setGeometry(QRect(5000, 4000, 600, 500))
    QSettings("werkstatt", "windows").setValue("workshop", window.saveGeometry())
    window.close()
    other = open_window_at_once(make_desk("de"), qtbot)
    show(other)
    assert other.screen().availableGeometry().intersects(other.frameGeometry())


def test_small_screen_is_enough(desk: Desk, qtbot: QtBot) -> None:
    """The window with any page fits a screen of 1280 × 720, the parking lot open."""
    window = open_window_at_once(desk, qtbot)
    window.toggle_parking()
    for page in PAGES:
        window.show_page(page.name)
        settle()
        least = window.minimumSizeHint().expandedTo(window.minimumSize())
        assert (page.name, least.width() <= 1280, least.height() <= 690) == (page.name, True, True)


# --- Keys that lead out of the window


@pytest.mark.parametrize(
    ("keys", "call"), [("Ctrl+N", "new_workshop"), ("Ctrl+O", "open_file"), ("Ctrl+Shift+O", "show_start")]
)
def test_keys_of_the_program(desk: Desk, qtbot: QtBot, keys: str, call: str) -> None:
    """New, open and start page are asked of the program, from whichever page."""
    asked = Asked()
    window = open_window(desk, qtbot, "collect", asked)
    press(focus(), keys)
    assert (asked.calls, window.isVisible()) == ([call], True)


def test_undo_in_a_field_and_beyond(desk: Desk, qtbot: QtBot) -> None:
    """In a field undo takes back typing, then the last step of the workshop."""
    write(desk, "eins")
    window = open_window(desk, qtbot, "prepare")
    title = entered(window)
    type_text(title, "x")
    press(title, "Ctrl+Z")
    assert (title.text(), desk.state.count(Card)) == ("Probe", 1)
    press(title, "Ctrl+Z")
    assert desk.state.count(Card) == 0
    press(title, "Ctrl+Y")
    assert desk.state.count(Card) == 1


def test_undo_after_enter_takes_back_the_step(desk: Desk, qtbot: QtBot) -> None:
    """A title that was taken over goes back as a whole, in field, record and window."""
    window = open_window(desk, qtbot, "prepare")
    title = entered(window)
    press(title, "Ctrl+A")
    type_text(title, "Neu\n")
    assert desk.state.workshop.title == "Neu"
    press(title, "Ctrl+Z")
    assert (desk.state.workshop.title, title.text(), window.windowTitle()) == ("Probe", "Probe", "Probe")
    press(title, "Ctrl+Y")
    assert (desk.state.workshop.title, title.text()) == ("Neu", "Neu")


def test_losing_the_keyboard_settles(desk: Desk, qtbot: QtBot) -> None:
    """When another program gets the keyboard, what is being typed is handed over."""
    window = open_window(desk, qtbot, "prepare")
    title = entered(window)
    type_text(title, " zwei")
    other = QWidget()
    qtbot.addWidget(other)
    show(other)
    assert desk.state.workshop.title == "Probe zwei"


def test_cards_of_another_group_are_kept(desk: Desk, qtbot: QtBot) -> None:
    """Showing another group changes nothing in the workshop."""
    write(desk, "eins")
    window = open_window(desk, qtbot, "arrange")
    before = desk.state
    press(focus(), "Alt+2")
    assert desk.state is before
    assert window.header.tabs.currentIndex() == 1
