"""How a window tells of the safety of its workshop, and how it waits for it before it closes."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from ...settings import data_folder
from ...storage.store import Safety, Store
from ...texts import Texts
from ..desk import Desk
from ..services import Services
from .banner import Banner
from .status import StatusLine
from .ways import TRY_S, Ways

if TYPE_CHECKING:
    from .alarm import Alarm, Situation
    from .leaving import Leaving, LeavingSheet

SETTLE_MS = 400
"""Another alarm, or none, has to hold for so long before it is shown."""
_LITTLE = 10_000_000
"""How much is left on a disk is told below so many bytes."""
_KINDS = {"info": "muted", "amber": "held", "red": "unsafe"}


class Safeguard(QObject):
    """Shows in `banner` and foot what is not safe, and holds a window that is to be closed meanwhile.

    `may_close`: what kept the window is over. `left`: the banner went while it had the keyboard.
    """

    may_close = Signal()
    left = Signal()
    _looked = Signal(object)

    def __init__(self, window: QMainWindow, desk: Desk, services: Services, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._desk, self._services, self._status = window, desk, services, status
        self._ways = Ways(desk, services)
        self.banner = Banner(desk)
        self._shown: Alarm | None = None
        self._wanted: Alarm | None = None
        self._now: Situation | None = None
        self._moved_to: Path | None = None
        self._looking: Thread | None = None
        self._given_up = False
        self._sheet: LeavingSheet | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._show)
        self._looked.connect(self._note_moved, Qt.ConnectionType.QueuedConnection)
        self.banner.chosen.connect(self._go)
        desk.safety_changed.connect(self._look)
        self._look(desk.store.safety)
        self._show()

    def look_again(self) -> None:
        """What the banner depends on may be another."""
        self._look(self._desk.store.safety)
        self._show()

    def may_go(self) -> bool:
        """Whether the window may close now; otherwise a sheet is shown that ends with `may_close`, or not."""
        if self._given_up:
            return True
        if self._sheet is not None:
            return False
        self._desk.leaving.emit()
        self._desk.settling.emit()
        store = self._desk.store
        trouble = store.safety.trouble
        if store.flush(TRY_S) and (trouble is None or trouble.key not in {"missing", "replaced"}):
            return True
        from .leaving import LeavingSheet

        self._sheet = LeavingSheet(self._desk, self._window)
        self._sheet.left.connect(self._leave)
        self._sheet.destroyed.connect(self._forget_sheet)
        self._sheet.open()
        return False

    # What is shown

    def _look(self, safety: Safety) -> None:
        """Work out the alarm. It is shown when it has held for a moment, so that nothing flickers."""
        self._now = self._situation(safety)
        self._wanted = _alarm_of(self._now, self._desk.texts)
        if _what(self._wanted) != _what(self._shown):
            if not self._timer.isActive():
                self._timer.start()
            return
        self._timer.stop()
        if self._wanted != self._shown:
            self._show()

    def _situation(self, safety: Safety) -> Situation | None:
        """What there is to tell of; None while all is well, which is known without loading any words."""
        store, place = self._desk.store, self._desk.health.place
        if place is not None and place.kind in self._services.settings().told:
            place = None
        missing = safety.trouble is not None and safety.trouble.key == "missing"
        if missing:
            self._look_for_moved(store)
        else:
            self._moved_to = None
        well = safety.trouble is None and safety.recorder_trouble is None and self._desk.health.fault is None
        if well and place is None and not (store.read_only or store.offered):
            return None
        from .alarm import Situation

        return Situation(
            safety,
            read_only=store.read_only,
            fault=self._desk.health.fault,
            offered=len(store.offered),
            moved_to=self._moved_to.stem if self._moved_to is not None else "",
            free=_free(safety, store.path),
            place=place.kind if place is not None else "",
            by=place.by if place is not None else "",
        )

    def _show(self) -> None:
        self._timer.stop()
        alarm, had_focus = self._wanted, self.banner.has_focus
        self._shown = alarm
        self.banner.show_alarm(alarm, self._now)
        if alarm is not None and alarm.short:
            self._status.show_alarm(alarm.short, _KINDS[alarm.level])
        else:
            self._status.show_alarm("", "")
        if had_focus and not self.banner.has_focus:
            self.left.emit()

    def _look_for_moved(self, store: Store) -> None:
        """See whether the missing file lies beside its old place; a folder may take its time to answer."""
        if self._looking is None:
            self._looking = Thread(target=self._search, args=(store,), name="looking", daemon=True)
            self._looking.start()

    def _search(self, store: Store) -> None:
        found = store.moved_to()
        try:
            self._looked.emit(found)
        except RuntimeError:  # the window went meanwhile
            return

    def _note_moved(self, found: Path | None) -> None:
        self._looking = None
        if found != self._moved_to:
            self._moved_to = found
            self._look(self._desk.store.safety)

    # What is done

    def _go(self, way: str) -> None:
        self._ways.take(way, self._moved_to)
        self.look_again()

    def _leave(self, how: Leaving) -> None:
        """The sheet has ended with something to do."""
        from .leaving import Leaving

        if how is Leaving.ELSEWHERE:
            self._go("elsewhere")
        else:
            self._given_up = True
            self.may_close.emit()

    def _forget_sheet(self) -> None:
        self._sheet = None


def _alarm_of(now: Situation | None, t: Texts) -> Alarm | None:
    if now is None:
        return None
    from .alarm import alarm_of

    return alarm_of(now, t)


def _what(alarm: Alarm | None) -> str:
    return alarm.what if alarm is not None else ""


def _free(safety: Safety, path: Path) -> int | None:
    """How many bytes are left on the disk that is at fault, where that may be the reason."""
    if safety.trouble is not None:
        folder, wanted = path.parent, safety.trouble.key == "disk_full"
    else:
        folder, wanted = data_folder(), safety.recorder_trouble is not None
    if not wanted:
        return None
    from shutil import disk_usage

    try:
        free = disk_usage(folder).free
    except OSError:
        return None
    return free if free < _LITTLE or safety.trouble is not None else None
