"""The sheet over a window that is to be closed while steps are on their way into its file."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...storage.store import Safety
from ..buttons import Button
from ..desk import Desk
from ..labels import announce, fit_height


class Leaving(Enum):
    """How it ended: all is in the file, or what the user wants done with what is not."""

    DONE = auto()
    ELSEWHERE = auto()
    WITHOUT = auto()


class LeavingSheet(QDialog):
    """Shows how far the saving is; where it does not get on, what can be done. `left` says how it ended.

    The user who goes back hears nothing of it.
    """

    left = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._total = max(desk.store.safety.waiting, 1)
        self._said = ""
        self.setObjectName("leaving")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Werkstatt")
        self.setMinimumWidth(520)
        t = desk.texts
        self.heading, self.words, self.bar = QLabel(), QLabel(), QProgressBar()
        self.elsewhere = self._button("leaving-elsewhere", t("Go on in another place …"))
        self.elsewhere.setProperty("kind", "primary")
        self.close_now = self._button("leaving-close", "")
        self.back = self._button("leaving-back", "")
        self._lay_out()
        self.elsewhere.clicked.connect(self._go_elsewhere)
        self.close_now.clicked.connect(self._go_without)
        self.back.clicked.connect(self.reject)
        desk.safety_changed.connect(self.show_safety)
        self.show_safety(desk.store.safety)

    def show_safety(self, safety: Safety) -> None:
        if safety.trouble is not None:
            self._show_trouble(safety)
        elif safety.waiting:
            self._show_progress(safety)
        else:
            self._leave(Leaving.DONE)

    def _lay_out(self) -> None:
        self.heading.setObjectName("leaving-heading")
        self.heading.setProperty("kind", "section")
        self.words.setObjectName("leaving-words")
        for label in (self.heading, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar.setObjectName("leaving-bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        row = QHBoxLayout()
        row.addWidget(self.close_now)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.elsewhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self.heading, self.words, self.bar):
            column.addWidget(part)
        column.addSpacing(4)
        column.addLayout(row)

    def _button(self, name: str, words: str) -> QPushButton:
        button = Button(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _show_progress(self, safety: Safety) -> None:
        t = self._desk.texts
        heading = t("Still being saved …")
        self.bar.setAccessibleName(heading)
        # How long a single step takes is not known; the bar moves by itself then.
        self.bar.setRange(0, self._total if self._total > 1 else 0)
        self.bar.setValue(self._total - safety.waiting)
        words = t.n("{n} step is on its way.", "{n} steps are on their way.", safety.waiting)
        self._show(heading, words, trouble=False)
        self.back.setText(t("Cancel"))

    def _show_trouble(self, safety: Safety) -> None:
        t, count = self._desk.texts, safety.waiting
        heading = t.n("{n} step is not in the file yet", "{n} steps are not in the file yet", count)
        if safety.recorded and count:
            words = t.n(
                "It is in the safety copy on this computer and will be added when the workshop is opened"
                " here the next time.",
                "They are in the safety copy on this computer and will be added when the workshop is opened"
                " here the next time.",
                count,
            )
        elif safety.recorded:
            heading = t("The file is out of reach")
            words = t("All that was entered is also in the safety copy on this computer.")
        else:
            words = t("The safety copy is off, too: what is not in the file is lost when you close.")
        self._show(heading, words, trouble=True)
        self.close_now.setText(t("Close") if safety.recorded else t("Close all the same"))
        self.back.setText(t("Back"))

    def _show(self, heading: str, words: str, *, trouble: bool) -> None:
        self.heading.setText(heading)
        self.words.setText(words)
        self.bar.setVisible(not trouble)
        self.elsewhere.setVisible(trouble)
        self.close_now.setVisible(trouble)
        if heading != self._said:
            self._said = heading
            self.setAccessibleName(heading)
            self.elsewhere.setDefault(trouble)
            (self.elsewhere if trouble else self.back).setFocus(Qt.FocusReason.OtherFocusReason)
            fit_height(self)
            announce(self, f"{heading}. {words}")

    def _go_elsewhere(self) -> None:
        self._leave(Leaving.ELSEWHERE)

    def _go_without(self) -> None:
        self._leave(Leaving.WITHOUT)

    def _leave(self, how: Leaving) -> None:
        self._desk.safety_changed.disconnect(self.show_safety)
        self.accept()
        self.left.emit(how)
