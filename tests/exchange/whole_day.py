"""A made-up workshop of 200 cards in 3 groups, with votes and measures; each text has a mark of its own."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests.examples import state_of
from werkstatt_desktop.domain import templates
from werkstatt_desktop.domain.records import (
    PARKED_KINDS,
    STATUSES,
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
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board
from werkstatt_desktop.texts import Texts

CARDS, GROUPS, THEMES, RESULTS, MEASURES, PARKED = 200, 3, 12, 9, 14, 8
COUNTS = {"K": CARDS, "T": THEMES, "E": RESULTS, "M": MEASURES, "P": PARKED, "L": 2, "Z": 3}
"""How many of each: cards, themes, results, measures, parked items, statements, quotes."""
_WORDS = (
    "Kurze Wege zwischen den Ämtern",
    "Zu wenig Zeit für Abstimmung, auch im Alltag",
    "Gemeinsame Räume und ein offenes Café im Quartier",
    "Wer zahlt das & wer entscheidet <wirklich>?",
    "Eltern früh beteiligen – nicht erst am Ende",
)


def words(kind: str, number: int) -> str:
    """A text with its mark, such as "K017q"."""
    return f"{mark(kind, number)} {_WORDS[number % len(_WORDS)]}"


def mark(kind: str, number: int) -> str:
    return f"{kind}{number:03}q"


def marks() -> set[str]:
    """All that have to be found."""
    return {mark(kind, number) for kind, count in COUNTS.items() for number in range(count)}


def marks_in(text: str) -> set[str]:
    """All that are found, wherever a line ends."""
    return set(re.findall(r"[A-Z]\d{3}q", text))


def whole_day() -> State:
    """The workshop, with tidy boards."""
    template = templates.built_in("csa", Texts("de").questions())
    categories = [category.id for category in template.categories]
    state = state_of([
        Workshop(id=WORKSHOP_ID, title="Ganzer Tag", date="2026-11-22", place="Essen", goal="Anfangen"),
        *(Group(id=f"g{n}", name=f"Runde {n + 1}", rank=float(n), room=f"Raum {n}") for n in range(GROUPS)),
        *template.categories,
        *_walls(categories),
        *_rest(),
    ])  # fmt: skip
    for n in range(GROUPS):
        state = state.apply(board.tidy_up(state, f"g{n}").changes)
    return state


def _walls(categories: list[str]) -> list[Record]:
    themes: list[Record] = [
        Cluster(id=f"t{n}", group_id=f"g{n % GROUPS}", heading=words("T", n), rank=float(n))
        for n in range(THEMES)
    ]
    cards = [
        Card(
            id=f"c{n}",
            group_id=f"g{n % GROUPS}",
            category_id=categories[n % 5 % len(categories)],
            cluster_id=None if n % 5 == 4 else f"t{n % THEMES}",
            text=words("K", n),
            first_text=f"Erst {n}" if n % 20 == 0 else None,
            explanation=f"Erläuterung zu {n}" if n % 10 == 0 else "",
            consensus="disputed" if n % 9 == 0 else "none",
            rank=float(n),
            written=n + 1,
        )
        for n in range(CARDS)
    ]
    links = [
        Link(id=f"v{n}", from_card_id=f"c{n}", to_card_id=f"c{n + GROUPS}", kind="overcomes")
        for n in range(20)
    ]
    return [*themes, *cards, *links]


def _rest() -> list[Record]:
    day = date(2026, 12, 1)
    return [
        *(Participant(id=f"p{n}", name=f"Person {n}", department=f"Amt {n % 7}", group_id=f"g{n % GROUPS}",
                      presence="present") for n in range(24)),
        *(ProgrammeItem(id=f"i{n}", title=f"Abschnitt {n}", minutes=30, rank=float(n)) for n in range(5)),
        *(Result(id=f"e{n}", rank=float(n), text=words("E", n)) for n in range(RESULTS)),
        *(Result(id=f"l{n}", rank=50.0 + n, kind="statement", text=words("L", n)) for n in range(2)),
        *(Source(id=f"q{n}", result_id=f"e{n}", card_id=f"c{n}") for n in range(RESULTS)),
        *(VoteRound(id=f"r{n}", rank=float(n), title=f"Gewichten {n}", group_id=f"g{n}", dots=3, voters=8,
                    is_open=False) for n in range(GROUPS)),
        *(Vote(id=f"d{n}", round_id=f"r{n % GROUPS}", card_id=f"c{n}", points=1 + n % 4, device="a")
          for n in range(30)),
        VoteRound(id="f", rank=9.0, kind="scale", targets="none", title="Wie geht es?", moment="opening",
                  labels="schlecht\ngut", is_open=False),
        *(Vote(id=f"s{n}", round_id="f", x=n / 4, points=n, device="a") for n in range(1, 5)),
        *(Measure(id=f"m{n}", rank=float(n), what=words("M", n), who_id=f"p{n}", with_whom="Verein",
                  due=(day + timedelta(n)).isoformat(), status=STATUSES[n % 3]) for n in range(MEASURES)),
        *(Answer(id=f"a{n}", measure_id=f"m{n}", card_id=f"c{n}") for n in range(MEASURES)),
        *(ParkedItem(id=f"k{n}", rank=float(n), kind=PARKED_KINDS[n % 4], text=words("P", n))
          for n in range(PARKED)),
        *(Feedback(id=f"z{n}", rank=float(n), text=words("Z", n)) for n in range(3)),
    ]  # fmt: skip
