"""What becomes of a suggestion that is accepted or turned down: one step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....domain import order
from ....domain.edits import Edit
from ....domain.records import Card, Id
from ....domain.verbs import board, suggesting
from ...desk import Desk
from ..deeds import Deeds

if TYPE_CHECKING:
    from ....suggest.offers import Offer


def accept(desk: Desk, deeds: Deeds, offer: Offer, theme_id: Id | None = None) -> Edit | None:
    """Do what is suggested, into the given theme where there is a choice."""
    if offer.kind == "theme":
        return deeds.drop_into(offer.cards, theme_id or offer.themes[0])
    if offer.kind == "heading":
        return desk.do(board.name_cluster, offer.themes[0], offer.heading)
    if offer.kind == "twice":
        return _hang_together(desk, deeds, offer)
    return _form(desk, deeds, offer)


def decline(desk: Desk, offer: Offer) -> Edit | None:
    """Have it never come back."""
    return desk.do(suggesting.decline, offer.kind, offer.about)


def _hang_together(desk: Desk, deeds: Deeds, offer: Offer) -> Edit | None:
    """Cards that say the same hang behind the one that has a theme, or make one; none of them is lost."""
    cards = [card for id in offer.cards if (card := desk.state.get(Card, id))]
    first = next((card for card in cards if card.cluster_id is not None), None)
    if first is None or first.cluster_id is None:
        return _form(desk, deeds, offer)
    members = [card.id for card in order.cards_of_cluster(desk.state, first.cluster_id)]
    others = [card.id for card in cards if card.cluster_id != first.cluster_id]
    return deeds.drop_into(others, first.cluster_id, members.index(first.id) + 1)


def _form(desk: Desk, deeds: Deeds, offer: Offer) -> Edit | None:
    if desk.group_id is None:
        return None
    return desk.do(
        board.form_cluster, desk.group_id, offer.cards, offer.heading, None, height_of=deeds.height
    )
