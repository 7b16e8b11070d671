"""Items in the hand: they lie elsewhere on the screen while the workshop is as before."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF

from ...domain.records import Id
from .deeds import Place
from .scene import BoardScene, around


class Load:
    """Cards and themes that are carried; a carried theme takes its cards along.

    `cards` are those carried for themselves. Until `put_back` the scene knows them as moving.
    """

    def __init__(self, scene: BoardScene, ids: Iterable[Id]) -> None:
        self._scene = scene
        chosen = [item for id in ids if (item := scene.item(id)) is not None]
        self.themes = [item.id for item in chosen if item.id in scene.themes]
        taken = [card for id in self.themes for card in scene.themes[id].members]
        along = frozenset(taken)
        self.cards = [item.id for item in chosen if item.id in scene.cards and item.id not in along]
        self._from: dict[Id, QPointF] = {}
        for id in (*self.cards, *self.themes, *taken):
            item = scene.item(id)
            if item is not None:
                self._from[id] = QPointF(*item.corner)
        scene.carry(self._from)

    def shift(self, by: QPointF) -> None:
        """Show everything that far from where it came."""
        for id, start in self._from.items():
            item = self._scene.item(id)
            if item is not None:
                item.place(start.x() + by.x(), start.y() + by.y())

    def bounds(self) -> QRectF:
        """The box around all that is carried."""
        return around([item.box for id in self._from if (item := self._scene.item(id)) is not None])

    def put_back(self) -> None:
        """Show everything where the workshop has it."""
        self._scene.lay_back(self._from)

    def places(self, by: QPointF) -> tuple[dict[Id, Place], dict[Id, Place]]:
        """The corners of cards and themes, in whole pixels, if they stayed that far from where they came."""
        return self._moved(self.cards, by), self._moved(self.themes, by)

    def _moved(self, ids: Iterable[Id], by: QPointF) -> dict[Id, Place]:
        corners = ((id, self._from[id] + by) for id in ids if self._scene.item(id) is not None)
        return {id: (float(round(at.x())), float(round(at.y()))) for id, at in corners}
