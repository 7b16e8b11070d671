"""Reading the other workshops of a folder for what a series and a search have to know of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..domain.errors import FileProblem
from ..domain.recalling import Contents, Past, Written, past
from ..domain.records import (
    WORKSHOP_ID,
    Answer,
    Category,
    Cluster,
    Feedback,
    Group,
    Id,
    Measure,
    ParkedItem,
    Participant,
    Record,
    Result,
    Source,
    Workshop,
)
from . import limits, rows, schema
from .folders import workshops_in
from .opening import inspect, version_of
from .reading import reader

_LEANING = (
    "SELECT from_card_id FROM links WHERE NOT gone UNION SELECT to_card_id FROM links WHERE NOT gone"
    " UNION SELECT card_id FROM answers WHERE NOT gone"
)
_CARDS = (
    f"SELECT {', '.join(Written._fields)} FROM cards WHERE NOT gone OR id IN ({_LEANING})"
)  # fmt: skip
_TEXTS = (0, 1, 2, 3, 4, 6, 7)
"""The places of texts in such a row."""
_TEXT, _MAYBE, _NUMBER = frozenset((str,)), frozenset((str, type(None))), frozenset((int,))
_TYPES = (_TEXT, _TEXT, _TEXT, _MAYBE, _MAYBE, _NUMBER, _TEXT, _TEXT)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Volume:
    """A workshop file of the folder. `problem` is what is wrong with one that cannot be read.

    `older`: an earlier program wrote it, so that a copy was read.
    """

    path: Path
    past: Past | None = None
    problem: FileProblem | None = None
    older: bool = False


class Shelf:
    """The workshops of folders, read again only where time or size of a file changed.

    Nothing of them is written anywhere. Not for two threads at once.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, ...], Volume]] = {}

    def volumes(self, folder: Path, own: Path, stop: Callable[[], bool]) -> Iterator[tuple[Volume, int]]:
        """Read all workshops of a folder but the own one; with each, how many there are.

        What was read before and is no longer there is forgotten. It ends where `stop` says so.
        """
        paths = [path for path in workshops_in(folder) if not _same(path, own)]
        self._known = {path: kept for path, kept in self._known.items() if path in paths}
        for path in paths:
            if stop():
                return
            yield self._of(path), len(paths)

    def _of(self, path: Path) -> Volume:
        stamp = _stamp(path)
        kept = self._known.get(path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        found = volume(path)
        # A file that was busy for a moment has the same time and size when it is readable again.
        if found.problem is None or found.problem.key not in ("file_busy", "unreadable", "missing"):
            self._known[path] = stamp, found
        return found


def volume(path: Path) -> Volume:
    """Read a workshop and leave no trace. What is wrong with it is told, not raised."""
    try:
        older = version_of(inspect(path)) < schema.VERSION
        with reader(path) as connection:
            return Volume(path, _read(connection), older=older)
    except FileProblem as problem:
        return Volume(path, problem=problem)
    except (ValueError, TypeError, OverflowError):
        # A file whose columns hold what no program of ours wrote there.
        return Volume(path, problem=FileProblem("damaged", exit_code=1))


def _read(connection: sqlite3.Connection) -> Past:
    """What is in the file at one moment."""
    room = limits.Room()
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.RECORD_BYTES)
    connection.execute("BEGIN")
    row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    if row is None or type(row[0]) is not str:
        raise FileProblem("damaged", exit_code=1)
    facts = [w for w in _all(connection, Workshop, room) if w.id == WORKSHOP_ID]
    answers, sources = _shown(connection, Answer, room), _shown(connection, Source, room)
    contents = Contents(
        facts[0] if facts else Workshop(id=WORKSHOP_ID),
        # What others cannot do without is shown, though it was deleted: groups and categories of cards.
        _all(connection, Group, room),
        _all(connection, Category, room),
        _shown(connection, Cluster, room),
        _cards(connection, room),
        _shown(connection, Participant, room),
        _shown(connection, Result, room, {source.result_id for source in sources}),
        _shown(connection, Measure, room, {answer.measure_id for answer in answers}),
        _shown(connection, ParkedItem, room),
        _shown(connection, Feedback, room),
    )
    connection.execute("COMMIT")
    return past(row[0], contents)


def _cards(connection: sqlite3.Connection, room: limits.Room) -> list[Written]:
    """The cards that are shown, with what counts of them; whole records would take three times as long."""
    found = limits.records(connection, "cards", _CARDS, _TEXTS, room)
    for types, column in zip(_TYPES, zip(*found, strict=True), strict=False):
        if not types.issuperset(map(type, column)):
            raise FileProblem("damaged", exit_code=1)
    return list(map(Written._make, found))


def _all(connection: sqlite3.Connection, kind: type[R], room: limits.Room) -> list[R]:
    return list(rows.read_table(connection, kind, room).values())


def _shown(
    connection: sqlite3.Connection, kind: type[R], room: limits.Room, leaning: Collection[Id] = ()
) -> list[R]:
    """The records that are there, or of which something speaks that is."""
    return [r for r in _all(connection, kind, room) if not r.gone or r.id in leaning]


def _same(path: Path, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
