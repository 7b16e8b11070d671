"""Destroying a workshop: the file, and all that this device keeps of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ... import settings as kept
from ...domain.errors import FileProblem, WerkstattError
from ...domain.records import Id
from ...storage.forgetting import destroy
from ...storage.identity import documents_of
from ...storage.summaries import Summaries
from ..desk import Desk
from ..safekeeping.question import Question
from ..safekeeping.reach import agreement, reach_of_workshop
from ..safekeeping.work import Works

if TYPE_CHECKING:
    from .program import Program


class Destroying:
    """Asks first. What was done, or why it could not be done, is said on the start page."""

    def __init__(self, program: Program, works: Works) -> None:
        self._program, self._works = program, works
        self._keep = kept.data_folder()

    def ask(self, desk: Desk) -> None:
        """Ask whether the workshop of a window shall be destroyed; the window goes with it."""
        found = next(found for found in self._program.open.values() if found.desk is desk)
        name = desk.state.workshop.title or desk.store.path.stem
        self._ask(name, found.window, lambda: self._destroy_open(desk, name))

    def ask_for_file(self, path: Path) -> None:
        """The same for a workshop on the start page, whatever has become of its file."""
        found = self._program.open.get(os.path.realpath(path))
        if found is not None:
            self.ask(found.desk)
            return
        self._ask(path.stem, self._program.show_start(), partial(self._destroy, path, path.stem))

    def _ask(self, name: str, parent: QWidget, then: Callable[[], object]) -> None:
        t = self._program.texts
        question = Question(
            t,
            "destroy-question",
            t("Destroy the workshop {name}?", name=t.quote(name)),
            reach_of_workshop(t),
            t("Destroy workshop"),
            tick=agreement(t),
            danger=True,
            parent=parent,
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(then)
        question.open()

    def _destroy_open(self, desk: Desk, name: str) -> None:
        found = next(found for found in self._program.open.values() if found.desk is desk)
        store, keeping = desk.store, found.keeping
        self._program.show_start()
        found.window.hand_on()
        keeping.pause()
        keeping.deleteLater()

        def close() -> list[Id]:
            store.close()
            return [store.doc_id]

        self._destroy(store.path, name, close)

    def _destroy(self, path: Path, name: str, documents: Callable[[], list[Id]] | None = None) -> None:
        """Destroy in a thread; `documents` lets go of the file and says which workshop it is."""
        keep = self._keep

        def run(_stop: Event) -> None:
            destroy(path, keep, documents() if documents is not None else _documents_at(path, keep))
            _forget(path)

        def done(_none: object) -> None:
            self._gone(path, name)

        def failed(error: WerkstattError) -> None:
            self._program.show_trouble(path, error)

        self._works.begin(run, done, failed)

    def _gone(self, path: Path, name: str) -> None:
        """Take the workshop off the list, and say that it is gone."""
        program = self._program
        t = program.texts
        program.keep(kept.without_recent(program.settings, path))
        start = program.show_start()
        start.refresh()
        start.say(t("{name} is gone, with all that this device kept of it.", name=t.quote(name)))


def _documents_at(path: Path, keep: Path) -> list[Id]:
    """Which workshop a file is, or was.

    Raises `FileProblem("which_workshop")` where several lay at its path: their backups may still be needed.
    """
    found = documents_of(keep, path)
    if len(found) > 1:
        raise FileProblem("which_workshop", exit_code=4)
    return found


def _forget(path: Path) -> None:
    """Take what the start page knew of a file off the disk."""
    known = Summaries(kept.cache_folder() / "workshops.json")
    known.load()
    paths = [Path(found.path) for found in known.all()]
    known.keep_only([other for other in paths if os.path.realpath(other) != os.path.realpath(path)])
