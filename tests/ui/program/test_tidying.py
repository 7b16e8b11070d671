"""Widgets are collected in the thread of the windows only."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from werkstatt_desktop.ui.program.tidying import Tidying


class Ring:
    """Refers to itself, so that only the collector takes it away; says in which thread it went."""

    def __init__(self, gone: list[str]) -> None:
        self.itself, self.gone, self.held = self, gone, QObject()

    def __del__(self) -> None:
        self.gone.append(threading.current_thread().name)


@pytest.fixture
def tidying(qtbot: QtBot) -> Iterator[Tidying]:
    was = gc.isenabled()
    made = Tidying()
    yield made
    made.end()
    if not was:
        gc.disable()


def test_no_other_thread_collects(tidying: Tidying, qtbot: QtBot) -> None:
    """However much a thread makes, what is left over goes in the thread of the windows, and soon."""
    gone: list[str] = []
    for _ in range(100):
        Ring(gone)
    made: list[list[int]] = []
    worker = threading.Thread(target=lambda: made.extend([n] for n in range(200_000)), name="worker")
    worker.start()
    worker.join()
    assert gone == []
    qtbot.waitUntil(lambda: len(gone) == 100, timeout=20_000)
    assert set(gone) == {threading.main_thread().name}


def test_afterwards_it_is_as_before(tidying: Tidying) -> None:
    """Once it has ended, Python collects by itself again."""
    assert not gc.isenabled()
    tidying.end()
    assert gc.isenabled()
