"""The bytes of pictures: in workshop files, beside the lines of recorders, in backups."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.photos import PICTURE_BYTES, PICTURES, Source, is_whole
from ..domain.records import Id
from .keep import backups_folder, recorder_folders
from .opening import as_problem, connect

FOLDER = "pictures"
"""Where a recorder keeps pictures, in its folder."""
Pictures = tuple[tuple[str, bytes], ...]
"""Pictures with their names."""

_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MOST = 10 * PICTURES


def insert(connection: sqlite3.Connection, pictures: Iterable[tuple[str, bytes]]) -> None:
    """Put pictures into a file, in the transaction that is open. What is there already stays."""
    for row in pictures:
        connection.execute(
            "INSERT INTO pictures (sha256, bytes) VALUES (?, ?) ON CONFLICT(sha256) DO NOTHING", row
        )


def of(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """A picture in a file; None where it is not there, or not as it was."""
    row = connection.execute("SELECT bytes FROM pictures WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row is not None and is_whole(sha256, row[0]) else None


def held(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many pictures are in a file, and how many bytes they have together."""
    # A tree that leads in circles has no end.
    sizes = f"SELECT length(bytes) AS size FROM pictures LIMIT {_MOST}"
    count, size = connection.execute(f"SELECT count(*), coalesce(sum(size), 0) FROM ({sizes})").fetchone()
    return count, size


def lost(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """Those of some pictures that are not in a file, or not as they were."""
    return [sha256 for sha256 in names if of(connection, sha256) is None]


def gathered(names: Iterable[str], *sources: Source) -> Pictures:
    """As many of some pictures as can be had, each from the first source that has it."""
    found = ((sha256, first(sha256, *sources)) for sha256 in names)
    return tuple((sha256, content) for sha256, content in found if content is not None)


def first(sha256: str, *sources: Source) -> bytes | None:
    """A picture from the first source that has it."""
    return next((content for source in sources if (content := source(sha256)) is not None), None)


def in_folder(folder: Path) -> Source:
    """What a recorder has in its folder."""

    def find(sha256: str) -> bytes | None:
        # The name comes from a file that can say anything.
        if _NAME.fullmatch(sha256) is None:
            return None
        try:
            file = folder / FOLDER / sha256
            content = file.read_bytes() if file.stat().st_size <= PICTURE_BYTES else b""
        except OSError:
            return None
        return content if is_whole(sha256, content) else None

    return find


def in_file(path: Path) -> Source:
    """What is in a workshop file, which may be open here. Nothing is found in one that cannot be read."""

    def find(sha256: str) -> bytes | None:
        with suppress(FileProblem):
            return read(path, sha256)
        return None

    return find


def read(path: Path, sha256: str, doc_id: Id | None = None) -> bytes | None:
    """A picture in a workshop file, which may be open here; from any thread.

    Where a `doc_id` is given, another workshop's file has none. Raises `FileProblem` for a file that cannot
    be read just now.
    """
    with as_problem(), closing(connect(path, writable=False)) as connection:
        if not _has_pictures(connection):
            return None
        if doc_id is not None:
            row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
            if row is None or row[0] != doc_id:
                return None
        return of(connection, sha256)


def on_device(keep: Path, doc_id: Id) -> Source:
    """What this device keeps of a workshop: in its recorders, and in its backups, the newest first."""

    def find(sha256: str) -> bytes | None:
        for folder in recorder_folders(keep, doc_id):
            if (content := in_folder(folder)(sha256)) is not None:
                return content
        backups = sorted(backups_folder(keep, doc_id).glob("*.werkstatt"), reverse=True)
        return first(sha256, *map(in_file, backups))

    return find


def fill(connection: sqlite3.Connection, names: Iterable[str], *sources: Source) -> None:
    """Put those of some pictures into a file that are lost there and found elsewhere."""
    for sha256 in lost(connection, names):
        content = first(sha256, *sources)
        if content is not None:
            connection.execute("DELETE FROM pictures WHERE sha256 = ?", (sha256,))
            insert(connection, [(sha256, content)])


def mend(path: Path, names: Iterable[str], *sources: Source) -> int:
    """Put lost pictures back into a workshop file, which may be open here; returns how many stay lost.

    SQLite finds nothing wrong with a picture of which a stick has kept only a part. From any thread.
    Raises `FileProblem` where the file cannot be written just now.
    """
    wanted = list(names)
    with as_problem("cannot_write"), closing(connect(path, writable=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            fill(connection, wanted, *sources)
            left = len(lost(connection, wanted))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return left


def _has_pictures(connection: sqlite3.Connection) -> bool:
    """Whether a file is of a version that knows pictures."""
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'pictures'"
    return connection.execute(query).fetchone() is not None


def forget(connection: sqlite3.Connection, photo_ids: Iterable[Id]) -> int:
    """Take away the pictures of erased photos that no other photo shows; returns how many."""
    if not _has_pictures(connection):
        return 0
    erased = set(photo_ids)
    needed: set[str] = set()
    unneeded: set[str] = set()
    for id, sha256 in connection.execute("SELECT id, sha256 FROM photos"):
        (unneeded if id in erased else needed).add(sha256)
    gone = [(sha256,) for sha256 in unneeded - needed]
    return sum(connection.execute("DELETE FROM pictures WHERE sha256 = ?", row).rowcount for row in gone)
