"""What is done to cards that are there: by keyboard and by mouse, one or several, each as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.collect.capturing import Room, put_cards
from tests.ui.shell import settle
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """Three opportunities, one obstacle, and the cursor in the first field."""
    put_cards(desk, "opportunity", "eins", "zwei", "drei")
    put_cards(desk, "obstacle", "Hürde")
    return Room(desk, qtbot)


def go_up(room: Room) -> None:
    press(room.field(), Qt.Key.Key_Up)


def test_up_leads_into_the_cards(room: Room) -> None:
    """The up key in the empty field chooses the last card, and then walks on."""
    go_up(room)
    assert room.view().hasFocus()
    assert room.columns[0].cards.chosen() == [room.card("drei").id]
    press(room.view(), Qt.Key.Key_Up)
    assert room.columns[0].cards.chosen() == [room.card("zwei").id]


def test_up_moves_in_a_text(room: Room) -> None:
    """In a field that holds text the up key stays there."""
    type_text(room.field(), "a")
    press(room.field(), Qt.Key.Key_Up)
    assert room.field().hasFocus()


def test_up_without_cards_stays(room: Room) -> None:
    """Where there are no cards, the field keeps the keyboard."""
    press(room.field(), "Ctrl+3")
    press(room.field(2), Qt.Key.Key_Up)
    assert room.field(2).hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Down])
def test_back_to_the_field(room: Room, key: Qt.Key) -> None:
    """Esc, and the down key on the last card, lead back; nothing stays chosen."""
    go_up(room)
    press(room.view(), key)
    assert room.field().hasFocus()
    assert room.view().chosen() == []


def test_a_letter_goes_on_in_the_field(room: Room) -> None:
    """Who starts typing on a card is writing the next one; the letter is not lost."""
    type_text(room.field(), "Über")
    click(room.view().viewport(), room.at(0))
    type_text(room.view(), "ß")
    type_text(room.field(), " weiter\n")
    assert room.texts("opportunity")[-1] == "Überß weiter"


def test_f2_rewords_in_place(room: Room) -> None:
    """F2, other words, Enter: one entry; the first wording is kept, also after a second time."""
    go_up(room)
    before = room.entries
    for text in ("drei Dinge", "vier Dinge"):
        press(room.view(), Qt.Key.Key_F2)
        type_text(room.editor(), f"{text}\n")
    card = room.card("vier Dinge")
    assert (card.first_text, room.entries) == ("drei", before + 2)
    assert room.view().hasFocus()
    assert "Zuerst: „drei“" in str(room.view().model().index(2, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_double_click_rewords(room: Room) -> None:
    """A double click opens the card's text."""
    QTest.mouseDClick(room.view().viewport(), Qt.MouseButton.LeftButton, pos=room.at(1))
    type_text(room.editor(), "anders\n")
    assert room.texts("opportunity") == ["eins", "anders", "drei"]


def test_esc_leaves_the_card(room: Room) -> None:
    """Esc while rewording gives up: no entry, the old words, the card keeps the keyboard."""
    go_up(room)
    before = room.entries
    press(room.view(), Qt.Key.Key_F2)
    type_text(room.editor(), "verworfen")
    press(room.editor(), Qt.Key.Key_Escape)
    assert (room.texts("opportunity")[2], room.entries) == ("drei", before)
    assert room.columns[0].rewording.field is None
    assert room.view().hasFocus()


def test_leaving_the_field_writes(room: Room) -> None:
    """A click elsewhere while rewording keeps the new words."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    type_text(room.editor(), "neu")
    click(room.field(1).viewport())
    assert room.texts("opportunity")[2] == "neu"


def test_settling_writes(room: Room) -> None:
    """What is open is handed over before undo, printing and closing."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    type_text(room.editor(), "neu")
    room.desk.settling.emit()
    assert room.texts("opportunity")[2] == "neu"


def test_card_without_words_keeps_its_old_ones(room: Room) -> None:
    """Emptying a card is refused with a sentence; the field stays open, Esc puts the words back."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    press(room.editor(), Qt.Key.Key_Delete)
    press(room.editor(), Qt.Key.Key_Return)
    assert room.said == ["Die Karte hat noch keinen Text."]
    press(room.editor(), Qt.Key.Key_Escape)
    assert room.texts("opportunity")[2] == "drei"


def test_refused_wording_stays_open(room: Room) -> None:
    """Words that cannot be written stay in the field on the card."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    type_text(room.editor(), "neu")
    room.desk.store.read_only = True
    press(room.editor(), Qt.Key.Key_Return)
    assert room.editor().text() == "neu"
    room.desk.store.read_only = False
    press(room.editor(), Qt.Key.Key_Return)
    assert room.texts("opportunity")[2] == "neu"


def test_undo_in_the_card_takes_back_typing_first(room: Room) -> None:
    """Ctrl+Z while rewording takes back what was typed there, not the last step."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    type_text(room.editor(), "neu")
    press(room.editor(), "Ctrl+Z")
    assert room.editor().text() == "drei"
    assert len(room.texts("opportunity")) == 3


def test_the_card_grows_with_its_field(room: Room) -> None:
    """While a card is reworded it has the room that its text needs."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    low = room.view().visualRect(room.view().currentIndex()).height()
    for _ in range(3):
        press(room.editor(), "Shift+Return")
    view = room.view()
    card = view.visualRect(view.currentIndex())
    assert card.height() > low + 2 * room.editor().fontMetrics().height()
    assert card.contains(room.editor().geometry())
    assert card.bottom() <= view.viewport().height()


def test_shift_f2_explains(room: Room) -> None:
    """Shift+F2 writes the explanation below a card; its text stays."""
    go_up(room)
    before = room.entries
    press(room.view(), "Shift+F2")
    type_text(room.editor(), "Weil & darum\n")
    card = room.card("drei")
    assert (card.explanation, card.first_text, room.entries) == ("Weil & darum", None, before + 1)


def test_number_recategorises(room: Room) -> None:
    """Ctrl+2 on a card makes it an obstacle; the next card is chosen, the window's key is not heard."""
    click(room.view().viewport(), room.at(0))
    before = room.entries
    press(room.view(), "Ctrl+2")
    assert (room.shown(0), room.shown(1)) == (["zwei", "drei"], ["eins", "Hürde"])
    assert (room.entries, room.stolen) == (before + 1, [])
    assert room.view().chosen() == [room.card("zwei").id]
    assert room.said == ["1 Karte steht jetzt bei „Schwierigkeiten“."]


def test_own_number_does_nothing(room: Room) -> None:
    """Ctrl+1 on an opportunity is no step."""
    go_up(room)
    before = room.entries
    press(room.view(), "Ctrl+1")
    assert (room.entries, room.said) == (before, [])


def test_alt_number_hands_over(room: Room) -> None:
    """Alt+2 on cards gives them to the second group in one step; this group stays in view."""
    room.choose(0, 2)
    before = room.entries
    press(room.view(), "Alt+2")
    assert room.texts("opportunity", "group2") == ["eins", "drei"]
    assert (room.shown(), room.entries, room.desk.group_id) == (["zwei"], before + 1, "group1")
    assert room.said == ["2 Karten an „Gruppe 2“ übergeben."]


def test_delete_with_a_word_and_undo(room: Room) -> None:
    """Del takes the chosen cards away in one step, says how to get them back, and Ctrl+Z does."""
    room.choose(0, 1)
    before = room.entries
    press(room.view(), Qt.Key.Key_Delete)
    assert (room.shown(), room.entries) == (["drei"], before + 1)
    assert room.said == ["2 Karten gelöscht. Strg+Z holt sie zurück."]
    press(room.view(), "Ctrl+Z")
    assert room.shown() == ["eins", "zwei", "drei"]


def test_last_card_gone_leads_to_the_field(room: Room) -> None:
    """When a column is empty, the keyboard is back in its field."""
    room.choose(0, column=1)
    press(room.view(1), Qt.Key.Key_Delete)
    assert room.field(1).hasFocus()


def test_shift_arrows_choose_several(room: Room) -> None:
    """Shift with the up key adds to the choice."""
    go_up(room)
    press(room.view(), "Shift+Up")
    press(room.view(), "Shift+Up")
    press(room.view(), Qt.Key.Key_Delete)
    assert room.shown() == []


def test_ctrl_a_chooses_all(room: Room) -> None:
    """Ctrl+A on a card chooses the whole column, and no other."""
    go_up(room)
    press(room.view(), "Ctrl+A")
    assert (len(room.view().chosen()), room.view(1).chosen()) == (3, [])


def test_shift_click_chooses_a_range(room: Room) -> None:
    """Shift and a click choose all cards between."""
    click(room.view().viewport(), room.at(0))
    click(room.view().viewport(), room.at(2), Qt.KeyboardModifier.ShiftModifier)
    assert len(room.view().chosen()) == 3


def test_sideways_to_the_neighbours_cards(room: Room) -> None:
    """Right goes to the next column that has cards, and only its card is chosen."""
    go_up(room)
    press(room.view(), Qt.Key.Key_Right)
    assert room.view(1).hasFocus()
    assert (room.view().chosen(), room.view(1).chosen()) == ([], [room.card("Hürde").id])
    press(room.view(1), Qt.Key.Key_Right)
    assert room.view(1).hasFocus()


def test_tab_on_a_card_goes_to_the_next_field(room: Room) -> None:
    """Tab means the next column on a card as well."""
    go_up(room)
    press(room.view(), Qt.Key.Key_Tab)
    assert room.field(1).hasFocus()


def test_copy_takes_the_texts(room: Room) -> None:
    """Ctrl+C puts the chosen texts on the clipboard, a line each."""
    room.choose(0, 2)
    press(room.view(), "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "eins\ndrei"


def test_a_reworded_card_says_so(room: Room) -> None:
    """A card that was reworded says it to the ear, with its category, explanation and place."""
    card = room.card("zwei")
    room.desk.do(cards.reword_card, card.id, "zwo")
    room.desk.do(cards.explain_card, card.id, "am Funk")
    spoken = room.view().model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Chance: zwo. Erläuterung: am Funk. umformuliert. 2 von 3"


def test_cards_are_items_for_a_screen_reader(room: Room) -> None:
    """The list is a list, and its items are the cards where they are on the screen."""
    found = QAccessible.queryAccessibleInterface(room.view())
    assert found.role() == QAccessible.Role.List
    assert found.childCount() == 3
    item = found.child(1)
    assert item.text(QAccessible.Text.Name) == "Chance: zwei. 2 von 3"
    corner = room.view().viewport().mapToGlobal(QPoint(0, 0))
    assert item.rect().center() == room.at(1) + corner


def menu_of(room: Room, column: int = 0) -> QMenu:
    """The menu that a right click on the first card opens."""
    viewport = room.view(column).viewport()
    at = room.at(0, column)
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=at)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[tuple[str, str]]:
    pairs = [action.text().partition("\t") for action in menu.actions() if action.text()]
    return [(left, right) for left, _, right in pairs]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_menu_has_everything_with_its_keys(room: Room) -> None:
    """The menu on a card names what can be done and the keys as they stand on the keyboard."""
    menu = menu_of(room)
    assert words(menu) == [
        ("Umformulieren", "F2"),
        ("Erläuterung hinzufügen", "Umschalt+F2"),
        ("Kategorie", ""),
        ("Übergeben an", ""),
        ("Text kopieren", "Strg+C"),
        ("Löschen", "Entf"),
    ]
    inner = [m for action in menu.actions() if isinstance(m := action.menu(), QMenu)]
    assert [words(m) for m in inner] == [
        [("Chancen", "Strg+1"), ("Schwierigkeiten", "Strg+2"), ("Anregungen", "Strg+3")],
        [("Gruppe 1", "Alt+1"), ("Gruppe 2", "Alt+2")],
    ]
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_menu_recategorises(room: Room) -> None:
    """Choosing a category in the menu is the same step as its key."""
    menu = menu_of(room)
    inner = next(action.menu() for action in menu.actions() if action.text() == "Kategorie")
    assert isinstance(inner, QMenu)
    inner.actions()[2].trigger()
    menu.close()
    assert (room.shown(), room.shown(2)) == (["zwei", "drei"], ["eins"])


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_menu_goes_back_to_the_first_wording(room: Room) -> None:
    """A reworded card can say again what it said first; it is then no longer marked."""
    room.desk.do(cards.reword_card, room.card("eins").id, "1 & <b>")
    menu = menu_of(room)
    next(a for a in menu.actions() if a.text() == "Zurück zum ersten Wortlaut").trigger()
    menu.close()
    assert room.card("eins").first_text is None


def test_selection_outlives_other_cards(room: Room) -> None:
    """A card that comes or goes elsewhere in the list leaves the choice as it is."""
    room.choose(1)
    put_cards(room.desk, "opportunity", "vier")
    room.desk.do(cards.delete_cards, [room.card("eins").id])
    assert room.view().chosen() == [room.card("zwei").id]


def test_undo_of_a_wording_shows_the_old_one(room: Room) -> None:
    """A list shows at once what an undo changed."""
    room.desk.do(cards.reword_card, room.card("zwei").id, "zwo")
    assert room.shown() == ["eins", "zwo", "drei"]
    room.desk.undo()
    assert room.shown() == ["eins", "zwei", "drei"]


def test_a_card_deleted_elsewhere_closes_its_field(room: Room) -> None:
    """The field on a card goes with the card."""
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    room.desk.do(cards.delete_cards, [room.card("drei").id])
    assert room.columns[0].rewording.field is None


def test_group_in_view_changes_all_columns(room: Room) -> None:
    """Another group shows its own cards and counts."""
    put_cards(room.desk, "obstacle", "woanders", group_id="group2")
    room.desk.show_group("group2")
    assert [room.shown(n) for n in range(3)] == [[], ["woanders"], []]
    assert room.columns[1].head.accessibleName() == "Schwierigkeiten, 1 Karte"
    assert room.desk.state.count(Card) == 5


def test_page_keys_walk(room: Room) -> None:
    """Home and End lead to the first and the last card, page up and down by what is in sight."""
    put_cards(room.desk, "opportunity", *(f"Karte {n}" for n in range(60)))
    go_up(room)
    assert room.view().currentIndex().row() == 62
    press(room.view(), Qt.Key.Key_PageUp)
    assert 30 < room.view().currentIndex().row() < 60
    press(room.view(), Qt.Key.Key_Home)
    assert room.view().currentIndex().row() == 0
    assert room.view().visualRect(room.view().currentIndex()).top() == 0
    press(room.view(), Qt.Key.Key_End)
    assert room.view().visualRect(room.view().currentIndex()).bottom() <= room.view().viewport().height()


def test_reworded_card_stays_chosen(room: Room) -> None:
    """After rewording, the next key still means that card."""
    click(room.field().viewport())
    go_up(room)
    press(room.view(), Qt.Key.Key_F2)
    type_text(room.editor(), "drei Dinge\n")
    press(room.view(), "Ctrl+2")
    assert room.shown(1) == ["drei Dinge", "Hürde"]


def test_a_long_card_keeps_its_height_while_reworded(room: Room) -> None:
    """The field over a card of several lines is as high as they are."""
    room.desk.do(
        cards.reword_card, room.card("drei").id, "Ein langer Satz, der über mehrere Zeilen geht. " * 5
    )
    go_up(room)
    view = room.view()
    before = view.visualRect(view.currentIndex()).height()
    press(view, Qt.Key.Key_F2)
    assert before <= view.visualRect(view.currentIndex()).height() <= before + 40
    assert room.editor().geometry().height() > 3 * room.editor().fontMetrics().height()


def test_cards_stay_under_the_hand(desk: Desk, qtbot: QtBot) -> None:
    """A click into a full column moves no card, so a second click at once meets the same one."""
    put_cards(desk, "opportunity", *(f"Karte {n}" for n in range(40)))
    room = Room(desk, qtbot)
    room.field().setFocus()
    type_text(room.field(), "eins zwei drei vier fünf sechs sieben acht")
    settle()
    before, point = room.at(38), room.at(38)
    click(room.view().viewport(), point)
    settle()
    assert room.view().hasFocus()
    assert room.at(38) == before
    room.field(1).setFocus()
    settle()
    assert room.at(38) != before
