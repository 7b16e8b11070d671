"""The whole workshop made again from what this device keeps, for when the file itself is lost or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem, Refused
from ..domain.photos import Source, kept
from ..domain.records import REFS, Id
from . import backups, photos, recorder
from .document import write_into
from .joining import Joined, join
from .keep import backups_folder, recorder_folder
from .opening import as_problem, connect
from .placing import in_place
from .reading import Contents, check, read, reader
from .recorder import Base, Line


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many entries there are again. `whole`: none is missing of those that were recorded or backed up."""

    entries: int
    whole: bool


def rebuild(keep: Path, doc_id: Id, path: Path, target: Path) -> Rebuilt:
    """Make the workshop that lay at `path` again in a new file: a backup, and what was recorded after it.

    The backup is the one that the recorder names, as long as it is as it was, else the newest sound one.
    The file stays the same workshop; `target` must not exist. Raises `FileProblem`: "missing" where there is
    no sound backup, and as `files.create` does.
    """
    folder = recorder_folder(keep, doc_id, path)
    found, left = recorder.read(folder), recorder.left(folder)
    base = found.base if found is not None else None
    lines = [line for line in (found.lines if found is not None else ()) if line.id not in left]
    for source in _sources(keep, doc_id, base):
        with suppress(FileProblem):
            contents = read(source, journal=True)
            if contents.doc_id == doc_id:
                break
    else:
        raise FileProblem("missing", exit_code=4)
    joined, whole = _joined(contents, lines)
    ids = {entry.id for entry in joined.entries}
    whole = whole and found is not None and (base is None or base.last in ids)
    lost = _make(source, joined, target, photos.in_folder(folder), photos.on_device(keep, doc_id))
    return Rebuilt(len(ids), whole and not lost)


def _sources(keep: Path, doc_id: Id, base: Base | None) -> Iterator[Path]:
    """The backups to begin with, the best first."""
    if base is not None:
        named = backups_folder(keep, doc_id) / Path(base.name).name
        with suppress(OSError):
            if backups.hash_of(named) == base.sha256:
                yield named
    for backup in backups.of(keep, doc_id):
        if backups.sound(backup):
            yield backup.path


def _joined(contents: Contents, lines: list[Line]) -> tuple[Joined, bool]:
    """A backup with the lines, and whether nothing is missing between them.

    Of what comes after a gap all is taken that can do without what is missing.
    """
    known = {entry.id for entry in contents.journal}
    following, beyond = [], []
    for line in lines:
        if line.id in known:
            continue
        if line.after in known:
            known.add(line.id)
            following.append(line.entry)
        else:
            beyond.append(line.entry)
    for more in (_fitting(contents, following, beyond), []):
        with suppress(Refused):
            return join(contents.journal, contents.state, [*following, *more], ""), not beyond
    return join(contents.journal, contents.state, (), ""), False


def _fitting(contents: Contents, following: list[Entry], beyond: list[Entry]) -> list[Entry]:
    """Those of the entries after a gap that need no record which was made in it."""
    there = {(table, id) for table, rows in contents.state.tables.items() for id in rows}
    there |= {(c.table, c.id) for entry in following for c in entry.edit.changes}
    fitting = []
    for entry in beyond:
        made = {(c.table, c.id) for c in entry.edit.changes if c.before.get("gone")}
        needed = {(c.table, c.id) for c in entry.edit.changes}
        for c in entry.edit.changes:
            named = ((other, c.after.get(field)) for field, other in REFS[c.table])
            needed |= {(other, str(id)) for other, id in named if id is not None}
        if needed <= there | made:
            there |= made
            fitting.append(entry)
    return fitting


def _make(source: Path, joined: Joined, target: Path, *pictures: Source) -> int:
    """Make the file; returns how many pictures that are shown are lost."""
    with in_place(target.absolute()) as part:
        with reader(source) as backup, as_problem("cannot_create"):
            backup.execute("VACUUM INTO ?", (part.as_uri(),))
        with closing(connect(part, writable=True)) as connection:
            if joined.put is not None:
                write_into(connection, [joined.put])
            photos.fill(connection, kept(joined.state), *pictures)
        found = check(part)
        if found.tables:
            raise FileProblem("damaged", exit_code=1)
    return found.pictures
