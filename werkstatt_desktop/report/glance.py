"""The head of the document, and what matters most on one page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..domain.headings import beginning
from ..domain.measures import OVER
from ..domain.outcome import MeasureLine, Outcome
from ..domain.paper import Paper
from ..domain.protocol import Fact, Highlight, ParkedLine, ParkedPart, Protocol
from ..domain.records import Id
from ..texts import Texts, mark
from . import words
from .blocks import Block, Box, Chapter, Column, Entries, Entry, Facts, Heading, Paragraph, Table, Text, Title
from .measures import until, who

_LABELS = {
    "organiser": mark("Organiser"),
    "commissioned_by": mark("Commissioned by"),
    "host": mark("Host"),
    "moderation": mark("Moderation"),
    "protocol_writer": mark("Protocol written by"),
    "time": mark("Time"),
    "people": mark("Participants"),
    "groups": mark("Working groups"),
    "occasion": mark("Occasion"),
}
_FEW = {
    "summary": ("moderation", "groups"),
    "group": ("organiser", "moderation"),
    "measures": ("organiser", "moderation"),
}
"""The facts of a paper that is not the whole protocol."""
_MOST = {"themes": 5, "statements": 2, "recommendations": 3, "results": 4, "measures": 5, "questions": 3}
"""How many lines of each there are where everything has to stand on one page."""
_MOST_NAMES = 6
"""Of more groups a short paper does not give the names."""
_ROOM = 240
"""Characters of a text that is to be seen first."""


def head(tree: Protocol, paper: Paper, t: Texts) -> Iterator[Block]:
    """What it is, when and where, who and how many, to what end."""
    workshop = tree.workshop
    yield Title(words.document(paper, t), workshop.title or t("Workshop"), words.subtitle(workshop, t))
    few = _FEW.get(paper.variant)
    facts = [fact for fact in tree.facts if few is None or fact.name in few]
    if few is not None:
        facts = [fact for fact in facts if len(fact.values) <= _MOST_NAMES]
    rows = [(t(_LABELS[fact.name]), _values(fact, t)) for fact in facts]
    if tree.outcome.attendance is not None:
        place = sum(fact.name not in {"groups", "occasion"} for fact in facts)
        rows.insert(place, (t(_LABELS["people"]), _people(tree, t)))
    if rows:
        yield Facts(tuple(rows))
    short = paper.variant == "summary"
    if workshop.goal and paper.variant != "measures":
        yield Box(t("Goal"), _cut(workshop.goal) if short else workshop.goal)
    if paper.variant in {"full", "summary"}:
        for kept in tree.outcome.statements[: _MOST["statements"]]:
            label = ", ".join([t("Guiding statement"), *t.marks(kept.marks)])
            yield Box(label, _cut(kept.text) if short else kept.text)


def _people(tree: Protocol, t: Texts) -> str:
    part = tree.outcome.attendance
    if part is None:
        return ""
    said = words.persons(part, t)
    return f"{said} · {t('{n} excused', n=t.number(part.excused))}" if part.excused else said


def _values(fact: Fact, t: Texts) -> str:
    if fact.name == "time":
        starts, *ends = fact.values
        if not ends:
            return t("from {starts}", starts=starts)
        return t("{starts} to {ends}", starts=starts, ends=ends[0])
    return (", " if any("·" in value for value in fact.values) else " · ").join(fact.values)


def _cut(text: str) -> str:
    """As much of a text as has room in a box; it stands in full elsewhere or is no text for a box."""
    return text if len(text) <= _ROOM else text[: _ROOM - 1].rstrip() + "…"


def highlights(tree: Protocol, paper: Paper, unnamed: Collection[Id], t: Texts) -> Iterator[Block]:
    """The themes, recommendations, measures and questions to know of."""
    short = paper.variant == "summary"
    row = tree.highlights[: _MOST["themes"]] if short else tree.highlights
    hint = ""
    if row:
        weighed = any(highlight.points for highlight in row)
        hint = t("The themes with the most dots") if weighed else t("The themes with the most cards")
        if more := tree.more_themes + len(tree.highlights) - len(row):
            follows = t.n("{n} more theme follows", "{n} more themes follow", more)
            hint = f"{hint} · {follows}"
    yield Chapter("highlights", t("Key results at a glance"), hint, listed=False)
    if row:
        yield Entries(tuple(_highlight(n, highlight, t) for n, highlight in enumerate(row, 1)))
    if tree.recommendations:
        yield Heading(t("Recommendations with the most dots"))
        chosen = tree.recommendations[: _MOST["recommendations"]]
        yield Entries(tuple(
            Entry(
                (Text(beginning(line.text)),),
                t.n("{n} point", "{n} points", line.points),
                words.sign(line.category, t),
                dots=line.points,
            )
            for line in chosen
        ))  # fmt: skip
    if not short:
        yield from _next_measures(tree.outcome.measures, unnamed, t)
        yield from _open_questions(tree.parked, t)


def _next_measures(lines: Sequence[MeasureLine], unnamed: Collection[Id], t: Texts) -> Iterator[Block]:
    """The measures that are due first, each on a line, where others tell them in full."""
    ahead = [line for line in lines if line.measure.status not in OVER]
    if not ahead:
        return
    row = ahead[: _MOST["measures"]]
    yield Heading(t("Measures"), _of(len(row), len(ahead), t))
    yield Entries(tuple(
        Entry(
            (Text(beginning(line.measure.what)),),
            " · ".join(said.text for said in (*[*who(line, unnamed, t)][:1], until(line, t))),
            number=t.number(line.number),
        )
        for line in row
    ))  # fmt: skip


def _open_questions(parts: Sequence[ParkedPart], t: Texts) -> Iterator[Block]:
    found = _unanswered(parts)
    if found:
        row = found[: _MOST["questions"]]
        yield Heading(t("Open questions"), _of(len(row), len(found), t))
        yield Entries(tuple(Entry((Text(beginning(line.text)),)) for line in row))


def _unanswered(parts: Sequence[ParkedPart]) -> list[ParkedLine]:
    return [line for part in parts if part.kind == "question" for line in part.lines if not line.answer]


def _of(shown: int, found: int, t: Texts) -> str:
    """How many there are, where not all are shown."""
    return t("{n} of {all}", n=t.number(shown), all=t.number(found)) if shown < found else t.number(found)


def _highlight(n: int, highlight: Highlight, t: Texts) -> Entry:
    note = t.n("{n} card", "{n} cards", highlight.cards)
    # No dots may as well mean that a group has not voted: its cards say more than a nought.
    if highlight.points:
        note = t.n("{n} point", "{n} points", highlight.points)
    if highlight.group:
        note = f"{note} · {words.short_name_of(highlight.group, t)}"
    heading = beginning(highlight.heading) or t("Theme without a heading")
    return Entry((Text(heading),), note, number=t.number(n))


def results(outcome: Outcome, t: Texts) -> Iterator[Block]:
    """The first common results, each on a line."""
    yield Chapter("plenary", words.section_title("plenary", t))
    row = outcome.results[: _MOST["results"]]
    yield Entries(tuple(
        Entry((Text(beginning(kept.text)),), " · ".join(t.marks(kept.marks)), number=t.number(kept.number))
        for kept in row
    ))  # fmt: skip
    yield from _more(len(outcome.results) - len(row), t)


def measures(lines: Sequence[MeasureLine], unnamed: Collection[Id], t: Texts) -> Iterator[Block]:
    """The measures that are due first."""
    title = words.section_title("measures", t)
    yield Chapter("measures", title)
    columns = (
        Column(t("No."), 0.07, right=True),
        Column(t("What"), 0.47, names=True),
        Column(t("Who"), 0.29),
        Column(t("Until when"), 0.17),
    )
    ahead = [line for line in lines if line.measure.status not in OVER]
    row = ahead[: _MOST["measures"]]
    yield Table(
        title,
        columns,
        tuple(
            (
                (Text(t.number(line.number)),),
                (Text(beginning(line.measure.what)),),
                tuple(who(line, unnamed, t))[:1],
                (until(line, t),),
            )
            for line in row
        ),
    )
    yield from _more(len(ahead) - len(row), t)


def questions(parts: Sequence[ParkedPart], t: Texts) -> Iterator[Block]:
    """The open questions that nobody has answered yet."""
    found = _unanswered(parts)
    yield Chapter("parked", t("Open questions"))
    if not found:
        yield Paragraph(t("none"), "note")
        return
    row = found[: _MOST["questions"]]
    yield Entries(tuple(Entry((Text(beginning(line.text)),)) for line in row))
    yield from _more(len(found) - len(row), t)


def _more(count: int, t: Texts) -> Iterator[Block]:
    if count > 0:
        yield Paragraph(t.n("{n} more", "{n} more", count), "note")
