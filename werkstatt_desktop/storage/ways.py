"""Ways out for a workshop file that does not open: what there is on this device to go on with."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..domain import twins
from ..domain.records import Id
from ..texts import Texts
from . import backups, recorder
from .backups import Backup
from .identity import documents_of
from .keep import recorder_folder
from .placing import in_place
from .reading import read, recovered_copy
from .rebuild import rebuild
from .salvage import Salvaged, salvage

_LOST = {
    "damaged",
    "empty_file",
    "foreign_statements",
    "missing",
    "not_a_workshop",
    "tables_differ",
    "too_large",
    "too_much_text",
    "unfinished",
    "unreadable",
}
"""What is wrong with a file of which something else may be left."""
_TO_SALVAGE = {"damaged", "foreign_statements", "not_a_workshop", "tables_differ"}
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Way:
    """Something to go on with; `kind` is "backup", "recorder", "salvage" or "recovered".

    `backup`: which one. `doc_id`: the workshop whose recorder it is.
    """

    kind: str
    path: Path
    backup: Backup | None = None
    doc_id: Id = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a way has led to. `whole`: nothing that was recorded or backed up is missing."""

    way: Way
    path: Path
    cards: int
    whole: bool = True
    salvaged: Salvaged | None = None


def ways_out(path: Path, problem: str, keep: Path) -> list[Way]:
    """What there is to go on with, the best first, for a file that this process has not open.

    `problem` is the key of the `FileProblem` that opening it ran into. Nothing is written.
    """
    if problem not in _LOST:
        return []
    ways = [Way("recovered", path)] if problem == "unfinished" else []
    documents = documents_of(keep, path)
    ways += [Way("recorder", path, doc_id=id) for id in documents if _recorded(keep, id, path)][:1]
    backup = backups.newest(keep, documents)
    if backup is not None:
        ways.append(Way("backup", path, backup=backup))
    if problem in _TO_SALVAGE and (documents or problem != "not_a_workshop") and _has_content(path):
        ways.append(Way("salvage", path))
    return ways


def take(way: Way, target: Path, keep: Path, texts: Texts) -> Taken:
    """Make a new workshop file, which must not exist; the old file is left as it is.

    Raises `FileProblem` as the way does that is taken.
    """
    if way.kind == "salvage":
        found = salvage(way.path, target, texts)
        return Taken(way, target, found.cards, whole=False, salvaged=found)
    whole = True
    if way.kind == "recorder":
        whole = rebuild(keep, way.doc_id, way.path, target).whole
    elif way.backup is not None:
        backups.restore(way.backup.path, target)
    else:
        with (
            in_place(target) as part,
            tempfile.TemporaryDirectory(prefix=".werkstatt-", dir=target.parent) as name,
        ):
            recovered_copy(way.path, Path(name)).replace(part)
    return Taken(way, target, twins.count(read(target).state), whole)


def _recorded(keep: Path, doc_id: Id, path: Path) -> bool:
    """Whether anything was recorded at a path after the last backup, and there is a backup to begin with."""
    found = recorder.read(recorder_folder(keep, doc_id, path))
    return found is not None and bool(found.lines) and bool(backups.of(keep, doc_id))


def _has_content(path: Path) -> bool:
    """Whether anything but zeros is in a file."""
    try:
        with path.open("rb") as file:
            return any(any(piece) for piece in iter(lambda: file.read(_PIECE), b""))
    except OSError:
        return False
