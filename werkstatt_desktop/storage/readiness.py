"""Whether the places that a day of work needs can be written and have room."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..domain.records import Id, new_id
from . import backups
from .keep import backups_folder, private_folder
from .places import Place, place_of

LITTLE, TOO_LITTLE = 1_000_000_000, 200_000_000
"""Bytes free below which one should take notice, and below which a day with photos may not fit."""
_PROBE = b"Werkstatt\n" * 400


@dataclass(frozen=True, slots=True)
class Room:
    """A folder: on what kind of medium it lies, how many bytes are free there, whether it takes a file.

    `free` is -1 where the system does not tell.
    """

    place: Place
    free: int
    writable: bool

    @property
    def enough(self) -> str:
        """How far the room goes: "plenty", "little" or "too_little"."""
        if self.free < 0 or self.free >= LITTLE:
            return "plenty"
        return "little" if self.free >= TOO_LITTLE else "too_little"


@dataclass(frozen=True, slots=True)
class Backups:
    """Where backups go, and when the newest one of this workshop was made, if there is one."""

    room: Room
    newest: datetime | None


def room_at(path: Path) -> Room:
    """The folder of a file: a small file is written there, put on the medium, read and taken away again."""
    folder = Path(os.path.realpath(path)).parent
    return Room(place_of(path), _free(folder), _takes_a_file(folder))


def backups_at(keep: Path, doc_id: Id) -> Backups:
    """The place for backups on this device; it is made where it is missing."""
    folder = backups_folder(keep, doc_id)
    with suppress(OSError):
        private_folder(folder)
    found = backups.of(keep, doc_id)
    return Backups(room_at(folder / "probe"), max((each.at for each in found), default=None))


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return -1


def _takes_a_file(folder: Path) -> bool:
    probe = folder / f".{new_id()}.part"
    try:
        try:
            with probe.open("xb") as file:
                file.write(_PROBE)
                file.flush()
                os.fsync(file.fileno())
            return probe.read_bytes() == _PROBE
        finally:
            probe.unlink(missing_ok=True)
    except OSError:
        return False
