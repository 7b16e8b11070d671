"""The keys of a photo that has the keyboard, and its own small steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ....domain.verbs import photos
from ...desk import Desk
from ..choice import Choice
from ..nudge import FAR, PAUSE_MS, STEP
from ..scene import BoardScene
from ..walk import DOWN, LEFT, RIGHT, UP, Direction
from .layer import PhotoLayer

if TYPE_CHECKING:
    from .item import PhotoItem

Key = Qt.Key
_ARROWS: dict[int, Direction] = {Key.Key_Left: LEFT, Key.Key_Right: RIGHT, Key.Key_Up: UP, Key.Key_Down: DOWN}
_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_WIDER = 24.0
"""By how much one press makes a photo wider, in pixels at 100 %."""


class Steps(QObject):
    """Ctrl and an arrow move a photo, Shift and an arrow size it; presses in a row are one edit."""

    def __init__(self, desk: Desk, scene: BoardScene, layer: PhotoLayer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._scene, self._layer = desk, scene, layer
        self._item: PhotoItem | None = None
        self._sizing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.settle)

    def move(self, item: PhotoItem, direction: Direction, *, far: bool = False) -> None:
        self._begin(item, sizing=False)
        x, y = item.corner
        step = STEP * (FAR if far else 1)
        self._layer.stir(item)
        item.place(x + direction[0] * step, y + direction[1] * step)
        self._layer.stir(item)

    def size(self, item: PhotoItem, by: int) -> None:
        self._begin(item, sizing=True)
        self._layer.stir(item)
        item.width = photos.fitting(item.width + by * _WIDER)
        self._layer.stir(item)

    def settle(self) -> None:
        """Do now what was only shown."""
        self._timer.stop()
        item, self._item = self._item, None
        if item is None or self._scene.photos.get(item.id) is not item:
            return
        photo, (x, y), width = item.photo, item.corner, item.width
        item.show_photo(photo)
        if self._sizing and width != photo.width:
            self._desk.do(photos.size_photo, item.id, width)
        elif not self._sizing and (x, y) != (photo.x, photo.y):
            self._desk.do(photos.move_photos, [item.id], x - photo.x, y - photo.y)

    def _begin(self, item: PhotoItem, *, sizing: bool) -> None:
        if self._item is not None and (self._item is not item or self._sizing != sizing):
            self.settle()
        self._item, self._sizing = item, sizing
        self._timer.start()


class PhotoKeys:
    """Hears of a key before the board does, while a photo has the keyboard."""

    def __init__(
        self,
        scene: BoardScene,
        choice: Choice,
        steps: Steps,
        commands: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]],
        on_card: Callable[[], bool],
    ) -> None:
        self._scene, self._choice, self._steps, self._commands = scene, choice, steps, commands
        self._on_card = on_card

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was for the photo."""
        item = self._scene.photos.get(self._choice.photo or "")
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if item is None:
            return key in {Key.Key_Return, Key.Key_Enter} and held == _NONE and self._on_card()
        if key in _ARROWS and held in {_CTRL, _CTRL | _SHIFT}:
            self._steps.move(item, _ARROWS[key], far=bool(held & _SHIFT))
            return True
        if key in _ARROWS and held == _SHIFT:
            self._steps.size(item, 1 if _ARROWS[key] in (RIGHT, DOWN) else -1)
            return True
        if key in {Key.Key_Control, Key.Key_Shift, Key.Key_Alt}:
            return False
        self._steps.settle()
        run = self._commands.get((int(key), held))
        if run is None:
            return False
        run()
        return True

    def tab(self, *, forward: bool) -> bool:  # noqa: ARG002
        """The board walks on."""
        self._steps.settle()
        return False

    def leave(self) -> None:
        """The keyboard went elsewhere."""
        self._steps.settle()
