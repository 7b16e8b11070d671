"""F6: from one part of a window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Stop = tuple[QWidget, QWidget]
"""A part of the window, and the widget in it that gets the keyboard; the part may be that itself."""


def walk(stops: Sequence[Stop], by: int) -> None:
    """Give the keyboard to the part `by` places further, round and round; hidden ones are passed over."""
    there = [(part, target) for part, target in stops if target.isVisible()]
    focus = QApplication.focusWidget()
    here = next((n for n, (part, _) in enumerate(there) if focus is not None and _holds(part, focus)), None)
    place = (0 if by > 0 else -1) if here is None else (here + by) % len(there)
    there[place][1].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(part: QWidget, focus: QWidget) -> bool:
    return part is focus or part.isAncestorOf(focus)
