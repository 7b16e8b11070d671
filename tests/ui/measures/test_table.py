"""Measures: who does what until when."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.prepare.preparing import button, choose, drop_below, field, grip_of, settle, write
from werkstatt_desktop.domain import measures as measures_
from werkstatt_desktop.domain.records import Answer, Card, Category, Measure, Participant
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import measures as verbs
from werkstatt_desktop.domain.verbs import people as people_verbs
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.measures.outlook import Outlook
from werkstatt_desktop.ui.measures.page import MeasuresPage
from werkstatt_desktop.ui.measures.saving import MeasureSaving
from werkstatt_desktop.ui.measures.who import WhoField

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def open_page(desk: Desk, qtbot: QtBot, width: int = 1085, height: int = 740) -> MeasuresPage:
    """The page as the window shows it, with the keyboard."""
    page = MeasuresPage(desk)
    qtbot.addWidget(page)
    page.resize(width, height)
    show(page)
    page.setFocus()
    settle()
    return page


def fill(desk: Desk, *records: object) -> None:
    desk.store.commit(base_edit("import_workshop", records))  # type: ignore[arg-type]


def add(desk: Desk, what: str, **fields: str) -> str:
    edit = desk.do(verbs.add_measure, what, **fields)
    assert edit is not None
    return edit.ids("measures")[0]


def measure(desk: Desk, id: str) -> Measure:
    found = desk.state.get(Measure, id)
    assert found is not None
    return found


def warning(page: MeasuresPage, id: str) -> str:
    label = page.findChild(QLabel, f"measure-warning-{id}")
    assert label is not None
    return label.text() if label.isVisible() else ""


def who(page: MeasuresPage, id: str) -> WhoField:
    found = page.findChild(WhoField, f"measure-who-{id}")
    assert found is not None
    return found


@pytest.fixture
def people(desk: Desk) -> None:
    fill(
        desk,
        Participant(id="p1", name="Anna Beispiel", department="Jugendamt", presence="present"),
        Participant(id="p2", name="Bernd Muster", department="Personalamt", presence="excused"),
    )


def test_empty(desk: Desk, qtbot: QtBot) -> None:
    """Without measures the page says what to do, and nothing can be saved."""
    page = open_page(desk, qtbot)
    hint = page.findChild(QLabel, "measures-empty")
    assert hint is not None
    assert hint.isVisible()
    assert "Einfg" in hint.text()
    assert not button(page, "measures-save").isVisible()
    assert QApplication.focusWidget() is button(page, "add-measure")


def test_insert_adds(desk: Desk, qtbot: QtBot) -> None:
    """Einfg makes a measure, and what is typed takes the place of its first words."""
    page = open_page(desk, qtbot)
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, Qt.Key.Key_Insert)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "Konzept für Familien")
    press(focus, Qt.Key.Key_Tab)
    assert [m.what for m in desk.state.all(Measure)] == ["Konzept für Familien"]
    press(field(page, f"measure-what-{next(desk.state.all(Measure)).id}"), Qt.Key.Key_Insert)
    assert desk.state.count(Measure) == 2


def test_tab_follows_the_columns(desk: Desk, qtbot: QtBot) -> None:
    """From what is to be done Tab leads to who does it, then with whom and until when."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    field(page, f"measure-what-{id}").setFocus()
    for name in ("who", "with", "due"):
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, Qt.Key.Key_Tab)
        assert field(page, f"measure-{name}-{id}").hasFocus()


def test_fields(desk: Desk, qtbot: QtBot) -> None:
    """What is typed into the fields stands in the measure; a step each."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    write(page, f"measure-who-{id}", "Jugendamt")
    write(page, f"measure-with-{id}", "Stadtplanung")
    write(page, f"measure-first-{id}", "Gliederung", leave="Tab")
    found = measure(desk, id)
    assert (found.who, found.with_whom, found.first_result) == ("Jugendamt", "Stadtplanung", "Gliederung")
    desk.undo()
    assert measure(desk, id).first_result == ""
    assert field(page, f"measure-first-{id}").text() == ""


def test_emptied_in_vain(desk: Desk, qtbot: QtBot) -> None:
    """A measure without words is none: the field says again what the measure says."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    write(page, f"measure-what-{id}", "")
    assert measure(desk, id).what == "Konzept"
    assert field(page, f"measure-what-{id}").text() == "Konzept"


def test_missing_in_words(desk: Desk, qtbot: QtBot) -> None:
    """An empty day and nobody responsible are told in words."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    names = (f"measure-due-{id}", f"measure-who-{id}")
    assert [field(page, name).placeholderText() for name in names] == ["fehlt", "fehlt"]
    desk.do(verbs.edit_measure, id, status="dropped")
    assert [field(page, name).placeholderText() for name in names] == ["", ""]


def test_day_in_words(desk: Desk, qtbot: QtBot) -> None:
    """A day said in words is that day, shown as dates are in the language."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    write(page, f"measure-due-{id}", "in 3 Wochen")
    day = date.today() + timedelta(weeks=3)
    assert measure(desk, id).due == day.isoformat()
    assert field(page, f"measure-due-{id}").text() == day.strftime("%d.%m.%Y")
    write(page, f"measure-due-{id}", "")
    assert measure(desk, id).due is None


def test_day_not_understood(desk: Desk, qtbot: QtBot) -> None:
    """What is no day stays in the field with a sentence; the day from before is kept."""
    id = add(desk, "Konzept", due="2026-12-15")
    page = open_page(desk, qtbot)
    entry = write(page, f"measure-due-{id}", "31.02.2027")
    assert measure(desk, id).due == "2026-12-15"
    assert entry.text() == "31.02.2027"
    assert "nicht verstanden" in warning(page, id)
    press(entry, Qt.Key.Key_Escape)
    assert entry.text() == "15.12.2026"
    assert warning(page, id) == ""
    write(page, f"measure-due-{id}", "übermorgen bald")
    assert warning(page, id) != ""
    write(page, f"measure-due-{id}", "16.12.2026")
    assert measure(desk, id).due == "2026-12-16"
    assert warning(page, id) == ""


@POPUP
def test_day_from_the_calendar(desk: Desk, qtbot: QtBot) -> None:
    """The button beside the field opens a calendar at the day; Enter takes the one that is chosen there."""
    id = add(desk, "Konzept", due="2026-12-15")
    page = open_page(desk, qtbot)
    click(button(page, f"measure-days-{id}"))
    settle()
    days = QApplication.focusWidget()
    assert days is not None
    press(days, Qt.Key.Key_Right)
    press(days, Qt.Key.Key_Return)
    settle()
    assert measure(desk, id).due == "2026-12-16"
    assert field(page, f"measure-due-{id}").text() == "16.12.2026"


@pytest.mark.usefixtures("people")
@POPUP
def test_responsible_from_those_present(desk: Desk, qtbot: QtBot) -> None:
    """The list offers who is present, and its entry is the person."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    entry = who(page, id)
    click(entry)
    type_text(entry, "bei")
    assert entry.list_is_open
    press(entry, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert (measure(desk, id).who_id, measure(desk, id).who) == ("p1", "")
    assert entry.text() == "Anna Beispiel"
    assert QApplication.activePopupWidget() is None
    assert warning(page, id) == ""


@pytest.mark.usefixtures("people")
@POPUP
def test_nobody_absent_is_offered(desk: Desk, qtbot: QtBot) -> None:
    """Who is excused is not in the list; typed, that is the person, with a warning in words."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    entry = who(page, id)
    click(entry)
    type_text(entry, "Bernd Muster")
    assert not entry.list_is_open
    press(entry, Qt.Key.Key_Return)
    assert measure(desk, id).who_id == "p2"
    assert "Bernd Muster ist nicht unter den Anwesenden" in warning(page, id)


@pytest.mark.usefixtures("people")
def test_several_are_told(desk: Desk, qtbot: QtBot) -> None:
    """Two names where one belongs are kept, with a sentence."""
    id = add(desk, "Konzept", who="Anna und Bernd")
    page = open_page(desk, qtbot)
    assert "Genau eine Person" in warning(page, id)
    desk.do(verbs.edit_measure, id, status="done")
    assert warning(page, id) == ""


def test_erased_person(desk: Desk, qtbot: QtBot) -> None:
    """Without a name nobody is responsible; one who only left the list stays in words."""
    fill(desk, Participant(id="p1", name="Anna Beispiel", presence="present"))
    id = add(desk, "Konzept", who_id="p1")
    page = open_page(desk, qtbot)
    assert who(page, id).text() == "Anna Beispiel"
    desk.do(people_verbs.edit_participant, "p1", name="")
    settle()
    assert (who(page, id).text(), who(page, id).placeholderText()) == ("", "fehlt")
    desk.undo()
    desk.do(people_verbs.delete_participants, ["p1"])
    settle()
    assert measures_.responsible(desk.state, measure(desk, id)) == "Anna Beispiel"
    assert who(page, id).text() == "Anna Beispiel"


@POPUP
def test_status(desk: Desk, qtbot: QtBot) -> None:
    """The status is chosen from a menu."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    click(button(page, f"measure-status-{id}"))
    choose(page, "status-menu", "done")
    assert measure(desk, id).status == "done"
    assert button(page, f"measure-status-{id}").text() == "erledigt"


def order_of(desk: Desk) -> list[str]:
    return [m.what for m in measures_.in_order(desk.state)]


def test_moved_by_keyboard_and_mouse(desk: Desk, qtbot: QtBot) -> None:
    """Alt with an arrow and dragging the grip put measures in order."""
    ids = [add(desk, what) for what in ("eins", "zwei", "drei")]
    page = open_page(desk, qtbot)
    what = field(page, f"measure-what-{ids[0]}")
    what.setFocus()
    press(what, "Alt+Down")
    assert order_of(desk) == ["zwei", "eins", "drei"]
    settle()
    drop_below(page, grip_of(page, "measure", ids[1]), grip_of(page, "measure", ids[2]))
    assert order_of(desk) == ["eins", "drei", "zwei"]


def test_deleted(desk: Desk, qtbot: QtBot) -> None:
    """Entf on the grip deletes the measure with its links; undo brings both back."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    grip = grip_of(page, "measure", id)
    grip.setFocus()
    press(grip, Qt.Key.Key_Delete)
    assert desk.state.count(Measure) == 0
    desk.undo()
    assert order_of(desk) == ["Konzept"]


def recommendation(desk: Desk, text: str = "Zeit einplanen") -> str:
    category = next(c for c in desk.state.all(Category) if c.role == "recommendation")
    fill(desk, Card(id="a1", group_id="group1", category_id=category.id, text=text, written=1))
    return "a1"


@POPUP
def test_linked_by_search(desk: Desk, qtbot: QtBot) -> None:
    """What a measure is for is found by its words and linked with Enter; the same way takes it away."""
    recommendation(desk)
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    for linked in (["a1"], []):
        press(button(page, f"measure-for-{id}"), Qt.Key.Key_Return)
        settle()
        search = QApplication.focusWidget()
        assert search is not None
        assert search.objectName() == "purpose-search"
        type_text(search, "zeit")
        press(search, Qt.Key.Key_Return)
        settle()
        assert [a.card_id for a in desk.state.kids(Answer, "measure_id", id)] == linked
        assert ("Zeit einplanen" in button(page, f"measure-for-{id}").text()) is bool(linked)


@POPUP
def test_nothing_to_link(desk: Desk, qtbot: QtBot) -> None:
    """The choice says so where nothing fits, and Esc closes it."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    click(button(page, f"measure-for-{id}"))
    settle()
    search = QApplication.focusWidget()
    assert search is not None
    label = page.findChild(QLabel, "purpose-nothing")
    assert label is not None
    assert label.isVisible()
    press(search, Qt.Key.Key_Escape)
    settle()
    assert QApplication.activePopupWidget() is None


def test_many_rows(desk: Desk, qtbot: QtBot) -> None:
    """Rows come a few at a time and at last all of them; one further down can be gone to at once."""
    fill(desk, *(Measure(id=f"m{n:02}", rank=float(n), what=f"Maßnahme {n}") for n in range(40)))
    category = next(c for c in desk.state.all(Category) if c.role == "obstacle")
    fill(desk, Card(id="o1", group_id="group1", category_id=category.id, text="Eng", written=1))
    page = MeasuresPage(desk)
    qtbot.addWidget(page)
    page.resize(1085, 740)
    page.show()
    assert len(page.table.list.rows) < 40
    page.table.focus("m39")
    qtbot.waitUntil(lambda: len(page.table.list.rows) == 40)
    settle()
    assert page.coverage.isVisible()
    assert page.coverage.height() > 120


def test_narrow(desk: Desk, qtbot: QtBot) -> None:
    """In a small window everything has its place without scrolling sideways."""
    id = add(desk, "Konzept mit einem längeren Titel")
    page = open_page(desk, qtbot, 445, 400)
    for name in (f"measure-who-{id}", f"measure-due-{id}", f"measure-first-{id}"):
        entry = field(page, name)
        assert entry.width() > 60
        assert entry.mapTo(page, entry.rect().topRight()).x() <= page.width()
    scroll = page.findChild(QScrollArea, "measures-page-scroll")
    assert scroll is not None
    assert scroll.horizontalScrollBar().maximum() == 0


def test_hidden_page_catches_up(desk: Desk, qtbot: QtBot) -> None:
    """What is done while the page is out of view is there when it comes back."""
    page = open_page(desk, qtbot)
    page.hide()
    id = add(desk, "Konzept")
    page.show()
    settle()
    assert field(page, f"measure-what-{id}").text() == "Konzept"


def test_saved(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Both kinds are written whole under the name that was given; the desk says so."""
    add(desk, "Konzept", due="2026-12-15")
    page = open_page(desk, qtbot)
    saving = MeasureSaving(desk, page)
    for kind, start in (("ics", b"BEGIN:VCALENDAR"), ("csv", b"\xef\xbb\xbf")):
        with qtbot.waitSignal(desk.said):
            saving.save(kind, str(tmp_path / f"plan.{kind}"))
        assert (tmp_path / f"plan.{kind}").read_bytes().startswith(start)
    assert not list(tmp_path.glob(".*part"))


@POPUP
def test_saved_by_the_menu(desk: Desk, qtbot: QtBot) -> None:
    """The menu asks for a name that says the workshop; without any day there is nothing for a calendar."""
    id = add(desk, "Konzept")
    page = open_page(desk, qtbot)
    assert button(page, "measures-save").text() == "Kalender, Tabelle …"
    click(button(page, "measures-save"))
    with qtbot.waitSignal(desk.said):
        choose(page, "measures-menu", "ics")
    assert page.findChild(QFileDialog) is None
    desk.do(verbs.edit_measure, id, due="2026-12-15")
    click(button(page, "measures-save"))
    choose(page, "measures-menu", "ics")
    dialog = page.findChild(QFileDialog, "ask-measures")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("2026-11-22 Probe Maßnahmen.ics")
    dialog.reject()
    settle()


@POPUP
def test_hostile_words(desk: Desk, qtbot: QtBot) -> None:
    """Words that look like markup are shown as they are."""
    id = add(desk, "<b>fett</b> & Co", who="<i>Amt</i>")
    fill(desk, Participant(id="p1", name="Anna", presence="present"))
    recommendation(desk, "Ämter & <b>Mehr</b>")
    desk.do(verbs.answer, id, ["a1"])
    page = open_page(desk, qtbot)
    assert button(page, f"measure-for-{id}").text() == "→ Ämter && <b>Mehr</b>"
    label = page.findChild(QLabel, f"measure-warning-{id}")
    assert label is not None
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert page.findChildren(QMenu) == []


def test_pressed_before_it_is_there(desk: Desk, qtbot: QtBot) -> None:
    """Of many measures most are painted at first, at the places that they have later; a press leads there."""
    ids = [add(desk, f"Maßnahme {n}") for n in range(12)]
    page = MeasuresPage(desk)
    qtbot.addWidget(page)
    page.resize(1085, 740)
    page.show()
    outlook, rows = page.table.findChild(Outlook), page.table.list
    assert outlook is not None
    assert len(rows.rows) == 1
    assert outlook.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    high = rows.height() + outlook.height()
    left, _ = outlook.columns()[0]
    click(outlook, QPoint(left + 20, outlook.height() // 11 * 3 + 15))
    assert page.focusWidget() is field(page, f"measure-what-{ids[4]}")
    qtbot.waitUntil(lambda: len(rows.rows) == 12)
    settle()
    assert not outlook.isVisible()
    assert abs(rows.height() - high) <= 2
