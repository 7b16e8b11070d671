"""The sign below the head of a window: this version is closed, and how it is opened again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ...domain import sealing
from ..buttons import Button
from ..desk import Desk
from ..labels import announce
from ..theme import icon
from .seal import closed_words, reopen

_ICON, _HEIGHT = 18, 40


class SealSign(QFrame):
    """Stands on every page while a version is closed. `reopen_button` begins the next one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self.setObjectName("seal-sign")
        self.setProperty("kind", "banner")
        self.setProperty("level", "info")
        self.setMinimumHeight(_HEIGHT)
        self._icon, self.words = QLabel(), QLabel()
        self._icon.setObjectName("seal-sign-icon")
        self.words.setObjectName("seal-sign-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.reopen_button = Button(t("Reopen"))
        self.reopen_button.setObjectName("seal-reopen")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.reopen_button)
        self.reopen_button.clicked.connect(self._reopen)
        desk.look_changed.connect(self._paint)
        self._paint()

    def show_closed(self, *, as_closed: bool) -> None:
        """Say which version is closed; `as_closed`: nothing was added to it by merging."""
        state, t = self._desk.state, self._desk.texts
        words = [closed_words(sealing.latest(state), t)]
        if as_closed:
            words.append(t("Nothing is changed any more."))
        else:
            words.append(t("Merging with a copy has added something since."))
        said = " ".join(words)
        number = sealing.version(state) + 1
        self.reopen_button.setAccessibleName(t("Reopen as version {number}", number=number))
        self.reopen_button.setToolTip(self.reopen_button.accessibleName())
        if said != self.words.text():
            self.words.setText(said)
            self.setAccessibleName(said)
            announce(self, said)

    def _reopen(self) -> None:
        self._desk.settling.emit()
        reopen(self._desk)

    def _paint(self) -> None:
        picture = icon("lock", self._desk.theme.accent, _ICON)
        self._icon.setPixmap(picture.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
