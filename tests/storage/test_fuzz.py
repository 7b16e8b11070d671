"""Thousands of files that were hurt: none ends the program or hangs it, none is wrongly taken for sound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.storage import hurting
from tests.storage.worked_on import worked_on

pytestmark = pytest.mark.skipif(os.name != "posix", reason="alarms and limits of a process are POSIX")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop of a day's work, with short and long texts and entries of two devices."""
    return worked_on(tmp_path_factory.mktemp("source") / "day.werkstatt")


def hurt(source: Path, tmp_path: Path, first: int, count: int, *how: str) -> list[dict[str, Any]]:
    """What became of so many hurt files; two processes share them."""
    share = count // 2
    running = []
    for start in (first, first + share):
        folder = tmp_path / str(start)
        folder.mkdir()
        line = [sys.executable, hurting.__file__, source, folder, start, share, *how]
        running.append(
            subprocess.Popen([*map(str, line)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        )
    said = []
    for process in running:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, ""), f"died at {out.split()[-1:]}: {err}"
        said.append(json.loads(out.splitlines()[-1]))
    return said


def counted(said: list[dict[str, Any]]) -> Counter[str]:
    return sum((Counter(part["results"]) for part in said), Counter())


@pytest.mark.timeout(300)
def test_hurt_files(source: Path, tmp_path: Path, record_property: Any) -> None:
    """Of 4,000 each is refused and untouched, found by the check, or holds every entry and text as it was."""
    said = hurt(source, tmp_path, 0, 4000)
    assert [wrong for part in said for wrong in part["wrong"]] == []
    found = counted(said)
    assert found.total() == 4000
    assert min(found[kind] for kind in ("sound", "damaged", "found by the check")) > 400


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_many_hurt_files(source: Path, tmp_path: Path) -> None:
    """The same of 20,000 others."""
    said = hurt(source, tmp_path, 4000, 20_000)
    assert [wrong for part in said for wrong in part["wrong"]] == []
    assert counted(said).total() == 20_000


def test_texts_that_changed_are_found(source: Path, tmp_path: Path) -> None:
    """Without the check after opening, changed texts are taken for sound: what looks for them sees them."""
    said = hurt(source, tmp_path, 0, 300, "unchecked")
    assert counted(said)["changed"] > 10
