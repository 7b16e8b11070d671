"""A file manager for tests: `file_manager.py NOTES` notes which files it was to show, until it is ended."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

NAME = "org.freedesktop.FileManager1"


@ClassInfo({"D-Bus Interface": NAME})  # type: ignore[call-arg]
class FileManager(QObject):  # type: ignore[operator]
    @Slot("QStringList", str)
    def ShowItems(self, urls: list[str], startup: str) -> None:
        note([urls, startup])


def note(words: object) -> None:
    with Path(sys.argv[1]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(words) + "\n")


def main() -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    manager = FileManager()
    assert bus.registerObject(
        "/" + NAME.replace(".", "/"), manager, QDBusConnection.RegisterOption.ExportAllSlots
    )
    assert bus.registerService(NAME)
    note("ready")
    app.exec()


if __name__ == "__main__":
    main()
