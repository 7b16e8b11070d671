"""Nothing is lost on the way out: every export of a whole day is read back, and everything is found in it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO

import docx
import odfdo
import pypdf
import pytest
from openpyxl import load_workbook

from tests.exchange import whole_day
from tests.exchange.blocks import Page
from werkstatt_desktop.domain.paper import asked, usual
from werkstatt_desktop.domain.records import Card, Group, Measure, ParkedItem, Result
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.exchange import formats
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts

DE = Texts("de")
WHOLE = usual("full")


@pytest.fixture(scope="module")
def day() -> State:
    return whole_day.whole_day()


def read_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def read_docx(content: bytes) -> str:
    return "".join(docx.Document(BytesIO(content)).element.body.itertext())


def read_odt(content: bytes) -> str:
    return odfdo.Document(BytesIO(content)).body.text_recursive


def read_md(content: bytes) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", content.decode())


def read_html(content: bytes) -> str:
    return Page(content.decode()).words


def read_xlsx(content: bytes) -> str:
    book = load_workbook(BytesIO(content))
    return "\n".join(
        str(value) for page in book for row in page.iter_rows(values_only=True) for value in row if value
    )


def read_json(content: bytes) -> str:
    def texts(value: object) -> Iterator[str]:
        match value:
            case str():
                yield value
            case dict():
                for inner in value.values():
                    yield from texts(inner)
            case list():
                for inner in value:
                    yield from texts(inner)

    return "\n".join(texts(json.loads(content)))


READERS: dict[str, Callable[[bytes], str]] = {
    "docx": read_docx,
    "odt": read_odt,
    "md": read_md,
    "html": read_html,
    "xlsx": read_xlsx,
    "json": read_json,
}


def bare(text: str) -> str:
    """A text without white space and the hyphens of ends of lines."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def demand_all(day: State, found: str) -> None:
    """Every mark is there, none that is not in the workshop, and every text to its last letter."""
    assert whole_day.marks_in(found) == whole_day.marks()
    together = bare(found)
    texts = [card.text for card in day.all(Card)] + [result.text for result in day.all(Result)]
    texts += [item.text for item in day.all(ParkedItem)] + [measure.what for measure in day.all(Measure)]
    assert [text for text in texts if bare(text) not in together] == []


def says_all(found: str) -> bool:
    """Whether a protocol says of itself that all cards of the workshop are in it."""
    return re.search(rf"Karten im Workshop: {whole_day.CARDS} \S .*?: {whole_day.CARDS}\b", found) is not None


def test_readers_cover_the_formats() -> None:
    """Each format is read back by this test."""
    assert {*READERS, "csv"} == {*formats.FORMATS}


@pytest.mark.parametrize("kind", READERS)
def test_everything_is_found(day: State, kind: str) -> None:
    """Cards, headings, results, measures, parked items and quotes are in each format, all of them."""
    content = formats.export(day, kind, WHOLE, DE)
    found = READERS[kind](content)
    if kind == "xlsx":
        # Quotes are in no table.
        found += "".join(whole_day.words("Z", n) for n in range(whole_day.COUNTS["Z"]))
    demand_all(day, found)
    if kind in formats.TOLD:
        assert says_all(found)


def test_everything_is_in_the_tables(day: State) -> None:
    """The CSV files together have everything but quotes, each card in one row."""
    made = formats.tables(day, WHOLE, DE)
    rows = {name: list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
            for name, content in made.items()}  # fmt: skip
    found = "\n".join(cell for table in rows.values() for row in table for cell in row)
    demand_all(day, found + "".join(whole_day.words("Z", n) for n in range(3)))
    texts = [row[0] for row in rows[""][1:]]
    assert sorted(texts) == sorted(card.text for card in day.all(Card))
    assert len(rows[" – Maßnahmen"]) == 1 + whole_day.MEASURES
    assert formats.export(day, "csv", WHOLE, DE) == made[""]


def test_everything_is_printed(day: State) -> None:
    """The protocol has everything as text, and says so itself."""
    content, result = pdf.to_bytes(day, DE, paper=WHOLE)
    assert (result.cards, result.printed) == (whole_day.CARDS, whole_day.CARDS)
    found = read_pdf(content)
    demand_all(day, found)
    assert says_all(found)


@pytest.mark.parametrize("kind", [*formats.TOLD, "xlsx"])
def test_nobody_is_named(day: State, kind: str) -> None:
    """Without names no format names anybody, though with them each does; what is to be done stays."""
    named, nameless = (
        READERS[kind](formats.export(day, kind, paper, DE)) for paper in (WHOLE, asked("no-names"))
    )
    assert "Person 3" in named
    assert not re.search(r"Person \d", nameless)
    assert whole_day.words("M", 3) in nameless
    assert whole_day.marks_in(nameless) == whole_day.marks_in(named)


def test_hidden_boards_stay_hidden(day: State) -> None:
    """Of a board that is hidden no format but JSON tells a card."""
    groups = {**day.tables["groups"], "g1": Group(id="g1", name="Runde 2", rank=1.0, hidden=True)}
    state = State({**day.tables, "groups": groups})
    texts = [card.text for card in day.all(Card) if card.group_id == "g1"]
    for kind in ("md", "html", "csv"):
        content = formats.export(state, kind, WHOLE, DE).decode()
        assert not [text for text in texts if text.split()[0] in content]
