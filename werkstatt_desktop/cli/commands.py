"""What each command does."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..domain import examples, portable
from ..domain.incoming import Words
from ..domain.records import Record
from ..domain.state import State, base_edit
from ..storage import files, folders, outputs, reading
from ..texts import LANGUAGES, ROLE_PLURALS, ROLE_SINGULARS, Texts, resources
from .common import each, written
from .terminal import complain, say, shown


def check(options: Namespace, t: Texts) -> int:
    def look(path: Path) -> int:
        found = reading.check(path)
        counts = {
            "cards": t.n("{n} card", "{n} cards", found.cards),
            "entries": t.n("{n} entry in the journal", "{n} entries in the journal", found.entries),
        }
        if found.tables:
            words = t("Damaged: {cards} and {entries}, but they do not agree ({tables}).", **counts,
                      tables=", ".join(found.tables))  # fmt: skip
            complain(f"{shown(path)}: {words}")
            return 1
        if found.pictures:
            words = t.n("Damaged: the picture of {n} photo is lost.",
                        "Damaged: the pictures of {n} photos are lost.", found.pictures)  # fmt: skip
            complain(f"{shown(path)}: {words} {t('All else is sound.')}")
            return 1
        say(f"{shown(path)}: {t('Sound: {cards} and {entries}.', **counts)}")
        return 0

    return each(options, t, look)


def import_(options: Namespace, t: Texts) -> int:
    def take_in(path: Path) -> int:
        found = portable.from_json(
            outputs.text_of(path), lambda language: _words(language if language in LANGUAGES else t.language)
        )
        code = _begin(options, found.records, t, found.pictures)
        for note in found.notes:
            complain(f"{shown(path)}: {t.sentence(note)}")
        return code

    return each(options, t, take_in)


def example(options: Namespace, t: Texts) -> int:
    name = "town" if options.cards else "essen-2009"

    def make(_: Path) -> int:
        text = (resources() / "examples" / f"{name}.json").read_text(encoding="utf-8")
        records = examples.made_up(options.cards, json.loads(text)) if options.cards else examples.essen(text)
        return _begin(options, records, t)

    return each(options, t, make)


def _begin(
    options: Namespace, records: Iterable[Record], t: Texts, pictures: Mapping[str, bytes] | None = None
) -> int:
    """A new workshop file with these records and pictures."""
    edit = base_edit("create_workshop", records)
    state = State().apply(edit.changes)
    name = folders.file_name(state.workshop.date, state.workshop.title)
    target = outputs.target(options.output, name)
    files.create(target, edit, picture=(pictures or {}).get)
    return written(target, state, t)


def _words(language: str) -> Words:
    """What an import says by itself, in a language."""
    t = Texts(language)
    roles = {
        t(name).casefold(): role
        for names in (ROLE_SINGULARS, ROLE_PLURALS)
        for role, name in names.items()
        if role != "other"
    }
    return Words(t.language, t("Group {n}", n=1), t("Without a group"), t.questions(), roles)
