"""Cards on their way out of the board, in the hand of the desktop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag

from ...domain.records import Id
from ..card_drag import cards_data
from ..desk import Desk
from .near import portrait
from .scene import BoardScene
from .view import BoardView


def send(desk: Desk, scene: BoardScene, view: BoardView, ids: Sequence[Id]) -> None:
    """Carry cards until they are dropped somewhere; the tab of a group or the parking lot takes them."""
    del desk
    carried = QDrag(view)
    carried.setMimeData(cards_data(ids, (scene.cards[id].text for id in ids)))
    carried.setPixmap(portrait(scene.look, scene.cards[ids[0]]))
    carried.setHotSpot(QPoint(-10, -6))
    carried.exec(Qt.DropAction.MoveAction)
