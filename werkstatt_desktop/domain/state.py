"""The whole workshop as one immutable value, and how edits lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from .buckets import Buckets
from .clean import MERGED, admitted
from .edits import BASE, Change, Edit, Entry, Step
from .erasing import key
from .errors import Refused
from .index import Kids, index
from .merging import change, effects, rows_of, with_witness
from .records import (
    OWNERS,
    REFS,
    TABLE_OF,
    TABLES,
    UNITS,
    WORKSHOP_ID,
    Card,
    Id,
    Record,
    Value,
    Workshop,
)

R = TypeVar("R", bound=Record)
Tables = Mapping[str, Mapping[Id, Record]]
_NO_KIDS: Kids = Buckets()
_NO_ROWS: Buckets[Id, Record] = Buckets()
_MANY = 1000
"""From so many changes on, making a state anew costs less than changing it step by step."""


class State:
    """Every record ever made; `all`, `get` and `kids` show only those that are still there.

    Shown is a record that is not gone, or that something shown cannot do without. That, and who
    refers to whom, is kept step by step: `apply` costs as much as the edit is large, not as the
    workshop is. `notes` go on from state to state: what others worked out of an earlier one, to be
    brought up to date by what has changed since.
    """

    __slots__ = ("_dependants", "_kids", "last_written", "notes", "shown", "tables", "twins")

    def __init__(self, tables: Tables | None = None) -> None:
        given = tables or {}
        self.tables: dict[str, Buckets[Id, Record]] = {name: Buckets(given.get(name)) for name in TABLES}
        self.shown, self._dependants, self._kids = index(self.tables)
        # The shown cards that name another one; few, so that counting without them costs nothing.
        self.twins = frozenset(
            id for (_, field, _), ids in self._kids.items() if field == "twin_of" for id in ids
        )
        self.notes: dict[str, object] = {}
        cards = cast("Mapping[Id, Card]", given.get("cards", {}))
        self.last_written = max((card.written for card in cards.values()), default=0)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        return all(dict(rows) == dict(other.tables[name]) for name, rows in self.tables.items())

    @property
    def workshop(self) -> Workshop:
        """The facts of the event; a fresh record while the file has none."""
        return cast("Workshop | None", self.tables["workshops"].get(WORKSHOP_ID)) or Workshop(id=WORKSHOP_ID)

    def all(self, kind: type[R]) -> Iterator[R]:
        """The shown records of a kind, in no order."""
        return iter(cast("Buckets[Id, R]", self.shown[TABLE_OF[kind]]).values())

    def count(self, kind: type[Record]) -> int:
        return len(self.shown[TABLE_OF[kind]])

    def get(self, kind: type[R], id: Id | None) -> R | None:
        """The shown record with this id, if there is one."""
        return cast("R | None", self.shown[TABLE_OF[kind]].get(id))

    def kids(self, kind: type[R], field: str, id: Id) -> list[R]:
        """The shown records of a kind whose `field` names `id`, in no order."""
        table = TABLE_OF[kind]
        rows = cast("Buckets[Id, R]", self.shown[table])
        return rows.pick(self._kids.get((table, field, id), _NO_KIDS))

    def kids_count(self, kind: type[Record], field: str, id: Id) -> int:
        """How many records `kids` would give, without looking at them."""
        return len(self._kids.get((TABLE_OF[kind], field, id), _NO_KIDS))

    def is_erased(self, table: str, id: Id, field: str) -> bool:
        """Whether a field was erased for good, so that nothing can be entered there any more."""
        return key(table, id, field) in self.tables["erased"]

    def apply(self, changes: Iterable[Change]) -> State:
        """The next state.

        Raises `Refused` where a change names a record, table or field that does not exist, or has a
        value that no file can hold.
        """
        return _Draft(self).with_all(changes).finish()

    def take(self, edit: Edit) -> tuple[State, Step]:
        """The next state as `apply` gives it, and what listeners hear of it."""
        if len(edit.changes) >= _MANY:
            return self._take_anew(edit)
        draft = _Draft(self).with_all(edit.changes)
        state = draft.finish()
        appeared, vanished = draft.came_and_went(self)
        return state, Step(edit, appeared, vanished)

    def _take_anew(self, edit: Edit) -> tuple[State, Step]:
        """What `take` gives, by making all of the next state at once."""
        # What is erased empties fields of any table.
        all_of_them = edit.touches("erased")
        rows = {
            name: dict(rows) if all_of_them or edit.touches(name) else rows
            for name, rows in self.tables.items()
        }
        touched: dict[tuple[str, Id], Record] = {}
        for c in edit.changes:
            for table, new in effects(rows, c):
                cast("dict[Id, Record]", rows[table])[new.id] = new
                touched[table, new.id] = new
        for (table, _), record in touched.items():
            for field, other in REFS[table]:
                if (named := getattr(record, field)) is not None and named not in rows[other]:
                    raise Refused("refers_to_nothing", table=other)
        state = State(rows)
        state.last_written = max(state.last_written, self.last_written)
        state.notes = self.notes
        now, then = ({(t, id) for t, rows in s.shown.items() for id in rows} for s in (state, self))
        return state, Step(edit, _ids(now - then), _ids(then - now))


class _Draft:
    """A state in the making; touched buckets are copied, all else is shared."""

    def __init__(self, state: State) -> None:
        self._tables = dict(state.tables)
        self._shown = dict(state.shown)
        self._dependants = state._dependants
        self._kids = state._kids
        self._last_written = state.last_written
        self._notes = state.notes
        self._twins = state.twins
        self._refs: list[tuple[str, Id]] = []
        self._settled: set[tuple[str, Id]] = set()

    def with_all(self, changes: Iterable[Change]) -> _Draft:
        for c in changes:
            self._take(c)
        return self

    def came_and_went(self, before: State) -> tuple[frozenset[Id], frozenset[Id]]:
        """The records that are shown now and were not before, and the other way round.

        They can be more than were touched: what leans on a record, or what that leans on.
        """
        now = {(t, id) for t, id in self._settled if id in self._shown[t]}
        then = {(t, id) for t, id in self._settled if id in before.shown[t]}
        return _ids(now - then), _ids(then - now)

    def _take(self, change: Change) -> None:
        for table, new in effects(self._tables, change):
            self._tables[table] = self._tables[table].with_(new.id, new)
            for field, other in REFS[table]:
                if (named := getattr(new, field)) is not None:
                    self._refs.append((other, named))
            if isinstance(new, Card):
                self._last_written = max(self._last_written, new.written)
            self._settle(table, new.id)

    def finish(self) -> State:
        for table, id in self._refs:
            if id not in self._tables[table]:
                raise Refused("refers_to_nothing", table=table)
        state = State.__new__(State)
        state.tables, state.shown = self._tables, self._shown
        state._dependants, state._kids = self._dependants, self._kids
        state.last_written, state.twins = self._last_written, self._twins
        state.notes = self._notes
        return state

    def _settle(self, table: str, id: Id) -> None:
        """Bring up to date whether a record is shown, and what follows for those it names."""
        self._settled.add((table, id))
        new = self._tables[table].get(id)
        was = self._shown[table].get(id)
        now = new if new is not None and (not new.gone or self._dependants.get((table, id), 0)) else None
        if was is None and now is None:
            return
        self._shown[table] = self._shown[table].with_(id, now) if now else self._shown[table].without(id)
        for field, _ in REFS[table]:
            before, after = was and getattr(was, field), now and getattr(now, field)
            if before != after:
                self._adopt(table, field, before, after, id)
        for field, owner in OWNERS[table]:
            before, after = was and getattr(was, field), now and getattr(now, field)
            if before != after:
                self._lean(owner, before, -1)
                self._lean(owner, after, +1)

    def _adopt(self, table: str, field: str, before: Id | None, after: Id | None, id: Id) -> None:
        if field == "twin_of":
            self._twins = self._twins - {id} if after is None else self._twins | {id}
        if before is not None:
            left = self._kids[(table, field, before)].without(id)
            key = (table, field, before)
            self._kids = self._kids.with_(key, left) if left else self._kids.without(key)
        if after is not None:
            key = (table, field, after)
            self._kids = self._kids.with_(key, self._kids.get(key, _NO_KIDS).with_(id, None))

    def _lean(self, table: str, id: Id | None, by: int) -> None:
        """Count one more or one fewer shown record that cannot do without this one."""
        if id is None:
            return
        key = (table, id)
        count = self._dependants.get(key, 0) + by
        self._dependants = self._dependants.with_(key, count) if count else self._dependants.without(key)
        if count == (1 if by > 0 else 0):
            self._settle(table, id)


def _ids(keys: Iterable[tuple[str, Id]]) -> frozenset[Id]:
    return frozenset(id for _, id in keys)


def fold(entries: Iterable[Entry]) -> State:
    """The state that entries lead to that come in the order of their keys.

    KeyError or TypeError is raised where an entry is missing that made a record.
    """
    return State(
        {
            name: {id: TABLES[name](id=id, **row) for id, row in table.items()}
            for name, table in rows_of(entries).items()
        }
    )


def settle(journal: Iterable[Entry]) -> State:
    """The state that any number of journals lead to, in whatever order they arrive.

    Raises as `fold` does.
    """
    return fold(sorted(journal, key=lambda e: e.key))


def still_valid(state: State, edit: Edit) -> Edit:
    """The part of an edit whose fields nobody has touched since, and nobody has erased.

    What says nothing of the time before made the record: taken up again, only its being there is left.
    A record that others deleted meanwhile stays deleted.
    """
    left = []
    for c in edit.changes:
        row = state.tables[c.table].get(c.id)
        if row is None:
            continue
        place = [n for n in UNITS.get(c.table, ()) if n in c.after]
        names = [
            n
            for n in c.after
            if n in c.before
            and getattr(row, n) == c.before[n]
            and (c.before[n] != c.after[n] or n in place)
            and not state.is_erased(c.table, c.id, n)
        ]
        if any(n not in names for n in place):
            names = [n for n in names if n not in place]
        if names:
            now: dict[str, Value] = {n: getattr(row, n) for n in names}
            after = {n: c.after[n] for n in names}
            if row.gone and "gone" not in names:
                now["gone"] = after["gone"] = True
            left.append(Change(c.table, c.id, *with_witness(row, now, after)))
    return Edit(edit.verb, tuple(left))


def diff(old: State, new: State) -> tuple[Change, ...]:
    """The changes that lead from one state to another that holds at least its records."""
    return tuple(
        _difference(before, row)
        for name, rows in new.tables.items()
        for id, row in rows.items()
        if (before := old.tables[name].get(id)) != row
    )


def _difference(old: Record | None, new: Record) -> Change:
    found = change(old, new)
    if old is None or not old.gone or not new.gone:
        return found
    # Said, so that it is no edit that brings the record back.
    return replace(found, before={**found.before, "gone": True}, after={**found.after, "gone": True})


def base_edit(verb: str, records: Iterable[Record]) -> Edit:
    """How a workshop begins: one edit that no undo takes back (see `edits.BASE`).

    Raises `Refused("too_long")` where a text is longer than merging can have made it.
    """
    tidy = [admitted(record, times=MERGED) for record in records]
    return Edit(verb, tuple(change(None, record) for record, _ in tidy), any(lost for _, lost in tidy))


__all__ = ["BASE", "State", "base_edit", "change", "diff", "fold", "settle", "still_valid"]
