"""What a day came to, in rows: people, dots, common results, what answers what, measures, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.outcome import (
    Attendance,
    Covered,
    Heading,
    Kept,
    MeasureLine,
    Mood,
    Option,
    Outcome,
    RoundPart,
    Wording,
)
from ..domain.people import Share
from ..domain.records import Workshop
from ..texts import Texts
from . import styles as s
from .charts import Bar, Poll
from .flow import Block, Chapter
from .groups import chapter, name_of
from .rows import Cell, Mark, Row, Setter

_NUMBER = 22.0
"""Where a text begins, right of its number."""
_STRONG = s.Style(11, 14.5, s.SEMIBOLD)
_SMALL = s.Style(10.5, 13.5)
_HEAD = s.Style(9, 11.5, s.SEMIBOLD, s.MUTED)


def contents(outcome: Outcome, workshop: Workshop, t: Texts) -> Iterator[tuple[str, str]]:
    """Anchor and title of each part that there is, but for the people, who stand before the groups."""
    there = {
        "weigh": (t("Weighing"), outcome.rounds),
        "plenary": (t("Common results"), outcome.statements or outcome.results),
        "coverage": (t("Obstacle, recommendation, measure"), _is_answered(outcome)),
        "measures": (t("Measures"), outcome.measures),
        "feedback": (t("Mood and feedback"), outcome.moods or outcome.quotes),
        "outlook": (t("How it goes on"), _has_outlook(workshop)),
    }
    yield from ((key, title) for key, (title, found) in there.items() if found)


def attendance(part: Attendance, t: Texts) -> Iterator[Block]:
    """How many were there and where from."""
    yield Chapter()
    yield chapter("people", t("Participants"))
    persons = t.n("{n} person", "{n} persons", part.persons)
    facts = [persons if part.came else t("{persons} expected", persons=persons)]
    if part.excused:
        facts.append(t("{n} excused", n=t.number(part.excused)))
    yield _meta(" · ".join(facts))
    for title, shares in ((t("Organisations"), part.organisations), (t("Departments"), part.departments)):
        if shares:
            yield Row(cells=(Cell(0, ((title, s.H3),)),), above=14, pad=(0, 3), keep=True, rule="bold")
            yield from (_share(share, t) for share in shares)


def weighing(rounds: Iterable[RoundPart], t: Texts) -> Iterator[Block]:
    """Each round with its rule, what was counted, and the ranking."""
    yield Chapter()
    yield chapter("weigh", t("Weighing"))
    for part in rounds:
        title = part.round.title or t("Dot vote")
        yield Row(cells=(Cell(0, ((title, s.H3),)),), above=16, pad=(0, 2), keep=True)
        yield Row(cells=(Cell(0, ((rule_of(part, t), s.META),)),), pad=(0, 3), keep=True, rule="line")
        if part.round.hidden:
            yield Row(cells=(Cell(0, ((t("The totals are still hidden."), s.META),)),), above=6)
        elif part.unseen:
            words = t("The board was still hidden when this was printed.")
            yield Row(cells=(Cell(0, ((words, s.META),)),), above=6)
        elif not part.options:
            yield Row(cells=(Cell(0, ((t("Nothing counted."), s.META),)),), above=6)
        for option in part.options:
            yield from _option(option, t)
        if part.without:
            words = t.n("{n} without dots", "{n} without dots", part.without)
            yield Row(cells=(Cell(_NUMBER, ((words, s.EXPLANATION),)),), above=6)


def plenary(outcome: Outcome, t: Texts) -> Iterator[Block]:
    """Guiding statements, then the common results with what the groups had said."""
    yield Chapter()
    yield chapter("plenary", t("Common results"))
    for kept in outcome.statements:
        parts = [(t("Guiding statement"), s.GOAL_LABEL), (kept.text, s.GOAL), *_around(kept, t)]
        yield Row(cells=(Cell(16, tuple(parts), s.TEXT_WIDTH - 32),), above=8, pad=(8, 9), fill=True)
    for n, kept in enumerate(outcome.results, 1):
        cells = (
            Cell(0, ((t.number(n), s.RANK),), 20),
            Cell(_NUMBER, ((kept.text, _STRONG), *_around(kept, t))),
        )
        yield Row(cells=cells, above=6, pad=(0, 6), rule="line")


def coverage(rows: Iterable[Covered], t: Texts) -> Iterator[Block]:
    """What answers each obstacle; the numbers are those of the measures."""
    yield Chapter()
    yield chapter("coverage", t("Obstacle, recommendation, measure"))
    third = s.TEXT_WIDTH - 90
    heads = (t("Obstacle"), t("Recommendation"), t("Measures"))
    columns = ((0.0, third / 2 - 12), (third / 2, third / 2 - 12), (third, 90.0))
    yield _table_head(heads, columns)
    for row in rows:
        answers = [(answer.text, answer.measures) for answer in row.answers]
        if not answers:
            answers = [(t("no recommendation yet"), row.measures)]
        for n, (text, numbers) in enumerate(answers):
            first = [(row.text, _SMALL), *_of_group(row.group, t)] if n == 0 else [("", _SMALL)]
            style = _SMALL if row.answers else s.MARKED
            done = ", ".join(map(t.number, numbers)) or t("none")
            texts = (tuple(first), ((text, style),), ((done, _SMALL),))
            cells = tuple(Cell(x, parts, wide) for (x, wide), parts in zip(columns, texts, strict=True))
            last = n == len(answers) - 1
            yield Row(cells=cells, pad=(5, 5), rule="line" if last else "", keep=not last and n == 0)


def measures(lines: Iterable[MeasureLine], t: Texts) -> Iterator[Block]:
    """The plan as a table."""
    yield Chapter()
    yield chapter("measures", t("Measures"))
    heads = ("", t("What"), t("Who (with whom)"), t("Until when"), t("First visible result"))
    columns = ((0.0, 20.0), (_NUMBER, 160.0), (194.0, 100.0), (304.0, 66.0), (380.0, s.TEXT_WIDTH - 380.0))
    yield _table_head(heads, columns)
    for line in lines:
        measure = line.measure
        what = [(measure.what, _STRONG)]
        what += [(t("for: {text}", text=text), s.EXPLANATION) for text in line.purposes]
        if measure.status != "open":
            what.append((t.status(measure.status), s.MARKED))
        texts = (
            ((t.number(line.number), s.RANK),),
            tuple(what),
            tuple(_who(line, t)),
            ((t.short_date(measure.due) if measure.due else t("no date yet"), _SMALL),),
            ((measure.first_result, _SMALL),),
        )
        cells = tuple(Cell(x, parts, wide) for (x, wide), parts in zip(columns, texts, strict=True))
        yield Row(cells=cells, pad=(6, 6), rule="line")


def moods(outcome: Outcome, t: Texts, setter: Setter) -> Iterator[Block]:
    """The polls, before and after side by side, and what was said in the flash round."""
    yield Chapter()
    yield chapter("feedback", t("Mood and feedback"))
    for mood in outcome.moods:
        first = mood.before or mood.after
        if first is not None:
            title = first.round.title or t("Poll without a question")
            parts = [(title, s.H3)]
            if mood.before and mood.after and mood.after.round.title not in ("", first.round.title):
                parts.append((t("At the end: {question}", question=mood.after.round.title), s.META))
            yield Row(cells=(Cell(0, tuple(parts)),), above=14, pad=(0, 6), keep=True)
            poll = Poll(mood, poll_words(mood, t), t, setter)
            yield poll
            if ends := poll.unsaid():
                yield Row(cells=(Cell(0, ((ends, s.CAPTION),)),), above=2)
    if outcome.quotes:
        title = t("Flash round")
        yield Row(cells=(Cell(0, ((title, s.H3),)),), above=14, pad=(0, 3), keep=True, rule="bold")
    for text in outcome.quotes:
        yield Row(cells=(Cell(1, (("•", s.CARD),), 12), Cell(18, ((t.quote(text), s.CARD),))), above=5.5)


def outlook(workshop: Workshop, t: Texts) -> Iterator[Block]:
    """Next steps, the next date, and whom the protocol goes to."""
    yield Chapter()
    yield chapter("outlook", t("How it goes on"))
    for label, text in (
        (t("Next steps"), workshop.next_steps),
        (t("Next date"), t.date(workshop.next_date or "", weekday=True)),
        (t("The protocol goes to"), workshop.distribution),
    ):
        if text:
            cells = (Cell(0, ((label, s.LABEL),), 118), Cell(124, ((text, s.VALUE),), s.TEXT_WIDTH - 124))
            yield Row(cells=cells, pad=(5.5, 5.5), rule="line")


def version_words(outcome: Outcome, t: Texts) -> str:
    """Which version this is, for the foot of each page."""
    if outcome.seal is not None:
        return t("Version {number}", number=outcome.seal.version)
    return t("Draft of version {version}", version=outcome.version) if outcome.version > 1 else t("Draft")


def sealed_words(outcome: Outcome, t: Texts) -> str:
    """When a version was closed, and its hash; empty for one that is open."""
    seal = outcome.seal
    if seal is None:
        return ""
    day, _, clock = seal.at.partition("T")
    at = t("{date}, {time}", date=t.date(day), time=clock[:5])
    return t("Version {version}, closed {at} · {hash}", version=seal.version, at=at, hash=seal.hash)


def rule_of(part: RoundPart, t: Texts) -> str:
    """What was announced, who voted, and how many dots there are."""
    round_ = part.round
    words = [name_of(part.group, t)] if part.group is not None else []
    if round_.run_off_of is not None:
        words.append(t("Run-off of “{title}”", title=part.run_off_of) if part.run_off_of else t("Run-off"))
    if round_.kind == "dots" and round_.dots:
        words.append(t.n("{n} dot for each person", "{n} dots for each person", round_.dots))
        words.append(t("several on one allowed") if round_.cumulate else t("at most one on each"))
    elif round_.kind == "resistance":
        words.append(t("Resistance from 0 to 10 by each person, the least wins"))
    elif round_.kind == "matrix":
        words.append(t("Effect and effort"))
    if round_.voters:
        words.append(t.n("{n} voter", "{n} voters", round_.voters))
    if part.counted and part.most:
        words.append(t("{counted} of {most} dots", counted=t.number(part.counted), most=t.number(part.most)))
    if round_.is_open:
        words.append(t("still open"))
    return " · ".join(words)


def poll_words(mood: Mood, t: Texts) -> tuple[str, str]:
    """What stands above each of the two pictures of a poll."""
    found = []
    for scale, when in ((mood.before, t("At the beginning")), (mood.after, t("At the end"))):
        if scale is None:
            found.append("")
            continue
        words = t.n("{n} dot", "{n} dots", scale.counted)
        if scale.mean is not None:
            mean = t("mean {mean} of {steps}", mean=t.decimal(scale.mean), steps=len(scale.steps))
            words = f"{words} · {mean}"
        found.append(f"{when}: {words}")
    return found[0], found[1]


def _option(option: Option, t: Texts) -> Iterator[Block]:
    text = t("Everything stays as it is") if option.text is None else option.text
    mark = option.category
    marks = (Mark(mark.symbol, mark.colour, 8.5, _NUMBER + 0.5),) if mark is not None else ()
    left = _NUMBER + (16 if marks else 0)
    words = t.n("{n} point", "{n} points", option.points)
    if option.place is not None:
        effort, effect = (round(100 * part) for part in option.place)
        words = t("effort {effort}, effect {effect}", effort=effort, effect=effect)
    elif option.tied:
        words = f"{words} · {t('tie')}"
    rank = "" if option.place is not None else t.number(option.rank)
    cells = (
        Cell(0, ((rank, s.RANK),), 20),
        Cell(left, ((text or t("Theme without a heading"), s.RANKED),), s.TEXT_WIDTH - left - 140),
        Cell(-130, ((words, s.NOTE),), 130),
    )
    yield Row(cells=cells, above=6, marks=marks, keep=option.place is None)
    if option.place is None:
        yield Bar(option.share, left, s.TEXT_WIDTH - left - 140)


def _around(kept: Kept, t: Texts) -> list[tuple[str, s.Style]]:
    """Marks, first wording and the groups' own ones."""
    words = t.marks(kept.marks)
    parts = [(" · ".join(words), s.MARKED)] if words else []
    parts += [(_wording(one, kept, t), s.EXPLANATION) for one in kept.wordings]
    if kept.first_text is not None:
        parts.append((t("originally: {text}", text=t.quote(kept.first_text)), s.FIRST))
    return parts


def _wording(one: Wording, kept: Kept, t: Texts) -> str:
    group = name_of(one.group, t) if one.group is not None else ""
    dots = t.n("{n} point", "{n} points", one.points) if one.points else ""
    head = ", ".join(part for part in (group, dots) if part)
    said = t.quote(one.text) if one.text not in (kept.text, kept.first_text) else ""
    return ": ".join(part for part in (head, said) if part)


def _who(line: MeasureLine, t: Texts) -> Iterator[tuple[str, s.Style]]:
    yield (line.who or t("nobody yet"), _SMALL if line.who else s.MARKED)
    if line.where_from:
        yield (line.where_from, s.EXPLANATION)
    if line.measure.with_whom:
        yield (f"({line.measure.with_whom})", s.EXPLANATION)


def _of_group(heading: Heading | None, t: Texts) -> list[tuple[str, s.Style]]:
    return [(name_of(heading, t), s.EXPLANATION)] if heading is not None else []


def _share(share: Share, t: Texts) -> Row:
    name = share.name or t("not stated")
    cells = (
        Cell(0, ((name, s.RANKED),), s.TEXT_WIDTH - 90),
        Cell(-85, ((t.number(share.persons), s.MINUTES),), 85),
    )
    return Row(cells=cells, pad=(3.5, 3.5), rule="line")


def _meta(text: str) -> Row:
    return Row(cells=(Cell(0, ((text, s.META),)),), keep=True)


def _table_head(heads: tuple[str, ...], columns: tuple[tuple[float, float], ...]) -> Row:
    cells = tuple(Cell(x, ((head, _HEAD),), wide) for head, (x, wide) in zip(heads, columns, strict=True))
    return Row(cells=cells, above=10, pad=(0, 4), keep=True, rule="bold", head=True)


def _is_answered(outcome: Outcome) -> bool:
    """Whether somebody has begun to say what answers what; else the table would only repeat the cards."""
    return bool(outcome.measures) or any(row.answers or row.measures for row in outcome.coverage)


def _has_outlook(workshop: Workshop) -> bool:
    return bool(workshop.next_steps or workshop.next_date or workshop.distribution)
