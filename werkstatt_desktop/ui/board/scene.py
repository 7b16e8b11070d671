"""The cards and themes of one group as items of a scene, drawn from the state."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from ...domain import order
from ...domain.edits import Step
from ...domain.layout import Rect, arrange_theme
from ...domain.records import Card, Category, Cluster, Id
from ..desk import Desk
from .items import CardItem, ThemeItem
from .look import Look, qrect

_BOXES = Qt.ItemSelectionMode.IntersectsItemBoundingRect
_FROM_TOP = Qt.SortOrder.DescendingOrder
_PLAIN = ("grey", "diamond")


class BoardScene(QGraphicsScene):
    """What hangs on the wall.

    `version` rises with every redrawing. `moving` names the items that a gesture carries: until it
    ends they lie elsewhere than the state says. `marked` names those that are selected or have the
    keyboard, `loose` the cards in no theme. `reach` holds everything, and perhaps more.
    """

    def __init__(self, desk: Desk, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.look = look
        self.cards: dict[Id, CardItem] = {}
        self.themes: dict[Id, ThemeItem] = {}
        self.group_id: Id | None = None
        self.version = 0
        self.moving: frozenset[Id] = frozenset()
        self.marked: frozenset[Id] = frozenset()
        self.loose: set[Id] = set()
        self.reach = QRectF()
        self._bounds: QRectF | None = None
        self._styles: dict[Id, tuple[str, str]] = {}

    def refresh(self, step: Step | None) -> bool:
        """Draw what a step touched, or everything; whether there was anything to draw."""
        state = self._desk.state
        if step is None or self.group_id != self._desk.group_id or step.edit.touches("categories"):
            self._draw_all()
            return True
        shown = step.appeared | step.vanished
        cards = {*step.edit.ids("cards"), *(id for id in shown if id in state.tables["cards"])}
        themes = {*step.edit.ids("clusters"), *(id for id in shown if id in state.tables["clusters"])}
        for id in themes:
            cards.update(card.id for card in state.kids(Card, "cluster_id", id))
        if not cards and not themes:
            return False
        self._draw(cards, themes)
        return True

    def item(self, id: Id | None) -> CardItem | ThemeItem | None:
        if id is None:
            return None
        return self.cards.get(id) or self.themes.get(id)

    def at(self, point: QPointF) -> CardItem | ThemeItem | None:
        """The topmost card or theme under a point of the board."""
        for item in self._near(point):
            if isinstance(item, CardItem | ThemeItem) and _holds(item, point):
                return item
        return None

    def theme_at(self, point: QPointF) -> ThemeItem | None:
        """The theme under a point, whatever lies on it."""
        for item in self._near(point):
            if isinstance(item, ThemeItem) and _holds(item, point):
                return item
        return None

    def within(self, area: QRectF) -> list[Id]:
        """The cards that an area touches and the themes that lie in it as a whole."""
        found = self.items(area, _BOXES)
        cards = [item.id for item in found if isinstance(item, CardItem) and area.intersects(qrect(item.box))]
        themes = [item.id for item in found if isinstance(item, ThemeItem) and area.contains(qrect(item.box))]
        return [*cards, *themes]

    def bounds(self) -> QRectF:
        """The box around all cards and themes, ovals included; an empty board has an empty one."""
        if self._bounds is None:
            boxes = [item.box for item in self.cards.values()]
            for theme in self.themes.values():
                boxes += [theme.box, theme.oval_box]
            self._bounds = around(boxes)
        return self._bounds

    def lay_back(self, ids: Iterable[Id]) -> None:
        """Put items that were carried to where the state says."""
        self.moving = frozenset()
        carried = set(ids)
        themes = carried & self.themes.keys()
        for id in themes:
            carried.update(self.themes[id].members)
        self._draw(carried & self.cards.keys(), themes)

    def clear_away(self) -> None:
        self.cards.clear()
        self.themes.clear()
        self.loose.clear()
        self.clear()

    def _draw_all(self) -> None:
        state, group = self._desk.state, self._desk.group_id
        if group != self.group_id:
            self.clear_away()
            self.group_id = group
        self._begin()
        clusters = {c.id: c for c in state.kids(Cluster, "group_id", group)} if group is not None else {}
        rows = {id: order.cards_of_cluster(state, id) for id in clusters}
        hung: set[Id] = set()
        for theme_id, row in rows.items():
            hung.update(self._hang(card, theme_id) for card in row)
        for card in state.kids(Card, "group_id", group) if group is not None else ():
            if card.cluster_id not in clusters and order.is_loose(state, card):
                hung.add(self._hang(card, None))
        for id in self.cards.keys() - hung:
            self._take_down(id)
        for id in self.themes.keys() - clusters.keys():
            self.removeItem(self.themes.pop(id))
        for id, cluster in clusters.items():
            self._lay(cluster, rows[id])
        self.reach = self.bounds()

    def _draw(self, cards: Iterable[Id], themes: Iterable[Id]) -> None:
        self._begin()
        touched = set(themes)
        for id in cards:
            item = self.cards.get(id)
            if item is not None and item.theme_id is not None:
                touched.add(item.theme_id)
            card = self._desk.state.get(Card, id)
            cluster = self._desk.state.get(Cluster, card.cluster_id) if card else None
            if card is not None and (cluster or card).group_id == self.group_id:
                self._hang(card, cluster.id if cluster else None)
                touched.update([cluster.id] if cluster else [])
            elif item is not None:
                self._take_down(id)
        for id in touched:
            cluster = self._desk.state.get(Cluster, id)
            if cluster is not None and cluster.group_id == self.group_id:
                self._lay(cluster, order.cards_of_cluster(self._desk.state, id))
            elif id in self.themes:
                self.removeItem(self.themes.pop(id))

    def _begin(self) -> None:
        self.version += 1
        self._bounds = None
        self._styles = {c.id: (c.colour, c.symbol) for c in self._desk.state.all(Category)}

    def _hang(self, card: Card, theme_id: Id | None) -> Id:
        """A card as it is now; in a theme its place comes with the theme's."""
        item = self.cards.get(card.id)
        is_new = item is None
        if item is None:
            item = self.cards[card.id] = CardItem(self.look, card)
        item.show_card(card, *self._styles.get(card.category_id, _PLAIN))
        item.theme_id = theme_id
        if theme_id is None:
            self.loose.add(card.id)
            item.place(card.x, card.y)
            self.reach |= qrect(item.box)
        else:
            self.loose.discard(card.id)
        if is_new:
            self.addItem(item)
        return card.id

    def _take_down(self, id: Id) -> None:
        self.removeItem(self.cards.pop(id))
        self.loose.discard(id)

    def _lay(self, cluster: Cluster, members: list[Card]) -> None:
        """A theme with its cards as they are now."""
        box, boxes = arrange_theme(cluster, members, lambda card: self.cards[card.id].height)
        item = self.themes.get(cluster.id)
        if item is None:
            item = self.themes[cluster.id] = ThemeItem(self.look, cluster)
            self.addItem(item)
        item.show_theme(cluster.heading, [card.id for card in members], box.width, box.height)
        item.place(box.x, box.y)
        self.reach |= qrect(item.box) | qrect(item.oval_box)
        for card, place in zip(members, boxes, strict=True):
            self.cards[card.id].place(place.x, place.y)

    def _near(self, point: QPointF) -> list[QGraphicsItem]:
        return self.items(point, _BOXES, _FROM_TOP)


def around(boxes: list[Rect]) -> QRectF:
    """The box around boxes."""
    if not boxes:
        return QRectF()
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return QRectF(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)


def _holds(item: CardItem | ThemeItem, point: QPointF) -> bool:
    x, y = point.x(), point.y()
    return item.box.contains(x, y) or (isinstance(item, ThemeItem) and item.oval_box.contains(x, y))
