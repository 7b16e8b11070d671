"""Closing a workshop, and opening it again as the next version."""

from __future__ import annotations

from dataclasses import replace

from .. import sealing
from ..edits import Edit
from ..errors import Refused
from ..records import Seal
from ..state import State
from ._edit import edit


def seal(state: State, at: str) -> Edit:
    """The workshop is closed as its version, at a local time, ISO 8601. Raises `Refused("sealed")`."""
    if sealing.is_sealed(state):
        raise Refused("sealed", version=sealing.version(state))
    begun = sealing.latest(state) or Seal(version=1)
    return edit("seal", state, [replace(begun, at=at, hash=sealing.hash_of(state))])


def reopen(state: State) -> Edit:
    """The next version is begun; the closed one stays on record. Raises `Refused("not_sealed")`."""
    if not sealing.is_sealed(state):
        raise Refused("not_sealed")
    return edit("reopen", state, [Seal(version=sealing.version(state) + 1)])
