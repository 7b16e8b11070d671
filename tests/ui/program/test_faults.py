"""When the program itself is at fault."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click
from tests.ui.start.starts import find
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.program.faults import FaultDialog, Faults, described

SECRET = "Der Bürgermeister hört nie zu"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log" / "werkstatt.log"


@pytest.fixture
def faults(qtbot: QtBot, log: Path) -> Iterator[Faults]:
    del qtbot
    made = Faults(log.parent, lambda: Texts("de"))
    made.install()
    yield made
    made.remove()


def fail() -> None:
    raise KeyError(SECRET)


def dialog(qtbot: QtBot) -> FaultDialog:
    def found() -> FaultDialog | None:
        windows = QApplication.topLevelWidgets()
        return next((w for w in windows if isinstance(w, FaultDialog) and w.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None)
    window = found()
    assert window is not None
    return window


def test_exception_in_a_slot(
    faults: Faults, qtbot: QtBot, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody caught is said in a dialog and written down with its place."""
    QTimer.singleShot(0, fail)
    window = dialog(qtbot)
    assert window.windowTitle() == "Werkstatt"
    text = log.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "test_faults.py" in text
    click(find(window, QPushButton, "fault-close"))
    qtbot.waitUntil(lambda: not window.isVisible())
    caplog.clear()


def test_no_words_of_a_workshop(
    faults: Faults, qtbot: QtBot, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the log nor what can be copied holds what an exception says of a card."""
    QTimer.singleShot(0, fail)
    window = dialog(qtbot)
    click(find(window, QPushButton, "fault-copy"))
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert SECRET not in copied + log.read_text(encoding="utf-8")
    window.close()
    caplog.clear()


def test_one_dialog_for_many(
    faults: Faults, qtbot: QtBot, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A second exception is added to the dialog that is open."""
    QTimer.singleShot(0, fail)
    window = dialog(qtbot)
    QTimer.singleShot(0, fail)
    details = find(window, QPlainTextEdit, "fault-details")
    qtbot.waitUntil(lambda: details.toPlainText().count("KeyError") == 2)
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, FaultDialog)] == [window]
    assert log.read_text(encoding="utf-8").count("KeyError") == 2
    window.close()
    caplog.clear()


def test_exception_in_a_thread(
    faults: Faults, qtbot: QtBot, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A thread's exception is told in the window's thread."""
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    dialog(qtbot).close()
    assert "KeyError" in log.read_text(encoding="utf-8")
    caplog.clear()


def test_exception_while_one_is_shown(qtbot: QtBot, log: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where even the dialog fails, both are written down and nothing goes in circles."""

    def broken() -> Texts:
        raise ValueError(SECRET)

    made = Faults(log.parent, broken)
    made.install()
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: log.exists() and "ValueError" in log.read_text(encoding="utf-8"))
    made.remove()
    assert [line for line in log.read_text(encoding="utf-8").splitlines() if line.endswith("Error")] == [
        "KeyError",
        "ValueError",
    ]
    caplog.clear()


def test_log_that_cannot_be_written(
    qtbot: QtBot,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Without a log the terminal gets it, and the dialog comes all the same."""
    (tmp_path / "log").write_text("", encoding="utf-8")
    made = Faults(tmp_path / "log", lambda: Texts("de"))
    made.install()
    QTimer.singleShot(0, fail)
    dialog(qtbot).close()
    made.remove()
    assert "KeyError" in capfd.readouterr().err
    caplog.clear()


def test_hooks_are_put_back(qtbot: QtBot, tmp_path: Path) -> None:
    """Afterwards everything is as it was."""
    before = sys.excepthook, threading.excepthook
    made = Faults(tmp_path, lambda: Texts("de"))
    made.install()
    assert sys.excepthook != before[0]
    made.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_description_names_causes() -> None:
    """Number of a system's error and key of a problem are named, causes too."""
    try:
        try:
            sqlite3.connect("/weg/weg/weg.werkstatt").execute("SELECT 1")
        except sqlite3.Error as error:
            raise FileProblem("unreadable", exit_code=4, name=SECRET) from error
    except FileProblem as error:
        text = described(error, error.__traceback__)
    assert "FileProblem (unreadable)" in text
    assert "OperationalError (SQLITE_CANTOPEN" in text
    assert SECRET not in text
