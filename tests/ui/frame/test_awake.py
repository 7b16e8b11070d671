"""While a page is shown alone the system neither sleeps nor blanks the screen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import press
from tests.test_architecture import ROOT, Tree
from tests.ui.shell import open_window
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.session_bus import BusError, SessionBus

REASON = "Eine Seite wird auf dem ganzen Bildschirm gezeigt."
BOTH = [f"screen Werkstatt {REASON}", f"power Werkstatt {REASON}"]


class Desktop:
    """Services in a process of their own, and what they noted."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "notes"
        self.notes: list[str] = []

    def read(self) -> list[str]:
        """What was noted, but for connections that ended."""
        self.notes = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        return [line for line in self.notes if not line.startswith(("ready", "gone"))]


@pytest.fixture
def services(bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desktop]]:
    """Starts services of these names on the bus, which is the session's one in this test."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    running: list[subprocess.Popen[bytes]] = []

    def start(*names: str) -> Desktop:
        desktop = Desktop(tmp_path)
        program = Path(__file__).with_name("desktop_services.py")
        running.append(subprocess.Popen([sys.executable, program, desktop.path, *names]))
        wait_until(lambda: desktop.read() == [] and "ready" in desktop.notes)
        return desktop

    yield start
    for process in running:
        process.terminate()
        process.wait()
    wait_until(lambda: not holders())


@contextmanager
def saying(patch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A bus that says these bytes to whoever comes, whatever is asked, and then keeps silent, or goes."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder}/bus")
        server.bind(f"{folder}/bus")
        guests: list[socket.socket] = []

        def serve(words: bytes, *, go: bool) -> None:
            with suppress(OSError):
                while True:
                    guests.append(server.accept()[0])
                    guests[-1].sendall(words)
                    if go:
                        guests[-1].shutdown(socket.SHUT_WR)

        def speak(words: bytes, *, go: bool = False) -> None:
            server.listen()
            threading.Thread(target=serve, args=(words,), kwargs={"go": go}, daemon=True).start()

        yield speak
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        for guest in guests:
            guest.close()
    wait_until(lambda: not holders())


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Such a bus, which is the session's one in this test."""
    with saying(monkeypatch) as speak:
        yield speak


def holders() -> list[threading.Thread]:
    """The threads that ask the system or wait to take it back."""
    return [thread for thread in threading.enumerate() if thread.name == "awake"]


def wait_until(true: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not true():
        assert monotonic() < end
        sleep(0.01)


def test_page_alone_keeps_awake(desk: Desk, qtbot: QtBot, services: Callable[..., Desktop]) -> None:
    """F11 asks for a lit screen and for no sleep, F11 takes both back; again and again."""
    desktop = services("screen", "power")
    window = open_window(desk, qtbot)
    back = ["screen again", "power again"]
    for expected in (BOTH, [*BOTH, *back], [*BOTH, *back, *BOTH], [*BOTH, *back, *BOTH, *back]):
        press(window, "F11")
        wait_until(lambda expected=expected: desktop.read() == expected)  # type: ignore[misc]


def test_closing_takes_it_back(desk: Desk, qtbot: QtBot, services: Callable[..., Desktop]) -> None:
    """A window that closes while its page is alone does not keep the system awake."""
    desktop = services("screen")
    window = open_window(desk, qtbot)
    press(window, "F11")
    wait_until(lambda: desktop.read() == BOTH[:1])
    window.close()
    wait_until(lambda: desktop.read() == [*BOTH[:1], "screen again"])


def test_sandbox_has_a_portal(desk: Desk, qtbot: QtBot, services: Callable[..., Desktop]) -> None:
    """Where neither service is there the portal is asked for both, and told when it is over."""
    desktop = services("portal")
    window = open_window(desk, qtbot)
    press(window, "F11")
    wait_until(lambda: desktop.read() == [f"portal 12 {REASON}"])
    press(window, "F11")
    wait_until(lambda: desktop.read() == [f"portal 12 {REASON}", "portal again"])


def test_plain_desktop_needs_no_portal(desk: Desk, qtbot: QtBot, services: Callable[..., Desktop]) -> None:
    """Where one of the services is there the portal is left alone."""
    desktop = services("portal", "power")
    window = open_window(desk, qtbot)
    press(window, "F11")
    press(window, "F11")
    wait_until(lambda: desktop.read() == [BOTH[1], "power again"])


def test_process_that_is_killed_holds_nothing(services: Callable[..., Desktop]) -> None:
    """The connection that the services count on ends with the process, however it ends."""
    desktop = services("screen")
    module = "werkstatt_desktop.ui.frame.awake"
    program = f"from {module} import Awake; Awake().begin('Probe'); import time; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as process:
        wait_until(lambda: desktop.read() == ["screen Werkstatt Probe"])
        before = len(desktop.notes)
        process.kill()
    wait_until(lambda: desktop.read() == ["screen Werkstatt Probe"] and len(desktop.notes) > before)
    assert desktop.notes[-1].startswith("gone :")


@pytest.mark.parametrize("words", [b"", b"OK 1234\r\n"])
def test_nobody_waits_for_a_silent_bus(
    desk: Desk, qtbot: QtBot, speaker: Callable[..., None], words: bytes
) -> None:
    """F11 shows the page alone at once though the bus lets one in and never answers; so does going back."""
    window = open_window(desk, qtbot)
    speaker(words)
    for alone in (True, False, True, False):
        began = monotonic()
        press(window, "F11")
        QApplication.processEvents()
        assert monotonic() - began < 1
        assert window.isFullScreen() == alone
        assert holders()


@pytest.mark.parametrize(
    "address",
    [None, "", "unix:path=/nowhere/at/all", "tcp:host=127.0.0.1,port=9", "?", "unix:path=%zz\0;;unix:"],
)
def test_no_bus(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    """Where there is no bus on this machine nothing is said, and nothing goes on in the background."""
    if address is not None:
        monkeypatch.setitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", address.replace("\0", ""))
    window = open_window(desk, qtbot)
    press(window, "F11")
    wait_until(lambda: not holders())
    press(window, "F11")
    assert not window.isFullScreen()


LET_IN = b"OK 1234\r\n"
SIGNAL = bytes.fromhex("6c040001 00000000 01000000 00000000")
ANSWER = bytes.fromhex("42020001 00000009 00000001 0000000f 05017500 00000001 08016700 01730000 00000004")
NAME = b":1.1\0"


@pytest.mark.parametrize(
    "words",
    [
        b"REJECTED EXTERNAL\r\n",
        b"OK",
        LET_IN + b"\xff" * 64,
        LET_IN + ANSWER,
        LET_IN + SIGNAL,
        LET_IN + SIGNAL.replace(b"\4", b"\2") + ANSWER[:-1] + b"\5" + NAME,
        LET_IN + ANSWER.replace(b"g\0\1s", b"g\0\1x") + NAME,
        LET_IN + ANSWER.replace(b"u", b"v") + NAME,
        LET_IN + ANSWER.replace(b"B\2", b"B\3") + NAME,
        LET_IN + ANSWER + b"\xff" * 5,
    ],
)
def test_rubbish_is_no_answer(speaker: Callable[..., None], words: bytes) -> None:
    """A bus that does not speak as agreed raises what is expected of a bus that is not there."""
    speaker(words, go=True)
    with pytest.raises((BusError, OSError)), SessionBus(5):
        pass


def test_answer_of_another_kind_of_machine(speaker: Callable[..., None]) -> None:
    """An answer is read in the order of bytes that it names; what else comes is passed over."""
    speaker(LET_IN + SIGNAL + ANSWER + NAME)
    with SessionBus(5):
        pass


@given(st.lists(st.tuples(st.integers(0, len(ANSWER + NAME) - 1), st.integers(0, 255)), max_size=4))
def test_damaged_answers(changes: list[tuple[int, int]]) -> None:
    """Whatever bytes of an answer are others, there is an answer, or what is expected where there is none."""
    words = bytearray(LET_IN + ANSWER + NAME)
    for place, byte in changes:
        words[len(LET_IN) + place] = byte
    with pytest.MonkeyPatch.context() as patch, saying(patch) as speak:
        speak(bytes(words), go=True)
        with suppress(BusError, OSError), SessionBus(5):
            pass


def test_bus_of_the_session(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address the bus lies where the session keeps its sockets."""
    path = bus.removeprefix("unix:path=").partition(",")[0]
    runtime = Path(os.environ["XDG_RUNTIME_DIR"])
    (runtime / "bus").symlink_to(path)
    name = "org.freedesktop.DBus"
    with SessionBus(5) as found:
        owner = found.call(name, "/org/freedesktop/DBus", f"{name}.GetNameOwner", "s", name)
    assert owner == name


def test_loaded_when_wanted() -> None:
    """A window that shows no page alone has loaded nothing of this."""
    loaded = Tree(ROOT).loaded_with("werkstatt_desktop.app")
    loaded |= Tree(ROOT).loaded_with("werkstatt_desktop.ui.frame.window")
    assert not {name for name in loaded if name.endswith((".awake", ".session_bus"))}
