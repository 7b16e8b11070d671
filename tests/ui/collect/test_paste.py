"""Several pasted lines become several cards after a look at them; a text too long for a card can be split."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QStyleOptionViewItem, QTreeView
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.collect.capturing import Room, put_cards
from werkstatt_desktop.domain.records import LONG
from werkstatt_desktop.exchange.lists import lines_of
from werkstatt_desktop.ui.collect.sheet import CardsSheet, Line
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


def paste(room: Room, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(room.field(), "Ctrl+V")


def sheet(room: Room) -> CardsSheet:
    found = room.columns[0].findChild(CardsSheet)
    assert found is not None
    assert QTest.qWaitForWindowActive(found)
    return found


def list_of(room: Room) -> QTreeView:
    view = sheet(room).findChild(QTreeView)
    assert view is not None
    return view


def button(room: Room, name: str) -> QPushButton:
    found = sheet(room).findChild(QPushButton, name)
    assert found is not None
    return found


def notes(room: Room) -> list[str]:
    rows = sheet(room).rows
    return [rows.item(n, 1).text() for n in range(rows.rowCount())]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["a", "b"]),
        ("a\n\n  \nb\n", ["a", "b"]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("- a\n• b\n* c\n– d", ["a", "b", "c", "d"]),
        ("1. a\n2) b\n(3) c", ["a", "b", "c"]),
        ("Liste\n1. a\n2. b", ["Liste", "a", "b"]),
        ("1. a\n• b\n- c", ["a", "b", "c"]),
        ("  ☐ offen\n  ☑ erledigt", ["offen", "erledigt"]),
        ("- 1. a\n- 2. b", ["a", "b"]),
        ("2. Stock ausbauen\nKita\nSchule", ["2. Stock ausbauen", "Kita", "Schule"]),
        ("2. Stock ausbauen", ["2. Stock ausbauen"]),
        ("-5 Grad\n10.000 Euro", ["-5 Grad", "10.000 Euro"]),
        ("-\n•", []),
        ("🌳\n?", ["🌳", "?"]),
        ("a\u2028b", ["a", "b"]),
        ("", []),
    ],
)
def test_lines_of_a_list(text: str, lines: list[str]) -> None:
    """Bullets, numbering and blank lines go; what only looks like numbering stays."""
    assert lines_of(text) == lines


def test_long_lines_are_split() -> None:
    """A line that no card holds becomes several."""
    pieces = lines_of("kurz\n" + "Wort " * 1200)
    assert len(pieces) == 3
    assert max(map(len, pieces)) <= LONG


def test_one_line_is_just_typed(room: Room) -> None:
    """A single pasted line goes into the field, without its line end, and can be taken back."""
    type_text(room.field(), "vorher ")
    paste(room, "eine Zeile\n")
    assert room.field().text() == "vorher eine Zeile"
    press(room.field(), "Ctrl+Z")
    assert room.field().text() == "vorher "


def test_lines_become_cards_in_one_step(room: Room) -> None:
    """Enter takes all lines over as one entry, which one undo takes back; the field is ready again."""
    before = room.entries
    paste(room, "- eins\n\n- zwei\n- drei")
    assert sheet(room).windowTitle() == "Mehrere Karten"
    assert button(room, "take-over").text() == "3 Karten übernehmen"
    press(list_of(room), Qt.Key.Key_Return)
    assert (room.texts("opportunity"), room.entries) == (["eins", "zwei", "drei"], before + 1)
    room.wake()
    assert room.field().hasFocus()
    press(room.field(), "Ctrl+Z")
    assert room.texts("opportunity") == []


def test_esc_puts_the_lines_nowhere(room: Room) -> None:
    """Esc leaves field and workshop as they were."""
    type_text(room.field(), "angefangen")
    before = room.entries
    paste(room, "a\nb")
    press(list_of(room), Qt.Key.Key_Escape)
    assert (room.field().text(), room.entries, room.shown()) == ("angefangen", before, [])


def test_enter_on_cancel_cancels(room: Room) -> None:
    """Enter does what the button says that has the keyboard."""
    paste(room, "a\nb")
    cancel = button(room, "cancel")
    cancel.setFocus()
    press(cancel, Qt.Key.Key_Return)
    assert room.texts("opportunity") == []


def test_lines_can_be_left_out_and_changed(room: Room) -> None:
    """A line without its mark is left out, one that was changed is written as changed."""
    paste(room, "a\nb\nc")
    view = list_of(room)
    press(view, Qt.Key.Key_Space)
    assert button(room, "take-over").text() == "2 Karten übernehmen"
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    type_text(editor, "B & <b>\n")
    QApplication.processEvents()
    assert room.texts("opportunity") == []
    click(button(room, "take-over"))
    assert room.texts("opportunity") == ["B & <b>", "c"]


def test_nothing_left_cannot_be_taken(room: Room) -> None:
    """Without a marked line there is nothing to take over."""
    paste(room, "a\nb")
    view = list_of(room)
    press(view, Qt.Key.Key_Space)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Space)
    assert not button(room, "take-over").isEnabled()
    press(view, Qt.Key.Key_Return)
    assert sheet(room).isVisible()
    sheet(room).reject()


def test_known_lines_are_marked_and_can_be_left_out(room: Room) -> None:
    """A line that is a card already, or stands twice, says so; it is written unless one leaves it out."""
    put_cards(room.desk, "opportunity", "schon da")
    put_cards(room.desk, "obstacle", "anderswo")
    paste(room, "schon da\nneu\nneu\nanderswo")
    assert notes(room) == ["schon vorhanden", "", "steht schon oben", ""]
    assert button(room, "take-over").text() == "4 Karten übernehmen"
    click(button(room, "leave-out-known"))
    assert button(room, "take-over").text() == "2 Karten übernehmen"
    sheet(room).accept()
    assert room.texts("opportunity") == ["schon da", "neu", "anderswo"]


def test_lines_can_be_one_card(room: Room) -> None:
    """Lines that belong together can go into the field as they are."""
    paste(room, "oben\nunten")
    click(button(room, "as-one-card"))
    assert (room.field().text(), room.texts("opportunity")) == ("oben\nunten", [])


def test_hundreds_of_lines(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long list is there at once: how often a line is measured does not grow with the list."""
    measured: list[int] = []
    size = Line.sizeHint

    def measure(self: Line, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        measured.append(index.row())
        return size(self, option, index)

    monkeypatch.setattr(Line, "sizeHint", measure)
    paste(room, "\n".join(f"Zeile {n // 2}" for n in range(600)))
    assert notes(room).count("steht schon oben") == 300
    assert max(Counter(measured).values()) < 30
    sheet(room).accept()
    assert len(room.shown()) == 600


def test_refused_lines_keep_the_sheet(room: Room) -> None:
    """Where the cards cannot be written the sheet stays open."""
    paste(room, "a\nb")
    room.desk.store.read_only = True
    press(list_of(room), Qt.Key.Key_Return)
    assert sheet(room).isVisible()
    room.desk.store.read_only = False
    press(list_of(room), Qt.Key.Key_Return)
    assert room.texts("opportunity") == ["a", "b"]


def test_pasting_on_cards_goes_to_the_field(room: Room) -> None:
    """Ctrl+V on a card writes the next one."""
    room.write("eins")
    press(room.field(), Qt.Key.Key_Up)
    QGuiApplication.clipboard().setText("zwei")
    press(room.view(), "Ctrl+V")
    assert room.field().text() == "zwei"


def test_lines_pasted_while_rewording_stay_one_card(room: Room) -> None:
    """A card being reworded takes several lines as its own."""
    room.write("eins")
    press(room.field(), Qt.Key.Key_Up)
    press(room.view(), Qt.Key.Key_F2)
    QGuiApplication.clipboard().setText("oben\nunten")
    press(room.editor(), "Ctrl+V")
    press(room.editor(), Qt.Key.Key_Return)
    assert room.texts("opportunity") == ["oben\nunten"]


def test_longest_card_is_written(room: Room) -> None:
    """A card may have 4,000 characters."""
    room.field().setPlainText("x" * LONG)
    press(room.field(), Qt.Key.Key_Return)
    assert room.texts("opportunity") == ["x" * LONG]


def test_too_long_a_card_can_be_split(room: Room) -> None:
    """One character more is not written: pieces are offered, and become cards in one step."""
    text = ("Ein ganzer Satz steht hier. " * 200).strip()
    room.field().setPlainText(text)
    before = room.entries
    press(room.field(), Qt.Key.Key_Return)
    assert (room.texts("opportunity"), room.field().text()) == ([], text)
    assert button(room, "take-over").text() == "2 Karten übernehmen"
    sheet(room).accept()
    written = room.texts("opportunity")
    assert (" ".join(written), room.entries, room.field().text()) == (text, before + 1, "")
    assert max(map(len, written)) <= LONG


def test_splitting_declined_keeps_the_text(room: Room) -> None:
    """Esc leaves the long text in the field."""
    room.field().setPlainText("x" * (LONG + 1))
    press(room.field(), Qt.Key.Key_Return)
    press(list_of(room), Qt.Key.Key_Escape)
    assert room.field().text() == "x" * (LONG + 1)
    assert room.texts("opportunity") == []


def test_too_long_a_wording_stays_open(room: Room) -> None:
    """Rewording a card beyond 4,000 characters is refused with a sentence, and the text stays."""
    room.write("kurz")
    press(room.field(), Qt.Key.Key_Up)
    press(room.view(), Qt.Key.Key_F2)
    room.editor().setPlainText("x" * (LONG + 1))
    press(room.editor(), Qt.Key.Key_Return)
    assert len(room.said) == 1
    assert (room.texts("opportunity"), len(room.editor().text())) == (["kurz"], LONG + 1)


def test_long_line_says_why_it_is_split(room: Room) -> None:
    """One pasted line too long for a card is offered in pieces, with the reason."""
    paste(room, "Ein Satz. " * 500)
    words = [label.text() for label in sheet(room).findChildren(QLabel)]
    assert any("4.999 Zeichen" in text and "4.000" in text for text in words)
    press(sheet(room), Qt.Key.Key_Return)
    assert len(room.texts("opportunity")) == 2
