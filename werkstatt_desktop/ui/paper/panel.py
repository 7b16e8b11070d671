"""Beside the preview: how much is printed, what is still open, and what can be done with the protocol."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...domain.closing import KINDS, loose_ends
from ...domain.errors import WerkstattError
from ...domain.state import State
from ...texts import Texts
from ..buttons import Button
from ..desk import Desk


class ProtocolPanel(QFrame):
    """Shows what the page around it knows; the page connects the buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self.setObjectName("protocol-panel")
        self.setProperty("kind", "paper-panel")
        self.setFixedWidth(300)
        self.summary = _label("protocol-summary")
        self.summary.setText(t("Setting the pages …"))
        self.open_ends, self.where = _label("open-ends"), _label("protocol-where", "muted")
        self.print = _button("print-protocol", f"{t('Print …')}   {t.keys('Ctrl+P')}", "primary")
        self.print.setAccessibleName(t("Print …"))
        self.save = _button("save-protocol", t("Save as PDF …"))
        self.open_file = _button("open-pdf", t("Open"))
        self.open_folder = _button("open-folder", t("Open folder"))
        self._arrange()

    def show_setting(self) -> None:
        self.summary.setText(self._desk.texts("Setting the pages …"))

    def show_set(self, pages: int, printed: int, cards: int) -> None:
        t = self._desk.texts
        words = t.n("{n} page", "{n} pages", pages)
        held = t("{printed} of {cards} cards included", printed=t.number(printed), cards=t.number(cards))
        self.summary.setText(f"{words} · {held} {'✓' if printed == cards else '▲'}")

    def show_failure(self, error: WerkstattError) -> None:
        self.summary.setText(f"▲ {self._desk.texts.sentence(error)}")

    def show_saved(self, path: Path) -> None:
        self._show_outcome(self._desk.texts("Saved as {name}", name=path.name), ways=True)

    def show_not_saved(self, error: WerkstattError) -> None:
        self._show_outcome(f"▲ {self._desk.texts.sentence(error)}", ways=False)

    def show_open_ends(self) -> None:
        """What a moderator would want to know before printing; nothing of it keeps from printing."""
        lines = open_ends(self._desk.state, self._desk.texts)
        self._box.setVisible(bool(lines))
        self.open_ends.setText("\n".join(lines))

    def _show_outcome(self, words: str, *, ways: bool) -> None:
        self.where.setText(words)
        self.open_file.setVisible(ways)
        self.open_folder.setVisible(ways)
        self._done.show()

    def _arrange(self) -> None:
        t = self._desk.texts
        self._box, self._done = QFrame(), QFrame()
        self._box.setObjectName("still-open")
        self._box.setProperty("kind", "warning")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(2)
        heading = _label("still-open-heading", "strong")
        heading.setText(t("Still open"))
        inner.addWidget(heading)
        inner.addWidget(self.open_ends)
        done = QVBoxLayout(self._done)
        done.setContentsMargins(0, 4, 0, 0)
        done.addWidget(self.where)
        ways = QHBoxLayout()
        ways.addWidget(self.open_file)
        ways.addWidget(self.open_folder)
        done.addLayout(ways)
        self._done.hide()
        title = _label("protocol-title", "section")
        title.setText(t("Protocol"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 20)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.summary)
        layout.addSpacing(6)
        layout.addWidget(self._box)
        layout.addSpacing(6)
        for part in (self.print, self.save, self._done):
            layout.addWidget(part)
        layout.addStretch(1)


def open_ends(state: State, t: Texts) -> list[str]:
    """A line for each kind of thing that may have been forgotten; the page Close leads to all of them."""
    n = Counter(end.kind for end in loose_ends(state))
    words = {
        "unsorted": t.n("{n} card without a theme", "{n} cards without a theme", n["unsorted"]),
        "empty_theme": t.n("{n} theme without cards", "{n} themes without cards", n["empty_theme"]),
        "theme_without_heading": t.n(
            "{n} theme without a heading", "{n} themes without a heading", n["theme_without_heading"]
        ),
        "without_recommendation": t.n(
            "{n} obstacle without recommendation",
            "{n} obstacles without recommendation",
            n["without_recommendation"],
        ),
        "measure_without_person": t.n(
            "{n} measure without a person", "{n} measures without a person", n["measure_without_person"]
        ),
        "measure_without_date": t.n(
            "{n} measure without a date", "{n} measures without a date", n["measure_without_date"]
        ),
        "responsible_not_there": t.n(
            "{n} measure of somebody who is not there",
            "{n} measures of somebody who is not there",
            n["responsible_not_there"],
        ),
        "unanswered": t.n("{n} question not answered", "{n} questions not answered", n["unanswered"]),
    }
    # That there is no next date is no fault of the paper.
    return [words[kind] for kind in KINDS if n[kind] and kind in words]


def _label(name: str, kind: str = "") -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if kind:
        label.setProperty("kind", kind)
    return label


def _button(name: str, words: str, kind: str = "") -> QPushButton:
    button = Button(words)
    button.setObjectName(name)
    button.setAccessibleName(words)
    if kind:
        button.setProperty("kind", kind)
    return button
