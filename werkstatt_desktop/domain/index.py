"""What follows from the tables of a workshop: what is shown, and who refers to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import attrgetter

from .buckets import Buckets
from .records import OWNERS, REFS, Id, Record

Kids = Buckets[Id, None]


def index(
    tables: Mapping[str, Buckets[Id, Record]],
) -> tuple[dict[str, Buckets[Id, Record]], Buckets[tuple[str, Id], int], Buckets[tuple[str, str, Id], Kids]]:
    """What is shown, how many shown records lean on each, and who refers to whom.

    KeyError is raised where there is no record that another cannot do without.
    """
    shown = {name: {id: row for id, row in rows.items() if not row.gone} for name, rows in tables.items()}
    leaning: Counter[tuple[str, Id]] = Counter()
    kids: dict[tuple[str, str, Id], dict[Id, None]] = {}
    todo = {name: list(rows.values()) for name, rows in shown.items()}
    while todo:
        # The gone ones that something shown cannot do without.
        needed: dict[str, list[Record]] = {}
        for name, rows in todo.items():
            for field, _ in REFS[name]:
                for named, own in _by_field(rows, field).items():
                    kids.setdefault((name, field, named), {}).update(own)
            for field, owner in OWNERS[name]:
                for named, count in Counter(map(attrgetter(field), rows)).items():
                    leaning[owner, named] += count
                    if named not in shown[owner]:
                        shown[owner][named] = tables[owner][named]
                        needed.setdefault(owner, []).append(tables[owner][named])
        todo = needed
    return (
        # Where nothing is gone, what is shown is the table itself.
        {
            name: tables[name] if len(rows) == len(tables[name]) else Buckets(rows)
            for name, rows in shown.items()
        },
        Buckets(leaning),
        Buckets({key: Buckets(ids) for key, ids in kids.items()}),
    )


def _by_field(rows: Iterable[Record], field: str) -> dict[Id, dict[Id, None]]:
    """The ids of records by what a field of theirs names."""
    found: dict[Id, dict[Id, None]] = {}
    for row in rows:
        named = getattr(row, field)
        if named is not None:
            if named not in found:
                found[named] = {}
            found[named][row.id] = None
    return found
