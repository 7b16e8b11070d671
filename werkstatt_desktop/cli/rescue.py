"""The commands for when something went wrong: backups, restore."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from .. import settings
from ..storage import backups as kept
from ..storage import folders, reading
from ..storage.identity import documents_of
from ..texts import Texts
from .common import each, target, written
from .terminal import say, shown


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
    here = backup.at.astimezone()
    cards = t.n("{n} card", "{n} cards", backup.cards)
    entries = t.n("{n} entry in the journal", "{n} entries in the journal", backup.entries)
    moment = f"{t.short_date(here.date().isoformat())} {here:%H:%M:%S}"
    return f"{moment}  {cards}, {entries}  {shown(backup.path)}"


def restore(options: Namespace, t: Texts) -> int:
    def make(path: Path) -> int:
        facts = reading.read(path).state.workshop
        out = target(options, folders.file_name(facts.date, facts.title), set())
        kept.restore(path, out)
        return written(out, reading.read(out).state, t)

    return each(options, t, make)
