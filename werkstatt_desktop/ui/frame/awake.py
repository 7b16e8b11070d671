"""Asking the system not to sleep, and not to blank the screen, while a room looks at a page."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from .session_bus import BusError, SessionBus

_PROGRAM = "Werkstatt"
_PATIENCE = 10.0
"""Seconds in which a service of the desktop answers, or does not count."""
_SERVICES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    (
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)
_PORTAL, _PORTAL_PATH = "org.freedesktop.portal", "/org/freedesktop/portal/desktop"
_SLEEP, _IDLE = 4, 8
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 1, 2


class Awake:
    """Keeps the system awake between `begin` and `end`; where it cannot be asked, nothing happens.

    Nothing here waits, and what was asked for ends with the process, however that ends.
    """

    def __init__(self) -> None:
        self._end: Callable[[], object] | None = None

    def begin(self, reason: str) -> None:
        """Ask for it. The system may show the reason to whoever wonders why it does not sleep."""
        if self._end is None:
            self._end = _ask(reason)

    def end(self) -> None:
        """Take it back, if it was asked for."""
        if self._end is not None:
            self._end()
            self._end = None


def _ask(reason: str) -> Callable[[], object]:
    """Ask the way this system is asked; gives what takes it back."""
    if sys.platform == "win32":
        import ctypes

        # The state belongs to the thread that sets it, which is the one of the windows.
        state = ctypes.windll.kernel32.SetThreadExecutionState
        state.argtypes = [ctypes.c_uint]
        state(_CONTINUOUS | _SYSTEM | _DISPLAY)
        return partial(state, _CONTINUOUS)
    over = threading.Event()
    # There is no such bus on macOS, where nothing happens then.
    threading.Thread(target=_hold, args=(reason, over), name="awake", daemon=True).start()
    return over.set


def _hold(reason: str, over: threading.Event) -> None:
    """Ask over the session's bus and keep the connection until it is over: the services count on it."""
    # Nobody to ask, or nobody who answers: the system does as it likes.
    with suppress(OSError, BusError), SessionBus(_PATIENCE) as bus:
        given = list(_asked(bus, reason))
        over.wait()
        for take_back in given:
            with suppress(BusError):
                take_back()


def _asked(bus: SessionBus, reason: str) -> Iterator[Callable[[], object]]:
    """Ask for a lit screen and for no sleep; where nobody knows either, ask the sandbox's portal for both.

    Gives what takes each of them back.
    """
    found = False
    for service, path, interface in _SERVICES:
        with suppress(BusError):
            cookie = bus.call(service, path, f"{interface}.Inhibit", "ss", _PROGRAM, reason)
            if isinstance(cookie, int):
                found = True
                yield partial(bus.call, service, path, f"{interface}.UnInhibit", "u", cookie)
    if not found:
        with suppress(BusError):
            method = f"{_PORTAL}.Inhibit.Inhibit"
            options = {"reason": reason}
            request = bus.call(
                f"{_PORTAL}.Desktop", _PORTAL_PATH, method, "sua{sv}", "", _SLEEP | _IDLE, options, start=True
            )
            if isinstance(request, str):
                yield partial(bus.call, f"{_PORTAL}.Desktop", request, f"{_PORTAL}.Request.Close", "")
