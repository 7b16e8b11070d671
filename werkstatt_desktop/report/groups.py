"""A working group: who it was, what it was asked, its wall, its cards."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..domain.walls import GroupPart, Line, Section
from ..texts import Texts
from . import words
from .blocks import Block, Board, Chapter, Entries, Entry, Heading, Legend, Paragraph, Part, Text


def group(part: GroupPart, t: Texts, told: Collection[str]) -> Iterator[Block]:
    """Everything of a group, as far as its wall and its cards are told."""
    cards = "cards" in told
    board = "boards" in told and part.has_board
    yield Part("boards" if board else "cards")
    title = words.group_title(part.heading, t)
    yield Chapter(f"group-{part.heading.number}", title, _facts(part, t))
    if part.asked:
        yield Legend(tuple((words.sign(asked.category, t), asked.question) for asked in part.asked))
    if board:
        yield Board(part.group.id, _about(part, title, t))
    if cards:
        if board:
            yield Part("cards")
        for section in part.sections:
            yield _heading(section, t)
            if section.lines:
                yield Entries(tuple(_card(line, t, first="first_texts" in told) for line in section.lines))
    if part.group.hidden:
        yield Paragraph(t("The board was still hidden when this was printed."), "note")
    elif not part.sections:
        yield Paragraph(t("No cards."), "note")


def _facts(part: GroupPart, t: Texts) -> str:
    facts = []
    if room := part.group.room:
        facts.append(t("Room {room}", room=room) if room[0].isdigit() else room)
    if part.group.moderator:
        facts.append(t("Moderation: {name}", name=part.group.moderator))
    if part.group.note_taker:
        facts.append(t("Notes: {name}", name=part.group.note_taker))
    if part.members is not None:
        facts.append(words.persons(part.members, t))
    if part.group.hidden:
        return " · ".join([*facts, t.n("{n} card, hidden", "{n} cards, hidden", part.hidden)])
    return " · ".join([*facts, _count(part, t)])


def _count(part: GroupPart, t: Texts) -> str:
    count = t.n("{n} card", "{n} cards", part.cards)
    if part.themes:
        themes = t.n("{n} theme", "{n} themes", part.themes)
        count = t("{cards} in {themes}", cards=count, themes=themes)
    return count


def _about(part: GroupPart, title: str, t: Texts) -> str:
    """The wall in words for those who do not see it."""
    themes = [section for section in part.sections if section.kind == "theme"]
    headings = "; ".join(theme.heading or t("Theme without a heading") for theme in themes)
    said = t("The wall of {group}: {count}", group=title, count=_count(part, t))
    return f"{said}: {headings}" if headings else said


def _heading(section: Section, t: Texts) -> Heading:
    title = {
        "theme": section.heading or t("Theme without a heading"),
        "loose": t("Without a theme"),
        "category": t.category(section.category) if section.category else "",
    }[section.kind]
    count = t.n("{n} card", "{n} cards", section.cards)
    if section.points:
        count = f"{count} · {t.n('{n} point', '{n} points', section.points)}"
    if section.rank:
        count = f"{count} · {t('rank {rank}', rank=section.rank)}"
    sign = words.sign(section.category, t) if section.category else None
    return Heading(title, count, sign, tuple(t.marks(section.marks)), f"section-{section.key}")


def _card(line: Line, t: Texts, *, first: bool) -> Entry:
    texts = [Text(line.text)]
    marks = t.marks(line.marks)
    if line.first_text is not None and not first:
        marks.append(t("reworded"))
    if marks:
        texts.append(Text(" · ".join(marks), "marked"))
    if line.explanation:
        texts.append(Text(line.explanation, "note"))
    texts += [Text(f"{t.link(one.kind)}: {'; '.join(one.others)}", "note") for one in line.links]
    if line.first_text is not None and first:
        texts.append(Text(t("originally: {text}", text=t.quote(line.first_text)), "first"))
    if line.also_under:
        headings = ", ".join(heading or t("Theme without a heading") for heading in line.also_under)
        texts.append(Text(t("also under: {headings}", headings=headings), "note"))
    return Entry(
        tuple(texts),
        note=t.n("{n} point", "{n} points", line.points) if line.points else "",
        sign=words.sign(line.category, t),
        dots=line.points,
        # A second card is told where it hangs and counted where the first one is.
        card=not line.second,
    )
