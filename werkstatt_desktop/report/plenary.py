"""What the plenary kept, what was put aside, and how it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..domain.headings import beginning
from ..domain.outcome import Kept, Outcome, Wording
from ..domain.protocol import ParkedLine, ParkedPart
from ..domain.records import Workshop
from ..texts import Texts, mark
from . import words
from .blocks import Block, Box, Chapter, Entries, Entry, Facts, Heading, Paragraph, Text

_KINDS = {
    "agreed": mark("Agreed"),
    "kept": mark("Kept without a decision"),
    "disputed": mark("Still disputed"),
}
_PARKED = {
    "question": mark("Open questions"),
    "topic": mark("Topics"),
    "idea": mark("Ideas"),
    "quote": mark("Quotes"),
}


def plenary(outcome: Outcome, t: Texts, *, first: bool) -> Iterator[Block]:
    """Guiding statements, then the common results: what was decided apart from what was only said."""
    yield Chapter("plenary", words.section_title("plenary", t))
    for kept in outcome.statements:
        yield Box(t("Guiding statement"), kept.text, tuple(_around(kept, t, first=first)))
    by_kind: dict[str, list[Entry]] = {kind: [] for kind in _KINDS}
    for kept in outcome.results:
        texts = (Text(kept.text, "strong"), *_around(kept, t, first=first))
        by_kind[_kind_of(kept)].append(Entry(texts, number=t.number(kept.number)))
    told = {kind: rows for kind, rows in by_kind.items() if rows}
    for kind, rows in told.items():
        if [*told] != ["kept"]:
            yield Heading(t(_KINDS[kind]), t.number(len(rows)), key=f"plenary-{kind}")
        yield Entries(tuple(rows))


def _kind_of(kept: Kept) -> str:
    """Whether the room decided on it, is divided over it, or neither."""
    if "disputed" in kept.marks:
        return "disputed"
    if {"unanimous", "majority"}.intersection(kept.marks):
        return "agreed"
    return "disputed" if "dissent" in kept.marks else "kept"


def _around(kept: Kept, t: Texts, *, first: bool) -> Iterator[Text]:
    """Marks, the groups' own wordings and the first one."""
    marks = t.marks(kept.marks)
    if kept.first_text is not None and not first:
        marks.append(t("reworded"))
    if marks:
        yield Text(" · ".join(marks), "marked")
    for one in kept.wordings:
        if said := _wording(one, kept, t):
            yield Text(said, "note")
    if kept.first_text is not None and first:
        yield Text(t("originally: {text}", text=t.quote(kept.first_text)), "first")


def _wording(one: Wording, kept: Kept, t: Texts) -> str:
    group = words.name_of(one.group, t) if one.group is not None else ""
    dots = t.n("{n} point", "{n} points", one.points) if one.points else ""
    head = ", ".join(part for part in (group, dots) if part)
    said = t.quote(one.text) if one.text not in (kept.text, kept.first_text) else ""
    return ": ".join(part for part in (head, said) if part)


def parked(parts: Sequence[ParkedPart], t: Texts) -> Iterator[Block]:
    """What was put aside; that nothing was is said too."""
    yield Chapter("parked", words.section_title("parked", t))
    if not parts:
        yield Paragraph(t("none"), "note")
    for part in parts:
        title = t(_PARKED.get(part.kind, _PARKED["topic"]))
        yield Heading(title, t.number(len(part.lines)), key=f"parked-{part.kind}")
        yield Entries(tuple(_line(part.kind, line, t) for line in part.lines))


def _line(kind: str, line: ParkedLine, t: Texts) -> Entry:
    texts = [Text(t.quote(line.text) if kind == "quote" else line.text)]
    if line.answer:
        answer = t("Answer: {text}", text=line.answer) if kind == "question" else line.answer
        texts.append(Text(answer, "note"))
    if line.group:
        texts.append(Text(words.name_of(line.group, t), "note"))
    return Entry(tuple(texts))


def outlook(workshop: Workshop, t: Texts, *, short: bool) -> Iterator[Block]:
    """Next steps, the next date, and whom the protocol goes to; `short`: what has room on one page."""
    yield Chapter("outlook", words.section_title("outlook", t))
    rows = (
        (t("Next steps"), workshop.next_steps),
        (t("Next date"), t.date(workshop.next_date or "", weekday=True)),
        (t("The protocol goes to"), "" if short else workshop.distribution),
    )
    said = [(label, beginning(text) if short else text) for label, text in rows if text]
    yield Facts(tuple(said))
