"""The trash, and erasing for good: places in an open workshop, or a whole one."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ... import settings as kept
from ...domain import sealing
from ...domain.edits import Edit
from ...domain.erasing import Where
from ...domain.errors import FileProblem, WerkstattError
from ...domain.records import Id
from ...domain.state import State
from ...domain.verbs.erasing import erase_name, erase_texts, remove_names
from ...storage.erasing import finish
from ...storage.opening import as_problem, connect
from ...storage.summaries import Summaries
from ..desk import Desk
from ..safekeeping.names import NamesSheet
from ..safekeeping.reach import new_version
from ..safekeeping.removing import RemovingSheet
from ..safekeeping.trash import TrashSheet
from ..safekeeping.work import Works
from .moving import take_up

if TYPE_CHECKING:
    from ..frame.window import WorkshopWindow
    from .care import Open
    from .program import Program

_PATIENCE_S = 2.0
"""How long the window waits for what is just being written."""


def rewrite(path: Path, keep: Path, doc_id: Id, erased: Collection[Id]) -> None:
    """Empty what was erased in all that was written before, while nobody has the file open.

    Raises `FileProblem`; done again, it goes on where it was.
    """
    with as_problem(), closing(connect(path, writable=True)) as connection:
        finish(connection, path, keep, doc_id, erased)


def refresh_cache(path: Path) -> None:
    """Let the start page know of a file only what is in it now."""
    known = Summaries(kept.cache_folder() / "workshops.json")
    known.load()
    paths = [Path(found.path) for found in known.all()]
    for found in paths:
        if os.path.realpath(found) == os.path.realpath(path):
            known.of(found)
    known.keep_only(paths)


class _Outcome(QObject):
    """Tells a widget how it ended, as long as there is one."""

    done = Signal()
    failed = Signal(object)


class Erasing:
    """While the file is rewritten the workshop is closed, and its window has a sheet over it."""

    def __init__(self, program: Program, works: Works) -> None:
        self._program, self._works = program, works
        self._keep = kept.data_folder()

    def show_trash(self, desk: Desk) -> None:
        """The trash of an open workshop."""
        desk.settling.emit()
        TrashSheet(desk, self._works, partial(self.erase, desk, erase_texts), self._window(desk)).open()

    def show_names(self, desk: Desk) -> None:
        """Where a name stands in an open workshop."""
        desk.settling.emit()
        NamesSheet(desk, self._works, partial(self.erase, desk, erase_name), self._window(desk)).open()

    def remove_names(self, desk: Desk) -> None:
        """All names of an open workshop."""
        desk.settling.emit()
        RemovingSheet(desk, self._works, partial(self.erase, desk, remove_names), self._window(desk)).open()

    def erase(
        self,
        desk: Desk,
        verb: Callable[[State, Sequence[Where]], Edit],
        places: Sequence[Where],
        done: Callable[[], object],
        failed: Callable[[WerkstattError], object],
    ) -> None:
        """Erase places in an open workshop: by a step, and then in all that was written of them before."""
        outcome = _Outcome(self._works)
        outcome.done.connect(done)
        outcome.failed.connect(failed)
        desk.settling.emit()
        before = sealing.version(desk.state)
        try:
            desk.store.commit(verb(desk.state, places))
            if not desk.store.flush(_PATIENCE_S):
                raise desk.store.safety.trouble or FileProblem("cannot_write", exit_code=5)
        except WerkstattError as error:
            outcome.failed.emit(error)
            outcome.deleteLater()
            return
        said = new_version(before, sealing.version(desk.state), desk.texts)
        if said:
            outcome.done.connect(partial(desk.say, said))
        self._finish(self._found(desk), outcome)

    def _finish(self, found: Open, outcome: _Outcome) -> None:
        """Rewrite what was written before, in a thread; the workshop is closed meanwhile."""
        store, keep, program = found.desk.store, self._keep, self._program
        path, doc_id, erased = store.path, store.doc_id, list(store.state.tables["erased"])
        found.keeping.pause()
        found.desk.let_go()
        store.keep_drafts({})
        store.close()

        def run(_stop: Event) -> None:
            rewrite(path, keep, doc_id, erased)
            refresh_cache(path)

        def go_on(error: WerkstattError | None) -> None:
            take_up(program, found, path)
            if error is None:
                outcome.done.emit()
            else:
                outcome.failed.emit(FileProblem("erased_in_part", exit_code=5))
            outcome.deleteLater()

        self._works.begin(run, lambda _none: go_on(None), go_on)

    def _window(self, desk: Desk) -> WorkshopWindow:
        return self._found(desk).window

    def _found(self, desk: Desk) -> Open:
        return next(found for found in self._program.open.values() if found.desk is desk)
