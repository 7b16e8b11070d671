"""Workshops for other paper, and what is found on a written page: texts and drawings in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from werkstatt_desktop.domain.records import (
    TABLE_OF,
    TABLES,
    WORKSHOP_ID,
    Card,
    Category,
    Cluster,
    Group,
    Participant,
    ProgrammeItem,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.printing import kit
from werkstatt_desktop.texts import Texts

MM = 72 / 25.4

GREEN = Category(id="green", role="opportunity", rank=0.0, colour="green", symbol="plus")
ORANGE = Category(
    id="orange", title="Hürden", rank=1.0, colour="orange", symbol="triangle", question="Was fehlt?"
)


def state_of(*records: Record) -> State:
    tables: dict[str, dict[str, Record]] = {name: {} for name in TABLES}
    for record in records:
        tables[TABLE_OF[type(record)]][record.id] = record
    return State(tables)


def workshop(*records: Record, **facts: Any) -> State:
    """A workshop of two groups and two categories, and what is added."""
    base: tuple[Record, ...] = (
        Workshop(
            id=WORKSHOP_ID, **{"title": "Stadtwerkstatt", "date": "2009-09-23", "place": "Essen", **facts}
        ),
        Group(id="g1", rank=0.0, name="Ahorn"),
        Group(id="g2", rank=1.0, name="Birke"),
        GREEN,
        ORANGE,
    )
    return state_of(*{record.id: record for record in (*base, *records)}.values())


def nothing() -> State:
    """A workshop of which nothing is known."""
    return state_of(Workshop(id=WORKSHOP_ID))


def person(n: int, **fields: Any) -> Participant:
    return Participant(id=f"p{n:03}", **{"name": f"Person{n:03}", "group_id": f"g{n % 2 + 1}", **fields})


def card(n: int, text: str, **fields: Any) -> Card:
    given: dict[str, Any] = {
        "group_id": "g1",
        "category_id": "green",
        "cluster_id": "t",
        "rank": float(n),
        "written": n,
    }
    return Card(id=f"c{n:03}", text=text, **(given | fields))


def theme(heading: str = "Wege", **fields: Any) -> Cluster:
    return Cluster(id="t", group_id="g1", heading=heading, **fields)


def item(n: int, title: str, **fields: Any) -> ProgrammeItem:
    return ProgrammeItem(id=f"i{n:02}", rank=float(n), title=title, **fields)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )


class Paper:
    """What `kit.write` wrote."""

    def __init__(self, kind: str, state: State, language: str = "de", **options: Any) -> None:
        target = BytesIO()
        self.count = kit.write(kind, state, target, Texts(language), **options)
        self.content = target.getvalue()
        self._document = pdfium.PdfDocument(self.content)
        self.pages = [page.get_textpage().get_text_bounded() for page in self._document]

    @property
    def text(self) -> str:
        """All text, with every white space as one blank."""
        return re.sub(r"\s+", " ", " ".join(self.pages))

    @property
    def dense(self) -> str:
        """All text without white space and hyphens, for what is broken into lines."""
        return re.sub(r"[\s\x02\u00ad\ufffe-]+", "", "".join(self.pages))

    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of each page in millimetres."""
        return [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in self._document]

    def letters(self, number: int = 0) -> list[tuple[str, Box]]:
        """Each letter of a page that is seen, and where it stands."""
        page = self._document[number]
        texts, high = page.get_textpage(), page.get_height()
        whole = texts.get_text_range()
        found = []
        for n in range(texts.count_chars()):
            char = whole[n : n + 1]
            if char.strip():
                found.append((char, _box(texts.get_charbox(n), high)))
        return found

    def place_of(self, text: str, number: int = 0) -> Box:
        """Where a text stands that is written in one line."""
        letters = self.letters(number)
        at = "".join(char for char, _ in letters).index(text.replace(" ", ""))
        boxes = [box for _, box in letters[at : at + len(text.replace(" ", ""))]]
        return Box(
            min(b.left for b in boxes),
            min(b.top for b in boxes),
            max(b.right for b in boxes),
            max(b.bottom for b in boxes),
        )

    def drawings(self, number: int = 0) -> list[Box]:
        """Where the lines and shapes of a page are."""
        page = self._document[number]
        paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        return [_box(path.get_bounds(), page.get_height()) for path in paths]

    def ink(self, number: int = 0) -> Box:
        """The rectangle around everything that is printed on a page."""
        boxes = [*self.drawings(number), *(box for _, box in self.letters(number))]
        return Box(
            min(b.left for b in boxes),
            min(b.top for b in boxes),
            max(b.right for b in boxes),
            max(b.bottom for b in boxes),
        )


def _box(bounds: tuple[float, float, float, float], high: float) -> Box:
    left, bottom, right, top = bounds
    return Box(left / MM, (high - top) / MM, right / MM, (high - bottom) / MM)
