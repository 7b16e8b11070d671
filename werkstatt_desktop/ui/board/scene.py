"""The cards and themes of one group as they hang on the wall, drawn from the state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from ...domain import order
from ...domain.edits import Step
from ...domain.layout import Rect, arrange_theme
from ...domain.records import Card, Category, Cluster, Group, Id, Photo
from ...domain.twins import count_in_group, counts
from ..desk import Desk
from .grid import Grid
from .items import CardItem, ThemeItem
from .look import Look, qrect

if TYPE_CHECKING:
    from .photos.item import PhotoItem

_PLAIN = ("grey", "diamond")


class Layer(Protocol):
    """Something else that hangs on the wall, above the themes and below the cards, or as a top above these.

    `paint` is called for every frame, from near and far, with a painter in pixels of the board and
    the area that is painted; it leaves opacity and transform as it found them. `bounds` is the box
    around all of it.
    """

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None: ...
    def bounds(self) -> Rect | None: ...


class BoardScene(QGraphicsScene):
    """What hangs on the wall.

    `version` rises with every redrawing, `redrawn` tells of it. `moving` names the items that a
    gesture carries: until it ends they lie elsewhere than the state says. `marked` names those that
    are selected or have the keyboard, `loose` the cards in no theme. `reach` holds everything, and
    perhaps more. While `lit` is not None all other items are faint. While the group is hidden the
    board is `veiled`: nothing hangs on it but `count`, the number of its cards.
    """

    redrawn = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.look = look
        self.cards: dict[Id, CardItem] = {}
        self.themes: dict[Id, ThemeItem] = {}
        self.photos: dict[Id, PhotoItem] = {}
        self.grid = Grid()
        self.layers: list[Layer] = []
        self.tops: list[Layer] = []
        self.group_id: Id | None = None
        self.version = 0
        self.veiled = False
        self.moving: frozenset[Id] = frozenset()
        self.marked: frozenset[Id] = frozenset()
        self.lit: frozenset[Id] | None = None
        self.loose: set[Id] = set()
        self.reach = QRectF()
        self._bounds: QRectF | None = None
        self._styles: dict[Id, tuple[str, str]] = {}
        self._with_photo: frozenset[Id] = frozenset()
        # The folded themes that cards hang in unseen.
        self._under: dict[Id, Id] = {}

    @property
    def count(self) -> int:
        """How many cards the group in view has."""
        return count_in_group(self._desk.state, self.group_id) if self.group_id else 0

    @property
    def count_words(self) -> str:
        """What a hidden board says."""
        return self._desk.texts.n("{n} card", "{n} cards", self.count)

    def refresh(self, step: Step | None) -> bool:
        """Draw what a step touched, or everything; whether there was anything to draw."""
        if step is None or self._is_another() or step.edit.touches("categories"):
            self._draw_all()
        elif not self._draw_touched(step):
            return False
        self.redrawn.emit()
        return True

    def item(self, id: Id | None) -> CardItem | ThemeItem | None:
        if id is None:
            return None
        return self.cards.get(id) or self.themes.get(id)

    def thing(self, id: Id | None) -> CardItem | ThemeItem | PhotoItem | None:
        """Whatever hangs on the wall under this id: a card, a theme or a photo."""
        return self.item(id) or self.photos.get(id or "")

    def at(self, point: QPointF) -> CardItem | ThemeItem | None:
        """The topmost card or theme under a point of the board."""
        under = self.near(QRectF(point, point))
        return under[-1] if under else self.theme_at(point)

    def theme_at(self, point: QPointF) -> ThemeItem | None:
        """The theme under a point, whatever lies on it."""
        x, y = point.x(), point.y()
        for theme in reversed(self.themes.values()):
            if theme.box.contains(x, y) or theme.oval_box.contains(x, y):
                return theme
        return None

    def near(self, area: QRectF) -> list[CardItem]:
        """The cards that an area touches, from the lowest to the topmost, but not those that are carried."""
        return self.grid.near(area)

    def within(self, area: QRectF) -> list[Id]:
        """The cards that an area touches and the themes that lie in it as a whole."""
        cards = [card.id for card in self.near(area)]
        return [*cards, *(id for id, theme in self.themes.items() if area.contains(qrect(theme.box)))]

    def bounds(self) -> QRectF:
        """The box around all there is, ovals included; an empty board has an empty one."""
        if self._bounds is None:
            boxes = [item.box for item in self.cards.values()]
            for theme in self.themes.values():
                boxes += [theme.box, theme.oval_box]
            self._bounds = around(boxes)
        bounds = self._bounds
        for layer in self.layers:
            box = layer.bounds()
            bounds = bounds | qrect(box) if box is not None else bounds
        return bounds

    def stir(self, box: Rect) -> None:
        """Have a piece of the board painted anew."""
        self.grid.stir(box)

    def stir_all(self) -> None:
        """Have all that is seen painted anew."""
        self.grid.stir_all()

    def show_lit(self, ids: frozenset[Id] | None) -> None:
        """Let all but these cards and themes be faint; None: nothing is faint."""
        if ids != self.lit:
            self.lit = ids
            # All at once: nothing changes its place, and most of the wall is painted anew.
            for card in self.cards.values():
                card.faint = ids is not None and card.id not in ids
            for theme in self.themes.values():
                theme.faint = ids is not None and theme.id not in ids
            self.grid.repaint()

    def carry(self, ids: Iterable[Id]) -> None:
        """Take items off the wall; they are painted above all else, wherever they are placed."""
        self.moving = frozenset(ids)
        for id in self.moving & self.cards.keys():
            self.grid.take(self.cards[id])

    def lay_back(self, ids: Iterable[Id]) -> None:
        """Put items that were carried to where the state says."""
        carried = set(ids)
        self.moving = frozenset()
        themes = carried & self.themes.keys()
        for id in themes:
            carried.update(self.themes[id].members)
        for id in carried & self.cards.keys():
            self.grid.put(self.cards[id])
        self._draw(carried & self.cards.keys(), themes)

    def clear_away(self) -> None:
        self.cards.clear()
        self.themes.clear()
        self.loose.clear()
        self.grid.clear()
        self.stir_all()

    def _draw_all(self) -> None:
        # All is painted anew, so that nobody needs to be told of each card.
        stir, self.grid.stir = self.grid.stir, bool
        try:
            self._draw_each()
        finally:
            self.grid.stir = stir
        self.stir_all()

    def _draw_each(self) -> None:
        state, group_id = self._desk.state, self._desk.group_id
        veiled = self._is_hidden(group_id)
        if group_id != self.group_id or veiled != self.veiled:
            self.clear_away()
            self.group_id, self.veiled = group_id, veiled
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
        for id in self.cards.keys() - hung:
            self._take_down(id)
        for id in self.themes.keys() - rows.keys():
            self._take_away(id)
        for place, cluster in enumerate(clusters, 1):
            self._lay(cluster, rows[cluster.id], place)
        self.reach = self.bounds()

    def _is_another(self) -> bool:
        """Whether another group is in view now, or this one was hidden or revealed."""
        group_id = self._desk.group_id
        return group_id != self.group_id or self._is_hidden(group_id) != self.veiled

    def _is_hidden(self, group_id: Id | None) -> bool:
        group = self._desk.state.get(Group, group_id)
        return group is not None and group.hidden

    def _draw_touched(self, step: Step) -> bool:
        state, shown = self._desk.state, step.appeared | step.vanished
        cards = {*step.edit.ids("cards"), *(id for id in shown if id in state.tables["cards"])}
        themes = {*step.edit.ids("clusters"), *(id for id in shown if id in state.tables["clusters"])}
        for id in themes:
            cards.update(card.id for card in state.kids(Card, "cluster_id", id))
        others = step.edit.touches("photos", "links")
        if others:
            cards |= self._photographed() ^ self._with_photo
            self.stir_all()
        if not cards and not themes and not others:
            return False
        self._draw(cards, themes)
        return True

    def _photographed(self) -> frozenset[Id]:
        """The cards that have a photo."""
        photos = self._desk.state.all(Photo)
        return frozenset(photo.card_id for photo in photos if photo.card_id is not None)

    def _draw(self, cards: Iterable[Id], themes: Iterable[Id]) -> None:
        self._begin()
        if self.veiled:
            self.stir_all()
            return
        state, touched = self._desk.state, set(themes)
        in_row = self._renumber() if touched else {id: t.place_in_row for id, t in self.themes.items()}
        for id in cards:
            item, under = self.cards.get(id), self._under.pop(id, None)
            touched.update(t for t in (item.theme_id if item is not None else None, under) if t is not None)
            card = state.get(Card, id)
            if card is None or card.group_id != self.group_id:
                self._take_down(id)
                continue
            cluster = state.get(Cluster, card.cluster_id)
            if cluster is None or cluster.group_id != self.group_id:
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
            if cluster is not None and cluster.group_id == self.group_id:
                self._lay(cluster, order.cards_of_cluster(state, id), in_row[id])
            else:
                self._take_away(id)

    def _begin(self) -> None:
        state = self._desk.state
        self.version += 1
        self._bounds = None
        self._styles = {c.id: (c.colour, c.symbol) for c in state.all(Category)}
        self._with_photo = self._photographed()

    def _renumber(self) -> dict[Id, int]:
        """The numbers of the themes of the board; those that have another one now show it."""
        state = self._desk.state
        clusters = order.clusters(state, self.group_id) if self.group_id is not None else []
        for place, cluster in enumerate(clusters, 1):
            item = self.themes.get(cluster.id)
            if item is not None and item.place_in_row != place:
                self._lay(cluster, order.cards_of_cluster(state, cluster.id), place)
        return {cluster.id: place for place, cluster in enumerate(clusters, 1)}

    def _hang(self, card: Card, theme_id: Id | None) -> Id:
        """A card as it is now; in a theme its place comes with the theme's."""
        item = self.cards.get(card.id)
        if item is None:
            item = self.cards[card.id] = CardItem(self.look, self.grid, card)
            item.faint = self._is_faint(card.id)
        style = self._styles.get(card.category_id, _PLAIN)
        item.show_card(card, *style, has_photo=card.id in self._with_photo)
        item.theme_id = theme_id
        if theme_id is None:
            self.loose.add(card.id)
            item.place(card.x, card.y)
            self._put(item)
            self.reach |= qrect(item.box)
        else:
            self.loose.discard(card.id)
        return card.id

    def _put(self, item: CardItem) -> None:
        if item.cell is None and item.id not in self.moving:
            self.grid.put(item)

    def _take_down(self, id: Id) -> None:
        item = self.cards.pop(id, None)
        if item is not None:
            self.grid.take(item)
            self.loose.discard(id)

    def _take_away(self, id: Id) -> None:
        theme = self.themes.pop(id, None)
        if theme is not None:
            theme.stir()

    def _lay(self, cluster: Cluster, members: list[Card], place: int) -> None:
        """A theme with its cards as they are now."""
        shown = [] if cluster.folded else [card for card in members if card.id in self.cards]
        box, boxes = arrange_theme(cluster, shown, lambda card: self.cards[card.id].height)
        item = self.themes.get(cluster.id)
        if item is None:
            item = self.themes[cluster.id] = ThemeItem(self.look, self.grid, cluster)
            item.faint = self._is_faint(cluster.id)
        item.members = [card.id for card in shown]
        item.place(box.x, box.y)
        item.show_theme(cluster, counts(self._desk.state, members), place, box.width, box.height)
        self.reach |= qrect(item.box) | qrect(item.oval_box)
        for card, rect in zip(shown, boxes, strict=True):
            hung = self.cards[card.id]
            hung.place(rect.x, rect.y)
            self._put(hung)

    def _is_faint(self, id: Id) -> bool:
        return self.lit is not None and id not in self.lit


def around(boxes: list[Rect]) -> QRectF:
    """The box around boxes."""
    if not boxes:
        return QRectF()
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return QRectF(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
