"""Says on the start page why a workshop did not open, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...storage.files import SUFFIX
from ...storage.folders import is_folder
from ...texts import Texts
from ..theme import Theme, icon


class TroubleBanner(QFrame):
    """A file that did not open. Signals carry its path; what is offered depends on the trouble."""

    again = Signal(Path)
    another = Signal()
    folder = Signal(Path)
    copy = Signal(Path)
    reading = Signal(Path)

    def __init__(self, t: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setProperty("kind", "warning")
        self._t = t
        self.path = Path()
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
            "again": self._button("trouble-again", t("Try again")),
            "another": self._button("trouble-another", t("Another file …")),
            "folder": self._button("trouble-folder", t("Open folder")),
        }
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 10, 12)
        layout.addLayout(head)
        layout.addLayout(row)
        self.show_theme(theme)
        self.hide()

    def show_trouble(self, path: Path, error: WerkstattError) -> None:
        self.path = path
        self.words.setText(f"▲ {path.name}: {self._t.sentence(error)}")
        elsewhere = error.key == "open_elsewhere"
        self.buttons["copy"].setVisible(elsewhere)
        self.buttons["reading"].setVisible(elsewhere)
        self.buttons["again"].setVisible(path.suffix.casefold() == SUFFIX)
        self.buttons["folder"].setVisible(is_folder(path.parent))
        self.setAccessibleName(self.words.text())
        self.show()
        first = next(button for button in self.buttons.values() if not button.isHidden())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_theme(self, theme: Theme) -> None:
        self.close_button.setIcon(icon("x", theme.text))

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(self._tell)
        return button

    def _tell(self) -> None:
        name = next(name for name, button in self.buttons.items() if button is self.sender())
        if name == "another":
            self.another.emit()
        else:
            {"again": self.again, "folder": self.folder, "copy": self.copy, "reading": self.reading}[
                name
            ].emit(self.path)
