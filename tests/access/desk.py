"""A desk for the program with a screen of its own and the bus that screen readers ask over.

Needs system packages, see `missing`. Nothing of the session in which the tests
run is touched: display, buses and home are new.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.access.bus import Bus, BusError

_TOOLS = {"Xvfb": "xvfb", "dbus-daemon": "dbus-daemon"}
_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""What Qt loads for a window on this kind of screen."""
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_SCREEN = 0
"""Extents are those on the screen."""
_PRESS, _RELEASE = 0, 1
_STATES = {"focused": 12, "selected": 23, "showing": 25}
PATIENCE = 20.0


def missing() -> str:
    """The system packages that are not here; empty if all are."""
    found = [package for tool, package in _TOOLS.items() if shutil.which(tool) is None]
    found += [package for name, package in _LIBRARIES.items() if find_library(name) is None]
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

    def has(self, state: str) -> bool:
        """Whether it is in a state, such as "focused"."""
        low, high = self.ask("Accessible.GetState")[0]
        return bool((low | high << 32) >> _STATES[state] & 1)

    def do(self, action: str) -> None:
        """Do one of its actions, by name."""
        assert self.ask("Action.DoAction", "i", self.actions.index(action))[0]

    def ask(self, method: str, signature: str = "", *values: Any) -> list[Any]:
        return self.bus.ask(self.service, self.path, f"org.a11y.atspi.{method}", signature, *values)

    def get(self, interface: str, name: str) -> Any:
        """A property of one of its interfaces."""
        return self.bus.get(self.service, self.path, f"org.a11y.atspi.{interface}", name)

    def cell(self, row: int, column: int) -> Thing:
        """A cell, if it is a table."""
        return Thing(self.bus, *self.ask("Table.GetAccessibleAt", "ii", row, column)[0])

    def walk(self) -> Iterator[Thing]:
        yield self
        for child in self.children:
            yield from child.walk()


class Reader:
    """What a screen reader does: looks for things by name and role, and presses keys."""

    def __init__(self, bus: Bus, display: str) -> None:
        self.bus, self.display = bus, display
        self._event = ""

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

    def listen(self, event: str) -> None:
        """Hear of an event from now on, as "…Event.Object:Announcement"."""
        interface, _, member = event.partition(":")
        self.bus.ask(
            "org.a11y.atspi.Registry",
            "/org/a11y/atspi/registry",
            "org.a11y.atspi.Registry.RegisterEvent",
            "s",
            f"object:{member.lower()}",
        )
        bus = "org.freedesktop.DBus"
        rule = f"type='signal',interface='{interface}',member='{member}'"
        self.bus.ask(bus, "/org/freedesktop/DBus", f"{bus}.AddMatch", "s", rule)
        self._event = f"{interface}.{member}"

    def said(self) -> list[str]:
        """What came with the events that were listened for."""
        # An answer has to be waited for, so that what came before it is read.
        self.bus.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.GetId")
        return [str(values[3]) for name, values in self.bus.heard if name == self._event]

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
        address = _session_bus(stack, home, display)
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


def _session_bus(stack: ExitStack, home: Path, display: str) -> str:
    """A bus; what it starts, as the registry of screen readers, presses keys on the screen."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:dir={home}"]
    env = {**os.environ, "DISPLAY": display}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
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
