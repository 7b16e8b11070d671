"""The foot of a workshop window: how safe the workshop is, how much it holds, and what was just said."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ...domain import twins
from ...domain.edits import Step
from ...domain.people import turnout
from ...domain.records import Cluster, Participant
from ...storage.store import Safety
from ..desk import Desk
from ..health import PENDING_S
from ..labels import ElidedLabel, announce

SHOWN_MS = 8000
"""How long a sentence stays."""


class StatusLine(QFrame):
    """Shows the safety of the workshop all the time and a sentence for a few seconds."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._alarm = ""
        self.setObjectName("status")
        self.setProperty("kind", "bar")
        self.setFixedHeight(28)
        self.safety, self.counts, self.words, self.zoom = QLabel(), QLabel(), ElidedLabel(), QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(20)
        for name, label in (
            ("safety", self.safety),
            ("counts", self.counts),
            ("said", self.words),
            ("zoom", self.zoom),
        ):
            label.setObjectName(f"status-{name}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("kind", "safe" if label is self.safety else "muted")
            layout.addWidget(label, 1 if label is self.words else 0)
        self.words.setProperty("kind", "said")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fall_silent)
        desk.said.connect(self.say)
        desk.safety_changed.connect(self.show_safety)
        self.show_safety(desk.store.safety)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches(
            "cards", "clusters", "groups", "categories", "participants"
        ):
            return
        state, t = self._desk.state, self._desk.texts
        cards = t.n("{n} card", "{n} cards", twins.count(state))
        themes = t.n("{n} theme", "{n} themes", state.count(Cluster))
        parts = [cards, themes]
        if count := turnout(state.all(Participant)).persons:
            parts.append(t.n("{n} participant", "{n} participants", count))
        self.counts.setText(" · ".join(parts))

    def say(self, sentence: str) -> None:
        self.words.show_text(sentence)
        self._timer.start(SHOWN_MS)
        announce(self.words, sentence)

    def show_safety(self, safety: Safety) -> None:
        """What is in the file. Steps that are on their way for a moment are no news."""
        t = self._desk.texts
        if self._alarm:
            return
        if safety.waiting:
            if safety.seconds > PENDING_S:
                self._show("○ " + t("being saved …"), "muted")
        elif self._desk.store.read_only:
            self._show(t("Read only"), "muted")
        else:
            self._show("● " + t("Saved {time}", time=t.clock(safety.at)), "safe")

    def show_alarm(self, words: str, kind: str) -> None:
        """In a few words what the banner says, for as long as it is there; nothing: all is well again."""
        self._alarm = words
        if words:
            self._show(words, kind)
        else:
            self.show_safety(self._desk.store.safety)

    def show_zoom(self, percent: int) -> None:
        """The zoom of the page in view; 0 where it has none."""
        self.zoom.setText(self._desk.texts("Zoom {percent} %", percent=percent) if percent else "")

    def _show(self, words: str, kind: str) -> None:
        self.safety.setText(words)
        if self.safety.property("kind") != kind:
            self.safety.setProperty("kind", kind)
            self.safety.style().unpolish(self.safety)
            self.safety.style().polish(self.safety)

    def _fall_silent(self) -> None:
        self.words.show_text("")
