"""Reading back before the plenary."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.shell import open_window, settle, write
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, closing, marks, setup, voting
from werkstatt_desktop.ui.closing.reading import ReadingPage
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReadingPage:
    """Two groups with cards; the first of them in view."""
    write(desk, "Runder Tisch", "Kurze Wege")
    write(desk, "Räume", group="group2")
    made = ReadingPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    show(made)
    made.setFocus()
    click(made.next_button)
    settle()
    return made


def texts(page: ReadingPage) -> list[str]:
    return [row.field.text() for row in page.rows]


def test_pages(page: ReadingPage) -> None:
    """Keys and buttons turn pages, from the event to how it goes on, and end there."""
    assert page.kicker.text() == "Gruppe 1"
    assert texts(page) == ["Runder Tisch", "Kurze Wege"]
    assert page.progress.text() == "Seite 2 von 4"
    assert QApplication.focusWidget() is page.next_button
    press(page.next_button, Qt.Key.Key_PageDown)
    assert texts(page) == ["Räume"]
    press(page.next_button, Qt.Key.Key_Left)
    assert texts(page) == ["Runder Tisch", "Kurze Wege"]
    for _ in range(5):
        press(page.next_button, Qt.Key.Key_Right)
    assert page.sheet.kind == "outlook"
    assert not page.next_button.isEnabled()


def test_corrected(page: ReadingPage, desk: Desk) -> None:
    """A text is corrected where it stands; it is marked, and its first wording stays beside it."""
    press(page.next_button, Qt.Key.Key_Down)
    field = page.rows[0].field
    assert QApplication.focusWidget() is field
    press(field, "End")
    type_text(field, "e\n")
    assert [card.text for card in desk.state.all(Card) if card.first_text] == ["Runder Tische"]
    assert "zuerst: „Runder Tisch“" in page.rows[0].note.text()
    assert page.count.text() == "1 Text umformuliert"
    assert QApplication.focusWidget() is page.rows[1].field
    desk.undo()
    assert texts(page)[0] == "Runder Tisch"
    assert not page.rows[0].note.isVisible()


def test_what_belongs_to_it(page: ReadingPage, desk: Desk) -> None:
    """Marks and dots stand below a card."""
    card_id = page.rows[0].said.id
    desk.do(marks.mark, [card_id], star=True)
    round_id = desk.do(voting.begin_round, group_id="group1", targets="cards", voters=3, dots=3)
    assert round_id is not None
    desk.do(voting.count, round_id.ids("rounds")[0], {card_id: 2}, "test")
    assert page.rows[0].note.text() == "wichtig · 2 Punkte"


def test_turned_while_typing(page: ReadingPage, desk: Desk) -> None:
    """What is being typed when the page is turned is part of the workshop."""
    field = page.rows[1].field
    field.setFocus()
    press(field, "End")
    type_text(field, " ins Amt")
    press(field, Qt.Key.Key_PageDown)
    assert texts(page) == ["Räume"]
    assert "Kurze Wege ins Amt" in [card.text for card in desk.state.all(Card)]


def test_changed_elsewhere(page: ReadingPage, desk: Desk) -> None:
    """Another's change is seen at once; words that are being typed meanwhile stay."""
    field = page.rows[0].field
    field.setFocus()
    press(field, "End")
    type_text(field, " morgen")
    (other,) = [card for card in desk.state.all(Card) if card.text == "Kurze Wege"]
    desk.do(cards.reword_card, other.id, "Kürzere Wege")
    assert texts(page) == ["Runder Tisch morgen", "Kürzere Wege"]
    desk.do(cards.delete_cards, [other.id])
    assert texts(page) == ["Runder Tisch morgen"]


def test_closed(page: ReadingPage, desk: Desk) -> None:
    """In a closed version the page can be read; what is typed is refused, stays, and keeps the page."""
    desk.do(closing.seal, "2026-11-22T17:00:00+01:00")
    said: list[str] = []
    desk.said.connect(said.append)
    field = page.rows[0].field
    field.setFocus()
    press(field, "End")
    type_text(field, " doch")
    page.turn(1)
    assert texts(page)[0] == "Runder Tisch doch"
    assert "Version 1 ist abgeschlossen" in said[-1]
    press(field, Qt.Key.Key_Escape)
    page.turn(1)
    assert texts(page) == ["Räume"]


def test_whole_text_at_first_sight(desk: Desk, qtbot: QtBot) -> None:
    """A long text is there to its last line as soon as the page is shown."""
    desk.do(setup.edit_workshop, goal="\n".join(["Die Zusammenarbeit der Ämter " * 9] * 3))
    window = open_window(desk, qtbot, "close")
    window.show_page("close/reading")
    settle()
    page = window.findChild(ReadingPage)
    assert page is not None
    for field in (row.field for row in page.rows):
        text = field.document().size().height() * field.fontMetrics().lineSpacing()
        assert field.viewport().height() >= text
    assert any("Zusammenarbeit" in row.field.text() for row in page.rows)
