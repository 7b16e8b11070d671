"""What hangs on the board, for screen readers: what and where it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWindow
from shiboken6 import VoidPtr

from ...domain.records import Id
from ...texts import mark
from ..desk import Desk
from . import walk
from .choice import Choice
from .commands import Commands
from .look import qrect
from .nudge import Nudge
from .scene import BoardScene
from .spoken import Spoken
from .view import BoardView

_ALL = QAccessible.RelationFlag.AllRelations
_ACTIONS = {
    "Press": mark("Reword"),
    "Toggle": mark("Select"),
    "moveLeft": mark("Move to the left"),
    "moveRight": mark("Move to the right"),
    "moveUp": mark("Move up"),
    "moveDown": mark("Move down"),
    "delete": mark("Delete"),
}
"""What a screen reader can do with a card or theme; the first two names are Qt's, the words are for ears."""


@dataclass(frozen=True, slots=True)
class ReadBoard:
    """What is read and done: words come from the workshop, places from the view."""

    desk: Desk
    scene: BoardScene
    view: BoardView
    choice: Choice
    commands: Commands
    nudge: Nudge
    spoken: Spoken

    def rect(self, id: Id) -> QRect:
        """Where an item is on the screen."""
        item = self.scene.thing(id)
        if item is None:
            return QRect()
        box = self.scene.themes[id].oval_box if id in self.scene.themes else item.box
        area = self.view.in_view(qrect(box)).toRect()
        return QRect(self.view.viewport().mapToGlobal(area.topLeft()), area.size())

    def do(self, id: Id, action: str) -> None:
        """Do what one does with the keyboard on an item."""
        if self.scene.thing(id) is None:
            return
        if action == "Toggle":
            self.choice.toggle(id)
            return
        self.choice.only(id)
        self.view.activateWindow()
        if action == QAccessibleActionInterface.setFocusAction():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        photos = self.commands.photos if id in self.scene.photos else None
        nudge = photos.nudge if photos is not None else self.nudge.press
        moves: dict[str, Callable[[], object]] = {
            "Press": self.commands.reword,
            "delete": self.commands.delete,
            "moveLeft": partial(nudge, walk.LEFT),
            "moveRight": partial(nudge, walk.RIGHT),
            "moveUp": partial(nudge, walk.UP),
            "moveDown": partial(nudge, walk.DOWN),
        }
        if action in moves:
            moves[action]()


class ItemActions(QAccessibleActionInterface):
    """What can be done with a card or theme."""

    def __init__(self, board: ReadBoard, id: Id) -> None:
        super().__init__()
        self._board, self._id = board, id

    def actionNames(self) -> list[str]:
        return [*_ACTIONS, QAccessibleActionInterface.setFocusAction()]

    def localizedActionName(self, name: str) -> str:
        t = self._board.desk.texts
        return t(_ACTIONS[name]) if name in _ACTIONS else t("Walk here")

    def localizedActionDescription(self, name: str) -> str:
        return self.localizedActionName(name)

    def doAction(self, name: str) -> None:
        self._board.do(self._id, name)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


class ItemAccess(QAccessibleInterface):
    """A card or a theme as an item of the list."""

    def __init__(self, board: ReadBoard, id: Id) -> None:
        super().__init__()
        self._board, self.id = board, id
        self._actions = ItemActions(board, id)

    def isValid(self) -> bool:
        return self._board.scene.thing(self.id) is not None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._board.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._board.view)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        # None would be taken for an address and end the program.
        return self._actions if kind == QAccessible.InterfaceType.ActionInterface else VoidPtr(0)

    def relations(
        self, _match: QAccessible.RelationFlag = _ALL
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        return []

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        if self.id in self._board.scene.photos:
            return QAccessible.Role.Graphic
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        return self._board.rect(self.id)

    def state(self) -> QAccessible.State:
        state, choice, view = QAccessible.State(), self._board.choice, self._board.view
        state.focusable = state.selectable = True
        state.selected = self.id in choice.selected
        state.focused = self.id == choice.focus and view.hasFocus()
        state.offscreen = not view.rect().intersects(
            QRect(view.mapFromGlobal(self.rect().topLeft()), self.rect().size())
        )
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._board.spoken.name(self.id)
        return self._board.spoken.description(self.id) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Cards are reworded with F2."""
