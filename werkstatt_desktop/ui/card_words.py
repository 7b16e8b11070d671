"""What is said of a card where another thing names it."""

from __future__ import annotations

from ..domain.hiding import is_hidden
from ..domain.records import Card
from .desk import Desk


def text_of(desk: Desk, card: Card) -> str:
    """What a card says, on one line; of one on a hidden board only that it is there."""
    if is_hidden(desk.state, card):
        return desk.texts("hidden card")
    return " ".join(card.text.split())
