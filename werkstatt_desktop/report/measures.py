"""Who does what until when, and what answers which obstacle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..domain.headings import Heading as Group
from ..domain.outcome import Covered, MeasureLine
from ..domain.records import Id
from ..texts import Texts
from . import words
from .blocks import Block, Chapter, Column, Entries, Entry, Heading, Paragraph, Table, Text

_MOST_GAPS = 12
"""So many obstacles without any answer have a row each in the table; more of them stand in a list below."""


def coverage(rows: Sequence[Covered], t: Texts) -> Iterator[Block]:
    """What answers each obstacle; the numbers are those of the measures. Many gaps stand below it."""
    title = words.section_title("coverage", t)
    yield Chapter("coverage", title)
    if not any(row.answers or row.measures for row in rows):
        # Until somebody says what answers what, the table would only repeat the cards.
        yield Paragraph(
            t.n("{n} obstacle, no recommendation yet", "{n} obstacles, no recommendation yet", len(rows))
        )
        return
    columns = (
        Column(t("Obstacle"), 0.41, names=True),
        Column(t("Recommendation"), 0.41),
        Column(t("Measures"), 0.18),
    )
    gaps = [row for row in rows if not row.answers and not row.measures]
    apart = len(gaps) > _MOST_GAPS
    told, together = [], []
    for row in rows:
        if apart and not row.answers and not row.measures:
            continue
        answers = [(answer.text, answer.measures) for answer in row.answers]
        if not answers:
            answers = [(t("no recommendation yet"), row.measures)]
        for n, (text, numbers) in enumerate(answers):
            first = (Text(row.text), *_of_group(row.group, t)) if n == 0 else (Text(""),)
            done = ", ".join(map(t.number, numbers)) or t("none")
            told.append((first, (Text(text, "plain" if row.answers else "marked"),), (Text(done),)))
            together.append(n > 0)
    if told:
        yield Table(title, columns, tuple(told), tuple(together))
    if apart:
        yield Heading(t("Neither recommendation nor measure yet"), t.number(len(gaps)), key="coverage-gaps")
        yield Entries(
            tuple(Entry((Text(row.text),), _group_of(row, t)) for row in sorted(gaps, key=_place_of))
        )


def measures(lines: Sequence[MeasureLine], unnamed: Collection[Id], t: Texts) -> Iterator[Block]:
    """The plan as a table; `unnamed` are the measures of somebody who is not to be named."""
    title = words.section_title("measures", t)
    if not lines:
        yield Chapter("measures", title)
        yield Paragraph(t("none"), "note")
        return
    yield Chapter("measures", title, t("By date; the numbers are those of the plan."))
    columns = (
        Column(t("No."), 0.06, right=True),
        Column(t("What"), 0.34, names=True),
        Column(t("Who (with whom)"), 0.24),
        Column(t("Until when"), 0.15),
        Column(t("First visible result"), 0.21),
    )
    yield Table(title, columns, tuple(_measure(line, unnamed, t) for line in lines))


def _measure(line: MeasureLine, unnamed: Collection[Id], t: Texts) -> tuple[tuple[Text, ...], ...]:
    measure = line.measure
    what = [Text(measure.what, "strong")]
    for n, text in enumerate(line.purposes):
        if n == 0 and line.result:
            said = t("for result {number}: {text}", number=t.number(line.result), text=text)
        else:
            said = t("for: {text}", text=text)
        what.append(Text(said, "note"))
    if measure.from_id:
        what.append(Text(t("taken over from the last workshop"), "note"))
    if measure.status != "open":
        what.append(Text(t.status(measure.status), "marked"))
    return (
        (Text(t.number(line.number)),),
        tuple(what),
        tuple(who(line, unnamed, t)),
        (until(line, t),),
        (Text(measure.first_result),),
    )


def who(line: MeasureLine, unnamed: Collection[Id], t: Texts) -> Iterator[Text]:
    """Who is responsible, from where, and with whom."""
    if line.who:
        yield Text(line.who)
    elif line.measure.id in unnamed:
        yield Text(t("not named here"))
    else:
        yield Text(t("nobody yet"), "marked")
    if line.where_from:
        yield Text(line.where_from, "note")
    if line.measure.with_whom:
        yield Text(f"({line.measure.with_whom})", "note")


def until(line: MeasureLine, t: Texts) -> Text:
    """The day until which it is to be done."""
    due = line.measure.due
    return Text(t.short_date(due)) if due else Text(t("no date yet"), "marked")


def _place_of(row: Covered) -> int:
    return row.group.number if row.group is not None else 0


def _group_of(row: Covered, t: Texts) -> str:
    return words.short_name_of(row.group, t) if row.group is not None else ""


def _of_group(heading: Group | None, t: Texts) -> tuple[Text, ...]:
    return (Text(words.name_of(heading, t), "note"),) if heading is not None else ()
