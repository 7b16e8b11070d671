"""The entry field at the bottom of a column, with what there is to say about the card in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain import sealing
from ...domain.clean import clean
from ...domain.records import Category
from .. import theme
from ..card_field import CardField
from ..desk import Desk
from ..labels import announce

WORDS, LINES = 7, 3
"""How much reads well on a card."""
_MOST_LINES = 7
"""So far the field grows; a longer text scrolls in it."""
_PAUSE = 250
"""Milliseconds without typing after which similar cards are looked for."""
_SHORTEST = 3
_QUOTED = 48


class Entry(QFrame):
    """The field for a column's next card. It stays as it is until `clear`.

    `rested` carries the text once it was left alone for a moment; an answer goes to `show_similar`.
    """

    entered = Signal(str)
    list_came = Signal(str)
    went_up = Signal()
    focus_came = Signal()
    rested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._category: Category | None = None
        self._stripe = QColor()
        self._number = 0
        self._similar: list[str] = []
        self._has_cards = False
        self.field = CardField("card-entry", self, takes_lists=True)
        self._active = self._keeps_room = False
        self._meter = QFrame(self)
        self._icon = QLabel(self._meter)
        self._warning = QLabel(self._meter)
        self._hint = QLabel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._lay_out()
        self.field.entered.connect(self._enter)
        self.field.list_came.connect(self.list_came)
        self.field.went_up.connect(self.went_up)
        self.field.focus_came.connect(self._wake)
        self.field.focus_went.connect(self._sleep)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._give_room)
        self.field.textChanged.connect(self._typed)
        self._pause.timeout.connect(self._rest)

    @property
    def text(self) -> str:
        return self.field.text()

    def show_category(self, category: Category, number: int) -> None:
        """Be the field of a category; `number` counts the columns from 1."""
        t = self._desk.texts
        self._category, self._number = category, number
        self.field.setAccessibleName(t("Write a card: {category}", category=t.category(category)))
        self._colour(category)
        self._tell()
        self.update()

    def restyle(self, pixels: float) -> None:
        """Set the height of the text, which is that of the cards, and the colours of the theme."""
        if self._category is not None:
            self._colour(self._category)
        self.field.setFont(theme.font(max(pixels, 16.0)))
        # These lines are for the moderator's eyes, not for the room.
        small = theme.font(min(max(12.0, pixels * 0.6), 15.0))
        for label, colour in ((self._hint, self._desk.theme.muted), (self._warning, self._desk.theme.text)):
            label.setFont(small)
            palette = label.palette()
            palette.setColor(palette.ColorRole.WindowText, QColor(colour))
            label.setPalette(palette)
        size = small.pixelSize() + 2
        icon = theme.icon("triangle-alert", self._desk.theme.text, size)
        self._icon.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatioF()))
        self._fit()

    def _colour(self, category: Category) -> None:
        t = self._desk.texts
        self._stripe = self._desk.theme.category(category.colour)[1]
        key = t.keys(f"Ctrl+{self._number}") if self._number <= 9 else ""
        words = t("Closed") if sealing.is_sealed(self._desk.state) else t("Write a card …")
        self.field.show_ghost(words, key, self._desk.theme)

    def clear(self) -> None:
        """Empty the field; what was typed there is past undoing by the field."""
        self.field.clear()
        self._show_similar([])

    def show_draft(self, text: str) -> None:
        """Put a text there that was begun before."""
        self.field.setPlainText(text)
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)
        self._show_similar([])

    def know_cards(self, has_cards: bool) -> None:
        """Whether there are cards above the field to go up to."""
        if has_cards != self._has_cards:
            self._has_cards = has_cards
            self._tell()

    def insert(self, text: str) -> None:
        """Go on writing with this text."""
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)
        self.field.insertPlainText(text)

    def show_similar(self, text: str, similar: Sequence[str]) -> None:
        """Name cards that say much the same as the text, unless it was changed meanwhile."""
        if self.text == text:
            self._show_similar([_short(words) for words in similar])
            if similar:
                announce(self.field, self._hint.text())

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self._meter.setObjectName("card-meter")
        self._meter.setProperty("kind", "warning")
        self._warning.setObjectName("card-warning")
        self._hint.setObjectName("card-hint")
        for label in (self._warning, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        pill = QHBoxLayout(self._meter)
        pill.setContentsMargins(8, 2, 8, 2)
        pill.setSpacing(6)
        pill.addWidget(self._icon)
        pill.addWidget(self._warning, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 12, 11)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._meter)
        column.addWidget(self._hint)
        self._meter.hide()
        self._hint.hide()

    def _enter(self) -> None:
        if clean(self.text):
            self.entered.emit(self.text)

    def _typed(self) -> None:
        self._fit()
        self._tell()
        self._pause.stop()
        if len(clean(self.text)) >= _SHORTEST and self._active:
            self._pause.start()
        elif self._similar:
            self._show_similar([])

    def _rest(self) -> None:
        self.rested.emit(self.text)

    def _show_similar(self, similar: list[str]) -> None:
        self._pause.stop()
        self._similar = similar
        self._tell()

    def _wake(self) -> None:
        self._active, self._keeps_room = True, False
        self._tell()
        self.update()
        self.focus_came.emit()

    def _sleep(self) -> None:
        """Rest; no lower while the keyboard is in this column, for its cards must not move under the hand."""
        self._active = False
        self._keeps_room = self._in_column(QApplication.focusWidget())
        self._pause.stop()
        self._tell()
        self.update()

    def _give_room(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._keeps_room and now is not None and not self._in_column(now):
            self._keeps_room = False
            self._tell()

    def _in_column(self, widget: QWidget | None) -> bool:
        column = self.parentWidget()
        return widget is not None and column is not None and column.isAncestorOf(widget)

    def _tell(self) -> None:
        """Bring the lines below the text up to date; they are there while the field has the keyboard."""
        t = self._desk.texts
        parts = [t("Enter: next card"), t("Tab: next column")]
        if self._has_cards and self.field.document().isEmpty():
            parts.append(t("{key}: to the cards", key=t.keys("Up")))
        if self._similar:
            parts.append(t("similar: {cards}", cards=", ".join(t.quote(words) for words in self._similar)))
        hint, warning = " · ".join(parts), self._too_much()
        self._hint.setText(hint)
        self._warning.setText(warning)
        for part, shown in ((self._hint, True), (self._meter, bool(warning))):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(self._keeps_room and shown)
            part.setSizePolicy(policy)
            part.setVisible(self._active and shown)
        self.field.setAccessibleDescription(f"{warning} {hint}".strip())

    def _too_much(self) -> str:
        """What is too much for a card, if anything; the text is never cut."""
        t = self._desk.texts
        words, lines = len(self.text.split()), self.field.lines
        parts = []
        if words > WORDS:
            parts.append(t("{n} words, {limit} read well", n=words, limit=WORDS))
        if lines > LINES:
            parts.append(t("{n} lines, {limit} read well", n=lines, limit=LINES))
        return " · ".join(parts)

    def _fit(self) -> None:
        full = self.field.lines > _MOST_LINES
        most = _MOST_LINES * self.field.fontMetrics().lineSpacing()
        height = min(self.field.text_height, most) if full else self.field.text_height
        bars = Qt.ScrollBarPolicy
        self.field.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if full else bars.ScrollBarAlwaysOff)
        if height != self.field.minimumHeight() or height != self.field.maximumHeight():
            self.field.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.field.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, active = self._desk.theme, self._active
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(look.surface))
        painter.setPen(QPen(self._stripe, 2.0) if active else QPen(QColor(look.line), 1.0))
        edge = 1.0 if active else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 8, 8)
        painter.end()


def _short(words: str) -> str:
    """A card as it is quoted in the hint, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
