"""The program that makes pictures of every page works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests import screenshots

TWO = ["--only", "protocol", "--only", "menu", "--state", "usual", "--language", "en", "--theme", "dark"]


@pytest.mark.parametrize(("size", "dots"), [("1280x800", (1280, 800)), ("1440x900-200", (2880, 1800))])
def test_two_pictures(tmp_path: Path, size: str, dots: tuple[int, int]) -> None:
    """Two pages come out as wanted: in the size asked for, at twice the density too, and not blank."""
    program = Path(screenshots.__file__)
    command = [sys.executable, str(program), str(tmp_path), *TWO, "--size", size]
    run = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    names = {f"{page}-usual-en-dark-{size}.png" for page in ("protocol", "menu")}
    assert {path.name for path in tmp_path.iterdir()} == names
    for name in names:
        image = QImage(str(tmp_path / name))
        assert image.size().toTuple() == dots
        points = {image.pixel(x, y) for x in range(0, dots[0], 16) for y in range(0, dots[1], 16)}
        assert len(points) > 20


def test_every_page_has_a_place() -> None:
    """The pages of the window are all among those that are pictured."""
    from werkstatt_desktop.ui.frame.page_list import PAGES

    assert {page.name for page in PAGES} <= set(screenshots.PAGES)


def test_options_narrow_down(tmp_path: Path) -> None:
    """Without an option there is everything, with some just those."""
    options = screenshots._options([str(tmp_path)])
    assert (options.only, options.size) == (screenshots.PAGES, tuple(screenshots.SIZES))
    options = screenshots._options([str(tmp_path), "--only", "keys", "--only", "menu", "--state", "empty"])
    assert (options.only, options.state) == (["keys", "menu"], ["empty"])
