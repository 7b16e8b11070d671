"""Makes records of what was found in a file that nobody can vouch for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from ..domain.clean import MERGED, clean
from ..domain.erasing import where_of
from ..domain.paper import VARIANTS
from ..domain.records import (
    COLOURS,
    CONSENSUS,
    DECLINED_KINDS,
    FAR,
    FEEDBACK_KINDS,
    FREE,
    KINDS,
    LINK_KINDS,
    MOMENTS,
    OWNERS,
    PARKED_KINDS,
    PRESENCES,
    PROGRAMME_KINDS,
    REFS,
    RESULT_KINDS,
    SHORT,
    STATUSES,
    SYMBOLS,
    TABLES,
    TEXTS,
    VOTE_KINDS,
    VOTE_TARGETS,
    WORKSHOP_ID,
    Category,
    Erased,
    Group,
    Id,
    Record,
    new_id,
)
from ..domain.templates import ROLES
from ..texts import LANGUAGES, Texts

Fields = Mapping[str, Any]
_CHOICES: dict[tuple[str, str], Container[object]] = {
    ("workshops", "language"): LANGUAGES,
    ("programme", "kind"): PROGRAMME_KINDS,
    ("parked", "kind"): PARKED_KINDS,
    ("categories", "role"): (*ROLES, "other"),
    ("categories", "colour"): COLOURS,
    ("categories", "symbol"): SYMBOLS,
    ("clusters", "tint"): COLOURS,
    ("clusters", "consensus"): CONSENSUS,
    ("cards", "consensus"): CONSENSUS,
    ("links", "kind"): LINK_KINDS,
    ("declined", "kind"): DECLINED_KINDS,
    ("participants", "presence"): PRESENCES,
    ("rounds", "kind"): VOTE_KINDS,
    ("rounds", "targets"): VOTE_TARGETS,
    ("rounds", "moment"): MOMENTS,
    ("results", "kind"): RESULT_KINDS,
    ("results", "consensus"): CONSENSUS,
    ("measures", "status"): STATUSES,
    ("feedback", "kind"): FEEDBACK_KINDS,
    ("paper", "variant"): VARIANTS,
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    table: {f.name: None if f.default is MISSING else f.default for f in fields(kind)}
    for table, kind in TABLES.items()
}
_LONGEST_ID = 100


def workshop(found: Mapping[str, Mapping[Id, Fields]], texts: Texts) -> tuple[list[Record], int]:
    """A whole workshop from fields by table and id, and how many values were replaced, cut or left out.

    What is lost gets the usual value, a lost group or category is stood in for, and the title says that
    it was rescued. Without any record nothing is made.
    """
    mender = _Mender(texts)
    records: dict[str, dict[Id, Record]] = {table: {} for table in TABLES}
    facts = found["workshops"].get(WORKSHOP_ID) or next(iter(found["workshops"].values()), {})
    count = 0
    for table, rows in ({**found, "workshops": {WORKSHOP_ID: facts}}).items():
        for id, values in _named_first(table, rows):
            record = mender.record(table, id, values, records)
            if record is not None:
                records[table][record.id] = record
                count += bool(values)
    made = [record for rows in records.values() for record in rows.values()]
    return (made, mender.count) if count else ([], 0)


def _named_first(table: str, rows: Mapping[Id, Fields]) -> Iterator[tuple[Id, Fields]]:
    """The rows of a table, each after the one of the same table that it names: a second card, a run-off."""
    own = [name for name, other in REFS[table] if other == table]
    done: set[Any] = set()
    for start in rows:
        row: list[Any] = [start]
        while row and row[-1] not in done:
            named = [rows[row[-1]].get(name) for name in own]
            # What names each other in a circle cannot all come first.
            further = [id for id in named if id in rows and id not in done and id not in row]
            if further:
                row.append(further[0])
                continue
            done.add(row[-1])
            yield row[-1], rows[row[-1]]
            row.pop()


class _Mender:
    """Makes records one by one, owners first; `count` says how often something had to be mended."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._lost: dict[str, Id] = {}
        self._made: Counter[str] = Counter()
        self._nothing: set[tuple[str, Id]] = set()
        self.count = 0

    def record(
        self, table: str, id: Id, values: Fields, records: Mapping[str, dict[Id, Record]]
    ) -> Record | None:
        """A record, or None for one of which nothing is left."""
        before = self.count
        # A file of an older version lacks what came later.
        row = _DEFAULTS[table] | {
            name: self._value(table, name, value) for name, value in values.items() if name in KINDS[table]
        }
        del row["id"]
        # What was erased as a whole is nothing any more, nor is a link to it.
        nothing = any((other, row[name]) in self._nothing for name, other in OWNERS[table])
        if nothing or not _has_content(table, id, row):
            self._nothing.add((table, id))
            self.count = before
            return None
        for name, other in REFS[table]:
            row[name] = self._named(row[name], other, records[other], owner=(name, other) in OWNERS[table])
            if row[name] is None and (name, other) in OWNERS[table]:
                self.count += 1
                return None
        if table == "workshops":
            row["title"] = self._title(row["title"])
        return TABLES[table](id=self._id(table, id), **row)

    def _id(self, table: str, id: Id) -> Id:
        if table == "erased" or (
            0 < len(id) <= _LONGEST_ID and clean(id, lines=False) == id and id[0] != "?"
        ):
            return id
        self.count += 1
        return new_id()

    def _value(self, table: str, name: str, value: object) -> Any:
        """A value that the field can have; the usual one where this one is none."""
        kinds, usual = KINDS[table][name], _DEFAULTS[table][name]
        if kinds == (bool,) and value in (0, 1):
            return bool(value)
        if isinstance(value, str) and str in kinds:
            given, value = value, self._text(table, name, value)
            if value in _CHOICES.get((table, name), (value,)):
                self.count += value != given or "\ufffd" in value
                return value
        elif value is None and type(None) in kinds:
            return value
        elif isinstance(value, int | float) and {int, float}.intersection(kinds) and -FAR < value < FAR:
            return float(value) if float in kinds else int(value)
        self.count += 1
        return usual

    def _text(self, table: str, name: str, value: str) -> str:
        if name not in TEXTS[table]:
            return value
        limit, lines = TEXTS[table][name]
        return clean(clean(value, lines=lines)[: limit * MERGED], lines=lines)

    def _named(self, id: Id | None, table: str, rows: dict[Id, Record], *, owner: bool) -> Id | None:
        """The id of a record that is there: the one that is named, or for a lost owner one in its stead."""
        if id in rows or (id is None and not owner):
            return id
        self.count += 1
        if not owner or table not in ("groups", "categories"):
            return None
        if not id or self._id(table, id) != id:
            id = self._lost.setdefault(table, new_id())
        if id not in rows:
            last = max((getattr(row, "rank", 0.0) for row in rows.values()), default=-1.0)
            title, rank = self._next_title(table), last + 1.0
            rows[id] = (
                Group(id=id, name=title, rank=rank)
                if table == "groups"
                else Category(id=id, title=title, rank=rank)
            )
        return id

    def _next_title(self, table: str) -> str:
        self._made[table] += 1
        number = self._made[table]
        return self._texts("Rescued") + (f" {number}" if number > 1 else "")

    def _title(self, title: str) -> str:
        mark = self._texts("rescued, unchecked")
        left = SHORT - len(mark) - 3
        return f"{title[:left]} ({mark})" if title else f"{self._texts('Workshop')} ({mark})"


def _has_content(table: str, id: Id, row: Fields) -> bool:
    """Whether anything of a record is left but its id and its place."""
    if table == "erased":
        try:
            return bool(where_of(Erased(id=id, **row)))
        except TypeError:
            return False
    if table in ("cards", "parked", "questions"):
        return any(row[name] for name in FREE[table])
    return table == "workshops" or any(
        row[name] != usual for name, usual in _DEFAULTS[table].items() if name in row
    )
