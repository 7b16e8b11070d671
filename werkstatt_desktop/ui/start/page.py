"""The right side of the start page: what to go on with, and the workshops there are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...storage.summaries import Summary
from ...texts import Texts
from ..theme import Theme
from .banner import TroubleBanner
from .folder import FolderPanel, offered_folder
from .resume import ResumeButton
from .sections import Entry, facts_of, name_of, sections
from .shelf import Shelf

_MARGIN = 40


class StartPage(QWidget):
    """Shows summaries; `opened` carries the path of a workshop that was chosen."""

    opened = Signal(Path)

    def __init__(self, t: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.found: tuple[Summary, ...] = ()
        self.banner = TroubleBanner(t, theme)
        self.panel = FolderPanel(t, offered_folder())
        self.resume = ResumeButton(theme, t("Continue where you left off"))
        self.shelf = Shelf(theme, t("Workshops"))
        self.empty = QLabel(
            t("There are no workshops here yet.")
            + "\n"
            + t("Begin one with {key}, or look at the example.", key=t.keys("Ctrl+N"))
        )
        self.empty.setObjectName("no-workshops")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(2, 8, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 34, 0, 0)
        layout.setSpacing(16)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, _MARGIN - 10, 0)
        above.setSpacing(16)
        for part in (self.banner, self.panel, self.resume, self.empty):
            above.addWidget(part)
        layout.addLayout(above)
        layout.addWidget(self.shelf, 1)
        layout.addStretch(0)
        self.resume.clicked.connect(self._resume)
        self.shelf.opened.connect(self.opened)

    def show_found(self, found: Sequence[Summary], last: str) -> None:
        """Show these workshops; `last` is the path of the one opened last."""
        self.found = tuple(found)
        latest = next((s for s in found if _same(s.path, last) and not s.problem), None)
        if latest is not None:
            self.resume.show_entry(Entry(latest, name_of(latest), facts_of(latest, self._t)))
        had_focus = self.resume.hasFocus()
        self.resume.setVisible(latest is not None)
        self.shelf.show_sections(sections(found, self._t))
        self.shelf.setVisible(bool(found))
        self.empty.setVisible(not found)
        if had_focus and latest is None:
            self.shelf.setFocus()

    def show_theme(self, theme: Theme) -> None:
        self.banner.show_theme(theme)
        self.resume.show_theme(theme)
        self.shelf.show_theme(theme)

    def _resume(self) -> None:
        if self.resume.entry is not None:
            self.opened.emit(Path(self.resume.entry.summary.path))


def _same(path: str, other: str) -> bool:
    return path == other or (bool(other) and os.path.realpath(path) == os.path.realpath(other))
