"""The result protocol as a tree of plain values, ordered and counted, ready for any printer.

No words of the program are in it: a printer says them in the paper's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from . import dots, extracts, hiding, links, order, running, twins
from .layout import Rect, reading_order
from .naming import MOST_BYTES, file_words
from .outcome import Attendance, Heading, Outcome, attendance, beginning, outcome
from .paper import Paper
from .picture import marks_of
from .records import PARKED_KINDS, Card, Category, Cluster, Group, Id, Photo, ProgrammeItem, Workshop
from .schedule import clock, timetable
from .state import State

MOST_HIGHLIGHTS = 8
"""Lines of "key results"; further themes are only counted there."""
_MOST_NAME, _GROUP_ROOM = 91, 24
"""Bytes of a suggested name without what may come in between, and those of a group's name in it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the title page: the name of a field of Workshop, or "time" or "groups", and its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A theme that has many dots, or of which many cards speak. `group` is None where there is only one."""

    cluster_id: Id
    heading: str
    group: Heading | None
    cards: int
    points: int = 0


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """An item of the programme and when it begins, HH:MM or empty where that is not known.

    `began` says that it really began then. `took` are the minutes that it really took; None where that is not
    known.
    """

    item: ProgrammeItem
    starts: str
    began: bool = False
    took: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A category of cards, what the group was asked for it, and how many cards came."""

    category: Category
    question: str
    cards: int


@dataclass(frozen=True, slots=True)
class Linked:
    """What a card does to others by one kind of link: the beginnings of their texts, in order of writing."""

    kind: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A card, verbatim. `first_text` is None where it was not reworded.

    `marks` are names as in `picture.marks_of`. `also_under` are the headings of other themes under which
    it hangs as well; of these cards one counts, the others are `second`. `points` are its dots.
    """

    id: Id
    category: Category
    text: str
    explanation: str
    first_text: str | None
    marks: tuple[str, ...] = ()
    also_under: tuple[str, ...] = ()
    second: bool = False
    links: tuple[Linked, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading: a theme, the cards without one, or a category where a group has no themes.

    `key` is its own in the whole protocol, `marks` are those of a theme. `points` are the dots of a theme,
    `rank` its place among those of its group; 0 where it has none.
    """

    kind: Literal["theme", "loose", "category"]
    key: str
    heading: str
    category: Category | None
    lines: tuple[Line, ...]
    marks: tuple[str, ...] = ()
    points: int = 0
    rank: int = 0

    @property
    def cards(self) -> int:
        """How many cards count here."""
        return sum(not line.second for line in self.lines)


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photo; `card` is the beginning of the card that it hangs on, if it does."""

    sha256: str
    caption: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What a working group did. The photos on its wall come before those on its cards.

    `hidden` counts the cards of a hidden board, of which nothing else is told. `members` are the people of
    the group; None where nobody is known.
    """

    group: Group
    heading: Heading
    asked: tuple[Asked, ...]
    sections: tuple[Section, ...]
    themes: int
    cards: int
    photos: tuple[PhotoLine, ...] = ()
    hidden: int = 0
    members: Attendance | None = None
    on_wall: int = 0

    @property
    def has_board(self) -> bool:
        """Whether there is anything on its wall that may be seen."""
        return bool(self.sections or self.on_wall)


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A parked item; `group` is where it came from, if that is known."""

    text: str
    answer: str
    group: Heading | None


@dataclass(frozen=True, slots=True)
class ParkedPart:
    """The parked items of one of PARKED_KINDS."""

    kind: str
    lines: tuple[ParkedLine, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """Everything that is printed, in the order of printing.

    `more_themes` counts the themes that `highlights` leaves out, `cards` those in the workshop.
    `recommendations` are those with the most dots.
    """

    workshop: Workshop
    facts: tuple[Fact, ...]
    highlights: tuple[Highlight, ...]
    more_themes: int
    programme: tuple[ProgrammeLine, ...]
    groups: tuple[GroupPart, ...]
    parked: tuple[ParkedPart, ...]
    cards: int
    outcome: Outcome
    recommendations: tuple[Line, ...] = ()


def protocol(state: State, group_id: Id | None = None) -> Protocol:
    """What the result protocol of a workshop, or of one group, says.

    What hangs on a hidden board is only counted.
    """
    seen = hiding.without_hidden(state)
    if group_id is not None:
        seen = extracts.of_group(seen, group_id)
    points = dots.on_boards(seen)
    groups = tuple(
        replace(
            _group(seen, group, n, points),
            hidden=twins.count_in_group(state, group.id) if group.hidden else 0,
        )
        for n, group in enumerate(order.groups(state), 1)
        if group_id in (None, group.id)
    )
    highlights = _highlights(groups)
    return Protocol(
        workshop=state.workshop,
        facts=_facts(state.workshop, groups),
        highlights=highlights,
        more_themes=sum(1 for part in groups for s in part.sections if s.kind == "theme" and s.cards)
        - len(highlights),
        programme=_programme(state),
        groups=groups,
        parked=_parked(seen, {part.group.id: part.heading for part in groups}),
        cards=twins.count(state),
        outcome=outcome(state, group_id),
        recommendations=_recommendations(groups),
    )


def suggest_name(
    state: State, t: Callable[[str], str], paper: Paper | None = None, suffix: str = ".pdf"
) -> str:
    """A file name for the protocol, "2009-09-23 Title – Protocol.pdf", that every disk takes.

    It says what of it is chosen: a short one, a group, measures, without names, a draft.
    """
    workshop = state.workshop
    ending = _said_of(state, t, paper or Paper()) + suffix
    room = min(MOST_BYTES, _MOST_NAME - len(ending.encode()))
    front = file_words(workshop.date, workshop.title, room=room)
    return f"{front} – {ending}" if front else ending


def _said_of(state: State, t: Callable[[str], str], paper: Paper) -> str:
    """What the name of a file says of its contents."""
    said = [_variant_said(state, t, paper)]
    if paper.no_names:
        said.append(t("without names"))
    if paper.draft:
        said.append(t("Draft"))
    return ", ".join(said)


def _variant_said(state: State, t: Callable[[str], str], paper: Paper) -> str:
    match paper.variant:
        case "full":
            return t("Protocol")
        case "summary":
            return t("Short protocol")
        case "measures":
            return t("Measures")
    group = state.get(Group, paper.group_id)
    if group is None:
        return t("Groups")
    name = file_words(group.name, room=_GROUP_ROOM)
    return f"{t('Group')} {name or order.groups(state).index(group) + 1}"


def _facts(workshop: Workshop, groups: tuple[GroupPart, ...]) -> tuple[Fact, ...]:
    """The facts that are not empty. Series, date and place stand below the title, the goal in its own box."""
    single = ("organiser", "commissioned_by", "host", "moderation", "protocol_writer")
    facts = [Fact(name, (getattr(workshop, name),)) for name in single]
    facts.append(Fact("time", tuple(t for t in (workshop.starts, workshop.ends) if t)))
    facts.append(Fact("groups", tuple(part.group.name for part in groups if part.group.name)))
    facts.append(Fact("occasion", (workshop.occasion,)))
    return tuple(fact for fact in facts if any(fact.values))


def _programme(state: State) -> tuple[ProgrammeLine, ...]:
    items = order.programme(state)
    slots = timetable(items, state.workshop.starts)
    return tuple(
        _programme_line(item, "" if slot.start is None else clock(slot.start))
        for item, slot in zip(items, slots, strict=True)
    )


def _programme_line(item: ProgrammeItem, planned: str) -> ProgrammeLine:
    began = running.moment(item.began_at)
    if began is None:
        return ProgrammeLine(item, planned)
    return ProgrammeLine(item, f"{began:%H:%M}", began=True, took=running.took(item))


def _group(state: State, group: Group, number: int, points: Mapping[Id, int]) -> GroupPart:
    def section(
        kind: Literal["theme", "loose", "category"], key: str, category: Category | None, cards: list[Card]
    ) -> Section:
        return _section(state, kind, key, category, cards, points)

    sections = [
        section("theme", cluster.id, None, order.cards_of_cluster(state, cluster.id))
        for cluster in order.clusters(state, group.id)
    ]
    themes = len(sections)
    loose = order.loose_cards(state, group.id)
    categories = order.categories(state)
    by_category = {c.id: [card for card in loose if card.category_id == c.id] for c in categories}
    if themes and loose:
        ordered = [card for cards in by_category.values() for card in cards]
        sections.append(section("loose", group.id, None, ordered))
    elif loose:
        sections += [
            section("category", f"{group.id}-{c.id}", c, by_category[c.id])
            for c in categories
            if by_category[c.id]
        ]
    counts: dict[Id, int] = {}
    for line in (line for section in sections for line in section.lines if not line.second):
        counts[line.category.id] = counts.get(line.category.id, 0) + 1
    asked = (Asked(c, order.question(state, group.id, c), counts.get(c.id, 0)) for c in categories)
    return GroupPart(
        group=group,
        heading=Heading(number, group.name),
        asked=tuple(a for a in asked if a.question or a.cards),
        sections=_ranked(sections),
        themes=themes,
        cards=sum(counts.values()),
        photos=_photos(state, group),
        members=attendance(state, group.id),
        on_wall=sum(photo.card_id is None for photo in state.kids(Photo, "group_id", group.id)),
    )


def _ranked(sections: list[Section]) -> tuple[Section, ...]:
    """Each theme that has dots with its place; those with equally many share one."""
    row = sorted((section.points for section in sections if section.points), reverse=True)
    return tuple(
        replace(section, rank=row.index(section.points) + 1) if section.points else section
        for section in sections
    )


def _recommendations(groups: tuple[GroupPart, ...]) -> tuple[Line, ...]:
    found = (
        line
        for part in groups
        for section in part.sections
        for line in section.lines
        if line.points and not line.second and line.category.role == "recommendation"
    )
    return tuple(sorted(found, key=lambda line: -line.points)[:MOST_HIGHLIGHTS])


def _photos(state: State, group: Group) -> tuple[PhotoLine, ...]:
    """In the order in which they hang and the cards were written."""
    wall = [photo for photo in state.kids(Photo, "group_id", group.id) if photo.card_id is None]
    places = reading_order((photo.id, Rect(photo.x, photo.y, photo.width, photo.width)) for photo in wall)
    known = {photo.id: photo for photo in wall}
    found = [PhotoLine(known[id].sha256, known[id].caption) for id, _ in places]
    for card in sorted(state.kids(Card, "group_id", group.id), key=order.writing_key):
        photos = order.by_rank(state.kids(Photo, "card_id", card.id))
        found += [PhotoLine(photo.sha256, photo.caption, beginning(card.text)) for photo in photos]
    return tuple(found)


def _section(
    state: State,
    kind: Literal["theme", "loose", "category"],
    key: str,
    category: Category | None,
    cards: list[Card],
    points: Mapping[Id, int],
) -> Section:
    lines = tuple(_line(state, card, points.get(card.id, 0)) for card in cards)
    theme = state.get(Cluster, key) if kind == "theme" else None
    if theme is None:
        return Section(kind, key, "", category, lines)
    weight = dots.of_theme(state, theme, points) if points else 0
    return Section(kind, key, theme.heading, category, lines, marks_of(theme), weight)


def _line(state: State, card: Card, points: int) -> Line:
    return Line(
        id=card.id,
        category=state.get(Category, card.category_id) or Category(id=card.category_id),
        text=card.text,
        explanation=card.explanation,
        first_text=card.first_text if card.first_text != card.text else None,
        marks=tuple(mark for mark in marks_of(card) if mark != "twin"),
        also_under=tuple(theme.heading for theme in twins.elsewhere(state, card)),
        second=twins.is_second(state, card),
        links=_links(state, card),
        points=points,
    )


def _links(state: State, card: Card) -> tuple[Linked, ...]:
    """Each link stands at the card it begins at, once on paper."""
    others: dict[str, list[str]] = {}
    for said in links.of_card(state, card.id):
        if said.outgoing:
            others.setdefault(said.link.kind, []).append(beginning(said.other.text))
    return tuple(Linked(kind, tuple(texts)) for kind, texts in others.items())


def _highlights(groups: tuple[GroupPart, ...]) -> tuple[Highlight, ...]:
    """The themes with most dots, then most cards, among them the best of each group while there is room."""
    several = len(groups) > 1
    ranked = sorted(
        (
            (-section.points, -section.cards, part.heading.number, n, section, part)
            for part in groups
            for n, section in enumerate(part.sections)
            if section.kind == "theme" and section.cards
        ),
        key=lambda row: row[:4],
    )
    seen: set[int] = set()
    again = []
    for row in ranked:
        again.append(row[2] in seen)
        seen.add(row[2])
    in_turn = sorted(zip(again, ranked, strict=True), key=lambda pair: pair[0])
    chosen = sorted((row for _, row in in_turn[:MOST_HIGHLIGHTS]), key=lambda row: row[:4])
    return tuple(
        Highlight(section.key, section.heading, part.heading if several else None, -count, -weight)
        for weight, count, _, _, section, part in chosen
    )


def _parked(state: State, headings: dict[Id, Heading]) -> tuple[ParkedPart, ...]:
    parts: dict[str, list[ParkedLine]] = {kind: [] for kind in PARKED_KINDS}
    for item in order.parked(state):
        line = ParkedLine(item.text, item.answer, headings.get(item.group_id or ""))
        parts.setdefault(item.kind, []).append(line)
    return tuple(ParkedPart(kind, tuple(lines)) for kind, lines in parts.items() if lines)
