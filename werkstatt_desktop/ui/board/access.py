"""The board for screen readers: a list of its themes and cards in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, isValid

from ...domain.edits import Step
from ...domain.records import Id
from ...texts import mark
from ..desk import Desk
from ..labels import announce
from . import walk
from .choice import Choice
from .commands import Commands
from .look import qrect
from .nudge import Nudge
from .scene import BoardScene
from .spoken import Spoken
from .view import BoardView

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
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
class _Board:
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

    def __init__(self, board: _Board, id: Id) -> None:
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

    def __init__(self, board: _Board, id: Id) -> None:
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


class BoardAccess(QAccessibleWidget):
    """The board as a list of items, then what lies on the wall.

    An interface to an item is made when it is asked for and goes with the item.
    """

    def __init__(self, board: _Board) -> None:
        super().__init__(board.view, QAccessible.Role.List, board.view.accessibleName())
        self.board = board
        self._made: dict[Id, ItemAccess] = {}
        self._order: tuple[int, list[Id], dict[Id, int]] = (-1, [], {})

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Description and (words := self.board.spoken.board()):
            return words
        return super().text(kind)

    def childCount(self) -> int:
        return len(self._row()) + len(self._on_the_wall())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        row = self._row()
        if index >= len(row):
            return next(iter(_read(self._on_the_wall()[index - len(row) :])), None)
        if index < 0:
            return None
        made = self._made.get(row[index])
        if made is None:
            made = self._made[row[index]] = ItemAccess(self.board, row[index])
            QAccessible.registerAccessibleInterface(made)
        return made

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        viewport = self.board.view.viewport()
        item = self.board.scene.at(self.board.view.on_board(viewport.mapFromGlobal(QPoint(x, y))))
        return self.child(self.place(item.id)) if item is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, ItemAccess):
            return self.place(child.id)
        asked = child.object()
        found = (n for n, widget in enumerate(self._on_the_wall(), len(self._row())) if widget is asked)
        return next(found, -1)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        place = self.place(self.board.choice.focus)
        return self.child(place) if place >= 0 else None

    def place(self, id: Id | None) -> int:
        """The place of an item in the list, -1 if it is not there."""
        self._row()
        return self._order[2].get(id or "", -1)

    def forget(self) -> None:
        """Let go of the items; Qt is told first, as it keeps no account of who still needs them."""
        for id in list(self._made):
            self._drop(id)

    def tell(self, step: Step | None) -> None:
        """Say what a step did, and that names and places of items that a reader knows may be others."""
        view, kind = self.board.view, QAccessible.Event
        if step is None or not view.isVisible():
            return
        for id in (*step.edit.ids("cards"), *step.edit.ids("clusters"), *step.edit.ids("photos")):
            if id in self._made and (place := self.place(id)) >= 0:
                for what in (kind.NameChanged, kind.DescriptionChanged, kind.LocationChanged):
                    event = QAccessibleEvent(view, what)
                    event.setChild(place)
                    QAccessible.updateAccessibility(event)
        if words := self.board.spoken.step(step, self.board.choice.focus):
            announce(view, words)

    def _on_the_wall(self) -> list[QWidget]:
        """What lies over the items: the field in which one types, the bar at the foot."""
        here = self.board.view.viewport().findChildren(QWidget, options=_DIRECT)
        return [
            widget for widget in here if widget.isVisible() and (widget.accessibleName() or widget.layout())
        ]

    def _row(self) -> list[Id]:
        version = self.board.scene.version
        if self._order[0] != version:
            row = [] if self.board.spoken.board() else walk.in_order(self.board.scene)
            self._order = (version, row, {id: n for n, id in enumerate(row)})
            for id in self._made.keys() - self._order[2].keys():
                self._drop(id)
        return self._order[1]

    def _drop(self, id: Id) -> None:
        made = self._made.pop(id)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))


def _read(widgets: list[QWidget]) -> Iterator[QAccessibleInterface]:
    return (QAccessible.queryAccessibleInterface(widget) for widget in widgets)


class _Teller(QObject):
    """Hears of steps for as long as the view is there."""

    def __init__(self, desk: Desk, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        desk.changed.connect(self._tell)

    def _tell(self, step: Step | None) -> None:
        made = _boards().get(id(self._view), (None, None))[1]
        if made is not None and QAccessible.isActive():
            made.tell(step)


@cache
def _boards() -> dict[int, tuple[_Board, BoardAccess | None]]:
    """The boards that can be read, by the identity of their views. Qt asks one function for all of them."""
    known: dict[int, tuple[_Board, BoardAccess | None]] = {}

    def interface(_class_name: str, asked: QObject) -> QAccessibleInterface | None:
        board, made = known.get(id(asked), (None, None))
        if board is None or board.view is not asked:
            return None
        if made is None:
            made = BoardAccess(board)
            known[id(asked)] = (board, made)
        return made

    QAccessible.installFactory(interface)
    return known


def open_to_readers(
    desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, commands: Commands, nudge: Nudge
) -> None:
    """Let screen readers read a board from now on until its view is gone."""
    key = id(view)
    if key in _boards():
        return
    # Who asked before got what Qt has for any widget, and would get it for ever.
    before = QAccessible.queryAccessibleInterface(view)
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(before))
    board = _Board(desk, scene, view, choice, commands, nudge, Spoken(desk, scene))
    _boards()[key] = (board, None)
    _Teller(desk, view)
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.ObjectCreated))
    view.destroyed.connect(partial(_close, key))


def tell_focus(view: BoardView) -> None:
    """Tell a screen reader that another item has the keyboard."""
    made = _boards().get(id(view), (None, None))[1]
    if made is not None and QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(made.place(made.board.choice.focus))
        QAccessible.updateAccessibility(event)


def _close(key: int, _view: QObject | None = None) -> None:
    made = _boards().pop(key, (None, None))[1]
    if made is not None:
        made.forget()
        # Qt itself lets go of what belongs to a widget, before or after this is called.
        if isValid(made):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))
