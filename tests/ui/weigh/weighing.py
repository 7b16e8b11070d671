"""A window with the page Weigh, for its tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.shell import settle
from werkstatt_desktop.domain import order, voting
from werkstatt_desktop.domain.records import Card, Id, VoteRound
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.domain.verbs import voting as verbs
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.dots.counting import PAUSE_MS
from werkstatt_desktop.ui.weigh.page import WeighPage


class Room:
    """The page in a window with the undo key that the program's window has."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self._qtbot = desk, qtbot
        self.said: list[str] = []
        desk.said.connect(self.said.append)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        QShortcut(QKeySequence("Ctrl+Z"), self.window).activated.connect(desk.undo)
        QShortcut(QKeySequence("Ctrl++"), self.window).activated.connect(self._steal)
        self.stolen = 0
        self.page = WeighPage(desk)
        self.window.setCentralWidget(self.page)
        self.window.resize(1240, 800)
        show(self.window)
        self.page.setFocus()
        settle()

    @property
    def options(self) -> QWidget:
        return self.page.options

    @property
    def round(self) -> VoteRound:
        """The round in view."""
        round_ = self.page.rows.round
        assert round_ is not None
        return round_

    @property
    def totals(self) -> list[int]:
        """What the workshop has for the options, in the order of the boards."""
        return list(voting.totals(self.desk.state, self.round).values())

    @property
    def entries(self) -> int:
        """How many steps are in the file."""
        return len(list(self.desk.store.journal()))

    def texts(self) -> list[str]:
        """What the rows say, from above."""
        return [str(self.page.rows.index(row).data()) for row in range(self.page.rows.rowCount())]

    def click(self, row: int, *, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        click(self.page.options.viewport(), self.at(row), held)

    def at(self, row: int) -> QPoint:
        return self.page.options.visualRect(self.page.rows.index(row)).center()

    def type(self, text: str) -> None:
        type_text(self.page.options, text)

    def press(self, keys: str) -> None:
        press(self.page.options, keys)

    def pause(self) -> None:
        """Wait until what was counted is handed over; the clock runs faster meanwhile."""
        for clock in self.page.findChildren(QTimer):
            if clock.isActive() and clock.interval() == PAUSE_MS:
                clock.setInterval(1)
                self._qtbot.waitUntil(lambda clock=clock: not clock.isActive())
                clock.setInterval(PAUSE_MS)
        settle()

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert found is not None
        return found

    def words(self, name: str) -> str:
        """What a line of words in the panel says; empty where it is not shown."""
        label = self.page.findChild(QWidget, name)
        assert label is not None
        return label.text() if label.isVisible() else ""  # type: ignore[attr-defined]

    def _steal(self) -> None:
        self.stolen += 1


def write(desk: Desk, *texts: str, group: Id = "group1") -> list[Id]:
    """Cards of the last category, which are recommendations."""
    category = order.categories(desk.state)[-1]
    edit = desk.do(cards.write_cards, group_id=group, category_id=category.id, texts=texts)
    assert edit is not None
    return list(edit.ids("cards"))


def begin(desk: Desk, **fields: object) -> Id:
    """A round on the cards of the first group."""
    given: dict[str, object] = {"title": "Wichtig?", "targets": "cards", "group_id": "group1", "voters": 5}
    edit = desk.do(verbs.begin_round, **(given | fields))  # type: ignore[arg-type]
    assert edit is not None
    return edit.ids("rounds")[0]


def cards_of(desk: Desk) -> list[Card]:
    return sorted(desk.state.all(Card), key=order.writing_key)
