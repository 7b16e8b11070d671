"""A window with the page Plenary on a workshop of two groups, for its tests."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMainWindow
from pytestqt.qtbot import QtBot

from tests.keys import LEFT, NONE, press, show
from werkstatt_desktop.domain import order, plenary
from werkstatt_desktop.domain.records import Card, Id, Result
from werkstatt_desktop.domain.verbs import cards, voting
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.plenary.page import PlenaryPage

_ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def write(desk: Desk, group_id: Id, *texts: str) -> None:
    """Cards of a group, all of one category."""
    category = order.categories(desk.state)[2].id
    desk.do(cards.write_cards, group_id=group_id, category_id=category, texts=texts)


def vote(desk: Desk, group_id: Id, **points: int) -> None:
    """A round of dots in a group; the points of each card by its text."""
    ids = {card.text: card.id for card in desk.state.all(Card)}
    edit = desk.do(voting.begin_round, title="Runde", targets="cards", group_id=group_id)
    assert edit is not None
    counts = {ids[text]: count for text, count in points.items()}
    desk.do(voting.count, edit.ids("rounds")[0], counts, desk.store.device)


class Plenum:
    """The page in a window that has undo. `results` and `statements` are read from the state."""

    def __init__(self, desk: Desk, qtbot: QtBot, width: int = 1100) -> None:
        self.desk = desk
        self.said: list[str] = []
        desk.said.connect(self.said.append)
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        QShortcut(QKeySequence("Ctrl+Z"), self.window).activated.connect(desk.undo)
        self.page = PlenaryPage(desk)
        self.window.setCentralWidget(self.page)
        self.window.resize(width, 700)
        show(self.window)
        self.page.setFocus()

    @property
    def entries(self) -> int:
        """How many entries the journal has."""
        return sum(1 for _ in self.desk.store.journal())

    def texts(self, kind: str = "result") -> list[str]:
        return [result.text for result in plenary.results(self.desk.state, kind)]

    def result(self, place: int = 0, kind: str = "result") -> Result:
        return plenary.results(self.desk.state, kind)[place]

    def origins(self, place: int = 0) -> list[tuple[str, str]]:
        """Group and wording of each source of a result."""
        found = plenary.origins(self.desk.state, self.result(place).id)
        return [(o.group.id if o.group else "", o.text) for o in found]

    def cards(self, column: int = 0) -> QListView:
        return self.page.columns[column].cards

    def press(self, *keys: str) -> None:
        """Keys for whatever has the keyboard."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            press(focus, key)

    def pull(self, view: QListView, row: int) -> QMimeData:
        """Pull a row with the mouse; what the hand carries then. Letting go is a step of its own."""
        start = view.visualRect(view.model().index(row, 0)).center()
        QTest.mousePress(view.viewport(), LEFT, NONE, start)
        for step in (QPoint(4, 4), QPoint(20, 20)):
            QTest.mouseMove(view.viewport(), start + step)
        drag = view.findChildren(QDrag)[-1]
        QTest.mouseRelease(view.viewport(), LEFT, NONE, start + QPoint(20, 20))
        assert not drag.pixmap().isNull()
        return drag.mimeData()

    def drop(self, data: QMimeData, row: int, part: float = 0.5) -> None:
        """Let go over a part of a row of the results, counted from its top; beyond the last, below it."""
        view = self.page.list
        rect = view.visualRect(view.model().index(row, 0))
        at = QPoint(60, view.viewport().height() - 4)
        if rect.isValid():
            at = QPoint(rect.center().x(), round(rect.top() + part * rect.height()))
        for event in (
            QDragEnterEvent(at, _ACTIONS, data, LEFT, NONE),
            QDragMoveEvent(at, _ACTIONS, data, LEFT, NONE),
            QDropEvent(QPointF(at), _ACTIONS, data, LEFT, NONE),
        ):
            QApplication.sendEvent(view.viewport(), event)
