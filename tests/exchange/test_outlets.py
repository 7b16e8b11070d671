"""Hostile texts in every format: never an error, nothing lost, and nothing that commands another program."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.blocks import Page
from tests.exchange.test_complete import bare, read_docx
from tests.hostile import MARKUP, TEXT
from tests.printing.samples import one_group
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.paper import usual
from werkstatt_desktop.domain.records import Measure, ParkedItem, Result
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.verbs import board, setup
from werkstatt_desktop.exchange import formats
from werkstatt_desktop.exchange.delimited import read_csv
from werkstatt_desktop.exchange.xlsx import read_xlsx
from werkstatt_desktop.texts import Texts

DE = Texts("de")
MANY = st.lists(st.one_of(TEXT, st.sampled_from(MARKUP)), min_size=20, max_size=20)
KINDS = ("md", "html", "docx", "odt", "xlsx", "csv")


def day_of(texts: list[str]) -> State:
    """A workshop in which the texts are cards, and some of them everything else."""
    state = one_group(*texts)
    name = clean(texts[0], lines=False)[:300] or "?"
    state = state.apply(setup.edit_workshop(state, title=name, goal=texts[1]).changes)
    state = state.apply(setup.edit_group(state, "g", name=name).changes)
    state = state.apply(board.name_cluster(state, "t", name).changes)
    rest = [Result(text=texts[2]), Measure(what=texts[3], who=name), ParkedItem(text=texts[4])]
    return state.apply(base_edit("x", rest).changes)


def read_md(content: bytes) -> str:
    return re.sub(r"\\(?:\n|([!-/:-@\[-`{-~]))", lambda found: found[1] or "\n", content.decode())


def read(kind: str, content: bytes) -> str:
    """All words in a file."""
    match kind:
        case "md":
            return read_md(content)
        case "html":
            return Page(content.decode()).words
        case "docx":
            return read_docx(content)
        case "odt":
            with ZipFile(BytesIO(content)) as parts:
                return "".join(fromstring(parts.read("content.xml")).itertext())
        case "csv":
            return "\n".join(cell for row in read_csv(content).rows for cell in row)
        case _:
            return "\n".join(cell for table in read_xlsx(content) for row in table.rows for cell in row)


def demand_whole(kind: str, given_texts: list[str]) -> None:
    texts = [clean(text)[:1000] or "?" for text in given_texts]
    content = formats.export(day_of(texts), kind, usual("full"), DE)
    found = bare(read(kind, content))
    assert [text for text in texts if bare(text) not in found] == []
    if kind in {"docx", "odt", "xlsx"}:
        demand_harmless(content)


def demand_harmless(content: bytes) -> None:
    """Nothing is fetched from elsewhere, and nothing is run."""
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            assert not name.lower().endswith((".bin", ".exe", ".vbs", ".js"))
            part = parts.read(name)
            assert b'TargetMode="External"' not in part
            assert b"<!DOCTYPE" not in part
            assert b"<f>" not in part


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10)
@given(MANY)
def test_hostile_texts(kind: str, given_texts: list[str]) -> None:
    """200 texts in each format come back whole."""
    demand_whole(kind, given_texts)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100)
@given(MANY)
def test_many_hostile_texts(kind: str, given_texts: list[str]) -> None:
    """2,000 texts in each format come back whole."""
    demand_whole(kind, given_texts)
