"""Says when a stick can be pulled out after a workshop on it was closed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QProgressBar, QPushButton

from ...domain.errors import FileProblem
from ...texts import Texts
from ..labels import announce, fit_height
from ..theme import Theme, icon

_ICON = 32


class Unplugging(QDialog):
    """A window of its own, since that of the workshop is gone. `tell` is called from any thread, once.

    Closed before the answer is there, it comes back with it.
    """

    _told = Signal(object)

    def __init__(self, t: Texts, theme: Theme, path: Path) -> None:
        super().__init__()
        self._t, self._theme, self._name = t, theme, path.stem
        self.setObjectName("unplugging")
        self.setWindowTitle("Werkstatt")
        self.setMinimumWidth(480)
        # The program goes on for as long as this is to be read.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
        self.done_with = False
        """Whether the answer has been shown."""
        self.heading, self.words, self._icon, self.bar = QLabel(), QLabel(), QLabel(), QProgressBar()
        self.button = QPushButton(t("OK"))
        self._lay_out()
        self._told.connect(self._show_result, Qt.ConnectionType.QueuedConnection)
        self._say("usb", t("Checking what is on the stick …"), t("Please do not pull it out yet."))

    def tell(self, problem: FileProblem | None) -> None:
        """How the check has ended: None where all is on the stick."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._told.emit(problem)

    def _lay_out(self) -> None:
        self.heading.setObjectName("unplugging-heading")
        self.heading.setProperty("kind", "section")
        self.words.setObjectName("unplugging-words")
        for label in (self.heading, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar.setObjectName("unplugging-bar")
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.button.setObjectName("unplugging-ok")
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.hide()
        self.button.clicked.connect(self.close)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.heading, 0, 1)
        grid.addWidget(self.words, 1, 1)
        grid.addWidget(self.bar, 2, 1)
        grid.addWidget(self.button, 3, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)

    def _show_result(self, problem: FileProblem | None) -> None:
        t = self._t
        self.done_with = True
        self.bar.hide()
        self.button.show()
        if problem is None:
            words = t("All of {name} is on it; that was read back and compared.", name=t.quote(self._name))
            self._say("circle-check", t("The stick can be pulled out now."), words)
        else:
            words = f"{t.sentence(problem)} {t('On this computer all of it is in the safety copy.')}"
            heading = t("Not all of {name} is on the stick", name=t.quote(self._name))
            self._say("triangle-alert", heading, words)
        self.show()
        self.raise_()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, picture: str, heading: str, words: str) -> None:
        self._icon.setPixmap(
            icon(picture, self._theme.accent, _ICON).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        )
        self.heading.setText(heading)
        self.words.setText(words)
        self.bar.setAccessibleName(heading)
        self.setAccessibleName(heading)
        fit_height(self)
        announce(self, f"{heading} {words}")
