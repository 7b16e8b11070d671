"""A button that opens the choices of one kind of filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

_LONGEST = 22


class Offer(NamedTuple):
    """One choice: its name in code, its words, and its picture if it has one."""

    value: str
    words: str
    icon: QIcon | None = None
    apart: bool = False


class FilterButton(QToolButton):
    """Says what is chosen; its menu is made when it is opened. `changed`: something else is chosen."""

    changed = Signal()

    def __init__(
        self, name: str, words: str, offers: Callable[[], Sequence[Offer]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chosen: frozenset[str] = frozenset()
        self._words, self._offers = words, offers
        self.setObjectName(name)
        self.setProperty("kind", "filter")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}-menu")
        self._menu.setAccessibleName(words)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._tell()

    def choose(self, values: frozenset[str]) -> None:
        """Choose these and no others, without a word."""
        self.chosen = values
        self._tell()

    def tidy(self) -> None:
        """Give up what there is no longer to choose."""
        self.choose(self.chosen & {offer.value for offer in self._offers()})

    def _fill(self) -> None:
        self._menu.clear()
        for offer in self._offers():
            if offer.apart:
                self._menu.addSeparator()
            action = QAction(_plain(offer.words), self._menu)
            action.setData(offer.value)
            action.setCheckable(True)
            action.setChecked(offer.value in self.chosen)
            if offer.icon is not None:
                action.setIcon(offer.icon)
            action.triggered.connect(self._turn)
            self._menu.addAction(action)

    def _turn(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.choose(self.chosen ^ {str(action.data())})
        self.changed.emit()

    def _tell(self) -> None:
        """The kind of filter, and what is chosen of it."""
        names = [offer.words for offer in self._offers() if offer.value in self.chosen] if self.chosen else []
        said = _short(names[0]) if len(names) == 1 else str(len(names))
        words = f"{self._words}: {said}" if names else self._words
        self.setText(f"{_plain(words)} ▾")
        self.setAccessibleName(": ".join([self._words, ", ".join(names)]) if names else self._words)
        if self.property("chosen") != bool(names):
            self.setProperty("chosen", bool(names))
            self.style().unpolish(self)
            self.style().polish(self)


def _plain(words: str) -> str:
    """Words in which no character is taken for a key of access."""
    return " ".join(words.split()).replace("&", "&&")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
