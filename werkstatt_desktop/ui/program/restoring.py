"""Backups of workshops, open or not, and what is made of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ... import settings as kept
from ...domain.errors import WerkstattError
from ...domain.records import Id
from ...storage import backups, ways
from ...storage.backups import Backup
from ...storage.folders import free_copy
from ...storage.keep import documents_at
from ...storage.recorder import Base
from ...storage.store import Store
from ...storage.ways import Taken, Way
from ..desk import Desk
from ..safekeeping import moments
from ..safekeeping.backups import BackupsSheet
from ..safekeeping.note import NoteBar
from ..safekeeping.work import Works
from ..start.reasons import name_words, taken_words

if TYPE_CHECKING:
    from .program import Program

_MOMENT_S = 0.5
"""How long the window waits for what is just being written."""


class Restoring:
    """Shows backups and opens what they become; the file they were made of is never touched."""

    def __init__(self, program: Program, works: Works) -> None:
        self._program = program
        self._works = works
        self._keep = kept.data_folder()

    def show_backups(self, desk: Desk) -> None:
        """The backups of an open workshop."""
        desk.settling.emit()
        store = desk.store
        window = next(found.window for found in self._program.open.values() if found.desk is desk)

        def back_up() -> None:
            back_up_now(store, self._keep)

        name = store.state.workshop.title or store.path.stem
        self._show(store.path, name, [store.doc_id], None if store.read_only else back_up, window)
        store.flush(_MOMENT_S)

    def show_backups_of(self, path: Path) -> None:
        """The backups of a file on the start page, whatever has become of it."""
        open_now = self._program.open.get(os.path.realpath(path))
        if open_now is not None:
            self.show_backups(open_now.desk)
            return
        self._show(path, path.stem, documents_at(self._keep, path), None, self._program.show_start())

    def look_for_ways(
        self, path: Path, error: WerkstattError, tell: Callable[[tuple[Path, Sequence[Way]]], object]
    ) -> None:
        """Look what there is to go on with for a file that did not open; a failure tells nothing."""
        look = partial(ways.ways_out, path, error.key, self._keep)
        self._works.begin(lambda _stop: (path, look()), tell, _be_silent)

    def take_way(self, way: Way, failed: Callable[[WerkstattError], object]) -> Callable[[], None]:
        """Take a way and open what it leads to, or tell why not; gives what stops it.

        Of a way that was stopped nothing is left.
        """
        t, keep = self._program.texts, self._keep
        target = self.place_for(way.path, name_words(way, t))

        def run(stop: Event) -> Taken:
            taken = ways.take(way, target, keep, t)
            if stop.is_set():
                target.unlink(missing_ok=True)
            return taken

        return self._works.begin(run, self._open_taken, failed).stop

    def place_for(self, path: Path, words: str) -> Path:
        """A free name for what is made of a workshop: beside it, or where workshops go."""
        folder = path.parent
        if not os.access(folder, os.W_OK):
            folder = Path(self._program.settings.folder or Path.home())
        return free_copy(folder / path.name, words)

    def _open_taken(self, taken: Taken) -> None:
        """Open what a way has led to; a note in its window says what it is."""
        program = self._program
        program.open_path(taken.path)
        found = program.open.get(os.path.realpath(taken.path))
        if found is not None:
            note = NoteBar(found.desk)
            found.window.show_note(note)
            note.show_note(taken_words(taken, program.texts))

    def _show(
        self,
        path: Path,
        name: str,
        doc_ids: Sequence[Id],
        back_up: Callable[[], None] | None,
        parent: QWidget,
    ) -> None:
        program = self._program
        t = program.texts

        def target(backup: Backup) -> Path:
            return self.place_for(path, t("backup {moment}", moment=moments.in_name(backup.at, t)))

        def found() -> list[Backup]:
            return sorted(
                (backup for doc_id in doc_ids for backup in backups.of(self._keep, doc_id)),
                key=lambda backup: backup.at,
                reverse=True,
            )

        sheet = BackupsSheet(t, program.theme, self._works, name, found, target, back_up, parent)
        sheet.restored.connect(program.open_path)
        sheet.open()


def _be_silent(_error: WerkstattError) -> None:
    """What could not be found out is not offered."""


def back_up_now(store: Store, keep: Path) -> None:
    """Back up an open workshop, in any thread. Raises `FileProblem`."""
    made = backups.make(store.path, keep, store.doc_id)
    backups.thin(keep, store.doc_id)
    if made.new:
        store.note_base(Base(made.backup.path.name, made.sha256, made.last))
