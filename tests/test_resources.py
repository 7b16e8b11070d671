"""Fonts and icons are there, can be read, carry their licences and travel in the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"
ICONS = {path.stem: path.read_text(encoding="utf-8") for path in (RESOURCES / "icons").glob("*.svg")}


def draws_something(source: str) -> bool:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(source.encode()).render(painter)
    painter.end()
    return any(image.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))


def test_icons_can_be_drawn(qtbot: QtBot) -> None:
    """Every icon shows something."""
    assert len(ICONS) > 40
    assert [name for name, source in ICONS.items() if not draws_something(source)] == []


def test_icons_can_be_recoloured() -> None:
    """An icon has no colour but that of the text around it; only the program's own has its own."""
    colours = {name: set(re.findall(r'(?:stroke|fill)="([^"]*)"', source)) for name, source in ICONS.items()}
    assert [name for name, used in colours.items() if used != {"none", "currentColor"}] == ["werkstatt"]


@pytest.mark.parametrize("name", ["It", "Regular", "Semibold", "Bold"])
def test_text_font_can_be_read(qtbot: QtBot, name: str) -> None:
    """Each style of the text font is Source Sans 3."""
    number = QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"SourceSans3-{name}.ttf"))
    assert QFontDatabase.applicationFontFamilies(number)[0].startswith("Source Sans 3")
    QFontDatabase.removeApplicationFont(number)


def test_emoji_font_can_be_read(qtbot: QtBot) -> None:
    """The fallback font is Noto Emoji."""
    number = QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / "NotoEmoji-Regular.ttf"))
    assert QFontDatabase.applicationFontFamilies(number) == ["Noto Emoji"]
    QFontDatabase.removeApplicationFont(number)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("fonts/LICENSE-SourceSans3.md", "SIL OPEN FONT LICENSE"),
        ("fonts/LICENSE-NotoEmoji.txt", "SIL OPEN FONT LICENSE"),
        ("icons/LICENSE-Lucide.txt", "ISC License"),
    ],
)
def test_licence_is_beside_the_files(path: str, words: str) -> None:
    """What is not ours says whose it is."""
    assert words in (RESOURCES / path).read_text(encoding="utf-8")


@pytest.mark.long
def test_wheel_holds_the_resources(tmp_path: Path) -> None:
    """An installed program finds what a checkout has."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, timeout=110)
    wheel = next(tmp_path.glob("werkstatt_desktop-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name for name in names if name.startswith("werkstatt_desktop/resources/")}
    kept = {path.relative_to(ROOT).as_posix() for path in RESOURCES.rglob("*") if path.is_file()}
    assert packed == {f"werkstatt_desktop/{path}" for path in kept}
