"""The commands for when something went wrong: backups, restore, recover."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from .. import settings
from ..domain.errors import FileProblem
from ..storage import backups as kept
from ..storage import folders, reading, ways
from ..storage.identity import documents_of
from ..storage.recovering import copy_with_recorded
from ..storage.ways import Taken, Way
from ..texts import Texts
from .common import each, target, written
from .terminal import complain, say, shown

_NOT_WRITTEN = 5


def backups(options: Namespace, t: Texts) -> int:
    keep = settings.data_folder()

    def name_them(path: Path) -> int:
        found = [backup for doc_id in documents_of(keep, path) for backup in kept.of(keep, doc_id)]
        for backup in sorted(found, key=lambda b: b.at, reverse=True):
            say(_line(backup, t))
        if not found:
            reading.read(path)
            say(f"{shown(path)}: {t('There is no backup of this workshop on this device yet.')}")
        return 0

    return each(options, t, name_them)


def _line(backup: kept.Backup, t: Texts) -> str:
    """When it was made here, what is in it, where it is."""
    cards = t.n("{n} card", "{n} cards", backup.cards)
    entries = t.n("{n} entry in the journal", "{n} entries in the journal", backup.entries)
    return f"{_moment(backup, t)}  {cards}, {entries}  {shown(backup.path)}"


def _moment(backup: kept.Backup, t: Texts) -> str:
    """Day and time where the user is."""
    here = backup.at.astimezone()
    return f"{t.short_date(here.date().isoformat())} {here:%H:%M:%S}"


def restore(options: Namespace, t: Texts) -> int:
    def make(path: Path) -> int:
        facts = reading.read(path).state.workshop
        out = target(options, folders.file_name(facts.date, facts.title), set())
        kept.restore(path, out)
        return written(out, reading.read(out).state, t)

    return each(options, t, make)


def recover(options: Namespace, t: Texts) -> int:
    keep = settings.data_folder()

    def save(path: Path) -> int:
        out = target(options, path.name, set())
        problem = None if options.salvage else _problem_of(path)
        if problem is None and not options.salvage:
            return _copied(path, keep, out, t)
        found = [Way("salvage", path)] if problem is None else ways.ways_out(path, problem.key, keep)
        taken = _first(found, out, keep, problem, t)
        code = written(out, reading.read(out).state, t)
        _say_from_what(taken, t)
        if taken.way.kind != "salvage" and any(way.kind == "salvage" for way in found):
            complain(f"{shown(path)}: {t('What else can be read in the file itself is had with --salvage.')}")
        return code

    return each(options, t, save)


def _problem_of(path: Path) -> FileProblem | None:
    """What is wrong with a file; None for a sound one."""
    try:
        differs = bool(reading.check(path).tables)
    except FileProblem as problem:
        return problem
    return FileProblem("tables_differ", exit_code=1) if differs else None


def _first(found: list[Way], out: Path, keep: Path, problem: FileProblem | None, t: Texts) -> Taken:
    """Go the first way that leads somewhere. Raises the problem of the file where there is none."""
    for way in found:
        try:
            return ways.take(way, out, keep, t)
        except FileProblem as trouble:
            if trouble.exit_code == _NOT_WRITTEN:
                raise
            problem = problem or trouble
    assert problem is not None
    raise problem


def _copied(path: Path, keep: Path, out: Path, t: Texts) -> int:
    """A copy of a sound file, with what only the recorder has of it."""
    done = copy_with_recorded(path, keep, out)
    code = written(out, reading.read(out).state, t)
    say(t("The file is sound; this is a copy of it."))
    if done.taken:
        say(t.n("{n} step is in it that only the safety copy had.",
                "{n} steps are in it that only the safety copy had.", done.taken))  # fmt: skip
    if done.refused:
        words = t.n(
            "{n} step in the safety copy does not fit this file and was left out.",
            "{n} steps in the safety copy do not fit this file and were left out.",
            done.refused,
        )
        complain(f"{shown(path)}: {words}")
    return code


def _say_from_what(taken: Taken, t: Texts) -> None:
    """What was used, and what is not certain."""
    way, out = taken.way, shown(taken.path)
    if way.kind == "recorder":
        say(t("Made of a backup and the safety copy."))
        if not taken.whole:
            complain(f"{out}: {t('Not certain: some of what was entered may be missing.')}")
    elif way.kind == "backup" and way.backup is not None:
        say(t("Made of the backup of {moment}.", moment=_moment(way.backup, t)))
        complain(f"{out}: {t('Not certain: what was entered after that, if anything, is missing.')}")
    elif way.kind == "salvage" and taken.salvaged is not None:
        say(t("Made of what could be read in the file."))
        places = t.n("{n} place could not be read", "{n} places could not be read", taken.salvaged.lost)
        values = t.n("{n} value was replaced", "{n} values were replaced", taken.salvaged.mended)
        words = t("Not certain: nobody has checked this; {places}, {values}.", places=places, values=values)
        complain(f"{out}: {words}")
    else:
        say(t("Made of the file as the last whole step left it."))
