"""Arranging: where cards hang and which theme they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from .. import dots, layout, order
from ..edits import Edit
from ..errors import Refused
from ..records import Card, Cluster, Group, Id, Photo, Record
from ..state import State
from ..vacancy import free_places
from ._edit import deleted, edit, ranks_between
from ._room import pushing, theme_box, with_room

Place = tuple[float, float]


def move_cards(state: State, places: Mapping[Id, Place]) -> Edit:
    """Cards hang loose at these corners; one that was in a theme leaves it."""
    moved = [
        replace(card, cluster_id=None, x=float(x), y=float(y))
        for id, (x, y) in places.items()
        if (card := state.get(Card, id))
    ]
    return edit("move_card" if len(moved) == 1 else "move_cards", state, moved)


def move_clusters(state: State, places: Mapping[Id, Place]) -> Edit:
    """Themes go to these corners, with their cards."""
    moved = [
        replace(cluster, x=float(x), y=float(y))
        for id, (x, y) in places.items()
        if (cluster := state.get(Cluster, id))
    ]
    return edit("move_cluster", state, moved)


def move_all(state: State, cards: Mapping[Id, Place], clusters: Mapping[Id, Place]) -> Edit:
    """One drag of themes and loose cards together."""
    changes = (*move_cards(state, cards).changes, *move_clusters(state, clusters).changes)
    return Edit("move_cards" if cards else "move_cluster", changes)


def put_into_cluster(
    state: State,
    card_ids: Collection[Id],
    cluster_id: Id,
    place: int | None = None,
    *,
    height_of: layout.HeightOf = layout.even,
) -> Edit:
    """Cards hang under a theme's heading, at a place in its order or at its end.

    What the theme would cover then moves aside.

    Raises `Refused` where the theme is gone or belongs to another group than a card.
    """
    cluster = state.get(Cluster, cluster_id)
    if cluster is None:
        raise Refused("theme_is_gone")
    cards = [card for id in dict.fromkeys(card_ids) if (card := state.get(Card, id))]
    if any(card.group_id != cluster.group_id for card in cards):
        raise Refused("theme_of_another_group")
    moving = {card.id for card in cards}
    members = order.cards_of_cluster(state, cluster_id)
    if place is None:
        place = len(members)
    before = [c for c in members[:place] if c.id not in moving]
    after = [c for c in members[place:] if c.id not in moving]
    ranks = ranks_between(before[-1].rank if before else None, after[0].rank if after else None, len(cards))
    if ranks is None:
        row = [*before, *cards, *after]
        placed = [replace(c, cluster_id=cluster_id, rank=float(n)) for n, c in enumerate(row)]
    else:
        placed = [replace(c, cluster_id=cluster_id, rank=r) for c, r in zip(cards, ranks, strict=True)]
    return with_room(state, edit("put_into_cluster", state, placed), [cluster_id], height_of)


def form_cluster(
    state: State,
    group_id: Id,
    card_ids: Collection[Id] = (),
    heading: str = "",
    at: Place | None = None,
    *,
    height_of: layout.HeightOf = layout.even,
) -> Edit:
    """A new theme from a selection, or an empty one; without `at` it begins where the cards are.

    The id of the new theme is `edit.ids("clusters")[0]`.
    """
    if state.get(Group, group_id) is None:
        raise Refused("no_such_column")
    members = [c for id in dict.fromkeys(card_ids) if (c := state.get(Card, id)) and c.group_id == group_id]
    corner = at if at is not None else _corner(state, group_id, members, height_of)
    rank = max((c.rank for c in state.kids(Cluster, "group_id", group_id)), default=-1.0) + 1.0
    cluster = Cluster(group_id=group_id, heading=heading, x=corner[0], y=corner[1], rank=rank)
    placed = [replace(c, cluster_id=cluster.id, rank=float(n)) for n, c in enumerate(members)]
    return edit("form_cluster", state, [cluster, *placed])


def name_cluster(state: State, cluster_id: Id, heading: str) -> Edit:
    return edit("name_cluster", state, [replace(_cluster(state, cluster_id), heading=heading)])


def dissolve_cluster(state: State, cluster_id: Id, *, height_of: layout.HeightOf = layout.even) -> Edit:
    """The heading goes; its cards hang loose where they are, or would be if it were not folded."""
    cluster = _cluster(state, cluster_id)
    members = order.cards_of_cluster(state, cluster_id)
    wide, boxes = layout.arrange_theme(replace(cluster, folded=False), members, height_of)
    loose = [
        replace(card, cluster_id=None, x=box.x, y=box.y) for card, box in zip(members, boxes, strict=True)
    ]
    made = edit("dissolve_cluster", state, [*loose, replace(cluster, gone=True)])
    if not cluster.folded:
        return made
    grown = {cluster.id: (theme_box(state, cluster, height_of), wide)}
    return pushing(state.apply(made.changes), made, cluster.group_id, grown, height_of)


def take_down(
    state: State,
    card_ids: Collection[Id],
    cluster_ids: Collection[Id],
    *,
    height_of: layout.HeightOf = layout.even,
) -> Edit:
    """Delete cards and dissolve themes in one step; the other cards of those themes hang loose."""
    there = (card for id in card_ids if (card := state.get(Card, id)))
    taken = edit("delete_cards", state, deleted(state, there))
    dissolved = [
        change
        for id in dict.fromkeys(cluster_ids)
        for change in dissolve_cluster(state, id, height_of=height_of).changes
    ]
    return Edit("delete_cards", (*taken.changes, *dissolved))


def tidy_up(
    state: State, group_id: Id, height_of: layout.HeightOf = layout.even, *, by_dots: bool = False
) -> Edit:
    """Themes in rows, loose cards below them, photos below those, all in their rough order.

    `by_dots`: what has most dots comes first, the cards of themes as well, and numbers follow.
    """
    clusters = order.clusters(state, group_id)
    weights = _weights(state, group_id, clusters) if by_dots else None
    themes, loose = layout.tidy(state, group_id, height_of, weights=weights)
    ranks = {c.id: c.rank for c in clusters}
    if weights is not None:
        ranks = {id: float(n) for n, id in enumerate(themes)}
    records: list[Record] = [
        replace(c, x=themes[c.id][0], y=themes[c.id][1], rank=ranks[c.id]) for c in clusters
    ]
    records += [replace(c, x=loose[c.id][0], y=loose[c.id][1]) for c in order.loose_cards(state, group_id)]
    if weights is not None:
        for cluster in clusters:
            members = order.cards_of_cluster(state, cluster.id)
            row = sorted(members, key=lambda card: -weights.get(card.id, 0))
            records += [replace(card, rank=float(n)) for n, card in enumerate(row)] if row != members else []
    return edit("tidy_up", state, [*records, *_tidy_photos(state, group_id, records, height_of)])


def _weights(state: State, group_id: Id, clusters: list[Cluster]) -> dict[Id, int]:
    found = dots.on_boards(state, group_id)
    return found | {cluster.id: dots.of_theme(state, cluster, found) for cluster in clusters}


def _tidy_photos(state: State, group_id: Id, tidied: list[Record], height_of: layout.HeightOf) -> list[Photo]:
    """The photos of a board below all else, once that is tidied."""
    photos = state.kids(Photo, "group_id", group_id)
    if not photos:
        return []
    boxes = [
        theme_box(state, record, height_of)
        if isinstance(record, Cluster)
        else layout.Rect(record.x, record.y, layout.CARD_WIDTH, height_of(record))
        for record in tidied
        if isinstance(record, Cluster | Card)
    ]
    top = max((box.bottom for box in boxes), default=-layout.THEME_GAP) + layout.THEME_GAP
    wall = max((box.right for box in boxes), default=layout.WALL_WIDTH)
    places = layout.tidy_photos(photos, top, max(wall, layout.WALL_WIDTH))
    return [replace(photo, x=places[photo.id][0], y=places[photo.id][1]) for photo in photos]


def hide_board(state: State, group_id: Id, *, hidden: bool) -> Edit:
    """The board of a group shows only how many cards there are, or shows them again."""
    group = state.get(Group, group_id)
    if group is None:
        raise Refused("no_such_column")
    return edit("hide_board" if hidden else "reveal_board", state, [replace(group, hidden=hidden)])


def _corner(state: State, group_id: Id, members: list[Card], height_of: layout.HeightOf) -> Place:
    """Around the first card, or near by where other themes and cards are in the way."""
    if not members:
        return free_places(state, group_id, [layout.CARD_HEIGHT])[0]
    boxes = layout.arrange(state, group_id, height_of)
    chosen = {card.id for card in members}
    # The cards of a folded theme lie nowhere; they come out where its heading is.
    places = [boxes.cards[c.id] if c.id in boxes.cards else boxes.themes[c.cluster_id or ""] for c in members]
    first = min(places, key=lambda box: (box.y, box.x))
    _, width, height = layout.theme_cells([height_of(card) for card in members])
    return layout.nearest_room(
        (first.x - layout.PADDING, first.y - layout.HEAD),
        width,
        height,
        boxes.themes.values(),
        [boxes.cards[c.id] for c in order.loose_cards(state, group_id) if c.id not in chosen],
    )


def _cluster(state: State, cluster_id: Id) -> Cluster:
    cluster = state.get(Cluster, cluster_id)
    if cluster is None:
        raise Refused("theme_is_gone")
    return cluster
