"""What was saved last, and the ways that lead on from there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ...texts import Texts
from ..buttons import Button
from ..labels import announce


class Delivered(QFrame):
    """Hidden until something was saved or could not be. The page connects the buttons.

    The name of a saved file can be dragged out of the window, into a folder or a letter.
    """

    def __init__(self, t: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.path: Path | None = None
        self.setObjectName("delivered")
        self.where = FileWords()
        self.open_file = _button("open-pdf", t("Open"))
        self.open_folder = _button("open-folder", t("Open folder"))
        self.send = _button("send-file", t("Send …"))
        self.stick = _button("copy-to-stick", t("Copy to stick …"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.where)
        ways = QGridLayout()
        ways.setSpacing(6)
        for place, way in enumerate(self.stops):
            ways.addWidget(way, place // 2, place % 2)
        layout.addLayout(ways)
        self.hide()

    @property
    def stops(self) -> tuple[Button, ...]:
        return (self.open_file, self.open_folder, self.send, self.stick)

    def show_saved(self, path: Path) -> None:
        """A file is there; from here the ways lead to it."""
        self.path = path
        self._show(self._t("Saved as {name}", name=path.name))

    def show_news(self, words: str) -> None:
        """What came of one of the ways; they still lead to the same file."""
        self._show(words)

    def show_trouble(self, words: str) -> None:
        """Nothing was saved."""
        self.path = None
        self._show(f"▲ {words}")

    def wait(self, *, busy: bool) -> None:
        """One thing at a time."""
        for way in self.stops:
            way.setEnabled(not busy)

    def _show(self, words: str) -> None:
        self.where.show_file(words, self.path)
        for way in self.stops:
            way.setVisible(self.path is not None)
        self.show()
        announce(self, words)


class FileWords(QLabel):
    """A sentence about a file that carries the file itself."""

    dragged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._pressed: QPoint | None = None
        self.setObjectName("protocol-where")
        self.setProperty("kind", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def show_file(self, words: str, path: Path | None) -> None:
        self._path = path
        self.setText(words)
        self.setCursor(Qt.CursorShape.ArrowCursor if path is None else Qt.CursorShape.OpenHandCursor)

    def carried(self) -> QMimeData:
        """What a drag of these words holds."""
        data = QMimeData()
        if self._path is not None:
            data.setUrls([QUrl.fromLocalFile(str(self._path))])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._path is not None:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.carried())
            drag.setPixmap(self.grab())
            self.dragged.emit()
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None


def _button(name: str, words: str) -> Button:
    button = Button(words)
    button.setObjectName(name)
    button.setAccessibleName(words)
    button.setProperty("kind", "chip")
    return button
