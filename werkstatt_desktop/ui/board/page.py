"""Arrange: the pin board of one group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.picture import SIZES
from ...domain.records import Id, Photo
from ..desk import Desk
from ..labels import announce
from ..theme import font
from .camera import Standpoint
from .choice import Choice
from .commands import Commands
from .deeds import Deeds
from .editing import Editing
from .keybar import KeyBar
from .keys import Keys
from .links.linking import Linking
from .look import Look
from .nudge import Nudge
from .picker import ThemePicker
from .pointer import Pointer
from .rest import RestButton
from .scene import BoardScene
from .view import BoardView
from .walker import Walker

if TYPE_CHECKING:
    from .photos.board_photos import BoardPhotos
    from .searching.board_search import BoardSearch
    from .side import SideArea
    from .table.area import TableArea

_OFFERED = ("theme", "heading", "link", "tidy", "suggest", "all")
"""The commands in the bar at the foot."""
READERS_MS = 100
"""Screen readers are let in once the page is painted, and what a crash broke off is taken up."""


class BoardPage(QWidget):
    """The board of the group in view. `zoomed` has the zoom in percent."""

    zoomed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board-page")
        self._desk = desk
        self._stale = True
        self._side: SideArea | None = None
        self._search: BoardSearch | None = None
        self._table: TableArea | None = None
        self._size = desk.card_size
        self._standpoints: dict[Id, Standpoint] = {}
        self.look = Look(desk.theme, desk.texts("Theme"))
        self.scene = BoardScene(desk, self.look, self)
        self.view = BoardView(self.scene, self.look, self)
        self.view.setObjectName("board-view")
        self.view.setAccessibleName(desk.texts("Pin board"))
        self.choice = Choice(self.scene, self)
        self._deeds = deeds = Deeds(desk, self.scene, self.choice)
        self.editing = Editing(desk, self.scene, self.view, deeds, self.look)
        self._nudge = Nudge(desk, self.scene, self.choice, deeds)
        picker = ThemePicker(self.scene, deeds)
        self.commands = Commands(
            desk, self.scene, self.view, self.choice, deeds, self.editing, self._nudge, picker
        )
        self._pointer = Pointer(desk, self.scene, self.view, self.choice, deeds, self.commands)
        walker = Walker(self.scene, self.view, self.choice)
        self._keys = Keys(self.choice, self.commands, walker, self._nudge, picker, self._pointer)
        self.view.listen(self._pointer, self._keys)
        self._pointer.arrivals = self.commands.traffic.arrivals
        self.bar = self._made_bar()
        self._picker = picker
        picker.asked.connect(self._ask)
        self.linking = Linking(desk, self.scene, self.view, self.choice, deeds, self.bar)
        self._keys.linking = self.commands.linking = self.linking
        self._keys.bind("L", self.linking.begin)
        self._keys.bind("Shift+L", self.linking.toggle)
        self._keys.bind("Ctrl+L", self.show_links)
        self._deeds = deeds
        self._keys.bind("A", self.suggest)
        self.commands.suggest = self.suggest
        self._keys.bind("T", self.toggle_table)
        self.commands.as_table = self.toggle_table
        self._photos: BoardPhotos | None = None
        self._keys.bind("Shift+P", self.add_photo)
        self.commands.add_photo = self.add_photo
        self.rest = RestButton(desk, self.view.viewport())
        self.rest.clicked.connect(self.commands.sight.select_rest)
        self._empty = self._made_empty()
        self._readers = QTimer(self)
        self._readers.setSingleShot(True)
        self._readers.timeout.connect(self._open_to_readers)
        self._dress()
        self._arrange()
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Draw what a step touched, or everything; a hidden page does so when it is shown."""
        if not self.isVisible():
            self._stale = True
            return
        if step is None or self.scene.group_id != self._desk.group_id:
            self._draw_all()
        elif self.scene.refresh(step):
            self._follow()

    @property
    def side(self) -> SideArea:
        """The place for panels at the right; it is made when it is first wanted."""
        if self._side is None:
            from .side import SideArea

            self._side = SideArea(self._desk, self.view, self)
            self._row.addWidget(self._side)
        return self._side

    def search(self) -> None:
        """Open the search above the board, or bring the keyboard there."""
        if self._search is None:
            from .searching.board_search import BoardSearch

            self._search = BoardSearch(self._desk, self.scene, self.view, self.choice)
            self._column.insertWidget(0, self._search.bar)
        self._search.open()

    def toggle_table(self) -> None:
        """Show the cards as a table in the place of the wall, or the wall again."""
        self.commands.settle()
        if self._table is None:
            from .table.area import TableArea

            self._table = TableArea(self._desk, self.scene, self.choice, self._deeds, self._keys.press)
            self._table.left.connect(self.toggle_table)
            self._table.hide()
            self._column.addWidget(self._table, 1)
        shown, hidden = (self._table, self.view) if self._table.isHidden() else (self.view, self._table)
        shown.show()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()
        self.setFocusProxy(shown)
        self._say_empty()

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

            return SuggestionsPanel(self._desk, self.scene, self.view, self.choice, self._deeds)

        self.commands.settle()
        self.side.open("suggestions", self._desk.texts("Suggestions"), made)

    @property
    def photos(self) -> BoardPhotos:
        """What has to do with photos; it is made when there is one, or one comes."""
        if self._photos is None:
            from .photos.board_photos import BoardPhotos

            made = BoardPhotos(self._desk, self.scene, self.view, self.look, self.choice, self._pointer, self)
            self._photos = self.commands.photos = made
            self._keys.photos = made.keys
        return self._photos

    def add_photo(self) -> None:
        """Let the user choose photos."""
        self.commands.settle()
        self.photos.ask()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        first = self.focusProxy() or self.view
        stops: list[tuple[QWidget, QWidget]] = [(first, first)]
        if self._search is not None:
            stops.append((self._search.bar, self._search.bar.field))
        return [*stops, *([self._side.stop()] if self._side is not None else [])]

    def _links_panel(self) -> QWidget:
        def made() -> QWidget:
            from .links.panel import LinksPanel

            return LinksPanel(self._desk, self.scene, self.view, self.choice, self.linking)

        return self.side.open("links", self._desk.texts("Links"), made)

    def _begin_link(self) -> None:
        self.linking.begin()

    def _draw_all(self) -> None:
        before, now = self.scene.group_id, self._desk.group_id
        if before != now:
            self._pointer.cancel()
            self._standpoints[before or ""] = self.view.camera.standpoint()
        self.scene.refresh(None)
        self._follow()
        if before != now:
            self._look_first(now)

    def _look_first(self, group_id: Id | None) -> None:
        """From where the group was seen last; at first at all of it, or in the chosen size of cards."""
        known = self._standpoints.get(group_id or "")
        if known is None and self._desk.card_size:
            self.view.camera.show_corner()
        else:
            self.view.camera.stand_at(known)

    def _follow(self) -> None:
        """What depends on the picture."""
        if self._photos is None and self._desk.state.count(Photo):
            self.photos.layer.follow()
        self.choice.tidy()
        self.editing.follow()
        self.view.camera.widen()
        self._say_empty()
        self.rest.show_count(len(self.scene.loose) if self.scene.themes else 0)
        self.bar.offer(*(("reveal",) if self.scene.veiled else _OFFERED))
        self._lie_at_foot()

    def _say_empty(self) -> None:
        t, scene = self._desk.texts, self.scene
        if scene.veiled:
            self._empty.setText(t("The cards are hidden while the group writes. V reveals them."))
        elif self._desk.group_id is None:
            self._empty.setText(t("There is no group yet. Groups are set up on Prepare."))
        else:
            self._empty.setText(t("No cards yet. Write some on Collect, or double-click here for a theme."))
        self._empty.setVisible(not scene.cards and not scene.themes and not self.view.isHidden())

    def _made_bar(self) -> KeyBar:
        t, commands = self._desk.texts, self.commands
        rows = (
            ("theme", t("Theme"), "G", commands.form_theme),
            ("heading", t("Heading"), "F2", commands.reword),
            ("link", t("Link"), "L", self._begin_link),
            ("tidy", t("Tidy up"), "R", commands.tidy),
            ("suggest", t("Suggestions"), "A", self.suggest),
            ("all", t("Show all"), "0", commands.sight.show_all),
            ("reveal", t("Reveal"), "V", commands.veil),
        )
        # On the wall and not over it: what lies over a widget keeps it from scrolling by copying.
        return KeyBar(t, self._desk.theme, rows, self.view.viewport())

    def _made_empty(self) -> QLabel:
        label = QLabel(self)
        label.setObjectName("board-empty")
        label.setFont(font(16))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _arrange(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.view, 1)
        self._row.addLayout(self._column, 1)
        self.setFocusProxy(self.view)
        self._empty.raise_()

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self.refresh)
        desk.group_changed.connect(self._show_group)
        desk.look_changed.connect(self._show_look)
        desk.settling.connect(self.commands.settle)
        self.view.camera.zoomed.connect(self.zoomed)
        self.view.camera.moved.connect(self._lie_at_foot)
        self.choice.changed.connect(self._tell_focus)

    def _ask(self, digits: str | None) -> None:
        t, second = self._desk.texts, self._picker.second
        words = t("Number of the theme; 0 takes out of it, Esc leaves")
        words = t("Number of the theme for a second card; Esc leaves") if second else words
        self.bar.ask(f"{words}   {digits or '…'}" if digits is not None else "")
        if digits == "":
            announce(self.view, self.bar.hint.text())

    def _lie_at_foot(self) -> None:
        self.bar.lie_at_foot(0 if self.rest.isHidden() else self.rest.width())
        self.rest.lie_at_foot()
        # On a hidden board the number of cards stands in the middle.
        top = self.view.height() * 0.68 if self.scene.veiled else 40.0
        self._empty.setGeometry(self.view.geometry().adjusted(40, round(top), -40, -40))

    def _show_group(self, _group_id: str) -> None:
        self.refresh(None)

    def _show_look(self) -> None:
        if self._desk.theme is not self.look.theme:
            self.look.show_theme(self._desk.theme)
            self._dress()
            self.editing.dress()
            self.view.viewport().update()
        if self._desk.card_size != self._size:
            self._size = self._desk.card_size
            self._measure()
            self.view.camera.zoom_to(self.view.camera.natural)

    def _dress(self) -> None:
        self.bar.dress(self._desk.theme)
        self.rest.dress()
        self._empty.setStyleSheet(f"color: {self._desk.theme.muted}")

    def _measure(self) -> None:
        """The zoom at which the text on cards has the chosen size."""
        self.view.camera.natural = self._desk.card_text(self.window().width()) / SIZES[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        camera, before = self.view.camera, self.view.camera.natural
        self._measure()
        if self._desk.card_size and camera.zoom == before != camera.natural:
            camera.zoom_to(camera.natural)
        self._lie_at_foot()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh(None)
            if self.view.camera.whole:
                self.view.camera.show_all()
        self.zoomed.emit(round(self.view.camera.zoom * 100))
        self._readers.start(READERS_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pointer.cancel()
        self._keys.leave()

    def _open_to_readers(self) -> None:
        self.editing.take_up()
        self.linking.offer_to(self._pointer)
        from .access import open_to_readers

        open_to_readers(self._desk, self.scene, self.view, self.choice, self.commands, self._nudge)

    def _tell_focus(self) -> None:
        from .access import tell_focus

        tell_focus(self.view)
