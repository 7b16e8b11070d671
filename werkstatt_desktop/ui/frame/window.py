"""The window of one workshop: head, rail, pages and foot around a desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ...domain.edits import Step
from ..desk import CARD_TEXT, Desk
from ..program.first_paint import after_first_paint
from ..services import Services
from . import geometry
from .counts import Counts
from .field_drafts import FieldDrafts
from .header import Header
from .keys import WindowKeys, ask_menu
from .menu import WindowActions, window_menu
from .page_list import PAGES, PageEntry
from .page_stack import PageStack
from .rail import Rail
from .safeguard import Safeguard
from .seal_place import SealPlace
from .solo import Solo
from .status import StatusLine
from .walk import Stop, walk
from .words import Words

if TYPE_CHECKING:
    from ..parking.panel import ParkingPanel
    from ..people.presence import PresencePanel
    from ..run.room import RoomTimer
    from ..safekeeping.note import NoteBar
    from ..steps.panel import StepsPanel


class WorkshopWindow(QMainWindow):
    """One open workshop. `closed` is emitted once, when the window is gone."""

    closed = Signal()

    def __init__(self, desk: Desk, services: Services, pages: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.desk = desk
        self._services = services
        self._parking: ParkingPanel | None = None
        self._steps: StepsPanel | None = None
        self._presence: PresencePanel | None = None
        self._room: RoomTimer | None = None
        self._notes: list[NoteBar] = []
        self._keeps_store = self._gone = self._names_steps = False
        self.setObjectName("workshop-window")
        self.header = Header(desk)
        self.rail = Rail(desk, tuple((page.name, desk.texts(page.title)) for page in pages))
        self.counts = Counts(desk, self.rail)
        self.status = StatusLine(desk)
        self.safeguard = Safeguard(self, desk, services, self.status)
        self.drafts = FieldDrafts(desk, self)
        self.stack = PageStack(desk, pages)
        self._body = QHBoxLayout()
        self.setCentralWidget(self._arranged())
        self.seal = SealPlace(desk, self._column, self.safeguard.banner)
        self.words = Words(self, desk, services, self.stack)
        self.solo = Solo(self, desk, (self.header, self.rail, self.status))
        self.keys = WindowKeys(self, len(pages), self._what_keys_do())
        self._connect()
        geometry.restore(self, "workshop")
        self.refresh(None)
        after_first_paint(self, self._name_steps)

    @property
    def page_name(self) -> str:
        return self.stack.name

    def show_page(self, name: str) -> None:
        """Bring a page into view, or a part of one ("prepare/people"); it is made when it is first wanted."""
        self.stack.show_page(name)

    def refresh(self, step: Step | None) -> None:
        self.header.refresh(step)
        self.status.refresh(step)
        self.seal.refresh(step)
        self.counts.refresh(step)
        if step is None or step.edit.touches("workshops"):
            self.setWindowTitle(self.desk.state.workshop.title.replace("[*]", "[*][*]"))
        if self._names_steps:
            self.header.show_steps()

    def toggle_parking(self) -> None:
        """Open the parking lot beside the page, or close it."""
        if self._parking is not None and self._parking.isVisible():
            self._close_parking()
        else:
            self._open_parking()

    def show_alone(self, alone: bool) -> None:
        """Show nothing but the page, over the whole screen, or everything again."""
        self.solo.show_alone(alone)

    def show_note(self, note: NoteBar) -> None:
        """Give a note its place below the head."""
        self._column.insertWidget(self._column.indexOf(self.safeguard.banner) + 1, note)
        note.closed.connect(self._focus_page)
        self._notes.append(note)

    def hand_on(self) -> None:
        """Close the window but leave the store open, for another window on it, which gets the drafts, too."""
        self._keeps_store = True
        self.desk.settling.emit()
        self.desk.let_go()
        self.close()

    def open_menu(self) -> None:
        actions = WindowActions(
            parking=self.toggle_parking,
            steps=self._open_steps,
            presence=self._open_presence,
            take_table=self._take_table,
            save_picture=self._save_picture,
            alone=self.solo.toggle,
            larger=self._larger,
            smaller=self._smaller,
            keys=self.show_keys,
            close=self._close,
            words=self.words,
        )
        menu = window_menu(self.desk, self._services, actions, self)
        button = self.header.more
        corner = button.mapToGlobal(button.rect().bottomLeft())
        menu.popup(corner if button.isVisible() else self.mapToGlobal(QPoint(8, 8)))

    def show_keys(self) -> None:
        from .keys_sheet import KeysSheet

        sheet = KeysSheet(self.desk.texts, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and not self._gone:
            self.desk.settling.emit()
        self.solo.follow(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes here when nothing on the page has a use for it."""
        if event.key() == Qt.Key.Key_Escape and self.solo.on:
            self.solo.show_alone(False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.solo.toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._gone:
            return
        if not self._keeps_store and not self.safeguard.may_go():
            event.ignore()
            return
        self._gone = True
        geometry.keep(self, "workshop")
        if not self._keeps_store:
            self.desk.let_go()
            self._services.finish(self.desk)
        event.accept()
        self.closed.emit()

    def _arranged(self) -> QWidget:
        wall = QWidget()
        wall.setProperty("kind", "wall")
        wall.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._body.setSpacing(0)
        self._body.addWidget(self.rail)
        self._body.addWidget(self.stack, 1)
        self._column = layout = QVBoxLayout(wall)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.safeguard.banner)
        layout.addLayout(self._body, 1)
        layout.addWidget(self.status)
        return wall

    def _connect(self) -> None:
        self.desk.changed.connect(self.refresh)
        self.desk.workshop_wanted.connect(self._services.open_at)
        self.desk.ready_wanted.connect(self._check_ready)
        self.stack.coming.connect(self.rail.show_page)
        self.stack.shown.connect(self._show_around)
        self.stack.zoomed.connect(self.status.show_zoom)
        self.stack.beyond.connect(self._show_beyond)
        self.seal.left.connect(self._focus_page)
        self.solo.changed.connect(self._follow_solo)
        self.closed.connect(self.solo.let_sleep)
        self.closed.connect(self.words.end)
        self.rail.chosen.connect(self.show_page)
        self.rail.parking.connect(self.toggle_parking)
        self.header.menu.connect(self.open_menu)
        self.header.alone.connect(self.solo.toggle)
        self.header.timer.connect(self._show_day)
        self.safeguard.may_close.connect(self._close)
        self.safeguard.left.connect(self._focus_page)
        self.keys.page.connect(self._show_place)
        self.keys.group.connect(self.header.tabs.setCurrentIndex)

    def _what_keys_do(self) -> Mapping[str, Callable[[], object]]:
        return {
            "Ctrl+PgUp": self._page_before,
            "Ctrl+PgDown": self._page_after,
            "Ctrl+Z": self.desk.undo,
            "Ctrl+Y": self.desk.redo,
            "Ctrl+Shift+Z": self.desk.redo,
            "Ctrl+P": self._print,
            "Ctrl+F": self.words.search,
            "Ctrl+H": self.words.replace,
            "Ctrl+Shift+F": self.words.search_folder,
            "Ctrl+S": self.desk.reassure,
            "Ctrl+Shift+T": self._open_parking,
            "Ctrl+Shift+H": self._open_steps,
            "Ctrl+Shift+P": self._open_presence,
            "Ctrl+N": self._services.new_workshop,
            "Ctrl+O": self._services.open_file,
            "Ctrl+Shift+O": self._services.show_start,
            "Ctrl+W": self._close,
            "F1": self.show_keys,
            "F6": self._walk,
            "Shift+F6": self._walk_back,
            "F10": self.open_menu,
            "Shift+F10": ask_menu,
            "F11": self.solo.toggle,
            "Ctrl++": self._larger,
            "Ctrl+=": self._larger,
            "Ctrl+-": self._smaller,
        }

    def _show_around(self, entry: PageEntry) -> None:
        """Fit what stands around the pages to the one that comes into view."""
        self.drafts.look_again()
        self.header.show_groups(entry.of_group)
        self.header.show_strip(self.stack.strip(entry.name))
        self.rail.show_page(entry.name)
        self.keys.show_place(digits_are_pages=entry.name != "collect", groups=entry.of_group)

    def _show_place(self, place: int) -> None:
        self.show_page(self.stack.names[place])

    def _show_day(self) -> None:
        self.show_page("prepare/day")

    def _page_before(self) -> None:
        self.stack.turn(-1)

    def _page_after(self) -> None:
        self.stack.turn(1)

    def _print(self) -> None:
        """To the protocol; there, print it."""
        if not self.stack.ask("print_protocol"):
            self.show_page("protocol")

    def _larger(self) -> None:
        if not self.stack.ask("larger"):
            self._show_card_size(self.desk.card_size + 1)

    def _smaller(self) -> None:
        if not self.stack.ask("smaller"):
            self._show_card_size(self.desk.card_size - 1)

    def _show_card_size(self, size: int) -> None:
        self.desk.show_card_size(size)
        shown, most = self.desk.card_size + 1, len(CARD_TEXT)
        self.desk.say(self.desk.texts("Size of cards: {size} of {most}", size=shown, most=most))

    def _follow_solo(self, alone: bool) -> None:
        self.stack.hide_private(alone)
        if alone:
            self._close_parking()
            self._close_steps()
            self._close_presence()
        self._show_room_timer()
        self._focus_page()

    def _show_room_timer(self) -> None:
        """Above a page that stands alone; the run sheet has a larger one of its own."""
        if self._room is None and self.solo.on:
            from ..run.room import RoomTimer

            self._room = RoomTimer(self.desk, self._wants_room_timer, self.centralWidget())
            self._column.insertWidget(0, self._room)
            self.stack.shown.connect(self._show_room_timer)
            self.stack.zoomed.connect(self._show_room_timer)
        if self._room is not None:
            self._room.show_now()

    def _wants_room_timer(self) -> bool:
        return self.solo.on and self.stack.place != "prepare/day"

    def _walk(self) -> None:
        walk(self._stops(), 1)

    def _walk_back(self) -> None:
        walk(self._stops(), -1)

    def _stops(self) -> list[Stop]:
        tabs = self.header.strip or self.header.tabs
        stops: list[Stop] = [(self.rail, self.rail.buttons[self.page_name]), *self.stack.stops()]
        if self._parking is not None:
            stops.append((self._parking, self._parking))
        if self._steps is not None:
            stops.append((self._steps, self._steps))
        if self._presence is not None:
            stops.append((self._presence, self._presence))
        if (first := self.safeguard.banner.first) is not None:
            stops.append((self.safeguard.banner, first))
        if (sign := self.seal.stop) is not None:
            stops.append((sign, sign))
        stops += [(note, note.first) for note in self._notes if note.first is not None]
        return [*stops, (self.header, tabs if tabs.isVisible() else self.header.more)]

    def _focus_page(self) -> None:
        if (page := self.stack.currentWidget()) is not None:
            page.setFocus()

    def _open_parking(self) -> None:
        """Open the parking lot, or bring the keyboard there; pressed in it, the key closes it."""
        if self._parking is None:
            from ..parking.panel import ParkingPanel

            self._parking = ParkingPanel(self.desk)
            self._parking.closed.connect(self._close_parking)
            self._body.addWidget(self._parking)
        self._close_steps()
        self._close_presence()
        self.rail.parked.setChecked(True)
        self._parking.open()
        self.drafts.look_again()

    def _show_beyond(self, name: str, item_id: str) -> None:
        """What a page leads to beside the pages."""
        if name == "parking":
            if self._parking is None or not self._parking.isVisible():
                self._open_parking()
            if self._parking is not None:
                self._parking.show_item(item_id)
        elif name == "names":
            self._services.safekeeping().remove_names(self.desk)

    def _close_parking(self) -> None:
        self.rail.parked.setChecked(False)
        if self._parking is not None and self._parking.isVisible():
            self._parking.hide()
            self._focus_page()

    def _open_steps(self) -> None:
        """Open the list of steps, or bring the keyboard there; pressed in it, the key closes it."""
        if self._steps is None:
            from ..steps.panel import StepsPanel

            self._steps = StepsPanel(self.desk)
            self._steps.closed.connect(self._close_steps)
            self._steps.hide()
            self._body.addWidget(self._steps)
        self._close_parking()
        self._close_presence()
        self._steps.open()

    def _close_steps(self) -> None:
        if self._steps is not None and self._steps.isVisible():
            self._steps.hide()
            self._focus_page()

    def _open_presence(self) -> None:
        """Open the list of who is there, or bring the keyboard there; pressed in it, the key closes it."""
        if self._presence is None:
            from ..people.presence import PresencePanel

            self._presence = PresencePanel(self.desk)
            self._presence.closed.connect(self._close_presence)
            self._presence.hide()
            self._body.addWidget(self._presence)
        self._close_parking()
        self._close_steps()
        self._presence.open()

    def _close_presence(self) -> None:
        if self._presence is not None and self._presence.isVisible():
            self._presence.hide()
            self._focus_page()

    def _check_ready(self) -> None:
        self._services.safekeeping().check_ready(self.desk)

    def _take_table(self) -> None:
        from ..board.taking_in.asking import ask_table

        self.show_page("arrange")
        ask_table(self.desk, self)

    def _save_picture(self) -> None:
        from ..board.giving.saving import BoardSaving

        saving = self.findChild(BoardSaving) or BoardSaving(self.desk, self)
        saving.ask()

    def _name_steps(self) -> None:
        """Reading the undo stacks and counting have waited until the window was painted."""
        from .unanswered import count_unanswered

        self._names_steps = True
        count_unanswered(self)
        self.counts.begin()
        self.header.show_steps()
        self.words.begin()

    def _close(self) -> None:
        self.close()
