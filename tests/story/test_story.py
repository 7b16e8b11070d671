"""One workshop from the empty folder to the paper, by keys and mouse alone: the Essen day of 2009."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.story.afternoon import close, meet, plan, weigh
from tests.story.evening import assert_on_paper, go_on, print_protocol
from tests.story.morning import CARDS, arrange, begin, collect, invite, park, prepare, take_back
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.storage import files
from werkstatt_desktop.ui.program.program import Program


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program as it starts for the first time, in German."""
    del qtbot
    qapp.setStyle("Fusion")
    program = Program(qapp, "de")
    program.begin(None)
    yield program
    program.end()
    qapp.setStyleSheet("")


def test_a_whole_day(program: Program, qtbot: QtBot, tmp_path: Path, home: Path) -> None:
    """Every card typed in the course of the day stands in the protocol, once, under its theme."""
    window = begin(program, qtbot, home)
    prepare(window)
    invite(window, qtbot)
    collect(window)
    arrange(window)
    park(window)
    weigh(window, qtbot)
    meet(window)
    plan(window)
    state = window.desk.state
    assert sorted(card.text for card in state.all(Card)) == sorted(CARDS)
    take_back(window)
    assert window.desk.state == state
    close(window)
    state = window.desk.state
    paper = tmp_path / "Protokoll.pdf"
    print_protocol(window, qtbot, paper)
    path = window.desk.store.path
    window.close()
    qtbot.waitUntil(lambda: not program.open)
    assert_on_paper(paper, state)
    assert files.check(path).tables == ()
    go_on(program, qtbot, path, state)
