"""The foot of a workshop window: how safe the workshop is, how much it holds, and what was just said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from ..domain.edits import Step
from ..domain.records import Card, Cluster
from ..storage.store import Safety
from .desk import Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SHOWN_MS = 8000


class StatusLine(QFrame):
    """Shows the safety of the workshop all the time and a sentence for a few seconds."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "bar")
        self.setFixedHeight(28)
        self.safety, self.counts, self.words, self.zoom = QLabel(), QLabel(), QLabel(), QLabel()
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
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.words.clear)
        desk.said.connect(self.say)
        desk.safety_changed.connect(self.show_safety)
        self.show_safety(desk.store.safety)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("cards", "clusters", "groups", "categories"):
            return
        state, t = self._desk.state, self._desk.texts
        cards = t.n("{n} card", "{n} cards", state.count(Card))
        themes = t.n("{n} theme", "{n} themes", state.count(Cluster))
        self.counts.setText(f"{cards} · {themes}")

    def say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.words.setToolTip("")
        self._timer.start(_SHOWN_MS)

    def show_safety(self, safety: Safety) -> None:
        t = self._desk.texts
        if safety.waiting:
            self.safety.setText(
                "▲ " + t.n("{n} step not saved yet", "{n} steps not saved yet", safety.waiting)
            )
        elif self._desk.store.read_only:
            self.safety.setText(t("Read only"))
        else:
            self.safety.setText("● " + t("Saved {time}", time=t.clock(safety.at)))
        kind = "unsafe" if safety.waiting else "safe"
        if self.safety.property("kind") != kind:
            self.safety.setProperty("kind", kind)
            self.safety.style().unpolish(self.safety)
            self.safety.style().polish(self.safety)

    def show_zoom(self, percent: int) -> None:
        self.zoom.setText(self._desk.texts("Zoom {percent} %", percent=percent) if percent else "")


class Banner(QFrame):
    """A sentence about the file that stays until it is mended, with the ways out."""

    again = Signal()
    elsewhere = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "warning")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._again = QPushButton(desk.texts("Try again"))
        self._again.setObjectName("banner-again")
        self._elsewhere = QPushButton(desk.texts("Save a copy …"))
        self._elsewhere.setObjectName("banner-copy")
        layout = QHBoxLayout(self)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._again)
        layout.addWidget(self._elsewhere)
        self._again.clicked.connect(self.again)
        self._elsewhere.clicked.connect(self.elsewhere)
        desk.safety_changed.connect(self.show_safety)
        self.show_safety(desk.store.safety)

    def show_safety(self, safety: Safety) -> None:
        t = self._desk.texts
        if safety.trouble is not None:
            waiting = t.n("{n} step waits.", "{n} steps wait.", safety.waiting)
            self._words.setText(f"▲ {t.sentence(safety.trouble)} {waiting}")
        elif self._desk.store.read_only:
            self._words.setText(t("This file may only be read. To go on working, save a copy elsewhere."))
        self._again.setVisible(safety.trouble is not None)
        self.setVisible(safety.trouble is not None or self._desk.store.read_only)
