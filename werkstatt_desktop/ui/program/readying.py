"""The ready-check of an open workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ... import settings as kept
from ..desk import Desk
from ..ready.sheet import ReadySheet
from ..safekeeping.work import Works

if TYPE_CHECKING:
    from .program import Program


def show_ready(program: Program, works: Works, desk: Desk) -> None:
    """Look at what the day needs, over the window of the workshop."""
    desk.settling.emit()
    window = next(found.window for found in program.open.values() if found.desk is desk)
    sheet = ReadySheet(desk, works, kept.data_folder(), window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
