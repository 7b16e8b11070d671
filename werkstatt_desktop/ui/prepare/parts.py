"""The parts of the page Prepare, in the order of their tabs. Each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...texts import mark
from ..parts import Part

if TYPE_CHECKING:
    from ..desk import Desk


def _event(desk: Desk) -> QWidget:
    from .page import PreparePage

    return PreparePage(desk)


PREPARE_PARTS = (Part("event", mark("Event"), _event),)
