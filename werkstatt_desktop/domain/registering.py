"""What becomes of a table of participants: which row is who, what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from . import order
from .clean import clean
from .columns import Columns, fold, letters
from .records import SHORT, Group, Id, Participant
from .state import State

USES = (
    "name", "first_name", "organisation", "department", "function", "email", "group", "persons", "presence",
)  # fmt: skip
"""What a column can be good for; an empty use leaves it out. A first name stands before the name."""
MOST_PERSONS = 10_000
"""So many persons a row may stand for; a larger number is none of people."""
Reason = Literal["", "nobody", "too_long", "no_number", "unknown_group", "known"]
_HEADINGS: dict[str, frozenset[str]] = {
    "name": frozenset({
        "name", "namen", "nachname", "familienname", "zuname", "teilnehmer", "teilnehmerin",
        "teilnehmende", "teilnehmerinnen", "person", "vorundnachname", "vornamename", "vornamenachname",
        "namevorname", "nachnamevorname",
        "surname", "lastname", "familyname", "fullname", "participant", "participants", "attendee",
    }),
    "first_name": frozenset({"vorname", "vornamen", "rufname", "firstname", "givenname", "forename"}),
    "organisation": frozenset({
        "organisation", "organization", "organisationen", "institution", "einrichtung", "firma", "trager",
        "traeger", "verein", "verband", "behorde", "behoerde", "arbeitgeber", "dienststelle", "company",
        "employer", "association",
    }),
    "department": frozenset({
        "abteilung", "amt", "fachbereich", "fachabteilung", "dezernat", "referat", "bereich", "ressort",
        "sachgebiet", "organisationseinheit", "department", "division", "unit", "section", "dept",
    }),
    "function": frozenset({
        "funktion", "position", "rolle", "aufgabe", "beruf", "stellung", "amtsbezeichnung", "function",
        "role", "job", "jobtitle",
    }),
    "email": frozenset({
        "email", "emailadresse", "mail", "mailadresse", "emailaddress", "mailaddress", "kontakt",
    }),
    "group": frozenset({"gruppe", "arbeitsgruppe", "ag", "tisch", "team", "group", "workinggroup", "table"}),
    "persons": frozenset({
        "personen", "anzahl", "personenzahl", "anzahlpersonen", "teilnehmerzahl", "persons", "people",
        "count", "number", "headcount",
    }),
    "presence": frozenset({
        "anwesenheit", "anwesend", "status", "zusage", "teilnahme", "presence", "present", "attendance",
    }),
}  # fmt: skip
_PRESENCES: dict[str, frozenset[str]] = {
    "present": frozenset({"anwesend", "da", "present", "here", "attended"}),
    "excused": frozenset({
        "entschuldigt", "abgesagt", "absage", "nein", "nicht", "krank", "verhindert", "excused", "no",
        "cancelled", "declined", "sick",
    }),
    "left": frozenset({"gegangen", "weg", "left", "gone"}),
}  # fmt: skip
_TICKS = frozenset({"ja", "x", "1", "yes"})
_OF_PRESENCE = frozenset({"anwesend", "anwesenheit", "present", "presence", "attendance"})
"""Headings under which a tick says that somebody is there; under others it says that they mean to come."""
_TITLES = 10
"""Rows above the headings that can be titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a table is to be read: what each column is good for, and what of names nobody knows.

    `headed`: the first row has the headings. `new_groups`: groups that are not there are made, otherwise
    their people get none. `leave_known`: who is on the list already is left out.
    """

    uses: tuple[str, ...]
    headed: bool
    new_groups: bool = True
    leave_known: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, counted from 1, and who that is; nobody where there is a reason."""

    row: int
    person: Participant | None = None
    reason: Reason = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would come to. `unknown_groups`: names of groups that the workshop does not have."""

    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    unknown_groups: tuple[str, ...] = ()

    @property
    def people(self) -> list[Participant]:
        return [line.person for line in self.lines if line.person is not None]

    @property
    def persons(self) -> int:
        return sum(person.persons for person in self.people)


def recognise(rows: Sequence[Sequence[str]]) -> Columns:
    """What the columns mean, by their headings; without any by what stands in them."""
    if not rows:
        return Columns((), headed=False)
    uses = list(_once(_named(cell) for cell in rows[0]))
    if len(rows) > 1 and any(uses):
        if "first_name" in uses and "name" not in uses:
            uses[uses.index("first_name")] = "name"
        return Columns(tuple(uses), headed=True)
    return Columns(tuple(_guessed(rows)), headed=False)


def above(rows: Sequence[Sequence[str]]) -> int:
    """How many rows are above the headings, such as the title of a list; none where there are no headings."""
    found = (n for n, row in enumerate(rows[:_TITLES]) if names_people(row))
    return next(found, 0)


def names_people(row: Sequence[str]) -> bool:
    """Whether a row has the headings of a list of participants."""
    return len([use for use in map(_named, row) if use]) > 1


def planned(state: State, rows: Sequence[Sequence[str]], wishes: Wishes) -> Plan:
    """What the rows come to, as they are and in their order."""
    reader = _Reader(state, wishes, rows[0] if wishes.headed and rows else ())
    first = 1 if wishes.headed else 0
    lines = tuple(reader.line(n, row) for n, row in enumerate(rows[first:], first + 1))
    used = {line.person.group_id for line in lines if line.person is not None}
    return Plan(
        lines, tuple(g for g in reader.groups.values() if g.id in used), tuple(reader.unknown.values())
    )


class _Reader:
    """Reads rows one after the other, and remembers what they name for the first time."""

    def __init__(self, state: State, wishes: Wishes, headings: Sequence[str]) -> None:
        self._wishes = wishes
        self._columns = {use: n for n, use in reversed(list(enumerate(wishes.uses))) if use}
        self._ticks_are_presence = letters(self._cell(headings, "presence")) in _OF_PRESENCE
        there = order.groups(state)
        self._ids: dict[str, Id] = {fold(group.name): group.id for group in reversed(there) if group.name}
        self._rank = max((group.rank for group in there), default=0.0)
        self.groups: dict[str, Group] = {}
        self.unknown: dict[str, str] = {}
        self._known = {key for person in state.all(Participant) for key in _keys(person)}

    def line(self, number: int, row: Sequence[str]) -> Line:
        said = {use: self._cell(row, use) for use in USES}
        name = " ".join(part for part in (said["first_name"], said["name"]) if part)
        said["name"] = name
        if not (name or said["organisation"] or said["department"]):
            return Line(number, reason="nobody")
        if any(len(text) > SHORT for text in said.values()):
            return Line(number, reason="too_long")
        persons = _number(said["persons"])
        if persons is None:
            return Line(number, reason="no_number")
        person = Participant(
            name=name,
            organisation=said["organisation"],
            department=said["department"],
            function=said["function"],
            email=said["email"],
            group_id=self._group(said["group"]),
            persons=persons,
            presence=self._presence(said["presence"]),
        )
        keys = _keys(person)
        is_known = bool(keys & self._known)
        if is_known and self._wishes.leave_known:
            return Line(number, reason="known", is_known=True)
        self._known |= keys
        return Line(number, person, "", is_known)

    def _cell(self, row: Sequence[str], use: str) -> str:
        column = self._columns.get(use)
        return clean(row[column], lines=False) if column is not None and column < len(row) else ""

    def _presence(self, text: str) -> str:
        word = letters(text)
        if word in _TICKS:
            return "present" if self._ticks_are_presence else "expected"
        return next((presence for presence, words in _PRESENCES.items() if word in words), "expected")

    def _group(self, name: str) -> Id | None:
        key = fold(name)
        if not key:
            return None
        if key not in self._ids:
            self.unknown.setdefault(key, name)
            if not self._wishes.new_groups:
                return None
            self._rank += 1.0
            self.groups[key] = Group(name=name, rank=self._rank)
            self._ids[key] = self.groups[key].id
        return self._ids[key]


def _keys(person: Participant) -> set[tuple[str, ...]]:
    """By what somebody is known again; counts without names never are."""
    keys: set[tuple[str, ...]] = set()
    if person.name:
        keys.add(("name", fold(person.name), fold(person.organisation)))
        if person.email:
            keys.add(("email", fold(person.email), fold(person.name)))
    return keys


def _number(text: str) -> int | None:
    """How many persons; one where nothing is said, None for what is no number of people."""
    if not text:
        return 1
    digits = text.removesuffix(".0").removesuffix(",0")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(MOST_PERSONS)):
        return None
    return int(digits) if 0 < int(digits) <= MOST_PERSONS else None


def _named(cell: str) -> str:
    word = letters(cell)
    return next((use for use, words in _HEADINGS.items() if word in words), "")


def _once(uses: Iterator[str]) -> Iterator[str]:
    """Of columns with the same use the first has it."""
    seen: set[str] = set()
    for use in uses:
        yield "" if use in seen else use
        seen.add(use)


def _guessed(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A column with @ has addresses, one with numbers counts; the first others are name and organisation."""
    free = ["name", "organisation", "department", "function"]
    left = {"email", "persons"}
    for n in range(len(rows[0])):
        cells = [row[n] for row in rows[:200] if row[n]]
        if cells and "email" in left and sum("@" in cell for cell in cells) > len(cells) / 2:
            left.discard("email")
            yield "email"
        elif cells and "persons" in left and all(_number(cell) is not None for cell in cells):
            left.discard("persons")
            yield "persons"
        else:
            yield free.pop(0) if free and cells else ""
