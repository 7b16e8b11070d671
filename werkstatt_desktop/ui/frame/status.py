"""The foot of a workshop window: how safe the workshop is, how much it holds, and what was just said."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ...domain.edits import Step
from ...domain.records import Card, Cluster
from ...storage.store import Safety
from ..desk import Desk
from ..labels import ElidedLabel, announce

SHOWN_MS = 8000
"""How long a sentence stays."""


class StatusLine(QFrame):
    """Shows the safety of the workshop all the time and a sentence for a few seconds."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
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
        if step is not None and not step.edit.touches("cards", "clusters", "groups", "categories"):
            return
        state, t = self._desk.state, self._desk.texts
        cards = t.n("{n} card", "{n} cards", state.count(Card))
        themes = t.n("{n} theme", "{n} themes", state.count(Cluster))
        self.counts.setText(f"{cards} · {themes}")

    def say(self, sentence: str) -> None:
        self.words.show_text(sentence)
        self._timer.start(SHOWN_MS)
        announce(self.words, sentence)

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
        kind = "unsafe" if safety.waiting else "muted" if self._desk.store.read_only else "safe"
        if self.safety.property("kind") != kind:
            self.safety.setProperty("kind", kind)
            self.safety.style().unpolish(self.safety)
            self.safety.style().polish(self.safety)

    def show_zoom(self, percent: int) -> None:
        """The zoom of the page in view; 0 where it has none."""
        self.zoom.setText(self._desk.texts("Zoom {percent} %", percent=percent) if percent else "")

    def _fall_silent(self) -> None:
        self.words.show_text("")


class Banner(QFrame):
    """A sentence about the file that stays until it is mended, with the ways out."""

    again = Signal()
    elsewhere = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._heard = ""
        self.setObjectName("banner")
        self.setProperty("kind", "banner")
        self.words = QLabel()
        self.words.setObjectName("banner-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self._again = QPushButton(desk.texts("Try again"))
        self._again.setObjectName("banner-again")
        self._elsewhere = QPushButton(desk.texts("Save a copy …"))
        self._elsewhere.setObjectName("banner-copy")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._again)
        layout.addWidget(self._elsewhere)
        self._again.clicked.connect(self.again)
        self._elsewhere.clicked.connect(self.elsewhere)
        desk.safety_changed.connect(self.show_safety)
        self.show_safety(desk.store.safety)

    def show_safety(self, safety: Safety) -> None:
        t, words = self._desk.texts, ""
        if safety.trouble is not None:
            waiting = t.n("{n} step waits.", "{n} steps wait.", safety.waiting)
            words = f"{t.sentence(safety.trouble)} {waiting}"
        elif self._desk.store.read_only:
            words = t("This file may only be read. To go on working, save a copy elsewhere.")
        self.words.setText(f"▲ {words}")
        self._again.setVisible(safety.trouble is not None)
        self.setVisible(bool(words))
        if words and words != self._heard:
            announce(self, words)
        self._heard = words


class Toast(QLabel):
    """What was just said, low over the page, while the foot of the window is hidden."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("toast")
        self.setProperty("kind", "toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        self.setText(sentence)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def place(self) -> None:
        """Take the place low over the page again; for when the window has another size."""
        most = min(self._over.width() - 80, 900)
        self.ensurePolished()
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 56, most)
        self.resize(width, self.heightForWidth(width))
        self.move((self._over.width() - width) // 2, self._over.height() - self.height() - 84)
