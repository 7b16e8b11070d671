"""Texts broken into lines, as delegates draw them."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Laid:
    """A text broken into lines."""

    layout: QTextLayout
    height: float
    last_width: float


class Lettering:
    """Texts broken into lines, each worked out once."""

    def __init__(self) -> None:
        self._laid: dict[tuple[str, int, bool, float], Laid] = {}

    def lay(self, text: str, font: QFont, width: float) -> Laid:
        key = (text, font.pixelSize(), font.bold(), width)
        if key not in self._laid:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            self._laid[key] = lay_out(text, font, width)
        return self._laid[key]


def lay_out(text: str, font: QFont, width: float) -> Laid:
    """Break a text into lines; right-to-left writing goes to the right, and no word is cut off."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    backwards = _right_to_left(text)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    y = last = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
        last = line.naturalTextWidth()
    layout.endLayout()
    return Laid(layout, y, width if backwards else last)


def _right_to_left(text: str) -> bool:
    strong = next((kind for char in text if (kind := bidirectional(char)) in {"L", "R", "AL"}), "L")
    return strong != "L"
