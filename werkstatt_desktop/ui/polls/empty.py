"""What is shown while there is no poll, with the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...domain import polls
from ..buttons import Button
from ..desk import Desk
from ..dots.parts import words
from .panel import AgainButtons, unasked

_WIDTH, _EDGE = 480, 28


class NoPoll(QFrame):
    """Offers a scale and a field, at the end those of the beginning first."""

    begun = Signal(str)
    again = Signal(str)

    def __init__(self, desk: Desk, moment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._moment = desk, moment
        t = desk.texts
        self.setObjectName("no-poll")
        self.setProperty("kind", "panel")
        self.setFixedWidth(_WIDTH)
        closing = moment == polls.CLOSING
        title = words("no-poll-title", "section")
        title.setText(t("No poll at the end yet") if closing else t("No poll at the beginning yet"))
        self._words = words("no-poll-words")
        self._words.setText(
            t(
                "How does the room leave? Each person sets one dot on a scale or in a field; you count and "
                "enter the dots here. What was asked at the beginning stands beside it."
            )
            if closing
            else t(
                "How does the room arrive? Each person sets one dot on a scale or in a field; you count and "
                "enter the dots here. Asked again at the end, it shows what has changed."
            )
        )
        self._again = AgainButtons(desk, "primary")
        self.scale = self._button("first-scale", t("Begin with a scale"))
        self._field = self._button("first-field", t("Begin with a field"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.scale)
        row.addWidget(self._field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 24, _EDGE, 24)
        column.setSpacing(12)
        for part in (title, self._words, self._again):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._words.setMinimumHeight(self._words.heightForWidth(_WIDTH - 2 * _EDGE))
        self._again.asked.connect(self.again)
        self.scale.clicked.connect(self._begin_scale)
        self._field.clicked.connect(self._begin_field)

    @property
    def first(self) -> Button:
        """What gets the keyboard."""
        return self._again.first or self.scale

    def refresh(self) -> None:
        offered = unasked(self._desk, self._moment)
        self._again.show_polls(offered)
        kind = "" if offered else "primary"
        if self.scale.property("kind") != kind:
            self.scale.setProperty("kind", kind)
            self.scale.style().unpolish(self.scale)
            self.scale.style().polish(self.scale)

    def _button(self, name: str, text: str) -> Button:
        made = Button(text, self)
        made.setObjectName(name)
        return made

    def _begin_scale(self) -> None:
        self.begun.emit("scale")

    def _begin_field(self) -> None:
        self.begun.emit("field")
