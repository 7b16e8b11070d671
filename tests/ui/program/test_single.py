"""A second start hands its file to the first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from tests.ui.start.starts import only_window
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.program.single import Doorman, hand_over, marker_in

ROOT = Path(__file__).parents[3]
Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def second_start(qtbot: QtBot, *arguments: str, cwd: Path = ROOT) -> int:
    """Start Werkstatt in a process of its own, as a user does; its exit code."""
    env = dict(os.environ, PYTHONPATH=str(ROOT))
    process = subprocess.Popen([sys.executable, "-m", "werkstatt_desktop", *arguments], cwd=cwd, env=env)
    try:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    finally:
        process.kill()
    return process.wait()


def settled(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program._later is not None and marker_in(settings.cache_folder()).exists())


def test_file_opens_in_the_first_process(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """A file given to a second start opens here, also by a relative path; that process ends at once."""
    path = workshop(tmp_path / "Größe & Übung.werkstatt")
    program = begin_program(workshop(tmp_path / "Essen.werkstatt"))
    settled(program, qtbot)
    assert second_start(qtbot, path.name, cwd=tmp_path) == 0
    assert sorted(Path(real).name for real in program.open) == ["Essen.werkstatt", "Größe & Übung.werkstatt"]


def test_open_file_comes_up(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """A file that is open here gets no second window."""
    path = workshop(tmp_path / "Essen.werkstatt")
    program = begin_program(path)
    window = only_window(program)
    settled(program, qtbot)
    assert second_start(qtbot, str(path)) == 0
    assert only_window(program) is window


def test_start_without_a_file(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """A second start without a file brings the start page."""
    program = begin_program(workshop(tmp_path / "Essen.werkstatt"))
    settled(program, qtbot)
    assert second_start(qtbot) == 0
    assert program.start is not None


def test_nothing_left_behind(begin_program: Begin, qtbot: QtBot) -> None:
    """When the program ends, nobody is called any more."""
    program = begin_program()
    settled(program, qtbot)
    program.end()
    marker = marker_in(settings.cache_folder())
    assert not marker.exists()
    assert not hand_over(marker, None)


@contextmanager
def ended_process() -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    yield process.pid


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"pid": "1", "server": "x"}', '{"pid": 1, "server": 7}', '{"pid": -5, "server": "x"}'],
)
def test_broken_marker(tmp_path: Path, text: str) -> None:
    """A marker that cannot be understood keeps nobody from starting."""
    marker = marker_in(tmp_path)
    marker.write_text(text, encoding="utf-8")
    assert not hand_over(marker, None)


def test_marker_of_a_process_that_ended(tmp_path: Path) -> None:
    """After a crash the marker is stale, and the program starts as usual."""
    marker = marker_in(tmp_path)
    with ended_process() as pid:
        marker.write_text(json.dumps({"pid": pid, "server": "werkstatt-weg"}), encoding="utf-8")
        assert not hand_over(marker, None)


def test_server_that_does_not_listen(tmp_path: Path) -> None:
    """A living process that is not Werkstatt does not keep it from starting."""
    marker = marker_in(tmp_path)
    marker.write_text(json.dumps({"pid": os.getppid(), "server": "werkstatt-niemand"}), encoding="utf-8")
    assert not hand_over(marker, None)


def test_strange_callers(qtbot: QtBot, tmp_path: Path) -> None:
    """What is no request is hung up on, and the next caller is heard."""
    heard: list[Path | None] = []
    parent = QObject()
    doorman = Doorman(marker_in(tmp_path), heard.append, parent)
    name = doorman._server.fullServerName()
    for request in (b"Guten Tag\n", b"[1]\n", b'{"weg": 1}\n', b"x" * 100_000):
        socket = QLocalSocket()
        with qtbot.waitSignal(socket.disconnected):
            socket.connectToServer(name)
            socket.write(request)
    assert heard == []
    socket = QLocalSocket()
    socket.connectToServer(name)
    socket.write(b'{"path": "/a')
    socket.flush()
    qtbot.wait(30)
    socket.write(b'b.werkstatt"}\n')
    qtbot.waitUntil(lambda: heard == [Path("/ab.werkstatt")])
    socket.disconnectFromServer()
    qtbot.waitUntil(lambda: not doorman._waiting)
    doorman.close()
