"""The keyboard's way over the board: what it comes to gets the focus and comes into view."""

from __future__ import annotations

from ...domain.records import Id
from . import walk
from .choice import Choice
from .scene import BoardScene
from .view import BoardView


class Walker:
    """Walks from card to card; the selection stays as it is."""

    def __init__(self, scene: BoardScene, view: BoardView, choice: Choice) -> None:
        self._scene, self._view, self._choice = scene, view, choice

    def go(self, direction: walk.Direction) -> None:
        """To what lies beside; at first to where reading begins."""
        stops, here = walk.stops(self._scene), self._choice.focus
        if here is None or here not in stops:
            self._arrive(next(iter(walk.in_order(self._scene)), None))
        else:
            self._arrive(walk.beside(stops, here, direction))

    def go_on(self, by: int) -> bool:
        """To the next in reading order; False at either end."""
        row = walk.in_order(self._scene)
        first = 0 if by > 0 else len(row) - 1
        here = row.index(self._choice.focus) + by if self._choice.focus in row else first
        if not 0 <= here < len(row):
            return False
        self._arrive(row[here])
        return True

    def _arrive(self, id: Id | None) -> None:
        item = self._scene.thing(id)
        if item is not None:
            self._choice.walk_to(item.id)
            self._view.camera.show_area(item.sceneBoundingRect())
