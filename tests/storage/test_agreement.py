"""Three devices work apart, take back, take up again and exchange journals; in the end they agree."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.examples import assert_in_step, new_file, open_file
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.edits import Edit, Step
from werkstatt_desktop.domain.erasing import EMPTY, NAMES, emptied, named_by
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.photos import name_of, named_in
from werkstatt_desktop.domain.records import (
    OWNERS,
    TABLE_OF,
    TABLES,
    Card,
    Category,
    Cluster,
    Group,
    Id,
    ParkedItem,
    Photo,
    ProgrammeItem,
    Record,
)
from werkstatt_desktop.domain.state import State, settle
from werkstatt_desktop.domain.templates import BUILT_IN, built_in, template_of
from werkstatt_desktop.domain.trash import trash as bin_of
from werkstatt_desktop.domain.verbs import board, cards, erasing, parking, photos, setup, trash
from werkstatt_desktop.domain.verbs.photos import Hung
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage import photos as photos_in
from werkstatt_desktop.storage.erasing import scrub
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.store import Store

R = TypeVar("R", bound=Record)
DEVICES = "abc"
WHO = st.integers(0, 2)
NTH = st.integers(0, 7)
TEXT = st.text(st.sampled_from("aä <&\n\u0308\x00\u202e"), max_size=4)
SPOT = st.tuples(st.integers(-5, 5), st.integers(-5, 5))


_CONTENTS = {name_of(content): content for content in (bytes([n]) * 5000 for n in range(8))}
PICTURES = tuple(_CONTENTS)
"""The names of some pictures."""


def brought(edit: Edit) -> dict[str, bytes]:
    """The pictures that come with an edit."""
    return {name: _CONTENTS[name] for name in named_in(edit.changes)}


def pick(state: State, kind: type[R], n: int) -> R | None:
    rows = sorted(state.all(kind), key=lambda r: r.id)
    return rows[n % len(rows)] if rows else None


def ids(state: State, kind: type[Record], n: int) -> list[Id]:
    """Up to three records of a kind."""
    rows = sorted(state.all(kind), key=lambda r: r.id)
    return [row.id for row in rows[n % 3 :: 3][:3]]


def trashed(state: State) -> list[Id]:
    return [found.record.id for found in bin_of(state) if isinstance(found.record, Card)]


Deed = Callable[[State, int, int, str, tuple[int, int]], Edit | None]


def deed(kind: type[R], do: Callable[[State, R, int, str, tuple[int, int]], Edit]) -> Deed:
    """Something that is done to the n-th record of a kind, where there is one."""

    def found(state: State, n: int, m: int, text: str, spot: tuple[int, int]) -> Edit | None:
        record = pick(state, kind, n)
        return do(state, record, m, text, spot) if record is not None else None

    return found


DEEDS: dict[str, Deed] = {
    "write": deed(
        Group,
        lambda s, g, m, t, _: cards.write_cards(
            s, group_id=g.id, category_id=ids(s, Category, m)[0], texts=[t, f"{m}"]
        ),
    ),
    "reword": deed(Card, lambda s, c, _m, t, _p: cards.reword_card(s, c.id, t)),
    "explain": deed(Card, lambda s, c, _m, t, _p: cards.explain_card(s, c.id, t)),
    "recategorise": deed(
        Category, lambda s, k, m, _t, _p: cards.recategorise_cards(s, ids(s, Card, m), k.id)
    ),
    "hand over": deed(Group, lambda s, g, m, _t, _p: cards.hand_over_cards(s, ids(s, Card, m), g.id)),
    "delete cards": lambda s, n, _m, _t, _p: cards.delete_cards(s, ids(s, Card, n)),
    "move cards": lambda s, n, _m, _t, p: board.move_cards(s, dict.fromkeys(ids(s, Card, n), p)),
    "move all": lambda s, n, m, _t, p: board.move_all(
        s, dict.fromkeys(ids(s, Card, n), p), dict.fromkeys(ids(s, Cluster, m), p)
    ),
    "put into": deed(Cluster, lambda s, t, m, _t, _p: board.put_into_cluster(s, ids(s, Card, m), t.id, m)),
    "form": deed(Group, lambda s, g, m, t, _p: board.form_cluster(s, g.id, ids(s, Card, m), t)),
    "name": deed(Cluster, lambda s, c, _m, t, _p: board.name_cluster(s, c.id, t)),
    "dissolve": deed(Cluster, lambda s, c, _m, _t, _p: board.dissolve_cluster(s, c.id)),
    "take down": lambda s, n, m, _t, _p: board.take_down(s, ids(s, Card, n), ids(s, Cluster, m)),
    "tidy": deed(Group, lambda s, g, _m, _t, _p: board.tidy_up(s, g.id)),
    "hang": deed(
        Group,
        lambda s, g, m, t, p: photos.hang_photos(s, group_id=g.id, photos=[Hung(PICTURES[m], *p, caption=t)]),
    ),
    "put": deed(
        Card, lambda s, c, m, t, _p: photos.put_photos(s, card_id=c.id, names=[PICTURES[m]], caption=t)
    ),
    "caption": deed(Photo, lambda s, f, _m, t, _p: photos.caption_photo(s, f.id, t)),
    "move photos": lambda s, n, _m, _t, p: photos.move_photos(s, ids(s, Photo, n), *p),
    "size": deed(Photo, lambda s, f, m, _t, _p: photos.size_photo(s, f.id, 100.0 * m)),
    "take off": lambda s, n, _m, _t, _p: photos.delete_photos(s, ids(s, Photo, n)),
    "erase photos": lambda s, n, _m, _t, _p: erasing.erase_photos(s, ids(s, Photo, n)[:1]),
    "park": deed(Group, lambda s, g, m, t, _p: parking.park(s, t, group_id=g.id if m % 2 else None)),
    "edit parked": deed(ParkedItem, lambda s, k, _m, t, _p: parking.edit_parked(s, k.id, answer=t)),
    "move parked": deed(ParkedItem, lambda s, k, m, _t, _p: parking.move_parked(s, k.id, m)),
    "delete parked": deed(ParkedItem, lambda s, k, _m, _t, _p: parking.delete_parked(s, k.id)),
    "facts": lambda s, _n, _m, t, _p: setup.edit_workshop(s, title=t, goal=t),
    "add group": lambda s, _n, _m, t, _p: setup.add_group(s, t),
    "edit group": deed(Group, lambda s, g, m, t, _p: setup.edit_group(s, g.id, name=t, room=f"{m}")),
    "move group": deed(Group, lambda s, g, m, _t, _p: setup.move_group(s, g.id, m)),
    "delete group": deed(Group, lambda s, g, _m, _t, _p: setup.delete_group(s, g.id)),
    "add category": lambda s, _n, _m, t, _p: setup.add_category(s, t),
    "edit category": deed(Category, lambda s, c, _m, t, _p: setup.edit_category(s, c.id, title=t)),
    "move category": deed(Category, lambda s, c, m, _t, _p: setup.move_category(s, c.id, m)),
    "delete category": deed(Category, lambda s, c, _m, _t, _p: setup.delete_category(s, c.id)),
    "ask": deed(Group, lambda s, g, m, t, _p: setup.ask_group(s, g.id, ids(s, Category, m)[0], t)),
    "add item": lambda s, _n, m, t, _p: setup.add_programme_item(s, t, minutes=m),
    "edit item": deed(
        ProgrammeItem, lambda s, p, m, t, _: setup.edit_programme_item(s, p.id, title=t, minutes=m)
    ),
    "move item": deed(ProgrammeItem, lambda s, p, m, _t, _p: setup.move_programme_item(s, p.id, m)),
    "delete item": deed(ProgrammeItem, lambda s, p, _m, _t, _p: setup.delete_programme_item(s, p.id)),
    "put back": lambda s, n, _m, _t, _p: trash.put_back(s, [r.record.id for r in bin_of(s)[n % 3 :: 3]]),
    "erase cards": lambda s, n, _m, _t, _p: erasing.erase_cards(s, [ids(s, Card, n), trashed(s)][n % 2][:1]),
    "erase name": deed(
        Group, lambda s, g, m, _t, _p: erasing.erase_name(s, [("groups", g.id, NAMES["groups"][m % 2])])
    ),
    "erase text": deed(
        Cluster, lambda s, c, _m, _t, _p: erasing.erase_texts(s, [("clusters", c.id, "heading")])
    ),
    "name people": deed(
        Group, lambda s, g, m, t, _p: setup.edit_group(s, g.id, **{NAMES["groups"][m % 2]: t})
    ),
    "template": lambda s, n, _m, _t, _p: setup.apply_template(
        s, built_in(list(BUILT_IN)[n % len(BUILT_IN)], {}) if n < 5 else template_of(s)
    ),
}


class ThreeDevices(RuleBasedStateMachine):
    """Copies of one workshop on three devices."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="werkstatt-"))
        first = new_file(self.folder / "a.werkstatt")
        self.paths = [first, *(Path(shutil.copy(first, self.folder / f"{d}.werkstatt")) for d in "bc")]
        self.stores: list[Store] = []
        self.shown: list[dict[Id, Record]] = []
        for n in range(3):
            self.stores.append(self.opened(n))
            self.shown.append(all_shown(self.stores[n].state))

    def opened(self, n: int) -> Store:
        store = open_file(self.paths[n], DEVICES[n])
        store.subscribe(lambda step: self.hear(n, step))
        return store

    def hear(self, n: int, step: Step) -> None:
        """A view that only looks at what it is told of keeps up with the state."""
        now, mine = all_shown(self.stores[n].state), self.shown[n]
        assert step.appeared == now.keys() - mine.keys()
        assert step.vanished == mine.keys() - now.keys()
        touched = {c.id for c in step.edit.changes}
        for id in step.vanished:
            del mine[id]
        for id in (touched | step.appeared) & now.keys():
            mine[id] = now[id]
        assert mine == now

    @rule(who=WHO, what=st.sampled_from(list(DEEDS)), n=NTH, m=NTH, text=TEXT, spot=SPOT)
    def act(self, who: int, what: str, n: int, m: int, text: str, spot: tuple[int, int]) -> None:
        store = self.stores[who]
        before = store.state
        # Refused is what cannot be done, or has no text, and what names a record that is not there.
        with suppress(Refused, IndexError):
            edit = DEEDS[what](before, n, m, text, spot)
            if edit is not None:
                store.commit(edit, brought(edit))
                if edit.touches("erased"):
                    assert (store.undo_verb, store.redo_verb) == (None, None)
                return
        assert store.state is before

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        store = self.stores[who]
        verb, count = store.undo_verb, len(list(store.journal()))
        assert store.undo() == verb
        assert len(list(store.journal())) == count + (verb is not None)
        assert verb is None or store.redo_verb == verb

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        store = self.stores[who]
        verb = store.redo_verb
        assert store.redo() == verb
        assert verb is None or store.undo_verb == verb

    @rule(who=WHO, whose=WHO)
    def hand_over(self, who: int, whose: int) -> None:
        other = self.stores[whose]
        self.stores[who].receive(list(other.journal()), other.doc_id, other.gallery.at_hand)

    @rule()
    def exchange(self) -> None:
        everything = [entry for store in self.stores for entry in store.journal()]
        for store in self.stores:
            store.receive(reversed(everything), store.doc_id, self._picture)
        assert self.stores[0].state == self.stores[1].state == self.stores[2].state

    def _picture(self, sha256: str) -> bytes | None:
        """A picture from whichever device has it."""
        return photos_in.first(sha256, *(store.gallery.at_hand for store in self.stores))

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        old = self.stores[who]
        old.close()
        if erased := old.state.tables["erased"]:
            with closing(connect(self.paths[who], writable=True)) as connection:
                scrub(connection, erased)
        new = self.opened(who)
        assert new.state == old.state
        assert (new.undo_verb, new.redo_verb) == (old.undo_verb, old.redo_verb)
        self.stores[who] = new

    @invariant()
    def tables_are_the_journals_fold(self) -> None:
        for store in getattr(self, "stores", []):
            journal = list(store.journal())
            random.shuffle(journal)
            assert settle(journal) == store.state

    @invariant()
    def erased_is_empty(self) -> None:
        for store in getattr(self, "stores", []):
            erased = store.state.tables["erased"]
            for where in map(named_by, erased):
                record = store.state.tables[where.table][where.id]
                assert getattr(record, where.field) == EMPTY[where.table][where.field]
            if erased:
                assert settle(emptied(entry, erased) for entry in store.journal()) == store.state

    @invariant()
    def kept_step_by_step(self) -> None:
        for store in getattr(self, "stores", []):
            assert_in_step(store.state)
            for table, kind in TABLES.items():
                for record in store.state.all(kind):
                    for field, owner in OWNERS[table]:
                        assert store.state.get(TABLES[owner], getattr(record, field)) is not None

    @invariant()
    def everything_is_on_its_board(self) -> None:
        for store in getattr(self, "stores", []):
            state = store.state
            found: list[Id] = []
            for group in order.groups(state):
                here = order.loose_cards(state, group.id)
                for theme in order.clusters(state, group.id):
                    here += order.cards_of_cluster(state, theme.id)
                assert all(card.group_id == group.id for card in here)
                found += [card.id for card in here]
            assert sorted(found) == sorted(c.id for c in state.all(Card))

    def teardown(self) -> None:
        for store, path in zip(getattr(self, "stores", []), getattr(self, "paths", []), strict=True):
            store.close()
            seen = files.check(path)
            assert (seen.tables, seen.pictures) == ((), 0)
        shutil.rmtree(getattr(self, "folder", ""), ignore_errors=True)


def all_shown(state: State) -> dict[Id, Record]:
    return {record.id: record for kind in TABLE_OF for record in state.all(kind)}


ThreeDevices.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestThreeDevices = ThreeDevices.TestCase
