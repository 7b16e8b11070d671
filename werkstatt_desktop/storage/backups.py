"""Backups of workshops on this device's own disk: made, verified, thinned out, and made a workshop again."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import Id, new_id
from . import recorder
from .comparing import compare, last_of
from .keep import backups_folder, private_folder, recorder_folders
from .opening import as_problem, connect, demand_sound
from .placing import give_name, in_place, sync_folder
from .reading import check, reader

_NAME = re.compile(r"(\d{8}T\d{6}Z) (\d{1,9})c (\d{1,9})e\.werkstatt", re.ASCII)
_EVERY, _HOURLY = timedelta(hours=2), timedelta(days=1)
_DAILY, _LONGEST = timedelta(days=14), timedelta(days=30)
_FEWEST = 3
_WRONG_CLOCK = timedelta(days=1)
"""A backup from so far ahead was made while the clock was wrong, or the clock is wrong now."""
_ABANDONED_S = 3600


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, as its file name tells: when it was made (UTC), how many cards and entries are in it.

    The name is `20261122T140305Z 312c 1520e.werkstatt`: a list of backups opens none of them, and names
    in their order are in the order of time, also when the clocks of a country change.
    """

    path: Path
    at: datetime
    cards: int
    entries: int


@dataclass(frozen=True, slots=True)
class Made:
    """A verified backup with the hash of its bytes and its last entry; `new`: it was not there before."""

    backup: Backup
    sha256: str
    last: Id
    new: bool


def make(path: Path, keep: Path, doc_id: Id, *, now: datetime | None = None) -> Made:
    """Back up a workshop file, which may be open in this process; from any thread.

    Where the newest backup holds all that is in the file, that one is verified and given back. Raises
    `FileProblem`: another_workshop, copy_differs, and those of reading and of writing; nothing is left
    behind then.
    """
    folder = backups_folder(keep, doc_id)
    with as_problem():
        source = connect(path, writable=False)
    with closing(source):
        if _doc_id(source) != doc_id:
            raise FileProblem("another_workshop", exit_code=4)
        known = of(keep, doc_id, now=now)
        if known and (found := _still_good(source, known[0])) is not None:
            return found
        with as_problem("cannot_create"):
            private_folder(folder)
            _clear_away(folder)
            return _make(source, folder, now or datetime.now(UTC))


def make_first(path: Path, keep: Path) -> Made:
    """Back up a file of which nothing is known yet, as one of an older version. Raises as `make` does."""
    with as_problem():
        source = connect(path, writable=False)
    with closing(source):
        doc_id = _doc_id(source)
    return make(path, keep, doc_id)


def of(keep: Path, doc_id: Id, *, now: datetime | None = None) -> list[Backup]:
    """The backups of a workshop, the newest first.

    Those that seem to come from the future stand last: a clock was wrong.
    """
    today = (now or datetime.now(UTC)) + _WRONG_CLOCK
    found = _all(backups_folder(keep, doc_id))
    return sorted(found, key=lambda b: (b.at <= today, b.at), reverse=True)


def name_of(at: datetime, cards: int, entries: int) -> str:
    """The file name of a backup; `at` is in UTC."""
    return f"{at:%Y%m%dT%H%M%SZ} {cards}c {entries}e.werkstatt"


def newest(keep: Path, doc_ids: Iterable[Id]) -> Backup | None:
    """The newest backup of any of these workshops: of each the one with most steps.

    An older copy of a workshop that was opened later has newer backups, which hold less.
    """
    tops = [max(found, key=lambda b: (b.entries, b.at)) for doc_id in doc_ids if (found := of(keep, doc_id))]
    return max(tops, key=lambda b: b.at, default=None)


def sound(backup: Backup) -> bool:
    """Whether a backup can be read and holds what its name says."""
    try:
        with as_problem(), closing(connect(backup.path, writable=False)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            return whole and counts(connection) == (backup.cards, backup.entries)
    except FileProblem:
        return False


def thin(keep: Path, doc_id: Id, *, now: datetime | None = None) -> list[Path]:
    """Delete the backups of which there are newer ones enough; returns which.

    All of the last 2 hours stay, then one an hour for a day, then one a day for 14 days; the three newest
    stay in any case, and one from which a recorder goes on. Where the newest has less than half the
    cards of an older one, the fullest stays until it is 30 days old. Nothing is deleted while the newest
    is not sound.
    """
    now = now or datetime.now(UTC)
    found = of(keep, doc_id, now=now)
    if len(found) <= _FEWEST or not sound(found[0]):
        return []
    bases = _bases(keep, doc_id)
    staying = {*found[:_FEWEST], *(backup for backup in found if backup.path.name in bases)}
    ahead = [backup for backup in found if backup.at > now + _WRONG_CLOCK]
    staying |= _ladder([backup for backup in found if backup not in ahead], now)
    if ahead:
        staying |= _ladder(ahead, ahead[0].at)
    fullest = max(found, key=lambda b: (b.cards, b.at))
    if found[0].cards * 2 < fullest.cards and now - fullest.at <= _LONGEST:
        staying.add(fullest)
    leaving = [backup.path for backup in found if backup not in staying]
    for path in leaving:
        with suppress(OSError):
            path.unlink()
    return leaving


def restore(backup: Path, target: Path) -> None:
    """Make a workshop of its own from a backup, or from any sound workshop file, with its history.

    `target` must not exist. Raises `FileProblem` as `files.create` does, and for a backup that cannot
    be read.
    """
    with in_place(target.absolute()) as part:
        with reader(backup) as source, as_problem("cannot_create"):
            demand_sound(source)
            last = last_of(source)
            source.execute("VACUUM INTO ?", (part.as_uri(),))
            compare(source, part, last)
        with closing(connect(part, writable=True)) as connection:
            connection.execute("UPDATE document SET value = ? WHERE name = 'doc_id'", (new_id(),))
        if check(part).tables:
            raise FileProblem("damaged", exit_code=1)


def _make(source: sqlite3.Connection, folder: Path, now: datetime) -> Made:
    part = folder / f".{new_id()}.part"
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        demand_sound(source)
        before = last_of(source)
        source.execute("VACUUM INTO ?", (part.as_uri(),))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        compare(source, part, before)
        with closing(connect(part, writable=False)) as copy:
            (cards, entries), last = counts(copy), last_of(copy)
        sha256 = hash_of(part)
        backup = _named(part, now, cards, entries)
        sync_folder(folder)
    finally:
        for rest in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)
    return Made(backup, sha256, last, new=True)


def _named(part: Path, now: datetime, cards: int, entries: int) -> Backup:
    """Give a backup its name: of this second, or of the next one of which there is none yet."""
    at = now.astimezone(UTC).replace(microsecond=0)
    taken = {backup.at for backup in _all(part.parent)}
    while True:
        path = part.with_name(name_of(at, cards, entries))
        try:
            if at not in taken:
                give_name(part, path)
                return Backup(path, at, cards, entries)
        except FileProblem as problem:
            if problem.key != "exists":
                raise
        at += timedelta(seconds=1)


def _still_good(source: sqlite3.Connection, backup: Backup) -> Made | None:
    """The newest backup, where it is sound and holds just what is in the file."""
    try:
        with as_problem():
            if counts(source) != (backup.cards, backup.entries):
                return None
            with closing(connect(backup.path, writable=False)) as copy:
                last = last_of(copy)
            if last != last_of(source):
                return None
            compare(source, backup.path, last)
            return Made(backup, hash_of(backup.path), last, new=False)
    except FileProblem:
        return None


def _ladder(backups: list[Backup], now: datetime) -> set[Backup]:
    """Those that stay for their age: the last one of each hour or day. The newest come first."""
    staying, seen = set(), set()
    for backup in backups:
        age = now - backup.at
        # A day is one where the user is, so that the last of a day is the state of its evening.
        here = backup.at.astimezone()
        hour, day = (here.date(), here.hour), (here.date(), -1)
        if age <= _EVERY or (age <= _HOURLY and hour not in seen) or (age <= _DAILY and day not in seen):
            staying.add(backup)
            seen |= {hour, day}
    return staying


def _bases(keep: Path, doc_id: Id) -> set[str]:
    """The names of the backups without which what a recorder holds could not be made a workshop."""
    found = (recorder.read(folder) for folder in recorder_folders(keep, doc_id))
    return {recording.base.name for recording in found if recording and recording.base and recording.lines}


def _all(folder: Path) -> list[Backup]:
    try:
        return [backup for path in folder.iterdir() if (backup := _parsed(path))]
    except OSError:
        return []


def _parsed(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        at = datetime.fromisoformat(found[1])
    except ValueError:
        return None
    return Backup(path, at, int(found[2]), int(found[3]))


def _clear_away(folder: Path) -> None:
    """Take away what a program that was killed has left half done."""
    for rest in folder.glob(".*.part*"):
        with suppress(OSError):
            if time.time() - rest.stat().st_mtime > _ABANDONED_S:
                rest.unlink()


def _doc_id(connection: sqlite3.Connection) -> Id:
    with as_problem():
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'document'").fetchone():
            raise FileProblem("damaged", exit_code=1)
        row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
    return str(row[0]) if row else ""


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many cards and journal entries there are."""
    cards = connection.execute("SELECT count(*) FROM cards WHERE NOT gone").fetchone()[0]
    return cards, connection.execute("SELECT count(*) FROM journal").fetchone()[0]


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
