"""The whole window, page by page, as keyboard and screen reader meet it; and what users wrote stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.shell import Asked, open_window, settle
from werkstatt_desktop.domain.order import categories
from werkstatt_desktop.domain.records import Cluster
from werkstatt_desktop.domain.verbs import board, cards, parking, polls, running, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.page_list import PAGES
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.parts import Parts
from werkstatt_desktop.ui.run.beat import stamp

PLAIN = Qt.TextFormat.PlainText
HOSTILE = "<b>fett</b> & <img src=x>"
PAGE_NAMES = [page.name for page in PAGES]


def fill(desk: Desk) -> None:
    """One of everything, named so that markup would show."""
    desk.do(setup.edit_workshop, title=HOSTILE, series=HOSTILE, place=HOSTILE, goal=HOSTILE)
    desk.do(setup.edit_group, "group1", name=HOSTILE, room=HOSTILE, moderator=HOSTILE)
    for category in categories(desk.state):
        desk.do(setup.edit_category, category.id, title=HOSTILE, question=HOSTILE)
        edit = desk.do(
            cards.write_cards, group_id="group1", category_id=category.id, texts=[HOSTILE, "Runder Tisch"]
        )
        assert edit is not None
        first, _ = edit.ids("cards")
        desk.do(cards.explain_card, first, HOSTILE)
    desk.do(board.form_cluster, group_id="group1", card_ids=[first])
    theme = next(iter(desk.state.all(Cluster)))
    desk.do(board.name_cluster, theme.id, HOSTILE)
    for kind in ("talk", "break", "talk", "other"):
        edit = desk.do(setup.add_programme_item, HOSTILE, kind=kind, minutes=60)
        assert edit is not None
        desk.do(setup.edit_programme_item, edit.ids("programme")[0], note=HOSTILE, speaker=HOSTILE)
    desk.do(setup.edit_workshop, starts="09:30", rules=HOSTILE)
    for kind, moment in (("field", "opening"), ("scale", "opening"), ("scale", "closing")):
        desk.do(polls.begin_poll, kind=kind, moment=moment, title=HOSTILE, labels=HOSTILE)
    desk.do(polls.say, HOSTILE)
    for kind in ("question", "topic"):
        desk.do(parking.park, HOSTILE, kind=kind)


@pytest.fixture(params=["de", "en"])
def window(request: pytest.FixtureRequest, make_desk: Callable[[str], Desk], qtbot: QtBot) -> WorkshopWindow:
    """A window with one of everything and the parking lot open."""
    desk = make_desk(request.param)
    fill(desk)
    made = open_window(desk, qtbot, "arrange", Asked())
    made.toggle_parking()
    return made


def visible(window: QWidget) -> Iterator[QWidget]:
    return (part for part in window.findChildren(QWidget) if part.isVisible())


def focusable(window: QWidget) -> Iterator[QWidget]:
    for part in visible(window):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            yield part


def spoken(part: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()


def where(part: QWidget) -> str:
    """A widget and those around it, for the report."""
    line: list[str] = []
    inner: QWidget | None = part
    while inner is not None:
        line.append(f"{type(inner).__name__}#{inner.objectName()}")
        inner = inner.parentWidget()
    return " in ".join(line[:4])


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_everything_has_a_name(window: WorkshopWindow, page: str) -> None:
    """What can have the keyboard says what it is, and has a name in the code."""
    window.show_page(page)
    settle()
    parts = list(focusable(window))
    assert len(parts) >= 10
    assert [where(part) for part in parts if not spoken(part)] == []
    assert [where(part) for part in parts if not part.objectName()] == []


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_user_text_stays_text(window: WorkshopWindow, page: str) -> None:
    """No label, button or tooltip takes what a user wrote for markup or for a key."""
    window.show_page(page)
    settle()
    labels = [part for part in visible(window) if isinstance(part, QLabel) and "fett" in part.text()]
    buttons = [
        part for part in visible(window) if isinstance(part, QAbstractButton) and "fett" in part.text()
    ]
    assert labels, "the title of the workshop at least"
    assert [where(part) for part in labels if part.textFormat() != Qt.TextFormat.PlainText] == []
    assert [where(part) for part in buttons if " & " in part.text()] == []
    assert [where(part) for part in visible(window) if "<b>fett" in part.toolTip()] == []


def test_parts_have_names_and_show_text(window: WorkshopWindow) -> None:
    """The parts of pages, too: each control says what it is, and what a user wrote is no markup."""
    desk = window.desk
    desk.do(running.begin_phase, next(iter(desk.state.tables["programme"])), stamp())
    places: list[str] = []
    for page in PAGE_NAMES:
        window.show_page(page)
        shown = window.stack.currentWidget()
        places += [f"{page}/{part}" for part in shown.names[1:]] if isinstance(shown, Parts) else []
    assert "prepare/day" in places
    wrong: list[str] = []
    for place in places:
        window.show_page(place)
        settle()
        wrong += [
            f"{place}: {where(part)}"
            for part in focusable(window)
            if not spoken(part) or not part.objectName()
        ]
        for part in visible(window):
            marked = isinstance(part, QLabel) and "fett" in part.text() and part.textFormat() != PLAIN
            keyed = isinstance(part, QAbstractButton) and "fett" in part.text() and " & " in part.text()
            if marked or keyed or "<b>fett" in part.toolTip():
                wrong.append(f"{place}: {where(part)}")
    assert wrong == []


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_keyboard_goes_round(window: WorkshopWindow, page: str) -> None:
    """From the rail Tab leads through the window and back, F6 out of a part that keeps Tab for itself."""
    window.show_page(page)
    settle()
    start = window.rail.buttons[page]
    start.setFocus()
    seen: list[QWidget] = []
    for _ in range(200):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is start and seen:
            break
        press(focus, "F6" if focus in seen else "Tab")
        seen.append(focus)
    assert QApplication.focusWidget() is start
    names = {part.objectName() for part in seen}
    assert {"rail-parking", "page-alone", "menu"} <= names
    shown = window.stack.currentWidget()
    assert shown is not None
    assert [part for part in seen if part is shown or shown.isAncestorOf(part)]


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_keyboard_is_seen(window: WorkshopWindow, page: str) -> None:
    """Whatever has the keyboard by Tab looks different from before."""
    window.show_page(page)
    settle()
    hidden = []
    for part in focusable(window):
        if isinstance(part, QScrollBar) or not part.isEnabled():
            continue
        area = part.parentWidget() or part
        window.setFocus()
        settle()
        before = area.grab().toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if QApplication.focusWidget() is part and area.grab().toImage() == before:
            hidden.append(where(part))
    assert hidden == []


def test_focus_event_reaches_the_page(window: WorkshopWindow) -> None:
    """A page that is shown has the keyboard in it, and says so to its widget."""
    for page in PAGE_NAMES:
        window.show_page(page)
        shown, focus = window.stack.currentWidget(), QApplication.focusWidget()
        assert shown is not None
        assert focus is not None
        assert shown is focus or shown.isAncestorOf(focus)
        QApplication.sendEvent(focus, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    show(window)
