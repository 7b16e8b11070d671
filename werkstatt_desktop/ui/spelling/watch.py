"""Sees to the fields of a window: whichever gets the keyboard is marked from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ...settings import settings_path
from ..desk import Desk
from ..services import Services
from .marks import Marks
from .paper import Area, Line, Paper
from .speller import Speller

NAMES, PROSE = "names", "prose"
"""Properties of fields: one of many lines holds names, which no dictionary has to know; one of a single line
holds more than names and figures.
"""


class Spelling(QObject):
    """Marks the fields of one window as long as the settings say so."""

    def __init__(self, window: QWidget, desk: Desk, services: Services) -> None:
        super().__init__(window)
        self._window, self._desk, self._services = window, desk, services
        self.speller = Speller(lambda: desk.state, settings_path().with_name("words.txt"), self)
        self.speller.missing.connect(self._say_missing)
        desk.look_changed.connect(self._dress)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    @property
    def on(self) -> bool:
        return self._services.settings().spelling

    def turn(self, *, on: bool) -> None:
        """Mark from now on, or no longer; the settings remember it."""
        self._services.keep(replace(self._services.settings(), spelling=on))
        for marks in self._all():
            marks.turn(on=on)
        self._follow(None, QApplication.focusWidget())
        t = self._desk.texts
        self._desk.say(t("Spelling is marked.") if on else t("Spelling is no longer marked."))

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._window.isAncestorOf(now):
            return
        paper = _paper(now)
        if paper is None:
            return
        marks = now.findChild(Marks)
        if marks is not None:
            marks.turn(on=self.on)
            self.speller.look_again()
        elif self.on:
            Marks(paper, self.speller, self._desk.texts, self._desk.theme, self._turn_off)

    def _all(self) -> list[Marks]:
        return self._window.findChildren(Marks)

    def _turn_off(self) -> None:
        self.turn(on=False)

    def _dress(self) -> None:
        for marks in self._all():
            marks.dress(self._desk.theme)

    def _say_missing(self, _language: str) -> None:
        t = self._desk.texts
        self._desk.say(t("There is no dictionary for the language of this workshop; spelling is not marked."))


def _paper(widget: QWidget) -> Paper | None:
    """A field as spelling sees it; None for one that is not marked."""
    if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly() and not widget.property(NAMES):
        return Area(widget)
    if isinstance(widget, QLineEdit) and widget.property(PROSE):
        return Line(widget)
    return None
