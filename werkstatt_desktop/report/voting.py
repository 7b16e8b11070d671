"""What was voted on and how it felt: rounds with their rules, polls, and what was said at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ..domain import polls
from ..domain.headings import beginning
from ..domain.outcome import Outcome
from ..domain.records import Id
from ..domain.weighed import Mood, Option, RoundPart, Scale
from ..texts import Texts
from . import words
from .blocks import Block, Chapter, Entries, Entry, Heading, Paragraph, Poll, Text

_MOST_ALONE = 12
"""So many options of a round have a line each, of more the first ones; the others are told together."""
_FIRST = 8


def weighing(rounds: Iterable[RoundPart], beside: Mapping[Id, int], t: Texts) -> Iterator[Block]:
    """Each round with its rule, what was counted, and the ranking.

    `beside` are the dots that are told beside the cards and themes.
    """
    yield Chapter("weigh", words.section_title("weigh", t))
    for part in rounds:
        yield Heading(part.round.title or t("Dot vote"), key=f"round-{part.round.id}")
        if rule := words.rule_of(part, t):
            yield Paragraph(rule, "note")
        if part.round.hidden:
            yield Paragraph(t("The totals are still hidden."), "note")
        elif part.unseen:
            yield Paragraph(t("The board was still hidden when this was printed."), "note")
        elif not part.options:
            yield Paragraph(t("Nothing counted."), "note")
        else:
            yield Entries(tuple(_options(part, beside, t)))
        if part.without:
            yield Paragraph(t.n("{n} without dots", "{n} without dots", part.without), "note")


def _options(part: RoundPart, beside: Mapping[Id, int], t: Texts) -> Iterator[Entry]:
    options = part.options
    alone = len(options)
    if part.round.kind == "dots" and alone > _MOST_ALONE:
        last = options[_FIRST - 1].points
        alone = next(n for n, option in enumerate([*options, None]) if option is None or option.points < last)
    for option in options[:alone]:
        yield _option(option, t)
    rest = options[alone:]
    if rest and all(beside.get(option.id) == option.points for option in rest):
        yield _told_beside(rest, t)
        return
    for points, same in groupby(rest, key=lambda option: option.points):
        yield _together(points, list(same), t)


def _option(option: Option, t: Texts) -> Entry:
    note = t.n("{n} point", "{n} points", option.points)
    if option.place is not None:
        effort, effect = (round(100 * part) for part in option.place)
        note = t("effort {effort}, effect {effect}", effort=effort, effect=effect)
    elif option.tied:
        note = f"{note} · {t('tie')}"
    return Entry(
        (Text(_text_of(option, t)),),
        note,
        words.sign(option.category, t) if option.category is not None else None,
        "" if option.place is not None else t.number(option.rank),
        share=None if option.place is not None else option.share,
    )


def _told_beside(rest: Sequence[Option], t: Texts) -> Entry:
    """How many more there are, and how many dots they have, which stand at each of them."""
    most, least = rest[0].points, rest[-1].points
    points = t.n("{n} point", "{n} points", most)
    if least < most:
        points = t("{least} to {points}", least=t.number(least), points=points)
    said = t.n("{n} more; its dots stand at the card", "{n} more; their dots stand at the cards", len(rest))
    return Entry((Text(said, "note"),), points, number=t.number(rest[0].rank))


def _together(points: int, same: Sequence[Option], t: Texts) -> Entry:
    """Options with equally many points on one line; each stands in full where it was written."""
    said = " · ".join(beginning(_text_of(option, t)) for option in same)
    return Entry((Text(said, "note"),), t.n("{n} point", "{n} points", points), number=t.number(same[0].rank))


def _text_of(option: Option, t: Texts) -> str:
    text = t("Everything stays as it is") if option.text is None else option.text
    return text or t("Theme without a heading")


def feedback(outcome: Outcome, t: Texts) -> Iterator[Block]:
    """The polls, before and after side by side, and what was said in the flash round."""
    yield Chapter("feedback", words.section_title("feedback", t))
    for mood in outcome.moods:
        first = mood.before or mood.after
        if first is None:
            continue
        yield Heading(first.round.title or t("Poll without a question"), key=f"poll-{first.round.id}")
        if mood.before and mood.after and mood.after.round.title not in ("", first.round.title):
            yield Paragraph(t("At the end: {question}", question=mood.after.round.title), "note")
        yield Poll(mood, words.poll_words(mood, t), _about(mood, t))
        if change := _change(mood, t):
            yield Paragraph(change, "note")
    if outcome.quotes:
        yield Heading(t("Flash round"), t.number(len(outcome.quotes)), key="quotes")
        yield Entries(tuple(Entry((Text(t.quote(text)),)) for text in outcome.quotes))


def _change(mood: Mood, t: Texts) -> str:
    if mood.before is None or mood.after is None or mood.before.mean is None or mood.after.mean is None:
        return ""
    moved = mood.after.mean - mood.before.mean
    return t("The mean has moved by {change}.", change=t.decimal(moved, signed=True))


def _about(mood: Mood, t: Texts) -> str:
    """All the numbers of a poll in words, with what stands at the ends of its axes."""
    said = []
    for scale, head in zip((mood.before, mood.after), words.poll_words(mood, t), strict=True):
        if scale is not None:
            counts = _field(scale, t) if scale.round.kind == "field" else _steps(scale, t)
            said.append(f"{head}. {counts}")
    scale = mood.before or mood.after
    return " ".join([*said, _ends(scale, t)] if scale is not None else said).strip()


def _steps(scale: Scale, t: Texts) -> str:
    return "; ".join(f"{t.number(n)}: {t.number(count)}" for n, count in enumerate(scale.steps, 1)) + "."


def _field(scale: Scale, t: Texts) -> str:
    """How many dots lie in each quarter."""
    quarters = dict.fromkeys(((False, True), (True, True), (False, False), (True, False)), 0)
    for x, y, count in scale.spots:
        quarters[x >= 0.5, y >= 0.5] += count
    names = (t("upper left"), t("upper right"), t("lower left"), t("lower right"))
    said = (f"{name}: {t.number(count)}" for name, count in zip(names, quarters.values(), strict=True))
    return "; ".join(said) + "."


def _ends(scale: Scale, t: Texts) -> str:
    ends = polls.ends(scale.round)
    names = (t("left"), t("right"), t("bottom"), t("top"))
    said = [f"{name}: {end}" for name, end in zip(names, ends, strict=False) if end]
    return t("Axes: {ends}", ends="; ".join(said)) if said else ""
