"""A workshop as JSON, in a lossless form and in a plain one that any program can write.

**Lossless.** `to_json` writes what is alive; `from_json` reads it, and writing that again gives the
same bytes:

    {"format": "werkstatt-workshop", "version": 1,
     "workshop": {…}, "programme": […], "groups": […], "categories": […],
     "questions": […], "clusters": […], "cards": […], "links": […], "photos": […],
     "declined": […], "participants": […], "rounds": […], "results": […], "sources": […], "votes": […],
     "measures": […], "answers": […], "feedback": […], "seals": […], "parked": […],
     "paper": […],
     "pictures": [{"sha256": …, "base64": …}]}

The records have the fields of `records.py` under their names, but for `gone`. Keys and records stand
in an order that follows from the contents alone. Records name each other by `id`. Where a record
lacks a field it gets the usual value, where it lacks the `id` a new one. The identity of the file is
no part of it: what is imported is a workshop of its own. What was erased for good is empty here, and
an import knows nothing of it. `pictures` are those that photos show. `history`, where it was asked
for, holds the journal, for reading; an import does not take it over.

**Plain.** Everything without `format` and `workshop`: see `plain.py`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from . import incoming, order, people, plain, voting
from .clean import MERGED
from .edits import Change, Entry
from .errors import FileProblem, Refused
from .incoming import Imported, Reader, Words, bad
from .paper import VARIANTS
from .photos import demand_fit, name_of, shown
from .records import (
    COLOURS,
    CONSENSUS,
    DECLINED_KINDS,
    FEEDBACK_KINDS,
    FIELDS,
    LINK_KINDS,
    MOMENTS,
    PARKED_KINDS,
    PRESENCES,
    PROGRAMME_KINDS,
    REFS,
    RESULT_KINDS,
    STATUSES,
    SYMBOLS,
    TABLE_OF,
    TABLES,
    VOTE_KINDS,
    VOTE_TARGETS,
    WORKSHOP_ID,
    Answer,
    Card,
    Declined,
    Feedback,
    Id,
    Measure,
    PaperSetting,
    Photo,
    Question,
    Record,
    Result,
    Seal,
    Source,
    Value,
    Vote,
)
from .state import State
from .templates import ROLES

R = TypeVar("R", bound=Record)

FORMAT = "werkstatt-workshop"
VERSION = 1
_LISTS = tuple(table for table in TABLES if table not in {"workshops", "erased"})
_NAMES = {table: tuple(n for n in names if n != "gone") for table, names in FIELDS.items()}
_READ: dict[str, Callable[[object, str], Value]] = {
    "str": incoming.text,
    "str | None": incoming.text_or_none,
    "Id": incoming.identity,
    "Id | None": incoming.identity_or_none,
    "int": incoming.whole,
    "float": incoming.number,
    "bool": incoming.yes_or_no,
    "float | None": incoming.number_or_none,
}
_KINDS = {table: {f.name: str(f.type) for f in fields(kind)} for table, kind in TABLES.items()}
_NEEDED = {
    table: tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
    for table, kind in TABLES.items()
}
# Values that the screens have words or looks for.
_CHOICES: dict[str, dict[str, tuple[str | None, ...]]] = {
    "programme": {"kind": PROGRAMME_KINDS},
    "parked": {"kind": PARKED_KINDS},
    "categories": {"role": (*ROLES, "other"), "colour": COLOURS, "symbol": SYMBOLS},
    "clusters": {"tint": (*COLOURS, None), "consensus": CONSENSUS},
    "cards": {"consensus": CONSENSUS},
    "links": {"kind": LINK_KINDS},
    "declined": {"kind": DECLINED_KINDS},
    "participants": {"presence": PRESENCES},
    "rounds": {"kind": VOTE_KINDS, "targets": VOTE_TARGETS, "moment": MOMENTS},
    "results": {"kind": RESULT_KINDS, "consensus": CONSENSUS},
    "measures": {"status": STATUSES},
    "feedback": {"kind": FEEDBACK_KINDS},
    "paper": {"variant": VARIANTS},
}


def to_json(
    state: State, journal: Iterable[Entry] | None = None, pictures: Mapping[str, bytes] | None = None
) -> str:
    """Everything that is alive, one record a line, with its pictures, and the journal where it is given."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "workshop": _plain(state, state.workshop),
    }
    content |= {table: [_plain(state, row) for row in rows] for table, rows in _ordered(state).items()}
    found = pictures or {}
    texts = {
        sha256: base64.b64encode(found[sha256]).decode("ascii") for sha256 in shown(state) if sha256 in found
    }
    content["pictures"] = [{"sha256": sha256, "base64": text} for sha256, text in texts.items()]
    if journal is not None:
        content["history"] = [_entry(entry) for entry in journal]
    return _lines(content)


def from_json(text: str, words_in: Callable[[str], Words]) -> Imported:
    """The records in a JSON text of either form.

    `words_in` gives the words of a language, or of the usual one where it does not know it. Raises
    `FileProblem`: not_json, newer, or a key "import_…" with the place of what is wrong.
    """
    content = incoming.parsed(text)
    reader = Reader()
    pictures: dict[str, bytes] = {}
    if "format" in content or "workshop" in content:
        records = _records(content, reader)
        pictures = _pictures(content.get("pictures", []), records, reader)
    else:
        records = plain.records(content, words_in, reader)
    return Imported(tuple(records), reader.notes(), pictures)


def _ordered(state: State) -> dict[str, list[Record]]:
    """The records of each list in the order in which they are written."""
    groups = order.groups(state)
    place = {record.id: n for n, record in enumerate([*groups, *order.categories(state)])}
    questions = sorted(state.all(Question), key=lambda q: (place[q.group_id], place[q.category_id], q.id))
    return {
        "programme": [*order.programme(state)],
        "groups": [*groups],
        "categories": [*order.categories(state)],
        "questions": [*questions],
        "clusters": [cluster for group in groups for cluster in order.clusters(state, group.id)],
        "cards": [*sorted(state.all(Card), key=order.writing_key)],
        "links": [*order.links(state)],
        "photos": [*order.by_rank(list(state.all(Photo)))],
        "declined": [*sorted(state.all(Declined), key=lambda d: (d.kind, d.about, d.id))],
        "participants": [*people.in_order(state)],
        "rounds": [*voting.rounds(state)],
        "results": [*order.by_rank(list(state.all(Result)))],
        "sources": [*_by_id(state, Source)],
        "votes": [*_by_id(state, Vote)],
        "measures": [*order.by_rank(list(state.all(Measure)))],
        "answers": [*_by_id(state, Answer)],
        "feedback": [*order.by_rank(list(state.all(Feedback)))],
        "seals": [*sorted(state.all(Seal), key=lambda seal: (seal.version, seal.id))],
        "parked": [*order.parked(state)],
        "paper": [*_by_id(state, PaperSetting)],
    }


def _by_id(state: State, kind: type[R]) -> list[R]:
    return sorted(state.all(kind), key=lambda record: record.id)


def _plain(state: State, record: Record) -> dict[str, Value]:
    """The fields of a record; what it names but cannot be seen any more is left empty."""
    table = TABLE_OF[type(record)]
    row = {name: _value(getattr(record, name), _KINDS[table][name]) for name in _NAMES[table]}
    for name, named in REFS[table]:
        if row[name] is not None and row[name] not in state.shown[named]:
            row[name] = None
    return row


def _entry(entry: Entry) -> dict[str, Any]:
    names = ("id", "seq", "device", "number", "toggles", "at")
    changes = [_change(change) for change in entry.edit.changes]
    return {name: getattr(entry, name) for name in names} | {"verb": entry.edit.verb, "changes": changes}


def _change(change: Change) -> dict[str, Any]:
    kinds = _KINDS[change.table]
    before = {name: _value(value, kinds[name]) for name, value in change.before.items()}
    after = {name: _value(value, kinds[name]) for name, value in change.after.items()}
    return {"table": change.table, "id": change.id, "before": before, "after": after}


def _value(value: Value, kind: str) -> Value:
    """A value as an import takes it and gives it back."""
    if kind in ("float", "float | None") and value is not None:
        return incoming.within(float(value or 0.0))
    if kind == "int":
        return int(incoming.within(int(value or 0)))
    return value


def _lines(content: Mapping[str, Any]) -> str:
    """JSON with a line for each record, so that two versions can be compared line by line."""
    parts = []
    for key, value in content.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"  {_dumped(row)}" for row in value)
            parts.append(f' "{key}": [\n{rows}\n ]')
        else:
            parts.append(f' "{key}": {_dumped(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _records(content: dict[str, Any], reader: Reader) -> list[Record]:
    top = reader.row(content, "", ("format", "version", "workshop", *_LISTS, "pictures", "history"))
    if top.get("format") != FORMAT:
        raise FileProblem("import_other", exit_code=2)
    if incoming.whole(top.get("version", VERSION), "version") > VERSION:
        raise FileProblem("newer", exit_code=3)
    if "history" in top:
        reader.count("import_history")
    if "workshop" not in top:
        raise bad("missing", "workshop")
    facts = reader.row(top["workshop"], "workshop", _NAMES["workshops"])
    records = [_record("workshops", facts | {"id": WORKSHOP_ID}, "workshop", reader)]
    ids: dict[str, set[Id]] = {}
    for table in _LISTS:
        rows = [
            _record(table, reader.row(row, f"{table}[{n}]", _NAMES[table]), f"{table}[{n}]", reader)
            for n, row in enumerate(incoming.listing(top.get(table, []), table))
        ]
        incoming.once((row.id for row in rows), table)
        ids[table] = {row.id for row in rows}
        records += rows
        _check_references(table, rows, ids)
    return records


def _pictures(content: object, records: Iterable[Record], reader: Reader) -> dict[str, bytes]:
    """The pictures that photos name; those that nobody names are left out."""
    wanted = {record.sha256 for record in records if isinstance(record, Photo)}
    found: dict[str, bytes] = {}
    for n, row in enumerate(incoming.listing(content, "pictures")):
        values, place = reader.row(row, f"pictures[{n}]", ("sha256", "base64")), f"pictures[{n}].base64"
        try:
            picture = base64.b64decode(incoming.text(values.get("base64"), place), validate=True)
        except (binascii.Error, ValueError) as error:
            raise bad("picture", place) from error
        if name_of(picture) != values.get("sha256"):
            raise bad("picture", place)
        if (sha256 := name_of(picture)) in wanted:
            found[sha256] = picture
    try:
        demand_fit(found, 0, 0)
    except Refused as error:
        raise FileProblem(error.key, exit_code=2) from error
    reader.count("import_photos_empty", len(wanted - found.keys()))
    return found


def _record(table: str, row: dict[str, Any], place: str, reader: Reader) -> Record:
    for name in _NEEDED[table]:
        if name not in row:
            raise bad("missing", f"{place}.{name}")
    values: dict[str, Any] = {
        name: _READ[_KINDS[table][name]](value, f"{place}.{name}") for name, value in row.items()
    }
    for name, choices in _CHOICES.get(table, {}).items():
        if name in values and values[name] not in choices:
            del values[name]
            reader.count("import_replaced")
    return reader.admit(TABLES[table](**values), place, times=MERGED)


def _check_references(table: str, rows: list[Record], ids: Mapping[str, set[Id]]) -> None:
    """Whether everything that is named is there; a list names only lists before it."""
    for name, named in REFS[table]:
        for position, row in enumerate(rows):
            id = getattr(row, name)
            if id is not None and id not in ids[named]:
                raise bad("nothing", f"{table}[{position}].{name}")
