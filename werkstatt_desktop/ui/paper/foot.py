"""The end of a panel beside the preview: printing, saving, how it goes, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ...texts import Texts
from ..buttons import Button
from .delivered import Delivered
from .progress import Progress


class Foot(QWidget):
    """`what` names it in code; `more` are buttons that send something on its way, too."""

    def __init__(self, t: Texts, what: str, *more: QPushButton) -> None:
        super().__init__()
        self.print = deed(f"print-{what}", f"{t('Print …')}   {t.keys('Ctrl+P')}", "primary")
        self.print.setAccessibleName(t("Print …"))
        self.save = deed(f"save-{what}", t("Save as PDF …"))
        self.deeds = (self.print, self.save, *more)
        self.sending = Progress(t, f"delivering-{what}")
        self.done = Delivered(t)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 10, 20, 16)
        self._column.setSpacing(8)
        for part in (*self.deeds, self.sending, self.done):
            self._column.addWidget(part)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, in its order."""
        return (*self.deeds, self.sending.stop, *self.done.stops)

    def put_above(self, part: QWidget) -> None:
        """Put something above the buttons."""
        self._column.insertWidget(0, part)

    def put_below(self, part: QWidget) -> None:
        """Put something below the buttons."""
        self._column.insertWidget(self._column.indexOf(self.sending), part)

    def show_sending(self, words: str) -> None:
        """Something is being written or printed; only one thing at a time."""
        self._wait(busy=True)
        self.sending.begin(words)

    def show_sent(self) -> None:
        self._wait(busy=False)
        self.sending.end()

    def _wait(self, *, busy: bool) -> None:
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self.done.wait(busy=busy)
        for part in self.deeds:
            part.setEnabled(not busy)
        if here:
            # The keyboard stays here, though a button that can do nothing now gives it away.
            (self.sending.stop if busy else self.save).setFocus(Qt.FocusReason.OtherFocusReason)


def deed(name: str, words: str, kind: str = "") -> Button:
    """A button of a panel, as wide as it is."""
    button = Button(words)
    button.setObjectName(name)
    button.setAccessibleName(words)
    if kind:
        button.setProperty("kind", kind)
    return button
