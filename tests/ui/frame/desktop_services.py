"""Services of a desktop that keep a screen lit, for tests: `desktop_services.py NOTES NAME…`.

Runs on the session's bus until it is ended, and notes in a file who asked for what and who left.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import SLOT, ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusObjectPath

NOTES = Path(sys.argv[1])
COOKIE = 4_000_000_000
HANDLE = "/org/freedesktop/portal/desktop/request/1"


def note(*words: object) -> None:
    with NOTES.open("a", encoding="utf-8") as file:
        print(*words, file=file)


class Inhibitor(QObject):
    """What the two services of a plain desktop have in common."""

    @Slot(str, str, result="uint")
    def Inhibit(self, program: str, reason: str) -> int:
        note(self.objectName(), program, reason)
        return COOKIE

    @Slot("uint")
    def UnInhibit(self, cookie: int) -> None:
        note(self.objectName(), "again" if cookie == COOKIE else cookie)


@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class Screen(Inhibitor):
    pass


@ClassInfo({"D-Bus Interface": "org.freedesktop.PowerManagement.Inhibit"})
class Power(Inhibitor):
    pass


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Inhibit"})
class Portal(QObject):
    @Slot(str, "uint", "QVariantMap", result="QDBusObjectPath")
    def Inhibit(self, window: str, flags: int, options: dict[str, object]) -> QDBusObjectPath:
        note(self.objectName(), flags, options["reason"])
        return QDBusObjectPath(HANDLE)


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Request"})
class Request(QObject):
    @Slot()
    def Close(self) -> None:
        note("portal again")


class Watcher(QObject):
    """Notes when a connection to the bus ends."""

    @Slot(str, str, str)
    def hear(self, name: str, before: str, now: str) -> None:
        if not now:
            note("gone", name)


SERVICES: dict[str, tuple[str, dict[str, type[QObject]]]] = {
    "screen": ("org.freedesktop.ScreenSaver", {"/org/freedesktop/ScreenSaver": Screen}),
    "power": ("org.freedesktop.PowerManagement", {"/org/freedesktop/PowerManagement/Inhibit": Power}),
    "portal": (
        "org.freedesktop.portal.Desktop",
        {"/org/freedesktop/portal/desktop": Portal, HANDLE: Request},
    ),
}


def main() -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    there: list[QObject] = [watcher := Watcher()]
    assert bus.connect(
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus",
        "NameOwnerChanged",
        watcher,
        SLOT("hear(QString,QString,QString)"),
    )
    for name in sys.argv[2:]:
        service, objects = SERVICES[name]
        for path, kind in objects.items():
            there.append(kind(objectName=name))
            assert bus.registerObject(path, there[-1], QDBusConnection.RegisterOption.ExportAllSlots)
        assert bus.registerService(service)
    note("ready")
    app.exec()


if __name__ == "__main__":
    main()
