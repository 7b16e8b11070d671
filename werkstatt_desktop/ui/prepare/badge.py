"""Colour and symbol of a category: the badge that shows them, and the popup to choose them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout, QWidget

from ...domain.records import COLOURS, SYMBOLS, Category
from ...texts import COLOUR_WORDS, mark
from ..desk import Desk
from ..sections import quiet
from ..theme import symbol_path

SYMBOL_WORDS = {
    "plus": mark("Cross"),
    "triangle": mark("Triangle"),
    "arrow": mark("Arrow"),
    "diamond": mark("Diamond"),
    "circle": mark("Circle"),
    "square": mark("Square"),
    "star": mark("Star"),
    "minus": mark("Bar"),
}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -4, Qt.Key.Key_Down: 4}


class Badge(QToolButton):
    """A small card in a colour, with its stripe and a symbol."""

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._colour, self._symbol = COLOURS[0], SYMBOLS[0]
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(34, 28))

    def show_look(self, colour: str, symbol: str) -> None:
        self._colour, self._symbol = colour, symbol
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._desk.theme
        card, stripe = theme.category(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(box, 5, 5)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, card)
        painter.fillRect(QRectF(box.x(), box.y(), 4, box.height()), stripe)
        painter.restore()
        middle = box.center() + QPoint(2, 0)
        painter.fillPath(
            symbol_path(self._symbol, QRectF(middle.x() - 6, middle.y() - 6, 12, 12)), QColor(theme.text)
        )
        if self.isChecked() or self.hasFocus() or self.underMouse():
            strong = self.isChecked() or self.hasFocus()
            colour = theme.accent if self.hasFocus() else theme.text if strong else theme.faint
            painter.setPen(QPen(QColor(colour), 2 if strong else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class LookPopup(QFrame):
    """Eight colours and eight symbols. Each choice is told at once: field and value; Esc closes."""

    chosen = Signal(str, str)

    def __init__(self, desk: Desk, category: Category, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("look-popup")
        self.setProperty("kind", "popup")
        self._desk = desk
        self._look = {"colour": category.colour, "symbol": category.symbol}
        self._badges: dict[str, list[Badge]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.setSpacing(4)
        t = desk.texts
        for field, title, values, words in (
            ("colour", t("Colour"), COLOURS, COLOUR_WORDS),
            ("symbol", t("Symbol"), SYMBOLS, SYMBOL_WORDS),
        ):
            layout.addWidget(quiet(title))
            layout.addLayout(self._grid(field, values, [t(words[value]) for value in values]))
        self._show_look()

    def show_below(self, widget: QWidget) -> None:
        """Open with its left edge under the left edge of a widget, the keyboard on the present colour."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 2)))
        self.show()
        self._focus("colour", _place(COLOURS, self._look["colour"]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        here = next(
            ((f, n) for f, row in self._badges.items() for n, b in enumerate(row) if b.hasFocus()), None
        )
        if here is None or event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        field, place = here
        self._walk(field, place + _ARROWS[Qt.Key(event.key())])

    def _grid(self, field: str, values: Sequence[str], words: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        self._badges[field] = []
        for n, (value, word) in enumerate(zip(values, words, strict=True)):
            badge = Badge(self._desk, f"{field}-{value}", self)
            badge.setCheckable(True)
            badge.setAccessibleName(word)
            badge.setToolTip(word)
            badge.setProperty("value", value)
            badge.clicked.connect(self._choose)
            grid.addWidget(badge, n // 4, n % 4)
            self._badges[field].append(badge)
        return grid

    def _walk(self, field: str, place: int) -> None:
        """Within the colours, within the symbols, and from one to the other."""
        if place < 0 and field == "symbol":
            self._focus("colour", place + len(COLOURS))
        elif place >= len(COLOURS) and field == "colour":
            self._focus("symbol", place - len(COLOURS))
        elif 0 <= place < len(self._badges[field]):
            self._focus(field, place)

    def _focus(self, field: str, place: int) -> None:
        self._badges[field][place].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        badge = self.sender()
        if isinstance(badge, Badge):
            field, _, value = badge.objectName().partition("-")
            self._look[field] = value
            self._show_look()
            self.chosen.emit(field, value)

    def _show_look(self) -> None:
        for field, badges in self._badges.items():
            for badge in badges:
                value = str(badge.property("value"))
                badge.setChecked(value == self._look[field])
                look = {**self._look, field: value}
                badge.show_look(look["colour"], look["symbol"])


def _place(values: Sequence[str], value: str) -> int:
    return values.index(value) if value in values else 0
