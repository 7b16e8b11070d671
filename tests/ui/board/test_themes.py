"""Themes by key and menu: merge, split, fold, put in order, colour, make room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from tests.keys import click, drag, press, type_text
from tests.ui.board.test_menu import menu, open_menu
from tests.ui.board.walls import Board
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card, Cluster, Id
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import voting
from werkstatt_desktop.ui.board.spoken import Spoken

__all__ = ["menu"]
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def keys(board: Board, *names: str) -> None:
    for name in names:
        press(board.page.view, name)


def members(board: Board, theme: Id) -> list[Id]:
    return [card.id for card in order.cards_of_cluster(board.desk.state, theme)]


def theme(board: Board, id: Id) -> Cluster:
    found = board.desk.state.get(Cluster, id)
    assert found is not None
    return found


def enabled(found: dict[str, QAction], words: str) -> QAction:
    assert words in found
    return found[words]


def test_g_merges_the_chosen_themes(board: Board) -> None:
    """Two headings clicked with Ctrl and G: one theme, one edit, nothing asked; undo parts them."""
    click(board.viewport, board.at("means"))
    click(board.viewport, board.at("goals"), CTRL)
    keys(board, "G")
    assert board.steps == ["merge_clusters"]
    assert board.page.editing.field is None
    assert members(board, "goals") == ["act", "rules", "money"]
    assert theme(board, "goals").heading == "Gemeinsame Ziele"
    assert board.desk.state.get(Cluster, "means") is None
    assert board.page.choice.focus == "goals"
    assert "means" not in board.page.scene.themes
    board.desk.undo()
    assert members(board, "means") == ["money"]
    assert board.row("goals") == ["act", "rules"]


def test_g_takes_chosen_cards_into_a_chosen_theme(board: Board) -> None:
    """A theme and loose cards chosen together become that theme."""
    board.page.choice.select(["goals", "open", "unclear"])
    keys(board, "G")
    assert board.steps == ["merge_clusters"]
    assert members(board, "goals") == ["act", "rules", "unclear", "open"]


def test_g_splits_a_theme(board: Board) -> None:
    """Some cards of a theme become one beside it; what is typed next is its heading."""
    board.page.choice.only("rules")
    keys(board, "G")
    assert board.steps == ["split_cluster"]
    field = board.page.editing.field
    assert isinstance(field, QLineEdit)
    type_text(field, "Regeln")
    press(field, "Return")
    assert board.steps == ["split_cluster", "name_cluster"]
    new = next(c for c in board.desk.state.all(Cluster) if c.id not in {"goals", "means"})
    assert (new.heading, members(board, new.id), members(board, "goals")) == ("Regeln", ["rules"], ["act"])
    assert [c.id for c in order.clusters(board.desk.state, "group1")] == ["goals", new.id, "means"]
    boxes = [item.box for item in board.page.scene.themes.values()]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_k_folds_and_unfolds(board: Board) -> None:
    """The cards of a folded theme are not there for arrows and mouse; they are when it is unfolded."""
    board.page.choice.only("act")
    keys(board, "K")
    assert board.steps == ["fold_cluster"]
    assert theme(board, "goals").folded
    assert not {"act", "rules"} & board.page.scene.cards.keys()
    assert board.page.choice.focus == "goals"
    assert board.page.scene.themes["goals"].count == 2
    seen = set()
    for _ in range(10):
        keys(board, "Tab")
        seen.add(board.page.choice.focus)
    assert not {"act", "rules"} & seen
    board.page.choice.only("goals")
    keys(board, "K")
    assert board.steps == ["fold_cluster", "unfold_cluster"]
    assert board.row("goals") == ["act", "rules"]
    board.desk.undo()
    board.desk.undo()
    assert board.row("goals") == ["act", "rules"]


def test_dropped_on_a_folded_theme(board: Board) -> None:
    """A card dropped on a folded heading joins that theme at its end, and is counted there."""
    board.page.choice.only("goals")
    keys(board, "K")
    drag(board.viewport, board.at("unclear"), board.at("goals"))
    assert board.steps == ["fold_cluster", "put_into_cluster"]
    assert members(board, "goals") == ["act", "rules", "unclear"]
    assert board.page.scene.themes["goals"].count == 3
    assert "unclear" not in board.page.scene.cards


def test_a_frame_around_a_theme_changes_nothing(board: Board) -> None:
    """G on a theme and its own cards has nothing to do, and is no step."""
    board.page.choice.select(["goals", "act", "rules"])
    keys(board, "G")
    assert board.steps == []
    assert members(board, "goals") == ["act", "rules"]


def test_unfolding_makes_room(board: Board) -> None:
    """A loose card that came to lie below the heading moves aside in the same step."""
    board.page.choice.only("goals")
    keys(board, "K")
    board.desk.do(verbs.move_cards, {"unclear": (20.0, 60.0)})
    keys(board, "K")
    assert board.steps == ["fold_cluster", "move_card", "unfold_cluster"]
    assert not board.box("goals").overlaps(board.box("unclear"))
    board.desk.undo()
    assert board.place("unclear") == (20.0, 60.0)


def test_shift_r_makes_room_around_a_theme(board: Board) -> None:
    """What lies on the chosen theme goes beside it, and nothing else moves."""
    board.desk.do(verbs.move_cards, {"unclear": (30.0, 60.0)})
    before = board.place("open")
    board.page.choice.only("goals")
    keys(board, "Shift+R")
    assert board.steps == ["move_card", "tidy_up"]
    assert not board.box("goals").overlaps(board.box("unclear"))
    assert board.place("open") == before
    keys(board, "Shift+R")
    assert len(board.steps) == 2


def test_a_theme_that_grows_covers_nothing(board: Board) -> None:
    """A card put into a theme by number: the loose cards below go down in the same step."""
    board.desk.do(verbs.move_cards, {"open": (0.0, board.box("goals").bottom + 12.0)})
    board.page.choice.only("skill")
    keys(board, "M", "1")
    assert board.steps == ["move_card", "put_into_cluster"]
    assert not board.box("goals").overlaps(board.box("open"))
    board.desk.undo()
    assert board.place("open") == (0.0, board.box("goals").bottom + 12.0)


@pytest.mark.parametrize(
    ("words", "order_of_goals"),
    [
        ("Nach Reihenfolge des Schreibens", ["act", "rules", "unclear"]),
        ("Nach Kategorie", ["act", "unclear", "rules"]),
    ],
)
def test_order_by_menu(board: Board, menu: None, words: str, order_of_goals: list[Id]) -> None:
    """The cards of the chosen theme by time or category."""
    board.desk.do(verbs.put_into_cluster, ["unclear"], "goals", 0)
    board.desk.do(verbs.put_into_cluster, ["rules"], "goals", 0)
    board.page.choice.only("goals")
    found = open_menu(board)
    found[f"Karten sortieren > {words}"].trigger()
    assert board.steps == ["put_into_cluster", "put_into_cluster", "order_cards"]
    assert board.row("goals") == order_of_goals


def test_loose_cards_in_order(board: Board, menu: None) -> None:
    """With nothing chosen the menu puts the loose cards in order."""
    board.desk.do(verbs.move_cards, {"unclear": (700.0, 500.0)})
    board.page.choice.only(None)
    open_menu(board, board.point(900, 500))["Karten ohne Thema sortieren > Nach Kategorie"].trigger()
    assert board.steps == ["move_card", "order_cards"]
    row = sorted(("unclear", "skill", "open"), key=lambda one: board.place(one)[0])
    assert row == ["skill", "unclear", "open"]
    assert len({board.place(id)[1] for id in row}) == 1


def test_colour_by_menu(board: Board, menu: None) -> None:
    """A theme gets a colour, which is ticked then, and loses it again."""
    board.page.choice.only("goals")
    found = open_menu(board)
    assert found["Farbe > Keine"].isChecked()
    found["Farbe > Petrol"].trigger()
    assert board.steps == ["tint_cluster"]
    assert theme(board, "goals").tint == "teal"
    found = open_menu(board)
    assert found["Farbe > Petrol"].isChecked()
    found["Farbe > Keine"].trigger()
    assert theme(board, "goals").tint is None


def test_numbers_by_menu(board: Board, menu: None) -> None:
    """Themes get their numbers as they hang."""
    board.desk.do(verbs.move_clusters, {"goals": (900.0, 0.0)})
    board.page.choice.only(None)
    open_menu(board, board.point(900, 500))["Themen durchnummerieren, wie sie hängen"].trigger()
    assert board.steps == ["move_cluster", "number_clusters"]
    assert [c.id for c in order.clusters(board.desk.state, "group1")] == ["means", "goals"]


@pytest.mark.parametrize(
    ("chosen", "words", "step"),
    [
        (["goals", "means"], "Zu einem Thema zusammenlegen", "merge_clusters"),
        (["act"], "Als eigenes Thema abteilen", "split_cluster"),
        (["goals"], "Auf die Überschrift zuklappen", "fold_cluster"),
        (["unclear", "open"], "Thema bilden", "form_cluster"),
    ],
)
def test_the_menu_does_the_same(board: Board, menu: None, chosen: list[Id], words: str, step: str) -> None:
    """Each key has its entry, in words that fit what is chosen."""
    board.page.choice.select(chosen)
    enabled(open_menu(board), words).trigger()
    assert board.steps == [step]
    for opened in board.page.view.findChildren(QMenu):
        opened.close()


class TestSecondCards:
    def second(self, board: Board) -> Card:
        return next(card for card in board.desk.state.all(Card) if card.twin_of is not None)

    def test_d_and_a_number(self, board: Board) -> None:
        """The chosen card hangs in that theme as well; the bar asks for the number."""
        board.page.choice.only("act")
        keys(board, "D")
        assert "Zweitkarte" in board.page.bar.hint.text()
        keys(board, "2")
        assert board.steps == ["second_card"]
        second = self.second(board)
        assert (second.twin_of, second.cluster_id, second.text) == ("act", "means", board.card("act").text)
        assert board.row("means") == ["money", second.id]
        assert board.page.scene.themes["means"].counts == (1, 1)
        assert "1 + 1" in {run.text for run in board.page.scene.themes["means"].runs}
        board.desk.undo()
        assert board.row("means") == ["money"]
        assert board.page.scene.themes["means"].counts == (1, 0)

    def test_zero_is_no_theme_here(self, board: Board) -> None:
        """A second card hangs under a heading or nowhere."""
        board.page.choice.only("act")
        keys(board, "D", "0")
        assert board.steps == []
        assert board.said == ["Ein Thema 0 gibt es hier nicht."]

    def test_not_where_it_hangs(self, board: Board) -> None:
        """It is said that the card hangs there already."""
        board.page.choice.only("act")
        keys(board, "D", "1")
        assert board.steps == []
        assert board.said == ["Die Karte hängt schon in diesem Thema."]

    def test_typing_on_one_rewords_both(self, board: Board) -> None:
        """F2 on the second card: the first one says the same on the board at once."""
        board.page.choice.only("act")
        keys(board, "D", "2")
        second = self.second(board).id
        board.page.choice.only(second)
        keys(board, "F2")
        field = board.page.editing.field
        assert field is not None
        press(field, "Ctrl+A")
        type_text(field, "Zusammen handeln")
        press(field, "Return")
        assert board.steps == ["second_card", "reword_card"]
        assert board.card("act").text == "Zusammen handeln"
        assert {board.page.scene.cards[id].text for id in ("act", second)} == {"Zusammen handeln"}

    def test_the_menu_leads_to_the_other(self, board: Board, menu: None) -> None:
        """From the first to the second card and back, also where that is in a folded theme."""
        board.page.choice.only("act")
        open_menu(board)["Zweitkarte in Thema > 2  Ressourcen"].trigger()
        second = self.second(board).id
        board.page.choice.only("act")
        open_menu(board)["Zur Zweitkarte: Ressourcen"].trigger()
        assert board.page.choice.focus == second
        open_menu(board)["Zur Erstkarte: Gemeinsame Ziele"].trigger()
        assert board.page.choice.focus == "act"
        board.page.choice.only("means")
        keys(board, "K")
        board.page.choice.only("act")
        open_menu(board)["Zur Zweitkarte: Ressourcen"].trigger()
        assert board.page.choice.focus == "means"

    def test_deleting_the_first_leaves_a_card(self, board: Board) -> None:
        """Its badge goes and it counts for itself."""
        board.page.choice.only("act")
        keys(board, "D", "2")
        second = self.second(board).id
        assert "twin" in board.page.scene.cards[second].marks
        board.page.choice.only("act")
        keys(board, "Delete")
        assert board.steps == ["second_card", "delete_card"]
        assert board.card(second).twin_of is None
        assert "twin" not in board.page.scene.cards[second].marks


def test_dots_on_the_board(board: Board, menu: None) -> None:
    """Dots that may be seen stand at cards and headings; the menu then tidies up by them."""
    desk = board.desk
    assert "Nach Punkten aufräumen" not in open_menu(board, board.point(900, 500))
    edit = desk.do(voting.begin_round, title="Wichtig", targets="cards", group_id="group1", hidden=True)
    assert edit is not None
    desk.do(voting.count, edit.ids("rounds")[0], {"money": 5, "rules": 2}, "test")
    before = board.page.view.grab().toImage()
    desk.do(voting.hide_totals, edit.ids("rounds")[0], hidden=False)
    assert board.page.view.grab().toImage() != before
    assert "5 Punkte" in Spoken(desk, board.page.scene).description("money")
    assert "2 Punkte" in Spoken(desk, board.page.scene).description("goals")
    board.page.choice.only(None)
    open_menu(board, board.point(900, 500))["Nach Punkten aufräumen"].trigger()
    assert [theme.id for theme in order.clusters(desk.state, "group1")] == ["means", "goals"]
    assert board.row("goals") == ["rules", "act"]
