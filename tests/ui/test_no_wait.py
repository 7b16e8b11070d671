"""No key waits for the disk, whatever another process does to the file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.conftest import unserved
from tests.ui.shell import open_window, settle
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.collect.model import LATE, SAFE_ROLE, SAVED
from werkstatt_desktop.ui.collect.page import CapturePage
from werkstatt_desktop.ui.desk import Desk

HELD_S = 10.0
CARDS = 20
LONGEST_S = 0.25
"""More than the window ever needs for itself, and less than the shortest wait for a file in the program."""
HOLD = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute(f"BEGIN {sys.argv[2]}")
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held(path: Path, kind: str) -> Iterator[Callable[[], None]]:
    """Another process holds the file; gives what makes it let go."""
    command = [sys.executable, "-c", HOLD, str(path), kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"

        def let_go() -> None:
            process.communicate("\n")

        yield let_go


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
def test_typing_while_the_file_is_held(
    kept_desk: Desk,
    qtbot: QtBot,
    workshop_file: Path,
    gaps: Callable[[], float],
    kind: str,
) -> None:
    """For ten seconds another process holds the file: cards appear at once, and no key waits for it."""
    window = open_window(kept_desk, qtbot, "collect")
    page = window.findChild(CapturePage, "collect-page")
    assert page is not None
    column = page.columns[0]
    type_text(column.entry.field, "vorher\n")
    qtbot.waitUntil(lambda: column.rows.index(0).data(SAFE_ROLE) == SAVED)
    for name in ("arrange", "collect"):  # a page takes its time when it is first made
        window.show_page(name)
        settle()
    with held(workshop_file, kind) as let_go:
        gaps()
        begun, slowest = monotonic(), 0.0
        for n in range(CARDS):
            for char in f"Karte {n} mit Wörtern\n":
                before = monotonic() - unserved()
                type_text(column.entry.field, char)
                slowest = max(slowest, monotonic() - unserved() - before)
            assert len(column.rows) == n + 2
            qtbot.wait(round(HELD_S * 1000 / CARDS / 4))
        window.show_page("arrange")
        press(QApplication.focusWidget() or window, "Ctrl+Z")
        settle()
        press(QApplication.focusWidget() or window, "Ctrl+Y")
        window.show_page("collect")
        while monotonic() - begun < HELD_S:
            qtbot.wait(100)
        longest = gaps()
        marks = [column.rows.index(n).data(SAFE_ROLE) for n in range(len(column.rows))]
        assert marks == ["", *[LATE] * CARDS]
        assert window.safeguard.banner.isVisible()
        let_go()
    qtbot.waitUntil(lambda: column.rows.index(CARDS).data(SAFE_ROLE) == SAVED)
    state = read(workshop_file).state
    texts = [card.text for card in sorted(state.all(Card), key=order.writing_key)]
    assert texts == ["vorher", *(f"Karte {n} mit Wörtern" for n in range(CARDS))]
    print(f"{kind}: longest gap {longest * 1000:.0f} ms, slowest key {slowest * 1000:.0f} ms")
    assert max(longest, slowest) < LONGEST_S
