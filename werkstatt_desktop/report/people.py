"""What was done when, and who took part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..domain.outcome import Attendance, Person
from ..domain.people import Share
from ..domain.protocol import ProgrammeLine
from ..texts import Texts, mark
from . import words
from .blocks import Bars, Block, Chapter, Column, Heading, Table, Text

_ITEMS = {
    "talk": mark("Talk"),
    "group_work": mark("Group work"),
    "plenary": mark("Plenary"),
    "break": mark("Break"),
    "other": mark("Programme item"),
}


def programme(lines: Sequence[ProgrammeLine], t: Texts) -> Iterator[Block]:
    """The programme as it was held; what did not begin has the time that was planned."""
    title = words.section_title("programme", t)
    yield Chapter("programme", title)
    held = any(line.began for line in lines)
    begins = any(line.starts for line in lines)
    lasts = any(line.item.minutes or line.took for line in lines)
    columns = (
        *([Column(t("Begins"), 0.14)] if begins else []),
        Column(t("Programme item"), 1.0 - 0.14 * begins - 0.16 * lasts, names=True),
        *([Column(t("Duration"), 0.16, right=True)] if lasts else []),
    )
    rows = (_item(line, t, held=held) for line in lines)
    yield Table(title, columns, tuple(row[not begins : 2 + lasts] for row in rows))


def _item(line: ProgrammeLine, t: Texts, *, held: bool) -> tuple[tuple[Text, ...], ...]:
    item = line.item
    said = [Text(item.title or t(_ITEMS.get(item.kind, _ITEMS["other"])))]
    if item.speaker:
        said.append(Text(item.speaker, "note"))
    starts = [Text(line.starts)]
    if held and not line.began and line.starts:
        starts.append(Text(t("planned"), "note"))
    minutes = item.minutes if line.took is None else line.took
    return (
        tuple(starts),
        tuple(said),
        (Text(t("{minutes} min", minutes=t.number(minutes)) if minutes else "", "note"),),
    )


def attendance(part: Attendance | None, t: Texts) -> Iterator[Block]:
    """How many were there and where from."""
    if part is None:
        return
    facts = [words.persons(part, t)]
    if part.excused:
        facts.append(t("{n} excused", n=t.number(part.excused)))
    yield Chapter("people", words.section_title("people", t), " · ".join(facts))
    for key, title, shares in (
        ("organisations", t("Organisations"), part.organisations),
        ("departments", t("Departments and offices"), part.departments),
    ):
        if shares:
            yield Heading(title, key=f"people-{key}")
            yield _shares(title, shares, t)


def _shares(title: str, shares: Sequence[Share], t: Texts) -> Bars:
    row = sorted(shares, key=lambda s: (not s.name, -s.persons, t.sort_key(s.name)))
    named = [(share.name or t("not stated"), share.persons) for share in row]
    about = f"{title}: {'; '.join(f'{name} {t.number(count)}' for name, count in named)}"
    return Bars(about, tuple((name, float(count), t.number(count)) for name, count in named))


def names(row: Sequence[Person], t: Texts) -> Iterator[Block]:
    """Everybody by name, with what is known of where they come from and how they took part."""
    title = words.section_title("names", t)
    yield Chapter("names", title)
    columns = (
        Column(t("Name"), 0.26, names=True),
        Column(t("Function"), 0.18),
        Column(t("Organisation, department"), 0.28),
        Column(t("Group"), 0.16),
        Column(t("Presence"), 0.12),
    )
    ordered = sorted(row, key=lambda p: (not p.participant.name, t.sort_key(p.participant.name)))
    yield Table(title, columns, tuple(_person(person, t) for person in ordered))


def _person(person: Person, t: Texts) -> tuple[tuple[Text, ...], ...]:
    one = person.participant
    many = t.n("{n} person", "{n} persons", one.persons)
    name = [Text(one.name, "strong")] if one.name else [Text(many)]
    if one.name and one.persons != 1:
        name.append(Text(many, "note"))
    return (
        tuple(name),
        (Text(one.function),),
        tuple(Text(place) for place in (one.organisation, one.department) if place) or (Text(""),),
        (Text(words.name_of(person.group, t) if person.group is not None else ""),),
        (Text(t.presence(one.presence)),),
    )
