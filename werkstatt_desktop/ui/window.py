"""The window of one workshop: head, rail, pages and foot around a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..domain.edits import Step
from ..domain.records import Card, Cluster, ParkedItem
from ..storage.store import Safety
from .desk import Desk
from .header import Header
from .page_list import PAGES
from .rail import Rail
from .status import Banner, StatusLine

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from .parking import ParkingPanel
    from .services import Services

_RETRY_MS = 3000


class WorkshopWindow(QMainWindow):
    """One open workshop. `closed` is emitted once, when the window is gone."""

    closed = Signal()

    def __init__(self, desk: Desk, services: Services) -> None:
        super().__init__()
        self.desk = desk
        self._services = services
        self._keeps_store = False
        self._painted = False
        self._pages: dict[str, QWidget] = {}
        self._parking: ParkingPanel | None = None
        self.setObjectName("workshop-window")
        self.header = Header(desk)
        self.rail = Rail(desk, tuple((page.name, desk.texts(page.title)) for page in PAGES))
        self.status = StatusLine(desk)
        self.banner = Banner(desk)
        self.stack = QStackedWidget()
        self.setCentralWidget(self._arranged())
        self._retry = QTimer(self)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._connect()
        self._listen_to_keys()
        self.resize(1440, 900)
        self._restore_size()
        self.refresh(None)

    def show_page(self, name: str) -> None:
        """Bring a page into view; it is made when it is first wanted."""
        if name != self.page_name:
            self.desk.settling.emit()
        entry = next(page for page in PAGES if page.name == name)
        if name not in self._pages:
            self._pages[name] = entry.make(self.desk)
            self.stack.addWidget(self._pages[name])
            zoomed = getattr(self._pages[name], "zoomed", None)
            if zoomed is not None:
                zoomed.connect(self.status.show_zoom)
        self.header.show_groups(entry.of_group)
        self.rail.show_page(name)
        self.stack.setCurrentWidget(self._pages[name])
        self.status.zoom.setVisible(hasattr(self._pages[name], "zoomed"))
        for key in self._page_keys:
            key.setEnabled(name != "collect")
        self._pages[name].setFocus()

    @property
    def page_name(self) -> str:
        shown = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def refresh(self, step: Step | None) -> None:
        self.header.refresh(step)
        self.status.refresh(step)
        state = self.desk.state
        self.rail.buttons["collect"].show_count(state.count(Card))
        self.rail.buttons["arrange"].show_count(state.count(Cluster))
        self.rail.parked.show_count(state.count(ParkedItem))
        if step is None or step.edit.touches("workshops"):
            self.setWindowTitle(state.workshop.title)
        if step is not None:
            self.header.show_steps()

    def toggle_parking(self) -> None:
        """Open the parking lot beside the page, or close it."""
        if self._parking is not None and self._parking.isVisible():
            self._parking.hide()
            self._focus_page()
            return
        if self._parking is None:
            from .parking import ParkingPanel

            panel = ParkingPanel(self.desk)
            panel.closed.connect(self.toggle_parking)
            self._body.addWidget(panel)
            self._parking = panel
        self._parking.open()

    def show_alone(self, alone: bool) -> None:
        """Show nothing but the page, over the whole screen, or everything again."""
        for part in (self.header, self.rail, self.status):
            part.setVisible(not alone)
        if alone and self._parking is not None:
            self._parking.hide()
        if alone:
            self.showFullScreen()
        else:
            self.showNormal()
        self._focus_page()

    def hand_on(self) -> None:
        """Close the window but leave the store open, for another window on it."""
        self._keeps_store = True
        self.desk.settling.emit()
        self.desk.let_go()
        self.close()

    def _focus_page(self) -> None:
        self._pages[self.page_name].setFocus()

    def _arranged(self) -> QWidget:
        wall = QWidget()
        wall.setProperty("kind", "wall")
        wall.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.rail)
        self._body.addWidget(self.stack, 1)
        layout = QVBoxLayout(wall)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.banner)
        layout.addLayout(self._body, 1)
        layout.addWidget(self.status)
        return wall

    def _connect(self) -> None:
        self.desk.changed.connect(self.refresh)
        self.desk.safety_changed.connect(self._watch_safety)
        self.desk.look_changed.connect(self.header.paint_icons)
        self.rail.chosen.connect(self.show_page)
        self.rail.parking.connect(self.toggle_parking)
        self.header.menu.connect(self.open_menu)
        self.header.alone.connect(self._toggle_alone)
        self.banner.again.connect(self._try_again)
        self.banner.elsewhere.connect(self._save_copy)

    def _listen_to_keys(self) -> None:
        self._page_keys = [self._key(f"Ctrl+{place}", self._show_by_key) for place, _ in enumerate(PAGES, 1)]
        for keys, run in (
            ("Ctrl+PgUp", self._page_before),
            ("Ctrl+PgDown", self._page_after),
            ("Ctrl+Z", self.desk.undo),
            ("Ctrl+Y", self.desk.redo),
            ("Ctrl+Shift+Z", self.desk.redo),
            ("Ctrl+P", self._print),
            ("Ctrl+Shift+T", self.toggle_parking),
            ("Ctrl+N", self._services.new_workshop),
            ("Ctrl+O", self._services.open_file),
            ("Ctrl+Shift+O", self._services.show_start),
            ("Ctrl+W", self.close),
            ("F1", self.show_keys),
            ("F6", self._walk),
            ("F10", self.open_menu),
            ("F11", self._toggle_alone),
            ("Ctrl++", self._larger),
            ("Ctrl+=", self._larger),
            ("Ctrl+-", self._smaller),
        ):
            self._key(keys, run)
        for place in range(1, 10):
            self._key(f"Alt+{place}", self._group_by_key)

    def _key(self, keys: str, run: Callable[[], object]) -> QShortcut:
        made = QShortcut(QKeySequence(keys, QKeySequence.SequenceFormat.PortableText), self)
        made.activated.connect(run)
        return made

    def _show_by_key(self) -> None:
        key = self.sender()
        if isinstance(key, QShortcut) and key in self._page_keys:
            self.show_page(PAGES[self._page_keys.index(key)].name)

    def _group_by_key(self) -> None:
        key = self.sender()
        if isinstance(key, QShortcut):
            place = int(key.key().toString()[-1]) - 1
            if place < self.header.tabs.count():
                self.header.tabs.setCurrentIndex(place)

    def _page_before(self) -> None:
        self._turn(-1)

    def _page_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        names = [page.name for page in PAGES]
        place = names.index(self.page_name) + by
        if 0 <= place < len(names):
            self.show_page(names[place])

    def _print(self) -> None:
        """To the protocol; there, print it."""
        self.desk.settling.emit()
        if self.page_name != "protocol":
            self.show_page("protocol")
            return
        run = getattr(self.stack.currentWidget(), "print_protocol", None)
        if run is not None:
            run()

    def _larger(self) -> None:
        self.desk.show_card_size(self.desk.card_size + 1)

    def _smaller(self) -> None:
        self.desk.show_card_size(self.desk.card_size - 1)

    def _toggle_alone(self) -> None:
        self.show_alone(self.header.isVisible())

    def _walk(self) -> None:
        """F6: from the rail to the page, on to the parking lot, the group tabs, and round again."""
        checked = next((b for b in self.rail.buttons.values() if b.isChecked()), None)
        stops: list[tuple[QWidget, QWidget]] = []
        if checked is not None and self.rail.isVisible():
            stops.append((self.rail, checked))
        stops.append((self.stack, self._pages[self.page_name]))
        if self._parking is not None and self._parking.isVisible():
            stops.append((self._parking, self._parking))
        if self.header.tabs.isVisible():
            stops.append((self.header, self.header.tabs))
        focus = QApplication.focusWidget()
        here = next((n for n, (part, _) in enumerate(stops) if focus and part.isAncestorOf(focus)), -1)
        target = stops[(here + 1) % len(stops)][1]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def open_menu(self) -> None:
        from .menu import WindowActions, window_menu

        actions = WindowActions(self.toggle_parking, self._toggle_alone, self.show_keys, self._close)
        menu = window_menu(self.desk, self._services, actions, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.header.more.mapToGlobal(self.header.more.rect().bottomLeft()))

    def show_keys(self) -> None:
        from .keys_sheet import KeysSheet

        sheet = KeysSheet(self.desk.texts, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _close(self) -> None:
        self.close()

    def _save_copy(self) -> None:
        self._services.save_copy(self.desk)

    def _try_again(self) -> None:
        self.desk.store.flush()

    def _watch_safety(self, safety: Safety) -> None:
        if bool(safety.waiting) != self._retry.isActive():
            self._retry.start() if safety.waiting else self._retry.stop()

    def _restore_size(self) -> None:
        kept = QSettings("werkstatt", "windows").value("workshop")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.desk.settling.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """What the eye does not miss in the first frame: the icons, and what undo would take back."""
        self.header.paint_icons()
        self.header.show_steps()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._keeps_store:
            self.desk.settling.emit()
            if not self.desk.store.flush() and not self._leave_unsafe():
                event.ignore()
                return
            self.desk.let_go()
            self.desk.store.close()
        if not self.isFullScreen():
            QSettings("werkstatt", "windows").setValue("workshop", self.saveGeometry())
        event.accept()
        self.closed.emit()

    def _leave_unsafe(self) -> bool:
        """Ask what to do with steps that are not on the disk; whether to close all the same."""
        from PySide6.QtWidgets import QMessageBox

        t = self.desk.texts
        box = QMessageBox(self)
        box.setObjectName("unsafe-box")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(
            t.n("{n} step is not saved yet.", "{n} steps are not saved yet.", self.desk.store.safety.waiting)
        )
        box.setInformativeText(t("Save a copy of the whole workshop in another place, or try again."))
        copy = box.addButton(t("Save a copy …"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(t("Close without them"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(t("Back"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is copy:
            self._save_copy()
        return box.clickedButton() is lose
