"""The way from a panel to a card on the board."""

from __future__ import annotations

from ....domain.records import Card, Cluster, Id
from ...desk import Desk
from ..choice import Choice
from ..look import qrect
from ..scene import BoardScene
from ..view import BoardView


class Way:
    """Brings cards into view, on the board of whichever group they hang."""

    def __init__(self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice) -> None:
        self._desk, self._scene, self._view, self._choice = desk, scene, view, choice

    def is_in_view(self, card_id: Id) -> bool:
        """Whether a card hangs on the board that is shown."""
        return card_id in self._scene.cards

    def look_at(self, card_id: Id) -> None:
        """Choose a card, or a theme, and bring it into view; the keyboard stays where it is."""
        there = self._desk.state.get(Card, card_id) or self._desk.state.get(Cluster, card_id)
        if there is None:
            return
        self._desk.show_group(there.group_id)
        item = self._scene.cards.get(card_id) or self._scene.themes.get(card_id)
        if item is not None:
            self._choice.only(card_id)
            self._view.camera.show_area(qrect(item.box))

    def go_to(self, card_id: Id) -> None:
        """Choose a card; the keyboard comes to the board."""
        self.look_at(card_id)
        self.to_board()

    def to_board(self) -> None:
        self._view.setFocus()
