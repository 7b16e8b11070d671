"""The first half of the day: from the empty folder to two boards full of cards."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.story.hands import find, focus, wait_for, write
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card, Cluster, ParkedItem, Participant, ProgrammeItem
from werkstatt_desktop.ui.board.scene import BoardScene
from werkstatt_desktop.ui.board.view import BoardView
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.people.sheet import PeopleSheet
from werkstatt_desktop.ui.program.program import Program

TITLE = "Innerkommunale Vernetzung und Quartiersentwicklung"
FIRST_GROUP = {
    0: (
        "Eigenen Blickwinkel erweitern",
        "Mehr Sachverstand bündeln",
        "Nutzen für die Familien im Fokus",
        "Stärkere Qualitätsorientierung",
    ),
    1: ("Ressortegoismus", "Starre hierarchische Strukturen der Verwaltung"),
    2: (
        "Erarbeitung eines gesamtstädtischen Familienkonzepts mit Maßnahmenkatalog",
        "Definition gemeinsamer Ziele und Spielregeln, Top-Down-Leitfäden",
    ),
    3: ("Familienpolitik als zentrales Thema der städtischen Personalentwicklung",),
}
SECOND_GROUP = {
    0: (
        "Stärker zielgerichtetes, projektorientiertes und gemeinsames Handeln",
        "Gezielter, priorisierter Ressourceneinsatz",
    ),
    1: ("Vernetzung benötigt Ressourcen", "Systematische, themenbezogene Zusammenarbeit fehlt meist"),
    2: (
        "Transparenz der Prozesse",
        "Verpflichtendes fachbereichübergreifendes Arbeiten in der Verwaltung",
        "Angemessene Ressourcenverteilung & Controlling",
    ),
}
PEOPLE = (
    ("A. Beispiel", "Jugendamt"),
    ("B. Muster", "Jugendamt"),
    ("C. Probe", "Stadtplanung"),
    ("D. Vorbild", "Stadtplanung"),
)
CARDS = [text for group in (FIRST_GROUP, SECOND_GROUP) for texts in group.values() for text in texts]
GOAL = "Strukturen und Kooperationen so verbessern, dass Familien und alle Beteiligten gewinnen"


def begin(program: Program, qtbot: QtBot, home: Path) -> WorkshopWindow:
    """First start: take the folder that is offered, then a new workshop from the usual template."""
    start = program.start
    assert start is not None
    show(start)
    click(find(start, QPushButton, "take-folder"))
    press(start, "Ctrl+N")
    sheet = wait_for(qtbot, lambda: start.findChild(QDialog, "new-sheet"))
    type_text(find(sheet, QLineEdit, "new-title"), TITLE)
    date = find(sheet, QDateEdit, "new-date")
    date.setFocus()
    type_text(date, "23.9.2009")
    write(find(sheet, QLineEdit, "new-series"), "Werkstattreihe")
    press(find(sheet, QLineEdit, "new-title"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(program.open))
    window = next(iter(program.open.values())).window
    show(window)
    path = window.desk.store.path
    assert path.is_relative_to(home)
    assert path.name == f"2009-09-23 {TITLE}.werkstatt"
    return window


def prepare(window: WorkshopWindow) -> None:
    """The facts of the event, an own category, names for the groups, the first point of the programme."""
    assert window.page_name == "prepare"
    page = window.stack.currentWidget()
    assert page is not None
    for name, text in (("place", "Essen"), ("host", "Stadt Essen"), ("goal", GOAL)):
        field = find(page, QWidget, f"facts-{name}")
        field.setFocus()
        type_text(field, text)
    click(find(page, QPushButton, "add-category"))
    type_text(focus(), "Voraussetzung")
    press(focus(), Qt.Key.Key_Return)
    window.stack.currentWidget().setFocus()  # type: ignore[union-attr]
    facts = window.desk.state.workshop
    assert (facts.title, facts.date, facts.place, facts.host) == (TITLE, "2009-09-23", "Essen", "Stadt Essen")
    assert facts.goal == GOAL
    assert window.desk.state.count(ProgrammeItem) == 0


def invite(window: WorkshopWindow, qtbot: QtBot) -> None:
    """People come from a spreadsheet, are spread over the groups, and are there."""
    press(window, "Ctrl+Tab")
    page = window.stack.currentWidget()
    assert page is not None
    clipboard = QApplication.clipboard()
    clipboard.setText("Name\tAmt\n" + "\n".join("\t".join(row) for row in PEOPLE))
    click(find(page, QPushButton, "people-first-paste"))
    sheet = wait_for(qtbot, lambda: page.findChild(PeopleSheet))
    qtbot.waitUntil(sheet.take.isEnabled)
    click(sheet.take)
    qtbot.waitUntil(lambda: window.desk.state.count(Participant) == len(PEOPLE))
    # The screen that no one sees has nobody who makes the window below a sheet the active one again.
    show(window)
    click(find(page, QPushButton, "people-spread"))
    groups = Counter(person.group_id for person in window.desk.state.all(Participant))
    assert sorted(groups.values()) == [2, 2]
    clipboard.clear()


def collect(window: WorkshopWindow) -> None:
    """Both groups write their cards: Enter for the next card, Ctrl+2 for a column, Alt+2 for a group."""
    press(window, "Ctrl+PgDown")
    assert window.page_name == "collect"
    for key, cards in (("Alt+1", FIRST_GROUP), ("Alt+2", SECOND_GROUP)):
        press(focus(), key)
        for column, texts in cards.items():
            press(focus(), f"Ctrl+{column + 1}")
            for text in texts:
                type_text(focus(), text)
                press(focus(), Qt.Key.Key_Return)
    press(focus(), "Alt+1")


def arrange(window: WorkshopWindow) -> None:
    """The first group forms two themes of its cards; the second leaves its cards loose."""
    press(window, "Ctrl+PgDown")
    assert window.page_name == "arrange"
    for heading in ("Gemeinsame Ziele", "Verwaltungskultur"):
        press(focus(), Qt.Key.Key_Home)
        loose = order.loose_cards(window.desk.state, window.desk.group_id or "")
        select_on_board(window, [card.id for card in loose[:3]])
        press(focus(), Qt.Key.Key_G)
        type_text(focus(), heading)
        press(focus(), Qt.Key.Key_Return)
    press(focus(), Qt.Key.Key_R)
    themes = order.clusters(window.desk.state, window.desk.group_id or "")
    assert [theme.heading for theme in themes] == ["Gemeinsame Ziele", "Verwaltungskultur"]
    assert all(window.desk.state.kids_count(Card, "cluster_id", theme.id) == 3 for theme in themes)


def select_on_board(window: WorkshopWindow, ids: list[str]) -> None:
    """Click the cards one after another, with Ctrl held from the second on."""
    view = find(window, BoardView, "board-view")
    scene = view.scene()
    assert isinstance(scene, BoardScene)
    for place, id in enumerate(ids):
        item = scene.item(id)
        assert item is not None
        at = view.mapFromScene(item.sceneBoundingRect().center())
        held = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        click(view.viewport(), at, held)


def park(window: WorkshopWindow) -> None:
    """A question for later, from the board, without leaving it."""
    press(window, "Ctrl+Shift+T")
    type_text(focus(), "Wer koordiniert nach dem Workshop?")
    press(focus(), Qt.Key.Key_Return)
    press(focus(), Qt.Key.Key_Escape)
    assert [item.text for item in window.desk.state.all(ParkedItem)] == ["Wer koordiniert nach dem Workshop?"]
    assert window.page_name == "arrange"


def take_back(window: WorkshopWindow) -> None:
    """Undo everything down to the empty workshop, and do all of it again."""
    window.stack.currentWidget().setFocus()  # type: ignore[union-attr]
    while window.desk.store.undo_verb is not None:
        press(window, "Ctrl+Z")
    state = window.desk.state
    assert (state.count(Card), state.count(Cluster), state.workshop.place) == (0, 0, "")
    while window.desk.store.redo_verb is not None:
        press(window, "Ctrl+Y")
