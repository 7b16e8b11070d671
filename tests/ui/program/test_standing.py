"""After a break, a restart or a crash everything stands where it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QGraphicsView, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.keys import show, type_text
from tests.ui.shell import settle
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program import standing
from werkstatt_desktop.ui.program.program import Program

Begin = Callable[..., Program]


def window_of(program: Program) -> WorkshopWindow:
    (found,) = program.open.values()
    show(found.window)
    settle()
    return found.window


def looked_at(window: WorkshopWindow) -> tuple[float, float, float]:
    """Zoom of the board in view, and the point of it in the middle."""
    page = window.stack.currentWidget()
    assert isinstance(page, BoardPage)
    view: QGraphicsView = page.view
    middle = view.mapToScene(view.viewport().rect().center())
    return view.transform().m11(), middle.x(), middle.y()


def test_a_workshop_opens_where_it_was_left(begin_program: Begin, tmp_path: Path) -> None:
    """Page, part, group and zoom are there again, and what was begun is a card."""
    path = workshop(tmp_path / "Essen.werkstatt")
    program = begin_program(path)
    window = window_of(program)
    window.show_page("prepare/opening")
    window.show_page("collect")
    field = next(f for f in window.findChildren(QPlainTextEdit) if f.isVisible())
    field.setFocus()
    type_text(field, "Angefangen")
    window.show_page("arrange")
    window.desk.show_group("group2")
    settle()
    page = window.stack.currentWidget()
    assert isinstance(page, BoardPage)
    page.view.camera.zoom_to(2.5)
    settle()
    before = looked_at(window)
    window.show_page("collect")
    window.desk.show_group("group1")
    assert field.toPlainText() == "Angefangen"
    window.desk.show_group("group2")
    window.show_page("arrange")
    window.close()

    program.open_path(path)
    again = window_of(program)
    assert (again.page_name, again.desk.group_id) == ("arrange", "group2")
    assert looked_at(again) == pytest.approx(before, abs=2.0)
    again.show_page("prepare")
    assert again.stack.place == "prepare/opening"
    assert "Angefangen" in {card.text for card in again.desk.state.all(Card)}


def test_kept_without_closing(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """Where one is, is kept a moment after one went there: a crash does not lead back to the beginning."""
    path = workshop(tmp_path / "Essen.werkstatt")
    window = window_of(begin_program(path))
    window.show_page("prepare/day")
    window.desk.show_group("group2")

    def kept() -> tuple[str, str]:
        found = standing.read(settings.page_of(settings.load(), path))
        return found.place, found.group_id

    qtbot.waitUntil(lambda: kept() == ("prepare/day", "group2"), timeout=4000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        "[1]",
        '{"places": 3}',
        '{"place": 7, "group": []}',
        json.dumps({"places": {"board/x": "1"}}),
    ],
)
def test_what_is_not_understood(text: str) -> None:
    """Settings of another version or hand lead nowhere, and to no trouble."""
    assert standing.read(text).place in {"", "7", "[1]"}


def test_older_settings() -> None:
    """The bare name of a page is that page."""
    assert standing.read("collect") == standing.Standing("collect")
