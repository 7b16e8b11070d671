"""A disk that is really full: work goes on, nothing is lost, and with room again the file catches up."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .filling import CARDS
from .recording import ROOT

SIZE = "2m"
TOLD_S, CAUGHT_UP_S = 1.0, 5.0
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'


def small_disk(folder: Path) -> list[str]:
    """The beginning of a command that has a small disk at a folder; skips where that is not allowed."""
    ways = [["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]]
    for way in ways if shutil.which("unshare") and shutil.which("mount") else []:
        command = [*way, "sh", "-c", _MOUNT, "sh", SIZE, str(folder)]
        if subprocess.run([*command, "true"], capture_output=True, timeout=20, check=False).returncode == 0:
            return command
    pytest.skip("no disk can be mounted here; test_file_that_may_not_grow stands in for it")


def fill(before: list[str], *arguments: object) -> dict[str, Any]:
    done = subprocess.run(
        [*before, sys.executable, "-m", "tests.rigs.filling", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    print(found)
    return found


def look(found: dict[str, Any]) -> None:
    """It was full, that was told at once, and in the end all is in the file."""
    assert found["trouble"] in {"disk_full", "cannot_write"}
    assert found["told_after"] <= TOLD_S
    assert found["caught_up_after"] <= CAUGHT_UP_S
    assert found["again"]
    assert found["waiting"] == 0
    assert found["recorder"]
    assert found["sound"]
    assert found["in_file"] == found["cards"] == 4 + found["accepted"] + 1 - found["deleted"]


def test_full_disk(tmp_path: Path) -> None:
    """The disk of the file is full: the recorder takes all cards, and what is deleted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    found = fill(small_disk(disk), disk, tmp_path / "keep", "disk")
    look(found)
    assert found["accepted"] == CARDS
    assert found["deleted"]
    assert found["waited"] > 0


def test_full_disk_with_everything_on_it(tmp_path: Path) -> None:
    """Recorder and file are on the full disk: what cannot be made safe is refused, and taken later."""
    disk = tmp_path / "disk"
    disk.mkdir()
    found = fill(small_disk(disk), disk, disk / "keep", "disk")
    look(found)
    assert 0 < found["accepted"] < CARDS
    assert found["refused"] > 0


def test_file_that_may_not_grow(tmp_path: Path) -> None:
    """The same with a limit to the size of files, for which nothing has to be mounted."""
    folder = tmp_path / "folder"
    folder.mkdir()
    found = fill([], folder, tmp_path / "keep", "file")
    look(found)
    assert found["deleted"] or found["refused"] > 0
    assert found["waited"] > 0
