"""Says on the start page why a workshop did not open, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...storage.files import SUFFIX
from ...storage.folders import is_folder
from ...texts import Texts
from ..buttons import Button
from ..labels import announce
from ..safekeeping.work import WorkLine
from ..theme import Theme, icon
from .reasons import elsewhere, reason, way_words

if TYPE_CHECKING:
    from ...storage.ways import Way


class TroubleBanner(QFrame):
    """A file that did not open. Signals carry its path; what is offered depends on the trouble.

    `way` carries the `Way` that the user takes, `stopped` tells that it takes too long.
    """

    again = Signal(Path)
    another = Signal()
    folder = Signal(Path)
    copy = Signal(Path)
    reading = Signal(Path)
    anyway = Signal(Path)
    way = Signal(object)
    stopped = Signal()

    def __init__(self, t: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setProperty("kind", "warning")
        self._t = t
        self.path = Path()
        self.error: WerkstattError = WerkstattError("unknown")
        self.words = QLabel()
        self.words.setObjectName("trouble-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.close_button = QToolButton()
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setObjectName("trouble-close")
        self.close_button.setAccessibleName(t("Close this message"))
        self.close_button.clicked.connect(self.hide)
        self.buttons = {
            "copy": self._button("trouble-copy", t("Open a copy")),
            "reading": self._button("trouble-reading", t("Only read")),
            "anyway": self._button("trouble-anyway", t("Open anyway …")),
            "again": self._button("trouble-again", t("Try again")),
            "another": self._button("trouble-another", t("Another file …")),
            "folder": self._button("trouble-folder", t("Open folder")),
        }
        self.ways: dict[QPushButton, Way] = {}
        self.line = WorkLine(t, "trouble-work")
        self.line.stopped.connect(self.stopped)
        self._first = QHBoxLayout()
        self._first.addStretch(1)
        self._arrange()
        self.show_theme(theme)
        self.hide()

    def show_trouble(self, path: Path, error: WerkstattError) -> None:
        """Say what is wrong with a file; `offer` follows when it is known what there is to go on with."""
        self.path, self.error = path, error
        self.words.setText(f"▲ {path.name}: {reason(error, self._t)}")
        open_there = error.key == "open_elsewhere"
        self.buttons["another"].show()
        self.buttons["copy"].setVisible(open_there)
        self.buttons["reading"].setVisible(open_there)
        self.buttons["anyway"].setVisible(open_there and elsewhere(error))
        self.buttons["again"].setVisible(path.suffix.casefold() == SUFFIX)
        self.buttons["folder"].setVisible(is_folder(path.parent))
        self._clear_ways()
        self.line.fall_silent()
        self._allow(True)
        self.setAccessibleName(self.words.text())
        self.show()
        self._focus_first()

    def say(self, words: str) -> None:
        """Say something that is no trouble; it stays until it is closed."""
        self.path = Path()
        self.words.setText(words)
        self._clear_ways()
        self.line.fall_silent()
        self._allow(True)
        for button in self.buttons.values():
            button.hide()
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def offer(self, found: tuple[Path, Sequence[Way]]) -> None:
        """Offer what there is to go on with for a file, as long as it is still spoken of this one."""
        path, ways = found
        if path != self.path or self.isHidden():
            return
        had_focus = self.window().focusWidget() in self.buttons.values()
        self._clear_ways()
        for place, way in enumerate(ways):
            button = Button(way_words(way, self._t))
            button.setObjectName(f"trouble-{way.kind}")
            if not place:
                button.setProperty("kind", "primary")
            button.clicked.connect(self._take)
            self.ways[button] = way
            self._first.insertWidget(place, button)
            button.show()
        if ways and had_focus:
            self._focus_first()

    def show_busy(self, words: str, *, can_stop: bool) -> None:
        """Something is being done; nothing else can be asked for meanwhile."""
        self.line.show_busy(words, can_stop=can_stop)
        self._allow(False)
        if can_stop:
            self.line.cancel.setFocus()

    def show_failure(self, error: WerkstattError) -> None:
        """What was asked for could not be done; something else can be asked for."""
        self.line.show_trouble(self._t.sentence(error))
        self._allow(True)
        self._focus_first()

    def come_to_rest(self) -> None:
        """The user wants no more of what was being done."""
        self.line.fall_silent()
        self._allow(True)
        self._focus_first()

    def show_theme(self, theme: Theme) -> None:
        self.close_button.setIcon(icon("x", theme.text))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 12)
        for part in (head, self._first, row):
            layout.addLayout(part)
        layout.addWidget(self.line)

    def _all(self) -> Iterable[QPushButton]:
        return (*self.ways, *self.buttons.values())

    def _allow(self, allowed: bool) -> None:
        for button in (*self._all(), self.close_button):
            button.setEnabled(allowed)

    def _focus_first(self) -> None:
        first = next(button for button in self._all() if not button.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_ways(self) -> None:
        for button in self.ways:
            self._first.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.ways = {}

    def _button(self, name: str, words: str) -> QPushButton:
        button = Button(words)
        button.setObjectName(name)
        button.clicked.connect(self._tell)
        return button

    def _take(self) -> None:
        self.way.emit(next(way for button, way in self.ways.items() if button is self.sender()))

    def _tell(self) -> None:
        name = next(name for name, button in self.buttons.items() if button is self.sender())
        if name == "another":
            self.another.emit()
            return
        signals = {
            "again": self.again,
            "folder": self.folder,
            "copy": self.copy,
            "reading": self.reading,
            "anyway": self.anyway,
        }
        signals[name].emit(self.path)
