"""The start page: what one sees before a workshop is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSettings, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QWidget

from ...domain.errors import WerkstattError
from ...settings import without_recent
from ...storage.files import SUFFIX
from ...storage.folders import is_folder, is_there
from ...storage.summaries import Summary
from ...texts import Texts
from ..frame.geometry import usual_size
from ..frame.menu import add_looks
from ..services import Services
from ..theme import Theme
from .beginning import Beginning
from .folder import short, sync_warning
from .new import NewSheet
from .page import StartPage
from .rail import StartRail
from .reader import Reader
from .reasons import anyway_question, busy_words
from .sections import Entry

if TYPE_CHECKING:
    from ...storage.ways import Way


class StartWindow(QMainWindow):
    """Begins and opens workshops, and lists those that there are. `closed` is emitted when it goes."""

    closed = Signal()

    def __init__(self, services: Services, reader: Reader, t: Texts, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._reader = reader
        self._t = t
        self._looked = self._chosen = False
        self._stop: Callable[[], None] = _nothing
        self.setObjectName("start-window")
        self.setWindowTitle("Werkstatt")
        self.setAcceptDrops(True)
        self.rail = StartRail(t, theme)
        self.page = StartPage(t, theme)
        whole = QWidget()
        self.setCentralWidget(whole)
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self.page, 1)
        self._beginning = Beginning(services, t, lambda: self.folder, lambda: self.page.found, self)
        self._connect()
        self.resize(usual_size(self))
        kept = QSettings("werkstatt", "windows").value("start")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self._show_folder()
        self._show_found(reader.latest)
        self._focus_first()

    @property
    def folder(self) -> Path:
        """Where workshops go; before that was asked, the folder that is offered."""
        chosen = self._services.settings().folder
        return Path(chosen) if chosen else self.page.panel.folder

    def refresh(self) -> None:
        """Look again at what there is; what is shown follows when it was read."""
        self._looked = True
        self._reader.read(self.folder, self._services.settings().recent)

    def new_workshop(self) -> NewSheet:
        """Open the sheet for a new workshop."""
        return self._beginning.new()

    def show_trouble(self, path: Path, error: WerkstattError) -> None:
        """Say why a file did not open, with the ways out as soon as they are known."""
        self.page.banner.show_trouble(path, error)
        self._services.safekeeping().look_for_ways(path, error, self.page.banner.offer)

    def say(self, words: str) -> None:
        """Say what was done; it stays until it is closed."""
        self.page.banner.say(words)

    def show_theme(self, theme: Theme) -> None:
        self.rail.show_theme(theme)
        self.page.show_theme(theme)

    def _connect(self) -> None:
        services, banner = self._services, self.page.banner
        self._reader.found.connect(self._show_found)
        self.rail.new.connect(self.new_workshop)
        self.rail.opening.connect(services.open_file)
        self.rail.going_on.connect(self._beginning.go_on)
        self.rail.example.connect(self._beginning.example)
        self._beginning.settled.connect(self._show_folder)
        self._beginning.failed.connect(self.show_trouble)
        self.rail.folder.connect(self.page.panel.ask)
        self.rail.menu.connect(self._open_menu)
        self.page.opened.connect(services.open_path)
        self.page.panel.taken.connect(self._take_folder)
        self.page.panel.shown.connect(self.refresh)
        self.page.shelf.menu_wanted.connect(self._open_entry_menu)
        self.page.shelf.removed.connect(self._remove)
        banner.again.connect(services.open_path)
        banner.another.connect(services.open_file)
        banner.folder.connect(_show_in_folder)
        banner.copy.connect(self._open_copy)
        banner.reading.connect(services.open_to_read)
        banner.anyway.connect(self._ask_anyway)
        banner.way.connect(self._take_way)
        banner.stopped.connect(self._stop_way)
        for keys, run in (
            ("Ctrl+N", self.new_workshop),
            ("Ctrl+O", services.open_file),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def _take_way(self, way: Way) -> None:
        banner = self.page.banner
        self._stop = self._services.safekeeping().take_way(way, banner.show_failure)
        banner.show_busy(busy_words(way, self._t), can_stop=True)

    def _stop_way(self) -> None:
        self._stop()
        self.page.banner.come_to_rest()

    def _open_copy(self, path: Path) -> None:
        self._services.open_copy(path)
        self.page.banner.show_busy(self._t("A copy is made …"), can_stop=False)

    def _ask_anyway(self, path: Path) -> None:
        question = anyway_question(path, self.page.banner.error, self._t, self)
        question.accepted.connect(lambda: self._services.open_anyway(path))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()

    def _show_found(self, found: list[Summary]) -> None:
        recent = self._services.settings().recent
        self.page.show_found(found, recent[0] if recent else "")
        if self._looked and not self._reader.busy and not self._chosen:
            # What was read for the first time may be what Enter is to go on with.
            self._chosen = True
            if self.focusWidget() is self.rail.buttons[0]:
                self._focus_first()

    def _focus_first(self) -> None:
        """Enter goes on with the last workshop, or begins the first one."""
        resume = self.page.resume
        first = self.rail.buttons[0] if resume.isHidden() else resume
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_folder(self) -> None:
        asked = bool(self._services.settings().folder)
        self.page.panel.show_folder(self.folder)
        self.page.panel.setVisible(not asked)
        self.rail.show_folder(short(self.folder) if asked else "", sync_warning(self.folder, self._t))

    def _take_folder(self, folder: Path) -> None:
        self._services.keep(replace(self._services.settings(), folder=str(folder)))
        self._show_folder()
        self.refresh()
        self.rail.buttons[0].setFocus()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("looks-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        everything = menu.addAction(self._t("Backups of all workshops …"))
        everything.triggered.connect(lambda: self._services.safekeeping().show_all_backups())
        menu.addSeparator()
        add_looks(menu, self._t, self._services)
        more = self.rail.more
        menu.popup(more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _open_entry_menu(self, entry: Entry, at: QPoint) -> None:
        path = Path(entry.summary.path)
        menu = QMenu(self)
        menu.setObjectName("entry-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        safekeeping = self._services.safekeeping
        menu.addAction(self._t("Open")).triggered.connect(lambda: self._services.open_path(path))
        menu.addAction(self._t("Backups …")).triggered.connect(lambda: safekeeping().show_backups_of(path))
        if is_folder(path.parent):
            menu.addAction(self._t("Show in folder")).triggered.connect(lambda: _show_in_folder(path))
        if self._can_go(entry.summary.path):
            remove = menu.addAction(self._t("Take off the list"))
            remove.triggered.connect(lambda: self._remove(entry.summary.path))
        destroy = menu.addAction(self._t("Destroy workshop …"))
        destroy.triggered.connect(lambda: safekeeping().destroy_file(path))
        menu.popup(at)

    def _can_go(self, path: str) -> bool:
        """Whether a workshop is listed only because it was opened once."""
        recent = self._services.settings().recent
        inside = Path(path).is_relative_to(self.folder) and is_there(Path(path))
        return path in recent and not inside

    def _remove(self, path: str) -> None:
        if self._can_go(path):
            self._services.keep(without_recent(self._services.settings(), Path(path)))
            self._show_found([s for s in self.page.found if s.path != path])
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._looked and self.isActiveWindow():
            self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in _dropped(event):
            self._services.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        QSettings("werkstatt", "windows").setValue("start", self.saveGeometry())
        super().closeEvent(event)
        self.closed.emit()


def _nothing() -> None:
    """Nothing is being done that could be stopped."""


def _dropped(event: QDropEvent) -> list[Path]:
    """The workshop files that are dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() == SUFFIX]


def _show_in_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
