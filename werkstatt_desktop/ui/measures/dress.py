"""How the rows of measures are dressed, and how wide their columns are."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QSizePolicy

from ..fields import LineField
from ..rows.inplace import INDENT, level
from ..theme import Theme

_Field = TypeVar("_Field", bound=LineField)
DUE_WIDTH, STATUS_WIDTH, NUMBER_WIDTH = 132, 96, 28
NARROW = 760
"""Below this width of a panel, in pixels, the fields of a measure stand in several lines."""
STRETCHES = {"what": 40, "who": 17, "with_whom": 15, "first_result": 17}
"""How the columns share the width that the fixed ones leave."""


def row_sheet(theme: Theme) -> str:
    """How the rows look beyond what the style of the program says; set once for all of them."""
    blue = theme.category("blue")[1].name()
    return (
        f'QLabel[kind="number"] {{ color: {theme.muted}; }}'
        f'QLineEdit[must="true"] {{ placeholder-text-color: {theme.danger}; }}'
        f'QPushButton[kind="purpose"] {{ background: transparent; color: {theme.muted}; text-align: left;'
        " border: 1px solid transparent; border-radius: 6px;"
        f" padding: 1px {INDENT - 1}px; font-size: 12px; }}"
        f'QPushButton[kind="purpose"][linked="true"] {{ color: {blue}; }}'
        f'QPushButton[kind="purpose"]:hover {{ background: {theme.soft}; }}'
        f'QPushButton[kind="purpose"]:focus {{ border: 2px solid {theme.accent};'
        f" padding: 0 {INDENT - 2}px; }}"
    )


def flat(field: _Field) -> _Field:
    """Dress a line like the wrapping fields beside it."""
    field.setProperty("kind", "inplace")
    field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    field.setMinimumWidth(24)
    level(field)
    return field


def shares() -> list[int]:
    """How the columns after the number share the width."""
    part = STRETCHES
    return [part["what"], part["who"], part["with_whom"], 0, part["first_result"]]
