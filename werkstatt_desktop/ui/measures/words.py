"""What a row of a measure says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...domain import measures
from ...domain.records import Card, Measure, Participant
from ..card_words import text_of
from ..desk import Desk


def said_of(desk: Desk, measure: Measure, name: str) -> str:
    """What the field of this name says; a day is written as one does in the language."""
    if name == "who":
        return measures.responsible(desk.state, measure)
    if name == "due":
        return desk.texts.short_date(measure.due or "")
    return str(getattr(measure, name) or "")


def purposes_of(desk: Desk, measure: Measure) -> list[str]:
    """The words of what a measure is for."""
    return [
        text_of(desk, purpose) if isinstance(purpose, Card) else " ".join(purpose.text.split())
        for purpose in measures.purposes(desk.state, measure)
    ]


def warnings_of(
    desk: Desk,
    measure: Measure,
    known: Collection[str] | None = None,
    here: Sequence[Participant] | None = None,
) -> list[str]:
    """In words what is not as it should be.

    `known`, `here`: what `measures.known` and `people.there` give, where many are asked for.
    """
    t, state = desk.texts, desk.state
    if measure.status not in {"open", "begun"}:
        return []
    who = measures.responsible(state, measure)
    if measures.is_several(state, who, known):
        return [t("Exactly one should be responsible; the others stand under “With”.")]
    if measures.is_away(state, measure, here):
        return [t("{name} is not among those present.", name=who)]
    return []
