"""A theme that grows covers nothing: what it would cover moves aside, in the same edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .. import layout, order
from ..aside import pushed_aside
from ..edits import Edit
from ..records import Card, Cluster, Id, Photo, Record
from ..state import State
from ._edit import edit


def with_room(state: State, made: Edit, theme_ids: Iterable[Id], height_of: layout.HeightOf) -> Edit:
    """An edit, and the moves of loose cards, photos and themes that these themes would cover by it.

    All are of one group. A theme that is new with the edit was put where there is room already.
    """
    after = state.apply(made.changes)
    grown: dict[Id, tuple[layout.Rect, layout.Rect]] = {}
    group_id: Id | None = None
    for id in dict.fromkeys(theme_ids):
        cluster, old = after.get(Cluster, id), state.get(Cluster, id)
        if cluster is None or old is None:
            continue
        was, now = (theme_box(s, c, height_of) for s, c in ((state, old), (after, cluster)))
        if now.right > was.right or now.bottom > was.bottom:
            grown[id] = (was, now)
            group_id = cluster.group_id
    return pushing(after, made, group_id, grown, height_of) if group_id is not None else made


def pushing(
    after: State,
    made: Edit,
    group_id: Id,
    grown: Mapping[Id, tuple[layout.Rect, layout.Rect]],
    height_of: layout.HeightOf,
) -> Edit:
    """An edit that leads to the state `after`, and the moves of what boxes that grow with it would cover."""
    kept = {*made.ids("cards"), *made.ids("clusters"), *grown}
    themes = {
        cluster.id: theme_box(after, cluster, height_of)
        for cluster in order.clusters(after, group_id)
        if cluster.id not in kept
    }
    loose = {
        card.id: layout.Rect(card.x, card.y, layout.CARD_WIDTH, height_of(card))
        for card in order.loose(after, group_id)
        if card.id not in kept
    }
    photos = after.kids(Photo, "group_id", group_id)
    loose |= {photo.id: layout.photo_box(photo) for photo in photos if photo.id not in kept}
    moved: list[Record] = []
    for id, (x, y) in pushed_aside(list(grown.values()), themes, loose).items():
        if (card := after.get(Card, id)) is not None:
            moved.append(replace(card, x=x, y=y))
        elif (cluster := after.get(Cluster, id)) is not None:
            moved.append(replace(cluster, x=x, y=y))
        elif (photo := after.get(Photo, id)) is not None:
            moved.append(replace(photo, x=x, y=y))
    aside = edit(made.verb, after, moved)
    return Edit(made.verb, (*made.changes, *aside.changes), made.cleaned)


def theme_box(state: State, cluster: Cluster, height_of: layout.HeightOf) -> layout.Rect:
    return layout.arrange_theme(cluster, order.cards_of_cluster(state, cluster.id), height_of)[0]
