"""The places that a day of work needs: can they be written, and have they room."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from werkstatt_desktop.storage import backups, readiness
from werkstatt_desktop.storage.keep import backups_folder
from werkstatt_desktop.storage.places import Place
from werkstatt_desktop.storage.readiness import Room


def test_usual_folder(tmp_path: Path) -> None:
    """A folder that takes a file has room, and nothing is left there."""
    file = tmp_path / "a.werkstatt"
    file.touch()
    room = readiness.room_at(file)
    assert room.writable
    assert room.free > 0
    assert [each.name for each in tmp_path.iterdir()] == ["a.werkstatt"]


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """What cannot be written is said to be so."""
    assert not readiness.room_at(tmp_path / "gone" / "a.werkstatt").writable


@pytest.mark.parametrize(
    ("free", "enough"),
    [(-1, "plenty"), (5 * 10**9, "plenty"), (10**9 - 1, "little"), (10**8, "too_little"), (0, "too_little")],
)
def test_room(free: int, enough: str) -> None:
    """A gigabyte is plenty, a fifth of it is too little; where nothing is known nothing is said."""
    assert Room(Place("internal", "/"), free, writable=True).enough == enough


def test_place_for_backups(tmp_path: Path) -> None:
    """The folder is made, and the newest backup is known by its name."""
    assert readiness.backups_at(tmp_path / "keep", "d").newest is None
    folder = backups_folder(tmp_path / "keep", "d")
    assert folder.is_dir()
    times = [datetime(2026, 11, day, 8, 30, tzinfo=UTC) for day in (2, 4, 3)]
    for at in times:
        (folder / backups.name_of(at, 3, 9)).touch()
    found = readiness.backups_at(tmp_path / "keep", "d")
    assert found.newest == times[1]
    assert found.room.writable


def test_no_place_for_backups(tmp_path: Path) -> None:
    """Where a file stands in the way, no backup can be made, and nothing is raised."""
    (tmp_path / "keep").touch()
    assert not readiness.backups_at(tmp_path / "keep", "d").room.writable
