"""What was erased for good leaves the file's journal, the recorders and the backups too.

Each part can be done again, and does nothing then; so what a crash left undone is simply done again.
`erased` are always the ids of the `Erased` records of the workshop.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from ..domain.erasing import EMPTY, GONE, Where, emptied, named_by
from ..domain.errors import FileProblem
from ..domain.photos import named
from ..domain.records import Id
from . import photos, recorder
from .backups import Backup, counts, hash_of, name_of, of
from .keep import backups_folder, path_mark, private_folder, recorder_folder, recorder_folders
from .opening import as_problem, connect, inspect
from .placing import sync_folder
from .reading import check
from .recorder import Base, Line, Recording
from .rows import SELECT_JOURNAL, Row, entry_of, entry_row

_NOTE = "erased"
_FEW = 50
"""So many records are looked for in the text of a row before it is parsed."""
_OF_ONE_TEXT = ("cards", "clusters", "parked")
"""The tables whose records are edited in fields that are named by the record alone."""


def scrub(connection: sqlite3.Connection, erased: Collection[Id]) -> int:
    """Empty erased fields in the journal and the tables of a file; returns how many rows were changed.

    All in one transaction. The old pages are overwritten, and a VACUUM by the caller takes away what is
    left in pages that nobody uses. Raises `FileProblem("damaged")` for a row that is not whole.
    """
    run = connection.execute
    places = [where for id in erased if (where := named_by(id)).field in EMPTY.get(where.table, ())]
    run("BEGIN IMMEDIATE")
    try:
        changed = _empty_journal(connection, erased, {where.id for where in places})
        # A file of an older program lacks tables and fields that came later.
        here = {
            table: {row[1] for row in run(f"PRAGMA table_info({table})")}
            for table in dict.fromkeys(where.table for where in places)
        }
        for where in places:
            if where.field not in here[where.table]:
                continue
            empty = EMPTY[where.table][where.field]
            changed += run(
                f"UPDATE {where.table} SET {where.field} = ? WHERE id = ? AND {where.field} IS NOT ?",
                (empty, where.id, empty),
            ).rowcount
        changed += photos.forget(connection, _gone_photos(erased))
        run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise
    return changed


def finish(
    connection: sqlite3.Connection, path: Path, keep: Path | None, doc_id: Id, erased: Collection[Id]
) -> None:
    """All that has to be done once the step that erases is in the file, and nothing waits to be written.

    The connection is the one by which the file at `path` is open. Raises `FileProblem`; done again, it
    goes on where it was.
    """
    with as_problem("cannot_write"):
        _clear_away(_part_of(path))
        scrub(connection, erased)
        connection.execute("VACUUM")
    if keep is not None:
        scrub_kept(keep, doc_id, erased)
        note_done(keep, doc_id, path, erased)


def scrub_file(path: Path, erased: Collection[Id]) -> None:
    """Empty erased fields in a workshop file that nobody has open, of this version or an older one.

    A new file takes the place of the old one when it is whole and sound. Raises `FileProblem`, and then
    the old file is as it was.
    """
    with as_problem("cannot_write"):
        part = _scrubbed(path, erased)
        try:
            part.replace(path)
            sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)


def scrub_backups(keep: Path, doc_id: Id, erased: Collection[Id]) -> dict[str, Base]:
    """Empty erased fields in all backups of a workshop; returns what became of each, by its old name.

    One that cannot be rewritten is deleted. What killed programs left in the folder is deleted too.
    Raises `FileProblem` where the disk does not take it.
    """
    became: dict[str, Base] = {}
    folder = backups_folder(keep, doc_id)
    known = of(keep, doc_id)
    with as_problem("cannot_write"):
        for rest in set(folder.glob("*")) - {backup.path for backup in known}:
            if rest.is_file():
                rest.unlink()
    for backup in known:
        try:
            became[backup.path.name] = _scrub_backup(backup, erased)
        except FileProblem as problem:
            if problem.exit_code == 5:
                raise
            with as_problem("cannot_write"):
                backup.path.unlink(missing_ok=True)
    return became


def scrub_recording(folder: Path, erased: Collection[Id], became: Mapping[str, Base]) -> None:
    """Empty erased fields in a recorder that nobody writes to just now, and drop drafts of what was erased.

    `became` is what became of the backups; a recorder whose backup is gone goes on without one. What
    cannot be read is deleted. OSError is raised where the disk does not take it.
    """
    found = recorder.read(folder)
    for file in folder.glob("*.jsonl"):
        if found is None or file.name != recorder.RECORDER:
            file.unlink()
    if found is not None:
        new = _emptied_recording(found, erased, became)
        recorder.replace(folder / recorder.RECORDER, recorder.encoded(new))
    for part in folder.glob("*.part"):
        part.unlink()
    needed = named((line.entry for line in found.lines), erased) if found is not None else ()
    # What the lines do not bring is in the backup that they follow.
    unneeded = [file for file in (folder / photos.FOLDER).glob("*") if file.name not in needed]
    for picture in unneeded:
        picture.unlink()
    if unneeded:
        sync_folder(folder / photos.FOLDER)
    _drop_drafts(folder, erased)


def scrub_kept(keep: Path, doc_id: Id, erased: Collection[Id]) -> None:
    """Empty erased fields in all that this device keeps of a workshop, while nothing is recorded.

    Raises `FileProblem` where the disk does not take it.
    """
    became = scrub_backups(keep, doc_id, erased)
    with as_problem("cannot_write"):
        for folder in recorder_folders(keep, doc_id):
            scrub_recording(folder, erased, became)


def is_done(keep: Path, doc_id: Id, path: Path, erased: Collection[Id]) -> bool:
    """Whether a file and what this device keeps of it are known to be without these fields.

    False after a crash in the middle, and for a file that was erased in elsewhere.
    """
    try:
        noted = (recorder_folder(keep, doc_id, path) / _NOTE).read_text(encoding="ascii")
    except (OSError, ValueError):
        return not erased
    return noted == _digest(erased)


def note_done(keep: Path, doc_id: Id, path: Path, erased: Collection[Id]) -> None:
    """Note that all has been done that erasing takes. Raises `FileProblem`."""
    with as_problem("cannot_write"):
        folder = recorder_folder(keep, doc_id, path)
        private_folder(folder)
        recorder.replace(folder / _NOTE, _digest(erased).encode("ascii"))


def _gone_photos(erased: Collection[Id]) -> list[Id]:
    return [where.id for id in erased if (where := named_by(id)).table == "photos" and where.field == GONE]


def _digest(erased: Collection[Id]) -> str:
    return hashlib.sha256("\n".join(sorted(erased)).encode()).hexdigest()


def _empty_journal(connection: sqlite3.Connection, erased: Collection[Id], ids: Collection[Id]) -> int:
    """Rewrite the journal rows that hold anything of these records."""
    marks = [json.dumps(id, ensure_ascii=False) for id in ids]
    changed = []
    for row in connection.execute(SELECT_JOURNAL):
        if len(marks) > _FEW or any(mark in row[-2] for mark in marks):
            new = _emptied_row(row, erased)
            if new != row:
                changed.append((*new[-2:], new[0]))
    connection.executemany("UPDATE journal SET changes = ?, crc = ? WHERE id = ?", changed)
    return len(changed)


def _emptied_row(row: Row, erased: Collection[Id]) -> Row:
    entry = entry_of(row)
    new = emptied(entry, erased)
    return row if new is entry else entry_row(new)


def _scrubbed(path: Path, erased: Collection[Id]) -> Path:
    """A new file beside this one, which is the same without the erased fields, and on the disk."""
    inspect(path)
    if path.with_name(f"{path.name}-journal").exists():
        # What a crash left half done is taken back by reading; it must not meet the new file.
        with closing(connect(path, writable=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    part = _part_of(path)
    # What an earlier attempt left when it was killed holds what is to be erased.
    _clear_away(part)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(path, part)
        shutil.copymode(path, part)
        with closing(connect(part, writable=True)) as connection:
            before = connection.execute("SELECT count(*) FROM journal").fetchone()
            scrub(connection, erased)
            connection.execute("VACUUM")
            if connection.execute("SELECT count(*) FROM journal").fetchone() != before:
                raise FileProblem("damaged", exit_code=1)
        if check(part).tables:
            raise FileProblem("damaged", exit_code=1)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            _clear_away(part)
        raise
    return part


def _part_of(path: Path) -> Path:
    """Where a file is made anew: always the same place, so that nothing of it is forgotten."""
    return path.with_name(f".{path_mark(path)}.part")


def _clear_away(part: Path) -> None:
    for rest in (part, part.with_name(f"{part.name}-journal")):
        rest.unlink(missing_ok=True)


def _scrub_backup(backup: Backup, erased: Collection[Id]) -> Base:
    with as_problem("cannot_write"):
        part = _scrubbed(backup.path, erased)
        try:
            with closing(connect(part, writable=False)) as connection:
                cards, entries = counts(connection)
                last = connection.execute("SELECT id FROM journal ORDER BY rowid DESC LIMIT 1").fetchone()[0]
            sha256 = hash_of(part)
            # The name says how many cards there are, and cards may have gone.
            path = backup.path.with_name(name_of(backup.at, cards, entries))
            part.replace(path)
            if path != backup.path:
                backup.path.unlink()
            sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)
    return Base(path.name, sha256, last)


def _emptied_recording(found: Recording, erased: Collection[Id], became: Mapping[str, Base]) -> Recording:
    lines = tuple(Line(_emptied_row(line.row, erased), line.after) for line in found.lines)
    base = became.get(found.base.name) if found.base is not None else None
    if base is not None and found.base is not None and base.last != found.base.last:
        base = None
    return replace(found, lines=lines, base=base)


def _drop_drafts(folder: Path, erased: Collection[Id]) -> None:
    kept = recorder.drafts(folder)
    places = [named_by(id) for id in erased]
    left = {name: text for name, text in kept.items() if not any(_is_of(name, where) for where in places)}
    file = folder / recorder.DRAFTS
    if left and left != kept:
        recorder.replace(file, json.dumps(left, ensure_ascii=False).encode())
    elif not left:
        file.unlink(missing_ok=True)


def _is_of(name: str, where: Where) -> bool:
    """Whether a draft is that of an erased field, or of any field of a record that bears a text."""
    alone = where.table in _OF_ONE_TEXT or where.field == GONE
    return where.id in name and (alone or where.field in name)
