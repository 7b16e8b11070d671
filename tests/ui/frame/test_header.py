"""The head of the window: title, groups, undo and redo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.shell import settle, write
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.card_drag import CARDS_MIME
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.group_tabs import GroupTabs
from werkstatt_desktop.ui.frame.header import Header
from werkstatt_desktop.ui.parts import PartStrip

LONG = "Bürgerschaftliches Engagement und nachbarschaftliche Selbsthilfe im Quartier"


@pytest.fixture
def header(desk: Desk, qtbot: QtBot) -> Header:
    """The head as on a page about one group, 1280 wide, following the workshop."""
    made = Header(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.refresh(None)
    made.show_groups(True)
    made.resize(1280, 52)
    show(made)
    return made


def titles(tabs: GroupTabs) -> list[str]:
    return [tabs.tabText(place) for place in range(tabs.count())]


def test_says_what_is_open(header: Header) -> None:
    """Title, series, place and date stand in the head."""
    assert header.title.text() == "Probe"
    assert header.subtitle.text() == "Reihe · Essen, 22. November 2026"


def test_follows_the_facts(header: Header, desk: Desk) -> None:
    """Changed facts are shown; what is empty leaves no separator behind."""
    desk.do(setup.edit_workshop, title="Neu", series="", place="")
    assert (header.title.text(), header.subtitle.text()) == ("Neu", "22. November 2026")
    desk.do(setup.edit_workshop, date="")
    assert (header.subtitle.text(), header.subtitle.isVisible()) == ("", False)


def test_user_text_is_plain(header: Header, desk: Desk) -> None:
    """Markup and ampersands in names and titles are shown as they are, in tooltips too."""
    hostile = "<b>A</b> & <img src=x>"
    desk.do(setup.edit_workshop, title=hostile, series=hostile)
    desk.do(setup.edit_group, "group1", name=hostile)
    settle()
    assert header.title.textFormat() == header.subtitle.textFormat() == Qt.TextFormat.PlainText
    assert header.title.accessibleName() == hostile
    assert header.tabs.tabText(0) == hostile.replace("&", "&&")
    assert "<b>A" not in header.tabs.tabToolTip(0)
    assert "&lt;b&gt;A&lt;/b&gt; &amp;" in header.tabs.tabToolTip(0)


def test_long_title_gives_way(header: Header, desk: Desk) -> None:
    """A title without room ends with an ellipsis and has the whole of it as tooltip and for the ear."""
    desk.do(setup.edit_workshop, title="Wort " * 60)
    settle()
    assert header.title.text().endswith("…")
    assert header.title.accessibleName().startswith("Wort Wort")
    assert "Wort Wort" in header.title.toolTip()
    desk.do(setup.edit_workshop, title="Kurz")
    settle()
    assert (header.title.text(), header.title.toolTip()) == ("Kurz", "")


def test_nine_groups_with_long_names(header: Header, desk: Desk) -> None:
    """Many long names overlap nothing: title, tabs and buttons lie side by side within the head."""
    desk.do(setup.edit_workshop, title="Innerkommunale Vernetzung und Quartiersentwicklung " * 3)
    for n in range(7):
        desk.do(setup.add_group, f"{LONG} {n}")
    for width in (1280, 1024, 1920):
        header.resize(width, 52)
        settle()
        parts = [
            header.title,
            header.tabs,
            header.add_group,
            header.undo,
            header.redo,
            header.full,
            header.more,
        ]
        lefts = [part.mapTo(header, QPoint()).x() for part in parts]
        rights = [left + part.width() for left, part in zip(lefts, parts, strict=True)]
        assert all(right <= left for right, left in zip(rights, lefts[1:], strict=False)), (lefts, rights)
        assert rights[-1] <= width
        assert header.title.width() >= 200
    assert len(titles(header.tabs)) == 9


def test_cut_names_have_a_number(header: Header, desk: Desk) -> None:
    """Names that differ in the middle only are told apart by number where they are cut, and only there."""
    for n in (1, 2):
        desk.do(
            setup.edit_group, f"group{n}", name=f"Arbeitsgruppe {n}: Verkehr, Handel und Kultur im Quartier"
        )
    tabs, metrics = header.tabs, header.tabs.fontMetrics()
    first, second = (tabs.words(place, metrics, 90) for place in (0, 1))
    assert (first[:2], second[:2]) == ("1 ", "2 ")
    assert "…" in first
    assert tabs.words(0, metrics, 1000).startswith("Arbeitsgruppe 1")


def test_chosen_tab_is_in_view(header: Header, desk: Desk) -> None:
    """Of more groups than there is room for, the one in view is always among those to be seen."""
    for n in range(20):
        desk.do(setup.add_group, f"{LONG} {n}")
    for place in (21, 0, 11):
        desk.show_group(order.groups(desk.state)[place].id)
        settle()
        box = header.tabs.tabRect(header.tabs.currentIndex())
        assert header.tabs.currentIndex() == place
        assert header.tabs.rect().intersects(box)


def test_tab_shows_its_group(header: Header, desk: Desk) -> None:
    """A click on a tab, or an arrow key, brings that group into view, and the other way round."""
    click(header.tabs, header.tabs.tabRect(1).center())
    assert desk.group_id == "group2"
    header.tabs.setFocus()
    press(header.tabs, Qt.Key.Key_Left)
    assert desk.group_id == "group1"
    desk.show_group("group2")
    assert header.tabs.currentIndex() == 1


def test_tabs_follow_the_groups(header: Header, desk: Desk) -> None:
    """Renamed, moved and deleted groups are followed; a change elsewhere leaves the tabs alone."""
    desk.do(setup.edit_group, "group1", name="Querschnitt")
    assert titles(header.tabs) == ["Querschnitt", "Gruppe 2"]
    desk.do(setup.move_group, "group2", 0)
    assert titles(header.tabs) == ["Gruppe 2", "Querschnitt"]
    assert (desk.group_id, header.tabs.currentIndex()) == ("group1", 1)
    desk.do(setup.delete_group, "group1")
    assert titles(header.tabs) == ["Gruppe 2"]
    assert desk.group_id == "group2"
    desk.undo()
    assert titles(header.tabs) == ["Gruppe 2", "Querschnitt"]


def test_same_from_step_and_from_scratch(header: Header, desk: Desk) -> None:
    """Redrawing all shows what the steps have led to."""
    desk.do(setup.add_group, "Neu")
    desk.do(setup.edit_group, "group2", name="")
    before = titles(header.tabs)
    header.refresh(None)
    assert titles(header.tabs) == before == ["Gruppe 1", "Gruppe", "Neu"]


def test_adds_a_group(header: Header, desk: Desk) -> None:
    """The plus adds a group with the next number and shows it."""
    click(header.add_group)
    assert titles(header.tabs)[-1] == "Gruppe 3"
    assert desk.group_id == order.groups(desk.state)[-1].id


def test_names_of_steps(header: Header, desk: Desk) -> None:
    """Undo and redo say what they would do, with their keys, and are dead where there is nothing."""
    header.show_steps()
    assert (header.undo.isEnabled(), header.redo.isEnabled()) == (False, False)
    write(desk, "eins")
    header.show_steps()
    assert header.undo.toolTip() == "Rückgängig: Karte schreiben (Strg+Z)"
    click(header.undo)
    header.show_steps()
    assert not header.undo.isEnabled()
    assert header.redo.accessibleName() == "Wiederherstellen: Karte schreiben"
    click(header.redo)
    assert desk.state.count(Card) == 1


def test_every_button_has_a_name(header: Header) -> None:
    """Buttons without words have a name for the ear and a tooltip for the eye."""
    for button in (header.add_group, header.undo, header.redo, header.full, header.more):
        spoken = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert spoken
        assert spoken in button.toolTip()
        assert not button.icon().isNull()


def test_icons_follow_the_theme(header: Header, desk: Desk) -> None:
    """In the dark the icons are light."""
    bright = header.more.icon().pixmap(18).toImage()
    desk.show_theme(theme.DARK)
    dark = header.more.icon().pixmap(18).toImage()
    middle = bright.rect().center()
    assert bright.pixelColor(middle).lightness() < 100 < dark.pixelColor(middle).lightness()


# --- Cards dropped on a tab


def carried(ids: list[str]) -> QMimeData:
    data = QMimeData()
    data.setData(CARDS_MIME, "\n".join(ids).encode())
    return data


def drop(tabs: GroupTabs, data: QMimeData, place: int) -> bool:
    """Drag over a tab and let go there; whether the tab would take it."""
    at = tabs.tabRect(place).center() if place >= 0 else QPoint(tabs.width() - 1, tabs.height() - 1)
    held = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, move = QDragEnterEvent(at, *held), QDragMoveEvent(at, *held)
    QApplication.sendEvent(tabs, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(tabs, move)
    if move.isAccepted():
        QApplication.sendEvent(tabs, QDropEvent(QPointF(at), *held))
    return move.isAccepted()


def test_dropped_cards_are_handed_over(header: Header, desk: Desk) -> None:
    """Cards dropped on a tab go to that group in one step."""
    ids = list(write(desk, "eins", "zwei").ids("cards"))
    assert drop(header.tabs, carried(ids), 1)
    assert {card.group_id for card in desk.state.all(Card)} == {"group2"}
    desk.undo()
    assert {card.group_id for card in desk.state.all(Card)} == {"group1"}


def test_strange_drops_do_nothing(header: Header, desk: Desk) -> None:
    """Text, bytes that are no text, and cards of another workshop change nothing."""
    write(desk, "eins")
    text, noise = QMimeData(), QMimeData()
    text.setText("eins")
    noise.setData(CARDS_MIME, b"\xff\xfe\x00")
    before = desk.state
    assert not drop(header.tabs, text, 1)
    drop(header.tabs, noise, 1)
    drop(header.tabs, carried(["no such card"]), 1)
    assert desk.state is before or desk.state == before


def test_title_gives_way_to_tabs_of_a_page(header: Header, desk: Desk) -> None:
    """In a narrow window the tabs of a page are whole as long as there is a title to take room from."""
    desk.do(setup.edit_workshop, title="Wort " * 60)
    strip = PartStrip(desk, "strip", ["Prüfen und abschließen", "Vorlesen", "Stimmung", "Blitzlicht"])
    header.show_groups(False)
    header.show_strip(strip)
    for width in (1280, 760, 660):
        header.resize(width, 52)
        settle()
        assert strip.width() == strip.sizeHint().width()
        assert header.title.width() < width - strip.width()
    header.show_strip(None)
    settle()
    assert header.title.width() >= 200
