"""A large workshop for benchmarks: `python tests/load.py FILE [CARDS [ENTRIES]]`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from werkstatt_desktop.domain import layout
from werkstatt_desktop.domain.edits import Edit, Entry
from werkstatt_desktop.domain.records import (
    WORKSHOP_ID,
    Card,
    Category,
    Cluster,
    Group,
    Id,
    Workshop,
)
from werkstatt_desktop.domain.state import base_edit, change
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.rows import INSERT_JOURNAL, PUT, entry_row, record_row

GROUPS, THEMES = 10, 6
"""Groups of a large workshop, and themes on the board of each."""
WORDS = [
    "Zeit",
    "Räume",
    "Träger",
    "Vernetzung",
    "Jugend",
    "Schule",
    "Verein",
    "Verwaltung",
    "Stadtteil",
    "Ehrenamt",
    "Förderung",
    "Absprachen",
    "Öffentlichkeit",
    "fehlen",
    "verbessern",
    "gemeinsam",
    "regelmäßig",
    "austauschen",
    "früh",
    "Eltern",
    "Kinder",
    "Sprache",
    "Bildung",
    "kurze",
    "Wege",
    "zwischen",
    "für",
    "mit",
    "und",
    "im",
    "der",
    "die",
    "das",
    "mehr",
    "zu",
    "wenig",
]


def make_load(path: Path, cards: int = 10_000, entries: int = 50_000, *, device: str = "a") -> None:
    """Make a sound workshop of so many cards whose journal has so many entries, all but one by a device.

    The same numbers give the same cards. Half of the cards hang in themes, the others lie in rows.
    """
    if entries <= cards:
        raise ValueError("each card takes an entry, and the beginning one more")
    chance = random.Random(7)
    groups = [Group(id=f"group{n}", name=f"Gruppe {n + 1}", rank=float(n)) for n in range(GROUPS)]
    categories = [
        Category(id=role, role=role, rank=float(n), colour=colour, symbol=symbol)
        for n, (role, colour, symbol) in enumerate([
            ("opportunity", "green", "plus"),
            ("obstacle", "orange", "triangle"),
            ("recommendation", "blue", "arrow"),
        ])
    ]  # fmt: skip
    themes = [
        Cluster(
            id=f"theme{g}.{n}", group_id=f"group{g}", heading=f"Thema {n + 1}", x=n * 900.0, rank=float(n)
        )
        for g in range(GROUPS)
        for n in range(THEMES)
    ]
    facts = Workshop(id=WORKSHOP_ID, title="Große Werkstatt", date="2026-11-22")
    files.create(path, base_edit("create_workshop", [facts, *groups, *categories, *themes]))
    last: dict[Id, Card] = {}
    started = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with closing(connect(path, writable=True)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for n, (verb, card) in enumerate(_story(chance, cards, entries - 1), 1):
            edit = Edit(verb, (change(last.get(card.id), card),))
            last[card.id] = card
            at = (started + timedelta(seconds=n)).isoformat(timespec="seconds")
            entry = Entry(f"{chance.getrandbits(128):032x}", n + 1, device, n, None, at, edit)
            connection.execute(INSERT_JOURNAL, entry_row(entry))
        connection.executemany(PUT["cards"], (record_row("cards", card) for card in last.values()))
        connection.execute("COMMIT")


def _story(chance: random.Random, cards: int, entries: int) -> Iterator[tuple[str, Card]]:
    """The card after each entry, and the verb: writing, with moving and rewording in between."""
    here: list[Card] = []
    for n in range(entries):
        if len(here) * entries <= n * cards and len(here) < cards:
            here.append(_written(chance, len(here)))
            yield "write_card", here[-1]
            continue
        place = chance.randrange(len(here))
        card = here[place]
        if chance.random() < 0.25:
            verb, card = (
                "reword_card",
                replace(card, text=_text(chance), first_text=card.first_text or card.text),
            )
        elif card.cluster_id:
            verb, card = "put_into_cluster", replace(card, rank=card.rank + chance.random())
        else:
            verb, card = "move_card", replace(card, x=card.x + chance.choice((-2.0, 0.0, 2.0)))
        if card != here[place]:
            here[place] = card
            yield verb, card
        else:
            here[place] = replace(card, explanation=_text(chance))
            yield "explain_card", here[place]


def _written(chance: random.Random, n: int) -> Card:
    group, nth = n % GROUPS, n // GROUPS
    loose = nth % 2
    row, column = divmod(nth // 2, 6)
    return Card(
        id=f"{chance.getrandbits(128):032x}",
        group_id=f"group{group}",
        category_id=chance.choice(("opportunity", "obstacle", "recommendation")),
        cluster_id=None if loose else f"theme{group}.{nth // 2 % THEMES}",
        x=column * (layout.CARD_WIDTH + layout.GAP) if loose else 0.0,
        y=20_000.0 + row * (layout.CARD_HEIGHT + layout.GAP) if loose else 0.0,
        rank=float(nth),
        text=_text(chance),
        written=n + 1,
    )


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(2, 9)))


if __name__ == "__main__":
    make_load(Path(sys.argv[1]), *map(int, sys.argv[2:]))
