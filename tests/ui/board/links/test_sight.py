"""Links on the screen: what is seen is where they run now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF

from tests.ui.board.test_painting import on_screen, painted_anew
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Card, Link, Record
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.ui.board.load import Load
from werkstatt_desktop.ui.board.page import BoardPage

FEW = 60
"""Dots that may differ: dashes begin where a piece of the wall does. A link left behind has more."""


def differing(page: BoardPage) -> str:
    """Where the screen shows something else than what would be painted; nothing where it does not."""
    one, other = on_screen(page), painted_anew(page)
    dots = [
        (x, y)
        for y in range(one.height())
        if one.constScanLine(y) != other.constScanLine(y)
        for x in range(one.width())
        if abs((one.pixel(x, y) >> 8 & 255) - (other.pixel(x, y) >> 8 & 255)) > 24
    ]
    return f"{len(dots)} dots, from {dots[0]} to {dots[-1]}" if len(dots) > FEW else ""


def test_a_link_that_goes_another_way_leaves_nothing_behind(
    make_board: Callable[[list[Record]], Board],
) -> None:
    """A card taken out of a theme lets its neighbour move up; its link moves along, faint or lit."""
    far = Card(
        id="far", group_id="group1", category_id="obstacle", text="Weit weg", x=20.0, y=-500.0, written=9
    )
    ways = [
        Link(id=other, from_card_id="rules", to_card_id=other, kind="overcomes") for other in ("money", "far")
    ]
    board = make_board([*usual(), far, *ways])
    board.page.view.camera.show_all()
    on_screen(board.page)
    board.desk.do(cards.delete_cards, ["act"])
    assert board.row("goals") == ["rules"]
    assert differing(board.page) == ""
    board.desk.undo()
    assert board.row("goals") == ["act", "rules"]
    assert differing(board.page) == ""
    board.page.choice.only("rules")
    on_screen(board.page)
    board.desk.do(cards.delete_cards, ["act"])
    assert differing(board.page) == ""


def test_a_link_of_a_carried_card_is_gone_meanwhile(make_board: Callable[[list[Record]], Board]) -> None:
    """It leaves nothing behind where the card hung, and is there again when the card is put back."""
    far = Card(id="far", group_id="group1", category_id="obstacle", text="Weit weg", x=20.0, y=-500.0)
    way = Link(id="way", from_card_id="rules", to_card_id="far", kind="overcomes")
    board = make_board([*usual(), far, way])
    board.page.view.camera.show_all()
    for chosen in (None, "rules"):
        board.page.choice.only(chosen)
        on_screen(board.page)
        load = Load(board.page.scene, ["rules"])
        load.shift(QPointF(300.0, 300.0))
        assert differing(board.page) == ""
        load.put_back()
        assert differing(board.page) == ""
