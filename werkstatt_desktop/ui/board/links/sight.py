"""The links as they are seen on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from ....domain.records import Id, Link

if TYPE_CHECKING:
    from ...desk import Desk
    from ..scene import BoardScene
    from .curves import Curves, Thread
    from .layer import LitLinks

CLOSE = 5.0
"""So near a curve, in pixels of the view, a click means it."""


class LinkSight:
    """What paints links is made when there is one, so that a board without any does without it."""

    def __init__(self, desk: Desk, scene: BoardScene) -> None:
        self._desk, self._scene = desk, scene
        self._made: tuple[Curves, LitLinks] | None = None
        self._lit: frozenset[Id] = frozenset()
        self._seen: frozenset[Thread] = frozenset()

    def follow(self) -> None:
        """The board was drawn anew, or other cards are chosen."""
        if self._made is None and self._desk.state.count(Link):
            self._layers()
        self._stir()

    def choose(self, ids: frozenset[Id]) -> None:
        """Show which links are chosen."""
        self._layers()[1].chosen = ids
        self._stir(anew=True)

    def toggle(self) -> bool:
        """Show all links, or none; whether they are shown now."""
        curves = self._layers()[0]
        curves.shown = not curves.shown
        self._scene.stir_all()
        return curves.shown

    def at(self, point: QPointF, zoom: float) -> Id | None:
        """The link whose curve goes by a point of the board, where no card lies."""
        if self._made is None or self._scene.near(QRectF(point, point)):
            return None
        return self._made[0].at(point, CLOSE / zoom)

    def _layers(self) -> tuple[Curves, LitLinks]:
        if self._made is None:
            from .curves import Curves
            from .layer import FaintLinks, LitLinks

            curves = Curves(self._desk, self._scene)
            lit = LitLinks(curves, self._desk, self._scene, self._scene.look)
            self._scene.layers.append(FaintLinks(curves, lit, self._scene, self._scene.look))
            self._scene.tops.append(lit)
            self._made = curves, lit
        return self._made

    def _stir(self, *, anew: bool = False) -> None:
        """Have painted anew what goes another way than before, and what is lit now or was before."""
        if self._made is None:
            return
        curves, layer = self._made
        seen, lit = frozenset(curves.all()), frozenset(thread.curve.id for thread in layer.lit())
        stale = seen ^ self._seen
        if lit != self._lit or anew:
            lighter = self._lit | lit
            stale |= {thread for thread in seen if thread.curve.id in lighter}
        self._seen, self._lit = seen, lit
        layer.stir(stale)
