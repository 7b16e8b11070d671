"""Tables in Excel's files. How large they are is looked at before anything is made of them."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..domain.errors import FileProblem
from .table import MOST_COLUMNS, MOST_ROWS, Table, table_of

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_UNPACKED = 32 << 20
"""Bytes of all parts of a file together, unpacked."""
MOST_PARTS = 2000
MOST_MARKS = 3_000_000
"""Angle brackets in all parts together: each becomes an object in memory that is far larger."""
MOST_SHEETS = 20
_CHUNK = 1 << 20
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')

BROKEN = (
    BadZipFile, SyntaxError, zlib.error, struct.error, EOFError, OSError, ValueError, TypeError,
    AttributeError, LookupError, ArithmeticError, RuntimeError, AssertionError, MemoryError, Warning,
)  # fmt: skip
"""What the library raises where a file is not what it should be; it checks little by itself.

A fault in its XML is a SyntaxError with either of the two libraries that may read that.
"""


def read_xlsx(content: bytes) -> tuple[Table, ...]:
    """The sheets of a workbook that have any text, as values; formulas give what they came to last.

    Raises `FileProblem`: table_too_large, table_locked, table_damaged, other_table.
    """
    try:
        with ZipFile(BytesIO(content)) as parts:
            _look_over(parts)
            return _read(content, parts)
    except BROKEN as error:
        raise FileProblem("table_damaged", exit_code=1) from error


def _look_over(parts: ZipFile) -> None:
    """Refuse what would be too much, before anything is made of it."""
    listed = parts.infolist()
    names = {part.filename for part in listed}
    if any(part.flag_bits & 1 for part in listed):
        raise FileProblem("table_locked", exit_code=2)
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise FileProblem("other_table", exit_code=2)
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise FileProblem("table_too_large", exit_code=1)
    marks = 0
    for part in listed:
        for chunk in _chunks(parts, part):
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise FileProblem("table_damaged", exit_code=1)
            marks += chunk.count(b"<")
        if marks > MOST_MARKS:
            raise FileProblem("table_too_large", exit_code=1)


def _chunks(parts: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """A part in pieces; of one that said it is shorter than it is, no more than it said."""
    with parts.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _read(content: bytes, parts: ZipFile) -> tuple[Table, ...]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of what it leaves out, such as charts and rules for entering.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
            found = [_table(sheet, parts) for sheet in sheets]
        finally:
            book.close()
    return tuple(table for table in found if table.rows)


def _table(sheet: ReadOnlyWorksheet, parts: ZipFile) -> Table:
    last = MOST_ROWS + 1
    rows = [
        [_text(value) for value in row]
        for row in sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS, values_only=True)  # type: ignore[misc]
    ]
    # The library does not read in this mode which cells are merged, and does not say where that stands.
    path = str(sheet._worksheet_path).lstrip("/")  # type: ignore[attr-defined]  # noqa: SLF001
    _fill_down(rows, parts.read(path))
    return table_of(rows, sheet.title)


def _fill_down(rows: list[list[str]], source: bytes) -> None:
    """What stands in a cell that was merged with those below it holds for their rows as well."""
    for left, top, _, bottom in _MERGED.findall(source):
        column, first, last = _column(left), int(top) - 1, min(int(bottom), len(rows))
        if first >= last or column >= len(rows[first]) or not (text := rows[first][column]):
            continue
        for row in rows[first + 1 : last]:
            if column < len(row) and not row[column]:
                row[column] = text


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _text(value: object) -> str:
    """A cell's value in words; a day without a time of day is only a day."""
    from openpyxl.utils.escape import unescape

    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case bool():
            return "1" if value else "0"
        case float():
            return f"{value:.15g}"
        case str():
            return unescape(value)
        case _:
            return str(value)
