"""The room that themes make for carried cards: as the board would be if the cards were dropped now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from ...domain.layout import Rect, arrange_theme, place_in_theme
from ...domain.records import Card, Cluster, Id
from ..desk import Desk
from .deeds import Deeds
from .items import ThemeItem
from .scene import BoardScene


class Room:
    """The theme under the hand opens a gap, the ones that the cards came from close up.

    `goal` is the theme that would take the cards and the place in its order.
    """

    def __init__(self, desk: Desk, scene: BoardScene, deeds: Deeds, carried: Sequence[Id]) -> None:
        self._desk, self._scene, self._deeds = desk, scene, deeds
        self._carried = list(carried)
        self._are_carried = frozenset(carried)
        self.goal: tuple[Id, int] | None = None
        self._open: ThemeItem | None = None
        self._place = -1
        self._cells: list[Rect] = []
        homes = (scene.cards[id].theme_id for id in carried)
        self._homes = {id: scene.themes[id] for id in homes if id is not None and id in scene.themes}

    def show(self, theme: ThemeItem | None, point: QPointF) -> None:
        """Make room in a theme where a point of the board is, and in no other."""
        if theme is not self._open:
            if self._open is not None:
                self._shut(self._open)
            self._open, self._place, self._cells = theme, -1, []
            for home in self._homes.values():
                if home is not theme:
                    self._lay(home, None)
        if theme is None:
            self.goal = None
            return
        place = self._slot(theme, point)
        if place != self._place:
            self._place = place
            self._cells = self._lay(theme, place)
        self.goal = (theme.id, self._among_all(theme, place))

    def close(self) -> None:
        """Show every theme as the workshop has it."""
        touched = {id: item for id, item in self._homes.items() if self._scene.themes.get(id) is item}
        if self._open is not None:
            touched[self._open.id] = self._open
        self._open, self.goal = None, None
        for item in touched.values():
            item.light((), lit=False)
        self._scene.lay_back(touched)

    def _shut(self, theme: ThemeItem) -> None:
        theme.light((), lit=False)
        self._lay(theme, None)

    def _slot(self, theme: ThemeItem, point: QPointF) -> int:
        """The place among the cards that stay; over the gap it is the gap's."""
        if self._cells:
            place = place_in_theme(self._cells, point.x(), point.y())
            if place < self._place:
                return place
            return max(self._place, place - len(self._carried))
        members = theme.members
        place = place_in_theme([self._scene.cards[id].box for id in members], point.x(), point.y())
        return len([id for id in members[:place] if id not in self._are_carried])

    def _lay(self, theme: ThemeItem, place: int | None) -> list[Rect]:
        """Show a theme with the carried cards at a place, or without them; gives the boxes of all cards."""
        if theme.folded:
            theme.light((), lit=place is not None)
            return []
        stay = [id for id in theme.members if id not in self._are_carried]
        row = stay if place is None else [*stay[:place], *self._carried, *stay[place:]]
        state = self._desk.state
        cluster = state.get(Cluster, theme.id)
        cards = [card for id in row if (card := state.get(Card, id)) is not None]
        if cluster is None or len(cards) < len(row):
            return []
        box, boxes = arrange_theme(cluster, cards, self._deeds.height)
        theme.show_theme(cluster, theme.counts, theme.place_in_row, box.width, box.height)
        gap: list[QRectF] = []
        for id, cell in zip(row, boxes, strict=True):
            if id in self._are_carried:
                gap.append(QRectF(cell.x - box.x, cell.y - box.y, cell.width, cell.height))
            else:
                self._scene.cards[id].place(cell.x, cell.y)
        theme.light(tuple(gap), lit=place is not None)
        return boxes

    def _among_all(self, theme: ThemeItem, place: int) -> int:
        """A place among the cards that stay, as one among all cards of the theme."""
        stay = [id for id in theme.members if id not in self._are_carried]
        return theme.members.index(stay[place]) if place < len(stay) else max(theme.count, len(theme.members))
