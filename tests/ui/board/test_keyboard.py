"""The board by keyboard: everything that the mouse can do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.keys import click, press, type_text
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.layout import CARD_HEIGHT, CARD_WIDTH, GAP
from werkstatt_desktop.domain.records import Card, Cluster, Record
from werkstatt_desktop.ui.board.nudge import PAUSE_MS
from werkstatt_desktop.ui.board.picker import WAIT_MS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def keys(board: Board, *names: str) -> None:
    for name in names:
        press(board.page.view, name)


def focus(board: Board) -> str | None:
    return board.page.choice.focus


def test_arrows_walk_between_cards_and_headings(board: Board) -> None:
    """Each arrow goes to what lies in its direction; at the edge it stays."""
    keys(board, "Right")
    assert focus(board) == "goals"
    keys(board, "Down")
    assert focus(board) in {"act", "rules"}
    board.page.choice.only("act")
    keys(board, "Right")
    assert focus(board) == "rules"
    keys(board, "Right")
    assert focus(board) == "money"
    keys(board, "Up")
    assert focus(board) == "means"
    keys(board, "Left")
    assert focus(board) == "goals"
    board.page.choice.only("unclear")
    keys(board, "Left", "Down")
    assert focus(board) == "unclear"
    keys(board, "Right", "Right")
    assert focus(board) == "open"
    assert board.steps == []


def test_tab_goes_in_reading_order_and_leaves_at_the_end(board: Board) -> None:
    """Themes with their cards first, then loose cards; after the last one Tab goes on in the window."""
    seen = []
    for _ in range(8):
        keys(board, "Tab")
        seen.append(focus(board))
    assert seen == ["goals", "act", "rules", "means", "money", "unclear", "skill", "open"]
    QTest.keyClick(board.page.view, Qt.Key.Key_Backtab, SHIFT)
    assert focus(board) == "skill"
    board.page.choice.walk_to("open")
    assert not board.page._keys.tab(forward=True)


def test_what_has_the_keyboard_comes_into_view(board: Board) -> None:
    """Walking to a card outside the view moves the view."""
    board.page.view.camera.zoom_to(3.0)
    for id in ("open", "act"):
        board.page.choice.only({"open": "skill", "act": "goals"}[id])
        keys(board, "Tab")
        assert focus(board) == id
        assert board.viewport.rect().contains(board.at(id))


def test_space_selects(board: Board) -> None:
    """Walking does not touch the selection; space adds and takes away."""
    board.page.choice.only("unclear")
    keys(board, "Space", "Right", "Space", "Right")
    assert board.chosen == {"unclear", "skill"}
    assert focus(board) == "open"
    keys(board, "Left", "Space")
    assert board.chosen == {"unclear"}
    keys(board, "Escape")
    assert board.page.choice.selected == frozenset()


def test_nudging_is_one_edit_for_quick_presses(board: Board) -> None:
    """Presses show at once, are done when they pause, and go 8 pixels each."""
    board.page.choice.only("unclear")
    keys(board, "Ctrl+Right", "Ctrl+Right", "Ctrl+Down")
    assert (board.box("unclear").x, board.box("unclear").y) == (16.0, 248.0)
    assert board.steps == []
    QTest.qWait(PAUSE_MS + 100)
    assert board.steps == ["move_card"]
    assert board.place("unclear") == (16.0, 248.0)


@pytest.mark.parametrize("after", ["Right", "0", "undo", "settling", "click", "focus"])
def test_nudging_is_done_before_anything_else(board: Board, after: str) -> None:
    """Another key, the mouse, leaving the board or undo end the presses; undo takes them back."""
    board.page.choice.only("unclear")
    keys(board, "Ctrl+Right", "Ctrl+Right")
    if after == "undo":
        board.desk.undo()
        assert board.place("unclear") == (0.0, 240.0)
        assert board.box("unclear").x == 0.0
        return
    if after == "settling":
        board.desk.settling.emit()
    elif after == "click":
        click(board.viewport, board.at("skill"))
    elif after == "focus":
        board.page.view.clearFocus()
    else:
        keys(board, after)
    assert board.steps == ["move_card"]
    assert board.place("unclear") == (16.0, 240.0)


def test_nudging_there_and_back_is_no_edit(board: Board) -> None:
    """What ends where it began has not moved."""
    board.page.choice.only("unclear")
    keys(board, "Ctrl+Right", "Ctrl+Left", "Escape")
    assert board.steps == []
    assert board.box("unclear").x == 0.0


def test_nudging_themes_and_loose_cards(board: Board) -> None:
    """Both move together in one edit."""
    board.page.choice.select(["goals", "unclear"])
    keys(board, "Ctrl+Down", "Ctrl+Down")
    board.desk.settling.emit()
    assert board.steps == ["move_cards"]
    assert (board.box("goals").y, board.place("unclear")) == (16.0, (0.0, 256.0))


def test_nudging_in_a_theme_changes_the_order(board: Board) -> None:
    """A card of a theme changes places with its neighbours and stays in the theme."""
    board.page.choice.only("act")
    keys(board, "Ctrl+Right", "Ctrl+Right")
    assert board.row("goals") == ["rules", "act"]
    assert board.steps == []
    board.desk.settling.emit()
    assert board.steps == ["put_into_cluster"]
    assert board.row("goals") == ["rules", "act"]
    keys(board, "Ctrl+Left", "Ctrl+Right")
    board.desk.settling.emit()
    assert board.steps == ["put_into_cluster"]


def test_a_theme_is_formed_and_named(board: Board) -> None:
    """G makes a theme of the selected cards; what is typed next is its heading."""
    board.page.choice.select(["unclear", "open"])
    keys(board, "G")
    assert board.steps == ["form_cluster"]
    field = board.page.editing.field
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    type_text(field, "Übergänge & „Klärung“")
    press(field, "Return")
    assert board.steps == ["form_cluster", "name_cluster"]
    (theme,) = (c for c in board.desk.state.all(Cluster) if c.id not in {"goals", "means"})
    assert theme.heading == "Übergänge & „Klärung“"
    assert board.row(theme.id) == ["unclear", "open"]
    assert board.page.view.hasFocus()
    assert focus(board) == theme.id


def test_a_theme_may_have_no_heading(board: Board) -> None:
    """Enter in the empty field leaves a theme without heading, which is one step."""
    board.page.choice.only("unclear")
    keys(board, "G")
    press(board.page.editing.field, "Return")  # type: ignore[arg-type]
    assert board.steps == ["form_cluster"]
    assert board.page.editing.field is None


def test_a_theme_without_cards(board: Board) -> None:
    """With nothing chosen G begins an empty theme in the middle of the view."""
    keys(board, "G")
    press(board.page.editing.field, "Return")  # type: ignore[arg-type]
    (theme,) = (c for c in board.desk.state.all(Cluster) if c.id not in {"goals", "means"})
    middle = board.page.view.on_board(board.viewport.rect().center())
    assert board.box(theme.id).contains(middle.x(), middle.y())


def test_into_a_theme_by_number(board: Board) -> None:
    """M shows the numbers and waits; a digit is enough while there are fewer than ten themes."""
    board.page.choice.select(["unclear", "skill"])
    keys(board, "M")
    assert [theme.number for theme in board.page.scene.themes.values()] == [1, 2]
    assert board.page.bar.hint.isVisible()
    keys(board, "2")
    assert board.steps == ["put_into_cluster"]
    assert board.row("means") == ["money", "unclear", "skill"]
    assert [theme.number for theme in board.page.scene.themes.values()] == [None, None]
    assert not board.page.bar.hint.isVisible()


def test_out_of_a_theme_by_zero(board: Board) -> None:
    """M 0 hangs cards loose where there is room."""
    board.page.choice.only("act")
    keys(board, "M", "0")
    assert board.steps == ["move_card"]
    assert board.card("act").cluster_id is None
    places = [board.place(id) for id in ("unclear", "skill", "open", "act")]
    assert len(set(places)) == 4


def test_two_digits_for_many_themes(make_board: Callable[[list[Record]], Board]) -> None:
    """With twelve themes 1 waits for a second digit, a moment long; 12 is the twelfth."""
    themes: list[Record] = [
        Cluster(id=f"t{n}", group_id="group1", x=(n % 4) * 450.0, y=(n // 4) * 200.0, rank=float(n))
        for n in range(1, 13)
    ]
    cards = [r for r in usual() if isinstance(r, Card) and r.cluster_id is None]
    board = make_board([*themes, *cards])
    board.page.choice.only("unclear")
    keys(board, "M", "1", "2")
    assert board.row("t12") == ["unclear"]
    board.page.choice.only("skill")
    keys(board, "M", "1")
    assert board.card("skill").cluster_id is None
    QTest.qWait(WAIT_MS + 100)
    assert board.row("t1") == ["skill"]
    board.page.choice.only("open")
    keys(board, "M", "1", "Return")
    assert board.row("t1") == ["skill", "open"]
    keys(board, "M", "9")
    assert board.row("t9") == ["open"]


def test_the_number_can_be_left(board: Board) -> None:
    """Esc leaves, another letter leaves, a number that is not there says so; nothing is changed."""
    board.page.choice.only("unclear")
    for key in ("Escape", "X", "7"):
        keys(board, "M", key)
        assert not board.page.bar.hint.isVisible()
    assert board.steps == []
    assert board.said == ["Ein Thema 7 gibt es hier nicht."]


def test_delete_takes_cards_away_and_the_keyboard_goes_on(board: Board) -> None:
    """Del deletes what is chosen in one step; undo brings it back."""
    board.page.choice.only("unclear")
    keys(board, "Delete")
    assert board.steps == ["delete_card"]
    assert "unclear" not in board.page.scene.cards
    assert focus(board) == "skill"
    board.page.choice.select(["skill", "open"])
    keys(board, "Delete")
    assert board.steps == ["delete_card", "delete_cards"]
    board.desk.undo()
    board.desk.undo()
    assert {"unclear", "skill", "open"} <= board.page.scene.cards.keys()


def test_delete_dissolves_a_theme(board: Board) -> None:
    """Its cards hang where they hung; undo brings the theme back."""
    before = board.box("rules")
    board.page.choice.only("goals")
    keys(board, "Delete")
    assert board.steps == ["dissolve_cluster"]
    assert "goals" not in board.page.scene.themes
    assert board.box("rules") == before
    board.desk.undo()
    assert board.row("goals") == ["act", "rules"]


def test_delete_of_cards_and_themes_is_one_step(board: Board) -> None:
    """Cards and themes that are chosen together go together."""
    board.page.choice.select(["goals", "act", "unclear"])
    keys(board, "Delete")
    assert board.steps == ["delete_cards"]
    assert set(board.page.scene.cards) == {"rules", "money", "skill", "open"}
    board.desk.undo()
    assert board.row("goals") == ["act", "rules"]


def test_everything_is_selected(board: Board) -> None:
    """Ctrl+A selects all cards and themes, Enter on a heading its cards."""
    keys(board, "Ctrl+A")
    assert len(board.page.choice.selected) == 8
    board.page.choice.only("goals")
    keys(board, "Return")
    assert board.page.choice.selected == {"act", "rules"}


def test_tidying_is_one_edit(board: Board) -> None:
    """R brings themes and loose cards into rows; a second time it changes nothing."""
    keys(board, "R")
    assert board.steps == ["tidy_up"]
    first = board.place("unclear")
    assert board.place("skill") == (first[0] + CARD_WIDTH + GAP, first[1])
    assert first[1] >= board.box("goals").bottom
    keys(board, "R")
    assert board.steps == ["tidy_up"]


def test_tidying_makes_room_for_tall_cards(make_board: Callable[[list[Record]], Board]) -> None:
    """A card that grew with its text pushes what lies below it down."""
    long = Card(
        id="long", group_id="group1", category_id="obstacle", text="Zusammenarbeit klären und " * 9, written=1
    )
    row = [
        Card(id=f"n{n}", group_id="group1", category_id="obstacle", text="kurz", y=100.0 * n, written=2 + n)
        for n in range(1, 9)
    ]
    board = make_board([long, *row])
    assert board.box("long").height > CARD_HEIGHT
    keys(board, "R")
    boxes = [board.box(id) for id in board.page.scene.cards]
    for box in boxes:
        touching = [
            b for b in boxes if b.x < box.right and box.x < b.right and b.y < box.bottom and box.y < b.bottom
        ]
        assert touching == [box]


def test_zoom_keys(board: Board) -> None:
    """Plus and minus zoom, 0 shows everything again."""
    camera = board.page.view.camera
    start = camera.zoom
    keys(board, "+")
    assert camera.zoom == pytest.approx(start * 1.25)
    QTest.keyClick(board.page.view, Qt.Key.Key_Plus, SHIFT)
    keys(board, "-", "-", "-")
    assert camera.zoom == pytest.approx(start / 1.25)
    keys(board, "0")
    assert camera.zoom == pytest.approx(start)
    assert board.steps == []


def test_letters_of_later_are_left_alone(board: Board) -> None:
    """Shift and a letter, Alt and Ctrl with a letter are no commands of the board."""
    board.page.choice.only("unclear")
    QTest.keyClick(board.page.view, Qt.Key.Key_G, SHIFT)
    QTest.keyClick(board.page.view, Qt.Key.Key_R, CTRL)
    QTest.keyClick(board.page.view, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert board.steps == []
    assert not board.page.bar.hint.isVisible()


def test_unusual_keys_do_no_harm(board: Board) -> None:
    """Keys of other alphabets reach the board as numbers that have no name."""
    type_text(board.page.view, "жß漢🎉")
    assert board.steps == []
