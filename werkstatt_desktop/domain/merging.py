"""How changes follow on each other, also those that two sides made without knowing of each other.

Of a field that two sides changed both texts are kept, one below the other or with a slash between
them; of a number, a date or a place the later one counts. An edit beats a deletion: a deleted record
whose contents somebody else changed is there again, and moving it about is no such change. What was
erased for good stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, cast

from .edits import Change, Entry, Fields
from .erasing import EMPTY, key, where_of
from .errors import Refused
from .records import CONTENT, FIELDS, FREE, TABLE_OF, TABLES, UNITS, Erased, Id, Record, Value, fits

Row = dict[str, Any]
Wordings = tuple[Value, ...]

_MOST = 8
"""In more wordings of one field than this, those that somebody had seen together are not looked for."""
_DEFAULTS: dict[str, Row] = {
    table: {f.name: f.default for f in fields(kind) if f.name != "id" and f.default is not MISSING}
    for table, kind in TABLES.items()
}


@dataclass(slots=True)
class Dispute:
    """What is open about a record.

    `wordings`: of a field the texts that two sides gave it. `lost`: for each deletion that lost to an
    edit since the last such edit, the fields that had changed.
    """

    wordings: dict[str, Wordings] = field(default_factory=dict)
    lost: list[frozenset[str]] = field(default_factory=list)


def change(old: Record | None, new: Record) -> Change:
    """The smallest change that leads from one version of a record to the next; a place changes as one.

    A deletion says what the record held, so that it loses to an edit that it does not know of.
    """
    table = TABLE_OF[type(new)]
    names = FIELDS[table]
    if old is None:
        return Change(table, new.id, {"gone": True}, {n: getattr(new, n) for n in names if n != "id"})
    after = {n: v for n in names if (v := getattr(new, n)) != getattr(old, n)}
    if any(n in after for n in UNITS.get(table, ())):
        after |= {n: getattr(new, n) for n in UNITS[table]}
    return Change(table, new.id, *with_witness(old, {n: getattr(old, n) for n in after}, after))


def with_witness(record: Record, before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """The two sides of a change of a record; in a deletion with what the record holds, unchanged, in both."""
    if not after.get("gone") or before.get("gone"):
        return before, after
    table = TABLE_OF[type(record)]
    held = {n: getattr(record, n) for n in FIELDS[table] if n in CONTENT[table] and n not in after}
    return {**before, **held}, {**after, **held}


def straight(change: Change, row: Mapping[str, Value]) -> bool:
    """Whether a change follows on just what it was made from; it comes to what it says then."""
    before, after = change.before, change.after
    return (
        before.items() <= row.items()
        and before.keys() == after.keys()
        and (not row.get("gone") or "gone" in after)
    )


def merged(change: Change, row: Mapping[str, Value], dispute: Dispute) -> Row:
    """What a change comes to for a record as it is by now; `dispute` is brought up to date."""
    table, before, after = change.table, change.before, change.after
    values: Row = {}
    for name, value in after.items():
        if name in FREE[table]:
            values[name] = _text(change, name, row, dispute)
        elif name != "gone" and (name in UNITS.get(table, ()) or before.get(name, MISSING) != value):
            values[name] = value
    gone = _gone(change, row, dispute)
    return values if gone is None else {**values, "gone": gone}


def effects(tables: Mapping[str, Mapping[Id, Record]], change: Change) -> Iterator[tuple[str, Record]]:
    """The records that a change makes of those in some tables, with their tables.

    Raises `Refused` for a change that no record can take.
    """
    table = change.table
    if table not in TABLES or "id" in change.after or not fits(table, change.after):
        raise Refused("unknown_field", table=table)
    try:
        new = _after(tables[table].get(change.id), change, tables["erased"])
        where = where_of(new) if isinstance(new, Erased) else None
    except TypeError as error:  # a new record without an owner, or what was erased does not say what it was
        raise Refused("unknown_field", table=table) from error
    yield table, new
    if where is not None and where.field in EMPTY.get(where.table, ()):
        emptied = tables[where.table].get(where.id)
        if emptied is not None:
            left: dict[str, Any] = {where.field: EMPTY[where.table][where.field]}
            yield where.table, replace(emptied, **left)


def _after(old: Record | None, change: Change, erased: Mapping[Id, Record]) -> Record:
    """A record as it is after a change."""
    table, values = change.table, cast("dict[str, Any]", change.after)
    if old is not None:
        row: dict[str, Any] = {name: getattr(old, name) for name in FIELDS[table]}
        if not straight(change, row):
            values = merged(change, row, Dispute())
    if erased and table != "erased":
        left = EMPTY[table]
        values = {
            **values,
            **{n: left[n] for n in values if n in left and key(table, change.id, n) in erased},
        }
    return replace(old, **values) if old is not None else TABLES[table](id=change.id, **values)


def rows_of(entries: Iterable[Entry]) -> dict[str, dict[Id, Row]]:
    """The fields of all records that entries lead to that come in the order of their keys.

    KeyError or TypeError is raised for what no entry of ours says.
    """
    rows: dict[str, dict[Id, Row]] = {name: {} for name in TABLES}
    disputes: dict[tuple[str, Id], Dispute] = {}
    for entry in entries:
        for change in entry.edit.changes:
            table, id = change.table, change.id
            row = rows[table].get(id)
            if row is None:
                rows[table][id] = {**_DEFAULTS[table], **change.after}
            elif not (disputes and (table, id) in disputes) and straight(change, row):
                row.update(change.after)
            else:
                dispute = disputes.pop((table, id), None) or Dispute()
                row.update(merged(change, row, dispute))
                if dispute.wordings or dispute.lost:
                    disputes[table, id] = dispute
    _erase(rows, disputes)
    return rows


def _erase(rows: dict[str, dict[Id, Row]], disputes: Mapping[tuple[str, Id], Dispute]) -> None:
    """Empty what was erased, as if nothing had ever been entered there."""
    erased: dict[tuple[str, Id], set[str]] = {}
    for id, row in rows["erased"].items():
        table, record_id, name = where_of(Erased(id=id, **row))
        if name in EMPTY.get(table, ()) and record_id in rows[table]:
            rows[table][record_id][name] = EMPTY[table][name]
            erased.setdefault((table, record_id), set()).add(name)
    for (table, id), names in erased.items():
        dispute = disputes.get((table, id))
        if dispute is not None and any(fields <= names for fields in dispute.lost):
            rows[table][id]["gone"] = True


def _gone(change: Change, row: Mapping[str, Value], dispute: Dispute) -> bool | None:
    """Whether a record is deleted after a change; None where the change has no say in that."""
    content, before, after = CONTENT[change.table], change.before, change.after
    if not after.get("gone", False):
        if "gone" not in after and content.isdisjoint(after):
            return None
        dispute.lost.clear()
        return False
    if before.get("gone"):
        return None
    unseen = frozenset(n for n in content.intersection(before) if before[n] != row.get(n))
    if unseen:
        dispute.lost.append(unseen)
        return None
    return True


def _text(change: Change, name: str, row: Mapping[str, Value], dispute: Dispute) -> Value:
    before, after, between = change.before, change.after[name], FREE[change.table][name]
    held = dispute.wordings.get(name) or (row.get(name),)
    if name in before:
        now = held if before[name] == after else _reworded(held, before[name], after, between)
    else:
        # What says that there was nothing before does not mean to replace anything.
        now = _only(*held, after) if before.get("gone") else (after,)
    if len(now) > 1:
        dispute.wordings[name] = now
        return between.join(map(str, now))
    dispute.wordings.pop(name, None)
    return now[0]


def _reworded(held: Wordings, before: Value, after: Value, between: str) -> Wordings:
    """The wordings of a field after somebody who saw `before` made `after` of it."""
    seen = _seen(held, before, between)
    if not seen:
        return _only(*held, after)
    return _only(*(after if n == seen[0] else text for n, text in enumerate(held) if n not in seen[1:]))


def _only(*texts: Value) -> Wordings:
    """Each text once, and an empty one only where there is no other."""
    return tuple(dict.fromkeys(text for text in texts if text)) or texts[-1:]


def _seen(held: Wordings, before: Value, between: str) -> tuple[int, ...]:
    """The places of the wordings that somebody saw whose field held `before`; none for another text."""
    if before in held:
        return (held.index(before),)
    if len(held) > _MOST or not isinstance(before, str):
        return tuple(range(len(held))) if before == between.join(map(str, held)) else ()
    return _parts([str(text) for text in held], before, between, 0)


def _parts(held: list[str], text: str, between: str, start: int) -> tuple[int, ...]:
    for n in range(start, len(held)):
        if held[n] == text:
            return (n,)
        head = held[n] + between
        if text.startswith(head) and (rest := _parts(held, text[len(head) :], between, n + 1)):
            return (n, *rest)
    return ()
