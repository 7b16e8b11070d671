"""Templates on the page Prepare."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.keys import click
from tests.ui.prepare.preparing import button, choose, open_page, settle, shown, steps
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.prepare.page import PreparePage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def roles(desk: Desk) -> list[str]:
    return [category.role for category in order.categories(desk.state)]


def take(page: PreparePage, name: str) -> None:
    click(button(page, "templates"))
    choose(page, "template-menu", name)


def answer(page: PreparePage, name: str, path: Path) -> None:
    """Type a path into an open file dialog and accept it."""
    dialog = page.findChild(QFileDialog, name)
    assert dialog is not None
    settle()
    entry = dialog.findChild(QLineEdit, "fileNameEdit")
    assert entry is not None
    entry.setText(str(path))
    box = dialog.findChild(QDialogButtonBox, "buttonBox")
    assert box is not None
    dialog_button = box.buttons()[0]
    settle()
    click(dialog_button)
    settle()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("swot", ["strength", "weakness", "opportunity", "threat"]),
        ("force_field", ["driving", "restraining"]),
        ("review", ["went_well", "went_badly", "next_time"]),
        ("empty", []),
    ],
)
def test_built_in_template(desk: Desk, qtbot: QtBot, name: str, expected: list[str]) -> None:
    """A template of the menu gives its categories, in one step that undo takes back."""
    page = open_page(desk, qtbot)
    before = shown(page)
    take(page, name)
    assert roles(desk) == expected
    assert steps(desk) == 2
    desk.undo()
    assert shown(page) == before


def test_template_never_deletes_a_card(desk: Desk, qtbot: QtBot) -> None:
    """A category with cards stays, after those of the template."""
    desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Eine Karte"])
    page = open_page(desk, qtbot)
    take(page, "review")
    assert roles(desk) == ["went_well", "went_badly", "next_time", "obstacle"]
    assert [card.text for card in desk.state.all(Card)] == ["Eine Karte"]


def test_questions_are_in_the_language_of_the_paper(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """An English screen gives a German workshop German questions."""
    desk = make_desk("en")
    page = open_page(desk, qtbot)
    take(page, "swot")
    assert order.categories(desk.state)[0].question == "Was können wir gut?"


def test_template_is_saved_and_read(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """What is saved as a template brings the same categories into another workshop; names stay behind."""
    desk.do(setup.add_category, "Voraussetzungen", colour="teal", symbol="star", question="Was zuerst?")
    desk.do(setup.edit_group, "group1", moderator="Frau Beispiel")
    page = open_page(desk, qtbot)
    take(page, "to-file")
    path = tmp_path / "Meine Vorlage.werkstatt-vorlage"
    answer(page, "save-template", path)
    content = path.read_text(encoding="utf-8")
    assert json.loads(content)["format"] == "werkstatt-template"
    assert "Beispiel" not in content
    take(page, "empty")
    take(page, "from-file")
    answer(page, "open-template", path)
    *_, own = order.categories(desk.state)
    assert roles(desk) == ["opportunity", "obstacle", "recommendation", "other"]
    assert (own.title, own.colour, own.symbol, own.question) == (
        "Voraussetzungen",
        "teal",
        "star",
        "Was zuerst?",
    )


def test_file_that_is_no_template(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """A file that is none is named so and changes nothing."""
    path = tmp_path / "Anderes.werkstatt-vorlage"
    path.write_text('{"format": "something"}', encoding="utf-8")
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    take(page, "from-file")
    answer(page, "open-template", path)
    assert said == ["Das ist keine Vorlage von Werkstatt."]
    assert steps(desk) == 1
