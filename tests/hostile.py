"""Text as hostile as it comes, and the rule for text that is kept, said in another way than the code does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from hypothesis import strategies as st

from werkstatt_desktop.domain.clean import MERGED, clean
from werkstatt_desktop.domain.records import LONG, MIDDLE, SHORT, TABLE_OF, TEXTS, Record

MARKUP = (
    "<b>fett</b>", "</para>", '<img src="http://example.org/x.png"/>', "<a href='x'>", "<br/>", "<", "&",
    "&amp;", "&#65;", "&lt;b&gt;", "<!ENTITY x SYSTEM 'file:///x'>", "]]>", "<script>", "{{7*7}}", "{% x %}",
    "{0}", "{name}", "{", "%s", "%(x)s", "%n", "$x", "${x}", "=1+1", "+1", "-1", "@x", "\\n", "\\", '"',
    "'; DROP TABLE cards; --", "[*]", "&Datei", "../../x", "/", "C:\\x", "CON", "nul", "aux.txt", "COM1",
    "-o", "~", ".", "...", "1. ²²²", "٣٤", "2026-02-30", "25:61",
)  # fmt: skip
ODD = (
    *map(chr, range(33)), "\x7f", "\x85", "\x9b31m", "\x1b[31m", "\u00ad", "\u00a0", "\u200b", "\u200d",
    "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\ufeff", "\ufffc",
    "\ufffe", "\U0001ffff", "\ufdd0", "\ud800", "\udfff", "\ud83d", "\ude00", "\U000e0001", "\ufe0f",
    "\u0308", "\u1100\u1161", "אב", "مرحبا", "👍🏽", "👩\u200d👧", "ﬁ", "İ", "ß", "Å", "漢",
)  # fmt: skip
FLOODS = st.builds(
    lambda base, mark, n: base + mark * n,
    st.sampled_from("aäא "),
    st.sampled_from("\u0308\u0489\u20dd"),
    st.integers(1, 300),
)
EVERY = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
SHORT_TEXT = st.lists(
    st.one_of(EVERY, st.sampled_from(MARKUP), st.sampled_from(ODD), st.sampled_from(["Wort", "ä", " "])),
    max_size=8,
).map("".join)
LENGTHS = tuple(n + d for n in (SHORT, MIDDLE, SHORT * MERGED, LONG) for d in (-1, 0, 1))
STRETCHED = st.builds(
    lambda text, n: (text * (n // len(text) + 1))[:n], SHORT_TEXT.filter(bool), st.sampled_from(LENGTHS)
)
TEXT = st.one_of(SHORT_TEXT, SHORT_TEXT, FLOODS, STRETCHED)
"""What may come to a door: any code point, much markup, floods of marks, lengths around the limits."""


def faults(text: str, *, lines: bool, limit: int) -> list[str]:
    """What is wrong with a text that is kept."""
    found = [f"U+{ord(c):04X}" for c in text if unwanted(c)]
    if "\n" in text and not lines:
        found.append("several lines")
    if len(text) > limit:
        found.append(f"{len(text)} characters")
    if text != text.strip():
        found.append("white space around it")
    if not unicodedata.is_normalized("NFC", text):
        found.append("not NFC")
    if clean(text, lines=lines) != text:
        found.append("not clean")
    return found


def faults_of(records: Iterable[Record], times: int = 1) -> list[str]:
    """What is wrong with the texts of records, which may be so many times as long as one may write."""
    return [
        f"{table}.{field}: {fault}"
        for record in records
        for table in [TABLE_OF[type(record)]]
        for field, (limit, lines) in TEXTS[table].items()
        for fault in faults(getattr(record, field) or "", lines=lines, limit=limit * times)
    ]


def unwanted(character: str) -> bool:
    """Whether a character is a danger to whoever shows it."""
    code = ord(character)
    return (
        (unicodedata.category(character) in {"Cc", "Cs"} and character != "\n")
        or unicodedata.bidirectional(character)
        in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or character == "\ufeff"
    )
