"""What cards mean to each other: the kind of link that two cards suggest, and what is still unanswered."""

from __future__ import annotations

from dataclasses import dataclass

from . import order, twins
from .records import LINK_KINDS, Card, Category, Id, Link
from .state import State

MEANT = {"overcomes": ("recommendation", "obstacle"), "uses": ("recommendation", "opportunity")}
"""The roles between which a kind of link leads where both ends have them."""
DIRECTED = frozenset(MEANT)
"""The kinds that say something else the other way round."""


@dataclass(frozen=True, slots=True)
class Said:
    """A link as it is read at one of its cards; `outgoing`: it leads from that card to `other`."""

    link: Link
    other: Card
    outgoing: bool


def kind_between(state: State, one: Id, other: Id) -> str:
    """The kind of link that the categories of two cards suggest, in either direction."""
    roles = {_role(state, one), _role(state, other)}
    return next((kind for kind, ends in MEANT.items() if roles == set(ends)), "belongs_to")


def oriented(state: State, start: Id, end: Id, kind: str) -> tuple[Id, Id]:
    """From which card to which a link of a kind leads: as drawn, unless its meaning has it the other way."""
    meant = MEANT.get(kind)
    turned = meant is not None and (_role(state, end), _role(state, start)) == meant
    return (end, start) if turned else (start, end)


def found(state: State, start: Id, end: Id, kind: str) -> Link | None:
    """The link that says this of two cards already."""
    both = [*state.kids(Link, "from_card_id", start)]
    if kind not in DIRECTED:
        both += state.kids(Link, "to_card_id", start)
    same = (k for k in both if k.kind == kind and {k.from_card_id, k.to_card_id} == {start, end})
    return min(same, key=lambda k: k.id, default=None)


def of_card(state: State, card_id: Id) -> list[Said]:
    """All links of a card: what it does to others first, each by kind and the other's order of writing."""
    said = [
        Said(link, other, outgoing)
        for field, end, outgoing in (
            ("from_card_id", "to_card_id", True),
            ("to_card_id", "from_card_id", False),
        )
        for link in state.kids(Link, field, card_id)
        if (other := state.get(Card, getattr(link, end))) is not None
    ]
    kinds = {kind: n for n, kind in enumerate(LINK_KINDS)}
    return sorted(
        said, key=lambda s: (not s.outgoing, kinds.get(s.link.kind, len(kinds)), s.other.written, s.link.id)
    )


def of_board(state: State, group_id: Id) -> list[Link]:
    """The links between two cards of a group, in the order of writing of the cards they begin at."""
    row = []
    for link in state.all(Link):
        start, end = state.get(Card, link.from_card_id), state.get(Card, link.to_card_id)
        if start is not None and end is not None and start.group_id == group_id == end.group_id:
            row.append((start.written, end.written, link.kind, link.id, link))
    return [link for *_, link in sorted(row, key=lambda entry: entry[:4])]


def unanswered(state: State, group_id: Id | None = None) -> list[Card]:
    """The obstacles, of one group or all, that nothing overcomes; by group and in the order of writing.

    A card and its second one are one obstacle: what overcomes either of them overcomes both.
    """
    answered = {
        twins.original(state, card).id
        for link in state.all(Link)
        if link.kind == "overcomes" and (card := state.get(Card, link.to_card_id)) is not None
    }
    groups = {group.id: n for n, group in enumerate(order.groups(state))}
    open_ = [
        card
        for category in state.all(Category)
        if category.role == "obstacle"
        for card in state.kids(Card, "category_id", category.id)
        if (group_id is None or card.group_id == group_id)
        and not twins.is_second(state, card)
        and card.id not in answered
    ]
    return sorted(open_, key=lambda card: (groups.get(card.group_id, len(groups)), *order.writing_key(card)))


def is_same(state: State, one: Id, other: Id) -> bool:
    """Whether two ids stand for the same thought: one card, or a card and its second one."""
    a, b = state.get(Card, one), state.get(Card, other)
    return one == other or (
        a is not None and b is not None and twins.original(state, a) == twins.original(state, b)
    )


def _role(state: State, card_id: Id) -> str:
    card = state.get(Card, card_id)
    category = state.get(Category, card.category_id) if card is not None else None
    return category.role if category is not None else ""
