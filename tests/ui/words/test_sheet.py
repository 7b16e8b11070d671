"""Find and replace: what is shown before, and what becomes of it."""

from __future__ import annotations

from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.shell import open_window, settle, write
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.verbs import cards, erasing, parking
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.words.places import AFTER, BEFORE, WHERE
from werkstatt_desktop.ui.words.sheet import ReplaceSheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> WorkshopWindow:
    """A window on a workshop with cards in both groups and a parked item."""
    write(desk, "Bürgerbus am Bahnhof", "Der Bus fährt selten")
    write(desk, "busfreie Zone", group="group2")
    desk.do(parking.park, "Wer zahlt den Bus?", kind="question", group_id="group2")
    return open_window(desk, qtbot, "prepare")


@pytest.fixture
def sheet(window: WorkshopWindow) -> ReplaceSheet:
    press(window, "Ctrl+H")
    settle()
    (made,) = window.findChildren(ReplaceSheet)
    return made


def look_for(sheet: ReplaceSheet, words: str, new: str = "") -> None:
    sheet.old.clear()
    sheet.new.clear()
    type_text(sheet.old, words)
    type_text(sheet.new, new)
    end = monotonic() + 10
    while sheet._pause.isActive() and monotonic() < end:
        QTest.qWait(10)


def lines(sheet: ReplaceSheet) -> list[tuple[str, str, str]]:
    """Where, before and after of each row."""
    rows = range(sheet.rows.rowCount())
    where, before, after = (
        [str(sheet.rows.index(n, column).data()) for n in rows] for column in (WHERE, BEFORE, AFTER)
    )
    return list(zip(where, before, after, strict=True))


def texts(desk: Desk) -> list[str]:
    return sorted(card.text for card in desk.state.all(Card))


def entries(desk: Desk) -> int:
    return sum(1 for _ in desk.store.journal())


def test_every_place_is_shown_before_and_after(sheet: ReplaceSheet) -> None:
    """Cards and parked items, each with what stands there and what will."""
    assert sheet.old.hasFocus()
    look_for(sheet, "bus", "Zug")
    assert lines(sheet) == [
        ("Karte, Gruppe 1 · Text", "Bürgerbus am Bahnhof", "BürgerZug am Bahnhof"),
        ("Karte, Gruppe 1 · Text", "Der Bus fährt selten", "Der Zug fährt selten"),
        ("Karte, Gruppe 2 · Text", "busfreie Zone", "Zugfreie Zone"),
        ("Themenspeicher · Text", "Wer zahlt den Bus?", "Wer zahlt den Zug?"),
    ]
    assert sheet.go.text() == "4 Stellen ersetzen"
    assert sheet.said.text() == "4 Stellen"


def test_capitals_whole_words_and_the_group(sheet: ReplaceSheet) -> None:
    """Each narrows what is found."""
    look_for(sheet, "Bus")
    click(sheet.case)
    assert [before for _, before, _ in lines(sheet)] == ["Der Bus fährt selten", "Wer zahlt den Bus?"]
    click(sheet.case)
    click(sheet.whole)
    assert len(lines(sheet)) == 2
    click(sheet.here)
    assert [before for _, before, _ in lines(sheet)] == ["Der Bus fährt selten"]
    click(sheet.whole)
    assert len(lines(sheet)) == 2
    click(sheet.everywhere)
    assert len(lines(sheet)) == 4


def test_it_is_one_step(sheet: ReplaceSheet, desk: Desk) -> None:
    """All that is ticked in one journal entry; the first wording is kept; Ctrl+Z takes all of it back."""
    before, steps = texts(desk), entries(desk)
    look_for(sheet, "Bus", "Bahn")
    press(sheet.go, Qt.Key.Key_Return)
    assert texts(desk) == ["Bahnfreie Zone", "BürgerBahn am Bahnhof", "Der Bahn fährt selten"]
    assert entries(desk) == steps + 1
    assert desk.store.undo_verb == "replace_words"
    assert {card.first_text for card in desk.state.all(Card)} == set(before)
    assert sheet.said.text() == "4 Stellen ersetzt. Strg+Z nimmt das zurück."
    assert lines(sheet) == []
    press(sheet.view, "Ctrl+Z")
    assert texts(desk) == before
    assert len(lines(sheet)) == 4


def test_what_is_not_ticked_stays(sheet: ReplaceSheet, desk: Desk) -> None:
    """By keyboard: space takes a tick away, and the number on the button follows."""
    look_for(sheet, "bus", "Rad")
    sheet.view.setFocus()
    press(sheet.view, Qt.Key.Key_Down)
    press(sheet.view, Qt.Key.Key_Space)
    assert sheet.go.text() == "3 Stellen ersetzen"
    assert not sheet.all.isChecked()
    click(sheet.go)
    assert texts(desk) == ["BürgerRad am Bahnhof", "Der Bus fährt selten", "Radfreie Zone"]
    assert [before for _, before, _ in lines(sheet)] == ["Der Bus fährt selten"]


def test_all_and_none(sheet: ReplaceSheet, desk: Desk) -> None:
    """One box ticks all places or none; with none there is nothing to replace."""
    look_for(sheet, "bus", "x")
    click(sheet.all)
    assert sheet.rows.chosen == []
    assert not sheet.go.isEnabled()
    click(sheet.all)
    assert len(sheet.rows.chosen) == 4


def test_two_places_in_one_text(sheet: ReplaceSheet, desk: Desk) -> None:
    """Each is a row of its own."""
    write(desk, "Rad an Rad")
    look_for(sheet, "Rad", "Bank")
    assert [after for _, _, after in lines(sheet)] == ["Bank an Rad", "Rad an Bank"]
    press(sheet.view, Qt.Key.Key_Space)
    click(sheet.go)
    assert "Rad an Bank" in texts(desk)


def test_a_refusal_is_said_in_the_sheet(sheet: ReplaceSheet, desk: Desk) -> None:
    """No card is left without text; what can be done about it stands in the sheet, nothing is changed."""
    write(desk, "Bus")
    before, steps = texts(desk), entries(desk)
    look_for(sheet, "bus", "")
    click(sheet.go)
    assert sheet.said.text().startswith("▲ Von „Bus“ bliebe kein Text übrig.")
    assert (texts(desk), entries(desk)) == (before, steps)


def test_hostile_words_are_shown_as_they_are(sheet: ReplaceSheet, desk: Desk) -> None:
    """Neither the words nor the texts are taken for markup or a pattern."""
    write(desk, "<img src=x> .* & %s")
    for words, new in (("<img src=x>", "<b>&"), (".*", "\\1"), ("%s", "{0}")):
        look_for(sheet, words, new)
        assert len(lines(sheet)) == 1
        click(sheet.go)
    assert "<b>& \\1 & {0}" in texts(desk)
    look_for(sheet, ".")
    assert lines(sheet) == []
    assert sheet.said.text() == "Diese Wörter stehen nirgends."


def test_erased_texts_are_not_found(sheet: ReplaceSheet, desk: Desk) -> None:
    ids = {card.text: card.id for card in desk.state.all(Card)}
    desk.do(erasing.erase_cards, [ids["busfreie Zone"]])
    look_for(sheet, "busfreie")
    assert lines(sheet) == []


def test_the_list_follows_the_workshop(sheet: ReplaceSheet, desk: Desk) -> None:
    """A card that is reworded meanwhile is no longer a place; what was left out stays so."""
    look_for(sheet, "bus")
    press(sheet.view, Qt.Key.Key_Space)
    ids = {card.text: card.id for card in desk.state.all(Card)}
    desk.do(cards.reword_card, ids["Der Bus fährt selten"], "Die Bahn fährt selten")
    assert len(lines(sheet)) == 3
    assert len(sheet.rows.chosen) == 2


def test_the_group_in_view_has_its_name(sheet: ReplaceSheet, desk: Desk) -> None:
    group = desk.state.get(Group, desk.group_id)
    assert group is not None
    assert sheet.here.text() == f"Nur {group.name}"


def test_nothing_is_made_before_enter_is_meant(sheet: ReplaceSheet, desk: Desk) -> None:
    """Enter in the fields leads on and replaces nothing; Esc closes."""
    steps = entries(desk)
    look_for(sheet, "bus", "x")
    sheet.old.setFocus()
    press(sheet.old, Qt.Key.Key_Return)
    assert sheet.new.hasFocus()
    press(sheet.new, Qt.Key.Key_Return)
    assert sheet.view.hasFocus()
    assert entries(desk) == steps
    press(sheet.view, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_from_a_field(desk: Desk, qtbot: QtBot) -> None:
    """The key works while typing, too; what was typed into the field stays there."""
    window = open_window(desk, qtbot, "collect")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    type_text(field, "Ein Anf")
    press(field, "Ctrl+H")
    settle()
    (sheet,) = window.findChildren(ReplaceSheet)
    assert sheet.old.hasFocus()
    press(sheet.old, Qt.Key.Key_Escape)
    settle()
    assert field.toPlainText() == "Ein Anf"


def test_names_for_screen_readers(sheet: ReplaceSheet) -> None:
    """A row is spoken as a whole."""
    look_for(sheet, "zahlt", "bezahlt")
    spoken = sheet.rows.index(0, WHERE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == ("Themenspeicher · Text. Vorher: Wer zahlt den Bus?. Nachher: Wer bezahlt den Bus?")
    assert all(field.accessibleName() for field in (sheet.old, sheet.new, sheet.view))


def test_very_many_places(sheet: ReplaceSheet, desk: Desk) -> None:
    """So many that nobody looks through them are shown in part, and that is said."""
    write(desk, *["e" * 200] * 30)
    look_for(sheet, "e", "o")
    assert len(lines(sheet)) == 5000
    assert sheet.said.text() == "Die ersten 5.000 Stellen werden gezeigt."
