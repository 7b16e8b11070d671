"""The page Closing: the checklist, how it goes on, and closing as a version."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, drag, press, type_text
from tests.ui.shell import Asked, open_window, settle, write
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.edits import Entry
from werkstatt_desktop.domain.records import Card, Participant
from werkstatt_desktop.domain.verbs import board, cards, closing, measures, parking, people, setup, voting
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.closing.checklist import EndList
from werkstatt_desktop.ui.closing.ends import SHOWN
from werkstatt_desktop.ui.closing.page import ClosePage
from werkstatt_desktop.ui.collect.page import CapturePage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.parts import Parts


def the_page(window: WorkshopWindow) -> ClosePage:
    parts = window.stack.currentWidget()
    assert isinstance(parts, Parts)
    page = parts.current
    assert isinstance(page, ClosePage)
    return page


def rows(page: ClosePage) -> list[str]:
    return [row.text for row in page.checklist.rows.rows]


def go_to(view: EndList, text: str) -> None:
    """Walk to a row by keys, as the arrows do, and choose it."""
    view.setFocus()
    place = [view.model().index(n, 0).data() for n in range(view.model().rowCount())].index(text)
    press(view, "Home")
    for _ in range(place):
        press(view, "Down")
    press(view, Qt.Key.Key_Return)
    settle()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Two cards of which one hangs in a theme, a measure without anything, and a question."""
    first, second = write(desk, "Runder Tisch", "Kurze Wege").ids("cards")
    desk.do(board.form_cluster, "group1", [first, second], "Ziele")
    desk.do(measures.add_measure, "Einladen")
    desk.do(parking.park, "Wer zahlt?", kind="question")
    loose = write(desk, "Lose").ids("cards")
    assert loose
    return desk


def test_checklist(filled: Desk, qtbot: QtBot) -> None:
    """Each matter has a line, done or open; below it stands what is open of it, and it follows at once."""
    page = the_page(open_window(filled, qtbot, "close"))
    found = rows(page)
    assert found[:2] == ["1 Karte hängt in keinem Thema", "Lose"]
    assert "Kein Thema ist leer" in found
    assert found[-1] == "Es gibt noch keinen nächsten Termin"
    done = [row.text for row in page.checklist.rows.rows if row.done]
    assert done == ["Kein Thema ist leer", "Jedes Thema hat eine Überschrift"]
    filled.do(setup.edit_workshop, next_date="2027-01-15")
    assert rows(page)[-1] == "Der nächste Termin steht fest"


def test_long_list(desk: Desk, qtbot: QtBot) -> None:
    """Of many only the first are shown, until all are asked for."""
    (first, *_) = write(desk, *(f"Karte {n}" for n in range(40))).ids("cards")
    desk.do(board.form_cluster, "group1", [first], "Ziele")
    page = the_page(open_window(desk, qtbot, "close"))
    assert len([r for r in page.checklist.rows.rows if r.end]) == SHOWN
    go_to(page.checklist.list, next(row.text for row in page.checklist.rows.rows if row.more))
    assert len([r for r in page.checklist.rows.rows if r.end]) == 39


def test_leads_to_a_card_and_a_theme(filled: Desk, qtbot: QtBot) -> None:
    """Enter on a card shows it on its board, on a theme that."""
    filled.do(board.name_cluster, next(iter(filled.state.tables["clusters"])), "")
    window = open_window(filled, qtbot, "close")
    go_to(the_page(window).checklist.list, "Lose")
    assert window.page_name == "arrange"
    view = window.findChild(BoardPage)
    assert view is not None
    assert [filled.state.tables["cards"][id].text for id in view.choice.ids] == ["Lose"]  # type: ignore[attr-defined]
    window.show_page("close")
    go_to(the_page(window).checklist.list, "Thema ohne Überschrift")
    assert view.choice.themes


def test_leads_to_a_measure_and_a_question(filled: Desk, qtbot: QtBot) -> None:
    """A measure gets the keyboard on its page, a question in the parking lot where it is answered."""
    window = open_window(filled, qtbot, "close")
    go_to(the_page(window).checklist.list, "Einladen")
    assert window.page_name == "measures"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName().startswith("measure-what")
    window.show_page("close")
    go_to(the_page(window).checklist.list, "Wer zahlt?")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert "answer" in focus.objectName()


def test_next_date(desk: Desk, qtbot: QtBot) -> None:
    """It is understood as people say it; what is no date stays where it was typed."""
    page = the_page(open_window(desk, qtbot, "close"))
    go_to(page.checklist.list, "Es gibt noch keinen nächsten Termin")
    field = page.outlook.fields["next_date"]
    assert QApplication.focusWidget() is field
    type_text(field, "in 3 Wochen\n")
    found = desk.state.workshop.next_date
    assert found is not None
    assert timedelta(18) < date.fromisoformat(found) - date.today() < timedelta(26)
    field.selectAll()
    type_text(field, "31.02.\n")
    assert field.text() == "31.02."
    assert desk.state.workshop.next_date == found


def test_distribution(desk: Desk, qtbot: QtBot) -> None:
    """Those who were there are added by name, once."""
    someone = [
        Participant(name="Ayşe Öztürk", email="a@example.org", presence="present"),
        Participant(name="B. Muster", presence="excused"),
    ]
    desk.do(people.add_participants, someone)
    page = the_page(open_window(desk, qtbot, "close"))
    click(page.outlook.add_people)
    assert desk.state.workshop.distribution == "Ayşe Öztürk <a@example.org>"
    assert not page.outlook.add_people.isVisible()


def test_closed_and_reopened(filled: Desk, qtbot: QtBot) -> None:
    """One press closes version 1; the sign on every page says so and opens version 2. Undo ends there."""
    window = open_window(filled, qtbot, "close")
    page = the_page(window)
    click(page.seal.close_button)
    assert sealing.is_as_sealed(filled.state)
    assert window.seal.sign is not None
    assert not window.header.undo.isEnabled()
    for name in ("prepare", "collect", "arrange", "weigh", "plenary", "measures", "protocol"):
        window.show_page(name)
        assert window.seal.sign.isVisible()
    assert "Version 1 wurde am" in window.seal.sign.words.text()
    click(window.seal.sign.reopen_button)
    assert not window.seal.sign.isVisible()
    assert sealing.version(filled.state) == 2
    window.show_page("close")
    assert page.seal.close_button.text() == "Version 2 abschließen"
    assert "Version 1 wurde am" in page.seal.earlier.text()


def test_second_enter_opens_nothing(filled: Desk, qtbot: QtBot) -> None:
    """Enter closes the version; the keyboard then stands on what asks first, not on opening it again."""
    page = the_page(open_window(filled, qtbot, "close"))
    page.seal.close_button.setFocus()
    press(page.seal.close_button, Qt.Key.Key_Return)
    assert sealing.is_sealed(filled.state)
    assert QApplication.focusWidget() is page.seal.names_button


def test_added_by_merging(filled: Desk, qtbot: QtBot) -> None:
    """What a copy adds to a closed version is said in the sign."""
    window = open_window(filled, qtbot, "collect")
    before = filled.state
    filled.do(closing.seal, "2026-11-22T17:00:00+01:00")
    late = cards.write_cards(before, group_id="group1", category_id="obstacle", texts=["Spät"])
    store = filled.store
    entry = Entry("late", 99, "other", 1, None, "2026-11-22T16:00:00+01:00", late)
    store.receive([*store.journal(), entry], store.doc_id)
    sign = window.seal.sign
    assert sign is not None
    qtbot.waitUntil(lambda: "Beim Zusammenführen" in sign.words.text())


def test_typed_while_closed(filled: Desk, qtbot: QtBot) -> None:
    """A card that is entered is refused with the way out, and stays in the field until it can be written."""
    window = open_window(filled, qtbot, "close")
    said: list[str] = []
    filled.said.connect(said.append)
    click(the_page(window).seal.close_button)
    window.show_page("collect")
    page = window.stack.currentWidget()
    assert isinstance(page, CapturePage)
    field = page.columns[0].entry.field
    field.setFocus()
    type_text(field, "Größer denken\n")
    assert field.text() == "Größer denken"
    assert page.columns[1].entry.field._ghost[0] == "Abgeschlossen"
    assert "„Wieder öffnen“" in said[-1]
    sign = window.seal.sign
    assert sign is not None
    click(sign.reopen_button)
    field.setFocus()
    press(field, Qt.Key.Key_Return)
    assert any(card.text == "Größer denken" for card in filled.state.all(Card))
    assert page.columns[1].entry.field._ghost[0] == "Karte schreiben …"


def test_begun_before_closing(filled: Desk, qtbot: QtBot) -> None:
    """What was only begun is no part of the version, and that is said."""
    window = open_window(filled, qtbot, "collect")
    page = window.stack.currentWidget()
    assert isinstance(page, CapturePage)
    type_text(page.columns[0].entry.field, "Nur begonnen")
    said: list[str] = []
    filled.said.connect(said.append)
    window.show_page("close")
    click(the_page(window).seal.close_button)
    assert said[-1].startswith("Version 1 ist abgeschlossen. 1 begonnener Text steht noch in einem Feld")


def test_carried_while_closed(filled: Desk, qtbot: QtBot) -> None:
    """A card on the board goes back to its place, and keys do nothing but say why."""
    window = open_window(filled, qtbot, "close")
    said: list[str] = []
    filled.said.connect(said.append)
    click(the_page(window).seal.close_button)
    window.show_page("arrange")
    settle()
    page = window.stack.currentWidget()
    assert isinstance(page, BoardPage)
    (loose,) = [card for card in filled.state.all(Card) if card.text == "Lose"]
    item, view = page.scene.cards[loose.id], page.view
    before = item.box
    start = view.mapFromScene(item.box.x + 20, item.box.y + 20)
    said.clear()
    drag(view.viewport(), start, start + QPoint(150, 120))
    settle()
    assert page.scene.cards[loose.id].box == before
    assert said
    said.clear()
    page.choice.only(loose.id)
    view.setFocus()
    press(view, Qt.Key.Key_Delete)
    assert said
    assert filled.state.get(Card, loose.id) == loose


def test_deleted_while_closed(desk: Desk, qtbot: QtBot) -> None:
    """Nothing says that a round is deleted which is still there."""
    desk.do(voting.begin_round, title="Was zuerst?", group_id="group1", targets="cards")
    write(desk, "Eins", "Zwei")
    window = open_window(desk, qtbot, "weigh")
    desk.do(closing.seal, "2026-11-22T17:00:00+01:00")
    said: list[str] = []
    desk.said.connect(said.append)
    button = window.findChild(QPushButton, "weigh-delete")
    assert button is not None
    click(button)
    assert len(said) == 1
    assert "abgeschlossen" in said[0]


def test_names(desk: Desk, qtbot: QtBot) -> None:
    """The button asks the program for taking the names out."""
    asked = Asked()
    page = the_page(open_window(desk, qtbot, "close", asked))
    click(page.seal.names_button)
    assert asked.calls == ["remove_names"]


def test_keys(filled: Desk, qtbot: QtBot) -> None:
    """F6 comes by the parts of the page and, while it is closed, by the way out in the sign."""
    window = open_window(filled, qtbot, "close")
    click(the_page(window).seal.close_button)
    seen = set()
    for _ in range(8):
        press(window, "F6")
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus.objectName())
    assert {"close-ends", "close-next-date", "reopen-version", "seal-reopen"} <= seen
