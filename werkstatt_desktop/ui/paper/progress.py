"""A line that says what is being done and how far it is, with a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QWidget

from ...texts import Texts
from ..buttons import Button


class Progress(QFrame):
    """Hidden while nothing is done. `stopped`: the user wants no more of it."""

    stopped = Signal()

    def __init__(self, t: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = QLabel()
        self.words.setObjectName(f"{name}-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setProperty("kind", "muted")
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}-bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.stop = Button(t("Stop"))
        self.stop.setObjectName(f"{name}-stop")
        self.stop.setAccessibleName(t("Stop"))
        self.stop.setProperty("kind", "chip")
        self.stop.clicked.connect(self.stopped)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(4)
        layout.addWidget(self.words, 0, 0)
        layout.addWidget(self.bar, 1, 0)
        layout.addWidget(self.stop, 0, 1, 2, 1)
        layout.setColumnStretch(0, 1)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is being done; how far it is is not known yet."""
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.show()

    def tell(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(min(done, of))

    def end(self) -> None:
        self.hide()
