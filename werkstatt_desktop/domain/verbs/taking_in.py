"""Cards from a table, with the groups, categories and themes that they need: one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .. import layout, order
from ..boards import likely_height
from ..edits import Edit
from ..errors import Refused
from ..records import Card, Cluster, Id, Record
from ..state import State
from ..taking import MOST_CARDS, Plan, Wishes, planned
from ..vacancy import free_places
from ._edit import edit
from ._room import with_room


def take_in(state: State, rows: Sequence[Sequence[str]], wishes: Wishes) -> Edit:
    """New cards from the rows of a table, in the order of the rows.

    Cards go to the end of the theme that their row names, others hang loose. Raises `Refused`: empty_card
    where no row gives a card, too_many_cards.
    """
    plan = planned(state, rows, wishes)
    if not plan.cards:
        raise Refused("empty_card")
    if plan.cards > MOST_CARDS:
        raise Refused("too_many_cards", count=plan.cards, limit=MOST_CARDS)
    cards = _cards(state, plan)
    new = {theme.id for theme in plan.themes}
    there = [card for card in cards if card.cluster_id is not None and card.cluster_id not in new]
    steps = _Steps(state)
    steps.take([*plan.categories, *plan.groups, *there])
    steps.make_room(there)
    for group_id in dict.fromkeys(theme.group_id for theme in plan.themes):
        steps.take(_placed(steps.state, group_id, plan, cards))
    steps.take([card for card in cards if card.cluster_id in new])
    steps.take(_spread(steps.state, [card for card in cards if card.cluster_id is None]))
    return steps.made


class _Steps:
    """One edit in the making; what is placed later sees what was placed before."""

    def __init__(self, state: State) -> None:
        self._before = self.state = state
        self.made = Edit("take_in", ())

    def take(self, records: Sequence[Record]) -> None:
        self._add(edit("take_in", self.state, records))

    def make_room(self, cards: Sequence[Card]) -> None:
        """What themes would cover that have grown by these cards goes aside."""
        for group_id in dict.fromkeys(card.group_id for card in cards):
            grown = dict.fromkeys(c.cluster_id for c in cards if c.cluster_id and c.group_id == group_id)
            whole = with_room(self._before, self.made, [id for id in grown if id], likely_height)
            self._add(Edit("take_in", whole.changes[len(self.made.changes) :]))

    def _add(self, more: Edit) -> None:
        self.made = Edit("take_in", (*self.made.changes, *more.changes), self.made.cleaned or more.cleaned)
        self.state = self.state.take(more)[0]


def _cards(state: State, plan: Plan) -> list[Card]:
    """The cards in their order; in a theme they follow those that are there."""
    ranks: dict[Id, float] = {}
    cards: list[Card] = []
    for line in plan.lines:
        for position, text in enumerate(line.texts):
            rank = 0.0
            if (theme := line.cluster_id) is not None:
                if theme not in ranks:
                    ranks[theme] = max((c.rank for c in order.cards_of_cluster(state, theme)), default=-1.0)
                rank = ranks[theme] = ranks[theme] + 1.0
            cards.append(
                Card(
                    group_id=line.group_id,
                    category_id=line.category_id,
                    cluster_id=theme,
                    rank=rank,
                    text=text,
                    explanation="" if position else line.explanation,
                    written=state.last_written + len(cards) + 1,
                )
            )
    return cards


def _placed(state: State, group_id: Id, plan: Plan, cards: Sequence[Card]) -> list[Cluster]:
    """The new themes of a group, large enough for their cards, in rows below all that hangs on its board."""
    there = layout.arrange(state, group_id, layout.rough).bounds()
    x, y, shelf = there.x, there.bottom + layout.THEME_GAP if there.height else 0.0, 0.0
    heights: dict[Id | None, list[float]] = {}
    for card in cards:
        heights.setdefault(card.cluster_id, []).append(likely_height(card))
    themes = [theme for theme in plan.themes if theme.group_id == group_id]
    sizes = [layout.theme_cells(heights[theme.id])[1:] for theme in themes]
    boxes = [layout.Rect(0.0, 0.0, *size) for size in sizes]
    wall = max(layout.wall_width(boxes, []), there.width)
    placed = []
    for theme, (width, height) in zip(themes, sizes, strict=True):
        if x > there.x and x + width > there.x + wall:
            x, y, shelf = there.x, y + shelf + layout.THEME_GAP, 0.0
        placed.append(replace(theme, x=x, y=y))
        x += width + layout.THEME_GAP
        shelf = max(shelf, height)
    return placed


def _spread(state: State, loose: Sequence[Card]) -> list[Card]:
    """Loose cards on free places of their boards."""
    placed: dict[Id, Card] = {}
    for group_id in dict.fromkeys(card.group_id for card in loose):
        mine = [card for card in loose if card.group_id == group_id]
        places = free_places(state, group_id, [likely_height(card) for card in mine])
        placed |= {card.id: replace(card, x=x, y=y) for card, (x, y) in zip(mine, places, strict=True)}
    return [placed[card.id] for card in loose]
