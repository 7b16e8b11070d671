"""Tables as text: CSV files in any usual encoding, and what a spreadsheet puts into the clipboard."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from ..domain.columns import names_columns
from ..domain.errors import FileProblem
from .listing import as_meant
from .lists import lines_of
from .table import Table, table_of

_SEPARATORS = ("\t", ";", ",", "|")
_LOOKED_AT = 100
"""Lines from which the separator is told."""
_EVEN = 0.8
"""The part of the lines that have as many columns as most, where a separator is one."""
_MOST = 0.5
"""The part of the lines that are no wider than the first, where tabs part columns."""
_BINARY = 0.02
_TEXT_CONTROLS = frozenset("\t\n\r\v\f\x1a")


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, with or without their marks, else Windows' Western characters.

    Raises `FileProblem("not_a_table")` for what is no text.
    """
    text = _decoded(content)
    start = text[:20_000]
    strange = sum(char < " " and char not in _TEXT_CONTROLS for char in start)
    if strange > _BINARY * len(start):
        raise FileProblem("not_a_table", exit_code=2)
    return text


def _decoded(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return content.decode("utf-8-sig", "replace")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    start = content[:2000]
    # Of Western text in UTF-16 every other byte is zero.
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.6 * len(zeros):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_csv(content: bytes) -> Table:
    """The table in a CSV file. Raises `FileProblem`."""
    text = decoded(content)
    if not text.strip("".join((*_SEPARATORS, ' \r\n"'))):
        return table_of([])
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"')
    if said[:4].casefold() == "sep=" and len(said) == 5:
        return table_of(_rows(rest, said[4]))
    separator = _separator(text, _SEPARATORS)
    return table_of(_rows(text, separator) if separator else _lines(text))


def read_pasted(text: str) -> Table | None:
    """The table that was pasted; None where it is no table but lines of text.

    Columns are parted by tabs; by other characters only below headings that say so, since sentences
    have commas too.
    """
    separator = _separator(text, ("\t",))
    if separator is None:
        for other in (";", ","):
            head = next(_rows(text, other), [])
            if len(head) > 1 and names_columns(head) and _separator(text, (other,)):
                separator = other
                break
    if separator is None:
        return None
    found = table_of(_rows(text, separator))
    return found if found.width > 1 else None


def _separator(text: str, among: tuple[str, ...]) -> str | None:
    """The separator that gives most lines the same number of columns, more than one."""
    start = text[:200_000]
    best: tuple[float, int] = (0.0, 0)
    found = None
    for separator in among:
        if separator not in start:
            continue
        widths: list[int] = []
        for row in _rows(start, separator):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) == _LOOKED_AT:
                break
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        even = count / len(widths)
        # A spreadsheet leaves out separators at the end of a line; few lines have more than the first.
        within = sum(wide <= widths[0] for wide in widths) / len(widths)
        ragged = separator == "\t" and widths[0] > 1 and within > _MOST
        if width > 1 and even >= _EVEN and (even, width) > best:
            best, found = (even, width), separator
        elif ragged and not found:
            found = separator
    return found


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows of a text with separators; quotes that do not add up are taken as they stand."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        rows = [line.split(separator) for line in _ended(text)]
    for row in rows:
        yield [as_meant(cell) for cell in row]


def _lines(text: str) -> Iterator[list[str]]:
    """Rows of one column: the lines of a list, or cells in quotes, which may have several lines."""
    if '"' in text:
        return _rows(text, "\x1f")
    return ([line] for line in lines_of(text))


def _ended(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
