"""Scroll bars that stay in the background of a wall of cards."""

from __future__ import annotations

from PySide6.QtGui import QColor

from .theme import Theme

GUTTER = 12
"""Room for the scroll bar beside cards, there or not, so that they keep their width."""


def quiet_bars(sheet: str, theme: Theme) -> str:
    """A style sheet with scroll bars thinner and paler than those of forms."""
    colour = QColor(theme.faint)
    pale = f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, 150)"
    return (
        f"{sheet} QScrollBar::handle {{ background: {pale}; border-radius: 3px; margin: 2px; }}"
        f"QScrollBar::handle:hover {{ background: {theme.faint}; }}"
    )
