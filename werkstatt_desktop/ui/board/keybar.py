"""The black bar at the foot of the board: its most used commands with their keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QWidget

from ...texts import Texts
from ..theme import Theme, font
from .look import mixed

_HEIGHT = 34
_SIZE = 13.5


class KeyEntry(QAbstractButton):
    """A command and its key. It can be clicked; by keyboard one presses the key itself."""

    def __init__(self, name: str, words: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"key-{name}")
        self.setText(words)
        self.setAccessibleName(f"{words} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key = key
        self._ink, self._ground = QColor(), QColor()
        self._plain, self._bold = font(_SIZE), font(_SIZE, bold=True)
        self._left = 8 + QFontMetricsF(self._plain).horizontalAdvance(words) + 6

    def dress(self, ink: QColor, ground: QColor) -> None:
        self._ink, self._ground = ink, ground
        self.update()

    def sizeHint(self) -> QSize:
        wide = self._left + QFontMetricsF(self._bold).horizontalAdvance(self._key) + 8
        return QSize(round(wide), _HEIGHT - 8)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(self._ground, self._ink, 0.18))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setPen(self._ink)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._plain)
        painter.drawText(QRectF(self.rect()).adjusted(8, 0, 0, 0), middle, self.text())
        painter.setFont(self._bold)
        painter.drawText(QRectF(self.rect()).adjusted(self._left, 0, 0, 0), middle, self._key)
        painter.end()


class KeyBar(QFrame):
    """Lies over the wall; while the board waits for a number, it says so in place of the commands."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        rows: tuple[tuple[str, str, str, Callable[[], object]], ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("key-bar")
        self.setFixedHeight(_HEIGHT)
        self._texts, self._wall = texts, parent
        self.hint = QLabel(self)
        self.hint.setObjectName("board-hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(0)
        layout.addWidget(self.hint)
        self._entries: list[KeyEntry] = []
        for name, words, key, run in rows:
            entry = KeyEntry(name, words, texts.keys(key) if len(key) > 1 else key, self)
            entry.clicked.connect(run)
            layout.addWidget(entry)
            self._entries.append(entry)
        self.dress(theme)
        self.adjustSize()

    def dress(self, theme: Theme) -> None:
        ground = QColor("#0E1113" if theme.dark else theme.text)
        ink = QColor("#E9ECEE" if theme.dark else "#FFFFFF")
        self.setStyleSheet(
            f"#key-bar {{ background: {ground.name()}; border-radius: 8px; }}"
            f"#board-hint {{ color: {ink.name()}; padding: 0 10px; }}"
        )
        for entry in self._entries:
            entry.dress(ink, ground)

    def ask(self, digits: str | None) -> None:
        """Show that a number is waited for, with its digits so far; None brings the commands back."""
        waits = digits is not None
        for entry in self._entries:
            entry.setVisible(not waits)
        self.hint.setVisible(waits)
        t = self._texts
        self.hint.setText(f"{t('Number of the theme; 0 takes out of it, Esc leaves')}   {digits or '…'}")
        self.adjustSize()
        self.lie_at_foot()

    def lie_at_foot(self) -> None:
        """In the lower right corner of the wall."""
        corner = self._wall.rect().bottomRight()
        self.move(max(0, corner.x() - self.width() - 16), corner.y() - self.height() - 16)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between the entries nothing is clicked, and not the wall below either."""
        event.accept()
