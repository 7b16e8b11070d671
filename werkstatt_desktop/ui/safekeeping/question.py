"""A question before something that cannot be taken back: what happens, what does not, and a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ...texts import Texts
from ..ticks import Tick
from .parts import button, foot, label


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
        self.setMinimumWidth(500)
        self.tick = Tick(tick)
        self.tick.setObjectName("agree")
        self.tick.setVisible(bool(tick))
        self.go = button(go, "go", "danger" if danger else "primary")
        self.back = button(t("Cancel"), "back")
        self.back.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(6)
        layout.addWidget(label(heading, "section", "question"))
        for title, words in parts:
            layout.addSpacing(4)
            if title:
                layout.addWidget(label(title, "strong"))
            layout.addWidget(label(words))
        layout.addSpacing(8)
        layout.addWidget(self.tick)
        layout.addSpacing(8)
        layout.addLayout(foot([], [self.back, self.go]))
        self.setAccessibleDescription(" ".join(f"{title} {words}".strip() for title, words in parts))
        self.go.setEnabled(not tick)
        self.tick.toggled.connect(self.go.setEnabled)
        self.back.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        (self.tick if tick else self.back).setFocus()
