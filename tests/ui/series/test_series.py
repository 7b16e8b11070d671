"""The part Series: what earlier workshops leave to this one, and a search over the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.shell import Asked, open_window, settle, write
from werkstatt_desktop.domain import templates
from werkstatt_desktop.domain.order import categories
from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Cluster, Group, Measure, Record, Workshop
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import board, cards, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.series.carried import CarriedMeasures
from werkstatt_desktop.ui.series.news import News, news_of
from werkstatt_desktop.ui.series.page import SeriesPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

FACTS = Workshop(id=WORKSHOP_ID, title="Zweiter", date="2025-05-06", place="Bonn", series="reihe")
MEASURES = [
    Measure(id="m1", what="Raumbörse einrichten", who="Frau Ceylan", due="2025-09-30", status="begun"),
    Measure(id="m2", what="Einladungen früher verschicken", rank=1.0),
    Measure(id="m3", what="Längst getan", rank=2.0, status="done"),
]


def workshop(path: Path, facts: Workshop, *more: Record, obstacles: tuple[str, ...] = ()) -> Path:
    template = templates.built_in("csa", Texts("de").questions())
    theme = Cluster(id="t", group_id="g", heading="Räume")
    said = [
        Card(id=f"c{n}", group_id="g", category_id="obstacle", cluster_id="t", text=text, written=n)
        for n, text in enumerate(obstacles, 1)
    ]
    group = Group(id="g", name="Gruppe A")
    files.create(
        path, base_edit("create_workshop", [facts, group, *template.categories, theme, *said, *more])
    )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two earlier workshops of the series beside the open one, and one that is none of it."""
    first = replace(FACTS, title="Erster", date="2024-05-06", place="")
    workshop(tmp_path / "2024.werkstatt", first, obstacles=("Zu wenig Zeit", "Kein Raum"))
    workshop(tmp_path / "2025.werkstatt", FACTS, *MEASURES, obstacles=("zu wenig Zeit!",))
    workshop(tmp_path / "Fremd.werkstatt", replace(FACTS, series="Andere"), obstacles=("Lärm im Raum",))
    return tmp_path


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def window(folder: Path, desk: Desk, asked: Asked, qtbot: QtBot) -> Iterator[WorkshopWindow]:
    del folder
    found = open_window(desk, qtbot, "prepare/series", asked)
    read(news_of(desk), qtbot)
    assert found.isActiveWindow()
    yield found
    news_of(desk).end()


def read(news: News, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: news.known and not news.busy, timeout=10_000)
    settle()


def page_of(window: WorkshopWindow) -> SeriesPage:
    found = window.findChild(SeriesPage)
    assert isinstance(found, SeriesPage)
    return found


def shown(page: SeriesPage) -> list[str]:
    """The words of all rows of the hits."""
    model = page.hits.list.model()
    return [str(model.index(n, 0).data()).split("\n")[0] for n in range(model.rowCount())]


def look_for(page: SeriesPage, words: str) -> None:
    type_text(page.bar.field, words)
    press(page.bar.field, Qt.Key.Key_Return)


def test_open_measures_are_taken_over(window: WorkshopWindow, desk: Desk) -> None:
    """What the last workshop left open is there with its status; one is taken over, and undone again."""
    rows = page_of(window).carried.rows
    assert [row.objectName() for row in rows] == ["carried-m1", "carried-m2"]
    assert rows[0].status.text() == "begonnen ▾"
    rows[0].take.setFocus()
    press(rows[0].take, Qt.Key.Key_Return)
    [measure] = desk.state.all(Measure)
    assert (measure.what, measure.who, measure.status) == ("Raumbörse einrichten", "Frau Ceylan", "begun")
    assert (measure.due, measure.from_id) == ("2025-09-30", "m1")
    assert (rows[0].take.isVisible(), rows[0].taken.isVisible()) == (False, True)
    desk.undo()
    assert (rows[0].take.isVisible(), rows[0].taken.isVisible()) == (True, False)


def test_status_is_said_at_once(window: WorkshopWindow, desk: Desk) -> None:
    """Choosing a status takes a measure over with it; the next choice changes that one."""
    row = page_of(window).carried.rows[1]
    for status, words in (("done", "erledigt ▾"), ("open", "offen ▾")):
        click(row.status)
        menu = window.findChild(QMenu, "carried-statuses")
        assert isinstance(menu, QMenu)
        [action] = [action for action in menu.actions() if action.objectName() == status]
        action.trigger()
        menu.close()
        settle()
        [measure] = desk.state.all(Measure)
        assert (measure.from_id, measure.status, row.status.text()) == ("m2", status, words)


def test_all_at_once(window: WorkshopWindow, desk: Desk) -> None:
    """All that is open in one step; then nothing is left to take over."""
    button = window.findChild(QPushButton, "carried-all")
    assert isinstance(button, QPushButton)
    click(button)
    assert {measure.from_id for measure in desk.state.all(Measure)} == {"m1", "m2"}
    assert not button.isVisible()
    desk.undo()
    assert desk.state.count(Measure) == 0
    assert button.isVisible()


def test_named_again(window: WorkshopWindow, desk: Desk, qtbot: QtBot) -> None:
    """An obstacle that comes up here too is named for the third time; Enter looks for it everywhere."""
    page = page_of(window)
    assert page.again.list.model().index(0, 0).data().split("\n")[1] == "in 2 Workshops genannt (2024, 2025)"
    obstacle = next(c.id for c in categories(desk.state) if c.role == "obstacle")
    desk.do(cards.write_cards, group_id="group1", category_id=obstacle, texts=["Zu wenig Zeit"])
    qtbot.waitUntil(lambda: "3. Mal" in page.again.list.model().index(0, 0).data())
    words = page.again.list.model().index(0, 0).data().split("\n")
    assert words == ["„Zu wenig Zeit“", "zum 3. Mal genannt (2024, 2025, 2026)"]
    page.again.list.setFocus()
    page.again.list.begin()
    press(page.again.list, Qt.Key.Key_Return)
    assert shown(page) == [
        "Dieser Workshop (1)", "Zu wenig Zeit", "Zweiter · Bonn · 06.05.2025 (1)", "zu wenig Zeit!",
        "Erster · 06.05.2024 (1)", "Zu wenig Zeit",
    ]  # fmt: skip


def test_topics_by_workshop(window: WorkshopWindow) -> None:
    """A row a topic, a column a workshop of the series, the latest first."""
    rows = page_of(window).topics.rows
    heads = [rows.headerData(n, Qt.Orientation.Horizontal) for n in range(rows.columnCount())]
    assert heads == ["22.11.2026", "06.05.2025", "06.05.2024"]
    assert rows.headerData(0, Qt.Orientation.Vertical) == "Räume"
    assert [rows.index(0, n).data() for n in range(3)] == ["", "1", "2"]


def test_search_opens_a_card_elsewhere(window: WorkshopWindow, asked: Asked) -> None:
    """Words are found in all workshops of the folder; Enter asks for that workshop at the card."""
    page = page_of(window)
    look_for(page, "raum")
    # The two of the same day come in no order that matters.
    assert set(shown(page)[:4]) == {
        "Zweiter · Bonn · 06.05.2025 (1)", "Raumbörse einrichten", "Lärm im Raum"
    }  # fmt: skip
    assert shown(page)[4:] == ["Erster · 06.05.2024 (1)", "Kein Raum"]
    press(page.hits.list, Qt.Key.Key_End)
    press(page.hits.list, Qt.Key.Key_Return)
    assert asked.calls[-1] == "open_at 2024.werkstatt  c2"
    press(page.hits.list, Qt.Key.Key_Escape)
    assert page.carried.isVisible()


def test_search_leads_to_a_measure(window: WorkshopWindow, asked: Asked) -> None:
    """The key for it comes from any page; a measure is shown on the page of the measures there."""
    window.show_page("weigh")
    press(window, "Ctrl+Shift+F")
    page = page_of(window)
    assert page.bar.field.hasFocus()
    look_for(page, "börse einrichten")
    press(page.hits.list, Qt.Key.Key_Return)
    assert asked.calls[-1] == "open_at 2025.werkstatt measures/m1 "


def test_walk_through_the_parts(window: WorkshopWindow) -> None:
    """F6 comes by what is there: search, measures, obstacles, topics; while searching by the hits."""
    page = page_of(window)
    names = [part.objectName() for part, _ in page.stops()]
    assert names == ["folder-search", "carried", "again", "topics"]
    look_for(page, "raum")
    assert [part.objectName() for part, _ in page.stops()] == ["folder-search", "hits"]


def test_search_within_the_series_and_by_kind(window: WorkshopWindow) -> None:
    """Filters narrow it down: only the series, only a kind, only a year."""
    page = page_of(window)
    look_for(page, "raum")
    click(page.bar.only_series)
    assert "Lärm im Raum" not in shown(page)
    page.bar.kinds.choose(frozenset(["measure"]))
    page.bar.changed.emit()
    assert shown(page)[1:] == ["Raumbörse einrichten"]
    page.bar.years.choose(frozenset(["2024"]))
    page.bar.changed.emit()
    assert shown(page) == []


def test_search_finds_what_is_here(window: WorkshopWindow, desk: Desk) -> None:
    """A hit of the open workshop leads to its own board; a hidden board gives none."""
    write(desk, "Ein Apfelbaum")
    page = page_of(window)
    look_for(page, "apfelb")
    assert shown(page) == ["Dieser Workshop (1)", "Ein Apfelbaum"]
    press(page.hits.list, Qt.Key.Key_Return)
    assert isinstance(window.stack.currentWidget(), BoardPage)
    desk.do(board.hide_board, "group1", hidden=True)
    window.show_page("prepare/series")
    settle()
    assert shown(page) == []


def test_files_that_cannot_be_read(window: WorkshopWindow, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    """Damaged and foreign files are named with a sentence each, and what is missing; the rest works on."""
    (folder / "Kaputt.werkstatt").write_bytes(b"\0" * 5000)
    (folder / "Leer.werkstatt").write_bytes(b"")
    desk.do(setup.edit_workshop, from_doc="fort")
    window.show_page("collect")
    window.show_page("prepare/series")
    read(news_of(desk), qtbot)
    assert page_of(window).trouble.text().split("\n") == [
        "„Kaputt“: Diese Datei ist beschädigt. Sie wurde nicht verändert.",
        (
            "„Leer“: Diese Datei ist leer (null Bytes). Vielleicht wurde sie beim Kopieren oder Abgleichen"
            " abgeschnitten."
        ),
        "Der Workshop, an den dieser anknüpft, liegt nicht in diesem Ordner.",
    ]
    assert page_of(window).carried.rows


def test_stopped_reading(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    """Reading that is broken off says so, and goes on when it is looked again."""
    del folder
    news = news_of(desk)
    news.look()
    news.cancel()
    qtbot.waitUntil(lambda: not news.busy)
    assert news.stopped
    assert len(news.volumes) < 3
    news.look()
    read(news, qtbot)
    assert (news.stopped, len(news.volumes)) == (False, 3)


def test_last_workshop_alone(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    """For the opening there are the measures of the last workshop, and nothing where there are none."""
    desk.do(setup.edit_workshop, series="Keine solche")
    panel = CarriedMeasures(desk, last_only=True)
    qtbot.addWidget(panel)
    read(news_of(desk), qtbot)
    assert panel.isHidden()
    desk.do(setup.edit_workshop, series="Reihe")
    assert not panel.isHidden()
    assert [row.objectName() for row in panel.rows] == ["carried-m1", "carried-m2"]
    del folder


def test_the_program_opens_it_there(
    folder: Path, workshop_file: Path, begin_program: Callable[..., Program], qtbot: QtBot
) -> None:
    """The other workshop comes in a window of its own, with the card chosen on its board."""
    program = begin_program(workshop_file)
    program.open_at(folder / "2024.werkstatt", "", "c2")
    found = next(each for each in program.open.values() if each.desk.state.workshop.title == "Erster")
    there = found.window.stack.currentWidget()
    assert isinstance(there, BoardPage)
    qtbot.waitUntil(lambda: "c2" in there.choice.cards)
