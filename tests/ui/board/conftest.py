"""A board in a window, with themes and cards to lay hands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from tests.keys import show
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Record
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def make_board(desk: Desk) -> Iterator[Callable[[list[Record]], Board]]:
    """Boards with these records in the first group."""
    pages: list[BoardPage] = []

    def make(records: list[Record]) -> Board:
        desk.store.commit(base_edit("write_cards", records))
        page = BoardPage(desk)
        page.resize(1250, 820)
        show(page)
        page.setFocus()
        pages.append(page)
        return Board(desk, page)

    yield make
    for page in pages:
        if shiboken6.isValid(page):
            page.close()
            page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def board(make_board: Callable[[list[Record]], Board]) -> Board:
    return make_board(usual())
