"""Linking by keyboard: L, walking or typing, Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.keys import click, press, type_text
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Id, Link
from werkstatt_desktop.ui.board.links.bar import LinkBar

Key = Qt.Key


def told(board: Board) -> set[tuple[Id, str, Id]]:
    return {(k.from_card_id, k.kind, k.to_card_id) for k in board.desk.state.all(Link)}


def begin(board: Board, id: Id) -> None:
    board.page.choice.only(id)
    press(board.page.view, Key.Key_L)
    assert board.page.linking.aim is not None


def typed(board: Board) -> str | None:
    """What was typed so far, None where nothing is aimed."""
    aim = board.page.linking.aim
    return aim.typed if aim is not None else None


def test_walking_links(board: Board) -> None:
    """L, an arrow, Enter: one edit, and undo takes it back; the keyboard is where it was."""
    begin(board, "skill")
    press(board.page.view, Key.Key_Right)
    assert board.page.choice.focus == "open"
    press(board.page.view, Key.Key_Return)
    assert told(board) == {("open", "uses", "skill")}
    assert board.steps == ["link"]
    assert board.page.choice.focus == "skill"
    board.desk.undo()
    assert told(board) == set()


def test_typing_finds_the_other_card(board: Board) -> None:
    """Some of its words are enough; what does not hold them is faint meanwhile."""
    begin(board, "open")
    type_text(board.page.view, "zustä")
    assert board.page.scene.lit == frozenset({"open", "unclear"})
    bar = board.viewport.findChild(LinkBar)
    assert bar is not None
    assert "zustä" in bar.hint.text()
    press(board.page.view, Key.Key_Return)
    assert told(board) == {("open", "overcomes", "unclear")}
    assert board.page.scene.lit is None


def test_tab_walks_what_was_found(board: Board) -> None:
    """Tab and Shift+Tab come by the cards that hold the words, and by no others."""
    begin(board, "skill")
    type_text(board.page.view, "r")
    found = {"act", "rules", "money", "unclear", "open"}
    found = {id for id in found if "r" in board.card(id).text.casefold()}
    come_by = set()
    for _ in range(8):
        come_by.add(board.page.choice.focus)
        press(board.page.view, Key.Key_Tab)
    assert come_by == found
    assert board.page.view.hasFocus()


def test_esc_takes_back_words_then_the_aim(board: Board) -> None:
    """Nothing is changed, and what was selected is selected again."""
    click(board.viewport, board.at("rules"))
    click(board.viewport, board.at("open"), Qt.KeyboardModifier.ControlModifier)
    before = board.page.choice.selected
    press(board.page.view, Key.Key_L)
    type_text(board.page.view, "zust")
    press(board.page.view, Key.Key_Backspace)
    assert typed(board) == "zus"
    press(board.page.view, Key.Key_Escape)
    assert typed(board) == ""
    press(board.page.view, Key.Key_Escape)
    assert typed(board) is None
    assert board.page.choice.selected == before
    assert board.steps == []
    assert board.page.bar.isVisible()


def test_several_cards_are_linked_at_once(board: Board) -> None:
    """All selected cards with the one that is walked to, in one step."""
    board.page.choice.select(["rules", "open"], focus="open")
    press(board.page.view, Key.Key_L)
    type_text(board.page.view, "unklar\n")
    assert told(board) == {("open", "overcomes", "unclear"), ("rules", "overcomes", "unclear")}
    assert board.steps == ["link"]


def test_enter_without_a_target_says_what_to_do(board: Board) -> None:
    """And goes on waiting."""
    begin(board, "open")
    press(board.page.view, Key.Key_Return)
    assert board.said[-1].startswith("Erst zu einer anderen Karte gehen")
    assert board.page.linking.aim is not None
    assert board.steps == []


def test_without_a_card_nothing_begins(board: Board) -> None:
    """L on the bare wall says what it is for."""
    press(board.page.view, Key.Key_L)
    assert board.page.linking.aim is None
    assert board.said[-1] == "Erst eine Karte wählen; L verknüpft sie dann mit einer anderen."


def test_click_on_the_target_links_too(board: Board) -> None:
    """After L the mouse may choose the other card."""
    board.page.linking.offer_to(board.page._pointer)
    begin(board, "open")
    click(board.viewport, board.at("unclear"))
    assert told(board) == {("open", "overcomes", "unclear")}
    assert board.steps == ["link"]


def test_click_on_the_wall_ends_the_aim(board: Board) -> None:
    """Nothing is linked."""
    board.page.linking.offer_to(board.page._pointer)
    begin(board, "open")
    click(board.viewport, board.point(700, 600))
    assert board.page.linking.aim is None
    assert board.steps == []


def test_click_on_the_handle_goes_on_by_keyboard(board: Board) -> None:
    """Who does not like to drag, clicks the handle and then the other card."""
    board.page.linking.offer_to(board.page._pointer)
    QTest.mouseMove(board.viewport, board.at("open"))
    box = board.box("open")
    click(board.viewport, board.point(box.right, box.y + box.height / 2))
    assert board.page.linking.aim is not None
    click(board.viewport, board.at("unclear"))
    assert told(board) == {("open", "overcomes", "unclear")}


@pytest.mark.parametrize(
    ("key", "kind"), [("1", "overcomes"), ("2", "uses"), ("3", "belongs_to"), ("4", "contradicts")]
)
def test_numbers_name_the_kind(board: Board, key: str, kind: str) -> None:
    """Right after linking; the same number again changes nothing."""
    begin(board, "act")
    type_text(board.page.view, "unklar\n")
    press(board.page.view, Qt.Key(ord(key)))
    press(board.page.view, Qt.Key(ord(key)))
    assert told(board) == {("act", kind, "unclear")}
    assert board.steps == (["link"] if kind == "belongs_to" else ["link", "change_link"])


def test_other_keys_are_for_the_board_again(board: Board) -> None:
    """Walking on lets go of the link, and Del then means the card."""
    begin(board, "open")
    type_text(board.page.view, "unklar\n")
    press(board.page.view, Key.Key_Left)
    assert board.page.linking.chosen == frozenset()
    press(board.page.view, Key.Key_Delete)
    assert board.steps[-1] == "delete_card"


def test_source_that_vanishes_ends_the_aim(board: Board) -> None:
    """As when another device deletes the card meanwhile."""
    from werkstatt_desktop.domain.verbs.cards import delete_cards

    begin(board, "open")
    board.desk.do(delete_cards, ["open"])
    assert board.page.linking.aim is None
    assert board.page.bar.isVisible()


def test_other_group_ends_the_aim(board: Board) -> None:
    """Its cards are not in view any more."""
    begin(board, "open")
    board.desk.show_group("group2")
    assert board.page.linking.aim is None
    assert board.steps == []
