"""Versions of a workshop that were closed, and what may still be done with one."""

from __future__ import annotations

from dataclasses import fields, replace

from .edits import Edit
from .erasing import NAMES
from .errors import Refused
from .records import TABLES, Seal
from .state import State, change

UNSEALED = ("seals", "erased", "paper")
"""The tables that a sealed workshop still takes changes of: it can be reopened, erased in, and printed."""


def latest(state: State) -> Seal | None:
    """The version that a workshop is, or was closed as last; None before it was closed first.

    A version without a hash was begun by reopening and is not closed yet; where merging has brought both,
    the closed one counts.
    """
    return max(state.all(Seal), key=lambda seal: (seal.version, bool(seal.hash), seal.id), default=None)


def versions(state: State) -> list[Seal]:
    """The versions that were closed, the first of them first."""
    return sorted((s for s in state.all(Seal) if s.hash), key=lambda seal: (seal.version, seal.at, seal.id))


def version(state: State) -> int:
    """The number of the version that is being worked on, or that is closed."""
    seal = latest(state)
    return seal.version if seal is not None else 1


def is_sealed(state: State) -> bool:
    """Whether the workshop is closed."""
    seal = latest(state)
    return seal is not None and bool(seal.hash)


def is_as_sealed(state: State) -> bool:
    """Whether a closed workshop still is what was closed; merging with a copy can have added to it."""
    seal = latest(state)
    return seal is not None and bool(seal.hash) and seal.hash == hash_of(state)


def hash_of(state: State) -> str:
    """The SHA-256 of what a workshop holds, without people's names, its seals and what is chosen for paper.

    So names can be taken out after the protocol without breaking the seal, and it can be printed in another
    way. Fields with their usual value are
    left out: a later version of the program that knows more fields finds the same hash.
    """
    # Opening a window asks whether a workshop is closed; what makes the hash waits until it is wanted.
    import json
    from hashlib import sha256

    found = sha256()
    for table in sorted(set(TABLES) - set(UNSEALED)):
        kept = _kept(table)
        for id, record in sorted(state.shown[table].items()):
            # A file gives back 5.0 where the step said 5.
            told = {
                name: float(value) if isinstance(usual, float) else value
                for name, usual in kept
                if (value := getattr(record, name)) != usual
            }
            line = json.dumps([table, id, told], ensure_ascii=False, sort_keys=True)
            found.update(line.encode() + b"\n")
    return found.hexdigest()


def _kept(table: str) -> list[tuple[str, object]]:
    """The fields of a table that a seal is for, with their usual values; an owner's id has none."""
    without = {"id", "gone", *NAMES.get(table, ())}
    return [(f.name, f.default) for f in fields(TABLES[table]) if f.name not in without]


def let_through(state: State, edit: Edit, at: str) -> Edit:
    """The edit as it may be carried out at a time, ISO 8601; the door through which every step comes.

    Erasing changes what a closed workshop holds, so it goes on closed as its next version, unless nothing but
    names was erased or what was deleted before. Raises as `demand_open`.
    """
    demand_open(state, edit)
    if not is_sealed(state) or not edit.touches("erased"):
        return edit
    after = hash_of(state.apply(edit.changes))
    if after == hash_of(state):
        return edit
    sealed = change(None, Seal(version=version(state) + 1, at=at, hash=after))
    return replace(edit, changes=(*edit.changes, sealed))


def demand_open(state: State, edit: Edit) -> None:
    """Raise `Refused("sealed")` for an edit that a closed workshop does not take."""
    if not is_sealed(state) or edit.touches("erased"):
        return
    if any(change.table not in UNSEALED for change in edit.changes):
        raise Refused("sealed", version=version(state))
