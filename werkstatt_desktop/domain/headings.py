"""What a group or a text is called where something else speaks of it."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 100
"""Characters of a text where something else names it; it stands in full in its own place."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a group is called: its name, or its number where it has none."""

    number: int
    name: str


def beginning(text: str) -> str:
    """A text on one line, as much of it as tells which one is meant; it stands in full elsewhere."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
