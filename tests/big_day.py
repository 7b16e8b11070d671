"""A workshop of a big day, for benchmarks and tests of large quantities: `python tests/big_day.py FILE`.

Everything a day brings, and much of it: 120 people in 12 groups, 1,000 cards, 5,000 dots, 60 results, 80
measures. The same day is made each time.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.load import WORDS
from werkstatt_desktop.domain import layout, templates
from werkstatt_desktop.domain.records import (
    STATUSES,
    TABLE_OF,
    WORKSHOP_ID,
    Answer,
    Card,
    Cluster,
    Feedback,
    Group,
    Link,
    Measure,
    ParkedItem,
    Participant,
    ProgrammeItem,
    Record,
    Result,
    Source,
    Vote,
    VoteRound,
    Workshop,
)
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.verbs import board
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts

PEOPLE, GROUPS, THEMES, CARDS = 120, 12, 72, 1_000
DOTS, RESULTS, MEASURES, LINKS = 5_000, 60, 80, 300
IN_A_FIELD = 2 * PEOPLE
"""Dots that each are a record: a field with two axes at the beginning, and one at the end."""
ON_RESULTS = 800
FAMILY = [
    "Öztürk",
    "Müller",
    "Ó Briain",
    "Nguyễn",
    "Schröder",
    "Kowalska",
    "Weiß",
    "Demir",
    "Petrović",
    "Lang",
]
GIVEN = ["Ayşe", "Jörg", "Zoë", "Minh", "Karin", "Łucja", "Emre", "Milica", "Ute", "Paul", "Ines", "Ahmed"]
OFFICES = ["Jugendamt", "Stadtplanung", "Schulamt", "Sozialamt", "Grünflächen", "Verein", "Kirche", "Polizei"]
DAY = date(2026, 11, 22)


def big_day() -> list[Record]:
    """The records of the day, those that others name first."""
    chance = random.Random(11)
    template = templates.built_in("csa", Texts("de").questions())
    groups = [Group(id=f"group{n}", name=f"Gruppe {n + 1}", rank=float(n)) for n in range(GROUPS)]
    themes, cards = _boards(chance, [category.id for category in template.categories])
    results = [
        Result(
            id=f"result{n}",
            rank=float(n),
            kind="statement" if n % 5 == 4 else "result",
            text=_text(chance),
            consensus=("none", "unanimous", "majority", "disputed")[n % 4],
        )
        for n in range(RESULTS)
    ]
    people = list(_people(chance))
    records: list[Record] = [
        Workshop(id=WORKSHOP_ID, title="Großer Tag", date=DAY.isoformat(), starts="09:00", place="Essen"),
        *groups,
        *template.categories,
        *themes,
        *cards,
        *people,
        *_programme(),
        *_links(chance, cards),
        *results,
        *_sources(chance, results, cards, themes),
        *_rounds(chance, cards, results),
        *_measures(chance, results, people, cards),
        *(ParkedItem(id=f"parked{n}", rank=float(n), text=_text(chance)) for n in range(20)),
        *(Feedback(id=f"said{n}", rank=float(n), text=_text(chance)) for n in range(30)),
    ]
    return _tidied(records)


def empty_day() -> list[Record]:
    """A workshop as it is begun: two groups, categories, and nothing more."""
    template = templates.built_in("csa", Texts("de").questions())
    groups = [Group(id=f"group{n}", name=f"Gruppe {n + 1}", rank=float(n)) for n in range(2)]
    return [Workshop(id=WORKSHOP_ID, title="Leerer Tag", date=DAY.isoformat()), *groups, *template.categories]


def make(path: Path, records: list[Record]) -> Path:
    """A workshop file with these records."""
    files.create(path, base_edit("create_workshop", records))
    return path


def state_of(records: list[Record]) -> State:
    return State().apply(base_edit("create_workshop", records).changes)


def _tidied(records: list[Record]) -> list[Record]:
    """The same with boards on which nothing lies on anything else."""
    state = state_of(records)
    for n in range(GROUPS):
        state = state.apply(board.tidy_up(state, f"group{n}").changes)
    tables = {type(record): TABLE_OF[type(record)] for record in records}
    return [state.tables[tables[type(record)]][record.id] for record in records]


def _boards(chance: random.Random, categories: list[str]) -> tuple[list[Cluster], list[Card]]:
    """The boards of the groups: three quarters of the cards hang in themes."""
    each = THEMES // GROUPS
    themes = [
        Cluster(
            id=f"theme{g}.{n}",
            group_id=f"group{g}",
            heading=_text(chance, 3),
            x=n * (layout.CARD_WIDTH * 2 + 120),
            rank=float(n),
        )
        for g in range(GROUPS)
        for n in range(each)
    ]
    cards = []
    for n in range(CARDS):
        group, nth = n % GROUPS, n // GROUPS
        loose = nth % 4 == 0
        row, column = divmod(nth // 4, 8)
        cards.append(
            Card(
                id=f"card{n}",
                group_id=f"group{group}",
                category_id=categories[n // GROUPS % len(categories)],
                cluster_id=None if loose else f"theme{group}.{nth % each}",
                x=column * (layout.CARD_WIDTH + layout.GAP) if loose else 0.0,
                y=4_000.0 + row * (layout.CARD_HEIGHT + layout.GAP) if loose else 0.0,
                rank=float(nth),
                text=_text(chance),
                written=n + 1,
            )
        )
    return themes, cards


def _people(chance: random.Random) -> Iterator[Participant]:
    for n in range(PEOPLE):
        yield Participant(
            id=f"person{n}",
            name=f"{GIVEN[n % len(GIVEN)]} {FAMILY[n * 7 % len(FAMILY)]}",
            organisation=f"Träger {n % 17 + 1}",
            department=chance.choice(OFFICES),
            function="Leitung" if n % 9 == 0 else "",
            email=f"person{n}@example.org",
            group_id=f"group{n % GROUPS}",
            presence="excused" if n % 15 == 14 else "present",
        )


def _programme() -> Iterator[ProgrammeItem]:
    kinds = ("talk", "group_work", "break", "plenary")
    for n in range(14):
        yield ProgrammeItem(
            id=f"item{n}",
            rank=float(n),
            kind=kinds[n % 4],
            title=f"Abschnitt {n + 1}",
            minutes=20 + n % 3 * 10,
        )


def _links(chance: random.Random, cards: list[Card]) -> Iterator[Link]:
    for n in range(LINKS):
        first, second = chance.sample(cards[n % GROUPS :: GROUPS], 2)
        yield Link(id=f"link{n}", from_card_id=first.id, to_card_id=second.id, kind="overcomes")


def _sources(
    chance: random.Random, results: list[Result], cards: list[Card], themes: list[Cluster]
) -> Iterator[Source]:
    for n, result in enumerate(results):
        if result.kind == "result":
            yield Source(id=f"source{n}", result_id=result.id, card_id=chance.choice(cards).id)
            if n % 3 == 0:
                theme = chance.choice(themes)
                yield Source(id=f"source{n}.2", result_id=result.id, cluster_id=theme.id)


def _rounds(chance: random.Random, cards: list[Card], results: list[Result]) -> Iterator[VoteRound | Vote]:
    """A field at the beginning and the end, a round in each group, counted by two, and one of all."""
    for n, moment in enumerate(("opening", "closing")):
        field = VoteRound(
            id=f"field{n}", rank=float(n), kind="field", targets="none", title="Wie geht es?", moment=moment,
            voters=PEOPLE, dots=1, is_open=False, labels="Stimmung\nWissen",
        )  # fmt: skip
        yield field
        for dot in range(PEOPLE):
            x, y = chance.random(), chance.random()
            yield Vote(id=f"dot{n}.{dot}", round_id=field.id, device="a", points=1, x=x, y=y)
    left = DOTS - IN_A_FIELD - ON_RESULTS
    for g in range(GROUPS):
        share = left // GROUPS + (g < left % GROUPS)
        options = [card.id for card in cards[g::GROUPS]]
        round_ = VoteRound(
            id=f"round{g}", rank=2.0 + g, title=f"Gewichten {g + 1}", targets="cards", group_id=f"group{g}",
            voters=PEOPLE // GROUPS, dots=-(-share // (PEOPLE // GROUPS)), cumulate=True, is_open=False,
        )  # fmt: skip
        yield round_
        for device, part in (("a", share // 2), ("b", share - share // 2)):
            yield from _votes(chance, round_, options, part, device)
    common = VoteRound(
        id="common", rank=99.0, title="Plenum", targets="results", voters=PEOPLE, dots=7, cumulate=True
    )
    yield common
    yield from _votes(chance, common, [r.id for r in results], ON_RESULTS, "a")


def _votes(
    chance: random.Random, round_: VoteRound, options: list[str], dots: int, device: str
) -> Iterator[Vote]:
    counts = dict.fromkeys(options, 0)
    for _ in range(dots):
        # Some options are liked by many, most by few.
        counts[options[int(len(options) * chance.random() ** 2)]] += 1
    for id, points in counts.items():
        if points:
            vote = Vote(id=f"{round_.id}.{device}.{id}", round_id=round_.id, device=device, points=points)
            yield replace(vote, card_id=id) if round_.targets == "cards" else replace(vote, result_id=id)


def _measures(
    chance: random.Random, results: list[Result], people: list[Participant], cards: list[Card]
) -> Iterator[Measure | Answer]:
    for n in range(MEASURES):
        measure = Measure(
            id=f"measure{n}",
            rank=float(n),
            what=_text(chance),
            result_id=results[n % len(results)].id if n % 3 else None,
            who_id=chance.choice(people).id if n % 7 else None,
            with_whom=_text(chance, 2) if n % 2 else "",
            due=(DAY + timedelta(days=7 * n)).isoformat() if n % 5 else None,
            first_result=_text(chance) if n % 3 == 0 else "",
            status=STATUSES[n % len(STATUSES)],
        )
        yield measure
        yield Answer(id=f"answer{n}", measure_id=measure.id, card_id=chance.choice(cards).id)


def _text(chance: random.Random, most: int = 9) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(2, most)))


if __name__ == "__main__":
    make(Path(sys.argv[1]), big_day())
