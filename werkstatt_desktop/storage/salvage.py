"""What can be read of a damaged or foreign workshop file, made into a new one.

The original is copied and then left alone. Of the copy only rows are taken out; nothing that stands in
it is run. What comes out is a workshop of its own, whose title says that nobody has checked it.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Container, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..domain.edits import BASE, Entry
from ..domain.errors import FileProblem
from ..domain.merging import rows_of
from ..domain.paper import VARIANTS
from ..domain.photos import ALL_BYTES, is_whole
from ..domain.records import (
    COLOURS,
    DECLINED_KINDS,
    FEEDBACK_KINDS,
    FIELDS,
    KINDS,
    LINK_KINDS,
    PARKED_KINDS,
    PRESENCES,
    PROGRAMME_KINDS,
    RESULT_KINDS,
    STATUSES,
    TABLES,
    VOTE_KINDS,
    Card,
    Id,
)
from ..domain.state import base_edit
from ..texts import Texts
from . import limits, mending, photos, rows, schema
from .files import create
from .mending import Fields
from .opening import as_problem, beside, connect
from .pages import USUAL, Pages, Row, page_size

_MOST_BYTES = 512 << 20
_PIECE, _SECTOR = 1 << 20, 4096
_SIDES = ("-journal", "-wal")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved: how many cards and entries of the journal, and how many places could not be read.

    `mended`: how many values were replaced or cut, since no workshop can hold them.
    """

    cards: int
    entries: int
    lost: int
    mended: int


def salvage(path: Path, target: Path, texts: Texts) -> Salvaged:
    """Make a new workshop of what can be read of a file; `target` must not exist.

    `texts` gives the words of its title and of what has to stand for lost groups and categories. Not
    for a file that this process has open. Raises `FileProblem`: missing, unreadable, nothing_readable,
    too_large, too_much_text, and as `files.create` does.
    """
    with tempfile.TemporaryDirectory(prefix="werkstatt-") as name:
        found = _best(path.absolute(), Path(name))
        entries, lost = len(found.entries), found.lost
        fields = found.fields()
        # A large workshop is in memory once, not twice.
        del found
        records, mended = mending.workshop(fields, texts)
        fields.clear()
        if not records:
            raise FileProblem("nothing_readable", exit_code=1)
        create(target, base_edit("rescue", records), picture=photos.in_folder(Path(name)))
    cards = sum(isinstance(record, Card) and not record.gone for record in records)
    return Salvaged(cards, entries, lost, mended)


@dataclass(slots=True)
class _Found:
    """The rows of the tables by name and id, and the entries of the journal whose checksum is right."""

    tables: dict[str, dict[Id, Fields]] = field(default_factory=lambda: {name: {} for name in TABLES})
    entries: dict[Id, Entry] = field(default_factory=dict)
    whole: bool = False
    """Whether nothing of the journal is missing, as far as one can see."""
    lost: int = 0

    def count(self) -> int:
        """How much was found."""
        return len(self.entries) + sum(map(len, self.tables.values()))

    def fields(self) -> dict[str, dict[Id, Fields]]:
        """The fields of every record. Where the journal is whole it is right, else the tables are."""
        try:
            told = rows_of(sorted(self.entries.values(), key=lambda entry: entry.key))
        except (KeyError, TypeError):
            told = {name: {} for name in TABLES}
        first, then = (self.tables, told) if self.whole else (told, self.tables)
        return {
            name: {
                id: {**first[name].get(id, {}), **then[name].get(id, {})}
                for id in {**self.tables[name], **told[name]}
            }
            for name in TABLES
        }


def _best(path: Path, folder: Path) -> _Found:
    """What is in a file as it lies there, or in one that SQLite put in order after a crash."""
    plain = folder / "plain"
    _copy(path, plain)
    found = _search(plain)
    if any(beside(path, end).is_file() for end in _SIDES):
        other = folder / "other"
        for end in ("", *_SIDES):
            if (source := beside(path, end)).is_file():
                _copy(source, beside(other, end))
        with suppress(sqlite3.Error, FileProblem), closing(connect(other, writable=True)):
            pass
        ordered = _search(other)
        # As it lies there it may hold half a step; but a journal of another file would make it worse.
        return ordered if ordered.lost <= found.lost else found
    return found


def _copy(source: Path, target: Path) -> None:
    """Copy a file; what the disk does not give is zeros."""
    if not source.exists():
        raise FileProblem("missing", exit_code=4)
    if not source.is_file():  # a pipe could keep a reader waiting for ever
        raise FileProblem("unreadable", exit_code=4)
    with as_problem(), source.open("rb") as old, target.open("wb") as new:
        size = old.seek(0, 2)
        if size > _MOST_BYTES:
            raise limits.too_much_text()
        for place in range(0, size, _PIECE):
            new.write(_piece(old, place, min(_PIECE, size - place)))


def _piece(file: BinaryIO, place: int, length: int) -> bytes:
    try:
        file.seek(place)
        return file.read(length)
    except OSError:
        if length <= _SECTOR:
            return bytes(length)
        ends = range(place, place + length, _SECTOR)
        return b"".join(_piece(file, part, min(_SECTOR, place + length - part)) for part in ends)


def _search(path: Path) -> _Found:
    with path.open("rb") as file:
        size = page_size(file.read(100))
    found = _search_pages(path, USUAL)
    # The size of the pages may itself be damaged, or another program chose it.
    return found if size == USUAL else max(found, _search_pages(path, size), key=_Found.count)


def _search_pages(path: Path, size: int) -> _Found:
    found, room, pictures = _Found(), limits.Room(), _Pictures(path.parent / photos.FOLDER)
    with path.open("rb") as file:
        pages = Pages(file, size)
        layout = sorted(_layout(pages.rows(1)), key=lambda tree: tree.table == "")
        known = {tree.table for tree in layout}
        for tree in layout:
            before, straight = pages.lost, True
            for row in pages.rows(tree.root):
                if pictures.take(row):
                    continue
                table, columns = _place_of(tree, row, known)
                straight = straight and table == tree.table
                _take(found, table, columns, row, room)
            if tree.table == "journal":
                found.whole = straight and pages.lost == before and not found.lost
        for stray in pages.strays():
            for row in stray:
                if pictures.take(row):
                    continue
                _take(found, _table_of(row), (), row, room)
        found.lost += pages.lost
    found.whole = found.whole and _is_gapless(found.entries.values())
    return found


class _Pictures:
    """Keeps the pictures that are whole, by their names, beside the copy of the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._left = ALL_BYTES

    def take(self, row: Row) -> bool:
        """Keep a row that is a picture; whether it is one."""
        match row:
            case (str(sha256), bytes(content)):
                # What is whole has a name that is its own, and no other.
                if is_whole(sha256, content) and len(content) <= self._left:
                    self._folder.mkdir(exist_ok=True)
                    (self._folder / sha256).write_bytes(content)
                    self._left -= len(content)
                return True
        return False


class _Tree(NamedTuple):
    """Where a table begins, and its columns; one that is not ours has no name."""

    table: str
    root: int
    columns: tuple[str, ...]


def _layout(content: Iterable[Row]) -> Iterator[_Tree]:
    """The tables that the first pages name."""
    for row in content:
        match row:
            case ("table", str(name), _, int(root), str(sql), *_) if root > 1 and not name.startswith(
                "sqlite_"
            ):
                columns, known = tuple(_COLUMN.findall(sql)), _COLUMNS.get(name, ())
                if 2 * len({*columns} & {*known}) < max(len(known), 1):
                    yield _Tree("", root, ())
                else:
                    yield _Tree(name, root, columns if "id" in columns else known)


_COLUMN = re.compile(r'["\[`]?(\w+)["\]`]?\s+(?:TEXT|INTEGER|REAL)\b')
_VERSIONS = [schema.wanted(version) for version in range(1, schema.VERSION + 1)]
_COLUMNS: dict[str, tuple[str, ...]] = {**FIELDS, "journal": schema.JOURNAL}
_LENGTHS = {
    table: {len(shapes[table].columns) for shapes in _VERSIONS if table in shapes} for table in TABLES
}
"""How many columns the rows of each table have, in files of any version; new ones come last."""
_MARKS: dict[str, tuple[str, Container[object]]] = {
    "programme": ("kind", PROGRAMME_KINDS),
    "parked": ("kind", PARKED_KINDS),
    "categories": ("colour", COLOURS),
    "erased": ("table_name", TABLES),
    "links": ("kind", LINK_KINDS),
    "declined": ("kind", DECLINED_KINDS),
    "participants": ("presence", PRESENCES),
    "rounds": ("kind", VOTE_KINDS),
    "results": ("kind", RESULT_KINDS),
    "measures": ("status", STATUSES),
    "feedback": ("kind", FEEDBACK_KINDS),
    "paper": ("variant", VARIANTS),
}
"""Tables whose rows look like those of others, but for the words in one column."""


def _place_of(tree: _Tree, row: Row, known: Container[str]) -> tuple[str, tuple[str, ...]]:
    """The table that a row in a tree is from, and its columns.

    Pages can have changed places. What is in a table that is not ours is ours only where ours is lost.
    """
    if not tree.table:
        return _table_of(row, known), ()
    if tree.table == "journal" if len(row) == len(schema.JOURNAL) else _looks_like(tree.table, row):
        return tree.table, tree.columns
    other = _table_of(row)
    return (other, ()) if other else (tree.table, tree.columns)


def _table_of(row: Row, but: Container[str] = ()) -> str:
    """The table that a row is from, by its looks; empty where it is none of ours, or one of `but`."""
    if len(row) == len(schema.JOURNAL) and isinstance(row[7], str):
        return "journal" if row[8] == rows.crc(row[:8]) else ""
    alike = [table for table in TABLES if table not in but and _looks_like(table, row)]
    return next((table for table in alike if table in _MARKS), alike[0] if alike else "")


def _looks_like(table: str, row: Row) -> bool:
    if table == "journal" or len(row) not in _LENGTHS[table] or not row[0]:
        return False
    for name, value in zip(FIELDS[table], row, strict=False):
        kinds = KINDS[table][name]
        if value not in (0, 1) if kinds == (bool,) else type(value) not in kinds:
            return False
    mark, words = _MARKS.get(table, ("id", row))
    return row[FIELDS[table].index(mark)] in words


def _take(found: _Found, table: str, columns: tuple[str, ...], row: Row, room: limits.Room) -> None:
    """Keep a row; the first of an id counts."""
    if not table:
        return
    room.take(value for value in row if isinstance(value, str))
    values = dict(zip(columns or _COLUMNS[table], row, strict=False))
    id = values.get("id")
    if table == "journal":
        try:
            entry = rows.entry_of(tuple(values.get(name) for name in schema.JOURNAL))
        except FileProblem:
            found.lost += 1
        else:
            found.entries.setdefault(entry.id, entry)
            if len(found.entries) > limits.ENTRIES:
                raise limits.too_large(len(found.entries))
    else:
        kept = found.tables[table]
        kept.setdefault(id if isinstance(id, str) else f"?{len(kept)}", values)
        if len(kept) > limits.most(table):
            raise limits.too_large(len(kept))


def _is_gapless(entries: Iterable[Entry]) -> bool:
    """Whether a journal has its beginning and, of each device, every entry up to the last that is there."""
    numbers: dict[str, list[int]] = {}
    for entry in entries:
        numbers.setdefault(entry.device, []).append(entry.number)
    return BASE in numbers and all(sorted(found) == [*range(1, len(found) + 1)] for found in numbers.values())
