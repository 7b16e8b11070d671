"""The rail: the pages of a workshop in the order of the day, with what each holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...domain.records import Id
from ...domain.verbs import parking
from ..card_drag import CardDrop
from ..desk import Desk
from ..theme import font


class RailButton(QAbstractButton):
    """The name of a page and, at the right, a quiet number."""

    def __init__(self, desk: Desk, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._count = 0
        self.setObjectName(name)
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFont(font(14))

    def show_count(self, count: int, words: str) -> None:
        """What the page holds; `words` say it to a screen reader. Nothing is shown for none."""
        if words != self.accessibleDescription():
            self._count = count
            self.setAccessibleDescription(words)
            self.update()

    def nextCheckState(self) -> None:
        """A press changes nothing by itself: the window says which page is in view."""

    def sizeHint(self) -> QSize:
        return QSize(160, 34)

    def minimumSizeHint(self) -> QSize:
        """On a small screen at twice the size of everything, all pages are still in view."""
        return QSize(160, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.property("lit") is True
        painter.setPen(QPen(QColor(theme.accent), 2) if self.hasFocus() or lit else Qt.PenStyle.NoPen)
        shown = theme.soft if self.isChecked() or lit else theme.wall if self.underMouse() else None
        painter.setBrush(QColor(shown) if shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(theme.accent if self.isChecked() else theme.text))
        painter.setFont(font(14, bold=self.isChecked()))
        inner = box.adjusted(10, 0, -10, 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignLeft, self.accessibleName())
        if self._count:
            painter.setPen(QColor(theme.muted))
            painter.setFont(font(12))
            painter.drawText(inner, flags | Qt.AlignmentFlag.AlignRight, self._desk.texts.number(self._count))
        painter.end()


class Rail(QFrame):
    """Emits `chosen` with the name of a page, `parking` for the parking lot; cards dropped on it go there."""

    chosen = Signal(str)
    parking = Signal()

    def __init__(self, desk: Desk, pages: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "rail")
        self.setFixedWidth(196)
        self.buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 20, 10, 12)
        layout.setSpacing(4)
        heading = QLabel(desk.texts("COURSE OF THE DAY"))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("kind", "muted")
        heading.setContentsMargins(10, 0, 0, 6)
        layout.addWidget(heading)
        for name, title in pages:
            button = RailButton(desk, f"rail-{name}", title)
            button.setProperty("page", name)
            button.clicked.connect(self._choose)
            self.buttons[name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.parked = RailButton(desk, "rail-parking", desk.texts("Parking lot"))
        self.parked.setToolTip(desk.texts.keys("Ctrl+Shift+T"))
        self.parked.clicked.connect(self.parking)
        CardDrop(self.parked, self._park)
        layout.addWidget(self.parked)
        desk.look_changed.connect(self._repaint)

    def show_page(self, name: str) -> None:
        for key, button in self.buttons.items():
            if button.isChecked() != (key == name):
                button.setChecked(key == name)
                # At once: the page that follows can take its time.
                button.repaint()

    def show_count(self, name: str, count: int, words: str) -> None:
        """What a page holds; a page that is not in the rail holds nothing."""
        if name in self.buttons:
            self.buttons[name].show_count(count, words)

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            self.chosen.emit(str(sender.property("page")))

    def _park(self, ids: list[Id]) -> None:
        self._desk.do(parking.park_cards, ids)

    def _repaint(self) -> None:
        for button in (*self.buttons.values(), self.parked):
            button.update()
