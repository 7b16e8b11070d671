"""In which order and under which headings the start page shows workshops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...storage.summaries import Summary
from ...texts import Texts, mark

PROBLEMS = {
    "missing": mark("not found"),
    "damaged": mark("damaged"),
    "foreign_statements": mark("holds statements of another program"),
    "too_large": mark("too large"),
    "too_much_text": mark("too large"),
    "empty_file": mark("empty file"),
    "unfinished": mark("not closed properly"),
    "newer": mark("made with a newer Werkstatt"),
    "not_a_workshop": mark("not a workshop"),
    "file_busy": mark("in use by another program"),
    "unreadable": mark("cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A workshop in words: its name, and the line below it."""

    summary: Summary
    name: str
    facts: str

    @property
    def problem(self) -> bool:
        return bool(self.summary.problem)


@dataclass(frozen=True, slots=True)
class Section:
    """Workshops under a heading. Those of a series are shown as tiles, the others as rows."""

    heading: str
    note: str
    tiles: bool
    entries: tuple[Entry, ...]


def sections(summaries: Iterable[Summary], t: Texts) -> list[Section]:
    """The series, the latest first, and then the workshops that belong to none."""
    series: dict[str, list[Summary]] = {}
    rest: list[Summary] = []
    for summary in summaries:
        if summary.series:
            series.setdefault(t.sort_key(summary.series)[0], []).append(summary)
        else:
            rest.append(summary)
    found = [_series(sorted(members, key=_newest_last, reverse=True), t) for members in series.values()]
    found.sort(key=lambda section: _newest_last(section.entries[0].summary), reverse=True)
    if rest:
        heading = t("Others") if series else t("Workshops")
        rest.sort(key=_newest_last, reverse=True)
        found.append(Section(heading, "", False, tuple(Entry(s, name_of(s), facts_of(s, t)) for s in rest)))
    return found


def _series(members: Sequence[Summary], t: Texts) -> Section:
    """A series. Where all its workshops have one title, that is the heading and the places are the names."""
    count = t.number(len(members))
    titles = {s.title for s in members}
    first = members[0]
    by_place = len(members) > 1 and len(titles) == 1 and all(s.place for s in members) and bool(first.title)
    entries = tuple(
        Entry(s, s.place, facts_of(s, t, place=False))
        if by_place or (s.place and s.title == s.series)
        else Entry(s, name_of(s), facts_of(s, t))
        for s in members
    )
    if by_place and first.title != first.series:
        return Section(first.title, f"{first.series} · {count}", True, entries)
    return Section(first.series, count, True, entries)


def name_of(summary: Summary) -> str:
    return summary.title or Path(summary.path).stem


def facts_of(summary: Summary, t: Texts, *, place: bool = True) -> str:
    """The line below a workshop's name: date, counts, place; what is wrong with its file comes first."""
    problem = t(PROBLEMS.get(summary.problem, PROBLEMS["unreadable"])) if summary.problem else ""
    parts = [problem, t.short_date(summary.date)]
    if summary.groups or summary.cards or not summary.problem:
        parts.append(t.n("{n} group", "{n} groups", summary.groups))
        parts.append(t.n("{n} card", "{n} cards", summary.cards))
    parts.append(summary.place if place else "")
    return " · ".join(part for part in parts if part)


def _newest_last(summary: Summary) -> tuple[str, str, str, str]:
    return summary.date, summary.number.rjust(8), summary.title, summary.path
