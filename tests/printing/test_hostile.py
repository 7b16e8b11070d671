"""Texts as hostile as they come, on paper: what is read from the file is what was entered."""

from __future__ import annotations

import re
from unicodedata import category

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.hostile import TEXT
from tests.printing.samples import one_group
from tests.printing.structure import read
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.records import LONG
from werkstatt_desktop.printing import fonts, pdf
from werkstatt_desktop.printing.styles import EMOJI, REGULAR
from werkstatt_desktop.texts import Texts

TEN = st.lists(TEXT, min_size=10, max_size=10)
HYPHENS = "-\u00ad\u2010"


def shown(text: str) -> str:
    """What of a text can be seen, without blanks and hyphens; a square for what no font has."""
    loaded = fonts.load()
    letters, signs = loaded._characters(REGULAR), loaded._characters(EMOJI)
    found: list[str] = []
    for char in text:
        code = ord(char)
        if char.isspace() or char in HYPHENS or _changes_only_its_neighbours(code):
            continue
        if 0x1F3FB <= code <= 0x1F3FF and found and found[-1] in signs and found[-1] not in letters:
            continue
        known = (char in letters or char in signs) and category(char) not in {"Cc", "Cn", "Co"}
        found.append(char if known and code != 0x1F51F else fonts.PLACEHOLDER)
    return "".join(found)


def _changes_only_its_neighbours(code: int) -> bool:
    """Joiners, marks of direction, variation selectors, frames of keys, tags."""
    ranges = ((0x180B, 0x180E), (0x200B, 0x200F), (0x2060, 0x2064), (0xFE00, 0xFE0F), (0xE0000, 0xE01EF))
    return code in {0x34F, 0x61C, 0x20E3, 0xFEFF} or any(low <= code <= high for low, high in ranges)


def is_printed(texts: list[str]) -> None:
    """Each text stands on paper between its own two words, and nothing else does."""
    said = [clean(text)[: LONG - 20] for text in texts]
    state = one_group(*(f"A{n:02}z {text} z{n:02}E" for n, text in enumerate(said)))
    content, result = pdf.to_bytes(state, Texts("de"))
    words = "".join(re.sub(rf"[{re.escape(HYPHENS)}]", " ", read(content).words).split())
    assert result.printed == result.cards == len(said)
    for n, text in enumerate(said):
        _, _, rest = words.rpartition(f"A{n:02}z")
        assert rest.split(f"z{n:02}E")[0] == shown(text)
    missing = {char for text in said for char in text if shown(char) == fonts.PLACEHOLDER != char}
    assert missing <= set(result.missing)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEN)
@example(["a" * 4000, "<b>x</b>", "&amp;", "👍🏽🏽", "🔟", "\u0308" * 300, "אב", "漢字", "", "-" * 200])
def test_every_text_can_be_read(texts: list[str]) -> None:
    """Whatever is entered is printed, and what is read from the file is what was entered."""
    is_printed(texts)


@pytest.mark.long
@pytest.mark.timeout(3000)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEN)
def test_two_thousand_texts_can_be_read(texts: list[str]) -> None:
    """The same for ten times as many."""
    is_printed(texts)
