"""A working group in rows: its heading, what it was asked, its board, its cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..domain.outcome import Heading
from ..domain.protocol import Asked, GroupPart, Line, Section
from ..domain.records import Category
from ..texts import Texts
from . import styles as s
from .board import Plan
from .flow import Block, Chapter, NewPage
from .rows import Anchor, Cell, Mark, Row

Width = Callable[[str, s.Style], float]
_INDENT = 18.0
"""Where the text of a card begins, right of its symbol."""


def name_of(heading: Heading, t: Texts) -> str:
    return heading.name or t("Group {number}", number=heading.number)


def chapter(key: str, title: str, pad: tuple[float, float] = (0, 2)) -> Row:
    """The heading of a part that the contents lead to."""
    return Row(cells=(Cell(0, ((title, s.H1),)),), pad=pad, keep=True, anchor=Anchor(key, title, 0))


def group(
    part: GroupPart, t: Texts, plan: Plan, width: Width, photos: Iterable[Block] = ()
) -> Iterator[Block]:
    """Everything of a group; where its board lies across, so does the page on which it begins."""
    yield NewPage(lying=True) if plan.lying else Chapter()
    yield chapter(f"group-{part.heading.number}", name_of(part.heading, t))
    yield Row(cells=(Cell(0, ((_meta(part, t), s.META),)),), keep=True)
    if any(asked.question for asked in part.asked):
        for n, asked in enumerate(part.asked):
            yield _asked(asked, t, first=n == 0)
    elif part.asked:
        yield from _legend(part.asked, t, width)
    if plan.in_rows:
        hint = t("The board is wider than a page; its themes follow in rows.")
        yield Row(cells=(Cell(0, ((hint, s.CAPTION),)),), above=7, keep=True)
    yield from plan.boards
    if plan.lying:
        yield NewPage()
    for section in part.sections:
        yield from _section(section, t)
    if part.group.hidden:
        words = t("The board was still hidden when this was printed.")
        yield Row(cells=(Cell(0, ((words, s.META),)),), above=12)
    elif not part.sections:
        yield Row(cells=(Cell(0, ((t("No cards."), s.META),)),), above=12)
    yield from photos


def _meta(part: GroupPart, t: Texts) -> str:
    facts = []
    if room := part.group.room:
        facts.append(t("Room {room}", room=room) if room[0].isdigit() else room)
    if part.group.moderator:
        facts.append(t("Moderation: {name}", name=part.group.moderator))
    if part.group.note_taker:
        facts.append(t("Notes: {name}", name=part.group.note_taker))
    if part.group.hidden:
        return " · ".join([*facts, t.n("{n} card, hidden", "{n} cards, hidden", part.hidden)])
    count = t.n("{n} card", "{n} cards", part.cards)
    if part.themes:
        themes = t.n("{n} theme", "{n} themes", part.themes)
        count = t("{cards} in {themes}", cards=count, themes=themes)
    return " · ".join([*facts, count])


def _word(category: Category) -> s.Style:
    return s.Style(10, 13.5, s.SEMIBOLD, s.stripe(category.colour))


def _mark(category: Category, x: float = 0.0, size: float = 8.5) -> Mark:
    return Mark(category.symbol, category.colour, size, x + 0.5)


def _asked(asked: Asked, t: Texts, *, first: bool) -> Row:
    """A category and its guiding question: legend and question in one."""
    cells = [Cell(15, ((t.category(asked.category), _word(asked.category)),), 118)]
    if asked.question:
        cells.append(Cell(140, ((asked.question, s.LEGEND),)))
    above = 7.0 if first else 1.5
    return Row(cells=tuple(cells), above=above, keep=True, marks=(_mark(asked.category),))


def _legend(asked: tuple[Asked, ...], t: Texts, width: Width) -> Iterator[Block]:
    """Symbols and words of the categories side by side, in as many lines as they need."""
    cells: list[Cell] = []
    marks: list[Mark] = []
    x = 0.0
    for one in asked:
        word, style = t.category(one.category), _word(one.category)
        wide = min(width(word, style) + 2, s.TEXT_WIDTH - 15)
        if x and x + 15 + wide > s.TEXT_WIDTH:
            yield Row(cells=tuple(cells), above=3, keep=True, marks=tuple(marks))
            cells, marks, x = [], [], 0.0
        cells.append(Cell(x + 15, ((word, style),), wide))
        marks.append(_mark(one.category, x))
        x += wide + 33
    yield Row(cells=tuple(cells), above=3, keep=True, marks=tuple(marks))


def _section(section: Section, t: Texts) -> Iterator[Block]:
    yield _heading(section, t)
    last = len(section.lines) - 1
    for n, line in enumerate(section.lines):
        # No heading stands above a single card at the foot of a page, and no card alone at its head.
        yield _card(line, t, first=n == 0, keep=n < last and n in {0, last - 1})


def _heading(section: Section, t: Texts) -> Row:
    title = {
        "theme": section.heading or t("Theme without a heading"),
        "loose": t("Without a theme"),
        "category": t.category(section.category) if section.category else "",
    }[section.kind]
    marks = (_mark(section.category, size=9.5),) if section.category else ()
    left = _INDENT if marks else 0.0
    parts = [(title, s.H3), *_marked(section.marks, t)]
    cells = (
        Cell(left, tuple(parts), s.TEXT_WIDTH - 90 - left),
        Cell(-85, ((t.n("{n} card", "{n} cards", section.cards), s.COUNT),), 85),
    )
    anchor = Anchor(f"section-{section.key}", title, 1)
    keep = bool(section.lines)
    return Row(cells=cells, above=20, pad=(0, 3), keep=keep, rule="bold", marks=marks, anchor=anchor)


def _card(line: Line, t: Texts, *, first: bool, keep: bool) -> Row:
    parts = [(line.text, s.CARD), *_marked(line.marks, t)]
    if line.explanation:
        parts.append((line.explanation, s.EXPLANATION))
    parts += [(f"{t.link(one.kind)}: {'; '.join(one.others)}", s.EXPLANATION) for one in line.links]
    if line.first_text is not None:
        parts.append((t("originally: {text}", text=t.quote(line.first_text)), s.FIRST))
    if line.also_under:
        headings = ", ".join(heading or t("Theme without a heading") for heading in line.also_under)
        parts.append((t("also under: {headings}", headings=headings), s.EXPLANATION))
    above = 7.0 if first else 5.5
    cells = (Cell(_INDENT, tuple(parts)),)
    # A second card is printed where it hangs and counted where the first one does.
    return Row(cells=cells, above=above, keep=keep, marks=(_mark(line.category),), card=not line.second)


def _marked(marks: tuple[str, ...], t: Texts) -> list[tuple[str, s.Style]]:
    """What a card or a theme is marked with, in words."""
    words = t.marks(marks)
    return [(" · ".join(words), s.MARKED)] if words else []
