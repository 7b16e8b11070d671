"""The panel of links, and the facts of the chosen card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.keys import click, press
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Card, Id, Link, Record
from werkstatt_desktop.domain.verbs import board as board_verbs
from werkstatt_desktop.domain.verbs import links as verbs
from werkstatt_desktop.domain.verbs import marks
from werkstatt_desktop.domain.verbs.cards import hand_over_cards, reword_card
from werkstatt_desktop.ui.board.links.facts import CardFacts
from werkstatt_desktop.ui.board.links.panel import LinksPanel
from werkstatt_desktop.ui.lists import RowsView

Key = Qt.Key


def open_panel(board: Board) -> LinksPanel:
    press(board.page.view, "Ctrl+L")
    panel = board.page.findChild(LinksPanel)
    assert panel is not None
    QApplication.processEvents()
    return panel


def words(rows: RowsView) -> list[str]:
    model = rows.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def told(board: Board) -> set[tuple[Id, str, Id]]:
    return {(k.from_card_id, k.kind, k.to_card_id) for k in board.desk.state.all(Link)}


@pytest.fixture
def linked(board: Board) -> Board:
    """`open` overcomes `unclear` and uses `skill`; `rules` contradicts `open`."""
    for start, end, kind in (
        ("open", "unclear", None),
        ("open", "skill", None),
        ("rules", "open", "contradicts"),
    ):
        board.desk.do(verbs.link, [start], end, kind)
    board.page.choice.only("open")
    return board


def test_links_stand_in_words(linked: Board) -> None:
    """In both directions, what the card does itself first; the list follows the chosen card."""
    panel = open_panel(linked)
    assert words(panel.card.rows) == [
        "überwindet: Zuständigkeiten unklar",
        "nutzt: Mehr Sachverstand bündeln",
        "widerspricht: Spielregeln vereinbaren",
    ]
    linked.page.choice.only("unclear")
    assert words(panel.card.rows) == ["überwunden durch: Prozesse offenlegen"]
    linked.page.choice.only("money")
    assert not panel.card.rows.isVisible()
    linked.desk.do(reword_card, "open", "Abläufe offenlegen")
    linked.page.choice.only("unclear")
    assert words(panel.card.rows) == ["überwunden durch: Abläufe offenlegen"]


def test_rows_are_changed_and_removed_by_key(linked: Board) -> None:
    """A number changes the kind of the row, Del removes it; each is one edit."""
    panel = open_panel(linked)
    panel.card.rows.setFocus()
    press(panel.card.rows, Key.Key_Home)
    press(panel.card.rows, Key.Key_Down)
    before = len(linked.steps)
    press(panel.card.rows, Key.Key_4)
    assert ("open", "contradicts", "skill") in told(linked)
    press(panel.card.rows, Key.Key_Delete)
    assert linked.steps[before:] == ["change_link", "unlink"]
    assert told(linked) == {("open", "overcomes", "unclear"), ("rules", "contradicts", "open")}
    linked.desk.undo()
    assert len(words(panel.card.rows)) == 3


def test_row_lights_its_link_and_leads_to_the_card(linked: Board) -> None:
    """The row with the keyboard is lit on the board; Enter goes to the card at the other end."""
    panel = open_panel(linked)
    panel.card.rows.setFocus()
    press(panel.card.rows, Key.Key_Down)
    press(panel.card.rows, Key.Key_Up)
    assert linked.page.linking.chosen == {panel.card.rows.current}
    assert panel.card.rows.hasFocus()
    press(panel.card.rows, Key.Key_Return)
    assert linked.page.choice.focus == "unclear"
    assert linked.page.view.hasFocus()


def test_button_begins_a_link(linked: Board) -> None:
    """The keyboard goes to the board, which waits for the other card."""
    panel = open_panel(linked)
    click(panel.card.add)
    assert linked.page.linking.aim is not None
    assert linked.page.view.hasFocus()


def test_other_group_is_named(linked: Board) -> None:
    """A link to a card that was handed over says where that is, and leads there."""
    linked.desk.do(hand_over_cards, ["unclear"], "group2")
    panel = open_panel(linked)
    assert words(panel.card.rows)[0] == "überwindet: Zuständigkeiten unklar (Gruppe 2)"
    panel.card.rows.setFocus()
    press(panel.card.rows, Key.Key_Home)
    press(panel.card.rows, Key.Key_Return)
    assert linked.desk.group_id == "group2"
    assert linked.page.choice.focus == "unclear"


def test_unanswered_obstacles_are_listed(linked: Board) -> None:
    """By group, with their number; who goes through the list sees them on the board."""
    panel = open_panel(linked)
    assert words(panel.coverage.rows) == ["Gruppe 1 (1)", "Vernetzung braucht selbst Ressourcen"]
    title = panel.findChild(QLabel, "links-open-title")
    assert title is not None
    assert title.text() == "Schwierigkeiten ohne Anregung (1)"
    panel.coverage.rows.setFocus()
    press(panel.coverage.rows, Key.Key_Down)
    press(panel.coverage.rows, Key.Key_Down)
    assert linked.page.choice.focus == "money"
    assert panel.coverage.rows.hasFocus()
    linked.desk.do(verbs.link, ["rules"], "money")
    assert words(panel.coverage.rows) == []
    assert title.text() == "Schwierigkeiten ohne Anregung (0)"


def test_unanswered_obstacles_are_lit(linked: Board) -> None:
    """All else is faint while the button is down; closing the panel ends that."""
    panel = open_panel(linked)
    click(panel.coverage.light)
    assert linked.page.scene.lit == frozenset({"money"})
    linked.desk.do(verbs.unlink, [panel.card.rows.ids[0]])
    assert linked.page.scene.lit == frozenset({"money", "unclear"})
    press(panel.coverage.rows, Key.Key_Escape)
    assert not panel.isVisible()
    assert linked.page.scene.lit is None


def test_hidden_board_tells_no_text(linked: Board) -> None:
    """Of cards that are hidden only the number is told, in the panel of another board too."""
    linked.desk.do(hand_over_cards, ["unclear", "money"], "group2")
    linked.desk.do(board_verbs.hide_board, "group2", hidden=True)
    linked.page.choice.only("open")
    panel = open_panel(linked)
    assert words(panel.card.rows)[0] == "überwindet: verdeckte Karte (Gruppe 2)"
    assert words(panel.coverage.rows) == ["Gruppe 2: 1, verdeckt"]


def test_panel_opens_and_closes_by_key(linked: Board) -> None:
    """Ctrl+L opens it with the keyboard in it; Esc closes it and the board has the keyboard again."""
    panel = open_panel(linked)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.isAncestorOf(focus)
    press(focus, Key.Key_Escape)
    assert not panel.isVisible()
    assert linked.page.view.hasFocus()


def test_panel_has_the_keyboard_whatever_it_shows(linked: Board) -> None:
    """Without a chosen card it is in the list of obstacles; with nothing to list Esc closes it still."""
    linked.page.choice.only(None)
    panel = open_panel(linked)
    assert panel.coverage.rows.hasFocus()
    press(panel.coverage.rows, Key.Key_Escape)
    linked.desk.do(verbs.link, ["rules"], "money")
    open_panel(linked)
    assert panel.hasFocus()
    press(panel, Key.Key_Escape)
    assert not panel.isVisible()
    assert linked.page.view.hasFocus()


def test_hostile_text_is_shown_as_it_is(make_board: Callable[[list[Record]], Board]) -> None:
    """Whatever looks like markup is text, and lines stay on one line of the list."""
    nasty = "<b>fett</b> & <img src=x>\nzweite Zeile"
    card = Card(id="x", group_id="group1", category_id="obstacle", text=nasty, x=0.0, y=500.0, written=9)
    board = make_board([*usual(), card])
    board.desk.do(verbs.link, ["open"], "x")
    board.page.choice.only("open")
    panel = open_panel(board)
    assert words(panel.card.rows) == ["überwindet: <b>fett</b> & <img src=x> zweite Zeile"]
    board.page.choice.only("x")
    label = panel.findChild(QLabel, "links-card")
    assert label is not None
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_facts_of_the_chosen_card(linked: Board) -> None:
    """Category, group, theme, marks and links of the card, each on its line; nothing for none."""
    facts = CardFacts(linked.desk, linked.page.choice, parent=linked.page)
    facts.show()
    linked.desk.do(marks.mark, ["rules"], consensus="unanimous", dissent=True)
    linked.page.choice.only("rules")
    lines = facts.findChild(QLabel, "card-facts-lines")
    assert lines is not None
    assert lines.text().split("\n") == [
        "Anregung · Gruppe 1 · Gemeinsame Ziele",
        "Einspruch (Blitz), einstimmig",
        "widerspricht: Prozesse offenlegen",
    ]
    linked.page.choice.only(None)
    assert lines.text() == ""
