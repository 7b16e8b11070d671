"""Making one workshop of what a file holds and what was done here without knowing of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.edits import BASE, Change, Edit, Entry
from ..domain.erasing import emptied
from ..domain.errors import Refused
from ..domain.merging import straight
from ..domain.records import FIELDS, REFS, Id, new_id
from ..domain.state import State, change, diff, settle
from .document import Put
from .medium import put_of
from .rows import Row, entry_row, now


@dataclass(frozen=True, slots=True)
class Joined:
    """The state of both together, the entries of both, and what is to be written for that.

    `theirs` are the rows that the file has got since it was last written here; None where that cannot be
    told.
    """

    state: State
    entries: list[Entry]
    put: Put | None
    last: Id
    theirs: tuple[Row, ...] | None


def join(theirs: Sequence[Entry], there: State, ours: Iterable[Entry], last: Id) -> Joined:
    """Join the journal of a file, whose tables are `there`, with entries that may be missing in it.

    `last` is the entry with which the file ended when it was last written here. Raises `Refused` where the
    entries do not belong together.
    """
    places = {entry.id: n for n, entry in enumerate(theirs)}
    missing = [entry for entry in ours if entry.id not in places]
    settled = settled_or_refused([*theirs, *missing])
    missing = [emptied(entry, settled.tables["erased"]) for entry in missing]
    changed = diff(there, settled) if missing else ()
    put = put_of(missing, ((c.table, settled.tables[c.table][c.id]) for c in changed)) if missing else None
    known = places.get(last)
    news = tuple(map(entry_row, theirs[known + 1 :])) if known is not None else None
    return Joined(settled, [*theirs, *missing], put, theirs[-1].id if theirs else "", news)


def settled_or_refused(journal: Iterable[Entry]) -> State:
    """The state that a journal leads to. Raises `Refused` where what one of its entries needs is missing."""
    try:
        found = settle(journal)
    except (KeyError, TypeError) as error:
        raise Refused("refers_to_nothing") from error
    for table, rows in found.tables.items():
        for field, other in REFS[table]:
            there = found.tables[other]
            if any((id := getattr(row, field)) is not None and id not in there for row in rows.values()):
                raise Refused("refers_to_nothing", table=other)
    return found


def rest(state: State, theirs: State, seq: int) -> Entry | None:
    """An entry with what a state has and another one lacks, for where the steps to it are lost.

    As with a step of somebody else nothing of the other is replaced by it: of texts both stay.
    """
    changes: list[Change] = []
    for table, rows in state.tables.items():
        for id, record in rows.items():
            there = theirs.tables[table].get(id)
            if there is None or (record != there and not record.gone):
                changes.append(change(None, record))
    if not changes:
        return None
    return Entry(new_id(), seq, BASE, 1, None, now(), Edit("receive", tuple(changes)))


def follow(state: State, seq: int, news: Iterable[Entry]) -> bool:
    """Whether entries can be taken one after the other, as when they were taken first.

    `seq` is the highest that is known. Where somebody did not know what is here, or they come in another
    order, joining them takes the whole journal.
    """
    for entry in news:
        changes = entry.edit.changes
        if entry.seq <= seq or len({(c.table, c.id) for c in changes}) < len(changes):
            return False
        for made in changes:
            old = state.tables[made.table].get(made.id)
            if old is not None and not straight(made, {n: getattr(old, n) for n in FIELDS[made.table]}):
                return False
        state, seq = state.apply(changes), entry.seq
    return True


def in_one_step(news: Iterable[Entry]) -> Edit:
    """One step of several entries that follow each other."""
    return Edit("receive", tuple(made for entry in news for made in entry.edit.changes))
