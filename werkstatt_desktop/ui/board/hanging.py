"""How the cards and themes of a group come onto the wall, as the state has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...domain import order
from ...domain.edits import Step
from ...domain.layout import arrange_theme
from ...domain.records import Card, Category, Cluster, Group, Id, Photo
from ...domain.twins import counts
from ..desk import Desk
from .items import CardItem, ThemeItem
from .look import qrect

if TYPE_CHECKING:
    from .scene import BoardScene

_PLAIN = ("grey", "diamond")


class Hanging:
    """Hangs up, moves and takes down what a step touched, or everything, with the same outcome."""

    def __init__(self, scene: BoardScene, desk: Desk) -> None:
        self._scene, self._desk = scene, desk
        self._styles: dict[Id, tuple[str, str]] = {}
        self._with_photo: frozenset[Id] = frozenset()
        # The folded themes that cards hang in unseen.
        self._under: dict[Id, Id] = {}

    def draw_all(self) -> None:
        """Draw everything."""
        # All is painted anew, so that nobody needs to be told of each card.
        stir, self._scene.grid.stir = self._scene.grid.stir, bool
        try:
            self._draw_each()
        finally:
            self._scene.grid.stir = stir
        self._scene.stir_all()

    def _draw_each(self) -> None:
        state, group_id = self._desk.state, self._desk.group_id
        veiled = self._is_hidden(group_id)
        if group_id != self._scene.group_id or veiled != self._scene.veiled:
            self._scene.clear_away()
            self._scene.group_id, self._scene.veiled = group_id, veiled
        self._begin()
        shown = group_id if not veiled else None
        clusters = order.clusters(state, shown) if shown is not None else []
        rows = {c.id: order.cards_of_cluster(state, c.id) for c in clusters}
        hung: set[Id] = set()
        self._under = {card.id: c.id for c in clusters if c.folded for card in rows[c.id]}
        for cluster in clusters:
            if not cluster.folded:
                hung.update(self._hang(card, cluster.id) for card in rows[cluster.id])
        for card in state.kids(Card, "group_id", shown) if shown is not None else ():
            if card.cluster_id not in rows:
                hung.add(self._hang(card, None))
        for id in self._scene.cards.keys() - hung:
            self._take_down(id)
        for id in self._scene.themes.keys() - rows.keys():
            self._take_away(id)
        for place, cluster in enumerate(clusters, 1):
            self._lay(cluster, rows[cluster.id], place)
        self._scene.reach = self._scene.bounds()

    def is_another(self) -> bool:
        """Whether another group is in view now, or this one was hidden or revealed."""
        group_id = self._desk.group_id
        return group_id != self._scene.group_id or self._is_hidden(group_id) != self._scene.veiled

    def _is_hidden(self, group_id: Id | None) -> bool:
        group = self._desk.state.get(Group, group_id)
        return group is not None and group.hidden

    def draw_touched(self, step: Step) -> bool:
        """Draw what a step touched; whether that is anything on this board."""
        state, shown = self._desk.state, step.appeared | step.vanished
        cards = {*step.edit.ids("cards"), *(id for id in shown if id in state.tables["cards"])}
        themes = {*step.edit.ids("clusters"), *(id for id in shown if id in state.tables["clusters"])}
        for id in themes:
            cards.update(card.id for card in state.kids(Card, "cluster_id", id))
        others = step.edit.touches("photos", "links")
        if others:
            cards |= self._photographed() ^ self._with_photo
            self._scene.stir_all()
        if not cards and not themes and not others:
            return False
        self.draw(cards, themes)
        return True

    def _photographed(self) -> frozenset[Id]:
        """The cards that have a photo."""
        photos = self._desk.state.all(Photo)
        return frozenset(photo.card_id for photo in photos if photo.card_id is not None)

    def draw(self, cards: Iterable[Id], themes: Iterable[Id]) -> None:
        """Draw these cards and themes, and the themes that the cards are in or were in."""
        self._begin()
        if self._scene.veiled:
            self._scene.stir_all()
            return
        state, touched = self._desk.state, set(themes)
        in_row = self._renumber() if touched else {id: t.place_in_row for id, t in self._scene.themes.items()}
        for id in cards:
            item, under = self._scene.cards.get(id), self._under.pop(id, None)
            touched.update(t for t in (item.theme_id if item is not None else None, under) if t is not None)
            card = state.get(Card, id)
            if card is None or card.group_id != self._scene.group_id:
                self._take_down(id)
                continue
            cluster = state.get(Cluster, card.cluster_id)
            if cluster is None or cluster.group_id != self._scene.group_id:
                self._hang(card, None)
                continue
            touched.add(cluster.id)
            if cluster.folded:
                self._take_down(id)
                self._under[id] = cluster.id
            else:
                self._hang(card, cluster.id)
        for id in touched:
            cluster = state.get(Cluster, id)
            if cluster is not None and cluster.group_id == self._scene.group_id:
                self._lay(cluster, order.cards_of_cluster(state, id), in_row[id])
            else:
                self._take_away(id)

    def _begin(self) -> None:
        state = self._desk.state
        self._scene.renew()
        self._styles = {c.id: (c.colour, c.symbol) for c in state.all(Category)}
        self._with_photo = self._photographed()

    def _renumber(self) -> dict[Id, int]:
        """The numbers of the themes of the board; those that have another one now show it."""
        state = self._desk.state
        clusters = order.clusters(state, self._scene.group_id) if self._scene.group_id is not None else []
        for place, cluster in enumerate(clusters, 1):
            item = self._scene.themes.get(cluster.id)
            if item is not None and item.place_in_row != place:
                self._lay(cluster, order.cards_of_cluster(state, cluster.id), place)
        return {cluster.id: place for place, cluster in enumerate(clusters, 1)}

    def _hang(self, card: Card, theme_id: Id | None) -> Id:
        """A card as it is now; in a theme its place comes with the theme's."""
        item = self._scene.cards.get(card.id)
        if item is None:
            item = self._scene.cards[card.id] = CardItem(self._scene.look, self._scene.grid, card)
            item.faint = self._is_faint(card.id)
        style = self._styles.get(card.category_id, _PLAIN)
        item.show_card(card, *style, has_photo=card.id in self._with_photo)
        item.theme_id = theme_id
        if theme_id is None:
            self._scene.loose.add(card.id)
            item.place(card.x, card.y)
            self._put(item)
            self._scene.reach |= qrect(item.box)
        else:
            self._scene.loose.discard(card.id)
        return card.id

    def _put(self, item: CardItem) -> None:
        if item.cell is None and item.id not in self._scene.moving:
            self._scene.grid.put(item)

    def _take_down(self, id: Id) -> None:
        item = self._scene.cards.pop(id, None)
        if item is not None:
            self._scene.grid.take(item)
            self._scene.loose.discard(id)

    def _take_away(self, id: Id) -> None:
        theme = self._scene.themes.pop(id, None)
        if theme is not None:
            theme.stir()

    def _lay(self, cluster: Cluster, members: list[Card], place: int) -> None:
        """A theme with its cards as they are now."""
        shown = [] if cluster.folded else [card for card in members if card.id in self._scene.cards]
        box, boxes = arrange_theme(cluster, shown, lambda card: self._scene.cards[card.id].height)
        item = self._scene.themes.get(cluster.id)
        if item is None:
            item = self._scene.themes[cluster.id] = ThemeItem(self._scene.look, self._scene.grid, cluster)
            item.faint = self._is_faint(cluster.id)
        item.members = [card.id for card in shown]
        item.place(box.x, box.y)
        item.show_theme(cluster, counts(self._desk.state, members), place, box.width, box.height)
        self._scene.reach |= qrect(item.box) | qrect(item.oval_box)
        for card, rect in zip(shown, boxes, strict=True):
            hung = self._scene.cards[card.id]
            hung.place(rect.x, rect.y)
            self._put(hung)

    def _is_faint(self, id: Id) -> bool:
        return self._scene.lit is not None and id not in self._scene.lit
