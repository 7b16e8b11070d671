"""A window with the page Collect, as the program has it around the page, for its tests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.keys import click, show, type_text
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card, Id
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.ui.card_field import CardField
from werkstatt_desktop.ui.collect.cards import CardList
from werkstatt_desktop.ui.collect.column import Column
from werkstatt_desktop.ui.collect.page import CapturePage
from werkstatt_desktop.ui.desk import Desk


class Room:
    """The page in a window that has keys of its own, which the page must get along with."""

    def __init__(self, desk: Desk, qtbot: QtBot, *, width: int = 1200, height: int = 800) -> None:
        self.desk = desk
        self.said: list[str] = []
        self.stolen: list[str] = []
        desk.said.connect(self.said.append)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self._key("Ctrl+Z", desk.undo)
        self._key("Ctrl+Y", desk.redo)
        for number in range(1, 5):
            for modifier in ("Ctrl", "Alt"):
                QShortcut(QKeySequence(f"{modifier}+{number}"), self.window).activated.connect(self._steal)
        self.page = CapturePage(desk)
        self.window.setCentralWidget(self.page)
        self.window.resize(width, height)
        show(self.window)
        desk.changed.emit(None)

    def _key(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self.window).activated.connect(act)

    def _steal(self) -> None:
        self.stolen.append("key")

    def wake(self) -> None:
        """Let the window have the keyboard again after a sheet, as a window manager does."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        show(self.window)

    @property
    def columns(self) -> list[Column]:
        return self.page.columns

    def field(self, column: int = 0) -> CardField:
        return self.columns[column].entry.field

    def view(self, column: int = 0) -> CardList:
        return self.columns[column].cards

    def shown(self, column: int = 0) -> list[str]:
        """What the cards of a column say, in the order of the list."""
        rows = self.columns[column].rows
        return [str(rows.index(row).data()) for row in range(rows.rowCount())]

    def at(self, row: int, column: int = 0) -> QPoint:
        """The middle of a card, in the list's viewport."""
        view = self.view(column)
        return view.visualRect(view.model().index(row, 0)).center()

    def choose(self, *rows: int, column: int = 0) -> None:
        """Select cards with the mouse."""
        viewport = self.view(column).viewport()
        for n, row in enumerate(rows):
            held = Qt.KeyboardModifier.ControlModifier if n else Qt.KeyboardModifier.NoModifier
            click(viewport, self.at(row, column), held)

    def editor(self, column: int = 0) -> CardField:
        """The field over a card that is being changed."""
        field = self.columns[column].rewording.field
        assert field is not None
        return field

    def write(self, text: str, column: int = 0) -> None:
        """Type a card and press Enter."""
        self.field(column).setFocus()
        type_text(self.field(column), text + "\n")

    def texts(self, category_id: Id, group_id: Id = "group1") -> list[str]:
        """What the workshop's cards say, in the order of writing."""
        found = self.desk.state.kids(Card, "group_id", group_id)
        return [c.text for c in sorted(found, key=order.writing_key) if c.category_id == category_id]

    def card(self, text: str) -> Card:
        return next(card for card in self.desk.state.all(Card) if card.text == text)

    @property
    def entries(self) -> int:
        """How many entries the journal has."""
        return sum(1 for _ in self.desk.store.journal())


def put_cards(desk: Desk, category_id: Id, *texts: str, group_id: Id = "group1") -> list[Id]:
    """Cards that are there already; gives their ids."""
    edit = desk.do(cards.write_cards, group_id=group_id, category_id=category_id, texts=list(texts))
    assert edit is not None
    return list(edit.ids("cards"))
