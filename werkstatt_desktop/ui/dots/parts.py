"""Small parts of the panel: lines of words, rows with a label, and the bar of the sum."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..desk import Desk
from ..theme import icon


def words(name: str = "", kind: str = "", *, parent: QWidget | None = None) -> QLabel:
    """A line or more of plain text."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName(name)
    if kind:
        label.setProperty("kind", kind)
    return label


def say(label: QLabel, text: str) -> None:
    """Show a text, or no line at all."""
    label.setText(text)
    label.setVisible(bool(text))


def labelled(text: str, field: QWidget) -> QHBoxLayout:
    """A field at the right of what it is for."""
    row = QHBoxLayout()
    label = words()
    label.setText(text)
    label.setBuddy(field)
    row.addWidget(label, 1)
    row.addWidget(field)
    return row


def stacked(spacing: int = 6) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


class Line(QWidget):
    """A thin line between two parts."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setFixedHeight(9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 4, self.width(), 1), QColor(self._desk.theme.line))
        painter.end()


class Choice(QComboBox):
    """One of some, with an arrow like those of the other controls."""

    def __init__(self, desk: Desk, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        # The toolkit's own button does not fit the frame that the sheet of the program draws.
        self.setStyleSheet("QComboBox::drop-down { border: none; width: 26px; }")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel and chooses nothing by the way."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isEnabled():
            return
        painter = QPainter(self)
        arrow = icon("chevron-down", self._desk.theme.muted, 14)
        arrow.paint(painter, QRect(self.width() - 26, (self.height() - 14) // 2, 14, 14))
        painter.end()


class SumBar(QWidget):
    """How much of what there can be was counted, as a bar; too much fills it in the colour of danger."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._part = 0.0
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """0 is none and 1 all; more is too much."""
        if part != self._part:
            self._part = part
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.line))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, 5, 5)
        if self._part > 0:
            painter.setBrush(QColor(look.danger if self._part > 1 else look.dot))
            painter.drawRoundedRect(QRectF(0, 0, max(10.0, box.width() * min(self._part, 1)), 10), 5, 5)
        painter.end()
