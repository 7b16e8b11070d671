"""One line of the ready-check: what is looked at, how it stands, and what helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ..desk import Desk
from ..theme import icon
from .findings import BAD, GOOD, NOTE, Finding

_ICONS = {GOOD: "circle-check", NOTE: "triangle-alert", BAD: "octagon-alert"}
_SIZE = 20


class ReadyRow(QWidget):
    """Until something was found it says that it is being looked at."""

    def __init__(self, desk: Desk, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._title = desk, title
        self.found: Finding | None = None
        self.setObjectName(f"ready-{name}")
        self._icon, self._words, self._todo = QLabel(), self._label(), self._label()
        self._icon.setFixedWidth(_SIZE + 6)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        heading = self._label()
        heading.setText(title)
        heading.setProperty("kind", "strong")
        heading.setFixedWidth(120)
        heading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._todo.setProperty("kind", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(heading, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 2)
        grid.addWidget(self._todo, 1, 2)
        self.begin()

    def begin(self) -> None:
        """Nothing is known yet."""
        self.found = None
        self._icon.clear()
        self._say(self._desk.texts("being looked at …"), "")

    def show_found(self, found: Finding) -> None:
        self.found = found
        look = self._desk.theme
        colours = {GOOD: look.safe, NOTE: look.text, BAD: look.danger}
        self._icon.setPixmap(icon(_ICONS[found.level], colours[found.level], _SIZE).pixmap(_SIZE, _SIZE))
        self._say(found.words, found.todo)

    @property
    def spoken(self) -> str:
        """What a screen reader says of the line."""
        t, found = self._desk.texts, self.found
        if found is None:
            return f"{self._title}: {self._words.text()}"
        levels = {GOOD: t("ready"), NOTE: t("to note"), BAD: t("to be mended")}
        return " ".join(
            part for part in (f"{self._title}, {levels[found.level]}:", found.words, found.todo) if part
        )

    def _say(self, words: str, todo: str) -> None:
        self._words.setText(words)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self.setAccessibleName(self.spoken)

    def _label(self) -> QLabel:
        made = QLabel()
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        return made
