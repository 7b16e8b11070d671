"""Cards on their way out of the board, in the hand of the desktop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag

from ...domain.records import Id
from ..card_drag import BESIDE, cards_data
from ..desk import Desk
from .near import portrait
from .scene import BoardScene
from .view import BoardView


def send(desk: Desk, scene: BoardScene, view: BoardView, ids: Sequence[Id]) -> None:
    """Carry cards until they are dropped somewhere; the tab of a group or the parking lot takes them.

    Other programs get them as text, table and picture; here they stay where they are.
    """
    from .giving.mime import carried

    drag = QDrag(view)
    drag.setMimeData(carried(desk, scene, ids) or cards_data(ids, ()))
    drag.setPixmap(portrait(scene.look, scene.cards[ids[0]]))
    drag.setHotSpot(-BESIDE)
    drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
