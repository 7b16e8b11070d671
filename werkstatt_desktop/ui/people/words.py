"""How presence looks: a sign beside the word, so that colour is never alone."""

from __future__ import annotations

from ...domain.people import Turnout
from ...domain.records import PRESENCES
from ...texts import Texts
from ..theme import Theme

SIGNS = {"expected": "○", "present": "●", "excused": "–", "left": "→"}


def presence_words(t: Texts, presence: str) -> str:
    """The sign and the word, as a row of the list has them."""
    return f"{SIGNS.get(presence, '○')} {t.presence(presence)}"


def presence_colour(theme: Theme, presence: str) -> str:
    return {"present": theme.safe, "expected": theme.text}.get(presence, theme.muted)


def turnout_words(t: Texts, turnout: Turnout) -> str:
    """How many persons, and how many of them are in which presence."""
    parts = [t.n("{n} person", "{n} persons", turnout.persons)]
    found = ((presence, turnout.by_presence.get(presence, 0)) for presence in PRESENCES)
    parts += [f"{t.number(count)} {t.presence(presence)}" for presence, count in found if count]
    return " · ".join(parts)
