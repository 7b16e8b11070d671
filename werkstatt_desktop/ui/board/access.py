"""The board for screen readers: a list of its themes and cards in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from ...domain.edits import Step
from ...domain.records import Id
from ..desk import Desk
from ..labels import announce
from . import walk
from .access_items import ItemAccess, ReadBoard
from .choice import Choice
from .commands import Commands
from .nudge import Nudge
from .scene import BoardScene
from .spoken import Spoken
from .view import BoardView

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class BoardAccess(QAccessibleWidget):
    """The board as a list of items, then what lies on the wall.

    An interface to an item is made when it is asked for and goes with the item.
    """

    def __init__(self, board: ReadBoard) -> None:
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
def _boards() -> dict[int, tuple[ReadBoard, BoardAccess | None]]:
    """The boards that can be read, by the identity of their views. Qt asks one function for all of them."""
    known: dict[int, tuple[ReadBoard, BoardAccess | None]] = {}

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
    board = ReadBoard(desk, scene, view, choice, commands, nudge, Spoken(desk, scene))
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
