"""Workshops to tell, and what can be read from the blocks that tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

from tests import big_day
from werkstatt_desktop.domain.paper import Paper, usual
from werkstatt_desktop.domain.records import (
    TABLE_OF,
    WORKSHOP_ID,
    Card,
    Feedback,
    Group,
    Measure,
    ParkedItem,
    Photo,
    ProgrammeItem,
    Question,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.weighed import Mood
from werkstatt_desktop.report import blocks as b
from werkstatt_desktop.report.telling import tell
from werkstatt_desktop.texts import Texts

B = TypeVar("B")
_SILENT = {"key", "symbol", "colour", "group_id", "sha256", "kind"}
"""Fields that nobody reads."""


def with_records(state: State, *records: Record) -> State:
    """The same workshop with these records added, or in the place of those that are there."""
    tables = {name: dict(rows) for name, rows in state.tables.items()}
    for record in records:
        tables[TABLE_OF[type(record)]][record.id] = record
    return State(tables)


@cache
def full_day() -> State:
    """The big day with all that can be said of it: each text is its own."""
    state = big_day.state_of(big_day.big_day())
    cards = [
        replace(
            card,
            text=f"Karte {n}: {card.text}",
            explanation=f"Erklärung {n}" if n % 7 == 0 else "",
            first_text=f"Zuerst {n}" if n % 11 == 0 else None,
            dissent=n % 13 == 0,
        )
        for n, card in enumerate(state.all(Card))
    ]
    groups = [
        replace(group, room="2.14", moderator=f"Moderatorin {n}", note_taker=f"Schreiber {n}")
        for n, group in enumerate(state.all(Group))
    ]
    measures = [
        replace(m, what=f"Maßnahme {n}: {m.what}", with_whom=f"Mithelferin {n}" if n % 2 else "")
        for n, m in enumerate(state.all(Measure))
    ]
    parked = [replace(p, text=f"Geparkt {n}: {p.text}") for n, p in enumerate(state.all(ParkedItem))]
    said = [replace(quote, text=f"Zitat {n}: {quote.text}") for n, quote in enumerate(state.all(Feedback))]
    items = [
        replace(i, speaker=f"Rednerin {n}", note="nur für mich")
        for n, i in enumerate(state.all(ProgrammeItem))
    ]
    return with_records(
        state, *cards, *groups, *measures, *parked, *said, *items,
        Workshop(
            id=WORKSHOP_ID, title="Großer Tag", series="Stadtwerkstatt", number="4", date="2026-11-22",
            starts="09:00", ends="17:30", place="Essen", organiser="Bündnis", host="Stadt Essen",
            commissioned_by="Ministerium", moderation="Frau Leitmann", protocol_writer="Herr Griffel",
            occasion="Es war an der Zeit", goal="Gemeinsam anfangen", next_steps="Weiter machen",
            next_date="2027-03-12", distribution="Frau Verteilung",
        ),
        Question(id="frage", group_id="group3", category_id="opportunity", text="Was geht gut?"),
        ParkedItem(id="offen", rank=50.0, kind="question", text="Wer zahlt?", group_id="group2"),
        ParkedItem(id="beantwortet", rank=51.0, kind="question", text="Wann?", answer="Im Mai"),
        Measure(id="extern", rank=90.0, what="Rufen", who="Frau Extern", with_whom="Herr Nebenbei"),
        Measure(id="amt", rank=91.0, what="Prüfen", who="Jugendamt", with_whom="Kirche"),
        Photo(id="bild", sha256="a" * 64, caption="Die Wand am Ende", group_id="group1"),
        Photo(id="bild2", sha256="b" * 64, group_id="group1", card_id="card1"),
    )  # fmt: skip


def told(state: State, paper: Paper | None = None, language: str = "de") -> list[b.Block]:
    """All blocks of a paper, the full one if no other is asked for."""
    return list(tell(state, paper or usual("full"), Texts(language)))


def of_part(blocks: Iterable[b.Block], key: str) -> list[b.Block]:
    """The blocks of a section, wherever they are."""
    found: list[b.Block] = []
    inside = False
    for block in blocks:
        if isinstance(block, b.Part):
            inside = block.key == key
        elif inside:
            found.append(block)
    return found


def every(blocks: Iterable[b.Block], kind: type[B]) -> list[B]:
    return [block for block in blocks if isinstance(block, kind)]


def entries(blocks: Iterable[b.Block]) -> list[b.Entry]:
    return [entry for found in every(blocks, b.Entries) for entry in found.rows]


def cells(blocks: Iterable[b.Block], column: int) -> list[str]:
    """The first text of each cell of a column."""
    return [row[column][0].text for table in every(blocks, b.Table) for row in table.rows]


def words(value: object) -> Iterator[str]:
    """Every text that somebody reads, sees or hears."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from words(one)
    elif is_dataclass(value) and not isinstance(value, Mood | type):
        for one in fields(value):
            if one.name not in _SILENT:
                yield from words(getattr(value, one.name))


def text(blocks: Iterable[b.Block]) -> str:
    """All of it, a line for each text."""
    return "\n".join(words(list(blocks)))
