"""The words of the paper: what its parts are called, and what its head and foot say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..domain import sealing
from ..domain.headings import Heading
from ..domain.outcome import Attendance
from ..domain.paper import Paper
from ..domain.records import Category, Workshop
from ..domain.state import State
from ..domain.weighed import Mood, RoundPart
from ..texts import Texts, mark
from .blocks import Sign

_SECTIONS = {
    "highlights": mark("Key results"),
    "programme": mark("Programme and impulses"),
    "people": mark("Participants"),
    "boards": mark("Picture of the wall"),
    "cards": mark("All cards by theme"),
    "weigh": mark("Weighing"),
    "plenary": mark("Common results"),
    "coverage": mark("Obstacle → recommendation"),
    "measures": mark("Measures"),
    "parked": mark("Parking lot"),
    "feedback": mark("Feedback"),
    "outlook": mark("How it goes on"),
    "first_texts": mark("Original wording"),
    "photos": mark("Photos"),
    "names": mark("Participants by name"),
}
_DOCUMENTS = {
    "full": mark("Result protocol"),
    "summary": mark("Short protocol"),
    "group": mark("Protocol of a group"),
    "measures": mark("Plan of measures"),
}
_MOST_MISSING = 200
_NARROW = 24
"""Characters of a group's name where there is little room."""


def section_title(key: str, t: Texts) -> str:
    """What a section is called, in the list and on paper."""
    return t(_SECTIONS.get(key, _SECTIONS["cards"]))


def document(paper: Paper, t: Texts) -> str:
    """What kind of document this is."""
    if paper.variant == "group" and paper.group_id is None:
        title = t("Protocol of the groups")
    else:
        title = t(_DOCUMENTS[paper.variant])
    return t("{document} without names", document=title) if paper.no_names else title


def name_of(heading: Heading, t: Texts) -> str:
    """A group's name, or its number where it has none."""
    return heading.name or t("Group {number}", number=heading.number)


def short_name_of(heading: Heading, t: Texts) -> str:
    """The same where there is little room."""
    name = name_of(heading, t)
    return name if len(name) <= _NARROW else t("Group {number}", number=heading.number)


def group_title(heading: Heading, t: Texts) -> str:
    """A group's number and name, "Group 1 · Quarter"; a name that says "group" itself stands alone."""
    number = t("Group {number}", number=heading.number)
    word = number.split()[0].casefold()
    if not heading.name or word in heading.name.casefold():
        return name_of(heading, t)
    return f"{number} · {heading.name}"


def sign(category: Category, t: Texts) -> Sign:
    """The symbol of a category, with the word for one of its cards."""
    return Sign(category.symbol, category.colour, t.category_one(category))


def subtitle(workshop: Workshop, t: Texts) -> str:
    """Series, number, place and date, as far as they are known."""
    series = workshop.series
    if workshop.number:
        number = (
            t("no. {number}", number=workshop.number) if workshop.number[0].isdigit() else workshop.number
        )
        series = f"{series}, {number}" if series else number
    return " · ".join(part for part in (series, place_and_date(workshop, t)) if part)


def place_and_date(workshop: Workshop, t: Texts) -> str:
    """Where and when, as far as it is known."""
    return ", ".join(part for part in (workshop.place, t.date(workshop.date)) if part)


def persons(part: Attendance, t: Texts) -> str:
    """How many came, and from how many departments or organisations: "24 persons from 17 departments"."""
    said = t.n("{n} person", "{n} persons", part.persons)
    departments, organisations = (
        sum(1 for share in shares if share.name) for shares in (part.departments, part.organisations)
    )
    if departments:
        said = t.n("{said} from {n} department", "{said} from {n} departments", departments, said=said)
    elif organisations:
        said = t.n("{said} from {n} organisation", "{said} from {n} organisations", organisations, said=said)
    return said if part.came else t("{persons} expected", persons=said)


def version_words(state: State, t: Texts) -> str:
    """Which version this is, "Version 1" or "Draft"."""
    seal = sealing.latest(state) if sealing.is_sealed(state) else None
    if seal is not None:
        return t("Version {number}", number=seal.version)
    version = sealing.version(state)
    return t("Draft of version {version}", version=version) if version > 1 else t("Draft")


def foot(state: State, t: Texts, at: datetime | None = None) -> str:
    """Version and time of printing, for the foot of each page; without a time only the version."""
    version = version_words(state, t)
    if at is None:
        return version
    day, clock = t.short_date(f"{at:%Y-%m-%d}"), f"{at:%H:%M}"
    return t("{version} · as of {date}, {time}", version=version, date=day, time=clock)


def sealed_words(state: State, t: Texts) -> str:
    """When a version was closed, and its hash; empty for one that is open."""
    seal = sealing.latest(state) if sealing.is_sealed(state) else None
    if seal is None:
        return ""
    day, _, clock = seal.at.partition("T")
    at = t("{date}, {time}", date=t.date(day), time=clock[:5])
    return t("Version {version}, closed {at} · {hash}", version=seal.version, at=at, hash=seal.hash)


def colophon(t: Texts, cards: int, printed: int, missing: Iterable[str] = ()) -> str:
    """How many of the cards are in the document, below that the characters that no font of it has."""
    said = t(
        "Cards in the workshop: {held} · printed here: {printed}",
        held=t.number(cards),
        printed=t.number(printed),
    )
    lost = sorted(missing)
    return "\n".join([said, _missing(lost, t)] if lost else [said])


def _missing(missing: list[str], t: Texts) -> str:
    import unicodedata

    names = [f"U+{ord(c):04X} {unicodedata.name(c, '')}".rstrip() for c in missing[:_MOST_MISSING]]
    if len(missing) > _MOST_MISSING:
        names.append(t.n("{n} more", "{n} more", len(missing) - _MOST_MISSING))
    return t("Characters that no font of this protocol has, shown as □: {names}", names=", ".join(names))


def rule_of(part: RoundPart, t: Texts) -> str:
    """What was announced, who voted, and how many dots there are."""
    round_ = part.round
    words = [name_of(part.group, t)] if part.group is not None else []
    if round_.run_off_of is not None:
        words.append(t("Run-off of “{title}”", title=part.run_off_of) if part.run_off_of else t("Run-off"))
    if round_.kind == "dots" and round_.dots:
        words.append(t.n("{n} dot for each person", "{n} dots for each person", round_.dots))
        words.append(t("several on one allowed") if round_.cumulate else t("at most one on each"))
    elif round_.kind == "resistance":
        words.append(t("Resistance from 0 to 10 by each person, the least wins"))
    elif round_.kind == "matrix":
        words.append(t("Effect and effort"))
    if round_.voters:
        words.append(t.n("{n} voter", "{n} voters", round_.voters))
    if part.counted and part.most:
        words.append(t("{counted} of {most} dots", counted=t.number(part.counted), most=t.number(part.most)))
    elif part.counted and round_.kind == "dots":
        words.append(t.n("{n} dot", "{n} dots", part.counted))
    if round_.is_open:
        words.append(t("still open"))
    return " · ".join(words)


def poll_words(mood: Mood, t: Texts) -> tuple[str, str]:
    """What stands above each of the two pictures of a poll."""
    found = []
    for scale, when in ((mood.before, t("At the beginning")), (mood.after, t("At the end"))):
        if scale is None:
            found.append("")
            continue
        words = t.n("{n} dot", "{n} dots", scale.counted)
        if scale.mean is not None:
            mean = t("mean {mean} of {steps}", mean=t.decimal(scale.mean), steps=len(scale.steps))
            words = f"{words} · {mean}"
        found.append(f"{when}: {words}")
    return found[0], found[1]
