"""The black bar at the foot of the board: its most used commands with their keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QWidget

from ...texts import Texts
from ..theme import Theme, font
from .look import mixed

_HEIGHT, _MARGIN = 34, 6
_AWAY = 16
"""How far the bar lies from the edges of the wall, and from what lies beside it."""
_SIZE = 13.5
LESS = ("heading", "link", "tidy", "theme")


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
    """Lies over the wall; while the board waits for a number, it says so in place of the commands.

    On a narrow wall it shows fewer of them: `rows` stand in the order of the bar, and those in
    `LESS` go first.
    """

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        rows: tuple[tuple[str, str, str, Callable[[], object]], ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("key-bar")
        self.setAccessibleName(texts("Commands"))
        self.setFixedHeight(_HEIGHT)
        self._wall = parent
        self._beside = 0
        self._fitted: tuple[QSize, int, str, tuple[str, ...]] | None = None
        self.hint = QLabel(self)
        self.hint.setObjectName("board-hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        layout.setSpacing(0)
        layout.addWidget(self.hint)
        self._entries: dict[str, KeyEntry] = {}
        for name, words, key, run in rows:
            entry = KeyEntry(name, words, texts.keys(key) if len(key) > 1 else key, self)
            entry.clicked.connect(run)
            layout.addWidget(entry)
            self._entries[name] = entry
        self._wanted: tuple[str, ...] = ()
        self.dress(theme)
        self._fit()

    def dress(self, theme: Theme) -> None:
        ground = QColor("#0E1113" if theme.dark else theme.text)
        ink = QColor("#E9ECEE" if theme.dark else "#FFFFFF")
        self.setStyleSheet(
            f"#key-bar {{ background: {ground.name()}; border-radius: 8px; }}"
            f"#board-hint {{ color: {ink.name()}; padding: 0 10px; }}"
        )
        for entry in self._entries.values():
            entry.dress(ink, ground)

    def offer(self, *names: str) -> None:
        """Show these of the commands, as far as there is room for them."""
        names = tuple(name for name in names if name in self._entries)
        if names != self._wanted:
            self._wanted = names
            self._fit()

    def ask(self, words: str) -> None:
        """Show what is waited for; no words bring the commands back."""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self._fit()

    def lie_at_foot(self, beside: int = 0) -> None:
        """In the lower right corner of the wall, which has something so wide in the lower left one.

        Asked for whenever the wall has moved: what lies on it is taken along.
        """
        self._beside = beside
        self._fit()
        self._lie()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between the entries nothing is clicked, and not the wall below either."""
        event.accept()

    def _fit(self) -> None:
        """As many commands as there is room for; where nothing has changed since, nothing is done."""
        now = (self._wall.size(), self._beside, self.hint.text(), self._wanted)
        if now == self._fitted:
            return
        self._fitted = now
        room = self._wall.width() - 2 * _AWAY - (self._beside + _AWAY if self._beside else 0)
        shown = [] if self.hint.text() else list(self._wanted)
        for name in (name for name in LESS if name in shown):
            if sum(self._entries[n].sizeHint().width() for n in shown) + 2 * _MARGIN <= room:
                break
            shown.remove(name)
        for name, entry in self._entries.items():
            entry.setVisible(name in shown)
        self.adjustSize()
        self._lie()

    def _lie(self) -> None:
        corner = self._wall.rect().bottomRight()
        self.move(max(0, corner.x() - self.width() - _AWAY), corner.y() - self.height() - _AWAY)
