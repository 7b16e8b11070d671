"""What a field's menu says about spelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ...texts import Texts
from ..theme import font
from .speller import Speller

if TYPE_CHECKING:
    from ...spelling.words import Word


class WordMenu(QObject):
    """Puts corrections at the top of a menu, which come when they are found, and the switch at its end."""

    def __init__(
        self,
        menu: QMenu,
        t: Texts,
        speller: Speller,
        word: Word | None,
        correct: Callable[[Word, str], None],
        turn_off: Callable[[], None],
    ) -> None:
        super().__init__(menu)
        self._menu, self._t, self._speller, self._word, self._correct = menu, t, speller, word, correct
        self._waiting: QAction | None = None
        if word is not None:
            self._begin(word)
        menu.addSeparator()
        off = menu.addAction(t("Mark spelling"))
        off.setObjectName("spelling-off")
        off.setCheckable(True)
        off.setChecked(True)
        off.triggered.connect(lambda _checked=False: turn_off())

    def _begin(self, word: Word) -> None:
        first = self._menu.actions()[0]
        self._waiting = QAction(self._t("Looking for suggestions …"), self._menu)
        self._waiting.setEnabled(False)
        add = QAction(self._t("Add to dictionary"), self._menu)
        add.setObjectName("spelling-add")
        add.triggered.connect(lambda _checked=False: self._speller.add(word.text))
        self._menu.insertActions(first, [self._waiting, add])
        self._menu.insertSeparator(first)
        self._menu.aboutToHide.connect(self._speller.forget_question)
        self._speller.suggest(word.text, self._show)

    def _show(self, _word: str, suggested: list[str]) -> None:
        waiting, word = self._waiting, self._word
        if waiting is None or word is None:
            return
        if not suggested:
            waiting.setText(self._t("No suggestions"))
            return
        was_active = self._menu.activeAction() in {None, waiting}
        for found in suggested:
            action = QAction(found.replace("&", "&&"), self._menu)
            action.setFont(font(14, bold=True))
            action.setProperty("suggestion", True)
            action.triggered.connect(partial(self._take, word, found))
            self._menu.insertAction(waiting, action)
        self._menu.removeAction(waiting)
        if was_active:
            self._menu.setActiveAction(self._menu.actions()[0])

    def _take(self, word: Word, found: str, _checked: bool = False) -> None:
        self._correct(word, found)
