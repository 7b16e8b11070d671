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
from ...domain.errors import FileProblem, WerkstattError
from ...domain.records import Id, Workshop
from ...storage import backups, recorder, ways
from ...storage.backups import Backup
from ...storage.folders import file_name, free_copy
from ...storage.identity import documents_of
from ...storage.keep import kept_documents, recorder_folders
from ...storage.reading import read
from ...storage.recorder import Base
from ...storage.store import Store
from ...storage.ways import Taken, Way
from ..desk import Desk
from ..safekeeping import moments
from ..safekeeping.backups import BackupsSheet, Kept
from ..safekeeping.note import NoteBar
from ..safekeeping.work import Works
from ..start.reasons import name_words, taken_words

if TYPE_CHECKING:
    from .program import Program


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

        def back_up() -> int:
            back_up_now(store, self._keep)
            return store.safety.waiting

        name = store.state.workshop.title or store.path.stem
        workshop = Kept(name, store.path, (store.doc_id,))
        self._show([workshop], None if store.read_only else back_up, window)

    def show_backups_of(self, path: Path) -> None:
        """The backups of a file on the start page, whatever has become of it."""
        open_now = self._program.open.get(os.path.realpath(path))
        if open_now is not None:
            self.show_backups(open_now.desk)
            return

        def look(_stop: Event) -> list[Kept]:
            return [Kept(path.stem, path, tuple(documents_of(self._keep, path)))]

        self._works.begin(look, self._show_on_start_page, _be_silent)

    def show_all_backups(self) -> None:
        """The backups of all workshops; also of those whose files nobody remembers."""
        folder = Path(self._program.settings.folder or Path.home())
        self._works.begin(lambda _stop: _all_kept(self._keep, folder), self._show_on_start_page, _be_silent)

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

    def _open_backup(self, path: Path, backup: Backup) -> None:
        self._open_taken(Taken(Way("backup", path, backup=backup), path, backup.cards))

    def _show_on_start_page(self, workshops: Sequence[Kept]) -> None:
        self._show(workshops, None, self._program.show_start())

    def _show(self, workshops: Sequence[Kept], back_up: Callable[[], int] | None, parent: QWidget) -> None:
        program = self._program
        t = program.texts

        def target(workshop: Kept, backup: Backup) -> Path:
            return self.place_for(workshop.path, t("backup {moment}", moment=moments.in_name(backup.at, t)))

        sheet = BackupsSheet(t, program.theme, self._works, workshops, self._keep, target, back_up, parent)
        sheet.restored.connect(self._open_backup)
        sheet.open()


def _all_kept(keep: Path, folder: Path) -> list[Kept]:
    """All workshops with backups, the one backed up last first; for each a place to put one."""
    found = []
    for doc_id in kept_documents(keep):
        if not (known := backups.of(keep, doc_id)):
            continue
        try:
            workshop = read(known[0].path).state.workshop
        except FileProblem:
            workshop = Workshop()
        path = _lay_at(keep, doc_id) or folder / file_name(workshop.date, workshop.title)
        found.append((known[0].at, Kept(workshop.title or path.stem, path, (doc_id,))))
    return [workshop for _, workshop in sorted(found, key=lambda entry: entry[0], reverse=True)]


def _lay_at(keep: Path, doc_id: Id) -> Path | None:
    """Where the file of a workshop lay, as far as a recorder knows."""
    found = (recorder.read(folder) for folder in recorder_folders(keep, doc_id))
    return next((Path(recording.path) for recording in found if recording is not None), None)


def _be_silent(_error: WerkstattError) -> None:
    """What could not be found out is not offered."""


def back_up_now(store: Store, keep: Path) -> None:
    """Back up an open workshop, in any thread. Raises `FileProblem`."""
    made = backups.make(store.path, keep, store.doc_id)
    backups.thin(keep, store.doc_id)
    if made.new:
        store.note_base(Base(made.backup.path.name, made.sha256, made.last))
