"""Measures for other programs: a calendar (RFC 5545) and a table (CSV)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO

from ..domain import hiding
from ..domain import measures as measures_
from ..domain.records import Card, Measure, Result
from ..domain.state import State
from ..texts import Texts, mark
from .listing import harmless

HEADINGS = (
    mark("No."),
    mark("What"),
    mark("For"),
    mark("Responsible"),
    mark("With"),
    mark("Until when"),
    mark("First result"),
    mark("Status"),
)
_LINE_BYTES = 75


def calendar(state: State, t: Texts, now: datetime) -> bytes:
    """The measures that have a day, each as an event of that whole day which takes no time.

    Tasks would say more, but most calendars pass over them when they import a file. A measure keeps its
    event's id, so that importing the file again replaces events and adds none. Dropped ones are left out.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Werkstatt//Werkstatt//{t.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for measure, day in dated(state):
        lines += _event(state, measure, day, stamp, t)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def dated(state: State) -> list[tuple[Measure, date]]:
    """The measures that a calendar can show, with their days."""
    return [
        (measure, day)
        for measure in measures_.in_order(state)
        if measure.status != "dropped" and (day := measures_.due_day(measure)) is not None
    ]


def table(state: State, t: Texts) -> bytes:
    """All measures as CSV that spreadsheets of the language open: a mark for UTF-8 is at the beginning."""
    german = t.language == "de"
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if german else ",", lineterminator="\r\n")
    writer.writerow([t(word) for word in HEADINGS])
    for row in rows(state, t):
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def rows(state: State, t: Texts) -> Iterator[tuple[str, ...]]:
    """What stands below HEADINGS for each measure, in their order."""
    for number, measure in enumerate(measures_.in_order(state), 1):
        # A spreadsheet knows "15.12.2009" where it speaks German; elsewhere only this order is clear.
        due = t.short_date(measure.due or "") if t.language == "de" else (measure.due or "")
        yield (
            str(number),
            measure.what,
            "\n".join(_words(state, purpose, t) for purpose in measures_.purposes(state, measure)),
            measures_.responsible(state, measure),
            measure.with_whom,
            due,
            measure.first_result,
            t.status(measure.status),
        )


def _event(state: State, measure: Measure, day: date, stamp: str, t: Texts) -> Sequence[str]:
    said = {
        t("Responsible"): measures_.responsible(state, measure),
        t("With"): measure.with_whom,
        t("First result"): measure.first_result,
        t("For"): " / ".join(_words(state, purpose, t) for purpose in measures_.purposes(state, measure)),
        t("Status"): t.status(measure.status),
        t("From the workshop"): state.workshop.title,
    }
    about = "\n".join(f"{name}: {words}" for name, words in said.items() if words)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(measure.id)}@werkstatt",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(day)}",
        f"SUMMARY:{_escaped(' '.join(measure.what.split()))}",
        f"DESCRIPTION:{_escaped(about)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    if day < date.max:
        lines.insert(4, f"DTEND;VALUE=DATE:{_day(day + timedelta(1))}")
    return lines


def _words(state: State, purpose: Result | Card, t: Texts) -> str:
    """A result or card on one line; of one on a hidden board only that it is there."""
    if isinstance(purpose, Card) and hiding.is_hidden(state, purpose):
        return t("hidden card")
    return " ".join(purpose.text.split())


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _escaped(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, of which none ends within a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        bytes_ = len(char.encode())
        if size + bytes_ > _LINE_BYTES:
            pieces.append(piece)
            # The blank that begins the next line counts.
            piece, size = " ", 1
        piece += char
        size += bytes_
    return "\r\n".join([*pieces, piece])
