"""What each command does."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from ..domain import examples, portable
from ..domain.errors import FileProblem, WerkstattError
from ..domain.incoming import Words
from ..domain.protocol import suggest_name
from ..domain.records import Card, Group, Record
from ..domain.state import State, base_edit
from ..storage import files, folders, outputs, reading
from ..texts import LANGUAGES, ROLE_PLURALS, ROLE_SINGULARS, Texts, resources
from .terminal import complain, say, shown


def protocol(options: Namespace, t: Texts) -> int:
    from ..printing import pdf

    names: set[str] = set()

    def write(path: Path) -> int:
        state = reading.read(path).state
        paper = Texts(options.language or state.workshop.language)
        target = _target(options, suggest_name(state, paper), names)
        pdf.save_pdf(state, target, paper, overwrite=True)
        return _written(target, state, t)

    return _each(options, t, write)


def export(options: Namespace, t: Texts) -> int:
    names: set[str] = set()

    def write(path: Path) -> int:
        contents = reading.read(path, journal=options.history)
        target = _target(options, f"{path.stem}.json", names)
        text = portable.to_json(contents.state, contents.journal if options.history else None)
        outputs.replace(target, text)
        return _written(target, contents.state, t)

    return _each(options, t, write)


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
        say(f"{shown(path)}: {t('Sound: {cards} and {entries}.', **counts)}")
        return 0

    return _each(options, t, look)


def import_(options: Namespace, t: Texts) -> int:
    def take_in(path: Path) -> int:
        found = portable.from_json(
            outputs.text_of(path), lambda language: _words(language if language in LANGUAGES else t.language)
        )
        code = _begin(options, found.records, t)
        for note in found.notes:
            complain(f"{shown(path)}: {t.sentence(note)}")
        return code

    return _each(options, t, take_in)


def example(options: Namespace, t: Texts) -> int:
    name = "town" if options.cards else "essen-2009"

    def make(_: Path) -> int:
        text = (resources() / "examples" / f"{name}.json").read_text(encoding="utf-8")
        records = examples.made_up(options.cards, json.loads(text)) if options.cards else examples.essen(text)
        return _begin(options, records, t)

    return _each(options, t, make)


# --- What they share


def _each(options: Namespace, t: Texts, do: Callable[[Path], int]) -> int:
    """Do it with each file; one with which it cannot be done does not keep the others from it."""

    def one(name: str) -> int:
        try:
            return do(Path(name))
        except WerkstattError as error:
            code = error.exit_code if isinstance(error, FileProblem) else 1
            where = options.output if code == 5 else name
            complain(f"{shown(where)}: {t.sentence(error)}")
            return code

    return max(one(name) for name in options.files)


def _target(options: Namespace, name: str, used: set[str]) -> Path:
    """Where one of the files goes; in a folder no two of a run get the same name."""
    name = outputs.unused(name, used)
    used.add(name.casefold())
    return outputs.target(options.output, name, inputs=options.files)


def _begin(options: Namespace, records: Iterable[Record], t: Texts) -> int:
    """A new workshop file with these records."""
    edit = base_edit("create_workshop", records)
    state = State().apply(edit.changes)
    name = folders.file_name(state.workshop.date, state.workshop.title)
    target = outputs.target(options.output, name)
    files.create(target, edit)
    return _written(target, state, t)


def _written(path: Path, state: State, t: Texts) -> int:
    cards = t.n("{n} card", "{n} cards", state.count(Card))
    groups = t.n("{n} group", "{n} groups", state.count(Group))
    say(t("Written: {file} ({cards}, {groups})", file=shown(path), cards=cards, groups=groups))
    return 0


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
