"""One card under two headings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .. import layout, order
from ..edits import Edit
from ..errors import Refused
from ..records import Card, Cluster, Id, new_id
from ..state import State
from ..twins import family, original
from ._edit import edit
from ._room import with_room


def second_cards(
    state: State, card_ids: Collection[Id], cluster_id: Id, *, height_of: layout.HeightOf = layout.even
) -> Edit:
    """Cards hang at the end of another theme as well; each counts once, and both say the same for good.

    A card that hangs there already in one way or the other is passed over. Raises `Refused` where the
    theme is gone, belongs to another group than a card, or has all of them ("second_card_is_there").
    """
    cluster = state.get(Cluster, cluster_id)
    if cluster is None:
        raise Refused("theme_is_gone")
    cards = [card for id in dict.fromkeys(card_ids) if (card := state.get(Card, id))]
    if any(card.group_id != cluster.group_id for card in cards):
        raise Refused("theme_of_another_group")
    firsts = {first.id: first for first in (original(state, card) for card in cards)}
    wanted = [
        first
        for first in firsts.values()
        if all(other.cluster_id != cluster_id for other in family(state, first))
    ]
    if cards and not wanted:
        raise Refused("second_card_is_there")
    rank = max((card.rank for card in order.cards_of_cluster(state, cluster_id)), default=-1.0) + 1.0
    new = [
        replace(first, id=new_id(), twin_of=first.id, cluster_id=cluster_id, rank=rank + n)
        for n, first in enumerate(wanted)
    ]
    return with_room(state, edit("second_card", state, new), [cluster_id], height_of)
