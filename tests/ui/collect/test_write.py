"""Writing cards one after another, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.collect.capturing import Room, put_cards
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


def hint(room: Room, column: int = 0) -> str:
    label = room.columns[column].entry.findChild(QLabel, "card-hint")
    assert label is not None
    return label.text() if label.isVisible() else ""


def warning(room: Room, column: int = 0) -> str:
    label = room.columns[column].entry.findChild(QLabel, "card-warning")
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_enter_writes_and_stays(room: Room) -> None:
    """Each Enter makes a card and one entry of the journal; the field is empty and keeps the cursor."""
    before = room.entries
    type_text(room.field(), "Kurze Wege\n")
    type_text(room.field(), "Größere Räume\n")
    assert room.texts("opportunity") == ["Kurze Wege", "Größere Räume"]
    assert room.entries == before + 2
    assert room.field().toPlainText() == ""
    assert room.field().hasFocus()


def test_ten_cards_take_no_other_key(room: Room) -> None:
    """Ten cards with a change of column need their letters, Enter and Tab."""
    for n in range(5):
        type_text(room.field(), f"Chance {n}\n")
    press(room.field(), Qt.Key.Key_Tab)
    for n in range(5):
        type_text(room.field(1), f"Hürde {n}\n")
    assert (len(room.texts("opportunity")), len(room.texts("obstacle"))) == (5, 5)


def test_first_field_is_ready(room: Room) -> None:
    """The page is shown with the cursor in a field."""
    assert room.field().hasFocus()


def test_focus_on_the_page_goes_to_the_last_field(room: Room) -> None:
    """A window that gives the page the keyboard gives it to the field used last."""
    press(room.field(), Qt.Key.Key_Tab)
    room.window.setFocus()
    room.page.setFocus()
    assert room.field(1).hasFocus()


def test_blank_is_no_card(room: Room) -> None:
    """Enter in a field without words does nothing and says nothing."""
    before = room.entries
    type_text(room.field(), "  \n\n")
    assert (room.entries, room.said) == (before, [])


def test_shift_enter_makes_a_line(room: Room) -> None:
    """Shift+Enter goes to the next line of the same card."""
    type_text(room.field(), "oben")
    press(room.field(), "Shift+Return")
    type_text(room.field(), "unten\n")
    assert room.texts("opportunity") == ["oben\nunten"]


def test_field_grows_with_its_text(room: Room) -> None:
    """The field is as high as its lines."""
    one = room.field().height()
    press(room.field(), "Shift+Return")
    press(room.field(), "Shift+Return")
    assert room.field().height() >= 3 * (one - 2)


def test_tab_walks_the_columns(room: Room) -> None:
    """Tab goes to the next column's field and from the last to the first, Shift+Tab the other way."""
    press(room.field(), Qt.Key.Key_Tab)
    assert room.field(1).hasFocus()
    press(room.field(1), Qt.Key.Key_Tab)
    press(room.field(2), Qt.Key.Key_Tab)
    assert room.field(0).hasFocus()
    press(room.field(0), "Shift+Tab")
    assert room.field(2).hasFocus()


def test_numbers_choose_the_column(room: Room) -> None:
    """Ctrl+3 goes to the third column though the window knows that key too."""
    press(room.field(), "Ctrl+3")
    assert room.field(2).hasFocus()
    assert (room.stolen, room.field().toPlainText()) == ([], "")


def test_alt_numbers_choose_the_group(room: Room) -> None:
    """Alt+2 shows the second group; the cursor stays in its column."""
    press(room.field(), Qt.Key.Key_Tab)
    press(room.field(1), "Alt+2")
    assert room.desk.group_id == "group2"
    assert room.field(1).hasFocus()
    room.write("von Gruppe 2", 1)
    assert room.texts("obstacle", "group2") == ["von Gruppe 2"]
    assert room.stolen == []


def test_drafts_survive_the_group(room: Room) -> None:
    """What was begun in a field is there again when its group is."""
    type_text(room.field(), "angefangen")
    press(room.field(), "Alt+2")
    assert room.field().toPlainText() == ""
    type_text(room.field(), "anderes")
    press(room.field(), "Alt+1")
    assert room.field().toPlainText() == "angefangen"
    press(room.field(), "Alt+2")
    assert room.field().toPlainText() == "anderes"


def test_drafts_survive_the_page(room: Room) -> None:
    """What was begun in a field is there when the page is shown again, even if cards came meanwhile."""
    type_text(room.field(), "angefangen")
    room.page.hide()
    put_cards(room.desk, "opportunity", "inzwischen")
    room.desk.do(setup.add_category, "Neu")
    room.page.show()
    assert room.field().toPlainText() == "angefangen"
    assert len(room.columns) == 4
    assert room.shown() == ["inzwischen"]


def test_refused_card_stays_in_the_field(room: Room) -> None:
    """Where a card cannot be written its text stays, and a sentence says why."""
    room.desk.store.read_only = True
    type_text(room.field(), "bleibt\n")
    assert room.field().toPlainText() == "bleibt"
    assert len(room.said) == 1
    room.desk.store.read_only = False
    press(room.field(), Qt.Key.Key_Return)
    assert room.texts("opportunity") == ["bleibt"]


def test_undo_takes_back_typing_then_the_step(room: Room) -> None:
    """Ctrl+Z takes back what was typed; when nothing of it is left, the last card."""
    room.write("erste")
    type_text(room.field(), "zweite")
    press(room.field(), "Ctrl+Z")
    assert (room.field().toPlainText(), room.texts("opportunity")) == ("", ["erste"])
    press(room.field(), "Ctrl+Z")
    assert room.texts("opportunity") == []
    press(room.field(), "Ctrl+Y")
    assert room.field().toPlainText() == "zweite"


def test_undo_in_a_fresh_field_is_the_last_step(room: Room) -> None:
    """In a field nobody has typed in, Ctrl+Z is for the workshop."""
    put_cards(room.desk, "obstacle", "Hürde")
    press(room.field(), "Ctrl+Z")
    assert room.texts("obstacle") == []


def test_redo_reaches_the_window(room: Room) -> None:
    """Ctrl+Y takes up the last step again where the field has nothing to take up."""
    room.write("erste")
    press(room.field(), "Ctrl+Z")
    press(room.field(), "Ctrl+Y")
    assert room.texts("opportunity") == ["erste"]


def test_hostile_text_is_literal(room: Room) -> None:
    """Markup, ampersands, emoji and right-to-left writing stand in the workshop as typed."""
    for text in ("<b>fett</b>", "A & B", "Park 🌳", "نحتاج إلى مزيد"):
        room.write(text)
    assert room.texts("opportunity") == ["<b>fett</b>", "A & B", "Park 🌳", "نحتاج إلى مزيد"]


def test_hint_names_the_keys(room: Room) -> None:
    """Below the field in use stand its keys; below the others nothing."""
    assert hint(room) == "Enter: nächste Karte · Tab: nächste Spalte"
    assert hint(room, 1) == ""
    room.write("eine")
    assert hint(room).endswith("↑: zu den Karten")
    press(room.field(), Qt.Key.Key_Tab)
    assert hint(room) == ""


def test_meter_warns_past_seven_words(room: Room) -> None:
    """Eight words are named, seven are not; nothing is cut."""
    type_text(room.field(), "eins zwei drei vier fünf sechs sieben")
    assert warning(room) == ""
    type_text(room.field(), " acht")
    assert warning(room) == "8 Wörter, gut lesbar sind 7"
    type_text(room.field(), "\n")
    assert room.texts("opportunity") == ["eins zwei drei vier fünf sechs sieben acht"]
    assert warning(room) == ""


def test_meter_warns_past_three_lines(room: Room) -> None:
    """The fourth line is named."""
    for _ in range(3):
        type_text(room.field(), "a")
        press(room.field(), "Shift+Return")
    assert warning(room) == "4 Zeilen, gut lesbar sind 3"


def test_field_has_a_name_for_the_ear(room: Room) -> None:
    """A screen reader says which card is being written and what the hint says."""
    assert room.field().accessibleName() == "Karte schreiben: Chancen"
    assert "Enter: nächste Karte" in room.field().accessibleDescription()


def test_words_follow_the_language(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """An English window speaks English."""
    room = Room(make_desk("en"), qtbot)
    assert room.field().accessibleName() == "Write a card: Opportunities"
    assert hint(room).startswith("Enter: next card")


def test_click_on_the_wall_leads_to_the_field(room: Room) -> None:
    """A click beside the cards puts the cursor into that column's field."""
    click(room.view(2).viewport())
    assert room.field(2).hasFocus()


def test_title_and_question_follow_the_workshop(room: Room) -> None:
    """A renamed category and a group's own question stand over the column at once."""
    room.desk.do(setup.edit_category, "obstacle", title="Hürden")
    room.desk.do(setup.ask_group, "group1", "obstacle", "Was bremst uns?")
    head = room.columns[1].head
    assert (head.accessibleName(), head.accessibleDescription()) == ("Hürden, 0 Karten", "Was bremst uns?")
    room.desk.show_group("group2")
    assert head.accessibleDescription() == "Was steht im Weg?"


def test_column_goes_and_comes_with_its_category(room: Room) -> None:
    """A category deleted elsewhere takes its column along; undo brings it back, with what was begun in it."""
    press(room.field(), Qt.Key.Key_Tab)
    type_text(room.field(1), "angefangen")
    room.desk.do(setup.delete_category, "obstacle")
    QApplication.processEvents()
    assert [column.category.id for column in room.columns] == ["opportunity", "recommendation"]
    focus = QApplication.focusWidget()
    assert focus is room.field(0)
    room.desk.undo()
    assert room.field(1).toPlainText() == "angefangen"


def test_many_columns_scroll(room: Room, qtbot: QtBot) -> None:
    """Eight columns keep a readable width; the one in use is in sight."""
    for n in range(5):
        room.desk.do(setup.add_category, f"Weitere {n}")
    press(room.field(), "Ctrl+8")
    QApplication.processEvents()
    last = room.columns[7]

    def in_sight() -> bool:
        left = last.mapTo(room.page, last.rect().topLeft()).x()
        return 0 <= left <= room.page.width() - last.width()

    qtbot.waitUntil(in_sight)
    assert min(column.width() for column in room.columns) >= 220
