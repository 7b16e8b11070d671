"""The program around the windows: which workshops are open, and how they look."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from ... import settings as kept
from ...domain.errors import FileProblem, WerkstattError
from ...domain.records import Card
from ...texts import Texts, system_language
from .. import theme
from ..desk import Desk
from ..services import Services
from .care import Care, Open, came_back
from .first_paint import after_first_paint
from .standing import Follower, read, restore, standing_of
from .tidying import Tidying

if TYPE_CHECKING:
    from ..frame.window import WorkshopWindow
    from ..start.reader import Reader
    from ..start.window import StartWindow
    from .filing import Filing
    from .later import Later
    from .rescue import Rescue
    from .safekeeping import Safekeeping


def run(path: Path | None, language: str | None) -> int:
    """Start the program with a workshop, or with the start page; returns the exit code.

    Where it runs already, that process opens the file.
    """
    from .single import hand_over, marker_in

    if hand_over(marker_in(kept.cache_folder()), path):
        return 0
    # Named here, since `setStyle` returns an object whose class is slow to load.
    app = QApplication(["werkstatt", "-style", "fusion"])
    app.setApplicationName("Werkstatt")
    app.setDesktopFileName("werkstatt")
    program = Program(app, language)
    program.begin(path)
    tidying = Tidying()
    code = app.exec()
    program.end()
    tidying.end()
    return code


class Program(QObject):
    """Keeps the open windows by the real paths of their files, and the settings."""

    def __init__(self, app: QApplication, language: str | None = None) -> None:
        super().__init__()
        self._app = app
        self._settings = kept.load()
        self.texts = Texts(language or self._settings.language or system_language())
        self.theme = theme.chosen(self._settings.scheme)
        self.open: dict[str, Open] = {}
        self.start: StartWindow | None = None
        self._leaving: dict[int, object] = {}
        self.care = Care(self)
        self._filing: Filing | None = None
        self._rescue: Rescue | None = None
        self._safekeeping: Safekeeping | None = None
        self._reader: Reader | None = None
        self._later: Later | None = None
        app.setFont(theme.load_fonts())
        self._dress()

    def begin(self, path: Path | None) -> None:
        """Show the first window; all that it does not need follows its first paint."""
        if path is not None:
            self.open_path(path)
        else:
            self.show_start()
        first = next((found.window for found in self.open.values()), self.start)
        assert first is not None
        after_first_paint(first, self._settle_in)

    def end(self) -> None:
        """Close everything; what could not be saved was asked about before."""
        for window in [*(found.window for found in self.open.values()), self.start]:
            if window is not None:
                window.close()
        self.care.end()
        if self._safekeeping is not None:
            self._safekeeping.end()
        if self._reader is not None:
            self._reader.stop()
        if self._later is not None:
            self._later.end()

    @property
    def settings(self) -> kept.Settings:
        return self._settings

    def keep(self, settings: kept.Settings) -> None:
        """Take over changed settings and save them."""
        if settings != self._settings:
            self._settings = settings
            kept.save(settings)

    def services(self) -> Services:
        """What the windows may ask for; what asks for files is made when it is wanted."""
        return Services(
            new_workshop=self.new_workshop,
            open_file=lambda: self.filing().ask_file(),
            open_path=self.open_path,
            open_at=self.open_at,
            open_copy=lambda path: self.filing().open_copy(path),
            open_anyway=lambda path: self.open_path(path, anyway=True),
            open_to_read=lambda path: self.open_path(path, to_read=True),
            show_start=lambda: bring_up(self.show_start()),
            save_copy=lambda desk: self.filing().ask_copy(desk),
            rename=lambda desk: self.filing().ask_name(desk),
            save_template=lambda desk: self.filing().ask_template(desk),
            rescue=self.rescue,
            safekeeping=self.safekeeping,
            finish=self.finish,
            set_language=self.set_language,
            set_scheme=self.set_scheme,
            settings=lambda: self._settings,
            keep=self.keep,
        )

    def filing(self) -> Filing:
        if self._filing is None:
            from .filing import Filing

            self._filing = Filing(self)
        return self._filing

    def rescue(self) -> Rescue:
        if self._rescue is None:
            from .rescue import Rescue

            self._rescue = Rescue(self)
        return self._rescue

    def safekeeping(self) -> Safekeeping:
        if self._safekeeping is None:
            from .safekeeping import Safekeeping

            self._safekeeping = Safekeeping(self)
        return self._safekeeping

    def open_path(self, path: Path, *, to_read: bool = False, anyway: bool = False) -> None:
        """Open a workshop, or raise the window that has it; the start page says why it does not open.

        With `to_read` nothing is ever written to it; `anyway` takes over the mark of another computer.
        """
        path = path.absolute()
        found = self.open.get(os.path.realpath(path))
        if found is not None:
            bring_up(found.window)
        elif not self._opened(path, to_read=to_read, anyway=anyway):
            return
        if self.start is not None:
            self.start.close()

    def open_at(self, path: Path, page: str, card_id: str) -> None:
        """Open a workshop, or raise its window, and show a card there, or else a page."""
        self.open_path(path)
        found = self.open.get(os.path.realpath(path))
        if found is None:
            return
        if card_id:
            found.window.stack.show_card(card_id)
        elif page:
            found.window.show_page(page)

    def show_start(self) -> StartWindow:
        """Bring the start page into view."""
        if self.start is not None:
            bring_up(self.start)
            return self.start
        start = self._start_page()
        start.show()
        after_first_paint(start, start.refresh)
        return start

    def show_trouble(self, path: Path, error: WerkstattError) -> None:
        """Say on the start page what is wrong with a file."""
        self.show_start().show_trouble(path, error)

    def new_workshop(self) -> None:
        """The sheet for a new workshop. A start page that came for it alone goes when it is given up."""
        was_there = self.start is not None
        start = self.show_start()
        sheet = start.new_workshop()
        if self.open and not was_there:
            sheet.rejected.connect(start.close, Qt.ConnectionType.QueuedConnection)

    def set_language(self, language: str) -> None:
        """Another language for all windows; they are made anew and keep workshop, page and group."""
        self.keep(replace(self._settings, language=language))
        self.texts = Texts(language or system_language())
        if self._later is not None:
            self._later.speak(self.texts.language)
        for found in self.open.values():
            self._renew(found)
        if self.start is not None:
            old = self.start
            geometry = old.saveGeometry()
            new = self._start_page()
            new.restoreGeometry(geometry)
            new.show()
            new.refresh()
            old.close()

    def set_scheme(self, scheme: str) -> None:
        """Light, dark or as the system has it."""
        self.keep(replace(self._settings, scheme=scheme))
        self._follow_system()

    def _follow_system(self) -> None:
        now = theme.chosen(self._settings.scheme)
        if now is self.theme:
            return
        self.theme = now
        self._dress()
        for found in self.open.values():
            found.desk.show_theme(now)
        if self.start is not None:
            self.start.show_theme(now)

    def _dress(self) -> None:
        self._app.setPalette(theme.palette(self.theme))
        self._app.setStyleSheet(theme.style_sheet(self.theme))

    def _opened(self, path: Path, *, to_read: bool, anyway: bool) -> bool:
        """Whether a workshop could be opened in a new window."""
        try:
            store, lock = self.care.opened(path, to_read=to_read, anyway=anyway)
        except FileProblem as error:
            self.show_trouble(path, error)
            return False
        desk = Desk(store, self.texts, self.theme)
        desk.show_card_size(self._settings.card_size)
        keeping = self.care.keeping(desk)
        standing = read(kept.page_of(self._settings, path))
        restore(desk, standing)
        window = self._window(desk, standing.place)
        self.open[os.path.realpath(path)] = Open(desk, window, lock, keeping)
        after_first_paint(window, partial(self._begin_to_keep, path))
        window.show()
        return True

    def finish(self, desk: Desk) -> None:
        """Back up and close the workshop of a window that goes, without holding up the others."""
        for real, found in self.open.items():
            if found.desk is desk:
                self.care.close(real, found)
                return
        desk.store.close()

    def _window(self, desk: Desk, place: str) -> WorkshopWindow:
        """A window on a desk; without a page it begins where there is something to do."""
        from ..frame.page_list import PAGES
        from ..frame.window import WorkshopWindow

        window = WorkshopWindow(desk, self.services())
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.closed.connect(self._forget)
        usual = "arrange" if desk.state.count(Card) else "prepare"
        window.show_page(place if place.partition("/")[0] in {entry.name for entry in PAGES} else usual)
        Follower(window, partial(self._note_standing, desk))
        return window

    def _note_standing(self, desk: Desk) -> None:
        """Keep where a workshop stands, in case that nobody closes it in peace."""
        found = next((found for found in self.open.values() if found.desk is desk), None)
        if found is not None:
            self.keep(kept.with_recent(self._settings, desk.store.path, standing_of(found.window)))

    def _renew(self, found: Open) -> None:
        old, store = found.window, found.desk.store
        place, geometry = old.stack.place, old.saveGeometry()
        found.desk.settling.emit()
        desk = Desk(store, self.texts, self.theme)
        desk.go_on_from(found.desk)
        store.write_behind(desk.wake)
        self.care.tell(found.keeping, desk)
        found.desk, found.window = desk, self._window(desk, place)
        found.window.restoreGeometry(geometry)
        if not found.keeping.begun:
            after_first_paint(found.window, partial(self._begin_to_keep, store.path))
        found.window.show()
        old.hand_on()

    def _start_page(self) -> StartWindow:
        from ..start.window import StartWindow

        if self._reader is None:
            from ...storage.summaries import Summaries
            from ..start.reader import Reader

            summaries = Summaries(kept.cache_folder() / "workshops.json")
            summaries.load()
            self._reader = Reader(summaries)
        start = StartWindow(self.services(), self._reader, self.texts, self.theme)
        start.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        start.closed.connect(self._forget)
        self.start = start
        return start

    def _begin_to_keep(self, path: Path) -> None:
        """What follows the first paint: note which workshop was opened last, and look after it."""
        self.keep(kept.with_recent(self._settings, path))
        found = self.open.get(os.path.realpath(path))
        if found is not None:
            found.keeping.begin()
            if words := came_back(found.desk):
                found.desk.say(words)

    def _forget(self) -> None:
        """A window has gone. It may be at work on the key that closed it, so it is held until it ends."""
        gone = self.sender()
        self._leaving[id(gone)] = gone
        gone.destroyed.connect(partial(self._leaving.pop, id(gone), None))
        if gone is self.start:
            self.start = None
        for real, found in list(self.open.items()):
            if found.window is gone:
                del self.open[real]
                if found.lock is not None:
                    found.lock.release()
                left = kept.with_recent(self._settings, found.desk.store.path, standing_of(found.window))
                self.keep(replace(left, card_size=found.desk.card_size))

    def _settle_in(self) -> None:
        """What the first window can do without."""
        from .later import Later

        self._later = Later(self._app, lambda: self.texts, self._called, self)
        self._app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _called(self, path: Path | None) -> None:
        """Another start of the program has handed over what it was asked for."""
        if path is None:
            self.show_start()
        else:
            self.open_path(path)


def bring_up(window: QMainWindow) -> None:
    """Bring a window before the others."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()
