"""The board for screen readers: a list of its themes and cards in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from ...domain.records import Card, Category, Cluster, Id
from ..desk import Desk
from . import walk
from .choice import Choice
from .items import CardItem
from .scene import BoardScene
from .view import BoardView

_Relation = tuple[QAccessibleInterface, QAccessible.RelationFlag]
_ALL = QAccessible.RelationFlag.AllRelations


@dataclass(frozen=True, slots=True)
class _Board:
    """What is read: the words of cards and themes come from the workshop, their places from the view."""

    desk: Desk
    scene: BoardScene
    view: BoardView
    choice: Choice

    def name(self, id: Id) -> str:
        t, state = self.desk.texts, self.desk.state
        card, cluster = state.get(Card, id), state.get(Cluster, id)
        if card is not None:
            category = state.get(Category, card.category_id)
            return f"{t.category_one(category)}: {card.text}" if category else card.text
        return t("Theme: {heading}", heading=cluster.heading or t("without a heading")) if cluster else ""

    def description(self, id: Id) -> str:
        t, item = self.desk.texts, self.scene.item(id)
        if item is None:
            return ""
        if not isinstance(item, CardItem):
            return t.n("{n} card", "{n} cards", len(item.members))
        card = self.desk.state.get(Card, id)
        theme = self.scene.themes.get(item.theme_id or "")
        if theme is None:
            place = t("In no theme")
        else:
            place = t(
                "In the theme {heading}, card {place} of {count}",
                heading=theme.heading or t("without a heading"),
                place=theme.members.index(id) + 1,
                count=len(theme.members),
            )
        return f"{place}. {card.explanation}" if card and card.explanation else place

    def rect(self, id: Id) -> QRect:
        """Where an item is on the screen."""
        item = self.scene.item(id)
        if item is None:
            return QRect()
        area = self.view.in_view(item.sceneBoundingRect()).toRect()
        return QRect(self.view.viewport().mapToGlobal(area.topLeft()), area.size())


class ItemAccess(QAccessibleInterface):
    """A card or a theme as an item of the list."""

    def __init__(self, board: _Board, id: Id) -> None:
        super().__init__()
        self._board, self.id = board, id

    def isValid(self) -> bool:
        return self._board.scene.item(self.id) is not None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._board.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._board.view)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

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
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        return self._board.rect(self.id)

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        choice = self._board.choice
        state.focusable = state.selectable = True
        state.selected = self.id in choice.selected
        state.focused = self.id == choice.focus and self._board.view.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._board.name(self.id)
        return self._board.description(self.id) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Cards are reworded with F2."""


class BoardAccess(QAccessibleWidget):
    """The board as a list. An interface to an item is made when it is asked for and goes with the item."""

    def __init__(self, board: _Board) -> None:
        super().__init__(board.view, QAccessible.Role.List, board.view.accessibleName())
        self.board = board
        self._made: dict[Id, ItemAccess] = {}
        self._order: tuple[int, list[Id]] = (-1, [])

    def childCount(self) -> int:
        return len(self._row())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        row = self._row()
        if not 0 <= index < len(row):
            return None
        made = self._made.get(row[index])
        if made is None:
            made = self._made[row[index]] = ItemAccess(self.board, row[index])
            QAccessible.registerAccessibleInterface(made)
        return made

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.place(child.id) if isinstance(child, ItemAccess) else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        place = self.place(self.board.choice.focus)
        return self.child(place) if place >= 0 else None

    def place(self, id: Id | None) -> int:
        """The place of an item in the list, -1 if it is not there."""
        row = self._row()
        return row.index(id) if id in row else -1

    def forget(self) -> None:
        """Let go of the items; Qt is told first, as it keeps no account of who still needs them."""
        for id in list(self._made):
            self._drop(id)

    def _row(self) -> list[Id]:
        version = self.board.scene.version
        if self._order[0] != version:
            self._order = (version, walk.in_order(self.board.scene))
            for id in self._made.keys() - set(self._order[1]):
                self._drop(id)
        return self._order[1]

    def _drop(self, id: Id) -> None:
        made = self._made.pop(id)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))


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


def open_to_readers(desk: Desk, scene: BoardScene, view: BoardView, choice: Choice) -> None:
    """Let screen readers read a board from now on until its view is gone."""
    key = id(view)
    if key in _boards():
        return
    _boards()[key] = (_Board(desk, scene, view, choice), None)
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
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))
