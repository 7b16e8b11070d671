"""How long work is stopped that nobody waits for any more."""

from __future__ import annotations


class Cancelled(Exception):
    """Nobody waits for this any more; what was made of it is not whole."""


def never() -> bool:
    """For work that is not stopped."""
    return False
