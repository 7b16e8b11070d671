"""What stands around a text that is read back: whose it is, what it was at first, and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain import measures
from ...domain.picture import marks_of
from ...domain.readback import Said, Sheet
from ...domain.records import Card, Category, Cluster, Id, Measure, Result
from ...domain.state import State
from ...texts import Texts, mark
from ..origins import badge, hidden_words

_FIELDS = {
    ("workshops", "title"): mark("Title"),
    ("workshops", "place"): mark("Place"),
    ("workshops", "occasion"): mark("Occasion"),
    ("workshops", "goal"): mark("Goal"),
    ("workshops", "next_steps"): mark("Next steps"),
    ("clusters", "heading"): mark("Heading"),
    ("cards", "text"): mark("Card"),
    ("cards", "explanation"): mark("Explanation"),
    ("results", "text"): mark("Result"),
    ("measures", "what"): mark("Measure"),
    ("parked", "text"): mark("Entry"),
    ("parked", "answer"): mark("Answer"),
}
_TITLES = {
    "event": mark("Event"),
    "loose": mark("Cards without a theme"),
    "statement": mark("Guiding statements"),
    "result": mark("Common results"),
    "measure": mark("Measures"),
    "question": mark("Questions"),
    "topic": mark("Topics"),
    "idea": mark("Ideas"),
    "quote": mark("Quotes"),
    "outlook": mark("How it goes on"),
}
_KICKERS = {
    "statement": mark("Plenary"),
    "result": mark("Plenary"),
    "question": mark("Parking lot"),
    "topic": mark("Parking lot"),
    "idea": mark("Parking lot"),
    "quote": mark("Parking lot"),
}


def field_words(said: Said, t: Texts) -> str:
    """What kind of text it is."""
    return t(_FIELDS[said.table, said.field])


def first_words(said: Said, t: Texts) -> str:
    """The first wording of what was reworded; empty for all else."""
    if said.first is None:
        return ""
    return t("reworded · at first: {text}", text=t.quote(" ".join(said.first.split())))


def note_words(state: State, said: Said, dots: Mapping[Id, int], t: Texts) -> str:
    """What belongs to a text and is corrected elsewhere: who and when, where from, its marks and dots."""
    if said.table == "measures" and (measure := state.get(Measure, said.id)) is not None:
        who = measures.responsible(state, measure) or t("nobody responsible yet")
        due = t.date(measure.due) if measure.due else t("no date yet")
        return " · ".join(part for part in (who, measure.with_whom, due) if part)
    if said.field in {"text", "heading"} and said.table != "parked":
        origin = badge(state, said.id, t) if said.table == "results" else ""
        count = dots.get(said.id, 0)
        counted = t.n("{n} point", "{n} points", count) if count else ""
        return " · ".join(part for part in (origin, *t.marks(_marks(state, said)), counted) if part)
    if said.field == "next_steps" and state.workshop.next_date:
        return f"{t('Next date')}: {t.date(state.workshop.next_date, weekday=True)}"
    return ""


def _marks(state: State, said: Said) -> list[str]:
    """The names of the marks of a card, theme, result or statement."""
    record = state.tables[said.table].get(said.id)
    if not isinstance(record, Card | Cluster | Result):
        return []
    return [name for name in marks_of(record) if name != "twin"]


def title_words(state: State, sheet: Sheet, t: Texts) -> str:
    """The heading of a page that is about no theme."""
    if sheet.kind == "hidden" and sheet.group is not None:
        return hidden_words(state, sheet.group, t)
    if (category := state.get(Category, sheet.category_id)) is not None:
        return t.category(category)
    return t(_TITLES[sheet.kind]) if sheet.kind in _TITLES else ""


def kicker_words(sheet: Sheet, t: Texts) -> str:
    """What stands above the heading: the group or the part of the day, and how far through the matter."""
    above = sheet.group.name if sheet.group is not None else t(_KICKERS.get(sheet.kind, mark("Protocol")))
    if sheet.places == 1:
        return above
    return t("{matter} · {place} of {places}", matter=above, place=sheet.place, places=sheet.places)
