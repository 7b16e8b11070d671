"""Arrange: the pin board of one group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ...domain.edits import Step
from ...domain.picture import SIZES
from ...domain.records import Id, Photo, VoteRound
from ..desk import Desk
from .choice import Choice
from .commands import Commands
from .deeds import Deeds
from .editing import Editing
from .extras import Extras
from .foot import Foot
from .keys import Keys
from .links.linking import Linking
from .look import Look
from .nudge import Nudge
from .picker import ThemePicker
from .places import Places
from .pointer import Pointer
from .scene import BoardScene
from .view import BoardView
from .walker import Walker

if TYPE_CHECKING:
    from .dots import DotsLayer

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
        self._size = desk.card_size
        self._places = Places(desk)
        self._dots: DotsLayer | None = None
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
        self.foot = Foot(desk, self.scene, self.view, self.commands, picker, self)
        self.bar, self.rest = self.foot.bar, self.foot.rest
        self.linking = Linking(desk, self.scene, self.view, self.choice, deeds, self.bar)
        self._keys.linking = self.commands.linking = self.linking
        self._keys.bind("L", self.linking.begin)
        self._keys.bind("Shift+L", self.linking.toggle)
        self.extras = Extras(
            desk,
            self.scene,
            self.view,
            self.look,
            self.choice,
            deeds,
            self.commands,
            self._pointer,
            self._keys,
            self.linking,
            self,
        )
        self._readers = QTimer(self)
        self._readers.setSingleShot(True)
        self._readers.timeout.connect(self._open_to_readers)
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
        self._show_dots(step)

    # What the window asks a page for

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        return self.extras.stops()

    def search(self) -> None:
        """Open the search above the board, or bring the keyboard there."""
        self.extras.search()

    def show_unanswered(self) -> None:
        """Open the panel at the obstacles without recommendation, and light them on the board."""
        self.extras.show_unanswered()

    def show_card(self, card_id: Id) -> None:
        """Choose a card or a theme, on the board of whichever group it hangs, and bring it into view."""
        from .links.way import Way

        Way(self._desk, self.scene, self.view, self.choice).go_to(card_id)

    # Drawing

    def _draw_all(self) -> None:
        before, now = self.scene.group_id, self._desk.group_id
        if before != now:
            self._pointer.cancel()
            self._note_place()
        self.scene.refresh(None)
        self._follow()
        if before != now:
            self._look_first(now)

    def _look_first(self, group_id: Id | None) -> None:
        """From where the group was seen last; at first at all of it, or in the chosen size of cards."""
        known = self._places.of(group_id)
        if known is None and self._desk.card_size:
            self.view.camera.show_corner()
        else:
            self.view.camera.stand_at(known)

    def _note_place(self) -> None:
        """Remember from where the board in view is looked at."""
        if self.scene.group_id is not None:
            self._places.note(self.scene.group_id, self.view.camera.standpoint())

    def _follow(self) -> None:
        """What depends on the picture."""
        if not self.extras.has_photos and self._desk.state.count(Photo):
            self.extras.photos.layer.follow()
        self.choice.tidy()
        self.editing.follow()
        self.view.camera.widen()
        self.foot.follow()

    def _show_dots(self, step: Step | None) -> None:
        """The dots of a vote; what shows them is made when there are some."""
        if self._dots is None and self._desk.state.count(VoteRound):
            from .dots import DotsLayer

            self._dots, step = DotsLayer(self._desk, self.scene, self.look), None
        if self._dots is not None:
            self._dots.refresh(step)

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self.refresh)
        desk.group_changed.connect(self._show_group)
        desk.look_changed.connect(self._show_look)
        desk.settling.connect(self.commands.settle)
        desk.settling.connect(self._note_place)
        self.view.camera.zoomed.connect(self.zoomed)
        self.extras.toggled.connect(self.foot.say_empty)
        self.choice.changed.connect(self._tell_focus)

    def _show_group(self, _group_id: str) -> None:
        self.refresh(None)

    def _show_look(self) -> None:
        if self._desk.theme is not self.look.theme:
            self.look.show_theme(self._desk.theme)
            self.foot.dress()
            self.editing.dress()
            self.view.viewport().update()
        if self._desk.card_size != self._size:
            self._size = self._desk.card_size
            self._measure()
            self.view.camera.zoom_to(self.view.camera.natural)

    def _measure(self) -> None:
        """The zoom at which the text on cards has the chosen size."""
        self.view.camera.natural = self._desk.card_text(self.window().width()) / SIZES[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes here when nothing on the board has a use for it."""
        event.setAccepted(event.key() == Qt.Key.Key_Escape and self.extras.end_search())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        camera, before = self.view.camera, self.view.camera.natural
        self._measure()
        if self._desk.card_size and camera.zoom == before != camera.natural:
            camera.zoom_to(camera.natural)
        self.foot.lie()

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
