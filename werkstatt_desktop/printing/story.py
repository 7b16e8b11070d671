"""The protocol in rows: what stands on paper, in which words, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..domain.outcome import Heading, Outcome
from ..domain.protocol import (
    Fact,
    GroupPart,
    ParkedLine,
    ParkedPart,
    ProgrammeLine,
    Protocol,
)
from ..domain.records import Id, Workshop
from ..texts import Texts, mark
from . import outcome
from . import styles as s
from .board import Plan
from .flow import Block, Chapter
from .groups import Width, chapter, group, name_of
from .rows import Anchor, Cell, Row, Setter

_LABELS = {
    "organiser": mark("Organiser"),
    "commissioned_by": mark("Commissioned by"),
    "host": mark("Host"),
    "moderation": mark("Moderation"),
    "protocol_writer": mark("Protocol written by"),
    "time": mark("Time"),
    "groups": mark("Working groups"),
    "occasion": mark("Occasion"),
}
_ITEMS = {
    "talk": mark("Talk"),
    "group_work": mark("Group work"),
    "plenary": mark("Plenary"),
    "break": mark("Break"),
    "other": mark("Programme item"),
}
_PARKED = {
    "question": mark("Open questions"),
    "topic": mark("Topics"),
    "idea": mark("Ideas"),
    "quote": mark("Quotes"),
}
_LONG_GOAL = 240
"""Characters from which a goal is set as a text, no longer as a motto."""
_LONG_HEADING = 110
"""Characters from which a heading is cut in the summary; it stands in full above its cards."""


@dataclass(frozen=True, slots=True)
class Story:
    """Tells a protocol in the language of the paper.

    `plan` gives the picture of a group's board, `photos` what is printed of its photos, `width` the
    width of a text in a style, `printed` how many cards are on paper so far, `missing` the characters
    that no font has, so far. `setter` is what sets the texts of charts.
    """

    protocol: Protocol
    t: Texts
    plan: Callable[[Id], Plan]
    width: Width
    printed: Callable[[], int]
    missing: Callable[[], set[str]]
    photos: Callable[[GroupPart], Iterable[Block]]
    setter: Setter

    def blocks(self) -> Iterator[Block]:
        """Everything, in the order of the pages."""
        yield from self._cover()
        if self.protocol.programme:
            yield Chapter()
            yield from self._programme()
        found = self.protocol.outcome
        if found.attendance is not None:
            yield from outcome.attendance(found.attendance, self.t)
        for part in self.protocol.groups:
            yield from group(part, self.t, self.plan(part.group.id), self.width, self.photos(part))
        told = {key for key, _ in outcome.contents(found, self.protocol.workshop, self.t)}
        for key, tell in self._outcome(found).items():
            if key in told:
                yield from tell
        yield from self._parked()
        if "outlook" in told:
            yield from outcome.outlook(self.protocol.workshop, self.t)
        yield from self._colophon()

    def _outcome(self, found: Outcome) -> dict[str, Iterator[Block]]:
        """The parts between the groups and the parking lot."""
        return {
            "weigh": outcome.weighing(found.rounds, self.t),
            "plenary": outcome.plenary(found, self.t),
            "coverage": outcome.coverage(found.coverage, self.t),
            "measures": outcome.measures(found.measures, self.t),
            "feedback": outcome.moods(found, self.t, self.setter),
        }

    # --- Title page

    def _cover(self) -> Iterator[Block]:
        workshop, t = self.protocol.workshop, self.t
        title = workshop.title or t("Workshop")
        parts = [(t("Result protocol"), s.EYEBROW), (title, s.TITLE)]
        if below := subtitle(workshop, t):
            parts.append((below, s.SUBTITLE))
        yield Row(cells=(Cell(0, tuple(parts)),), anchor=Anchor("cover", title, 0), pad=(0, 18))
        for fact in self.protocol.facts:
            yield self._fact(fact)
        if workshop.goal:
            style = s.GOAL if len(workshop.goal) <= _LONG_GOAL else s.VALUE
            parts = [(t("Goal"), s.GOAL_LABEL), (workshop.goal, style)]
            cell = Cell(16, tuple(parts), s.TEXT_WIDTH - 32)
            yield Row(cells=(cell,), above=20, pad=(9, 11), fill=True)
        yield from self._highlights()
        yield from self._contents()

    def _fact(self, fact: Fact) -> Row:
        between = ", " if any("·" in value for value in fact.values) else " · "
        value = self._times(fact.values) if fact.name == "time" else between.join(fact.values)
        cells = (
            Cell(6, ((self.t(_LABELS[fact.name]), s.LABEL),), 108),
            Cell(118.5, ((value, s.VALUE),), s.TEXT_WIDTH - 124),
        )
        return Row(cells=cells, pad=(5.5, 5.5), rule="line")

    def _times(self, values: tuple[str, ...]) -> str:
        if len(values) == 1:
            return self.t("from {starts}", starts=values[0])
        return self.t("{starts} to {ends}", starts=values[0], ends=values[1])

    def _highlights(self) -> Iterator[Block]:
        t, protocol = self.t, self.protocol
        if not protocol.highlights:
            return
        yield Row(cells=(Cell(0, ((t("Key results at a glance"), s.H2),)),), above=24, keep=True)
        weighed = any(highlight.points for highlight in protocol.highlights)
        hint = t("The themes with the most dots") if weighed else t("The themes with the most cards")
        if protocol.more_themes:
            more = t.n("{n} more theme follows", "{n} more themes follow", protocol.more_themes)
            hint = f"{hint} · {more}"
        yield Row(cells=(Cell(0, ((hint, s.HINT),)),), pad=(0, 2), keep=True)
        for n, highlight in enumerate(protocol.highlights, 1):
            note = t.n("{n} card", "{n} cards", highlight.cards)
            # No dots may as well mean that a group has not voted: its cards say more than a nought.
            if highlight.points:
                note = t.n("{n} point", "{n} points", highlight.points)
            if highlight.group:
                note = f"{note} · {_short(highlight.group, t)}"
            heading = highlight.heading or t("Theme without a heading")
            if len(heading) > _LONG_HEADING:
                heading = heading[:_LONG_HEADING].rstrip() + "…"
            cells = (
                Cell(0, ((str(n), s.RANK),), 20),
                Cell(22, ((heading, s.RANKED),), s.TEXT_WIDTH - 192),
                Cell(-160, ((note, s.NOTE),), 160),
            )
            yield Row(cells=cells, above=4.5)

    def _contents(self) -> Iterator[Block]:
        t = self.t
        yield Row(cells=(Cell(0, ((t("Contents"), s.H2),)),), above=24, pad=(0, 2), keep=True)
        entries = [("programme", t("Programme"))] if self.protocol.programme else []
        if self.protocol.outcome.attendance is not None:
            entries.append(("people", t("Participants")))
        entries += [(f"group-{p.heading.number}", name_of(p.heading, t)) for p in self.protocol.groups]
        after = list(outcome.contents(self.protocol.outcome, self.protocol.workshop, t))
        entries += [entry for entry in after if entry[0] != "outlook"]
        entries.append(("parked", t("Parking lot")))
        entries += [entry for entry in after if entry[0] == "outlook"]
        for n, (key, title) in enumerate(entries, 1):
            cell = Cell(6, ((title, s.CONTENTS),), s.TEXT_WIDTH - 70)
            yield Row(cells=(cell,), pad=(4.5, 5), rule="dots", target=key, keep=n < len(entries))

    # --- Programme

    def _programme(self) -> Iterator[Block]:
        title = self.t("Programme")
        yield chapter("programme", title, pad=(0, 4))
        left = 56.0 if any(line.starts for line in self.protocol.programme) else 0.0
        right = 80.0 if any(line.item.minutes or line.took for line in self.protocol.programme) else 0.0
        for line in self.protocol.programme:
            yield self._programme_line(line, left, right)

    def _programme_line(self, line: ProgrammeLine, left: float, right: float) -> Row:
        item, t = line.item, self.t
        parts = [(item.title or t(_ITEMS.get(item.kind, _ITEMS["other"])), s.RANKED)]
        if item.speaker:
            parts.append((item.speaker, s.HINT))
        cells = [Cell(0, ((line.starts, s.CLOCK),), 50)] if line.starts else []
        cells.append(Cell(left, tuple(parts), s.TEXT_WIDTH - left - right))
        minutes = item.minutes if line.took is None else line.took
        if minutes:
            cells.append(Cell(-76, ((t("{minutes} min", minutes=minutes), s.MINUTES),), 76))
        return Row(cells=tuple(cells), pad=(5.5, 5.5), rule="line")

    # --- The end

    def _parked(self) -> Iterator[Block]:
        yield Chapter()
        yield chapter("parked", self.t("Parking lot"))
        if not self.protocol.parked:
            yield Row(cells=(Cell(0, ((self.t("none"), s.META),)),), above=2)
        for part in self.protocol.parked:
            yield from self._parked_part(part)

    def _parked_part(self, part: ParkedPart) -> Iterator[Block]:
        title = self.t(_PARKED.get(part.kind, _PARKED["topic"]))
        cells = (Cell(0, ((title, s.H3),)), Cell(-85, ((self.t.number(len(part.lines)), s.COUNT),), 85))
        yield Row(cells=cells, above=14, pad=(0, 3), keep=True, rule="bold")
        for n, line in enumerate(part.lines):
            yield self._parked_line(part.kind, line, first=n == 0)

    def _parked_line(self, kind: str, line: ParkedLine, *, first: bool) -> Row:
        t = self.t
        parts = [(t.quote(line.text) if kind == "quote" else line.text, s.CARD)]
        if line.answer:
            answer = t("Answer: {text}", text=line.answer) if kind == "question" else line.answer
            parts.append((answer, s.EXPLANATION))
        if line.group:
            parts.append((name_of(line.group, t), s.EXPLANATION))
        cells = (Cell(1, (("•", s.CARD),), 12), Cell(18, tuple(parts)))
        return Row(cells=cells, above=7.0 if first else 5.5)

    def _colophon(self) -> Iterator[Block]:
        t = self.t
        yield Row(cells=(Cell(0, (("", s.CAPTION),)),), above=16, rule="line", keep=True)
        if missing := sorted(self.missing()):
            yield Row(cells=(Cell(0, ((self._missing(missing), s.LAST),)),), above=6)
        text = t(
            "Cards in the workshop: {held} · printed here: {printed}",
            held=t.number(self.protocol.cards),
            printed=t.number(self.printed()),
        )
        yield Row(cells=(Cell(0, ((text, s.LAST),)),), above=6)
        if hidden := sum(part.hidden for part in self.protocol.groups):
            words = t.n(
                "Not printed, as their board is hidden: {n} card",
                "Not printed, as their board is hidden: {n} cards",
                hidden,
            )
            yield Row(cells=(Cell(0, ((words, s.LAST),)),), above=2)
        if sealed := outcome.sealed_words(self.protocol.outcome, t):
            yield Row(cells=(Cell(0, ((sealed, s.LAST),)),), above=2)

    def _missing(self, missing: list[str]) -> str:
        import unicodedata

        most = 200
        names = [f"U+{ord(c):04X} {unicodedata.name(c, '')}".rstrip() for c in missing[:most]]
        if len(missing) > most:
            names.append(self.t.n("{n} more", "{n} more", len(missing) - most))
        return self.t(
            "Characters that no font of this protocol has, shown as □: {names}", names=", ".join(names)
        )


def _short(heading: Heading, t: Texts) -> str:
    """A group's name where there is little room."""
    name = name_of(heading, t)
    return name if len(name) <= 24 else t("Group {number}", number=heading.number)


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
    return ", ".join(part for part in (workshop.place, t.date(workshop.date)) if part)
