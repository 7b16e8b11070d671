"""Name badges on label sheets that are sold everywhere.

Two sheets of Avery Zweckform, A4, two columns of five; measures in millimetres:

- L4785, and with other edges L4786 and L4787: self-adhesive badges 80 × 50, the first one 17.5 from the left
  and 13.5 from the top, one every 95 across and every 55 down.
- C32011: cards for badge holders 85 × 54, the first one 15 from the left and 13.5 from the top, one every
  95 across and every 54 down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain import order, people
from ...domain.records import Participant
from .. import styles as s
from .sheet import A4, MM, Job, Sheets, shortened

_PAD = 5.0
"""Free at the edges of a badge: printers are not exact to the millimetre."""
_NAME = s.Style(27, 30, s.BOLD)
_FROM = s.Style(12, 15)
_GROUP = s.Style(11, 13, s.SEMIBOLD, s.ACCENT)
_EVENT = s.Style(8, 10, colour=s.MUTED)
_LEAST_NAME, _LEAST = 9.0, 6.0
_MOST_BADGES = 200
"""So many badges one entry for several persons has at most."""


@dataclass(frozen=True, slots=True)
class Labels:
    """A sheet of labels, in millimetres."""

    wide: float
    high: float
    left: float
    top: float
    across: float
    down: float
    columns: int = 2
    rows: int = 5

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def place(self, n: int) -> tuple[float, float]:
        """The upper left corner of a label, counted from 0, row by row."""
        row, column = divmod(n % self.count, self.columns)
        return self.left + column * self.across, self.top + row * self.down


SHEETS = {
    "L4785": Labels(80.0, 50.0, 17.5, 13.5, 95.0, 55.0),
    "C32011": Labels(85.0, 54.0, 15.0, 13.5, 95.0, 54.0),
}


@dataclass(frozen=True, slots=True)
class _Badge:
    name: str = ""
    function: str = ""
    place: str = ""
    group: str = ""


def write(job: Job) -> int:
    labels, sheets = SHEETS[job.options["sheet"]], Sheets(job, A4)
    event = sheets.one_line(job.name, _EVENT, labels.wide - 2 * _PAD, _LEAST)
    first = max(job.number("first") - 1, 0) % labels.count
    last = first
    for n, badge in enumerate(_badges(job, labels.count - first), first):
        if n == first or n % labels.count == 0:
            sheets.begin()
        sheets.write(event, *_inner(labels, n), centred=True)
        _draw(sheets, labels, n, badge)
        last = n + 1
    if job.options["blank"] == "rest":
        for n in range(last, -(-last // labels.count) * labels.count):
            sheets.write(event, *_inner(labels, n), centred=True)
            _draw(sheets, labels, n, _Badge())
    return sheets.finish()


def _badges(job: Job, on_first: int) -> Iterator[_Badge]:
    """A badge for each person who comes; blank ones where nobody was entered."""
    found = False
    if job.options["blank"] != "only":
        for badge in _named(job):
            found = True
            yield badge
    if not found:
        yield from (_Badge() for _ in range(on_first))


def _named(job: Job) -> Iterator[_Badge]:
    chosen = job.options["group"]
    names = {group.id: job.group_name(group) for group in order.groups(job.state)}
    for person in people.in_order(job.state):
        if not people.comes(person) or (chosen in names and person.group_id != chosen):
            continue
        badge = _Badge(person.name, person.function, _from(person), names.get(person.group_id or "", ""))
        for _ in range(min(max(person.persons, 1), _MOST_BADGES)):
            yield badge


def _from(person: Participant) -> str:
    return "\n".join(part for part in (person.organisation, person.department) if part)


def _inner(labels: Labels, n: int) -> tuple[float, float]:
    """The upper left corner of what is printed on a label."""
    x, y = labels.place(n)
    return x + _PAD, y + _PAD


def _draw(sheets: Sheets, labels: Labels, n: int, badge: _Badge) -> None:
    """One badge below its event: name and origin in the middle, the group at the foot."""
    x, y = _inner(labels, n)
    wide, high = labels.wide - 2 * _PAD, labels.high - 2 * _PAD
    if badge.group:
        group = sheets.one_line(badge.group, _GROUP, wide, _LEAST)
        sheets.write(group, x, y + high - 5.0, centred=True)
    if not badge.name:
        sheets.line(x + 2, y + 0.52 * high, x + wide - 2, y + 0.52 * high, s.DASHES, 0.7)
        if badge.place:
            sheets.write(
                sheets.fit(badge.place, _FROM, wide, 0.24 * high, _LEAST), x, y + 0.56 * high, centred=True
            )
        else:
            sheets.line(x + 10, y + 0.78 * high, x + wide - 10, y + 0.78 * high, s.DASHES, 0.5)
        return
    top, room = y + 5.5, high - 5.5 - 6.0
    below = "\n".join(part for part in (badge.function, badge.place) if part)
    name = sheets.fit(badge.name, _NAME, wide, room * (0.56 if below else 0.9), _LEAST_NAME)
    name = shortened(name, room * (0.6 if below else 1.0))
    used = name.height
    if below:
        origin = shortened(
            sheets.fit(below, _FROM, wide, room - used / MM - 1.5, _LEAST), room - used / MM - 1.5
        )
        used += origin.height + 1.5 * MM
    start = top + max(0.0, (room - used / MM) / 2)
    sheets.write(name, x, start, centred=True)
    if below:
        sheets.write(origin, x, start + name.height / MM + 1.5, centred=True)
