"""The command that erases for good: cards, a name, or a workshop."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from .. import settings
from ..domain import sealing
from ..domain.edits import Edit, Entry
from ..domain.erasing import Found, Where, find_name
from ..domain.errors import FileProblem
from ..domain.state import State
from ..domain.verbs import erasing
from ..storage import forgetting, reading
from ..storage.identity import documents_of
from ..storage.reading import Contents
from ..storage.store import Store
from ..storage.summaries import Summaries
from ..texts import Texts
from .arguments import USAGE
from .common import each
from .terminal import complain, say, shown

_LEFT = {"damaged", "empty_file", "missing", "tables_differ"}
"""What can be wrong with a file that was a workshop."""


def erase(options: Namespace, t: Texts) -> int:
    def do(path: Path) -> int:
        if options.texts and options.name is None:
            return _wrongly(path, t("--texts goes with --name."))
        if path.resolve().is_relative_to(settings.data_folder().resolve()):
            return _wrongly(path, t("This is a backup. Name the workshop itself."))
        return _destroy(path, options, t) if options.workshop else _erase_in(path, options, t)

    return each(options, t, do)


def _erase_in(path: Path, options: Namespace, t: Texts) -> int:
    """Erase in a workshop."""
    contents = reading.read(path, journal=True)
    unknown = [id for id in options.card or () if id not in contents.state.tables["cards"]]
    if unknown:
        return _wrongly(path, t("There is no card with this id: {id}", id=shown(unknown[0])))
    _say_plan(path, contents, options, t)
    if not options.yes:
        return _wrongly(path, _unconfirmed(t))

    def edit(store: Store) -> Edit:
        if options.card:
            return erasing.erase_cards(store.state, options.card)
        found = _found(store.state, store.journal(), options.name)
        return erasing.erase_name(store.state, [*found.names, *(found.texts if options.texts else ())])

    count = forgetting.erase(path, settings.data_folder(), settings.load().device, edit)
    _look_again(path)
    say(f"{shown(path)}: {t.n('{n} field erased for good.', '{n} fields erased for good.', count)}")
    if sealing.is_sealed(contents.state):
        _say_version(path, sealing.version(contents.state), t)
    say(_out_of_reach(t))
    return 0


def _say_version(path: Path, before: int, t: Texts) -> None:
    """Say where a closed version has become the next one by it."""
    after = sealing.version(reading.read(path).state)
    if after != before:
        words = t(
            "Version {before} is version {after} now, closed as well, because something was erased of it.",
            before=before,
            after=after,
        )
        say(f"{shown(path)}: {words}")


def _found(state: State, journal: Iterable[Entry], name: str) -> Found:
    """Where a name stands or stood."""
    return find_name((record for rows in state.tables.values() for record in rows.values()), journal, name)


def _say_plan(path: Path, contents: Contents, options: Namespace, t: Texts) -> None:
    """Say what is to be erased, and where else the name stands."""
    if options.card:
        words = t.n("{n} card is to be erased.", "{n} cards are to be erased.", len(options.card))
        say(f"{shown(path)}: {words}")
        return
    found = _found(contents.state, contents.journal, options.name)
    places = [*found.names, *(found.texts if options.texts else ())]
    words = t.n(
        "{n} field that holds or held the name is to be erased.",
        "{n} fields that hold or held the name are to be erased.",
        len(places),
    )
    say(f"{shown(path)}: {words}")
    _name_places(places)
    if found.texts and not options.texts:
        words = t.n(
            "The name stands or stood in {n} other text, which --texts erases, too.",
            "The name stands or stood in {n} other texts, which --texts erases, too.",
            len(found.texts),
        )
        say(f"{shown(path)}: {words}")
        _name_places(found.texts)


def _name_places(places: Iterable[Where]) -> None:
    for where in sorted(places):
        say(f"  {shown('/'.join(where))}")


def _destroy(path: Path, options: Namespace, t: Texts) -> int:
    """Delete a workshop and all that this device keeps of it."""
    keep = settings.data_folder()
    ids = documents_of(keep, path)
    try:
        reading.read(path)
    except FileProblem as problem:
        # Other workshops may have lain at this path, whose backups are still needed.
        if problem.key not in _LEFT or len(ids) != 1:
            raise
    say(f"{shown(path)}: {t('The file, its backups and its safety copy on this device are to be deleted.')}")
    if not options.yes:
        return _wrongly(path, _unconfirmed(t))
    forgetting.destroy(path, keep, ids)
    settings.save(settings.without_recent(settings.load(), path.absolute()))
    _look_again(path)
    say(f"{shown(path)}: {t('Deleted.')}")
    say(_out_of_reach(t))
    return 0


def _wrongly(path: Path, words: str) -> int:
    """What is missing in the call; nothing was done."""
    complain(f"{shown(path)}: {words}")
    return USAGE


def _unconfirmed(t: Texts) -> str:
    return t("Nothing was erased yet. This cannot be undone; --yes confirms it.")


def _out_of_reach(t: Texts) -> str:
    return t(
        "Out of reach are paper, copies in other places, older versions that a cloud service keeps,"
        " and what a disk retains of deleted files."
    )


def _look_again(path: Path) -> None:
    """Let the start page know of the file only what is in it now."""
    known = Summaries(settings.cache_folder() / "workshops.json")
    known.load()
    paths = [Path(found.path) for found in known.all()]
    for found in paths:
        if found == path.absolute() and found.exists():
            known.of(found)
    known.keep_only([found for found in paths if found != path.absolute() or found.exists()])
