"""The result protocol as a tree of plain values, ordered and counted, ready for any printer.

No words of the program are in it: a printer says them in the paper's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import dots, extracts, hiding, order, running, twins
from .headings import Heading
from .naming import MOST_BYTES, file_words
from .outcome import Outcome, outcome
from .paper import Paper
from .records import PARKED_KINDS, Group, Id, ProgrammeItem, Workshop
from .schedule import clock, timetable
from .state import State
from .walls import GroupPart, Line, told_group

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
            told_group(seen, group, n, points),
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


def _recommendations(groups: tuple[GroupPart, ...]) -> tuple[Line, ...]:
    found = (
        line
        for part in groups
        for section in part.sections
        for line in section.lines
        if line.points and not line.second and line.category.role == "recommendation"
    )
    return tuple(sorted(found, key=lambda line: -line.points)[:MOST_HIGHLIGHTS])


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
