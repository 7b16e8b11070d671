"""Second versions of an open workshop: they are spoken of, and joined with it when the user wants that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject

from ...domain.errors import WerkstattError
from ...domain.records import Card, Cluster, Record
from ...domain.state import State
from ...storage.store import Store
from ...storage.versions import Version, decline, version, versions_beside
from ..desk import Desk
from .note import NoteBar
from .work import Works


class Joining(QObject):
    """Says in a note which second versions there are, one after the other; joined ones stay as they are.

    `back_up` makes a backup of a store in a thread; only after that is anything joined. `keep` is where
    this device keeps what makes workshops safe.
    """

    def __init__(
        self,
        desk: Desk,
        note: NoteBar,
        works: Works,
        keep: Path,
        back_up: Callable[[Store], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self.note, self._works, self._keep = desk, note, works, keep
        self._back_up = back_up
        self._versions: list[Version] = []
        self._asked_for = Path()
        note.chosen.connect(self._take)
        note.closed.connect(self._look)

    def speak_of(self, versions: Sequence[Version]) -> None:
        """Name the first of these, and the others after it."""
        self._versions = list(versions)
        if not versions:
            return
        t, first = self._desk.texts, versions[0]
        steps = t.n("{n} step that is missing here", "{n} steps that are missing here", len(first.entries))
        words = t("There is a second version: {name} ({steps})", name=t.quote(first.path.name), steps=steps)
        self.note.show_note(words, {"merge": t("Merge"), "later": t("Not now")})

    def join(self, path: Path) -> None:
        """Take over what another file of the workshop has, after a backup was made."""
        t, store = self._desk.texts, self._desk.store
        self._asked_for = path

        def compare(_stop: Event) -> Version:
            found = version(store, path)
            if found.entries:
                self._back_up(store)
            return found

        self.note.show_note(
            t("{name} is compared, and a backup is made …", name=t.quote(path.name)), busy=True
        )
        self._works.begin(compare, self._receive, self._fail)

    def _take(self, way: str) -> None:
        first = self._versions[0]
        if way == "merge":
            self.join(first.path)
        else:
            decline(self._keep, first)
            self.note.hide()
            self.speak_of(self._versions[1:])

    def _receive(self, found: Version) -> None:
        desk = self._desk
        t, name = desk.texts, desk.texts.quote(found.path.name)
        desk.settling.emit()
        before = desk.state
        try:
            count = desk.store.receive(found.entries, found.doc_id, found.picture)
        except WerkstattError as error:
            self._fail(error)
            return
        if not count:
            self.note.show_note(t("{name} holds nothing that is missing here.", name=name))
            return
        cards, themes = _new(before, desk.state, Card), _new(before, desk.state, Cluster)
        steps = t.n("{n} step taken over from {name}.", "{n} steps taken over from {name}.", count, name=name)
        new = t(
            "New: {cards}, {themes}.",
            cards=t.n("{n} card", "{n} cards", cards),
            themes=t.n("{n} theme", "{n} themes", themes),
        )
        safe = t("The state before that is among the backups; the other file stays as it is.")
        self.note.show_note(f"{steps} {new} {safe}")

    def _fail(self, error: WerkstattError) -> None:
        t = self._desk.texts
        name = t.quote(self._asked_for.name)
        self.note.show_note(f"▲ {name}: {t.sentence(error)}")

    def _look(self) -> None:
        """See whether there is still a second version, after one was dealt with."""
        store, keep = self._desk.store, self._keep
        self._works.begin(lambda _stop: versions_beside(store, keep), self.speak_of, self._fail)


def _new(before: State, now: State, kind: type[Record]) -> int:
    """How many records of a kind there are to be seen now that were not before."""
    known = {record.id for record in before.all(kind)}
    return sum(record.id not in known for record in now.all(kind))
