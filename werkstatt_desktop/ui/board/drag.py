"""Cards and themes in the hand: on the wall they hang where they are dropped, a theme makes room for cards.

A theme dropped on the heading of another becomes one with it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt

from ...domain.records import Id
from ..desk import Desk
from . import walk
from .choice import Choice
from .deeds import Deeds
from .gestures import CTRL, SHIFT, Grip, Held
from .guides import Guides
from .items import ThemeItem
from .load import Load
from .room import Room
from .scene import BoardScene
from .view import BoardView

_FREE = CTRL | Held.AltModifier
"""While one of these is held, nothing is aligned."""


class Drag:
    """Carries what is chosen. Cards dropped on a theme join it, all else stays where it is dropped."""

    scrolls = True
    at_once = False

    def __init__(
        self,
        desk: Desk,
        view: BoardView,
        scene: BoardScene,
        choice: Choice,
        deeds: Deeds,
        grip: Grip,
        id: Id,
    ) -> None:
        self._desk, self._view, self._scene, self._choice, self._deeds = desk, view, scene, choice, deeds
        self._grip, self._id = grip, id
        self._load: Load | None = None
        self._room: Room | None = None
        self._guides: Guides | None = None
        self._other: ThemeItem | None = None
        self._by = QPointF()

    def start(self) -> None:
        if self._grip.held & (CTRL | SHIFT) and self._id not in self._choice.ids:
            self._choice.click_to(self._id)
        self._load = Load(self._scene, self._choice.ids)
        self._room = Room(self._desk, self._scene, self._deeds, self.cards)
        self._guides = Guides(self._view, self._scene, self._load.bounds())
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint, held: Held) -> None:
        if self._load is None or self._room is None or self._guides is None:
            return
        point = self._view.on_board(at)
        by, theme = point - self._grip.point, self._theme_under(point)
        self._aim_at_heading(point)
        if theme is not None or self._other is not None or held & _FREE:
            self._guides.hide()
            self._by = by
        else:
            self._by = self._guides.align(by)
        self._load.shift(self._by)
        self._room.show(theme, point)

    def end(self, at: QPoint, held: Held) -> None:
        self.move(at, held)
        if self._load is None or self._room is None:
            return
        load, goal, cards, by = self._load, self._room.goal, self.cards, self._by
        other = self._other
        self.cancel()
        if other is not None:
            self._deeds.merge(other.id, load.themes[0])
        elif goal is not None:
            self._deeds.drop_into(cards, *goal)
        elif abs(by.x()) >= 1 or abs(by.y()) >= 1:
            self._deeds.hang(*load.places(by))

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()
        if self._guides is not None:
            self._guides.hide()
        if self._room is not None:
            self._room.close()
        if self._other is not None:
            self._other.light((), lit=False)
            self._other = None
        if self._load is not None:
            self._load.put_back()
        self._load = self._room = self._guides = None

    def click(self) -> None:
        """Without a movement: choose it; with Shift in addition, with Ctrl or no longer."""
        if self._grip.held & CTRL:
            self._choice.click_to(self._id)
        elif self._grip.held & SHIFT:
            self._choice.select(self._choice.ids | {self._id}, focus=self._id)
        else:
            self._choice.only(self._id)

    @property
    def is_here(self) -> bool:
        """Whether what it took hold of still hangs on the board in view."""
        return self._scene.thing(self._id) is not None

    @property
    def cards(self) -> list[Id]:
        """What is carried, where that is nothing but cards; in reading order."""
        if self._load is None or self._load.themes:
            return []
        chosen = set(self._load.cards)
        return [id for id in walk.in_order(self._scene) if id in chosen] if len(chosen) > 1 else [*chosen]

    def _theme_under(self, point: QPointF) -> ThemeItem | None:
        """The theme that would take what is carried."""
        if self._load is None or self._load.themes:
            return None
        return self._scene.theme_at(point)

    def _aim_at_heading(self, point: QPointF) -> None:
        """The theme on whose heading a carried theme lies would take it in."""
        found = None
        if self._load is not None and len(self._load.themes) == 1 and not self._load.cards:
            others = (theme for id, theme in self._scene.themes.items() if id not in self._load.themes)
            found = next((t for t in others if t.oval_box.contains(point.x(), point.y())), None)
        if found is not self._other:
            for theme in (self._other, found):
                if theme is not None:
                    theme.light((), lit=theme is found)
            self._other = found
