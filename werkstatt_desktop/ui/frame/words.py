"""What a window does with words on all its pages: search, replace, spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..services import Services
from .page_stack import PageStack

if TYPE_CHECKING:
    from ..spelling.watch import Spelling


class Words(QObject):
    """Opens what is asked for; it is imported then."""

    def __init__(self, window: QWidget, desk: Desk, services: Services, stack: PageStack) -> None:
        super().__init__(window)
        self._window, self._desk, self._services, self._stack = window, desk, services, stack
        self.spelling: Spelling | None = None

    def begin(self) -> None:
        """The window is painted: from now on the fields can be marked."""
        from ..spelling.watch import Spelling

        self.spelling = Spelling(self._window, self._desk, self._services)

    def end(self) -> None:
        """The window has gone."""
        if self.spelling is not None:
            self.spelling.speller.stop()

    @property
    def marks_spelling(self) -> bool | None:
        """Whether spelling is marked; None where there is no dictionary for the workshop's language."""
        if self.spelling is not None and not self.spelling.speller.has_dictionary:
            return None
        return self._services.settings().spelling

    def turn_spelling(self) -> None:
        """Mark spelling, or no longer."""
        if self.spelling is not None:
            self.spelling.turn(on=not self.spelling.on)

    def search(self) -> None:
        """On the page in view, or else on the board."""
        if not self._stack.ask("search"):
            self._stack.show_page("arrange")
            self._stack.ask("search")

    def search_folder(self) -> None:
        """In all workshops that lie in the folder of this one."""
        self._stack.show_page("prepare/series")
        self._stack.ask("search")

    def replace(self) -> None:
        """Show the sheet in which words are replaced everywhere."""
        from ..words.sheet import ReplaceSheet

        self._desk.settling.emit()
        sheet = ReplaceSheet(self._desk, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
