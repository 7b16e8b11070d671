"""What one workshop of a series takes over from those before it, and what comes back again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from .recalling import Carried, Named, Past, same_words
from .records import Id, Measure, Workshop
from .state import State

_OPEN = ("open", "begun")


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that was named in several workshops; `times` has how often in each, in their order."""

    text: str
    times: tuple[int, ...]

    @property
    def workshops(self) -> int:
        return sum(1 for count in self.times if count)


def in_order(workshops: Iterable[Past]) -> list[Past]:
    """By date, those without one first."""
    return sorted(workshops, key=lambda past: (past.facts.date, past.facts.title, past.doc_id))


def members(facts: Workshop, doc_id: Id, folder: Iterable[Past]) -> list[Past]:
    """The other workshops of a folder that are of the same series, in order.

    A series is what is called so, and what was gone on with from one workshop to the next. Of copies of one
    workshop the first counts.
    """
    others = {past.doc_id: past for past in reversed(list(folder)) if past.doc_id != doc_id}
    name = same_words(facts.series)
    gone_on, last = set(), facts.from_doc
    while last in others and last not in gone_on:
        gone_on.add(last)
        last = others[last].facts.from_doc
    return in_order(
        past
        for past in others.values()
        if past.doc_id in gone_on or (name and same_words(past.facts.series) == name)
    )


def before(facts: Workshop, workshops: Iterable[Past]) -> list[Past]:
    """Those that were before this one, in order; the last one is that from which it went on, if there is one.

    Without a date all others count as earlier.
    """
    earlier = [
        past
        for past in in_order(workshops)
        if not facts.date or past.facts.date < facts.date or past.doc_id == facts.from_doc
    ]
    return sorted(earlier, key=lambda past: past.doc_id == facts.from_doc)


def still_open(earlier: Sequence[Past]) -> list[tuple[Past, tuple[Carried, ...]]]:
    """The measures of earlier workshops that are not done, those of the last workshop first.

    One that a later workshop went on with is that workshop's.
    """
    gone_on = {carried.measure.from_id for past in earlier for carried in past.measures}
    found = []
    for past in reversed(earlier):
        rows = tuple(
            carried
            for carried in past.measures
            if carried.measure.status in _OPEN and carried.measure.id not in gone_on
        )
        if rows:
            found.append((past, rows))
    return found


def taken_over(state: State) -> dict[Id, Measure]:
    """The measures of this workshop that go on with earlier ones, by the ids of those."""
    return {measure.from_id: measure for measure in state.all(Measure) if measure.from_id}


def recurring_obstacles(workshops: Sequence[Past]) -> list[Recurring]:
    """The obstacles that were named in two workshops or more, most often named first."""
    return _recurring([past.obstacles for past in workshops], least=2)


def topics(workshops: Sequence[Past]) -> list[Recurring]:
    """All headings with the cards under them in each workshop: topics × workshops as a table."""
    return _recurring([past.topics for past in workshops], least=1)


def named_before(text: str, workshops: Sequence[Past]) -> int:
    """In how many earlier workshops an obstacle of the same words was named."""
    wanted = same_words(text)
    return sum(wanted in past.obstacles for past in workshops)


def _recurring(rows: Sequence[Mapping[str, Named]], least: int) -> list[Recurring]:
    wanted = [key for key, count in Counter(chain.from_iterable(rows)).items() if count >= least]
    found = []
    for key in wanted:
        named = [row.get(key) for row in rows]
        # The latest wording stands for all.
        text = next(each[0] for each in reversed(named) if each is not None)
        found.append(Recurring(text, tuple(each[1] if each is not None else 0 for each in named)))
    return sorted(found, key=lambda r: (-r.workshops, -sum(r.times), r.text.casefold()))
