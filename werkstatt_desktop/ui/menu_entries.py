"""How entries of the board's menu are made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from .desk import Desk

Run = Callable[[], object]


class Entries:
    """Adds entries to a menu. A tick stands at those that are `on`; None means that they have none."""

    def __init__(self, menu: QMenu, desk: Desk) -> None:
        self.menu, self.desk = menu, desk

    def add(
        self, words: str, keys: str, run: Run, *, on: bool | None = None, icon: QIcon | None = None
    ) -> QAction:
        """An entry with the words of the program and its keys."""
        shown = self.desk.texts.keys(keys) if len(keys) > 1 else keys
        action = self.menu.addAction(f"{words}\t{shown}" if keys else words)
        if icon is not None:
            action.setIcon(icon)
        if on is not None:
            action.setCheckable(True)
            action.setChecked(on)
        action.triggered.connect(_dropping(run))
        return action

    def add_theirs(self, words: str, run: Run, *, number: int | None = None) -> QAction:
        """An entry with words of the user."""
        front = f"{number}  " if number is not None else ""
        return self.add(f"{front}{plain(words)}", "", run)

    def inner(self, words: str, keys: str = "") -> Entries:
        """A menu in the menu."""
        return Entries(self.menu.addMenu(f"{words}\t{keys}" if keys else words), self.desk)

    def inner_theirs(self, words: str) -> Entries:
        """A menu in the menu, with words of the user."""
        return self.inner(plain(words))


def plain(words: str) -> str:
    """Words of the user in a menu: no key is marked in them and they are not endless."""
    first = words.replace("\t", " ").replace("\n", " ")
    short = first if len(first) <= 60 else first[:59] + "…"
    return short.replace("&", "&&")


def _dropping(run: Run) -> Callable[[bool], None]:
    """What is triggered says whether it is ticked; a command looks at what there is instead."""

    def triggered(_checked: bool) -> None:
        run()

    return triggered
