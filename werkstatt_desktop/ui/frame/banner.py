"""The banner below the head of a workshop window: a sentence that stays, with the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from ...texts import mark
from ..buttons import Button
from ..desk import Desk
from ..labels import announce
from ..theme import icon

if TYPE_CHECKING:
    from .alarm import Alarm, Situation

_ICON, _HEIGHT = 20, 44
_PICTURES = {"info": "info", "amber": "triangle-alert", "red": "octagon-alert"}
_LEVELS = {"info": mark("Note"), "amber": mark("Warning"), "red": mark("Alarm")}
_QUIET = "close"


class Banner(QFrame):
    """Shows one alarm at a time; `chosen` names the way out that the user takes."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._what = ""
        self._alarm: Alarm | None = None
        self.setObjectName("banner")
        self.setProperty("kind", "banner")
        self.setMinimumHeight(_HEIGHT)
        self._icon, self.words = QLabel(), QLabel()
        self._icon.setObjectName("banner-icon")
        self.words.setObjectName("banner-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.ways: dict[str, QPushButton | QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 12, 6)
        self._row.setSpacing(12)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        desk.look_changed.connect(self._paint)
        self.hide()

    def show_alarm(self, alarm: Alarm | None, now: Situation | None) -> None:
        """Say something, or nothing. A screen reader hears each matter once."""
        self._alarm = alarm
        if alarm is None or now is None:
            self._what = ""
            self.hide()
            return
        self.words.setText(alarm.words)
        self.setAccessibleName(f"{self._desk.texts(_LEVELS[alarm.level])}: {alarm.words}")
        self._offer(alarm.ways, now)
        if self.property("level") != alarm.level:
            self.setProperty("level", alarm.level)
            self.style().unpolish(self)
            self.style().polish(self)
        self._paint()
        self.show()
        if alarm.what != self._what:
            self._what = alarm.what
            announce(self, self.accessibleName())

    @property
    def first(self) -> QPushButton | QToolButton | None:
        """The first of the ways out, where there is one."""
        return next(iter(self.ways.values()), None)

    @property
    def has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _offer(self, ways: tuple[str, ...], now: Situation) -> None:
        """Buttons for the ways out; those that are there already stay, under the hand."""
        from .alarm import way_words

        for way in [way for way in self.ways if way not in ways]:
            button = self.ways.pop(way)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, way in enumerate(ways, 2):
            words = way_words(way, now, self._desk.texts)
            if way not in self.ways:
                self.ways[way] = self._button(way)
                self._row.insertWidget(place, self.ways[way])
            self.ways[way].setAccessibleName(words)
            if way != _QUIET:
                self.ways[way].setText(words.replace("&", "&&"))

    def _button(self, way: str) -> QPushButton | QToolButton:
        button = QToolButton() if way == _QUIET else Button()
        button.setObjectName(f"banner-{way}")
        if way == _QUIET:
            button.setProperty("kind", "quiet")
            button.setToolTip(self._desk.texts("Close this message"))
        button.clicked.connect(self._choose)
        return button

    def _choose(self) -> None:
        self.chosen.emit(next(way for way, button in self.ways.items() if button is self.sender()))

    def _paint(self) -> None:
        if self._alarm is None:
            return
        theme = self._desk.theme
        level = self._alarm.level
        colour = {"info": theme.accent, "red": theme.danger}.get(level, theme.text)
        picture = icon(_PICTURES[level], colour, _ICON)
        self._icon.setPixmap(picture.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        if _QUIET in self.ways:
            self.ways[_QUIET].setIcon(icon("x", theme.text))
