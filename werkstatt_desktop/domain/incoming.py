"""What every import shares: checked values, notes on what was changed, and the words it needs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, TypeVar

from .clean import admitted, clean, loses_characters
from .errors import FileProblem, Refused
from .records import Record

R = TypeVar("R", bound=Record)

LARGEST = 1_000_000_000
"""No number of a workshop is larger, nor smaller than the same below zero."""
_ID_LENGTH = 100
_NAMED = 5
"""How many unknown names a note lists."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that an import puts in, in the language of the new workshop.

    `group` is the name of the only group, `no_group` that of the cards without one beside others.
    `roles` gives the built-in roles by the names people write for them, in lower case.
    """

    language: str
    group: str
    no_group: str
    questions: Mapping[str, str]
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """Something an import changed or left out. `texts.py` makes the sentence, as of an error."""

    key: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Imported:
    """The records of a new workshop, what the user should know about them, and its pictures."""

    records: tuple[Record, ...]
    notes: tuple[Note, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class Reader:
    """Takes values out of parsed JSON and remembers what it had to leave out or change.

    All its errors are `FileProblem`s that name the place, "cards[3].text".
    """

    _unknown: dict[str, None] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def row(self, value: object, place: str, known: Collection[str]) -> dict[str, Any]:
        """The known keys of an object; the others are noted."""
        if not isinstance(value, dict):
            raise bad("object", place)
        self._unknown |= dict.fromkeys(key for key in value if key not in known)
        return {key: value[key] for key in known if key in value}

    def count(self, key: str, number: int = 1) -> None:
        self._counts[key] += number

    def compare(self, given: str) -> None:
        """Note where a text that is cleaned elsewhere loses characters by that."""
        if loses_characters(given):
            self.count("import_cleaned")

    def admit(self, record: R, place: str, *, times: int = 1) -> R:
        """The record with its texts cleaned; `times` as in `admitted`."""
        try:
            tidy, lost = admitted(record, times=times)
        except Refused as error:
            raise bad("long", f"{place}.{error.fields['field']}" if place else str(error.fields["field"]),
                      length=error.fields["length"], limit=error.fields["limit"]) from error  # fmt: skip
        if lost:
            self.count("import_cleaned")
        return tidy

    def notes(self) -> tuple[Note, ...]:
        found = [Note(key, {"count": number}) for key, number in self._counts.items() if number]
        if self._unknown:
            names = [clean(name, lines=False)[:40] for name in self._unknown]
            more = ", …" if len(names) > _NAMED else ""
            found.append(Note("import_unknown", {"names": ", ".join(names[:_NAMED]) + more}))
        return tuple(found)


def bad(what: str, place: str, **more: object) -> FileProblem:
    """Something at a place is not as it has to be; `what` is the end of a key "import_…"."""
    return FileProblem(f"import_{what}", exit_code=2, place=place, **more)


def parsed(text: str) -> dict[str, Any]:
    """The object in a JSON text. Raises `FileProblem`: not_json, import_other."""
    try:
        content = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FileProblem("not_json", exit_code=2) from error
    if not isinstance(content, dict):
        raise FileProblem("import_other", exit_code=2)
    return content


def listing(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise bad("list", place)
    return value


def text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise bad("text", place)
    return value


def text_or_none(value: object, place: str) -> str | None:
    return None if value is None else text(value, place)


def identity(value: object, place: str) -> str:
    """An id: any short text without blanks at its ends or characters that would be cleaned away."""
    if not isinstance(value, str) or not 0 < len(value) <= _ID_LENGTH or clean(value, lines=False) != value:
        raise bad("id", place)
    return value


def identity_or_none(value: object, place: str) -> str | None:
    return None if value is None else identity(value, place)


def whole(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise bad("whole", place)
    return value


def number(value: object, place: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= LARGEST:
        raise bad("number", place)
    return float(value)


def number_or_none(value: object, place: str) -> float | None:
    return None if value is None else number(value, place)


def yes_or_no(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise bad("yes_or_no", place)
    return value


def within(value: float) -> float:
    """A number as an import takes it."""
    return min(max(value, -float(LARGEST)), float(LARGEST)) if isfinite(value) else 0.0


def once(names: Iterable[str], place: str) -> None:
    """Refuse what stands in a list a second time."""
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            raise bad("twice", f"{place}[{position}].id")
        seen.add(name)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
