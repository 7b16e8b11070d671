"""The dots of a vote on the boards: how many cards and themes have, as far as the room may know."""

from __future__ import annotations

from collections.abc import Mapping

from . import order, voting
from .records import Card, Cluster, Id
from .state import State


def on_boards(state: State, group_id: Id | None = None) -> dict[Id, int]:
    """The dots of cards and themes that have some, of one group or of all: of each those of its last round.

    Rounds whose totals are hidden are left out. A second card has the dots of the first one.
    """
    found: dict[Id, int] = {}
    for round_ in voting.rounds(state):
        if round_.kind != "dots" or round_.hidden or round_.targets not in {"cards", "clusters"}:
            continue
        if group_id is None or round_.group_id in (None, group_id):
            found |= voting.totals(state, round_)
    for id in state.twins:
        card = state.get(Card, id)
        if card is not None and card.twin_of in found:
            found[id] = found[card.twin_of]
    return {id: count for id, count in found.items() if count}


def of_theme(state: State, theme: Cluster, dots: Mapping[Id, int]) -> int:
    """The dots of a theme, else those of its cards together; `dots` is what `on_boards` gives."""
    if own := dots.get(theme.id, 0):
        return own
    cards = order.cards_of_cluster(state, theme.id)
    firsts = {card.id: card for card in cards if state.get(Card, card.twin_of) is None}
    return sum(dots.get(id, 0) for id in firsts)
