"""What is done for the safety of an open workshop while it is open, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.errors import FileProblem
from ...domain.records import Id
from ...storage.recorder import Base
from ...storage.store import Store

BACKUP_EVERY_MS = 10 * 60 * 1000
GAP_EVERY_MS = 60 * 1000
"""The least time between two backups that only close a gap; a disk that is full stays so for a while."""
_PATIENCE_S = 10.0
"""How long a file that is to be closed may take for what it lacks; the user has been asked before."""


class Keeping(QObject):
    """Checks a workshop once after it was opened, backs it up then, every ten minutes and at its end.

    `trouble` carries what the check or a backup ran into, `placed` on what kind of medium the file lies,
    `versions` the store and what other files in its folder have that it lacks.
    One thing is done at a time; `end` may take as long as a backup and is to be called when no window
    shows the workshop any more.
    """

    trouble = Signal(object)
    placed = Signal(object)
    versions = Signal(object, object)
    _done = Signal()

    def __init__(self, store: Store, keep: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._keep = keep
        self._thread: Thread | None = None
        self._backed_up: Id = ""
        self._sound = True
        self.begun = False
        self._done.connect(self._rest)
        self._timer = QTimer(self)
        self._timer.setInterval(BACKUP_EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._gap = QTimer(self)
        self._gap.setSingleShot(True)
        self._gap.setInterval(GAP_EVERY_MS)

    @property
    def busy(self) -> bool:
        return self._thread is not None

    def begin(self) -> None:
        """Look at all of the file, and back it up where it is sound."""
        self.begun = True
        if not self.store.read_only:
            self._timer.start()
            self._do(self._first)

    def back_up(self) -> None:
        """Make a backup, unless the newest one holds all there is."""
        if not self.store.read_only and (self.store.last != self._backed_up or self.store.wants_backup):
            self._do(self._back_up)

    def close_gap(self) -> None:
        """Make a backup soon where without one the recorder could not make the workshop again."""
        rests = self.begun and not self.busy and not self._gap.isActive()
        if rests and self.store.wants_backup:
            self._gap.start()
            self.back_up()

    def pause(self) -> None:
        """Do nothing more, and wait for what is being done; for when the file is to be closed at once."""
        self._timer.stop()
        self._rest()

    def end(self, then: Callable[[FileProblem | None], object], *, verify: bool) -> Thread:
        """Back up for the last time, close the workshop, call `then`; all in the thread that is given back.

        `verify`: have the medium give back what was written to it. `then` gets what was found wrong.
        """
        self._timer.stop()
        self.blockSignals(True)
        before = self._thread

        def finish() -> None:
            if before is not None:
                before.join()
            problem: FileProblem | None = FileProblem("unknown", exit_code=5)
            try:
                problem = self._close(verify=verify)
            finally:
                then(problem)

        thread = Thread(target=finish, name="closing", daemon=True)
        thread.start()
        return thread

    def _close(self, *, verify: bool) -> FileProblem | None:
        store = self.store
        base = self._base() if not store.read_only and store.flush(_PATIENCE_S) else None
        try:
            state, entries = store.state, list(store.journal()) if verify else []
            left, trouble = store.safety.waiting, store.safety.trouble
        except FileProblem as error:
            store.close()
            return error
        store.close(base)
        if not verify:
            return None
        if left:
            return trouble or FileProblem("cannot_write", exit_code=5)
        from ...storage.handing import verify_on_medium

        try:
            verify_on_medium(store.path, state, entries)
        except FileProblem as error:
            return error
        return None

    def _do(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = Thread(target=work, name="keeping", daemon=True)
            self._thread.start()

    def _rest(self) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _first(self) -> None:
        from ...storage.places import place_of
        from ...storage.reading import check_open

        self.placed.emit(place_of(self.store.path))
        try:
            found = check_open(self.store.path)
            if found.tables:
                raise FileProblem("tables_differ", exit_code=1)
            lost = self._lost_pictures() if found.pictures else 0
            self._base()
            self._look_beside()
            if lost:
                # Said last: all else is sound, and goes on being backed up.
                self.trouble.emit(FileProblem("pictures_lost", exit_code=1))
        except FileProblem as error:
            # A file that is busy, or was taken away, is spoken of by the store.
            if error.exit_code == 1:
                self._sound = False
                self.trouble.emit(error)
        finally:
            self._done.emit()

    def _lost_pictures(self) -> int:
        """Put pictures back that the file has lost and this device has; gives how many stay lost."""
        from ...domain.photos import shown
        from ...storage import photos

        store = self.store
        names, kept = shown(store.state), photos.on_device(self._keep, store.doc_id)
        try:
            return photos.mend(store.path, names, kept)
        except FileProblem:
            return len(names)

    def _look_beside(self) -> None:
        from ...storage.versions import versions_beside

        if found := versions_beside(self.store, self._keep):
            self.versions.emit(self.store, found)

    def _back_up(self) -> None:
        self._base()
        self._done.emit()

    def _base(self) -> Base | None:
        """A backup of the file as it is now, and the recorder told of it; None where that failed.

        A damaged file is not backed up: in time its backups would take the place of good ones.
        """
        from ...storage import backups

        if not self._sound:
            return None
        store = self.store
        try:
            made = backups.make(store.path, self._keep, store.doc_id)
            backups.thin(self._keep, store.doc_id)
        except FileProblem:
            return None
        base = Base(made.backup.path.name, made.sha256, made.last)
        if made.new or made.last != self._backed_up or store.wants_backup:
            store.note_base(base)
        self._backed_up = made.last
        return base
