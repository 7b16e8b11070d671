"""From box to box by arrows."""

from __future__ import annotations

import pytest

from werkstatt_desktop.domain.layout import Rect
from werkstatt_desktop.ui.board.walk import DOWN, LEFT, RIGHT, UP, Direction, beside

GRID = {
    f"{row}{column}": Rect(column * 200.0, row * 90.0, 188.0, 76.0) for row in range(3) for column in range(4)
}
BACK = {LEFT: RIGHT, RIGHT: LEFT, UP: DOWN, DOWN: UP}


@pytest.mark.parametrize(
    ("here", "direction", "there"),
    [
        ("00", RIGHT, "01"),
        ("00", DOWN, "10"),
        ("11", LEFT, "10"),
        ("23", UP, "13"),
        ("00", LEFT, None),
        ("23", DOWN, None),
    ],
)
def test_in_a_grid(here: str, direction: Direction, there: str | None) -> None:
    """In rows and columns each arrow goes to the neighbour, and nowhere at the edge."""
    assert beside(GRID, here, direction) == there


def test_there_and_back() -> None:
    """In a grid the opposite arrow leads back."""
    for here in GRID:
        for direction, back in BACK.items():
            there = beside(GRID, here, direction)
            assert there is None or beside(GRID, there, back) == here


def test_straight_ahead_is_nearer_than_aslant() -> None:
    """A card in the same row, though farther, comes before a nearer one in another row."""
    boxes = {"here": Rect(0, 0, 188, 76), "aslant": Rect(150, 90, 188, 76), "ahead": Rect(480, 10, 188, 76)}
    assert beside(boxes, "here", RIGHT) == "ahead"


def test_what_lies_aslant_can_be_reached() -> None:
    """Where nothing lies straight ahead the nearest aslant is taken, but nothing far to the side."""
    boxes = {"here": Rect(0, 0, 188, 76), "aslant": Rect(300, 120, 188, 76), "aside": Rect(20, 900, 188, 76)}
    assert beside(boxes, "here", RIGHT) == "aslant"
    assert beside({id: boxes[id] for id in ("here", "aside")}, "here", RIGHT) is None
