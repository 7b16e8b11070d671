"""A panel beside the preview: what it is and how many pages, what is chosen, what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...texts import Texts
from .foot import Foot
from .progress import Progress

WIDTH = 300
_LOW = 600
"""In a lower window the buttons scroll with the rest, which would have no room beside them."""


class Side(QFrame):
    """`content` scrolls between the head and the foot. What is set and how far it is stands in the head."""

    def __init__(self, t: Texts, name: str, title: str, content: QWidget, foot: Foot) -> None:
        super().__init__()
        self._t = t
        self.setObjectName(f"{name}-panel")
        self.setProperty("kind", "paper-panel")
        self.setAccessibleName(title)
        self.setFixedWidth(WIDTH)
        self.foot = foot
        self.summary = label(f"{name}-summary")
        self.setting = Progress(t, f"{name}-setting")
        self.head = QVBoxLayout()
        self.head.setContentsMargins(20, 18, 20, 10)
        self.head.setSpacing(4)
        heading = label(f"{name}-title", "section")
        heading.setText(title)
        self.head.addWidget(heading)
        self.head.addWidget(self.summary)
        self.head.addWidget(self.setting)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 1, 0)  # the line beside the pages
        self._whole.setSpacing(0)
        self._whole.addLayout(self.head)
        self._whole.addWidget(self._scrolled(name, content), 1)
        self._whole.addWidget(foot)
        self._say(t("Setting the pages …"))

    def show_setting(self) -> None:
        """It takes its time to set the pages."""
        self._say(self._t("Setting the pages …"))
        self.setting.begin("")

    def show_pages(self, pages: int, more: str = "") -> None:
        """How much is on paper."""
        self._say(self._t.n("{n} page", "{n} pages", pages) + more)

    def show_failure(self, error: WerkstattError) -> None:
        self._say(f"▲ {self._t.sentence(error)}")

    def show_stopped(self) -> None:
        words = self._t("Stopped: the pages are those before. The next change sets them anew.")
        self._say(f"▲ {words}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._middle if self.height() < _LOW else self._whole
        if wanted.indexOf(self.foot) < 0:
            (self._whole if wanted is self._middle else self._middle).removeWidget(self.foot)
            wanted.addWidget(self.foot)

    def _say(self, words: str) -> None:
        self.setting.end()
        self.summary.setText(words)

    def _scrolled(self, name: str, content: QWidget) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName(f"{name}-choices")
        self._middle = QVBoxLayout(inside)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(20, 4, 20, 4)
        framed.addWidget(content)
        self._middle.addLayout(framed)
        self._middle.addStretch(1)
        area = QScrollArea()
        area.setObjectName(f"{name}-scroll")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area


def label(name: str, kind: str = "") -> QLabel:
    """Plain words that wrap."""
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if kind:
        made.setProperty("kind", kind)
    return made
