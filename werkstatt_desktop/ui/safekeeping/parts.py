"""Pieces of which these sheets are made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QTreeView, QWidget

from ..theme import Theme


def label(words: str, kind: str = "plain", name: str = "") -> QLabel:
    """A label that shows its words as they are, in as many lines as they need."""
    made = QLabel(words)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("kind", kind)
    return made


def button(words: str, name: str, kind: str = "") -> QPushButton:
    """A button that Enter presses only where it has the keyboard."""
    made = QPushButton(words)
    made.setObjectName(name)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made


def foot(left: list[QWidget], right: list[QWidget]) -> QHBoxLayout:
    """The row of buttons at the end of a sheet."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row


def as_list(view: QTreeView, name: str, words: str, theme: Theme) -> None:
    """Make a list with columns of a view: rows, no tree; the arrows walk over whole rows."""
    view.setObjectName(name)
    view.setAccessibleName(words)
    view.setRootIsDecorated(False)
    view.setIndentation(0)
    view.setUniformRowHeights(True)
    view.setAllColumnsShowFocus(True)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setStyleSheet(
        f"QTreeView {{ border: 1px solid {theme.line}; border-radius: 8px; padding: 4px;"
        f" outline: 0; }}"
        f"QTreeView:focus {{ border: 2px solid {theme.accent}; padding: 3px; }}"
        f"QTreeView::item {{ padding: 7px 8px; }}"
        f"QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;"
        f" border-bottom: 1px solid {theme.line}; padding: 4px 11px; font-size: 12px; }}"
    )
