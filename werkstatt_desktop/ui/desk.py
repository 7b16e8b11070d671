"""What the pages of one window share: the open workshop, the words, the look and the group in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal

from ..domain import order
from ..domain.edits import Edit, Step
from ..domain.errors import WerkstattError
from ..domain.records import Card, Cluster, Group, Id, Link, Photo
from ..domain.state import State
from ..storage.store import Safety, Store
from ..texts import Texts, mark
from .drafts import Drafts
from .health import Health
from .theme import Theme

P = ParamSpec("P")

CARD_TEXT = (15.0, 20.0, 28.0, 40.0)
"""Height of the text on cards in pixels, for each of the four sizes, in a window 1,920 pixels wide."""


class Desk(QObject):
    """The moderator's desk. Pages read `state`, do things with `do`, and redraw on `changed`.

    `settling` asks open editors to commit what they hold: before undo, printing, another page and
    closing. `leaving` comes before that when the window goes for good: then also what was only begun
    becomes part of the workshop. `safety_changed` comes again and again while steps are on their way.
    `places` has what pages remember of where one stood on them, by names such as "board/<group>".
    `drafts` keeps what stands in fields. `workshop_wanted` asks for another workshop, by its path, with a
    page or a card in view, `ready_wanted` for the look at what the day needs.
    """

    changed = Signal(object)
    safety_changed = Signal(object)
    group_changed = Signal(str)
    look_changed = Signal()
    settling = Signal()
    leaving = Signal()
    said = Signal(str)
    workshop_wanted = Signal(object, str, str)
    ready_wanted = Signal()
    _woken = Signal()

    def __init__(self, store: Store, texts: Texts, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.texts = texts
        self.theme = theme
        self.card_size = 0
        self.places: dict[str, str] = {}
        self._listening = False
        self._told: Step | None = None
        self.drafts = Drafts(self)
        self.health = Health(self)
        self.health.told.connect(self.safety_changed)
        first = order.groups(store.state)
        self.group_id: Id | None = first[0].id if first else None
        self._woken.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._listen(store)
        self._tell_safety(store.safety)

    @property
    def state(self) -> State:
        return self.store.state

    def do(
        self, verb: Callable[Concatenate[State, P], Edit], *args: P.args, **kwargs: P.kwargs
    ) -> Edit | None:
        """Do something to the workshop. Where that is refused the status line says why; gives None then.

        What a field hands over after the window has let go of the workshop is lost, without a word.
        """
        return self.bring({}, verb, *args, **kwargs)

    def bring(
        self,
        pictures: Mapping[str, bytes],
        verb: Callable[Concatenate[State, P], Edit],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Edit | None:
        """The same with the bytes of pictures that the workshop gets by it."""
        if not self._listening:
            return None
        try:
            edit = verb(self.state, *args, **kwargs)
            self.store.commit(edit, pictures)
        except WerkstattError as error:
            self.said.emit(self.texts.sentence(error))
            return None
        if edit.cleaned:
            self.said.emit(self.texts("Characters that cannot be shown were taken out of the text."))
        return edit

    def undo(self) -> None:
        self.settling.emit()
        self._take(self.store.undo, mark("Undone: {step}"))

    def redo(self) -> None:
        self.settling.emit()
        self._take(self.store.redo, mark("Done again: {step}"))

    def reassure(self) -> None:
        """For those who save out of habit: hand over what is typed, and say what is in the file."""
        self.settling.emit()
        if not self.store.safety.waiting and not self.store.read_only:
            self.say(self.texts("Each step is saved already; what still stands in a field is with Enter."))

    def say(self, sentence: str) -> None:
        """A sentence for the status line; it goes by itself."""
        self.said.emit(sentence)

    def show_group(self, group_id: Id | None) -> None:
        """Bring another group's cards into view."""
        if group_id == self.group_id:
            return
        self.settling.emit()
        self.group_id = group_id
        self.group_changed.emit(group_id or "")

    def show_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.look_changed.emit()

    def show_card_size(self, size: int) -> None:
        """One of the four sizes of cards; beyond the ends nothing happens."""
        size = min(max(size, 0), len(CARD_TEXT) - 1)
        if size != self.card_size:
            self.card_size = size
            self.look_changed.emit()

    def card_text(self, width: int) -> float:
        """Height of the text on cards in pixels, in a window of a width."""
        return max(CARD_TEXT[0], CARD_TEXT[self.card_size] * min(1.0, width / 1920))

    def wake(self) -> None:
        """There is news from the store's threads; they call this, and it is heard in the desk's own."""
        with suppress(RuntimeError):  # the window went at this moment
            self._woken.emit()

    def go_on_from(self, other: Desk) -> None:
        """Be where another desk on the same store is, with what stood in its fields."""
        self.health.go_on_from(other.health)
        self.drafts.begin_with(other.drafts.all())
        self.places.update(other.places)
        self.show_card_size(other.card_size)
        self.show_group(other.group_id)

    def take_over(self, store: Store) -> None:
        """Go on with the same workshop under another file name."""
        self._stop_listening()
        self.store = store
        self.health.begin_anew()
        self._listen(store)
        self.drafts.keep_again()
        self._tell(None)
        self._tell_safety(store.safety)

    def let_go(self) -> None:
        """Hear of nothing more and do nothing more; the store stays open for another desk."""
        self.drafts.keep()
        self._stop_listening()

    def _take(self, step: Callable[[], str | None], msgid: str) -> None:
        before, self._told = self.state, None
        try:
            verb = step()
        except WerkstattError as error:
            self.said.emit(self.texts.sentence(error))
            return
        if verb is not None:
            self._show_place(before)
            self.said.emit(self.texts(msgid, step=self.texts.verb(verb)))

    def _show_place(self, before: State) -> None:
        """Bring the group into view in which something was taken back, so that it is seen."""
        edit = self._told.edit if self._told else None
        if edit is None:
            return
        kinds: tuple[tuple[str, type[Card | Cluster | Photo]], ...] = (
            ("cards", Card),
            ("clusters", Cluster),
            ("photos", Photo),
        )
        records = [
            s.get(kind, id) for table, kind in kinds for id in edit.ids(table) for s in (self.state, before)
        ]
        links = [link for id in edit.ids("links") for s in (self.state, before) if (link := s.get(Link, id))]
        records += [before.get(Card, link.from_card_id) for link in links]
        records += [before.get(Card, photo.card_id) for photo in records if isinstance(photo, Photo)]
        groups = [record.group_id for record in records if record is not None]
        # Hiding a board is a step of its group alone.
        groups += [
            change.id for change in edit.changes if change.table == "groups" and "hidden" in change.after
        ]
        shown = [id for id in groups if self.state.get(Group, id)]
        if shown and self.group_id not in shown:
            self.show_group(shown[0])

    def _listen(self, store: Store) -> None:
        store.subscribe(self._tell)
        store.watch_safety(self._tell_safety)
        self._listening = True

    def _stop_listening(self) -> None:
        self._listening = False
        self.health.rest()
        self.store.forget(self._tell, self._tell_safety)

    def _tell(self, step: Step | None) -> None:
        self._told = step
        if self.state.get(Group, self.group_id) is None:
            groups = order.groups(self.state)
            before, self.group_id = self.group_id, groups[0].id if groups else None
            if self.group_id != before:
                self.group_changed.emit(self.group_id or "")
        self.changed.emit(step)

    def _hear(self) -> None:
        if not self._listening:
            return
        try:
            self.store.hear()
        except WerkstattError as error:
            self.said.emit(self.texts.sentence(error))

    def _tell_safety(self, safety: Safety) -> None:
        self.health.tell(safety)
