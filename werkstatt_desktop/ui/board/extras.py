"""What the board shows when it is asked for: panels, search, the table, photos. None of it is made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..desk import Desk
from .choice import Choice
from .commands import Commands
from .deeds import Deeds
from .keys import Keys
from .links.linking import Linking
from .look import Look
from .pointer import Pointer
from .scene import BoardScene
from .view import BoardView

if TYPE_CHECKING:
    from .photos.board_photos import BoardPhotos
    from .searching.board_search import BoardSearch
    from .side import SideArea
    from .table.area import TableArea


class Extras(QObject):
    """Their commands and keys, and their places beside and above the wall.

    `toggled`: the table took the place of the wall, or gave it back.
    """

    toggled = Signal()

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        look: Look,
        choice: Choice,
        deeds: Deeds,
        commands: Commands,
        pointer: Pointer,
        keys: Keys,
        linking: Linking,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._desk, self._scene, self._view, self._look = desk, scene, view, look
        self._choice, self._deeds, self._commands = choice, deeds, commands
        self._pointer, self._keys, self._linking, self._page = pointer, keys, linking, page
        self._side: SideArea | None = None
        self._search: BoardSearch | None = None
        self._table: TableArea | None = None
        self._photos: BoardPhotos | None = None
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(view, 1)
        self._row.addLayout(self._column, 1)
        page.setFocusProxy(view)
        keys.bind("A", self.suggest)
        keys.bind("T", self.toggle_table)
        keys.bind("Ctrl+L", self.show_links)
        keys.bind("Shift+P", self.add_photo)
        commands.suggest = self.suggest
        commands.as_table = self.toggle_table
        commands.add_photo = self.add_photo

    @property
    def side(self) -> SideArea:
        """The place for panels at the right."""
        if self._side is None:
            from .side import SideArea

            self._side = SideArea(self._desk, self._view, self._page)
            self._row.addWidget(self._side)
        return self._side

    @property
    def photos(self) -> BoardPhotos:
        """What has to do with photos; it is made when there is one, or one comes."""
        if self._photos is None:
            from .photos.board_photos import BoardPhotos

            made = BoardPhotos(
                self._desk, self._scene, self._view, self._look, self._choice, self._pointer, self._page
            )
            self._photos = self._commands.photos = made
            self._keys.photos = made.keys
        return self._photos

    @property
    def has_photos(self) -> bool:
        """Whether `photos` was made."""
        return self._photos is not None

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        first = self._page.focusProxy() or self._view
        stops: list[tuple[QWidget, QWidget]] = [(first, first)]
        if self._search is not None:
            stops.append((self._search.bar, self._search.bar.field))
        return [*stops, *([self._side.stop()] if self._side is not None else [])]

    def search(self) -> None:
        """Open the search above the board, or bring the keyboard there."""
        if self._search is None:
            from .searching.board_search import BoardSearch

            self._search = BoardSearch(self._desk, self._scene, self._view, self._choice)
            self._column.insertWidget(0, self._search.bar)
        self._search.open()

    def end_search(self) -> bool:
        """Light everything again; whether there was a search."""
        return self._search is not None and self._search.close()

    def toggle_table(self) -> None:
        """Show the cards as a table in the place of the wall, or the wall again."""
        self._commands.settle()
        if self._table is None:
            from .table.area import TableArea

            self._table = TableArea(self._desk, self._scene, self._choice, self._deeds, self._keys.press)
            self._table.left.connect(self.toggle_table)
            self._table.hide()
            self._column.addWidget(self._table, 1)
        shown, hidden = (self._table, self._view) if self._table.isHidden() else (self._view, self._table)
        shown.show()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()
        self._page.setFocusProxy(shown)
        self.toggled.emit()

    def show_links(self) -> None:
        """Open the panel of links, or bring the keyboard there; pressed in it, close it."""
        self._links_panel()

    def show_unanswered(self) -> None:
        """Open the panel at the obstacles without recommendation, and light them on the board."""
        from .links.panel import LinksPanel

        self.side.close_panel()
        panel = self._links_panel()
        assert isinstance(panel, LinksPanel)
        panel.show_open()

    def suggest(self) -> None:
        """Open the panel of suggestions, or bring the keyboard there; pressed in it, close it."""

        def made() -> QWidget:
            from .suggestions.panel import SuggestionsPanel

            return SuggestionsPanel(self._desk, self._scene, self._view, self._choice, self._deeds)

        self._commands.settle()
        self.side.open("suggestions", self._desk.texts("Suggestions"), made)

    def add_photo(self) -> None:
        """Let the user choose photos."""
        self._commands.settle()
        self.photos.ask()

    def _links_panel(self) -> QWidget:
        def made() -> QWidget:
            from .links.panel import LinksPanel

            return LinksPanel(self._desk, self._scene, self._view, self._choice, self._linking)

        return self.side.open("links", self._desk.texts("Links"), made)
