"""The left column of the start page: what one can begin with, and where the workshops lie."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...texts import Texts
from ..buttons import Button
from ..theme import Theme, font, icon


class KeyButton(Button):
    """A wide button with its words at the left and its key at the right."""

    def __init__(self, name: str, words: str, keys: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words, self._keys = words, keys
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)
        self.setMinimumHeight(44)
        self.setFont(font(15))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        main = self.property("kind") == "primary"
        room = self.rect().adjusted(16, 0, -12, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(15, bold=main))
        painter.setPen(QColor(self.theme.on_accent if main else self.theme.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags), self._words)
        if self._keys:
            painter.setFont(font(12))
            width = painter.fontMetrics().horizontalAdvance(self._keys) + 12
            chip = room.adjusted(
                room.width() - width, (room.height() - 20) // 2, 0, -((room.height() - 20) // 2)
            )
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.setBrush(QColor(self.theme.surface))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(QColor(self.theme.text if main else self.theme.muted))
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), self._keys)


class StartRail(QFrame):
    """Emits what was asked for."""

    new = Signal()
    opening = Signal()
    going_on = Signal()
    example = Signal()
    folder = Signal()
    menu = Signal()

    def __init__(self, t: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start-rail")
        self.setProperty("kind", "rail")
        self.setFixedWidth(288)
        self._t = t
        title = QLabel("Werkstatt")
        title.setFont(font(30, bold=True))
        self.buttons = [
            KeyButton("new", t("+ New workshop"), t.keys("Ctrl+N").replace("+", " "), theme),
            KeyButton("open", t("Open …"), t.keys("Ctrl+O").replace("+", " "), theme),
            KeyButton("go-on", t("Continue a series …"), "", theme),
            KeyButton("example", t("See the example: Essen 2009"), "", theme),
        ]
        self.buttons[0].setProperty("kind", "primary")
        for button, signal in zip(
            self.buttons, (self.new, self.opening, self.going_on, self.example), strict=True
        ):
            button.clicked.connect(signal)
        self.place = QLabel()
        self.place.setObjectName("folder-name")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setProperty("kind", "muted")
        self.place.setWordWrap(True)
        self.warning = QLabel()
        self.warning.setObjectName("folder-warning")
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setProperty("kind", "muted")
        self.warning.setWordWrap(True)
        self.change = Button(t("Change folder …"))
        self.change.setObjectName("change-folder")
        self.change.setProperty("kind", "link")
        self.change.clicked.connect(self.folder)
        self.more = QToolButton()
        self.more.setObjectName("start-menu")
        self.more.setAccessibleName(t("Backups, language and appearance"))
        self.more.setToolTip(t("Backups, language and appearance"))
        self.more.setProperty("kind", "quiet")
        self.more.clicked.connect(self.menu)
        self._arrange(title)
        self.show_theme(theme)

    def show_folder(self, name: str, warning: str) -> None:
        """The folder of the workshops; without one there is nothing to change yet."""
        self.place.setText(self._t("Folder: {folder}", folder=name) if name else "")
        self.place.setVisible(bool(name))
        self.warning.setText(f"▲ {warning}")
        self.warning.setVisible(bool(name and warning))
        self.change.setVisible(bool(name))

    def show_theme(self, theme: Theme) -> None:
        self.more.setIcon(icon("settings", theme.muted))
        for button in self.buttons:
            button.theme = theme
            button.update()

    def _arrange(self, title: QLabel) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 30, 26, 20)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addSpacing(16)
        for button in self.buttons:
            layout.addWidget(button)
        layout.addStretch(1)
        stays = QLabel(self._t("Everything stays on this device."))
        stays.setProperty("kind", "muted")
        stays.setWordWrap(True)
        layout.addWidget(stays)
        layout.addWidget(self.place)
        layout.addWidget(self.warning)
        foot = QHBoxLayout()
        foot.addWidget(self.change)
        foot.addStretch(1)
        foot.addWidget(self.more)
        layout.addLayout(foot)
