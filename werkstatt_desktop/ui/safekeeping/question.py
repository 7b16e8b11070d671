"""A question before something that cannot be taken back: what happens, what does not, and a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from ...texts import Texts
from ..ticks import Tick
from .parts import button, foot, label, take_room

_WIDTH = 520


class Question(QDialog):
    """Says what will be done. Enter and Esc lead back; `accepted` tells that the user wants it.

    `parts` are paragraphs, each with a heading that may be empty. With `tick` the words beside a box have
    to be agreed to before the button `go` can be pressed; `danger` colours it.
    """

    def __init__(
        self,
        t: Texts,
        name: str,
        heading: str,
        parts: Sequence[tuple[str, str]],
        go: str,
        *,
        tick: str = "",
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.tick = Tick(tick)
        self.tick.setObjectName("agree")
        self.tick.setVisible(bool(tick))
        self.go = button(go, "go", "danger" if danger else "primary")
        self.back = button(t("Cancel"), "back")
        self.back.setDefault(True)
        self.area = QScrollArea()
        self._arrange(heading, parts)
        self.go.setEnabled(not tick)
        self.tick.toggled.connect(self.go.setEnabled)
        self.back.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        (self.tick if tick else self.back).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where not all of it is seen, the keyboard can come to what is to be read."""
        super().resizeEvent(event)
        fits = self.area.verticalScrollBar().maximum() == 0
        policy = Qt.FocusPolicy
        self.area.setFocusPolicy(policy.NoFocus if fits else policy.StrongFocus)

    def _arrange(self, heading: str, parts: Sequence[tuple[str, str]]) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(label(heading, "section", "question"))
        for title, words in parts:
            column.addSpacing(8)
            if title:
                column.addWidget(label(title, "strong"))
            column.addWidget(label(words))
        column.addStretch(1)
        said = " ".join(f"{title} {words}".strip() for title, words in parts)
        self.setAccessibleDescription(said)
        self.area.setObjectName("question-area")
        self.area.setAccessibleName(heading)
        self.area.setAccessibleDescription(said)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 20)
        layout.setSpacing(14)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.tick)
        layout.addLayout(foot([], [self.back, self.go]))
        self.ensurePolished()
        words_high = column.totalHeightForWidth(_WIDTH - 48)
        take_room(self, _WIDTH, words_high + (140 if self.tick.isVisibleTo(self) else 100))
