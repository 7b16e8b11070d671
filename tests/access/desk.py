"""A desk for the program with a screen of its own and the bus that screen readers ask over.

Needs Xvfb, dbus-daemon and at-spi2-core, as system packages. Nothing of the session in which the tests
run is touched: display, buses and home are new.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.access.bus import Bus, BusError

_NEEDED = {"Xvfb": "xvfb", "dbus-daemon": "dbus-daemon"}
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_SCREEN = 0
"""Extents are those on the screen."""
_PRESS, _RELEASE = 0, 1
PATIENCE = 20.0


def missing() -> str:
    """The system packages that are not here; empty if all are."""
    found = [package for tool, package in _NEEDED.items() if shutil.which(tool) is None]
    return ", ".join([*found, *(["at-spi2-core"] if not _SERVICE.exists() else [])])


@dataclass(frozen=True)
class Thing:
    """Something that a screen reader can ask about."""

    bus: Bus
    service: str
    path: str

    @property
    def name(self) -> str:
        return str(self.bus.get(self.service, self.path, _ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        return str(self.bus.get(self.service, self.path, _ACCESSIBLE, "Description"))

    @property
    def role(self) -> str:
        return str(self.ask("Accessible.GetRoleName")[0])

    @property
    def children(self) -> list[Thing]:
        return [Thing(self.bus, *row) for row in self.ask("Accessible.GetChildren")[0]]

    @property
    def extents(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        x, y, width, height = self.ask("Component.GetExtents", "u", _SCREEN)[0]
        return x, y, width, height

    @property
    def actions(self) -> list[str]:
        return [row[0] for row in self.ask("Action.GetActions")[0]]

    def do(self, action: str) -> None:
        """Do one of its actions, by name."""
        assert self.ask("Action.DoAction", "i", self.actions.index(action))[0]

    def ask(self, method: str, signature: str = "", *values: Any) -> list[Any]:
        return self.bus.ask(self.service, self.path, f"org.a11y.atspi.{method}", signature, *values)

    def walk(self) -> Iterator[Thing]:
        yield self
        for child in self.children:
            yield from child.walk()


class Reader:
    """What a screen reader does: looks for things by name and role, and presses keys."""

    def __init__(self, bus: Bus, display: str) -> None:
        self.bus, self.display = bus, display

    def find(self, role: str, *, beginning: str) -> Thing:
        """The first thing of a role whose name begins so; waits for it."""
        found: Thing = wait_for(
            lambda: next((t for t in self._all() if _is(t, role, beginning)), None), beginning
        )
        return found

    def key(self, keycode: int) -> None:
        """Press and release a key of the keyboard."""
        for kind in (_PRESS, _RELEASE):
            self.bus.ask(
                "org.a11y.atspi.Registry",
                "/org/a11y/atspi/registry/deviceeventcontroller",
                "org.a11y.atspi.DeviceEventController.GenerateKeyboardEvent",
                "isu",
                keycode,
                "",
                kind,
            )

    def hold(self, keycode: int, *, down: bool) -> None:
        self.bus.ask(
            "org.a11y.atspi.Registry",
            "/org/a11y/atspi/registry/deviceeventcontroller",
            "org.a11y.atspi.DeviceEventController.GenerateKeyboardEvent",
            "isu",
            keycode,
            "",
            _PRESS if down else _RELEASE,
        )

    def _all(self) -> Iterator[Thing]:
        yield from Thing(self.bus, "org.a11y.atspi.Registry", _ROOT).walk()


def _is(thing: Thing, role: str, beginning: str) -> bool:
    return thing.name.startswith(beginning) and thing.role == role


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """What a look finds, tried again until there is something."""
    until = monotonic() + PATIENCE
    while True:
        try:
            if found := look():
                return found
        except BusError:
            # What was there a moment ago has gone: the program is still building its window.
            pass
        assert monotonic() < until, f"not found: {what}"
        sleep(0.1)


@contextmanager
def program(file: Path, home: Path) -> Iterator[Reader]:
    """The program with a workshop open, on a screen of its own, and a reader on its bus."""
    with ExitStack() as stack:
        display = _screen(stack, home)
        address = _session_bus(stack, home)
        env = {
            **{
                k: v
                for k, v in os.environ.items()
                if k.startswith(("PYTHON", "PATH", "LANG", "XDG_", "HOME"))
            },
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
        }
        log = stack.enter_context((home / "program.log").open("w"))
        command = [sys.executable, "-m", "werkstatt_desktop", "--language", "de", str(file)]
        _started(stack, command, env, log)
        with Bus(address) as session:
            readers = session.ask("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")[0]
        yield Reader(stack.enter_context(Bus(readers)), display)


def _screen(stack: ExitStack, home: Path) -> str:
    """A screen without a monitor; gives its name."""
    there, here = os.pipe()
    log = stack.enter_context((home / "screen.log").open("w"))
    command = ["Xvfb", "-displayfd", str(here), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(command, pass_fds=[here], stdout=log, stderr=log)
    stack.callback(_ended, process)
    os.close(here)
    with os.fdopen(there) as told:
        number = told.readline().strip()
    assert number, (home / "screen.log").read_text()
    return f":{number}"


def _session_bus(stack: ExitStack, home: Path) -> str:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:dir={home}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    stack.callback(_ended, process)
    assert process.stdout is not None
    stack.callback(process.stdout.close)
    return process.stdout.readline().strip()


def _started(stack: ExitStack, command: list[str], env: dict[str, str], log: Any) -> None:
    stack.callback(_ended, subprocess.Popen(command, env=env, stdout=log, stderr=log))


def _ended(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
