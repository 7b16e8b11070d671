"""Workshops to print, and what can be read from the printed file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from werkstatt_desktop.domain import paper as papers
from werkstatt_desktop.domain.records import (
    TABLE_OF,
    TABLES,
    WORKSHOP_ID,
    Card,
    Category,
    Cluster,
    Group,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts

CATEGORIES = (
    Category(id="opportunity", role="opportunity", rank=0.0, colour="green", symbol="plus"),
    Category(id="obstacle", role="obstacle", rank=1.0, colour="orange", symbol="triangle"),
    Category(id="own", title="Voraussetzungen", rank=2.0, colour="violet", symbol="diamond"),
)
WORDS = (
    "Wege",
    "Familien",
    "gemeinsam",
    "Zusammenarbeit",
    "im",
    "Quartier",
    "Zeit",
    "und",
    "Räume",
    "planen",
)


def state_of(*records: Record) -> State:
    tables: dict[str, dict[str, Record]] = {name: {} for name in TABLES}
    for record in records:
        tables[TABLE_OF[type(record)]][record.id] = record
    return State(tables)


def tidied(state: State) -> State:
    for group in list(state.all(Group)):
        state = state.apply(verbs.tidy_up(state, group.id).changes)
    return state


def workshop(**facts: Any) -> Workshop:
    return Workshop(
        id=WORKSHOP_ID, **{"title": "Stadtwerkstatt", "date": "2009-09-23", "place": "Essen", **facts}
    )


def token(n: int) -> str:
    """A word that only card number `n` has, short enough never to be torn."""
    return f"K{n:05}x"


def made_up(cards: int, *, groups: int = 2, themes: int = 4, **facts: Any) -> State:
    """A tidy workshop of so many cards, each with its token; every sixth hangs in no theme."""
    records: list[Record] = [workshop(**facts), *CATEGORIES]
    for g in range(groups):
        records.append(Group(id=f"g{g}", rank=float(g), name=f"Gruppe {g + 1}"))
        records += [
            Cluster(id=f"t{g}-{n}", group_id=f"g{g}", rank=float(n), heading=f"Thema {g + 1}.{n + 1}")
            for n in range(themes)
        ]
    for n in range(cards):
        group = n % groups
        words = " ".join(WORDS[(n + k) % len(WORDS)] for k in range(n % 7))
        records.append(
            Card(
                id=f"c{n}",
                group_id=f"g{group}",
                category_id=CATEGORIES[n % 3].id,
                cluster_id=f"t{group}-{n // groups % themes}" if themes and n % 6 else None,
                rank=float(n),
                text=f"{token(n)} {words}".strip(),
                written=n + 1,
            )
        )
    return tidied(state_of(*records))


def one_group(*texts: str, theme: bool = True, **card: Any) -> State:
    """A workshop of one group whose cards say these texts."""
    records: list[Record] = [workshop(), *CATEGORIES, Group(id="g", name="Gruppe")]
    if theme:
        records.append(Cluster(id="t", group_id="g", heading="Thema"))
    for n, text in enumerate(texts):
        records.append(
            Card(
                id=f"c{n}",
                group_id="g",
                category_id=CATEGORIES[n % 3].id,
                cluster_id="t" if theme else None,
                rank=float(n),
                text=text,
                written=n + 1,
                **card,
            )
        )
    return tidied(state_of(*records))


FULL = papers.usual("full")
FIRST_TEXTS = papers.Paper(sections=(*papers.USUAL["full"], "first_texts"))
"""The full protocol with what was said first beside what was reworded."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text on a page: its baseline from the page's lower edge, its size and font."""

    page: int
    x: float
    y: float
    size: float
    font: str
    text: str


class Paper:
    """A printed protocol, and what a reader finds in it."""

    def __init__(self, state: State, language: str = "de", paper: papers.Paper = FULL) -> None:
        self.content, self.result = pdf.to_bytes(state, Texts(language), paper=paper)
        self.reader = PdfReader(BytesIO(self.content), strict=True)
        self.pages = [page.extract_text() for page in self.reader.pages]
        self.text = "\n".join(self.pages)

    @property
    def flat(self) -> str:
        """All text, with every white space as one blank."""
        return re.sub(r"\s+", " ", self.text)

    @property
    def dense(self) -> str:
        """All text without any white space, for what is broken into lines."""
        return re.sub(r"\s+", "", self.text)

    def lines(self, page: int = -1) -> list[str]:
        return [line.strip() for line in self.pages[page].splitlines() if line.strip()]

    def pieces(self) -> list[Piece]:
        """Every piece of text but page numbers, whose place pypdf does not know."""
        found: list[Piece] = []
        for number, page in enumerate(self.reader.pages):

            def visit(
                text: str, matrix: list[float], place: list[float], font: Any, size: float, n: int = number
            ) -> None:
                if text.strip() and place[5]:
                    name = str(font["/BaseFont"]).split("+")[-1] if font else ""
                    x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
                    y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
                    found.append(Piece(n, x, y, size, name, text.strip()))

            page.extract_text(visitor_text=visit)
        return found
