"""What is done to themes as a whole: merge, split, put in order, colour, fold, make room around them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from .. import dots, layout, order
from ..edits import Edit
from ..errors import Refused
from ..records import COLOURS, FAR, Card, Cluster, Id, Record
from ..state import State
from ..twins import family
from ._edit import deleted, edit, hanging_on, ranks_between
from ._room import pushing, theme_box, with_room

_NOWHERE = layout.Rect(-FAR, -FAR, 0.0, 0.0)
ORDERS = ("time", "category", "dots")
"""By the order of writing; by category, or most dots first, and within one by the order of writing."""


def merge(
    state: State,
    cluster_ids: Collection[Id],
    card_ids: Collection[Id] = (),
    *,
    height_of: layout.HeightOf = layout.even,
) -> Edit:
    """Themes become the first of them, with all their cards in turn, then the further cards.

    It has the first heading that is not empty, the first tint, a dissent that any of them has, and the
    consensus that all of them have. Of a card and its second card that come together so, only one is
    left. Raises `Refused` for a single theme without further cards, and for themes of several groups.
    """
    themes = [c for id in dict.fromkeys(cluster_ids) if (c := state.get(Cluster, id))]
    further = [card for id in dict.fromkeys(card_ids) if (card := state.get(Card, id))]
    if not themes or len(themes) + bool(further) < 2:
        raise Refused("theme_is_gone")
    kept = themes[0]
    if {*(theme.group_id for theme in themes), *(card.group_id for card in further)} != {kept.group_id}:
        raise Refused("theme_of_another_group")
    row = [card for theme in themes for card in order.cards_of_cluster(state, theme.id)]
    row += [card for card in further if card not in row]
    left, spare = _once(state, row)
    agreed = {theme.consensus for theme in themes}
    one = replace(
        kept,
        heading=next((theme.heading for theme in themes if theme.heading), ""),
        tint=next((theme.tint for theme in themes if theme.tint), None),
        dissent=any(theme.dissent for theme in themes),
        consensus=kept.consensus if len(agreed) == 1 else "none",
        folded=all(theme.folded for theme in themes),
    )
    records: list[Record] = [one, *(replace(theme, gone=True) for theme in themes[1:])]
    less = {record.id: record for record in deleted(state, spare)}
    last = max((card.rank for card in left if card.cluster_id == kept.id), default=-1.0)
    for card in left:
        named = less.pop(card.id, card)
        own = named if isinstance(named, Card) else card
        if own.cluster_id != kept.id:
            own = replace(own, cluster_id=kept.id, rank=(last := last + 1.0))
        records.append(own)
    records += less.values()
    return with_room(state, edit("merge_clusters", state, records), [kept.id], height_of)


def split(
    state: State, cluster_id: Id, card_ids: Collection[Id], *, height_of: layout.HeightOf = layout.even
) -> Edit:
    """Some cards of a theme become a theme without heading beside it, which follows it in number.

    The id of the new theme is `edit.ids("clusters")[0]`. Raises `Refused` where none of the cards is in
    the theme, or all are ("nothing_to_split").
    """
    theme = _theme(state, cluster_id)
    members = order.cards_of_cluster(state, cluster_id)
    wanted = set(card_ids)
    going = [card for card in members if card.id in wanted]
    if not going or len(going) == len(members):
        raise Refused("nothing_to_split")
    box = theme_box(state, theme, height_of)
    _, width, height = layout.theme_cells([height_of(card) for card in going])
    others = layout.arrange(state, theme.group_id, height_of)
    x, y = layout.nearest_room(
        (box.right + layout.THEME_GAP, box.y),
        width,
        height,
        others.themes.values(),
        [others.cards[card.id] for card in order.loose(state, theme.group_id)],
    )
    new = Cluster(group_id=theme.group_id, x=float(round(x)), y=float(round(y)), tint=theme.tint)
    row = order.clusters(state, theme.group_id)
    place = next(n for n, cluster in enumerate(row) if cluster.id == cluster_id) + 1
    ranked = _ranked([*row[:place], new, *row[place:]], place)
    cards = [replace(card, cluster_id=new.id, rank=float(n)) for n, card in enumerate(going)]
    # The new one first.
    ranked.sort(key=lambda cluster: cluster.id != new.id)
    return edit("split_cluster", state, [*ranked, *cards])


def tint(state: State, cluster_ids: Collection[Id], colour: str | None) -> Edit:
    """Themes get one of COLOURS, or none."""
    if colour is not None and colour not in COLOURS:
        raise Refused("unknown_field")
    return edit("tint_cluster", state, [replace(theme, tint=colour) for theme in _themes(state, cluster_ids)])


def fold(
    state: State,
    cluster_ids: Collection[Id],
    *,
    folded: bool,
    height_of: layout.HeightOf = layout.even,
) -> Edit:
    """Themes show only their headings, or their cards again; what those would cover moves aside."""
    themes = [replace(theme, folded=folded) for theme in _themes(state, cluster_ids)]
    made = edit("fold_cluster" if folded else "unfold_cluster", state, themes)
    return with_room(state, made, [theme.id for theme in themes], height_of)


def order_cards(state: State, cluster_ids: Collection[Id], by: str) -> Edit:
    """The cards of themes in one of ORDERS; moving cards by hand goes on from there."""
    key = _order_key(state, by)
    records: list[Card] = []
    for theme in _themes(state, cluster_ids):
        row = order.cards_of_cluster(state, theme.id)
        ranks = sorted(card.rank for card in row)
        if len(set(ranks)) < len(ranks):
            ranks = [float(n) for n in range(len(row))]
        ordered = sorted(row, key=key)
        if ordered != row:
            records += [replace(card, rank=rank) for card, rank in zip(ordered, ranks, strict=True)]
    return edit("order_cards", state, records)


def order_loose(state: State, group_id: Id, by: str, *, height_of: layout.HeightOf = layout.even) -> Edit:
    """The loose cards of a board in rows below the themes, in one of ORDERS."""
    cards = sorted(order.loose(state, group_id), key=_order_key(state, by))
    boxes = layout.arrange(state, group_id, height_of)
    themes = [*boxes.themes.values()]
    top = max((box.bottom for box in themes), default=-layout.THEME_GAP) + layout.THEME_GAP
    left = min((box.x for box in themes), default=0.0)
    wall = layout.wall_width(themes, [boxes.cards[card.id] for card in cards])
    places = layout.in_rows([height_of(card) for card in cards], left, top, wall)
    placed = [replace(card, x=x, y=y) for card, (x, y) in zip(cards, places, strict=True)]
    return edit("order_cards", state, placed)


def tidy_around(
    state: State,
    cluster_ids: Collection[Id],
    card_ids: Collection[Id],
    *,
    height_of: layout.HeightOf = layout.even,
) -> Edit:
    """Nothing lies on these themes any more, and these loose cards lie in rows where they are.

    Themes and cards are of one group; all else stays as far as it is in nobody's way.
    """
    themes = _themes(state, cluster_ids)
    loose = [c for id in dict.fromkeys(card_ids) if (c := state.get(Card, id)) and order.is_loose(state, c)]
    made = edit("tidy_up", state, _rowed(loose, height_of))
    after = state.apply(made.changes)
    # As if they came to where they are: whatever lies there now is in the way.
    grown = {theme.id: (_NOWHERE, _with_oval(theme_box(after, theme, height_of))) for theme in themes}
    return pushing(after, made, themes[0].group_id, grown, height_of) if themes else made


def number(state: State, group_id: Id) -> Edit:
    """The themes of a board are numbered as one reads them, row by row."""
    boxes = layout.arrange(state, group_id)
    by_id = {theme.id: theme for theme in order.clusters(state, group_id)}
    row = [by_id[id] for id, _ in layout.reading_order(boxes.themes.items())]
    if row == list(by_id.values()):
        return edit("number_clusters", state, [])
    return edit("number_clusters", state, [replace(theme, rank=float(n)) for n, theme in enumerate(row)])


def _with_oval(box: layout.Rect) -> layout.Rect:
    rise = layout.HEAD / 2
    return layout.Rect(box.x, box.y - rise, box.width, box.height + rise)


def _rowed(cards: list[Card], height_of: layout.HeightOf) -> list[Card]:
    """Loose cards in rows, as wide as they lie now, in their rough order."""
    if not cards:
        return []
    boxes = [layout.Rect(card.x, card.y, layout.CARD_WIDTH, height_of(card)) for card in cards]
    by_id = {card.id: card for card in cards}
    ordered = layout.reading_order(zip(by_id, boxes, strict=True))
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    wall = max(box.right for box in boxes) - left
    places = layout.in_rows([box.height for _, box in ordered], left, top, wall)
    return [replace(by_id[id], x=x, y=y) for (id, _), (x, y) in zip(ordered, places, strict=True)]


def _once(state: State, row: list[Card]) -> tuple[list[Card], list[Card]]:
    """Cards without second ones of the same, and these; what has links or photos stays.

    Where a second card comes first, the card itself takes its place.
    """
    left: list[Card] = []
    spare: list[Card] = []
    places: dict[Id, int] = {}
    for card in row:
        first = family(state, card)[0].id
        place = places.setdefault(first, len(left))
        if place == len(left):
            left.append(card)
        elif card.id != first and not hanging_on(state, card.id):
            spare.append(card)
        elif card.id == first and not hanging_on(state, left[place].id):
            spare.append(left[place])
            left[place] = card
        else:
            left.append(card)
    return left, spare


def _ranked(row: list[Cluster], place: int) -> list[Cluster]:
    """The theme at a place with a rank between its neighbours, or all anew where there is none left."""
    after = row[place + 1].rank if place + 1 < len(row) else None
    ranks = ranks_between(row[place - 1].rank, after, 1)
    if ranks is not None:
        return [replace(row[place], rank=ranks[0])]
    return [replace(theme, rank=float(n)) for n, theme in enumerate(row)]


def _order_key(state: State, by: str) -> Callable[[Card], Any]:
    if by not in ORDERS:
        raise Refused("unknown_field")
    if by == "time":
        return order.writing_key
    if by == "dots":
        counts = dots.on_boards(state)
        return lambda card: (-counts.get(card.id, 0), order.writing_key(card))
    places = {category.id: n for n, category in enumerate(order.categories(state))}
    return lambda card: (places.get(card.category_id, len(places)), order.writing_key(card))


def _themes(state: State, ids: Collection[Id]) -> list[Cluster]:
    return [cluster for id in dict.fromkeys(ids) if (cluster := state.get(Cluster, id))]


def _theme(state: State, id: Id) -> Cluster:
    cluster = state.get(Cluster, id)
    if cluster is None:
        raise Refused("theme_is_gone")
    return cluster
