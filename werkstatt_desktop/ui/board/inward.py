"""Cards of another group over this board: dropped, they are handed over to where they are dropped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QDragLeaveEvent, QDropEvent

from ..card_drag import BESIDE, CARDS_MIME, card_ids
from .deeds import Deeds
from .items import ThemeItem
from .scene import BoardScene
from .view import BoardView


class Inward:
    """Shows which theme would take them."""

    def __init__(self, scene: BoardScene, view: BoardView, deeds: Deeds) -> None:
        self._scene, self._view, self._deeds = scene, view, deeds
        self._target: ThemeItem | None = None

    def hear(self, event: QDropEvent | QDragLeaveEvent) -> bool:
        """Take an event of cards; whether it was one."""
        if not isinstance(event, QDropEvent):
            left = self._target is not None
            self._aim(None)
            return left
        ids = card_ids(event.mimeData()) if event.mimeData().hasFormat(CARDS_MIME) else []
        # Cards that hang here came from another place of the window, which keeps them.
        if not ids or any(self._scene.item(id) is not None for id in ids):
            return False
        point = self._view.on_board(event.position())
        theme = self._scene.theme_at(point)
        self._aim(theme)
        if event.type() == QEvent.Type.Drop:
            self._aim(None)
            # There the picture in the hand has its corner.
            corner = self._view.on_board(event.position() + QPointF(BESIDE))
            self._deeds.receive(ids, theme.id if theme else None, (round(corner.x()), round(corner.y())))
        event.acceptProposedAction()
        return True

    def _aim(self, theme: ThemeItem | None) -> None:
        if theme is self._target:
            return
        for item in (self._target, theme):
            if item is not None:
                item.light((), lit=item is theme)
        self._target = theme
