"""The large button that goes on with the workshop opened last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ..theme import Theme, font
from .sections import Entry
from .tiles import draw_board

_HEIGHT, _PICTURE = 132, 240


class ResumeButton(QAbstractButton):
    """Shows a workshop; Enter presses it."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self.entry: Entry | None = None
        self.setObjectName("resume")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entry(self, entry: Entry) -> None:
        self.entry = entry
        self.setAccessibleName(f"{self._words}: {entry.name}, {entry.facts}")
        self.update()

    def show_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.entry is None:
            return
        theme, entry = self.theme, self.entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        frame = QPainterPath()
        frame.addRoundedRect(box, 14, 14)
        painter.fillPath(frame, QColor(theme.soft if self.underMouse() or self.isDown() else theme.surface))
        picture = QRectF(box.x(), box.y(), min(_PICTURE, box.width() / 3), box.height())
        painter.save()
        painter.setClipPath(frame)
        draw_board(painter, picture, entry.summary, theme)
        painter.restore()
        painter.setPen(
            QPen(QColor(theme.accent if self.hasFocus() else theme.line), 2 if self.hasFocus() else 1)
        )
        painter.drawPath(frame)
        left = picture.right() + 20
        lines = (
            (26.0, font(13, bold=True), theme.accent, self._words),
            (52.0, font(22, bold=True), theme.text, entry.name),
            (84.0, font(14), theme.muted, entry.facts),
        )
        for top, typeface, colour, words in lines:
            painter.setFont(typeface)
            painter.setPen(QColor(colour))
            line = QRectF(left, box.y() + top - 4, box.right() - left - 20, 30)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
            painter.drawText(line, int(flags), shown)
