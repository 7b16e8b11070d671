"""What a window does with words on all its pages: search, replace."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ..desk import Desk
from .page_stack import PageStack


class Words(QObject):
    """Opens what is asked for; it is imported then."""

    def __init__(self, window: QWidget, desk: Desk, stack: PageStack) -> None:
        super().__init__(window)
        self._window, self._desk, self._stack = window, desk, stack

    def search(self) -> None:
        """On the page in view, or else on the board."""
        if not self._stack.ask("search"):
            self._stack.show_page("arrange")
            self._stack.ask("search")

    def replace(self) -> None:
        """Show the sheet in which words are replaced everywhere."""
        from ..words.sheet import ReplaceSheet

        self._desk.settling.emit()
        sheet = ReplaceSheet(self._desk, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
