"""Hands for the tests of the window of a workshop, and services that remember what was asked of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import show
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import WerkstattError
from werkstatt_desktop.domain.order import categories
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.settings import Settings
from werkstatt_desktop.storage.ways import Way
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.services import Services


@dataclass
class AskedSafekeeping:
    """What a window asked for by way of backups, merging and erasing."""

    calls: list[str]

    def show_backups(self, _desk: Desk) -> None:
        self.calls.append("show_backups")

    def show_backups_of(self, path: Path) -> None:
        self.calls.append(f"show_backups_of {path.name}")

    def show_all_backups(self) -> None:
        self.calls.append("show_all_backups")

    def look_for_ways(self, path: Path, _error: WerkstattError, _tell: Callable[..., object]) -> None:
        self.calls.append(f"look_for_ways {path.name}")

    def take_way(self, way: Way, _failed: Callable[..., object]) -> Callable[[], None]:
        self.calls.append(f"take_way {way.kind}")
        return lambda: self.calls.append("stop")

    def merge_with(self, _desk: Desk) -> None:
        self.calls.append("merge_with")

    def check_ready(self, _desk: Desk) -> None:
        self.calls.append("check_ready")

    def show_trash(self, _desk: Desk) -> None:
        self.calls.append("show_trash")

    def erase_name(self, _desk: Desk) -> None:
        self.calls.append("erase_name")

    def remove_names(self, _desk: Desk) -> None:
        self.calls.append("remove_names")

    def destroy(self, _desk: Desk) -> None:
        self.calls.append("destroy")

    def destroy_file(self, path: Path) -> None:
        self.calls.append(f"destroy_file {path.name}")


@dataclass
class AskedRescue:
    """What a window asked for because its file was out of reach."""

    calls: list[str]

    def ask_elsewhere(self, _desk: Desk) -> None:
        self.calls.append("ask_elsewhere")

    def ask_place(self, _desk: Desk) -> None:
        self.calls.append("ask_place")

    def go_on_with(self, _desk: Desk, path: Path) -> None:
        self.calls.append(f"go_on_with {path.name}")

    def keep_both(self, _desk: Desk) -> None:
        self.calls.append("keep_both")


@dataclass
class Asked:
    """What a window asked of the program around it, in order."""

    calls: list[str] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)

    def services(self) -> Services:
        def note(name: str) -> Callable[..., None]:
            return lambda *given: self.calls.append(
                " ".join([name, *(g for g in given if isinstance(g, str))])
            )

        def keep(settings: Settings) -> None:
            self.settings = settings

        return Services(
            new_workshop=note("new_workshop"),
            open_file=note("open_file"),
            open_path=note("open_path"),
            open_at=lambda path, page, card: self.calls.append(f"open_at {path.name} {page} {card}"),
            open_copy=note("open_copy"),
            open_anyway=note("open_anyway"),
            open_to_read=note("open_to_read"),
            show_start=note("show_start"),
            save_copy=note("save_copy"),
            rename=note("rename"),
            save_template=note("save_template"),
            rescue=lambda: AskedRescue(self.calls),
            safekeeping=lambda: AskedSafekeeping(self.calls),
            finish=lambda desk: desk.store.close(),
            set_language=note("set_language"),
            set_scheme=note("set_scheme"),
            settings=lambda: self.settings,
            keep=keep,
        )


def open_window(
    desk: Desk, qtbot: QtBot, page: str = "arrange", asked: Asked | None = None
) -> WorkshopWindow:
    """A window as the program opens it, with the keyboard."""
    window = WorkshopWindow(desk, (asked or Asked()).services())
    qtbot.addWidget(window)
    window.show_page(page)
    window.resize(1440, 900)
    show(window)
    settle()
    return window


def settle() -> None:
    """Let layouts and what was put off come to rest."""
    for _ in range(6):
        QApplication.processEvents()


def write(desk: Desk, *texts: str, group: str = "group1") -> Edit:
    """Write cards of the first category."""
    edit = desk.do(
        cards.write_cards, group_id=group, category_id=categories(desk.state)[0].id, texts=list(texts)
    )
    assert edit is not None
    return edit


def lock(path: Path, kind: str = "IMMEDIATE") -> Callable[[], None]:
    """Keep everybody else from writing to a workshop file; gives what lets go of it again.

    `kind` "EXCLUSIVE" keeps them from reading, too.
    """
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"BEGIN {kind}")

    def let_go() -> None:
        connection.execute("ROLLBACK")
        connection.close()

    return let_go


def when_asked(kind: type[QWidget], call: Callable[[Any], None]) -> None:
    """Have a dialog that holds everything up answered as soon as it is there.

    What goes wrong in the answer is raised in the test, and does not leave the dialog open for ever.
    """

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(5, look)
            return
        try:
            call(dialog)
        except BaseException:
            dialog.close()
            raise

    QTimer.singleShot(0, look)
