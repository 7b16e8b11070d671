"""The workshop files of open windows: how they are opened, kept safe, and closed."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ... import settings as kept
from ...domain.errors import FileProblem
from ...storage import files
from ...storage.lock import Lock
from ...storage.opening import inspect
from ...storage.store import Store
from ..desk import Desk
from .keeping import Keeping

if TYPE_CHECKING:
    from ...storage.versions import Version
    from ..frame.window import WorkshopWindow
    from .program import Program
    from .unplugging import Unplugging

_PATIENCE_S = 30.0
"""How long the end of the program waits for a file that is being closed; its medium may hang."""


@dataclass(slots=True)
class Open:
    """A workshop that is open: its desk, its window, its mark beside the file, and who keeps it safe."""

    desk: Desk
    window: WorkshopWindow
    lock: Lock | None
    keeping: Keeping


class Care(QObject):
    """Closing is done in threads, and a file that is just being closed is opened again only after that."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._closing: dict[str, Thread] = {}
        self._unplugging: list[Unplugging] = []

    def opened(self, path: Path, *, to_read: bool, anyway: bool) -> tuple[Store, Lock | None]:
        """A workshop file as windows need it, and the mark beside it. Raises `FileProblem`.

        `to_read`: nothing is written to it. `anyway`: the mark of another computer is taken over.
        """
        self.wait_for(path)
        # A file that is none of ours gets no mark; one that is open elsewhere is not written to.
        inspect(path)
        lock = None if to_read else Lock.take(path, force=anyway)
        try:
            store = self.store(path, to_read=to_read)
        except BaseException:
            _release(lock)
            raise
        if store.read_only:
            _release(lock)
            lock = None
        return store, lock

    def store(self, path: Path, *, to_read: bool = False) -> Store:
        """A workshop file without a mark beside it. Raises `FileProblem`.

        What an erasing has left undone, here or on another device, is done before.
        """
        device, keep = self._program.settings.device, kept.data_folder()
        prepare = partial(_back_up_before, keep)
        store = files.open_store(path, device=device, keep=keep, prepare=prepare, read_only=to_read)
        erased = store.state.tables["erased"]
        if not erased or store.read_only:
            return store
        from ...storage.erasing import is_done
        from .erasing import rewrite

        if is_done(keep, store.doc_id, path, erased):
            return store
        store.close()
        with suppress(FileProblem):  # it is tried again at the next opening
            rewrite(path, keep, store.doc_id, list(erased))
        return files.open_store(path, device=device, keep=keep, read_only=to_read)

    def keeping(self, desk: Desk) -> Keeping:
        """What keeps the workshop of a desk safe; it has still to begin."""
        desk.store.write_behind(desk.wake)
        made = Keeping(desk.store, kept.data_folder(), self)
        self.tell(made, desk)
        made.versions.connect(self._speak_of)
        return made

    def tell(self, keeping: Keeping, desk: Desk) -> None:
        """Have a desk hear what comes to light."""
        keeping.trouble.connect(desk.health.find_fault)
        keeping.placed.connect(desk.health.lie_at)
        desk.safety_changed.connect(keeping.close_gap)

    def look_after(self, found: Open) -> None:
        """Keep a workshop safe that goes on with another store."""
        found.keeping.deleteLater()
        found.keeping = self.keeping(found.desk)
        found.keeping.begin()

    def _speak_of(self, store: Store, versions: list[Version]) -> None:
        self._program.safekeeping().merging.speak_of(store, versions)

    def close(self, real: str, found: Open) -> None:
        """Back up and close the file of a window that goes, without holding up the others.

        A stick can be pulled out after that: a window of its own says when.
        """
        lock, found.lock = found.lock, None
        place = found.desk.health.place
        unplugging = self._unplugging_of(found) if place and place.kind == "removable" else None

        def then(problem: FileProblem | None) -> None:
            if lock is not None:
                lock.release()
            if unplugging is not None:
                unplugging.tell(problem)

        self._closing[real] = found.keeping.end(then, verify=unplugging is not None)

    def close_store(self, store: Store, keeping: Keeping, lock: Lock | None) -> None:
        """Close the file that a window goes on without."""

        def then(_problem: FileProblem | None) -> None:
            if lock is not None:
                lock.release()

        self._closing[os.path.realpath(store.path)] = keeping.end(then, verify=False)

    def wait_for(self, path: Path) -> None:
        """Wait until a file that is being closed is closed."""
        thread = self._closing.pop(os.path.realpath(path), None)
        if thread is not None:
            thread.join()

    def end(self) -> None:
        """Wait until everything is closed."""
        for thread in list(self._closing.values()):
            thread.join(_PATIENCE_S)
        for unplugging in self._unplugging:
            unplugging.close()
            unplugging.deleteLater()

    def _unplugging_of(self, found: Open) -> Unplugging:
        from .unplugging import Unplugging

        for old in [window for window in self._unplugging if window.done_with and not window.isVisible()]:
            self._unplugging.remove(old)
            old.deleteLater()
        made = Unplugging(self._program.texts, found.desk.theme, found.desk.store.path)
        self._unplugging.append(made)
        made.show()
        return made


def _release(lock: Lock | None) -> None:
    if lock is not None:
        lock.release()


def _back_up_before(keep: Path, path: Path) -> None:
    """Back up a file of an older version before it is brought up to date. Raises `FileProblem`."""
    from ...storage import backups

    backups.make_first(path, keep)


def came_back(desk: Desk) -> str:
    """What was taken from the safety copy at opening, and what stands in fields again; empty for nothing."""
    t, parts = desk.texts, []
    if count := desk.store.taken:
        parts.append(
            t.n(
                "{n} step taken over from the safety copy",
                "{n} steps taken over from the safety copy",
                count,
            )
        )
    if count := len(desk.drafts):
        parts.append(
            t.n(
                "{n} text that was begun is back in its field",
                "{n} texts that were begun are back in their fields",
                count,
            )
        )
    return " · ".join(parts)
