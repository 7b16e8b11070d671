"""Where a text of a workshop stands, in the words of the pages."""

from __future__ import annotations

from ...domain.erasing import Where
from ...domain.records import (
    TABLE_OF,
    Card,
    Category,
    Cluster,
    Group,
    ParkedItem,
    Photo,
    ProgrammeItem,
    Question,
    Record,
)
from ...domain.state import State
from ...texts import Texts, mark

_FIELDS = {
    ("workshops", "title"): mark("Title"),
    ("workshops", "series"): mark("Series"),
    ("workshops", "number"): mark("No."),
    ("workshops", "place"): mark("Place"),
    ("workshops", "organiser"): mark("Organiser"),
    ("workshops", "host"): mark("Host"),
    ("workshops", "commissioned_by"): mark("Commissioned by"),
    ("workshops", "moderation"): mark("Moderation"),
    ("workshops", "protocol_writer"): mark("Protocol written by"),
    ("workshops", "occasion"): mark("Occasion"),
    ("workshops", "goal"): mark("Goal"),
    ("programme", "title"): mark("What"),
    ("programme", "speaker"): mark("Who"),
    ("groups", "name"): mark("Name"),
    ("groups", "room"): mark("Room"),
    ("groups", "moderator"): mark("Moderation"),
    ("groups", "note_taker"): mark("Note-taker"),
    ("categories", "title"): mark("Title"),
    ("categories", "question"): mark("Guiding question"),
    ("questions", "text"): mark("Guiding question"),
    ("clusters", "heading"): mark("Heading"),
    ("cards", "text"): mark("Text"),
    ("cards", "first_text"): mark("First wording"),
    ("cards", "explanation"): mark("Explanation"),
    ("parked", "text"): mark("Text"),
    ("parked", "answer"): mark("Answer"),
    ("photos", "caption"): mark("Caption"),
    ("workshops", "rules"): mark("Rules"),
    ("workshops", "next_steps"): mark("Next steps"),
    ("workshops", "distribution"): mark("The protocol goes to"),
    ("programme", "note"): mark("Note"),
    ("participants", "name"): mark("Name"),
    ("participants", "organisation"): mark("Organisation"),
    ("participants", "department"): mark("Department"),
    ("participants", "function"): mark("Function"),
    ("participants", "email"): mark("E-mail"),
    ("rounds", "title"): mark("Title"),
    ("rounds", "labels"): mark("Ends of the scale"),
    ("results", "first_text"): mark("First wording"),
    ("measures", "what"): mark("Measure"),
    ("measures", "who"): mark("Responsible"),
    ("measures", "with_whom"): mark("With whom"),
    ("measures", "first_result"): mark("First visible result"),
}


_EVENT = mark("Event")
_KINDS = {
    "participants": mark("Participants"),
    "rounds": mark("Round"),
    "results": mark("Result"),
    "measures": mark("Measure"),
    "feedback": mark("Quotes"),
}


def place_words(state: State, where: Where, t: Texts) -> str:
    """The record and the field: "Arbeitsgruppe 1 · Moderation"."""
    record = state.tables[where.table].get(where.id)
    field = t(_FIELDS.get((where.table, where.field), _FIELDS["cards", "text"]))
    return f"{_record_words(state, record, t)} · {field}"


def present_text(state: State, where: Where) -> str:
    """What stands at a place now; empty where it is only known from before."""
    record = state.tables[where.table].get(where.id)
    found = getattr(record, where.field, None)
    return " ".join(found.split()) if isinstance(found, str) else ""


def _record_words(state: State, record: Record | None, t: Texts) -> str:
    words = _kind_words(state, record, t)
    return t("{name} (deleted)", name=words) if record is not None and record.gone else words


def _kind_words(state: State, record: Record | None, t: Texts) -> str:
    match record:
        case Group():
            return record.name or t("Group")
        case Card() | Cluster():
            kind = t("Card") if isinstance(record, Card) else t("Theme")
            group = state.tables["groups"].get(record.group_id)
            return f"{kind}, {group.name}" if isinstance(group, Group) and group.name else kind
        case Category():
            return t.category(record)
        case Question():
            category = state.tables["categories"].get(record.category_id)
            return t.category(category) if isinstance(category, Category) else t("Category")
        case ParkedItem():
            return t("Parking lot")
        case Photo():
            return t("Photo")
        case ProgrammeItem():
            return t("Programme")
        case _:
            return t(_KINDS.get(TABLE_OF[type(record)], _EVENT)) if record is not None else t(_EVENT)
