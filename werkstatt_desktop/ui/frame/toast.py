"""What was just said, low over the page, while the foot of the window is hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from .status import SHOWN_MS


class Toast(QLabel):
    """A sentence over a window for a few seconds."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("toast")
        self.setProperty("kind", "toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        self.setText(sentence)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """Take the place low over the page again; for when the window has another size."""
        most = min(self._over.width() - 80, 900)
        self.ensurePolished()
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 56, most)
        self.resize(width, self.heightForWidth(width))
        self.move((self._over.width() - width) // 2, self._over.height() - self.height() - 84)
