"""The attendance list: who is expected, where they sign, and empty lines for those whom nobody expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from ...domain import order, people
from ...domain.records import Id, Participant
from .. import styles as s
from ..flow import Block
from ..rows import Anchor, Cell, Row
from .sheet import Job, set_in_pages

T = TypeVar("T")

_PAD = (7.0, 6.5)
"""Above and below a name, so that a line is high enough to sign in, 28 points or 10 mm at least."""
_EMPTY = 17
"""Lines of a list on which nobody was entered: a page."""
_MOST_LINES = 200
"""So many lines one entry for several persons has at most; nobody signs beyond that one by one."""
_NAME = s.Style(11, 14.5, s.SEMIBOLD)
_FROM = s.Style(10.5, 14.5)
_HEAD = s.Style(9, 12, s.SEMIBOLD, s.MUTED)
_PLACE = s.Style(10, 14.5, colour=s.FAINT)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list; one to be filled in is without a name."""

    name: str = ""
    function: str = ""
    organisation: str = ""
    department: str = ""
    group: str = ""
    said: str = ""


def write(job: Job) -> int:
    return set_in_pages(job, lambda _setter: _rows(job))


def _rows(job: Job) -> Iterator[Block]:
    t, facts = job.t, job.state.workshop
    times = "–".join(time for time in (facts.starts, facts.ends) if time)
    below = " · ".join(part for part in (t.date(facts.date, weekday=True), times, facts.place) if part)
    parts = [(job.title, s.EYEBROW), (job.name, replace(s.TITLE, size=22, leading=26, below=6))]
    if below:
        parts.append((below, s.SUBTITLE))
    yield Row(cells=(Cell(0, tuple(parts)),), anchor=Anchor("cover", job.title, 0), pad=(0, 6), role="title")
    if facts.organiser:
        said = t("Organiser: {name}", name=facts.organiser)
        yield Row(cells=(Cell(0, ((said, s.HINT),)),), pad=(0, 2))
    yield Row(cells=(Cell(0, ((_privacy(job), s.HINT),)),), pad=(0, 12))
    lines = [*_lines(job)]
    spare = job.number("spare") if lines else max(job.number("spare"), _EMPTY)
    lines += [_Line()] * spare
    groups = bool(order.groups(job.state))
    yield _row(("", t("Name"), t("Organisation, department"), t("Group"), t("Signature")), job, groups=groups)
    for number, line in enumerate(lines, 1):
        job.check()
        yield _line(number, line, groups=groups)
    if said := _count(job):
        yield Row(cells=(Cell(0, ((said, s.HINT),)),), above=10)


def _privacy(job: Job) -> str:
    return job.t(
        "These details serve to prove who took part and to send the protocol. How they are handled is said "
        "in the data protection note, which is laid out."
    )


def _count(job: Job) -> str:
    """How many were entered and how many of them are excused; empty where nobody was."""
    turnout = people.turnout(_meant(job))
    if not turnout.persons:
        return ""
    said = [job.t.n("{n} person entered", "{n} persons entered", turnout.persons)]
    if excused := turnout.by_presence.get("excused", 0):
        said.append(job.t.n("{n} of them excused", "{n} of them excused", excused))
    return " · ".join(said)


def _meant(job: Job) -> list[Participant]:
    """The persons of the group that was chosen, or all, in order."""
    group_id = job.options["group"]
    ids = {group.id for group in job.groups()}
    found = [
        person
        for person in people.in_order(job.state)
        if not group_id or person.group_id in ids or group_id not in ids
    ]
    if job.options["order"] == "group":
        places: dict[Id | None, int] = {group.id: n for n, group in enumerate(order.groups(job.state))}
        found.sort(key=lambda person: places.get(person.group_id, len(places)))
    return found


def _lines(job: Job) -> Iterator[_Line]:
    names = {group.id: job.group_name(group) for group in order.groups(job.state)}
    for person in _meant(job):
        said = job.t("excused") if person.presence == "excused" else ""
        line = _Line(
            person.name,
            person.function,
            person.organisation,
            person.department,
            names.get(person.group_id or "", ""),
            said,
        )
        for _ in range(min(max(person.persons, 1), _MOST_LINES)):
            yield line


def _row(words: tuple[str, str, str, str, str], job: Job, *, groups: bool) -> Row:
    cells = (
        Cell(0, ((words[0], _HEAD),), 20),
        *(
            Cell(x, ((text, _HEAD),), wide)
            for (x, wide), text in zip(
                _columns(groups=groups), _without(words[1:], groups=groups), strict=True
            )
        ),
    )
    return Row(cells=cells, pad=(3, 4), rule="bold", head=True, keep=True, role="row", about=job.title)


def _line(number: int, line: _Line, *, groups: bool) -> Row:
    name = [(line.name, _NAME)]
    if line.function:
        name.append((line.function, s.HINT))
    place = [(line.organisation or line.department, _FROM)]
    if line.organisation and line.department:
        place.append((line.department, s.HINT))
    texts = _without((name, place, [(line.group, s.HINT)], [(line.said, s.HINT)]), groups=groups)
    cells = [Cell(0, ((str(number), _PLACE),), 20)]
    for n, ((x, wide), parts) in enumerate(zip(_columns(groups=groups), texts, strict=True)):
        # An empty line is as high as one with a name.
        shown = parts if any(text for text, _ in parts) or n else [("\u00a0", _NAME)]
        cells.append(Cell(x, tuple(shown), wide, names=n == 0))
    return Row(cells=tuple(cells), pad=_PAD, rule="line", role="row")


def _columns(*, groups: bool) -> tuple[tuple[float, float], ...]:
    """Where name, origin, group and signature stand, and how wide they are."""
    if groups:
        return (24, 132), (164, 118), (290, 62), (360, s.TEXT_WIDTH - 360)
    return (24, 150), (182, 140), (332, s.TEXT_WIDTH - 332)


def _without(columns: tuple[T, T, T, T], *, groups: bool) -> tuple[T, ...]:
    """The columns that are shown: that of the group only where there are some."""
    return columns if groups else (*columns[:2], columns[3])
