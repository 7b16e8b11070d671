"""The keys that hold on every page of a workshop window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


class WindowKeys(QObject):
    """Emits `page` and `group` with a place from 0 for Ctrl and Alt with a digit; the rest is given.

    A page that wants one of these keys for itself takes its ShortcutOverride.
    """

    page = Signal(int)
    group = Signal(int)

    def __init__(self, window: QWidget, pages: int, others: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._window = window
        self._pages = [self._listen(f"Ctrl+{place}", self._to_page) for place in range(1, pages + 1)]
        self._groups = [self._listen(f"Alt+{place}", self._to_group) for place in range(1, 10)]
        for keys, run in others.items():
            self._listen(keys, run)

    def show_place(self, *, digits_are_pages: bool, groups: bool) -> None:
        """Which of the digits hold on the page in view."""
        for key in self._pages:
            key.setEnabled(digits_are_pages)
        for key in self._groups:
            key.setEnabled(groups)

    def _listen(self, keys: str, run: Callable[[], object]) -> QShortcut:
        made = QShortcut(
            QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText), self._window
        )
        made.activated.connect(run)
        return made

    def _to_page(self) -> None:
        self._tell(self._pages, self.page)

    def _to_group(self) -> None:
        self._tell(self._groups, self.group)

    def _tell(self, keys: list[QShortcut], signal: SignalInstance) -> None:
        pressed = self.sender()
        for place, key in enumerate(keys):
            if key is pressed:
                signal.emit(place)


def ask_menu() -> None:
    """Open the menu of what has the keyboard, as the menu key does; many keyboards have none."""
    focus = QApplication.focusWidget()
    if focus is not None:
        there = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        at = there.center() if isinstance(there, QRect) else focus.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(focus, QContextMenuEvent(reason, at, focus.mapToGlobal(at)))
