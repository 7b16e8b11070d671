"""Backups, second versions, the trash and erasing: what the windows may ask the program for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.errors import WerkstattError
from ...storage.ways import Way
from ..desk import Desk
from ..safekeeping.work import Works
from .destroying import Destroying
from .erasing import Erasing
from .merging import Merging
from .restoring import Restoring

if TYPE_CHECKING:
    from .program import Program


class Safekeeping:
    """Opens the sheets and does what is asked for in them. `end` waits for what is under way."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.works = Works()
        self.restoring = Restoring(program, self.works)
        self.merging = Merging(program, self.works)
        self.erasing = Erasing(program, self.works)
        self.destroying = Destroying(program, self.works)

    def show_backups(self, desk: Desk) -> None:
        self.restoring.show_backups(desk)

    def show_backups_of(self, path: Path) -> None:
        self.restoring.show_backups_of(path)

    def show_all_backups(self) -> None:
        self.restoring.show_all_backups()

    def look_for_ways(
        self, path: Path, error: WerkstattError, tell: Callable[[tuple[Path, Sequence[Way]]], object]
    ) -> None:
        self.restoring.look_for_ways(path, error, tell)

    def take_way(self, way: Way, failed: Callable[[WerkstattError], object]) -> Callable[[], None]:
        return self.restoring.take_way(way, failed)

    def merge_with(self, desk: Desk) -> None:
        self.merging.ask(desk)

    def check_ready(self, desk: Desk) -> None:
        from .readying import show_ready

        show_ready(self._program, self.works, desk)

    def show_trash(self, desk: Desk) -> None:
        self.erasing.show_trash(desk)

    def erase_name(self, desk: Desk) -> None:
        self.erasing.show_names(desk)

    def remove_names(self, desk: Desk) -> None:
        self.erasing.remove_names(desk)

    def destroy(self, desk: Desk) -> None:
        self.destroying.ask(desk)

    def destroy_file(self, path: Path) -> None:
        self.destroying.ask_for_file(path)

    def end(self) -> None:
        self.works.end()
