"""Versions of a workshop that were closed, and what may still be done with one."""

from __future__ import annotations

import hashlib

from .edits import Edit
from .erasing import without_names
from .errors import Refused
from .portable import to_json
from .records import TABLES, Seal
from .state import State

UNSEALED = ("seals", "erased")
"""The tables that a sealed workshop still takes changes of: it can be reopened, and erased in."""


def latest(state: State) -> Seal | None:
    """The version that a workshop is, or was closed as last; None before it was closed first.

    A version without a hash was begun by reopening and is not closed yet.
    """
    return max(state.all(Seal), key=lambda seal: (seal.version, seal.id), default=None)


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
    """The SHA-256 of what a workshop holds, without people's names and without its seals.

    So names can be taken out after the protocol without breaking the seal.
    """
    tables = {
        name: {record.id: record for record in without_names(state.tables[name].values())}
        for name in TABLES
        if name not in UNSEALED
    }
    return hashlib.sha256(to_json(State(tables)).encode()).hexdigest()


def demand_open(state: State, edit: Edit) -> None:
    """Raise `Refused("sealed")` for an edit that a closed workshop does not take."""
    if not is_sealed(state) or edit.touches("erased"):
        return
    if any(change.table not in UNSEALED for change in edit.changes):
        raise Refused("sealed", version=version(state))
