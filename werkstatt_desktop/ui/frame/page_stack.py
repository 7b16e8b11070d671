"""The pages of a window, one in view at a time, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..desk import Desk
from ..parts import Parts
from .page_list import PageEntry


class PageStack(QStackedWidget):
    """Emits `coming` for a page that is wanted, `shown` once it comes into view, `zoomed` with its zoom.

    A page may have what only some have: the signals `zoomed`, `card_wanted` and `page_wanted`, and methods
    that `ask` runs. A place is the name of a page, or of a page and one of its parts: "prepare/people",
    or something on it that its method `show_item` takes: "measures/<id>", "prepare/people/<id>". What lies
    beside the pages is told by `beyond`, with what is wanted of it.
    """

    shown = Signal(object)
    coming = Signal(str)
    zoomed = Signal(int)
    beyond = Signal(str, str)

    def __init__(self, desk: Desk, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entries = {entry.name: entry for entry in entries}
        self._pages: dict[str, QWidget] = {}
        self._zooms: dict[str, int] = {}
        self._hides_private = False

    @property
    def name(self) -> str:
        """The name of the page in view; empty before the first."""
        shown = self.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    @property
    def place(self) -> str:
        """The page in view, and which part of it."""
        page = self.currentWidget()
        return f"{self.name}/{page.part}" if isinstance(page, Parts) else self.name

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def show_page(self, place: str) -> None:
        """Bring a page, or a part of one, into view and give it the keyboard."""
        name, _, part = place.partition("/")
        part, _, item = part.partition("/")
        if name not in self._entries:
            self.beyond.emit(name, part)
            return
        if name != self.name:
            self._desk.settling.emit()
        self.coming.emit(name)
        if name not in self._pages and part:
            # A page that begins with this part does not make another one before.
            self._desk.places[name] = part
        page = self._pages.get(name) or self._make(name)
        if isinstance(page, Parts) and part in page.names:
            page.show_part(part, focus=False)
        self.shown.emit(self._entries[name])
        self.setCurrentWidget(page)
        self.zoomed.emit(self._zooms.get(name, 0))
        page.setFocus()
        there, wanted = (page.current, item) if isinstance(page, Parts) else (page, part)
        if wanted and (show := getattr(there, "show_item", None)) is not None:
            show(wanted)

    def strip(self, name: str) -> QWidget | None:
        """The tabs of a page that was made and has parts."""
        page = self._pages.get(name)
        return page.strip if isinstance(page, Parts) and page.strip.useful else None

    def show_card(self, card_id: str) -> None:
        """Bring a card into view on its board, with the keyboard on it."""
        self.show_page("arrange")
        show = getattr(self.currentWidget(), "show_card", None)
        if show is not None:
            show(card_id)

    def turn(self, by: int) -> None:
        """To the page so many places further; at the ends nothing happens."""
        place = self.names.index(self.name) + by
        if 0 <= place < len(self.names):
            self.show_page(self.names[place])

    def ask(self, method: str) -> bool:
        """Have the page in view do something; whether it can."""
        page = self.currentWidget()
        run = getattr(page.current if isinstance(page, Parts) else page, method, None)
        if run is None:
            return False
        run()
        return True

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page in view that F6 comes by; a page that does not name any is one."""
        page = self.currentWidget() or self
        named = getattr(page, "stops", None)
        return named() if named is not None else [(self, page)]

    def hide_private(self, hidden: bool) -> None:
        """Show or hide the parts of pages that have the property `private`, which the room should not see.

        A page whose parts are no widgets has a method of this name.
        """
        self._hides_private = hidden
        for page in self._pages.values():
            self._hide_parts(page)

    def _make(self, name: str) -> QWidget:
        page = self._pages[name] = self._entries[name].make(self._desk)
        zoomed = getattr(page, "zoomed", None)
        if zoomed is not None:
            zoomed.connect(self._note_zoom)
        wanted = getattr(page, "card_wanted", None)
        if wanted is not None:
            wanted.connect(self.show_card)
        lead = getattr(page, "page_wanted", None)
        if lead is not None:
            lead.connect(self.show_page)
        self._hide_parts(page)
        self.addWidget(page)
        return page

    def _hide_parts(self, page: QWidget) -> None:
        for part in page.findChildren(QWidget):
            if part.property("private"):
                part.setVisible(not self._hides_private)
        if (tell := getattr(page, "hide_private", None)) is not None:
            tell(self._hides_private)

    def _note_zoom(self, percent: int) -> None:
        sender = self.sender()
        name = next((name for name, page in self._pages.items() if page is sender), "")
        self._zooms[name] = percent
        if name == self.name:
            self.zoomed.emit(percent)
